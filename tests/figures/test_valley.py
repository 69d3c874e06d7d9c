"""The valley: rings and walks against linear algebra."""

import re

import numpy as np
import pytest

from firstneuron import datasets

SCALINGS = [(False, False), (True, False), (False, True), (True, True)]


def scaled(centre, divide):
    """Return the sugars as the unit sees them, and the calories."""
    cereals = datasets.load_cereals().complete("sugars", "calories")
    x = cereals["sugars"]
    return (x - centre * x.mean()) / (x.std() if divide else 1), cereals["calories"]


def ring(page):
    """Return the points of the smallest ring that is drawn, in pixels."""
    path = page.box.locator("path.fn-line.helper.thin").last.get_attribute("d")
    return np.array(re.findall(r"(-?[\d.]+),(-?[\d.]+)", path), float)


def test_rings_are_as_long_and_lean_as_the_inputs_make_them(live):
    page = live("valley", reduced_motion="reduce")
    for centre, divide in SCALINGS:
        page.set(centre=centre, divide=divide)
        x, _ = scaled(centre, divide)
        longer = np.linalg.cond(np.column_stack([x, np.ones_like(x)]))
        assert page.values["longer"] == pytest.approx(longer)
        points = ring(page)[:-1]
        points -= points.mean(axis=0)
        _, lengths, _ = np.linalg.svd(points)
        assert lengths[0] / lengths[1] == pytest.approx(longer, rel=0.01)
        leaning = np.mean(points[:, 0] * points[:, 1]) / points.std(axis=0).prod()
        assert (abs(leaning) < 0.01) == centre


def test_steps_are_those_of_two_factors(live):
    """Each axis of the rings has a factor of its own, 1 - rate * curvature."""
    page = live("valley")
    for centre, divide in SCALINGS:
        x, y = scaled(centre, divide)
        inputs = np.column_stack([x, np.ones_like(x)])
        best, (squares,), *_ = np.linalg.lstsq(inputs, y)
        curvatures, axes = np.linalg.eigh(2 * inputs.T @ inputs / len(x))
        away = axes.T @ ([0, 60] - best)
        for share in (0.4, 0.5, 0.9):
            rate = round(share * 2 / curvatures[1], 3)
            powers = (1 - rate * curvatures) ** (2 * np.arange(1001)[:, None])
            above = (curvatures / 2 * away**2 * powers).sum(axis=1)
            wanted = np.argmax(above <= 0.01 * squares / len(x))
            page.set(centre=centre, divide=divide, rate=rate)
            assert page.values["steps"] == wanted > 0
            assert page.values["says"][1] == ("one" if wanted == 1 else "arrives")
        page.set(rate=np.ceil(2000 / curvatures[1] + 1) / 1000)
        assert page.values["says"][1] == "explodes"


def test_rings_glide_from_one_form_to_the_next(live):
    """What is computed is there at once, and the rings follow."""
    page = live("valley", "centre=true")
    width, _ = np.ptp(ring(page), axis=0)
    longer, then = page.ask(
        """(() => {
          const rings = figure.element.querySelectorAll("path.fn-line.helper.thin");
          figure.set({ divide: true });
          return [figure.values.longer, [...rings].at(-1).getBBox().width];
        })()"""
    )
    assert longer == pytest.approx(1)
    assert then == pytest.approx(width, rel=0.01)
    page.tab.wait_for_function(
        """() => {
          const rings = document.querySelectorAll(
            '[data-figure="valley"] path.fn-line.helper.thin');
          const { width, height } = [...rings].at(-1).getBBox();
          return Math.abs(width - height) < 0.1;
        }"""
    )
