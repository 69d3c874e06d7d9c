"""The batch size: the path against the chapter's own loop, and what the cloud says."""

import re

import numpy as np
import pytest

from firstneuron import datasets


def train(size, epochs, rate):
    """Return the path of the chapter's `train`: plain NumPy, the same seed."""
    cereals = datasets.load_cereals().complete("sugars", "calories")
    x, y = cereals["sugars"], cereals["calories"]
    x = (x - x.mean()) / x.std()
    rng = np.random.default_rng(seed=0)
    w, b = 0.0, 60.0
    path = [(w, b)]
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for begin in range(0, len(x), size):
            rows = order[begin : begin + size]
            error = w * x[rows] + b - y[rows]
            w = w - rate * 2 * np.mean(error * x[rows])
            b = b - rate * 2 * np.mean(error)
            path.append((w, b))
    return np.array(path), np.polyfit(x, y, 1)


def test_takes_the_steps_of_the_chapter(live):
    page = live("batch-size", "epochs=7&rate=0.05")
    for size in (1, 4, 16, 76):
        page.set(size=str(size))
        path, best = train(size, 7, 0.05)
        each = (len(path) - 1) // 7
        assert page.values["steps"] == len(path) - 1
        assert page.values["each"] == each
        np.testing.assert_allclose(page.values["place"], path[-1])
        squares = np.sum((path[-each:] - best) ** 2, axis=1)
        assert page.values["away"] == pytest.approx(np.sqrt(squares.mean()))


def test_the_cloud_shrinks_with_the_batch_size(live):
    page = live("batch-size", "epochs=12")
    away = []
    for size in ("1", "4", "16"):
        page.set(size=size)
        assert page.values["says"] == ["state", "swarms"]
        away.append(page.values["away"])
    assert away[0] > 2 * away[1] > 4 * away[2]
    page.set(size="76")
    assert "still on its way" in page.says
    page.set(rate=0.2)
    assert "stands still" in page.says


def test_the_circle_is_the_typical_distance_of_the_dots(live):
    page = live("batch-size", "epochs=9")

    def points(path):
        d = page.box.locator(path).first.get_attribute("d")
        return np.array(re.findall(r"(-?[\d.]+),(-?[\d.]+)", d), float)

    circle = points("path.third")[:-1]
    middle = circle.mean(axis=0)
    radius = np.hypot(*(circle - middle).T)
    assert np.ptp(radius) < 0.05
    far = np.hypot(*(points("path.fn-dots") - middle).T)
    assert len(far) == 76
    assert np.sqrt(np.mean(far**2)) == pytest.approx(radius.mean(), abs=0.05)


def test_epochs_run_to_the_last(live):
    page = live("batch-size", "size=16&epochs=28")
    page.press("Run the epochs")
    page.tab.wait_for_function(
        "words => document.body.innerText.includes(words)", arg="Steps in all: 150"
    )
    assert page.state["epochs"] == 30
    assert page.values["steps"] == 150
