"""Initial weights: exact values, distributions, seeds."""

import copy
import math
import pickle

import numpy as np
import pytest

import firstneuron as fn
from firstneuron import initializers
from firstneuron.initializers import (
    Constant,
    GlorotNormal,
    GlorotUniform,
    HeNormal,
    HeUniform,
    LecunNormal,
    LecunUniform,
    Ones,
    RandomNormal,
    RandomUniform,
    TruncatedNormal,
    VarianceScaling,
    Zeros,
)

RANDOM = [
    GlorotNormal,
    GlorotUniform,
    HeNormal,
    HeUniform,
    LecunNormal,
    LecunUniform,
    RandomNormal,
    RandomUniform,
    TruncatedNormal,
    VarianceScaling,
]


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
@pytest.mark.parametrize("shape", [(), (3,), (2, 3), [2, 3]])
@pytest.mark.parametrize("kind", [Constant, Ones, Zeros, *RANDOM])
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


# --- distributions ------------------------------------------------------------------


def normal(z):
    """Return the share of the standard normal distribution below each number."""
    return np.array([(1 + math.erf(one / math.sqrt(2))) / 2 for one in z])


# The share that lies below a number, for distributions with the mean 0 and the standard
# deviation 1. What is cut off at -2 and 2 has, before it is scaled back to 1, this one:
CUT = math.sqrt(1 - 4 * math.exp(-2) / math.sqrt(2 * math.pi) / math.erf(math.sqrt(2)))
SHARES = {
    "normal": normal,
    "cut": lambda z: (normal(CUT * z) - normal([-2])) / (normal([2]) - normal([-2])),
    "even": lambda z: (1 + z / math.sqrt(3)) / 2,
}
MOST = {"normal": math.inf, "cut": 2 / CUT, "even": math.sqrt(3)}


def assert_distributed(weights, mean, variance, kind):
    """Fail unless no share differs by more than chance allows: Kolmogorov and Smirnov.

    By chance, the largest gap would be as large as this in one of 10000 samples.
    """
    z = np.sort(weights, axis=None).astype("float64")
    z = (z - mean) / math.sqrt(variance)
    assert np.abs(z).max() <= MOST[kind] * (1 + 1e-12)
    gap = np.abs(SHARES[kind](z) - (np.arange(z.size) + 0.5) / z.size).max()
    assert gap < 2.2 / math.sqrt(z.size)


@pytest.mark.parametrize(
    ("shape", "fan_in", "fan_out"),
    [
        ((20_000,), 20_000, 20_000),
        ((50, 400), 50, 400),
        ((400, 50), 400, 50),
        ((4, 2, 25, 100), 200, 800),
    ],
)
def test_the_variance_suits_the_size_of_the_layer(shape, fan_in, fan_out):
    both = fan_in + fan_out
    for made, variance, kind in [
        (GlorotNormal(1), 2 / both, "cut"),
        (GlorotUniform(2), 2 / both, "even"),
        (HeNormal(3), 2 / fan_in, "cut"),
        (HeUniform(4), 2 / fan_in, "even"),
        (LecunNormal(5), 1 / fan_in, "cut"),
        (LecunUniform(6), 1 / fan_in, "even"),
        (VarianceScaling(seed=7), 1 / fan_in, "cut"),
        (VarianceScaling(0.3, "fan_out", seed=8), 0.3 / fan_out, "cut"),
        (VarianceScaling(5, "fan_avg", "uniform", 9), 10 / both, "even"),
        (VarianceScaling(2, "fan_in", "untruncated_normal", 9), 2 / fan_in, "normal"),
    ]:
        assert_distributed(made(shape, "float64"), 0, variance, kind)


def test_distributions_of_any_place_and_width():
    for made, mean, variance, kind in [
        (RandomNormal(seed=1), 0, 0.05**2, "normal"),
        (RandomNormal(-3, 0.5, 2), -3, 0.25, "normal"),
        (TruncatedNormal(seed=3), 0, (0.05 * CUT) ** 2, "cut"),
        (TruncatedNormal(3, 0.5, 4), 3, (0.5 * CUT) ** 2, "cut"),
        (RandomUniform(seed=5), 0, 0.1**2 / 12, "even"),
        (RandomUniform(2, 5, 6), 3.5, 9 / 12, "even"),
    ]:
        assert_distributed(made((100, 200), "float64"), mean, variance, kind)


