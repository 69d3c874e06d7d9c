"""Three hinges, and the curve they add up to."""

import numpy as np
import pytest

import firstneuron as fn

CORNERS = {
    "tent": ([0, 2, 5, 11, 14], [0, 0, 6, 0, 0]),
    "bill": ([0, 1, 6, 10, 14], [0, 0, 10, 10, 14]),
}
MADE = {"tent": ([2, 5, 11], [2, -3, 1]), "bill": ([1, 6, 10], [2, -2, 1])}


@pytest.mark.parametrize("target", CORNERS)
def test_keys_rebuild_each_target(target, live):
    """By the keyboard alone; the curve is then the one that joins the corners."""
    page = live("three-hinges", f"target={target}")
    for number, (place, weight) in enumerate(zip(*MADE[target], strict=True), 1):
        assert "It lies on all" not in page.says
        for what, wanted in (("place", place), ("weight", weight)):
            steps = (wanted - page.state[f"{what}{number}"]) / 0.5
            handle = page.handle(f"{what} {number - 1}")
            for _ in range(round(abs(steps))):
                handle.press("ArrowRight" if steps > 0 else "ArrowLeft")
    assert "It lies on all 4 pieces" in page.says
    np.testing.assert_allclose(
        page.values["heights"], np.interp(range(15), *CORNERS[target])
    )


def test_a_hinge_changes_nothing_to_its_left():
    figure = fn.figures.three_hinges()
    before = figure.values(**figure.state)["heights"]
    for weight in (-4, 0.5, 4):
        after = figure.values(**figure.state | {"weight2": weight})["heights"]
        same = np.isclose(after, before)
        assert same.tolist() == [x <= figure.state["place2"] for x in range(15)]


def test_a_piece_is_right_only_from_end_to_end():
    """Two hinges that cancel at both ends of a piece, but not between, are found."""
    values = fn.figures.three_hinges().values(
        target="bill",
        place1=1,
        weight1=2,
        place2=6,
        weight2=-2,
        place3=12,
        weight3=1,
    )
    assert values["right"] == 3
    values = fn.figures.three_hinges().values(
        target="tent",
        place1=2,
        weight1=4,
        place2=3.5,
        weight2=-4,
        place3=5,
        weight3=0,
    )
    assert values["heights"][5] == 6, "right at the tip"
    assert values["right"] == 1, "but on the way to it, it is not"
