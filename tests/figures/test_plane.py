"""The plane over sugars and fiber: turned, it becomes a line; a row is a way in it."""

import numpy as np
import pytest

from firstneuron import datasets

BEST = "w1=2.4&w2=-1.8&b=94"


def cereals():
    return datasets.load_cereals().complete("sugars", "fiber")


def thickness(page):
    """Return by how many pixels the sheet's lines leave a straight line."""
    marks = "figure.plots[0].elements.marks"
    script = (
        f"['along x1', 'along x2'].map((key) => {marks}.get(key).getAttribute('d'))"
    )
    numbers = " ".join(page.ask(script)).translate(str.maketrans("ML,", "   ")).split()
    across, down = np.reshape([float(number) for number in numbers], (-1, 2)).T
    line = np.polynomial.Polynomial.fit(across, down, 1)
    return abs(line(across) - down).max()


def test_there_is_a_side_from_which_a_plane_is_a_line(live):
    """There the weights lie across: the angle of the arrow from 0 to (w1, w2)."""
    page = live("plane", f"{BEST}&tilt=0&turn=0")
    assert thickness(page) > 10
    assert "is a line" not in page.says
    for w1, w2 in ((2.4, -1.8), (2.5, 0), (-1, 3), (4, 4)):
        angle = round(np.degrees(np.arctan2(w2, w1)))
        page.set(w1=w1, w2=w2, b=80, turn=angle)
        assert thickness(page) < 1.5
        assert "From here the plane is a line" in page.says
        page.set(turn=angle - 30)
        assert thickness(page) > 10


def test_the_best_plane_is_the_one_that_numpy_fits(live):
    page = live("plane", reduced_motion="reduce")
    assert "It can be lower." in page.says
    page.press("Best plane")
    x = np.column_stack([cereals().matrix("sugars", "fiber"), np.ones(len(cereals()))])
    (w1, w2, b), (lost,), *_ = np.linalg.lstsq(x, cereals()["calories"])
    state = page.state
    assert [state["w1"], state["w2"]] == pytest.approx([w1, w2], abs=0.05)
    assert state["b"] == pytest.approx(b, abs=0.5)
    assert page.values["lowest"] == pytest.approx(lost / len(x))
    assert "No plane gets below 239.65." in page.says


def test_a_row_is_a_way_from_the_bias_to_the_prediction(live):
    """Pointed at, its numbers are the dot product; its way ends that high."""
    page = live("plane", f"{BEST}&tilt=0")
    elements = "figure.plots[0].elements"
    down = page.ask(
        "['height 50', 'height 150']"
        f".map((key) => {elements}.labels.get(key).y.baseVal[0].value)"
    )
    rows = page.box.locator("tbody tr")
    for row in range(5):
        rows.nth(row).hover()
        name, *numbers = rows.nth(row).locator("th, td").all_inner_texts()
        assert page.state["row"] == name
        x1, x2, one, other, total, label = (
            float(number.replace("−", "-")) for number in numbers
        )
        here = list(cereals()["name"]).index(name)
        assert [x1, x2, label] == [
            cereals()[column][here] for column in ("sugars", "fiber", "calories")
        ]
        assert [one, other] == pytest.approx([2.4 * x1, -1.8 * x2])
        assert total == pytest.approx(one + other + 94)
        for mark, height in (("begin", 94), ("end", total), ("label", label)):
            at = page.ask(f"{elements}.marks.get('walk {mark}').cy.baseVal.value")
            read = np.interp(at, [down[1] - 4, down[0] - 4], [150, 50])
            assert read == pytest.approx(height, abs=0.2)


def test_turns_where_it_is_dragged(live):
    """What stands in front goes along; a finger that goes up scrolls the page."""
    page = live("plane")
    scene = page.box.locator("svg").bounding_box()
    x, y = scene["x"] + scene["width"] / 2, scene["y"] + scene["height"] / 2
    page.tab.mouse.move(x, y)
    page.tab.mouse.down()
    page.tab.mouse.move(x + 60, y + 20)
    page.tab.mouse.up()
    assert page.state["turn"] > 40
    assert page.state["tilt"] > 16
    page.tab.mouse.move(x, y)
    assert page.state["turn"] > 40, "no button is down any more"
    page.set(turn=175)
    page.tab.mouse.down()
    page.tab.mouse.move(x + 60, y)
    page.tab.mouse.up()
    assert page.state["turn"] < -140, "it goes all the way round"
