"""The checks of chapter 4's exercises."""

import math
from types import SimpleNamespace

import numpy as np
import pytest

from answers.common import answers
from firstneuron import datasets


@answers("4.1")
def one_unit_by_hand(score, with_relu, with_sigmoid, odds):
    assert score == 1
    assert with_relu == 1
    assert with_sigmoid == pytest.approx(math.e / (1 + math.e), abs=1e-3)
    assert odds == pytest.approx(math.e, abs=0.02)


@answers("4.2")
def two_hinges(absolute):
    assert np.ravel(absolute(np.array([-4.0, -0.5, 0.0, 7.0]))).tolist() == [
        4,
        0.5,
        0,
        7,
    ]


@answers("4.3")
def which_hinges(places, weights):
    # The corners of the curve in the figure.
    x, y = np.array([0, 1, 3, 6, 8]), np.array([0, 0, 6, 3, 5])
    assert np.ravel(places).tolist() == x[1:4].tolist()
    for at, height in zip(x, y, strict=True):
        terms = [w * max(at - p, 0) for w, p in zip(weights, places, strict=True)]
        assert sum(terms) == pytest.approx(height)


@answers("4.4")
def take_the_bend_away(with_bend, without_bend):
    assert np.ravel(with_bend).tolist() == [0, 1, 1, 0]
    # Without a bend it is one linear unit: 2 - x1 - x2.
    assert np.ravel(without_bend).tolist() == [2, 1, 1, 0]


@answers("4.5")
def tanh_unmasked(my_tanh):
    z = np.array([-5.0, -0.7, 0.0, 0.1, 3.0])
    assert my_tanh(z) == pytest.approx([math.tanh(one) for one in z])


@answers("4.6")
def best_constant(best_p, best_loss):
    share = 342 / 891  # as published; the best constant is the share itself
    assert best_p == pytest.approx(share, abs=0.01)
    entropy = -share * math.log(share) - (1 - share) * math.log(1 - share)
    assert best_loss == pytest.approx(entropy, abs=1e-3)


@answers("4.7")
def everybody_survives(says_yes):
    model = SimpleNamespace(predict=lambda rows: rows[:, :1])  # it knows
    rows = np.array([[0.1, 7.0], [0.49, 7.0], [0.51, 7.0], [0.98, 7.0]])
    assert np.ravel(says_yes(model, rows)).tolist() == [False, False, True, True]


@answers("4.8")
def another_cut(count):
    y, p = (
        np.array([1.0, 1, 1, 0, 0, 0, 0]),
        np.array([0.9, 0.4, 0.1, 0.8, 0.45, 0.35, 0]),
    )
    for cut, found, wrong in ((0.5, 1, 1), (0.3, 2, 3), (0.05, 3, 3), (0.95, 0, 0)):
        assert np.ravel(count(y, p, cut)).tolist() == [found, wrong]


@answers("4.9")
def coffee(accuracy_unit, accuracy_no):
    x, y = datasets.make_coffee()
    aside = np.random.default_rng(0).permutation(200)[:40]
    assert accuracy_no == pytest.approx(1 - y[aside].mean())
    # Least squares is another straight border, and says no to each of them too.
    rest = np.setdiff1d(np.arange(200), aside)
    columns = np.column_stack([x, np.ones(200)])
    found, *_ = np.linalg.lstsq(columns[rest], y[rest])
    straight = columns[aside] @ found > 0.5
    assert accuracy_unit == pytest.approx(np.mean(straight == y[aside]))