def test_a_single_number_has_one_input_and_one_output():
    for kind in RANDOM:
        for seed in range(50):  # of which the normal ones, too, draw one again
            single = kind(seed=seed)(())
            assert single == kind(seed=seed)((1,)) == kind(seed=seed)((1, 1))


def test_a_width_of_0_gives_the_mean():
    for made in (RandomNormal(2, 0), TruncatedNormal(2, 0), RandomUniform(2, 2)):
        assert made((2,)).tolist() == [2, 2]


@pytest.mark.parametrize(
    ("shape", "both"), [((), 2), ((7,), 14), ((64, 25), 89), ((5, 5, 4, 6), 250)]
)
def test_numbers_of_glorot_uniform_stay_what_they_are(shape, both):
    """The outputs that are stored in the chapters come from these."""
    limit = math.sqrt(6 / both)
    expected = np.random.default_rng(3).uniform(-limit, limit, shape)
    assert (GlorotUniform(seed=3)(shape, "float64") == expected).all()


def test_what_is_too_large_becomes_infinite():
    assert np.isinf(RandomNormal(0, 1e308, 1)((99,), "float64")).any()
    assert RandomNormal(1e300)((1,)).item() == math.inf


# --- seeds --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", RANDOM)
def test_a_seed_repeats_and_another_differs(kind):
    first, again, other = (kind(seed=seed)((3, 3)) for seed in (1, np.int64(1), 2))
    assert (first == again).all()
    assert (first != other).all()


@pytest.mark.parametrize("kind", RANDOM)
def test_without_a_seed_each_initializer_has_its_own_numbers(kind):
    one, other = kind(), kind()
    assert (one((3, 3)) == one((3, 3))).all()
    assert (one((3, 3)) != other((3, 3))).all()


@pytest.mark.parametrize("kind", RANDOM)
def test_a_copy_has_the_same_numbers(kind):
    one = kind()
    for other in (copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert (one((3, 3)) == other((3, 3))).all()


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


# --- by name ------------------------------------------------------------------------


@pytest.mark.parametrize("identifier", ["zeros", "Zeros", Zeros, Zeros()])
def test_get_takes_a_name_a_class_or_an_initializer(identifier):
    assert isinstance(initializers.get(identifier), Zeros)


def test_get_leaves_a_function_as_it_is():
    assert initializers.get(np.zeros) is np.zeros


@pytest.mark.parametrize("kind", RANDOM)
def test_a_layer_takes_a_name(kind):
    layer = fn.layers.Dense(300, kernel_initializer=kind.__name__, dtype="float64")
    layer.build((None, 100))
    assert type(layer.kernel_initializer) is kind
    assert np.std(layer.kernel) == pytest.approx(np.std(kind()((100, 300))), rel=0.03)


# --- settings -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (lambda: VarianceScaling(0), ValueError, "scale must be a positive number"),
        (lambda: VarianceScaling(-1.0), ValueError, "got -1.0"),
        (lambda: VarianceScaling(math.nan), ValueError, "got nan"),
        (lambda: VarianceScaling(math.inf), ValueError, "got inf"),
        (lambda: VarianceScaling("2"), ValueError, "got '2'"),
        (lambda: VarianceScaling(1, "in"), ValueError, "mode must be .*; got 'in'"),
        (
            lambda: VarianceScaling(1, "fan_in", "bell"),
            ValueError,
            "distribution must be .*'untruncated_normal', 'uniform'; got 'bell'",
        ),
        (lambda: RandomNormal("0"), TypeError, "mean must be a number, got '0'"),
        (lambda: RandomNormal(math.inf), ValueError, "mean must be a finite number"),
        (lambda: TruncatedNormal(0, -1), ValueError, "stddev must be .* larger.*-1"),
        (lambda: RandomNormal(0, math.nan), ValueError, "stddev must be .*, got nan"),
        (lambda: RandomUniform(None), TypeError, "minval must be a number, got None"),
        (lambda: RandomUniform(0, math.inf), ValueError, "maxval must be a finite"),
        (lambda: RandomUniform(1, 0), ValueError, "got minval=1 and maxval=0"),
    ],
)
def test_settings_that_make_no_sense(make, error, words):
    with pytest.raises(error, match=words):
        make()


@pytest.mark.parametrize("seed", [-1, 1.5, "1", True])
@pytest.mark.parametrize("kind", RANDOM)
def test_a_seed_that_is_no_whole_number(kind, seed):
    with pytest.raises(ValueError, match="seed must be an integer, 0 or larger"):
        kind(seed=seed)
