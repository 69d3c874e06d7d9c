"""The checks of chapter 1's exercises."""

import numpy as np
import pytest

from answers.common import answers, least_squares
from firstneuron import datasets


@answers("1.1")
def taxi(w_taxi, b_taxi, price):
    assert (w_taxi, b_taxi) == (1.25, 4.8)
    assert price == pytest.approx(13.55)


@answers("1.2")
def read_the_map(better, best_w, w_at_100):
    rows = datasets.load_cereals().complete("sugars", "calories")
    x, y = rows["sugars"], rows["calories"]

    def mse(w, b):
        return np.mean((w * x + b - y) ** 2)

    assert better == ("first" if mse(1, 100) < mse(4, 60) else "second")
    weights = np.linspace(0, 5, 501)
    lowest = weights[np.argmin([mse(w, 80) for w in weights])]
    assert best_w == pytest.approx(lowest, abs=0.3)
    biases = np.linspace(60, 120, 601)
    best = biases[np.argmin([mse(w_at_100, b) for b in biases])]
    assert best == pytest.approx(100, abs=2)


@answers("1.3")
def mean_absolute_error(mae):
    assert mae(np.array([1.0, 2.0, 3.0]), np.array([3.0, 2.0, -1.0])) == 2.0
    assert mae(np.array([0.0]), np.array([-0.5])) == 0.5


@answers("1.4")
def mean_of_squares(mean_square):
    assert mean_square(np.array([1.0, 2.0, 3.0]), np.array([3.0, 2.0, -1.0])) == 20 / 3
    assert mean_square(np.array([5.0, 1.0]), np.array([3.0, 3.0])) == 4


@answers("1.5")
def one_wrong_label(best_by_mse, best_by_mae):
    assert best_by_mse == (90 + 100 + 110 + 110 + 1200) / 5
    assert best_by_mae == 110


@answers("1.6")
def kilojoules(w_kj, b_kj, factor):
    kcal = 2.5355953 * 10 + 89.1577907  # the published fit, at 10 g
    assert w_kj * 10 + b_kj == pytest.approx(4.184 * kcal)
    assert b_kj == pytest.approx(4.184 * 89.1577907)
    # Two answers in kcal that are wrong by 3, told in kJ.
    assert factor == pytest.approx((3 * 4.184) ** 2 / 3**2)


@answers("1.7")
def weight_alone(fit_weight):
    assert fit_weight(np.array([1.0, 2.0]), np.array([3.0, 6.0])) == pytest.approx(3)
    rng = np.random.default_rng(7)
    x, y = rng.normal(size=(2, 20))
    (found,), *_ = np.linalg.lstsq(x[:, None], y)
    assert fit_weight(x, y) == pytest.approx(found)


@answers("1.8")
def potassium(gaps, w_potass, share):
    assert gaps == 2
    (w, _), _ = least_squares("potass")
    assert w_potass == pytest.approx(w)
    # Student's t for 75 rows is -0.62; so far from 0 it is in 54 of 100 cases.
    assert share == pytest.approx(0.54, abs=0.06)


@answers("1.9")
def best_column(results, winner):
    candidates = ["protein", "fat", "fiber", "carbo", "sugars", "weight"]
    rows = datasets.load_cereals().complete("calories", *candidates)
    losses = [least_squares(name, rows=rows)[1] for name in candidates]
    assert results == pytest.approx(losses)
    assert winner == candidates[losses.index(min(losses))]
