"""The pictures that carry a chapter: what is drawn is what the state says."""

import math

import matplotlib.pyplot as plt
import numpy as np
import pytest

from firstneuron import pictures
from firstneuron.perceptron import BITS

XOR_KERNEL, XOR_BIAS = [[3, -2], [-2, 3]], [0, 0]
XOR_LABELS = [0, 1, 1, 0]


def test_hinges_add_up_to_the_curve_that_is_drawn():
    places, weights = [1, 6, 10], [2, -2, 1]
    pictures.hinges(places, weights, start=0, end=14)
    upper, lower = plt.gcf().axes
    curve = lower.lines[-2]
    x, y = curve.get_data()
    # A price list, read as people read it: free, 2 an hour, at most 10, then 1 an hour.
    assert dict(zip(x, y, strict=True)) == {0: 0, 1: 0, 6: 10, 10: 10, 14: 14}
    assert [text.get_text() for text in upper.texts] == ["$+2$", "$-2$", "$+1$"]
    slopes = [float(text.get_text().strip("$")) for text in lower.texts]
    np.testing.assert_allclose(slopes, np.diff(y) / np.diff(x))


def test_folded_carries_the_corners_along():
    pictures.folded(XOR_KERNEL, XOR_BIAS, [1, 1], -2.5, inputs=BITS, labels=XOR_LABELS)
    left, right = plt.gcf().axes
    dots = [ax.collections[-1] for ax in (left, right)]
    np.testing.assert_array_equal(dots[0].get_offsets(), BITS)
    # Corner by corner: (0, 0), (-2, 3) and (3, -2) without what is below 0, (1, 1).
    expected = [[0, 0], [0, 3], [3, 0], [1, 1]]
    np.testing.assert_array_equal(dots[1].get_offsets(), expected)
    for one in dots:
        filled = [face[:3].tolist() != [1, 1, 1] for face in one.get_facecolors()]
        assert filled == [False, True, True, False]


def test_folded_draws_the_border_where_the_last_score_is_0():
    pictures.folded(XOR_KERNEL, XOR_BIAS, [1, 1], -2.5, inputs=BITS, labels=XOR_LABELS)
    left, right = plt.gcf().axes
    _, border, *_ = left.collections
    for x1, x2 in border.get_paths()[0].vertices:
        z1, z2 = 3 * x1 - 2 * x2, 3 * x2 - 2 * x1
        assert max(z1, 0) + max(z2, 0) == pytest.approx(2.5, abs=0.02)
    _, border, *_ = right.collections
    assert border.get_paths()[0].vertices.sum(axis=1) == pytest.approx(2.5)


@pytest.mark.parametrize("p", [0.1, 0.5, 0.9])
def test_surprise_puts_its_dots_at_the_probability(p):
    pictures.surprise(p)
    left, right = plt.gcf().axes
    dots = [[line.get_data() for line in ax.lines[1::2]] for ax in (left, right)]
    odds = p / (1 - p)
    for place, ((x, surprise), (_, squared)) in zip(
        (p, math.log(odds)), dots, strict=True
    ):
        assert x == pytest.approx([place])
        assert math.exp(-surprise[0]) == pytest.approx(p)
        assert squared == pytest.approx([(p - 1) ** 2])
