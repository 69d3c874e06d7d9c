"""Penalties against steps worked out by hand, and regularizers of one's own."""

import copy
import functools
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import firstneuron as fn
from firstneuron import Input, Sequential
from firstneuron.layers import BatchNormalization, Dense, Dropout, Layer
from firstneuron.optimizers import SGD, Adam
from firstneuron.regularizers import L1, L1L2, L2, Regularizer
from slopes import slopes_by_differences

RNG = np.random.default_rng(0)
X, Y = RNG.normal(size=(10, 2)), RNG.normal(size=(10, 1))


@pytest.fixture(autouse=True)
def _float64():
    fn.config.set_floatx("float64")
    fn.utils.set_random_seed(0)
    yield
    fn.config.set_floatx("float32")


def line(regularizer, weight=3.0, learning_rate=0.5, **settings):
    """Return the line weight · x + 1, compiled."""
    dense = Dense(1, kernel_regularizer=regularizer, **settings)
    model = Sequential([Input((1,)), dense])
    model.set_weights([[[weight]], [1.0]])
    model.compile(SGD(learning_rate), "mse", metrics=["mse"])
    return model


# --- penalties ----------------------------------------------------------------------


@given(
    seed=st.integers(0, 10**6),
    strengths=st.tuples(st.floats(0, 2), st.floats(0, 2)),
    shape=st.lists(st.integers(1, 4), min_size=1, max_size=3),
)
@settings(max_examples=25)
def test_penalties_and_slopes(seed, strengths, shape):
    first, second = strengths
    weights = np.random.default_rng(seed).normal(size=shape) + 0.01
    ones = sum(first * abs(number) for number in weights.flat)
    squares = sum(second * number**2 for number in weights.flat)
    made = {L1(first): ones, L2(second): squares}
    made[L1L2(first, second)] = ones + squares
    for regularizer, penalty in made.items():
        assert float(regularizer(weights)) == pytest.approx(penalty)
        value = functools.partial(regularizer, weights)
        expected = slopes_by_differences(value, weights, 1e-6)
        got = regularizer.derivative(weights)
        np.testing.assert_allclose(got, expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("kind", [L1, L2, L1L2])
@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_penalties_keep_the_float_type(dtype, kind):
    made, weights = kind(0.1), np.ones((2, 3), dtype)
    assert made(weights).dtype == made.derivative(weights).dtype == dtype
    assert made([1, 2]).dtype == "float64"
    with pytest.raises(TypeError, match="x must hold real numbers"):
        made("a")


@pytest.mark.parametrize("kind", [L1, L2, L1L2])
@pytest.mark.parametrize("wrong", [-1, np.inf, "a", None, True])
def test_strengths_are_finite_numbers_from_0(wrong, kind):
    with pytest.raises(ValueError, match=r"l[12] must be a finite number, 0 or larger"):
        kind(wrong)


# --- in a training ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("regularizer", "penalty", "slope"),
    [(L2(0.25), 9 / 4, 1.5), (L1(0.25), 3 / 4, 0.25), (L1L2(0.25, 0.25), 3, 1.75)],
)
def test_a_step_by_hand(regularizer, penalty, slope):
    model = line(regularizer)
    # the input 0 leaves the weight its penalty alone; the error is 1 - 3 = -2
    found = model.train_on_batch([0.0], [3.0], return_dict=True)
    assert found == {"loss": 4 + penalty, "mse": 4}
    assert [weight.item() for weight in model.get_weights()] == [3 - slope / 2, 3]
    assert model.gradients[0].item() == slope
    assert model.layers[0].gradients[0].item() == 0  # of the outputs alone


def test_the_loss_of_an_epoch_has_the_penalty_of_each_step():
    model = line(L2(0.25))
    fitted = model.fit([0.0, 0, 0], [1.0, 1, 1], 2, shuffle=False, verbose=0)
    assert fitted.history["mse"] == [0]
    # w is 3 in the first step, of two examples, and 3 - 0.5 · 1.5 = 2.25 in the second
    assert fitted.history["loss"] == [pytest.approx((2 * 9 + 2.25**2) / 4 / 3)]
    left = 2.25 * 0.75
    assert model.get_weights()[0].item() == left
    found = model.evaluate([0.0] * 3, [1.0] * 3, 2, verbose=0)
    assert found == model.test_on_batch([0], [1]) == [pytest.approx(left**2 / 4), 0]


