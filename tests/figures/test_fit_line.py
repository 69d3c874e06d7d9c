"""Fit the cereals: the line, its squares, and its place on the map."""

import numpy as np
import pytest

from firstneuron import datasets


def test_best_line_is_the_one_that_numpy_fits(live):
    page = live("fit-line")
    page.press("Best line")
    page.box.locator(".fn-says", has_text="almost the lowest").wait_for()
    cereals = datasets.load_cereals().complete("sugars", "calories")
    w, b = np.polyfit(cereals["sugars"], cereals["calories"], 1)
    assert page.values["best_w"] == pytest.approx(w)
    assert page.values["best_b"] == pytest.approx(b)
    assert page.state == pytest.approx({"w": w, "b": b}, abs=0.5)


def test_a_residual_is_the_side_of_its_square(live):
    page = live("fit-line", "w=2.5&b=90")
    sides = page.box.evaluate(
        """box => [...box.querySelectorAll("rect.tint")]
          .map((square) => [square.width.baseVal.value, square.height.baseVal.value])"""
    )
    widths, heights = np.array(sides).T
    np.testing.assert_allclose(widths, heights, atol=0.01)
    cereals = datasets.load_cereals().complete("sugars", "calories")
    residuals = abs(2.5 * cereals["sugars"] + 90 - cereals["calories"])
    np.testing.assert_allclose(
        heights / heights.max(), residuals / residuals.max(), atol=1e-3
    )


def test_one_handle_leaves_the_other_where_it_is(live):
    page = live("fit-line", "w=2.5&b=90")
    page.handle("end 1").press("ArrowUp")
    state = page.state
    assert state["w"] * 1 + state["b"] == pytest.approx(92.5, abs=0.5)
    assert state["w"] > 2.5
