"""The checks of chapter 5's exercises."""

import math

import numpy as np
import pytest

import firstneuron as fn
from answers.common import answers
from firstneuron import datasets


def coffee_network(x, last=(-31.18, -27.59, -32.56)):
    """Return the output for one scaled roast, in plain Python."""
    units = ((-8.93, -0.1, -9.82), (0.29, -7.32, -9.28), (12.9, 10.81, 0.96))
    hidden = [1 / (1 + math.exp(-(v * x[0] + w * x[1] + b))) for v, w, b in units]
    z = sum(w * a for w, a in zip(last, hidden, strict=True)) + 15.41
    return 1 / (1 + math.exp(-z))


@answers("5.1")
def one_hidden_unit(a_second):
    assert a_second == pytest.approx(1 / (1 + math.exp(9.28 - 0.29 - 7.32)))


@answers("5.2")
def layer_in_one_line(layer, scaled, W1, b1, W2, b2):
    hidden = layer(scaled, W1, np.array(b1))
    outputs = layer(hidden, W2, b2)
    expected = [coffee_network(x) for x in scaled]
    assert outputs[:, 0] == pytest.approx(expected)


@answers("5.3")
def any_number_of_layers(W1, b1, W2, b2, scaled, forward):
    two = [(W1, np.array(b1)), (W2, b2)]
    expected = [coffee_network(x) for x in scaled]
    assert forward(scaled, two)[:, 0] == pytest.approx(expected)
    assert forward(np.zeros((1, 1)), [(np.eye(1), 0.0)] * 3) == pytest.approx(
        1 / (1 + math.exp(-1 / (1 + math.exp(-0.5))))
    )


@answers("5.4")
def count_a_large_network(per_layer, total):
    model = fn.Sequential([fn.Input((784,))])
    for units in (128, 64, 10):
        model.add(fn.layers.Dense(units))
    assert list(per_layer) == [layer.count_params() for layer in model.layers]
    assert total == model.count_params()


@answers("5.5")
def turn_off_an_alarm(right_without):
    x, y = datasets.make_coffee(200)
    scaled = (x - x.mean(axis=0)) / x.std(axis=0)
    says = [coffee_network(row, last=(-31.18, -27.59, 0)) > 0.5 for row in scaled]
    assert right_without == np.sum(np.array(says) == y)


@answers("5.6")
def another_digit(p, truth, most_like_five, test):
    wrong = {index: p[index] for index in range(297) if not truth[index]}
    worst = max(wrong, key=wrong.get)
    assert most_like_five == datasets.load_digits().labels[test[worst]]