def test_penalties_count_once_whatever_waits_to_be_counted_in():
    """The numbers that callbacks see after a batch are those so far."""
    model, seen = line(L2(0.25)), []

    class Note(fn.callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):
            seen.append(logs["loss"])

    x, y = np.zeros(3), np.ones(3)
    model.fit(x, y, 1, shuffle=False, verbose=0, callbacks=[Note()])
    penalties = np.array([3, 2.25, 2.25 * 0.75]) ** 2 / 4
    assert seen == pytest.approx(np.cumsum(penalties) / [1, 2, 3])


def test_the_bias_and_any_layer_may_have_a_penalty():
    model = Sequential([Input((2,)), Dense(1, bias_regularizer=L2(1.0)), Dense(1)])
    model.set_weights([np.ones((2, 1)), [3.0], [[0.0]], [0.0]])
    model.compile(SGD(0.25), "mse")
    model.train_on_batch(X, np.zeros((10, 1)))
    assert model.get_weights()[1].item() == 1.5
    assert [float(penalty) for penalty in model.losses] == [1.5**2]


class SameMask(Dropout):
    """A Dropout that leaves out the same numbers in every call."""

    def draw_mask(self, shape):  # noqa: D102
        return np.random.default_rng(0).random(shape) >= self.rate


def test_slopes_of_a_network_agree_with_finite_differences():
    layers = [
        Dense(5, "tanh", kernel_regularizer=L2(0.1), bias_regularizer="l1"),
        BatchNormalization(gamma_regularizer=L2(0.2)),
        Sequential([SameMask(0.3), Dense(4, "tanh", kernel_regularizer=L1(0.05))]),
        SameMask(0.5),
        Dense(1),
    ]
    model = Sequential([Input((2,)), *layers])
    rng = np.random.default_rng(1)
    model.set_weights([rng.uniform(0.5, 1, one.shape) for one in model.weights])
    model.compile(SGD(1e-30), "mse")
    model.train_on_batch(X, Y)
    loss = fn.losses.MeanSquaredError()
    assert len(model.losses) == 4

    def value():
        return float(loss(Y, model(X, training=True))) + float(sum(model.losses))

    for weight, got in zip(model.trainable_weights, model.gradients, strict=True):
        expected = slopes_by_differences(value, weight, 1e-5)
        np.testing.assert_allclose(got, expected, rtol=1e-5, atol=1e-7)


def test_frozen_weights_have_no_penalty():
    model = Sequential([Input((1,)), Dense(1, kernel_regularizer="l2"), Dense(1)])
    model.compile("sgd", "mse")
    assert len(model.losses) == 1
    error = model.predict([1.0]).item() - 1
    assert model.evaluate([1.0], [1.0], verbose=0) > error**2
    model.layers[0].trainable = False
    assert model.losses == []
    assert model.evaluate([1.0], [1.0], verbose=0) == pytest.approx(error**2)
    model.fit([1.0], [1.0], verbose=0)


def test_a_strength_may_change_between_trainings():
    regularizer = L2(0.0)
    model = line(regularizer)
    assert model.evaluate([0.0], [1.0], verbose=0) == [0, 0]
    regularizer.l2 = 1.0
    assert model.evaluate([0.0], [1.0], verbose=0) == [9, 0]
    model.train_on_batch([0.0], [1.0])
    assert model.get_weights()[0].item() == 0


# --- of one's own -------------------------------------------------------------------


class FourthPower(Regularizer):
    """As a reader might write it: the penalty and its slopes."""

    def __call__(self, x):  # noqa: D102
        return np.sum(x**4)

    def derivative(self, x):  # noqa: D102
        return 4 * x**3


class Doubled(L2):
    """A penalty that is its parent's no more, so that its slopes are not either."""

    def __call__(self, x):  # noqa: D102
        return 2 * super().__call__(x)


def test_a_regularizer_of_one_s_own_trains():
    for given_as in (FourthPower, FourthPower()):
        model = line(given_as, weight=0.5)
        assert model.train_on_batch([0.0], [1.0])[0] == 0.0625
        assert model.get_weights()[0].item() == 0.25


def cubes(x):
    return np.sum(x**3)


