"""The checks of chapter 4's exercises."""

import math

import numpy as np
import pytest

from answers.common import answers


@answers("4.1")
def one_unit_by_hand(score, with_relu, with_sigmoid):
    assert score == 1
    assert with_relu == 1
    assert with_sigmoid == pytest.approx(math.e / (1 + math.e))


@answers("4.2")
def leaky(leaky):
    assert leaky(np.array([-10.0, -1.0, 0.0, 7.0])).tolist() == [-1, -0.1, 0, 7]


@answers("4.3")
def slope_of_tanh(by_formula, measured):
    exact = 1 / math.cosh(0.5) ** 2
    assert by_formula == pytest.approx(exact)
    assert measured == pytest.approx(exact, abs=1e-8)


@answers("4.4")
def collapse(A, B, C, one):
    for x in (-1.0, 2.0):
        layer_by_layer = ((np.array([x]) @ A) @ B) @ C
        assert np.array([x]) @ one == pytest.approx(layer_by_layer)


@answers("4.5")
def price_of_a_wrong_answer(log_loss, extra):
    for y, p in ((1, 0.2), (0, 0.2), (1, 0.9)):
        happened = p if y == 1 else 1 - p
        assert log_loss(y, p) == pytest.approx(-math.log(happened))
    assert extra == pytest.approx(math.log(10))


@answers("4.6")
def women_and_men(women_rate, men_rate, rule_accuracy):
    # As published: 233 of 314 women and 109 of 577 men survived.
    assert women_rate == pytest.approx(233 / 314)
    assert men_rate == pytest.approx(109 / 577)
    assert rule_accuracy == pytest.approx((233 + 577 - 109) / 891)
