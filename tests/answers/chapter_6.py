"""The checks of chapter 6's exercises."""

import numpy as np
import pytest

from answers.common import answers, measured_slopes


@answers("6.1")
def one_step_by_hand(slope_w, w_next):
    # (2 w - 6)² = 4 w² - 24 w + 36, so the slope at 1 is 8 - 24.
    assert slope_w == pytest.approx(-16)
    assert w_next == pytest.approx(2.6)


@answers("6.2")
def your_own_descent(go_down):
    for lowest, start, rate, steps in (
        (3, 4.25, 0.1, 30),
        (-1, 5, 0.3, 4),
        (0, 2, 1, 1),
    ):
        # Each step multiplies the distance from the lowest point by 1 - 2 rate.
        expected = lowest + (start - lowest) * (1 - 2 * rate) ** steps
        found = go_down(lambda w, to=lowest: (w - to) ** 2, start, rate, steps)
        assert found == pytest.approx(expected, abs=1e-5)


@answers("6.3")
def largest_learning_rate(curvature_5, limit_5):
    assert curvature_5 == pytest.approx(10, rel=1e-3)
    assert limit_5 == pytest.approx(0.2, rel=1e-3)


@answers("6.4")
def many_features(mse_gradient):
    rng = np.random.default_rng(seed=5)
    x, y, w = rng.normal(size=(7, 3)), rng.normal(size=7), rng.normal(size=3)
    expected = measured_slopes(lambda w, b: np.mean((x @ w + b - y) ** 2), [w, 0.7])
    found_w, found_b = mse_gradient(x, y, w, 0.7)
    assert np.ravel(found_w) == pytest.approx(expected[0], abs=1e-6)
    assert np.ravel(found_b) == pytest.approx(np.ravel(expected[1]), abs=1e-6)
