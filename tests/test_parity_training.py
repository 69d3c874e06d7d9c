"""Training is Keras's: optimizers, `fit`, `evaluate` and what they report."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import firstneuron as fn
from parity_cases import assert_close, covers

# What these constants are in float32 they are in float64: Keras rounds the others.
EXACT = {
    "SGD": {"learning_rate": 2**-4},
    "SGD with momentum": {"learning_rate": 2**-4, "momentum": 0.875},
    "SGD with nesterov": {"learning_rate": 2**-4, "momentum": 0.875, "nesterov": True},
    "SGD with nesterov alone": {"learning_rate": 2**-4, "nesterov": True},
    "SGD with clipnorm": {"learning_rate": 2**-4, "clipnorm": 0.25},
    "SGD with clipvalue": {"learning_rate": 2**-4, "clipvalue": 2**-6},
    "Adam": {"learning_rate": 2**-6, "beta_1": 1 - 2**-3, "beta_2": 1 - 2**-10},
    "Adam with clipnorm": {
        "learning_rate": 2**-6,
        "beta_1": 1 - 2**-3,
        "beta_2": 1 - 2**-10,
        "clipnorm": 0.25,
    },
    "RMSprop": {"learning_rate": 2**-6, "rho": 1 - 2**-3},
}
DEFAULTS = {"SGD": {"momentum": 0.9}, "Adam": {}, "RMSprop": {}}


def optimizer(library, kind, settings):
    return getattr(library.optimizers, kind.split()[0])(**settings)


# --- optimizers ---------------------------------------------------------------------


def steps(library, kind, settings, starts, slopes):
    """Return the weights after each step, for the same slopes in either library."""
    made = optimizer(library, kind, settings)
    if library is fn:
        weights = [start.copy() for start in starts]
    else:
        weights = [library.Variable(start, dtype=start.dtype.name) for start in starts]
    for of_step in slopes:
        if library is not fn:
            of_step = [library.ops.convert_to_tensor(array) for array in of_step]
        made.apply(of_step, weights)
        yield [np.asarray(weight).copy() for weight in weights]


@st.composite
def runs(draw, dtype):
    """Return arrays of weights, and slopes of all sizes for some steps."""
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    shapes = draw(st.lists(st.sampled_from([(3, 2), (2,), (1, 1)]), min_size=1))
    scale = 10.0 ** draw(st.integers(-6, 3))
    arrays = [rng.normal(size=(6, *shape)).astype(dtype) for shape in shapes]
    return [array[0] for array in arrays], [
        [(scale * array[step]).astype(dtype) for array in arrays]
        for step in range(1, 6)
    ]


@covers("optimizers.Optimizer", "optimizers.SGD", "optimizers.Adam")
@covers("optimizers.RMSprop")
@pytest.mark.parametrize("kind", EXACT)
@given(data=st.data())
@settings(max_examples=10)
def test_every_step_of_an_optimizer(kind, data, floatx, keras):
    starts, slopes = data.draw(runs(floatx))
    bound = {"float32": 1e-5, "float64": 5e-10}[floatx]
    ours = steps(fn, kind, EXACT[kind], starts, slopes)
    theirs = steps(keras, kind, EXACT[kind], starts, slopes)
    for one, other in zip(ours, theirs, strict=True):
        for weight, their_weight in zip(one, other, strict=True):
            assert_close(weight, their_weight, bound)


@pytest.mark.parametrize("kind", DEFAULTS)
@given(data=st.data())
@settings(max_examples=5)
def test_every_step_with_constants_that_keras_rounds(kind, data, floatx, keras):
    starts, slopes = data.draw(runs(floatx))
    ours = steps(fn, kind, DEFAULTS[kind], starts, slopes)
    theirs = steps(keras, kind, DEFAULTS[kind], starts, slopes)
    for one, other in zip(ours, theirs, strict=True):
        for weight, their_weight in zip(one, other, strict=True):
            assert_close(weight, their_weight, 5e-6)


@covers("optimizers.get")
@pytest.mark.parametrize("name", ["sgd", "SGD", "adam", "Adam", "rmsprop", "RMSprop"])
def test_get_optimizer(name, keras):
    ours, theirs = fn.optimizers.get(name), keras.optimizers.get(name)
    assert type(ours).__name__ == type(theirs).__name__
    assert ours.learning_rate == pytest.approx(float(theirs.learning_rate))
    for library, made in ((fn, ours), (keras, theirs)):
        assert library.optimizers.get(made) is made
