"""Draw a digit: the network gets what is drawn, and answers as chapter 0 says."""

import numpy as np
import pytest

import firstneuron as fn
from firstneuron import datasets

# Digits as people write them, as strokes in a square from 0 to 1: right, and down.
BOW = [(0.2, 0.3), (0.3, 0.1), (0.6, 0.05), (0.75, 0.25), (0.65, 0.5)]
STROKES = {
    0: [[(0.5, 0), (0.2, 0.3), (0.2, 0.7), (0.5, 1), (0.8, 0.7), (0.8, 0.3), (0.5, 0)]],
    2: [[*BOW, (0.25, 0.95), (0.85, 0.95)]],
    3: [[*BOW[1:], (0.45, 0.5), (0.75, 0.7), (0.6, 0.95), (0.2, 0.9)]],
    7: [[(0.2, 0.05), (0.8, 0.05), (0.45, 0.95)]],
}


def draw(page, strokes, size=1.0, corner=(0.0, 0.0)):
    """Draw with the mouse: `size` and `corner` are parts of the square."""
    svg = page.box.locator("svg").first
    svg.scroll_into_view_if_needed()
    box, frame = svg.bounding_box(), page.ask("figure.plots[0].frame")
    begin = np.array([box["x"] + frame["left"], box["y"] + frame["top"]])
    for stroke in strokes:
        points = begin + frame["width"] * (size * np.array(stroke) + corner)
        page.tab.mouse.move(*points[0])
        page.tab.mouse.down()
        for point in points[1:]:
            page.tab.mouse.move(*point)
        page.tab.mouse.up()


@pytest.fixture(scope="module")
def network():
    """Return the network of chapter 0, with all the digits of its weights."""
    dense = fn.layers.Dense
    layers = [dense(128, "relu"), dense(64, "relu"), dense(10, "softmax")]
    model = fn.Sequential([fn.Input((64,)), *layers])
    model.set_weights(datasets.load_digit_network())
    return model


def test_begins_with_the_third_five_which_the_network_has_not_seen(network):
    images, labels = datasets.load_digits()
    unseen = np.random.default_rng(seed=0).permutation(1797)[:297]
    fives = np.random.default_rng(seed=1).permutation(images[labels == 5])
    assert any((images[row] == fives[2]).all() for row in unseen)
    figure = fn.figures.read_digit()
    for fit in (True, False):
        values = figure.values(ink=figure.state["ink"], fit=fit)
        assert (values["pixels"] == fives[2].ravel()).all()
        shares = network.predict(fives[2].reshape(1, 64) / 16, verbose=0)[0]
        np.testing.assert_allclose(values["shares"], shares, atol=1e-3)


def test_another_digit_is_one_of_the_twelve_and_reads_as_in_the_chapter(live, network):
    images, _ = datasets.load_digits()
    unseen = np.random.default_rng(seed=0).permutation(1797)[:297]
    twelve = images[unseen[44:56]].reshape(12, 64)
    answers = network.predict(twelve / 16, verbose=0).argmax(axis=1)
    page = live("read-digit", "fit=false")
    for picture, answer in zip(twelve, answers, strict=True):
        page.press("Another digit")
        assert page.values["pixels"] == picture.tolist()
        assert page.values["answer"] == answer


def test_what_is_drawn_is_what_python_counts(live):
    figure = fn.figures.read_digit()
    page = live("read-digit")
    page.press("Clear")
    for digit, strokes in STROKES.items():
        draw(page, strokes, size=0.5, corner=(0.05 * digit, 0.04 * digit))
        for fit in (True, False):
            page.set(fit=fit)
            found, wanted = page.values, figure.values(**page.state)
            assert found["pixels"] == wanted["pixels"].ravel().tolist()
            assert found["says"] == wanted["says"]
            np.testing.assert_allclose(found["shares"], wanted["shares"], atol=1e-9)


@pytest.mark.parametrize(("corner", "says"), [((0.05, 0.05), 5), ((0.05, 0.55), 4)])
def test_in_a_corner_it_reads_the_corner(corner, says, live):
    """Centred and enlarged, it reads the digit."""
    page = live("read-digit")
    for digit, strokes in STROKES.items():
        page.press("Clear")
        draw(page, strokes, size=0.4, corner=corner)
        assert page.values["answer"] == digit
        page.set(fit=False)
        assert page.values["answer"] == says
        assert "dots high; in the data" in page.says
        page.set(fit=True)


@pytest.mark.parametrize(
    ("number", "before", "stroke", "after"),
    [
        (0, 5, [(23, 6), (25, 10), (23, 16)], 9),
        (5, 1, [(19, 2), (12, 4), (10, 9)], 2),
        (8, 3, [(14, 5), (12, 9), (15, 13)], 8),
    ],
)
def test_one_stroke_turns_it(number, before, stroke, after, live):
    """The first picture, and the framed 2 and 8 of the twelve."""
    page = live("read-digit")
    for _ in range(number):
        page.press("Another digit")
    assert page.values["answer"] == before
    draw(page, [stroke], size=1 / 32)
    assert page.values["answer"] == after


def test_a_star_is_read_as_a_digit(live):
    page = live("read-digit")
    page.press("Clear")
    around = 4 * np.pi / 5 * np.arange(6)
    star = np.column_stack([np.sin(around), -np.cos(around)]) * 0.4 + 0.5
    draw(page, [star])
    assert page.values["share"] > 0.9


def test_space_puts_the_pen_down_and_up(live):
    page = live("read-digit")
    page.press("Clear")
    pen = page.handle("pen")
    empty = page.state["ink"]
    pen.press("ArrowUp")
    assert page.state["ink"] == empty
    pen.press("Space")
    assert pen.get_attribute("aria-valuetext").endswith("drawing")
    dots = sum(page.values["pixels"])
    pen.press("ArrowUp")
    assert sum(page.values["pixels"]) > dots > 8
    pen.press("Space")
    drawn = page.state["ink"]
    pen.press("ArrowDown")
    assert page.state["ink"] == drawn
    for key in ("Space", "ArrowUp", "Space"):  # on ink, it rubs out
        pen.press(key)
    assert page.state["ink"] == empty
    assert "There is no ink" in page.says
