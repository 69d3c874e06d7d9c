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
def shapes(shape_one, shape_many, count, runs):
    assert tuple(shape_one) == (200,)
    assert tuple(shape_many) == (200, 10)
    layer = fn.layers.Dense(10)
    layer.build((None, 28 * 28))
    assert count == layer.count_params()
    assert runs is False


@answers("2.3")
def back_to_grams(unscaled):
    mean, std = np.array([10.0, -3.0]), np.array([4.0, 0.5])
    w, b = unscaled(np.array([2.0, 5.0]), 7.0, mean, std)
    # At the mean both scaled inputs are 0; one std further the first one is 1.
    for raw, expected in (([10, -3], 7), ([14, -3], 9), ([10, -2], 17), ([2, -3], 3)):
        assert np.dot(w, raw) + b == pytest.approx(expected)
    w, b = unscaled(np.array([1.0]), 0.0, np.array([5.0]), np.array([2.0]))
    assert [*np.ravel(w), b] == pytest.approx([0.5, -2.5])


@answers("2.4")
def shelf(mse_number, mse_one_hot):
    rows = datasets.load_cereals().complete("sugars")
    slope, intercept = np.polyfit(rows["shelf"], rows["sugars"], 1)
    residuals = rows["sugars"] - slope * rows["shelf"] - intercept
    assert mse_number == pytest.approx(np.mean(residuals**2))
    # One-hot, the best prediction is the average of each shelf.
    groups = [rows["sugars"][rows["shelf"] == one] for one in (1, 2, 3)]
    inside = sum(np.sum((group - group.mean()) ** 2) for group in groups)
    assert mse_one_hot == pytest.approx(inside / 76)


@answers("2.5")
def one_mean_for_all(scaled):
    # 1, 3 and 5 have the mean 3 and the variance 8 / 3.
    column = np.array([-2.0, 0.0, 2.0]) / np.sqrt(8 / 3)
    table = np.array([[1.0, 300.0], [3.0, 100.0], [5.0, 500.0]])
    np.testing.assert_allclose(scaled(table)[:, 0], column)
    np.testing.assert_allclose(scaled(table)[:, 1], column[[1, 0, 2]])


@answers("2.6")
def three_lines(drop, grams):
    (w_sugars, w_fiber, _), _ = least_squares("sugars", "fiber")
    assert drop == pytest.approx(-10 * w_fiber, rel=0.15)
    assert grams == pytest.approx(-10 * w_fiber / w_sugars, rel=0.15)


@answers("2.7")
def energy(bias_rises, w_fewer, mse_fewer):
    (*w, b), loss = least_squares("fat", "carbo", "sugars")
    (*_, before), _ = least_squares("protein", "fat", "carbo", "sugars")
    assert bias_rises == (b > before)
    assert w_fewer == pytest.approx(w)
    assert mse_fewer == pytest.approx(loss)


@answers("2.8")
def one_column_fewer(b_six, w_k):
    cereals = datasets.load_cereals()
    average = {
        letter: cereals["calories"][cereals["mfr"] == letter].mean() for letter in "GK"
    }
    assert b_six == pytest.approx(average["G"])
    assert w_k == pytest.approx(average["K"] - average["G"])