@pytest.mark.parametrize(
    ("own", "words"),
    [
        (Doubled(1.0), "Doubled does not define derivative, the slope of its penalty"),
        (Regularizer(), "Regularizer does not define derivative"),
        (cubes, "regularizer cubes is a function without a derivative"),
    ],
)
def test_without_slopes_it_is_evaluated_and_not_trained_with(own, words):
    model = line(own)
    found = model.evaluate([0.0], [1.0], verbose=0)[0]
    assert found == {"Doubled": 18, "Regularizer": 0}.get(type(own).__name__, 27)
    for train in (model.fit, model.train_on_batch):
        with pytest.raises(NotImplementedError, match=words):
            train([0.0], [1.0])
    assert [weight.item() for weight in model.get_weights()] == [3, 1]


def test_slopes_of_another_shape_are_refused():
    class Wrong(Regularizer):
        def __call__(self, x):
            return np.sum(x)

        def derivative(self, x):
            return 1.0

    with pytest.raises(
        ValueError, match=r"each of the weights, \(1, 1\); .*Wrong.* \(\)"
    ):
        line(Wrong()).train_on_batch([0.0], [1.0])


@pytest.mark.parametrize("wrong", ["l3", 0.01, ("l2",)])
def test_what_is_no_regularizer(wrong):
    words = "regularizer must be callable, None or one of l1, l2"
    for take in (
        lambda: Dense(1, kernel_regularizer=wrong),
        lambda: Dense(1, bias_regularizer=wrong),
        lambda: Layer().add_weight((1,), regularizer=wrong),
    ):
        with pytest.raises(ValueError, match=words):
            take()


# --- stored, copied, repeated -------------------------------------------------------


def steadied():
    fn.utils.set_random_seed(0)
    layers = [
        Dense(5, "tanh", kernel_regularizer=L2(0.01)),
        BatchNormalization(momentum=0.5),
        Dropout(0.25),
        Sequential([Dense(4, "tanh"), Dropout(0.5, seed=3)]),
        Dense(1),
    ]
    model = Sequential([Input((2,)), *layers])
    model.compile(Adam(0.05), "mse", metrics=["mae"])
    return model


def assert_same_weights(one, other):
    for weight, its_twin in zip(one.get_weights(), other.get_weights(), strict=True):
        np.testing.assert_array_equal(weight, its_twin)


class Busy(fn.callbacks.Callback):
    """A callback that asks the model for this and that."""

    def on_train_batch_end(self, batch, logs=None):  # noqa: D102
        dict(logs)
        self.model.predict(X)
        self.model(X)
        self.model.evaluate(X, Y, verbose=0)


@pytest.mark.parametrize("verbose", [0, 1, 2])
@pytest.mark.parametrize("callbacks", [[], [Busy()]])
def test_a_seed_makes_a_training_repeatable_whoever_watches(verbose, callbacks):
    plain = steadied()
    history = plain.fit(X, Y, 3, epochs=3, verbose=0, validation_split=0.3).history
    watched = steadied()
    fit = {"verbose": verbose, "callbacks": callbacks, "validation_split": 0.3}
    assert watched.fit(X, Y, 3, epochs=3, **fit).history == history
    assert_same_weights(plain, watched)


@pytest.mark.parametrize(
    "twin", [copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m))]
)
def test_a_copy_goes_on_as_the_model_does(twin):
    model = steadied()
    model.fit(X, Y, 3, epochs=2, verbose=0)
    other = twin(model)
    for one in (model, other):
        one.fit(X, Y, 3, epochs=2, verbose=0, shuffle=False)
    assert_same_weights(model, other)
    other.fit(X, Y, verbose=0)
    assert (model.layers[1].moving_mean != other.layers[1].moving_mean).any()
    assert [float(p) for p in model.losses] != [float(p) for p in other.losses]


def test_moving_averages_are_stored_with_the_weights(tmp_path):
    model, other = steadied(), steadied()
    model.fit(X, Y, 3, epochs=2, verbose=0)
    model.save_weights(tmp_path / "a.npz")
    assert (other.predict(X) != model.predict(X)).any()
    other.load_weights(tmp_path / "a.npz")
    np.testing.assert_array_equal(other.predict(X), model.predict(X))
    assert len(model.non_trainable_weights) == 2
