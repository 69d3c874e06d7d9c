"""The exercises: numbered, of several kinds, and each with a solution that is right.

How an answer is judged stands in `answers/`, one module a chapter.
"""

import functools
import inspect
import re

import pytest

import answers
import chapters

KINDS = {
    "by hand": "By hand",
    "complete": "Complete the function",
    "bug": "Find the bug",
    "predict": "Predict, then run",
    "picture": "Read a picture",
    "data": "New data",
}
DIFFICULTIES = {1: "easy", 2: "medium", 3: "hard"}

EXERCISES = {
    exercise.number: (name, exercise)
    for name in chapters.NAMES
    for exercise in chapters.exercises(chapters.read(name))
}
each_exercise = pytest.mark.parametrize("number", EXERCISES)


@functools.cache
def after(name):
    """Return the names that a chapter defines, without its Keras cells."""
    cells = chapters.code_cells(chapters.read(name))
    return chapters.run([cell for cell in cells if not chapters.has_tag(cell, "keras")])


def handed_over(number, ns):
    """Return the names among `ns` that the check of an exercise asks for."""
    wanted = inspect.signature(answers.CHECKS[number]).parameters
    return {name: ns[name] for name in wanted}


@pytest.mark.parametrize("name", chapters.NAMES)
def test_exercises_are_numbered_without_a_gap(name):
    found = [one.number for one in chapters.exercises(chapters.read(name))]
    chapter = chapters.number(name)
    assert found == [f"{chapter}.{count + 1}" for count in range(len(found))]


@pytest.mark.parametrize("name", chapters.NAMES)
def test_each_chapter_has_every_kind(name):
    metadata = [
        one.starter.metadata.exercise for one in chapters.exercises(chapters.read(name))
    ]
    assert {one["kind"] for one in metadata} == set(KINDS)


@each_exercise
def test_says_its_kind_its_minutes_and_how_hard_it_is(number):
    """In its starter's metadata, and to the reader, in the line below its title.

    The line also says what the exercise trains.
    """
    _, exercise = EXERCISES[number]
    about = exercise.starter.metadata.exercise
    assert set(about) == {"number", "kind", "minutes", "difficulty"}
    assert about.number == number
    hard = DIFFICULTIES[about.difficulty]
    line = rf"{KINDS[about.kind]} · {about.minutes} minutes · {hard} · [^·*]+"
    assert re.search(rf"\n\n\*{line}\*\n\n", exercise.statement)


def test_every_exercise_has_a_check():
    assert set(answers.CHECKS) == set(EXERCISES)


@each_exercise
def test_solution_is_right(number, capsys):
    """It passes its check, and prints what the book says it prints."""
    name, exercise = EXERCISES[number]
    ns = dict(after(name))
    capsys.readouterr()
    exec(compile(exercise.solution, f"solution {number}", "exec"), ns)
    assert capsys.readouterr().out == exercise.printed
    answers.CHECKS[number](**handed_over(number, ns))


@each_exercise
def test_starter_runs_and_hands_over_what_is_asked(number):
    """Each name the check takes is there: `...`, or a function that returns `...`."""
    name, exercise = EXERCISES[number]
    ns = dict(after(name))
    for wanted in inspect.signature(answers.CHECKS[number]).parameters:
        ns.pop(wanted, None)
    exec(compile(exercise.starter.source, f"starter {number}", "exec"), ns)
    for wanted, value in handed_over(number, ns).items():
        unanswered = value is ... or callable(value)
        assert unanswered or about_a_bug(exercise), wanted
    no_answer = (AssertionError, AttributeError, KeyError, TypeError, ValueError)
    with pytest.raises(no_answer):
        answers.CHECKS[number](**handed_over(number, ns))


def about_a_bug(exercise):
    """Return whether the starter hands over something, with a mistake in it."""
    return exercise.starter.metadata.exercise.kind == "bug"


@each_exercise
def test_solution_is_folded(number):
    _, exercise = EXERCISES[number]
    assert re.search(r"<details>\s*<summary>", exercise.folded)
