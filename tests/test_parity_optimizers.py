"""Weight decay and schedules are Keras's, step by step."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import firstneuron as fn
from firstneuron import parity
from parity_cases import assert_close, covers, eagerly

# What these constants are in float32 they are in float64: Keras rounds the others.
DECAY = {"weight_decay": 2**-3}
BETAS = {"beta_1": 1 - 2**-3, "beta_2": 1 - 2**-10}
EXACT = {
    "SGD": {"learning_rate": 2**-4} | DECAY,
    "SGD with momentum": {"learning_rate": 2**-4, "momentum": 0.875} | DECAY,
    "SGD with clipnorm": {"learning_rate": 2**-4, "clipnorm": 0.25} | DECAY,
    "SGD with clipvalue": {"learning_rate": 2**-4, "clipvalue": 2**-6} | DECAY,
    "SGD without decay": {"learning_rate": 2**-4, "weight_decay": 0.0},
    "RMSprop": {"learning_rate": 2**-6, "rho": 1 - 2**-3} | DECAY,
    "Adam": {"learning_rate": 2**-6} | BETAS | DECAY,
    "AdamW": {"learning_rate": 2**-6} | BETAS | DECAY,
    "AdamW with clipnorm": {"learning_rate": 2**-6, "clipnorm": 0.25} | BETAS | DECAY,
}
DEFAULTS = {"SGD": {"weight_decay": 0.1}, "AdamW": {}, "RMSprop": {"weight_decay": 0.1}}
BOUNDS = {"float32": 1e-5, "float64": 5e-10}


def made(library, kind, settings):
    return getattr(library.optimizers, kind.split()[0])(**settings)


def steps(library, optimizer, starts, slopes, excluded=()):
    """Return the weights after each step, for the same slopes in either library."""
    if library is fn:
        weights = [start.copy() for start in starts]
    else:
        weights = [library.Variable(start, dtype=start.dtype.name) for start in starts]
    if excluded:
        optimizer.exclude_from_weight_decay([weights[place] for place in excluded])
    for of_step in slopes:
        if library is not fn:
            of_step = [library.ops.convert_to_tensor(array) for array in of_step]
        optimizer.apply(of_step, weights)
        yield [np.asarray(weight).copy() for weight in weights]


def walk(dtype, count=6, seed=0):
    """Return arrays of weights, and slopes for some steps."""
    rng = np.random.default_rng(seed)
    shapes = [(3, 2), (2,), (1, 1)]
    arrays = [rng.normal(size=(count + 1, *shape)).astype(dtype) for shape in shapes]
    slopes = [[array[step] for array in arrays] for step in range(1, count + 1)]
    return [array[0] for array in arrays], slopes


def assert_same_steps(ours, theirs, bound):
    for one, other in zip(ours, theirs, strict=True):
        for weight, their_weight in zip(one, other, strict=True):
            assert_close(weight, their_weight, bound)


# --- weight decay -------------------------------------------------------------------


@covers("optimizers.AdamW", "optimizers.Optimizer")
@pytest.mark.parametrize("excluded", [(), (1,), (0, 2)])
@pytest.mark.parametrize("kind", EXACT)
def test_every_step_with_weight_decay(kind, excluded, floatx, keras):
    starts, slopes = walk(floatx)
    ours, theirs = (
        steps(library, made(library, kind, EXACT[kind]), starts, slopes, excluded)
        for library in (fn, keras)
    )
    assert_same_steps(ours, theirs, BOUNDS[floatx])


@pytest.mark.parametrize("kind", DEFAULTS)
@given(seed=st.integers(0, 10**6))
@settings(max_examples=4)
def test_weight_decay_with_constants_that_keras_rounds(kind, seed, floatx, keras):
    starts, slopes = walk(floatx, seed=seed)
    ours, theirs = (
        steps(library, made(library, kind, DEFAULTS[kind]), starts, slopes)
        for library in (fn, keras)
    )
    assert_same_steps(ours, theirs, 5e-6)


def net(library, optimizer):
    dense = library.layers.Dense
    model = library.Sequential([library.Input((2,)), dense(3, "tanh"), dense(1)])
    rng = np.random.default_rng(1)
    model.set_weights([rng.normal(size=weight.shape) for weight in model.get_weights()])
    model.compile(optimizer, "mse", **eagerly(library))
    return model


def weights_of_steps(model, library, epochs=3):
    """Return the weights after each step of a training."""
    found = []

    class Keep(library.callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):
            found.append(self.model.get_weights())

    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(10, 2)), rng.normal(size=(10, 1))
    fit = {"batch_size": 4, "epochs": epochs, "verbose": 0, "shuffle": False}
    model.fit(x, y, callbacks=[Keep()], **fit)
    return found


@pytest.mark.parametrize("without_biases", [False, True])
@pytest.mark.parametrize("kind", EXACT)
def test_weight_decay_in_a_training(kind, without_biases, keras):
    runs = []
    with parity.floatx("float64"):
        for library in (fn, keras):
            model = net(library, made(library, kind, EXACT[kind]))
            if without_biases:
                biases = [layer.bias for layer in model.layers]
                model.optimizer.exclude_from_weight_decay(var_list=biases)
            runs.append(weights_of_steps(model, library))
    assert_same_steps(*runs, 5e-10)


# --- schedules ----------------------------------------------------------------------


def halving(library):
    """Return a schedule of one's own."""

    class Halving(library.optimizers.schedules.LearningRateSchedule):
        def __call__(self, step):
            # TensorFlow divides no number by a variable of integers.
            step = step if library is fn else library.ops.cast(step, "float32")
            return 2**-3 / (step + 1)

    return Halving()


