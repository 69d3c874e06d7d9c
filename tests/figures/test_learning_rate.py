"""The learning rate: which kind of walk each rate makes, whatever the start."""

from itertools import product

import numpy as np


def test_each_step_multiplies_the_distance(live):
    page = live("learning-rate")
    for start, rate in product((1.2, 2.95, 4.25), (0.01, 0.3, 0.5, 0.97, 1.0, 1.1)):
        page.set(start=start, rate=rate)
        distances = (start - 3) * (1 - 2 * rate) ** np.arange(21)
        np.testing.assert_allclose(page.values["path"], 3 + distances, atol=1e-9)
        np.testing.assert_allclose(page.values["losses"], distances**2, atol=1e-9)


def test_the_kind_of_walk_hangs_on_the_rate_alone(live):
    page = live("learning-rate")
    kinds = {
        0.02: "creeps",
        0.3: "arrives",
        0.5: "jump",
        0.7: "overshoots",
        0.97: "swings",
        1.0: "for ever",
        1.01: "explodes",
    }
    for rate, kind in kinds.items():
        for start in (1.2, 2.9, 4.8):
            page.set(rate=rate, start=start)
            assert page.values["says"] == ["state", kind]


def test_rates_as_far_from_one_jump_have_the_same_losses(live):
    page = live("learning-rate", "rate=0.2")
    on_one_side = page.values
    page.set(rate=0.8)
    to_and_fro = page.values
    np.testing.assert_allclose(on_one_side["losses"], to_and_fro["losses"])
    assert abs(on_one_side["path"][1] - to_and_fro["path"][1]) > 1


def test_the_first_step_dragged_to_the_bottom_is_one_jump(live):
    page = live("learning-rate")
    knob = page.handle("first").locator(".fn-knob").bounding_box()
    star = page.box.locator(".fn-star").bounding_box()
    page.tab.mouse.move(knob["x"] + knob["width"] / 2, knob["y"] + knob["height"] / 2)
    page.tab.mouse.down()
    page.tab.mouse.move(star["x"] + star["width"] / 2, knob["y"])
    page.tab.mouse.up()
    assert page.state == {"start": 4.25, "rate": 0.5}
    assert "One jump" in page.says
    page.handle("first").press("ArrowLeft")
    assert page.state["rate"] == 0.51
