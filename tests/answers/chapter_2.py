"""The checks of chapter 2's exercises."""

import numpy as np
import pytest

import firstneuron as fn
from answers.common import answers, least_squares
from firstneuron import datasets


@answers("2.1")
def pizza(w_pizza, b_pizza, price):
    assert np.asarray(w_pizza) == pytest.approx([1.5, 0.8, -2])
    assert b_pizza == 7
    assert price == pytest.approx(8.8)


@answers("2.2")
def without_a_loop(predict):
    inputs, w = np.arange(6.0).reshape(2, 3), np.array([1.0, -1.0, 0.5])
    by_hand = [0 - 1 + 0.5 * 2 + 4, 3 - 4 + 0.5 * 5 + 4]
    assert predict(inputs, w, 4.0) == pytest.approx(by_hand)


@answers("2.3")
def count_parameters(small, large):
    for count, inputs, units in ((small, 20, 5), (large, 784, 10)):
        layer = fn.layers.Dense(units)
        layer.build((None, inputs))
        assert count == layer.count_params()


@answers("2.4")
def shelf(mse_number, mse_one_hot):
    assert mse_number == pytest.approx(least_squares("shelf")[1])
    # One-hot, the best prediction is the average of each shelf.
    cereals = datasets.load_cereals()
    groups = [cereals["calories"][cereals["shelf"] == one] for one in (1, 2, 3)]
    inside = sum(np.sum((group - group.mean()) ** 2) for group in groups)
    assert mse_one_hot == pytest.approx(inside / 77)


@answers("2.5")
def mend_the_shape(fixed, answers):
    assert fixed.shape == (3, 1)
    assert answers[:, 0] == pytest.approx([90, 102.5, 115])


@answers("2.6")
def scale_back(y_back):
    rows = datasets.load_cereals().complete("sodium", "fiber")
    (*w, b), _ = least_squares("sodium", "fiber")
    expected = rows.matrix("sodium", "fiber") @ w + b
    assert y_back == pytest.approx(expected)


@answers("2.7")
def energy(w_three, mse_three):
    (*w, _), loss = least_squares("fat", "carbo", "sugars")
    assert w_three == pytest.approx(w)
    assert mse_three == pytest.approx(loss)
