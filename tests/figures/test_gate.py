"""Make a gate: the line, its arrow, and the most corners that it gets right."""

import re

import numpy as np
import pytest

# Every weight and bias on a grid, for each gate: the most corners that are right.
MOST = """(() => {
  const grid = (high) => Array.from({ length: 4 * high + 1 }, (_, i) => i / 2 - high);
  let most = 0;
  for (const w1 of grid(2)) for (const w2 of grid(2)) for (const b of grid(3)) {
    figure.set({ gate: given, w1, w2, b: b + 0.25 });
    most = Math.max(most, figure.values.right);
  }
  return most;
})()"""


@pytest.mark.parametrize(
    ("gate", "most"), [("AND", 4), ("OR", 4), ("NAND", 4), ("XOR", 3)]
)
def test_only_xor_stops_at_three(live, gate, most):
    page = live("gate")
    assert page.ask(MOST, gate) == most


def test_says_that_three_is_the_most_after_some_tries(live):
    page = live("gate", "gate=XOR&w1=1&w2=1&b=-2.5")
    bias = page.box.get_by_label("bias b")
    bias.focus()
    said = []
    for key in ("ArrowRight", "ArrowLeft", "ArrowRight"):
        for _ in range(60):
            page.tab.keyboard.press(key)
        said.append("3 of 4 is the most" in page.says)
    assert said == [False, False, True]
    page.press("Reset")
    assert page.state["tries"] == 0


def test_the_arrow_turns_the_line_about_its_dot(live):
    page = live("gate", "w1=1&w2=1&b=-1.5")
    x1, x2 = place(page, "unit line")
    assert x1 + x2 == pytest.approx(1.5, abs=0.01)
    tip = page.handle("unit tip").locator(".fn-knob").bounding_box()
    x, y = tip["x"] + tip["width"] / 2, tip["y"] + tip["height"] / 2
    page.tab.mouse.move(x, y)
    page.tab.mouse.down()
    for _ in range(12):
        x, y = x - 7, y - 1
        page.tab.mouse.move(x, y)
    page.tab.mouse.up()
    w1, w2, b = (page.state[name] for name in ("w1", "w2", "b"))
    assert w1 < 0 < w2, "it was turned to the left"
    assert w1 * x1 + w2 * x2 + b == pytest.approx(0, abs=0.03)
    across, up = np.subtract(place(page, "unit tip"), place(page, "unit line"))
    np.testing.assert_allclose([across, up], [0.4 * w1, 0.4 * w2], atol=0.01)
    (x, y), (to_x, to_y) = drawn_line(page)
    assert (to_x - x) * across == pytest.approx((to_y - y) * up, abs=0.5)  # y runs down


def place(page, handle):
    """Return where a handle is, in the units of the axes."""
    return page.ask(
        """(() => {
          const { options } = figure.element.querySelector(given);
          return options.at;
        })()""",
        f'[data-handle="{handle}"]',
    )


def drawn_line(page):
    """Return the two ends of the line that is drawn, in pixels."""
    d = page.box.locator("path.fn-line.thick").first.get_attribute("d")
    return [tuple(map(float, point.split(","))) for point in re.split("[ML]", d)[1:]]
