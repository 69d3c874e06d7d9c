"""The checks of chapter 6's exercises."""

import numpy as np
import pytest

from answers.common import answers, measured_slopes
from firstneuron import datasets


@answers("6.1")
def one_step_by_hand(slope_at_1, w_next):
    # (2 w - 6)² = 4 w² - 24 w + 36, so the slope at 1 is 8 - 24.
    assert slope_at_1 == pytest.approx(-16)
    assert w_next == pytest.approx(2.6)


@answers("6.2")
def your_own_descent(go_down):
    for lowest, start, rate, steps in (
        (3, 4.25, 0.1, 30),
        (-1, 5, 0.3, 4),
        (0, 2, 1, 1),
        (1, 2, 0.1, 0),
    ):
        # Each step multiplies the distance from the lowest point by 1 - 2 rate.
        expected = lowest + (start - lowest) * (1 - 2 * rate) ** steps
        found = go_down(lambda w, to=lowest: (w - to) ** 2, start, rate, steps)
        assert found == pytest.approx(expected, abs=1e-5)


@answers("6.3")
def how_far_may_you_step(curvature_5, limit_5, one_step_5):
    # Measured slopes will do, so a little off is right.
    assert curvature_5 == pytest.approx(10, rel=1e-3)
    assert limit_5 == pytest.approx(0.2, rel=1e-3)
    assert one_step_5 == pytest.approx(0.1, rel=1e-3)


@answers("6.4")
def one_rate_for_two_directions(rate_limit, steep_factor, flat_factor, steps_needed):
    assert rate_limit == pytest.approx(0.2)
    w = np.array([1.0, 1.0])
    found = [w]
    while w[1] >= 0.01:
        w = w - 0.18 * np.array([10, 0.1]) * w
        found.append(w)
    assert [steep_factor, flat_factor] == pytest.approx(found[1].tolist())
    assert steps_needed == len(found) - 1


@answers("6.5")
def which_way_down(arrow, loss_here):
    def height(w1, w2):
        return (w1 - 2) ** 2 + 4 * (w2 - 1) ** 2

    ways = {"A": (3, -1), "B": (-3, 4), "C": (3, -4), "D": (4, 3)}
    ends = {}
    for letter, way in ways.items():
        step = 1e-3 * np.array(way) / np.hypot(*way)
        ends[letter] = height(-1 + step[0], 2 + step[1])
    assert str(arrow).strip().upper() == min(ends, key=ends.get)
    assert loss_here == pytest.approx(height(-1, 2), abs=0.5)


@answers("6.6")
def slopes_that_grow_with_the_data(slopes_of):
    rng = np.random.default_rng(seed=6)
    for count in (1, 2, 5, 76):
        x, y = rng.normal(size=(2, count))
        expected = measured_slopes(
            lambda w, b, x=x, y=y: np.mean((w * x + b - y) ** 2), [0.4, -0.3]
        )
        assert slopes_of(0.4, -0.3, x, y) == pytest.approx(
            [float(one) for one in expected], abs=1e-6
        )


@answers("6.7")
def off_the_saddle(factor_1, factor_2, steps_to_leave):
    w1, w2 = 1.0, 0.000001
    found = [(w1, w2)]
    while w2 <= 1:
        w1, w2 = w1 - 0.1 * 2 * w1, w2 + 0.1 * 2 * w2
        found.append((w1, w2))
    assert factor_1 == pytest.approx(found[1][0] / found[0][0])
    assert factor_2 == pytest.approx(found[1][1] / found[0][1])
    assert steps_to_leave == len(found) - 1


@answers("6.8")
def many_features(mse_gradient):
    rng = np.random.default_rng(seed=5)
    x, y, w = rng.normal(size=(7, 3)), rng.normal(size=7), rng.normal(size=3)
    expected = measured_slopes(lambda w, b: np.mean((x @ w + b - y) ** 2), [w, 0.7])
    found_w, found_b = mse_gradient(x, y, w, 0.7)
    assert np.ravel(found_w) == pytest.approx(expected[0], abs=1e-6)
    assert np.ravel(found_b) == pytest.approx(np.ravel(expected[1]), abs=1e-6)


@answers("6.9")
def potassium_by_the_gram(w_fiber, b_fiber):
    rows = datasets.load_cereals().complete("fiber", "potass")
    columns = np.column_stack([rows["fiber"], np.ones(len(rows))])
    (w, b), *_ = np.linalg.lstsq(columns, rows["potass"])
    assert w_fiber == pytest.approx(w, abs=0.1)
    assert b_fiber == pytest.approx(b, abs=0.5)
