"""What is left of a nudge, layer by layer."""

import contextlib
import io
from itertools import product

import numpy as np
import pytest

import chapters
import firstneuron as fn

NAMES = {  # as the chapter calls them
    "sigmoid": ("sigmoid", "Glorot"),
    "sigmoid x4": ("sigmoid", "x4"),
    "sigmoid x12": ("sigmoid", "x12"),
    "sigmoid x32": ("sigmoid", "x32"),
    "tanh": ("tanh", "Glorot"),
    "ReLU": ("ReLU", "Glorot"),
    "ReLU He": ("ReLU", "He"),
}


@pytest.fixture(scope="module")
def chapter():
    """Run the chapter's own cells."""
    cells = {cell.id: cell.source for cell in chapters.read("04-activations").cells}
    known = {"np": np, "activations": fn.activations, "derivatives": fn.derivatives}
    with contextlib.redirect_stdout(io.StringIO()):
        for name in ("04-074", "04-076"):
            exec(cells[name], known)
    return known


@pytest.mark.parametrize("name", NAMES)
def test_is_the_chapters_measurement(name, chapter):
    activation, weights = NAMES[name]
    left, _ = chapter["follow"](*chapter["tries"][name], seed=0)
    values = fn.figures.vanishing().values(20, activation, weights)
    np.testing.assert_allclose(np.log10(left), values["powers"], atol=6e-3)
    written = values["left"]
    assert f"{float(written):.0e}" == f"{left[-1]:.0e}", "as the table prints it"


def test_relu_keeps_pace_with_the_size_of_its_weights():
    """Twice the weights, twice the factor of every layer: only He's is about 1."""
    figure = fn.figures.vanishing()
    rates = {
        weights: float(figure.values(20, "ReLU", weights)["rate"])
        for weights in ("Glorot", "He", "x4", "x12", "x32")
    }
    assert rates["He"] == pytest.approx(1, abs=0.02)
    for weights, size in {"Glorot": 1, "x4": 4, "x12": 12, "x32": 32}.items():
        assert rates[weights] / rates["He"] == pytest.approx(size / 2**0.5, rel=0.01)


def test_the_page_says_in_every_state_what_numpy_says(live):
    """In each layer, for each activation and all weights."""
    page = live("vanishing")
    spec = fn.figures.vanishing().spec
    states = [
        {"layers": layers, "activation": activation, "weights": weights}
        for layers, activation, weights in product(
            range(1, 21), spec["activation"].options, spec["weights"].options
        )
    ]
    script = (
        "given.map((state) => { figure.set(state); return figure.says.textContent; })"
    )
    for state, says in zip(states, page.ask(script, states), strict=True):
        assert repr(fn.figures.vanishing(**state)).endswith(says), state


def test_the_dot_is_pulled_through_the_layers(live):
    page = live("vanishing")
    handle = page.handle("end")
    handle.press("Shift+ArrowRight")
    assert page.state["layers"] == 15
    handle.press("Shift+ArrowRight")
    assert page.state["layers"] == 20
    assert "2e-13" in page.says
