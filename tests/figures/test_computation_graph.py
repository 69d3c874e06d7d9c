"""The computation graph: slopes that go back are the slopes that can be measured."""

import numpy as np
import pytest

from firstneuron import figures


def loss(w, to_xor, to_and):
    """Return the half adder's loss for the bits 1 and 1, by school algebra."""
    a1, a2 = np.tanh(w - 0.4), np.tanh(-1.0 + 1.5)
    xor = 1 / (1 + np.exp(-(to_xor * a1 + 2.0 * a2)))
    both = 1 / (1 + np.exp(-(to_and * a1 + 1.0 * a2)))
    return -np.log(1 - xor) - np.log(both)


@pytest.mark.parametrize("state", [(0.8, 1.5, -2), (-1, 1.5, 2), (0.3, -2.2, 0)])
def test_the_slope_is_the_one_that_is_measured(live, state):
    w, to_xor, to_and = state
    page = live("computation-graph", f"w={w}&to_xor={to_xor}&to_and={to_and}&back=6")
    tiny = 1e-5
    up, down = (loss(w + far, to_xor, to_and) for far in (tiny, -tiny))
    assert page.values["loss"] == pytest.approx(loss(*state))
    assert page.values["at_w"] == pytest.approx((up - down) / (2 * tiny), rel=1e-5)
    nudged = loss(w + 0.01, to_xor, to_and) - loss(*state)
    assert f"moves L by {nudged:.4f}".replace("-", "−") in page.says


def test_back_goes_one_box_at_a_time(live):
    """Each press brings one slope; the last one, a line that touches the curve."""
    page = live("computation-graph")
    marks, labels = (f"figure.plots[{i}].elements" for i in (1, 0))
    count = f"[...{labels}.labels.keys()].filter((key) => /^slope/.test(key)).length"
    for done in range(6):
        assert page.ask(count) == done
        assert not page.ask(f"{marks}.marks.has('slope')")
        page.press("Back one box")
    assert page.ask(count) == 6
    assert page.box.get_by_role("button", name="Back one box").is_disabled()
    script = f"{marks}.marks.get('slope').getAttribute('d').slice(1).split('L')"
    ends = [[float(one) for one in end.split(",")] for end in page.ask(script)]
    (x1, y1), (x2, y2) = (page.ask("figure.plots[1].from(given)", end) for end in ends)
    assert (y2 - y1) / (x2 - x1) == pytest.approx(2.0303, abs=0.02)
    page.press("Clear the slopes")
    assert page.ask(count) == 0


def test_where_two_arrows_meet_they_are_added(live):
    page = live("computation-graph", "back=4")
    assert "(−0.574) · (−2.0) = 1.225 + 1.148 = 2.373." in page.says
    assert "pull the same way" in page.says
    page.set(to_and=2)
    assert "pull against each other" in page.says


def test_at_the_bottom_of_the_valley_two_complaints_cancel(live):
    page = live("computation-graph", "to_and=2&back=6")
    places = np.round(np.arange(-3, 3.05, 0.1), 1)
    bottom = places[np.argmin([loss(w, 1.5, 2) for w in places])]
    assert -3 < bottom < 3
    parts = []
    for w in (bottom - 0.2, bottom, bottom + 0.2):
        page.set(w=w)
        parts.append((page.values["part1"], page.values["part2"]))
    (_, _), (one, other), (_, _) = parts
    assert min(one, -other) > 0.3
    assert abs(one + other) < 0.1
    assert sum(parts[0]) < 0 < sum(parts[2])


def test_its_picture_on_paper_has_the_slopes_that_are_done():
    figure = figures.computation_graph(back=4)
    assert figure.values(**figure.state)["at_a"] == pytest.approx(
        1.225 + 1.148, abs=1e-3
    )
