"""The exercises: numbered, with a starter, and with a solution that is right.

A function marked `answers(number)` fails unless the names in `ns`, which the solution
has defined after the chapter was run, are a right answer.
"""

import functools
import itertools

import numpy as np
import pytest

import chapters
import firstneuron as fn
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
    with pytest.raises((AssertionError, AttributeError, KeyError, TypeError)):
        ANSWERS[exercise](ns)


def least_squares(*names, rows=None):
    """Return the weights, then the bias, of the best fit of calories, and its MSE."""
    rows = rows or datasets.load_cereals().complete("calories", *names)
    columns = np.column_stack([rows.matrix(*names), np.ones(len(rows))])
    found, *_ = np.linalg.lstsq(columns, rows["calories"])
    return found, np.mean((columns @ found - rows["calories"]) ** 2)


# --- chapter 0 ----------------------------------------------------------------------


@answers("0.1")
def regression_or_classification(ns):
    numbers = {name for name, kind in ns["answers"].items() if kind == "regression"}
    classes = {name for name, kind in ns["answers"].items() if kind == "classification"}
    assert numbers == {"price of a flat", "temperature tomorrow"}
    assert classes == set(ns["answers"]) - numbers


@answers("0.2")
def ranks(ns):
    names = ("temperature", "week", "grey_picture", "film", "colour_batch")
    assert [ns[name] for name in names] == [0, 1, 2, 3, 4]


@answers("0.3")
def shapes(ns):
    assert tuple(ns["shape"]) == (100, 28, 32, 3)
    assert ns["count"] == np.prod(ns["shape"])


@answers("0.4")
def average_sugar(ns):
    # The column sum of the file is 533 with the -1 in it, so 534 over 76 cereals.
    assert ns["sugar_model"] == pytest.approx(534 / 76)


@answers("0.5")
def chain_of_units(ns):
    assert ns["out"] == 4 * (2 - 1) + (0.5 * 2 - 2)


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


# --- chapter 2 ----------------------------------------------------------------------


@answers("2.1")
def pizza(ns):
    assert np.asarray(ns["w_pizza"]) == pytest.approx([1.5, 0.8, -2])
    assert ns["b_pizza"] == 7
    assert ns["price"] == pytest.approx(8.8)


@answers("2.2")
def without_a_loop(ns):
    inputs, w = np.arange(6.0).reshape(2, 3), np.array([1.0, -1.0, 0.5])
    by_hand = [0 - 1 + 0.5 * 2 + 4, 3 - 4 + 0.5 * 5 + 4]
    assert ns["predict"](inputs, w, 4.0) == pytest.approx(by_hand)


@answers("2.3")
def count_parameters(ns):
    for name, inputs, units in (("small", 20, 5), ("large", 784, 10)):
        layer = fn.layers.Dense(units)
        layer.build((None, inputs))
        assert ns[name] == layer.count_params()


@answers("2.4")
def shelf(ns):
    assert ns["mse_number"] == pytest.approx(least_squares("shelf")[1])
    # One-hot, the best prediction is the average of each shelf.
    cereals = datasets.load_cereals()
    groups = [cereals["calories"][cereals["shelf"] == one] for one in (1, 2, 3)]
    inside = sum(np.sum((group - group.mean()) ** 2) for group in groups)
    assert ns["mse_one_hot"] == pytest.approx(inside / 77)


@answers("2.5")
def mend_the_shape(ns):
    assert ns["fixed"].shape == (3, 1)
    assert ns["answers"][:, 0] == pytest.approx([90, 102.5, 115])


@answers("2.6")
def scale_back(ns):
    rows = datasets.load_cereals().complete("sodium", "fiber")
    (*w, b), _ = least_squares("sodium", "fiber")
    expected = rows.matrix("sodium", "fiber") @ w + b
    assert ns["y_back"] == pytest.approx(expected)


@answers("2.7")
def energy(ns):
    (*w, _), loss = least_squares("fat", "carbo", "sugars")
    assert ns["w_three"] == pytest.approx(w)
    assert ns["mse_three"] == pytest.approx(loss)


# --- chapter 3 ----------------------------------------------------------------------


@answers("3.1")
def nor(ns):
    for bits in itertools.product((0, 1), repeat=2):
        assert (np.dot(ns["w_nor"], bits) + ns["b_nor"] > 0) == (not any(bits))


@answers("3.2")
def door(ns):
    for bits in itertools.product((0, 1), repeat=3):
        assert (np.dot(ns["w_door"], bits) + ns["b_door"] > 0) == (sum(bits) >= 2)


@answers("3.3")
def line_of_a_gate(ns):
    for x1 in (0.0, 1.0, 5.0):
        x2 = ns["slope"] * x1 + ns["intercept"]
        assert 2 * x1 + 4 * x2 - 4 == pytest.approx(0)
    assert ns["fires"] == 1


@answers("3.5")
def only_nand(ns):
    bits = np.array(list(itertools.product((0, 1), repeat=2)))
    assert list(ns["xor_from_nand"](bits)) == [a ^ b for a, b in bits.tolist()]


@answers("3.6")
def full_adder(ns):
    bits = np.array(list(itertools.product((0, 1), repeat=3)))
    carry, digit = ns["full_adder"](*bits.T)
    assert list(2 * carry + digit) == list(bits.sum(axis=1))


@answers("3.4")
def first_epoch(ns):
    # (0, 0) is right; (0, 1) is added; then (1, 0) and (1, 1) are right.
    assert list(ns["w_after"]) == [0, 1]
    assert ns["b_after"] == 1
