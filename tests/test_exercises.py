"""The exercises: numbered, of several kinds, with checks, hints and right solutions.

They are judged by the cells that a learner runs, which call `firstneuron.checks`.
"""

import ast
import functools
import inspect
import re

import pytest

import chapters
from firstneuron.checks._check import _checks_of

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


def verdict(exercise, code, ns):
    """Return what the check's cell says after some code has run."""
    exec(compile(code, f"exercise {exercise.number}", "exec"), ns)
    return eval(compile(exercise.check.source, exercise.check.id, "eval"), ns)


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
    known = set().union(*(_checks_of(number) for number in EXERCISES))
    assert known == set(EXERCISES)


@each_exercise
def test_check_asks_for_what_the_starter_defines(number):
    """The cell below the starter hands over its names, in the check's order."""
    _, exercise = EXERCISES[number]
    call = ast.parse(exercise.check.source, mode="eval").body
    assert ast.unparse(call.func) == "checks.check"
    first, *names = call.args
    assert ast.literal_eval(first) == number
    asked = inspect.signature(_checks_of(number)[number].judge).parameters
    assert [name.id for name in names] == list(asked)


@each_exercise
def test_solution_is_right(number, capsys):
    """It passes its check, and prints what the book says it prints."""
    name, exercise = EXERCISES[number]
    ns = dict(after(name))
    capsys.readouterr()
    outcome = verdict(exercise, exercise.solution, ns)
    assert capsys.readouterr().out == exercise.printed
    assert outcome.state == "correct", outcome


@each_exercise
def test_starter_is_not_attempted_or_has_its_bug(number):
    """That is what the stored output says, too, by its sign."""
    name, exercise = EXERCISES[number]
    kind = exercise.starter.metadata.exercise.kind
    outcome = verdict(exercise, exercise.starter.source, dict(after(name)))
    assert outcome.state == ("not yet" if kind == "bug" else "not attempted")
    (stored,) = exercise.check.outputs
    assert stored.data == {"text/plain": outcome.sign}


@each_exercise
def test_hint_and_solution_are_folded(number):
    """A first step before the answer."""
    _, exercise = EXERCISES[number]
    found = re.findall(r"<details>\s*<summary>(.*?)</summary>", exercise.folded)
    assert found == [f"Hint {number}", f"Solution {number}"]
