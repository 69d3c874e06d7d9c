"""Initial weights: exact values, intervals, seeds."""

import math

import numpy as np
import pytest

import firstneuron as fn
from firstneuron import initializers
from firstneuron.initializers import Constant, GlorotUniform, Ones, Zeros


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
@pytest.mark.parametrize("shape", [(), (3,), (2, 3), [2, 3]])
@pytest.mark.parametrize("kind", [Constant, GlorotUniform, Ones, Zeros])
def test_shape_and_float_type_are_those_asked_for(kind, shape, dtype):
    weights = kind()(shape, dtype)
    assert weights.shape == tuple(shape)
    assert weights.dtype == dtype
    assert kind()(shape).dtype == "float32"


@pytest.mark.parametrize(
    ("initializer", "value"), [(Zeros(), 0), (Ones(), 1), (Constant(-2.5), -2.5)]
)
def test_fixed_values(initializer, value):
    assert (initializer((2, 3)) == value).all()


def test_constant_takes_an_array_and_keeps_every_digit():
    assert Constant([1, 2])((3, 2)).tolist() == [[1, 2]] * 3
    assert Constant(0.1)((1,), "float64").item() == 0.1
    assert Constant(1e300)((1,)).item() == math.inf


@pytest.mark.parametrize(
    ("shape", "fans"),
    [((300, 500), 800), ((5, 5, 40, 60), 25 * 100), ((40_000,), 80_000)],
)
def test_glorot_uniform_fills_its_interval_evenly(shape, fans):
    limit = math.sqrt(6 / fans)
    weights = GlorotUniform(seed=1)(shape, "float64")
    assert np.abs(weights).max() <= limit
    counts, _ = np.histogram(weights, bins=8, range=(-limit, limit))
    assert counts.sum() == weights.size
    spread = math.sqrt(weights.size / 8)  # of a count, by chance
    assert np.abs(counts - weights.size / 8).max() < 5 * spread


def test_a_seed_repeats_and_another_differs():
    first, again, other = (GlorotUniform(seed)((3, 3)) for seed in (1, np.int64(1), 2))
    assert (first == again).all()
    assert (first != other).all()


def test_without_a_seed_each_initializer_has_its_own_numbers():
    one, other = GlorotUniform(), GlorotUniform()
    assert (one((3, 3)) == one((3, 3))).all()
    assert (one((3, 3)) != other((3, 3))).all()


def test_set_random_seed_repeats_a_model_s_weights_and_numpy_s_numbers():
    def draw():
        fn.utils.set_random_seed(7)
        model = fn.Sequential(
            [fn.Input((4,)), fn.layers.Dense(4), fn.layers.Dense(4)],
        )
        return model.get_weights()[0], model.get_weights()[2], np.random.rand(4)  # noqa: NPY002

    first, again = draw(), draw()
    for one, other in zip(first, again, strict=True):
        assert (one == other).all()
    assert (first[0] != first[1]).all()


@pytest.mark.parametrize("identifier", ["zeros", "Zeros", Zeros, Zeros()])
def test_get_takes_a_name_a_class_or_an_initializer(identifier):
    assert isinstance(initializers.get(identifier), Zeros)


def test_get_leaves_a_function_as_it_is():
    assert initializers.get(np.zeros) is np.zeros
