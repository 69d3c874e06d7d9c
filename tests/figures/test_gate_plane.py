"""What a second layer sees: where the corners fall, and when a line is enough."""

import itertools

import numpy as np

from firstneuron import perceptron

XOR = (0, 1, 1, 0)
CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))


def test_or_and_nand_carry_two_corners_to_one_point(live):
    page = live("gate-plane", "v1=-1&v2=-1&c=1.5")
    assert page.values["h"] == [[0, 1], [1, 1], [1, 1], [1, 0]]
    assert "fall together: 01, 10. One line is enough" in page.says


def test_one_line_is_enough_where_the_perceptron_rule_finds_one(live):
    """The convergence theorem is the judge: the rule ends if there is a line."""
    page = live("gate-plane")
    rng = np.random.default_rng(0)
    seen = set()
    for _ in range(60):
        unit = rng.integers(-2, 3, (2, 2))
        bias = rng.integers(-3, 3, 2) + 0.5
        page.set(
            **dict(zip(("w1", "w2", "v1", "v2"), unit.ravel().tolist(), strict=True))
        )
        page.set(b=bias[0], c=bias[1])
        h = (np.array(CORNERS) @ unit.T + bias > 0).astype(int)
        assert page.values["h"] == h.tolist()
        found = perceptron.learn(h, XOR, epochs=100).converged
        assert ("One line is enough" in page.says) == found
        seen.add(page.values["says"][-1])
    assert seen == {"enough", "mixed", "crossed"}


def test_a_click_on_a_corner_follows_it(live):
    page = live("gate-plane")
    for corner in ("00", "11"):
        x1, x2 = map(int, corner)
        index = CORNERS.index((x1, x2))
        plane = page.box.locator("svg").first
        plane.locator("circle.example").nth(index).click()
        assert page.state["corner"] == corner
        assert f"At ({x1}, {x2}) unit 1" in page.says


def test_a_line_that_passes_a_corner_moves_it(live):
    """A unit's answers change at no other place."""
    page = live("gate-plane")
    for weights in itertools.product((-1, 0.5), repeat=2):
        for b in np.arange(-2, 2.1, 0.25):
            page.set(w1=weights[0], w2=weights[1], b=b)
            answers = [h[0] for h in page.values["h"]]
            assert answers == [int(np.dot(weights, x) + b > 0) for x in CORNERS]