def decay(library, staircase=False):
    return library.optimizers.schedules.ExponentialDecay(2**-3, 4, 0.5, staircase)


SCHEDULES = {
    "of one's own": halving,
    "exponential": decay,
    "staircase": lambda library: decay(library, staircase=True),
    "function": lambda library: lambda: 2**-4,
}


@covers("optimizers.schedules.ExponentialDecay")
@given(
    initial=st.floats(2**-10, 1, width=32),
    decay_steps=st.integers(1, 1000),
    decay_rate=st.floats(2**-3, 1.03125, width=32),
    staircase=st.booleans(),
    step=st.integers(0, 2000),
)
def test_exponential_decay(initial, decay_steps, decay_rate, staircase, step, keras):
    given = (initial, decay_steps, decay_rate, staircase)
    ours, theirs = (
        library.optimizers.schedules.ExponentialDecay(*given) for library in (fn, keras)
    )
    assert type(ours(step)) is float
    # Keras computes in float32, in which it gets to 0 sooner.
    np.testing.assert_allclose(ours(step), theirs(step), rtol=2e-5, atol=1e-37)
    many = np.arange(step, step + 3)
    np.testing.assert_array_equal(ours(many), [ours(one) for one in many])


@covers("optimizers.schedules.LearningRateSchedule")
@pytest.mark.parametrize("name", SCHEDULES)
@pytest.mark.parametrize("kind", ["SGD", "AdamW"])
def test_every_step_of_a_schedule(kind, name, floatx, keras):
    runs = []
    for library in (fn, keras):
        settings = EXACT[kind] | {"learning_rate": SCHEDULES[name](library)}
        model = net(library, made(library, kind, settings))
        weights = weights_of_steps(model, library)
        runs.append((weights, float(model.optimizer.learning_rate)))
    (ours, our_rate), (theirs, their_rate) = runs
    # Keras computes the rate of a step in float32.
    assert_same_steps(ours, theirs, {"float32": 1e-5, "float64": 1e-6}[floatx])
    assert our_rate == pytest.approx(their_rate, rel=1e-6)
