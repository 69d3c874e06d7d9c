"""The checks of chapter 5's exercises."""

import math

import numpy as np
import pytest

import firstneuron as fn
from answers.common import answers
from firstneuron import datasets

UNITS = ((-8.93, -0.1, -9.82), (0.29, -7.32, -9.28), (12.9, 10.81, 0.96))


def sigmoid(z):
    """Return the sigmoid of one number, in plain Python."""
    return 1 / (1 + math.exp(-z))


def scaled(rows):
    """Return roasts scaled as the 200 of the chapter are."""
    x, _ = datasets.make_coffee(200)
    return (np.array(rows, float) - x.mean(axis=0)) / x.std(axis=0)


def alarms(x):
    """Return the three hidden values for one scaled roast."""
    return [sigmoid(v * x[0] + w * x[1] + b) for v, w, b in UNITS]


def coffee_network(x, last=(-31.18, -27.59, -32.56)):
    """Return the output for one scaled roast."""
    z = sum(w * a for w, a in zip(last, alarms(x), strict=True)) + 15.41
    return sigmoid(z)


@answers("5.1")
def one_hidden_unit(a_second):
    assert a_second == pytest.approx(1 / (1 + math.exp(9.28 - 0.29 - 7.32)), abs=1e-4)


@answers("5.2")
def shapes_first(first_hidden, second_kernel, all_answers):
    pictures = len(datasets.load_digits().labels)
    model = fn.Sequential([fn.Input((64,))])
    for units in (25, 15, 1):
        model.add(fn.layers.Dense(units))
    after = [layer.kernel.shape[1] for layer in model.layers]
    assert tuple(first_hidden) == (pictures, after[0])
    assert tuple(second_kernel) == model.layers[1].kernel.shape
    assert tuple(all_answers) == (pictures, after[2])


@answers("5.3")
def which_alarms_ring(roast_a, roast_b, roast_c, roast_d):
    rows = scaled([(165, 13), (270, 15), (210, 12.5), (160, 11.6)])
    given = (roast_a, roast_b, roast_c, roast_d)
    for x, read in zip(rows, given, strict=True):
        assert list(read) == [int(a > 0.5) for a in alarms(x)]


@answers("5.4")
def any_number_of_layers(forward):
    rows = scaled([(200, 13.9), (200, 17), (160, 13)])
    first = np.array(UNITS)
    last = np.array([[-31.18], [-27.59], [-32.56]])
    two = [(first[:, :2].T, first[:, 2]), (last, np.array([15.41]))]
    expected = [coffee_network(x) for x in rows]
    assert forward(rows, two)[:, 0] == pytest.approx(expected)
    three = forward(np.zeros((1, 1)), [(np.eye(1), 0.0)] * 3)
    assert three == pytest.approx(sigmoid(sigmoid(0.5)))


@answers("5.5")
def nobody_listens(right_without):
    x, y = datasets.make_coffee(200)
    says = [coffee_network(row, last=(-31.18, -27.59, 0)) > 0.5 for row in scaled(x)]
    assert right_without == np.sum(np.array(says) == y)


@answers("5.6")
def count_a_large_network(per_layer, total):
    model = fn.Sequential([fn.Input((784,))])
    for units in (128, 64, 10):
        model.add(fn.layers.Dense(units))
    assert list(per_layer) == [layer.count_params() for layer in model.layers]
    assert total == model.count_params()


@answers("5.7")
def good_on_paper(answer):
    for roasts in ([(250, 12.1), (240, 12.2), (270, 14)], [(180, 13), (160, 13)]):
        expected = [coffee_network(x) for x in scaled(roasts)]
        found = np.ravel(answer(np.array(roasts, float)))
        assert found == pytest.approx(expected, abs=1e-6)


@answers("5.8")
def three_alarms_of_your_own(alarm_weights, alarm_biases, last_weights, last_bias):
    places = np.array(
        [(t, m) for t in np.arange(3, 11, 0.1) for m in np.arange(0, 7, 0.1)]
    )
    t, m = places.T
    sides = np.array([t - 6, m - 1, (10 - t - m) / math.sqrt(2)])
    # A good tea this far from every side, or any other this far from the triangle.
    inside = (sides >= 0.3).all(axis=0)
    outside = (sides <= -0.3).any(axis=0)
    assert np.shape(alarm_weights) == (2, 3)
    assert np.shape(last_weights) == (3, 1)
    with np.errstate(over="ignore"):
        hidden = 1 / (1 + np.exp(-(places @ alarm_weights + alarm_biases)))
        says = 1 / (1 + np.exp(-(hidden @ last_weights + last_bias)))
    assert (says[inside] > 0.5).all()
    assert (says[outside] < 0.5).all()


@answers("5.9")
def the_missed_five(fives_read, missed_read):
    images, labels = datasets.load_digits()
    test = np.random.default_rng(seed=0).permutation(len(labels))[:297]
    model = fn.Sequential([fn.Input((64,))])
    for units, g in ((128, "relu"), (64, "relu"), (10, "softmax")):
        model.add(fn.layers.Dense(units, g))
    model.set_weights(datasets.load_digit_network())
    digits = model.predict(images[test].reshape(-1, 64) / 16).argmax(axis=1)
    assert fives_read == np.sum(digits[labels[test] == 5] == 5)
    (missed,) = np.flatnonzero(test == 245)  # the only five that the small one misses
    assert missed_read == digits[missed]
