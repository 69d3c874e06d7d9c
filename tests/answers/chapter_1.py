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
def two_points(w_found, b_found):
    w, b = w_found, b_found
    assert w * 2 + b == pytest.approx(20)
    assert w * 5 + b == pytest.approx(26)


@answers("1.3")
def mean_absolute_error(mae):
    assert mae(np.array([1.0, 2.0, 3.0]), np.array([3.0, 2.0, -1.0])) == 2.0
    assert mae(np.array([0.0]), np.array([-0.5])) == 0.5


@answers("1.4")
def fat(w_fat, b_fat, mse_fat):
    (w, b), loss = least_squares("fat")
    assert [w_fat, b_fat, mse_fat] == pytest.approx([w, b, loss])


@answers("1.5")
def potassium(gaps, w_right, w_wrong):
    assert gaps == 2
    (w, _), _ = least_squares("potass")
    assert w_right == pytest.approx(w)
    (w, _), _ = least_squares("potass", rows=datasets.load_cereals(keep_codes=True))
    assert w_wrong == pytest.approx(w)


@answers("1.6")
def kilojoules(w_kj, b_kj):
    kcal = 2.5355953 * 10 + 89.1577907  # the published fit, at 10 g
    assert w_kj * 10 + b_kj == pytest.approx(4.184 * kcal)
    assert b_kj == pytest.approx(4.184 * 89.1577907)


@answers("1.7")
def best_column(candidates, results, winner):
    losses = {name: least_squares(name)[1] for name in candidates}
    assert results == pytest.approx(losses)
    assert winner == min(losses, key=losses.get)
