"""A network always answers: sure far from all that it has seen."""

import re

import numpy as np
import pytest

import chapters
from firstneuron.figures._confidence import _trained

NAME = "09-multiclass-and-softmax"


def printed(cell_id):
    """Return what a cell of the chapter prints."""
    cells = {cell.id: cell for cell in chapters.read(NAME).cells}
    return "".join(one.get("text", "") for one in cells[cell_id].outputs)


def test_its_network_is_that_of_the_chapter():
    """The weights that the chapter prints, and its answers for banana and tomato."""
    x, _, kernel, bias = _trained()
    weights = re.findall(r"-?\d+\.\d*", printed("09-035").partition("[[")[2])
    scaled = kernel * x.std(axis=0)[:, np.newaxis]
    np.testing.assert_allclose(scaled.ravel(), np.array(weights, float), atol=0.006)
    for line, place in zip(
        printed("09-040").splitlines(), ([18, 20], [6, 4]), strict=True
    ):
        shares = re.findall(r"\d\.\d*", line)
        powers = np.exp(place @ kernel + bias)
        np.testing.assert_allclose(
            powers / powers.sum(), np.array(shares, float), atol=0.0006
        )


def test_it_stays_sure_where_no_fruit_was(live):
    page = live("confidence", "length=28&sugar=60")
    assert page.values["top"] > 0.995
    assert "pear, with a share of 1.00" in page.says
    assert "no fruit like this" in page.says
    page.set(length=10, sugar=12)
    assert "It has learned from fruit like this" in page.says


def test_confidence_grows_with_the_distance_from_the_border(live):
    """Along a line that crosses it, far out; the border itself is where two tie."""
    *_, kernel, bias = _trained()
    across, lift = kernel[:, 2] - kernel[:, 1], bias[2] - bias[1]
    border = -(25 * across[0] + lift) / across[1]  # its sugar at 25 cm
    page = live("confidence")
    tops = []
    for off in (0, 0.5, 1, 2, 4, 8):
        page.set(length=25, sugar=border - off)
        tops.append(page.values["top"])
    assert min(np.diff(tops)) > 0
    assert tops[0] < 0.7
    assert tops[-1] > 0.999
    page.set(length=25, sugar=border)
    assert "Here the network doubts." in page.says


def test_lines_of_the_map_are_where_the_share_is_0_99(live):
    """Each point of the line drawn for 0.99, by the chapter's shares."""
    page = live("confidence", "map=true")
    points = page.ask(
        """(() => {
          const [plane] = figure.plots;
          return [...plane.elements.marks].filter(([key]) => key.endsWith("line 2"))
            .flatMap(([, path]) => path.getAttribute("d").match(/[\\d.]+,[\\d.]+/g))
            .map((pair) => plane.from(pair.split(",").map(Number)));
        })()"""
    )
    assert len(points) > 100
    *_, kernel, bias = _trained()
    powers = np.exp(np.array(points) @ kernel + bias)
    largest = (powers / powers.sum(axis=1, keepdims=True)).max(axis=1)
    np.testing.assert_allclose(largest, 0.99, atol=0.004)


def test_the_nearest_is_counted_in_standard_deviations(live):
    page = live("confidence", "length=28&sugar=60")
    x, *_ = _trained()
    off = np.abs(x - [28, 60])
    nearest = np.hypot(*(off / x.std(axis=0)).T).argmin()
    assert page.values["nearest"] == nearest
    assert page.values["off_length"] == pytest.approx(off[nearest, 0], abs=1e-4)
