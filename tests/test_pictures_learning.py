"""The pictures of networks that do not learn: what is drawn is what was measured."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from firstneuron import pictures, plots

HEALTHY = [0.03, 0.02, 0.05], [0.25, 0.0]


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


def test_checkup_draws_each_slope_and_each_share():
    sick = {"A": ([1e-7, 1e-4, 2e-2], [0.0, 0.5]), "B": ([0.3, 0.2, 0.1], [1.0, 0.75])}
    pictures.checkup(sick, HEALTHY)
    places = plt.gcf().axes
    assert len(places) == 4
    for row, (slopes, silent) in enumerate(sick.values()):
        left, right = places[2 * row : 2 * row + 2]
        dashed, line = left.lines
        np.testing.assert_allclose(dashed.get_ydata(), HEALTHY[0])
        np.testing.assert_allclose(line.get_ydata(), slopes)
        np.testing.assert_allclose(line.get_xdata(), [1, 2, 3])
        assert line.get_color() == plots.ORANGE
        assert [bar.get_height() for bar in right.patches] == silent
        np.testing.assert_allclose(right.lines[0].get_ydata(), HEALTHY[1])
        low, high = left.get_ylim()
        assert low < 1e-7
        assert high > 0.3


def test_checkup_marks_slopes_that_are_exactly_0():
    pictures.checkup({"dead": ([0, 0, 1e-3], [1.0, 0.0])})
    left, _ = plt.gcf().axes
    line, hollow = left.lines
    assert np.isnan(line.get_ydata()).tolist() == [True, True, False]
    assert hollow.get_xdata().tolist() == [1, 2]
    assert hollow.get_markerfacecolor() == "white"
    assert set(hollow.get_ydata()) == {left.get_ylim()[0]}
    assert [text.get_text().strip() for text in left.texts] == ["0"]


def test_checkup_of_nothing_but_zeros_can_be_drawn():
    pictures.checkup({"dead": ([0, 0], [1.0])})
    left, _ = plt.gcf().axes
    assert left.get_ylim()[0] > 0
    plt.gcf().canvas.draw()
