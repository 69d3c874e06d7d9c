"""The exercises: numbered, with a starter, and with a solution that is right.

A function marked `answers(number)` fails unless the names in `ns`, which the solution
has defined after the chapter was run, are a right answer.
"""

import functools
import itertools
import math

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
    no_answer = (AssertionError, AttributeError, KeyError, TypeError, ValueError)
    with pytest.raises(no_answer):
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


# --- chapter 4 ----------------------------------------------------------------------


@answers("4.1")
def one_unit_by_hand(ns):
    assert ns["score"] == 1
    assert ns["with_relu"] == 1
    assert ns["with_sigmoid"] == pytest.approx(math.e / (1 + math.e))


@answers("4.2")
def leaky(ns):
    assert ns["leaky"](np.array([-10.0, -1.0, 0.0, 7.0])).tolist() == [-1, -0.1, 0, 7]


@answers("4.3")
def slope_of_tanh(ns):
    exact = 1 / math.cosh(0.5) ** 2
    assert ns["by_formula"] == pytest.approx(exact)
    assert ns["measured"] == pytest.approx(exact, abs=1e-8)


@answers("4.4")
def collapse(ns):
    for x in (-1.0, 2.0):
        layer_by_layer = ((np.array([x]) @ ns["A"]) @ ns["B"]) @ ns["C"]
        assert np.array([x]) @ ns["one"] == pytest.approx(layer_by_layer)


@answers("4.5")
def price_of_a_wrong_answer(ns):
    for y, p in ((1, 0.2), (0, 0.2), (1, 0.9)):
        happened = p if y == 1 else 1 - p
        assert ns["log_loss"](y, p) == pytest.approx(-math.log(happened))
    assert ns["extra"] == pytest.approx(math.log(10))


@answers("4.6")
def women_and_children(ns):
    # As published: 233 of 314 women and 109 of 577 men survived.
    assert ns["women_rate"] == pytest.approx(233 / 314)
    assert ns["men_rate"] == pytest.approx(109 / 577)
    assert ns["rule_accuracy"] == pytest.approx((233 + 577 - 109) / 891)


# --- chapter 5 ----------------------------------------------------------------------


def coffee_network(x, last=(-31.18, -27.59, -32.56)):
    """Return the output for one scaled roast, in plain Python."""
    units = ((-8.93, -0.1, -9.82), (0.29, -7.32, -9.28), (12.9, 10.81, 0.96))
    hidden = [1 / (1 + math.exp(-(v * x[0] + w * x[1] + b))) for v, w, b in units]
    z = sum(w * a for w, a in zip(last, hidden, strict=True)) + 15.41
    return 1 / (1 + math.exp(-z))


@answers("5.1")
def one_hidden_unit(ns):
    assert ns["a_second"] == pytest.approx(1 / (1 + math.exp(9.28 - 0.29 - 7.32)))


@answers("5.2")
def layer_in_one_line(ns):
    hidden = ns["layer"](ns["scaled"], ns["W1"], np.array(ns["b1"]))
    outputs = ns["layer"](hidden, ns["W2"], ns["b2"])
    expected = [coffee_network(x) for x in ns["scaled"]]
    assert outputs[:, 0] == pytest.approx(expected)


@answers("5.3")
def any_number_of_layers(ns):
    two = [(ns["W1"], np.array(ns["b1"])), (ns["W2"], ns["b2"])]
    expected = [coffee_network(x) for x in ns["scaled"]]
    assert ns["forward"](ns["scaled"], two)[:, 0] == pytest.approx(expected)
    assert ns["forward"](np.zeros((1, 1)), [(np.eye(1), 0.0)] * 3) == pytest.approx(
        1 / (1 + math.exp(-1 / (1 + math.exp(-0.5))))
    )


@answers("5.4")
def count_a_large_network(ns):
    model = fn.Sequential([fn.Input((784,))])
    for units in (128, 64, 10):
        model.add(fn.layers.Dense(units))
    assert list(ns["per_layer"]) == [layer.count_params() for layer in model.layers]
    assert ns["total"] == model.count_params()


@answers("5.5")
def turn_off_an_alarm(ns):
    x, y = datasets.make_coffee(200)
    scaled = (x - x.mean(axis=0)) / x.std(axis=0)
    says = [coffee_network(row, last=(-31.18, -27.59, 0)) > 0.5 for row in scaled]
    assert ns["right_without"] == np.sum(np.array(says) == y)


@answers("5.6")
def another_digit(ns):
    wrong = {index: ns["p"][index] for index in range(297) if not ns["truth"][index]}
    worst = max(wrong, key=wrong.get)
    assert ns["most_like_five"] == datasets.load_digits().labels[ns["test"][worst]]
