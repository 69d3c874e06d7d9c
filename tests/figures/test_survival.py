"""Survived or not, by the fare: the curve, and what it costs in each bin."""

import numpy as np
import pytest

import firstneuron as fn
from firstneuron import datasets


def passengers():
    titanic = datasets.load_titanic()
    return titanic["Fare"], titanic["Survived"]


@pytest.mark.parametrize(
    ("w", "b", "loss"), [(0.015, -0.9, 0.627), (0.04, -1.5, 0.675)]
)
def test_the_log_loss_is_that_of_the_chapters_curves(w, b, loss):
    """The chapter computes A and B from the likelihood, as products."""
    values = fn.figures.survival().values(w=w, b=b)
    assert values["loss"] == pytest.approx(loss, abs=5e-4)


def test_the_best_constant_is_the_share_that_survived():
    """What the lazy model loses is the entropy of that share (Exercise 4.6)."""
    share = passengers()[1].mean()
    entropy = -share * np.log(share) - (1 - share) * np.log(1 - share)
    lazy = fn.figures.survival().values(w=0, b=0)["lazy"]
    assert lazy == pytest.approx(entropy)


def test_no_slope_is_left_at_the_best_curve(live):
    """The slopes of the log loss are the averages of (p - y) x and of p - y."""
    page = live("survival", reduced_motion="reduce")
    w, b = page.ask("[figure.data.best.w, figure.data.best.b]")
    fare, survived = passengers()
    error = 1 / (1 + np.exp(-(w * fare + b))) - survived
    assert abs(np.mean(error)) < 1e-6
    assert abs(np.mean(error * fare)) < 1e-4
    page.press("Best curve")
    assert page.state == pytest.approx({"w": w, "b": b}, abs=0.01)
    assert "No curve of this kind gets below 0.627." in page.says


def test_the_area_of_the_bars_is_the_log_loss(live):
    """Each is as wide as its bin has passengers, and as high as they are surprised."""
    page = live("survival")
    fare, _ = passengers()
    for state in ({"w": 0.015, "b": -0.9}, {"w": 0, "b": -0.48}):
        page.set(**state)
        parts = page.box.evaluate(
            """box => ["example", "helper"].map((look) =>
              [...box.querySelectorAll(`rect.${look}`)].map((bar) =>
                [bar.width.baseVal.value, bar.height.baseVal.value]))"""
        )
        (widths, lived), (_, died) = (np.array(part).T for part in parts)
        counts = np.histogram(fare, [0, 8, 10, 15, 30, 50, 100, 600])[0]
        # Between two bars is a gap as wide as four passengers.
        np.testing.assert_allclose(widths / widths[0], (counts - 4) / (counts[0] - 4))
        heights = (lived + died) / 242 * 1.6
        np.testing.assert_allclose(heights, page.values["bars"], atol=1e-3)
        assert np.average(heights, weights=counts) == pytest.approx(
            page.values["loss"], abs=1e-3
        )


def test_one_handle_leaves_the_other_where_it_is(live):
    page = live("survival", "w=0.015&b=-0.9")
    page.handle("end 0").press("ArrowUp")
    state = page.state
    assert state["b"] > -0.9
    assert state["w"] * 150 + state["b"] == pytest.approx(0.015 * 150 - 0.9, abs=0.03)
