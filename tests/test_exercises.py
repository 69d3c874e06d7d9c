"""The exercises: numbered, with a starter, and with a solution that is right.

A function marked `answers(number)` fails unless the names in `ns`, which the solution
has defined after the chapter was run, are a right answer.
"""

import functools

import numpy as np
import pytest

import chapters
from firstneuron import datasets

ANSWERS = {}


def answers(exercise):
    """Register the check of one exercise."""

    def register(check):
        ANSWERS[exercise] = check
        return check

    return register


EXERCISES = {
    exercise: (name, starter, solution)
    for name in chapters.NAMES
    for exercise, starter, solution in chapters.exercises(chapters.read(name))
}


@functools.cache
def after(name):
    """Return the names that a chapter defines, without its Keras cells."""
    cells = chapters.code_cells(chapters.read(name))
    return chapters.run([cell for cell in cells if not chapters.has_tag(cell, "keras")])


@pytest.mark.parametrize("name", chapters.NAMES)
def test_exercises_are_numbered_without_a_gap(name):
    found = [exercise for exercise, *_ in chapters.exercises(chapters.read(name))]
    chapter = chapters.number(name)
    assert found == [f"{chapter}.{count + 1}" for count in range(len(found))]
    assert len(found) >= 5


def test_every_exercise_has_a_check():
    assert set(ANSWERS) == set(EXERCISES)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_solution_is_right(exercise, capsys):
    """It passes its check, and prints what the book says it prints."""
    name, _, (solution, printed) = EXERCISES[exercise]
    ns = dict(after(name))
    capsys.readouterr()
    exec(compile(solution, f"solution {exercise}", "exec"), ns)
    assert capsys.readouterr().out == printed
    ANSWERS[exercise](ns)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_starter_runs_and_is_no_answer(exercise):
    name, starter, _ = EXERCISES[exercise]
    ns = dict(after(name))
    exec(compile(starter.source, f"starter {exercise}", "exec"), ns)
    with pytest.raises((AssertionError, TypeError, KeyError)):
        ANSWERS[exercise](ns)


def least_squares(*names, rows=None):
    """Return the weights, then the bias, of the best fit of calories, and its MSE."""
    rows = rows or datasets.load_cereals().complete("calories", *names)
    columns = np.column_stack([rows.matrix(*names), np.ones(len(rows))])
    found, *_ = np.linalg.lstsq(columns, rows["calories"])
    return found, np.mean((columns @ found - rows["calories"]) ** 2)


# --- chapter 1 ----------------------------------------------------------------------


@answers("1.1")
def taxi(ns):
    assert (ns["w_taxi"], ns["b_taxi"]) == (1.25, 4.8)
    assert ns["price"] == pytest.approx(13.55)


@answers("1.2")
def two_points(ns):
    w, b = ns["w_found"], ns["b_found"]
    assert w * 2 + b == pytest.approx(20)
    assert w * 5 + b == pytest.approx(26)


@answers("1.3")
def mean_absolute_error(ns):
    assert ns["mae"](np.array([1.0, 2.0, 3.0]), np.array([3.0, 2.0, -1.0])) == 2.0
    assert ns["mae"](np.array([0.0]), np.array([-0.5])) == 0.5


@answers("1.4")
def fat(ns):
    (w, b), loss = least_squares("fat")
    assert [ns["w_fat"], ns["b_fat"], ns["mse_fat"]] == pytest.approx([w, b, loss])


@answers("1.5")
def potassium(ns):
    assert ns["gaps"] == 2
    (w, _), _ = least_squares("potass")
    assert ns["w_right"] == pytest.approx(w)
    (w, _), _ = least_squares("potass", rows=datasets.load_cereals(keep_codes=True))
    assert ns["w_wrong"] == pytest.approx(w)


@answers("1.6")
def kilojoules(ns):
    kcal = 2.5355953 * 10 + 89.1577907  # the published fit, at 10 g
    assert ns["w_kj"] * 10 + ns["b_kj"] == pytest.approx(4.184 * kcal)
    assert ns["b_kj"] == pytest.approx(4.184 * 89.1577907)


@answers("1.7")
def best_column(ns):
    losses = {name: least_squares(name)[1] for name in ns["candidates"]}
    assert ns["results"] == pytest.approx(losses)
    assert ns["winner"] == min(losses, key=losses.get)
