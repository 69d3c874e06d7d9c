"""Regularizers are Keras's: penalties, slopes, names, and which weights they are of."""

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings

import firstneuron as fn
from firstneuron import parity
from parity_cases import CLOSE, arrays, assert_close, covers, eagerly

CASES = [
    ("L1", {}),
    ("L1", {"l1": 0.25}),
    ("L2", {}),
    ("L2", {"l2": 0.5}),
    ("L2", {"l2": 0}),
    ("L1L2", {}),
    ("L1L2", {"l1": 0.25}),
    ("L1L2", {"l2": 0.25}),
    ("L1L2", {"l1": 0.125, "l2": 0.5}),
]
# Keras rounds 0.01, how much `L1` and `L2` count if not told, to 32 bits.
ROUNDED = 5e-8


@covers("regularizers.L1", "regularizers.L2", "regularizers.L1L2")
@pytest.mark.parametrize(("name", "arguments"), CASES)
@given(weights=arrays("float64", bound=10))
@settings(max_examples=15)
def test_penalty_and_slopes(name, arguments, weights, floatx, keras):
    ours, theirs = (getattr(one.regularizers, name)(**arguments) for one in (fn, keras))
    weights[abs(weights) < 1e-30] = 0  # TensorFlow takes subnormal numbers for 0
    x = tf.Variable(weights.astype(floatx))
    with tf.GradientTape() as tape:
        penalty = theirs(x)
    slopes = tape.gradient(penalty, x, unconnected_gradients="zero")
    bound = 100 * CLOSE[floatx]
    bound = max(bound, ROUNDED) if 0.01 in vars(ours).values() else bound
    assert_close(ours(weights.astype(floatx)), penalty, bound)
    assert_close(ours.derivative(weights.astype(floatx)), slopes, bound)


@pytest.mark.parametrize("size", [1e3, 1e19, 1e30, np.inf])
@pytest.mark.parametrize(("name", "arguments"), CASES)
def test_penalty_of_extreme_weights(name, arguments, size, keras):
    weights = np.array([size, 1.0, 0.0, -size], "float32")
    ours, theirs = (getattr(one.regularizers, name)(**arguments) for one in (fn, keras))
    assert_close(ours(weights), theirs(weights))


@pytest.mark.parametrize("wrong", [-1, -0.5, np.inf, np.nan, "a", [0.1]])
@pytest.mark.parametrize("name", ["L1", "L2", "L1L2"])
def test_both_refuse_wrong_strengths(name, wrong, keras):
    for library in (fn, keras):
        with pytest.raises(ValueError, match=r"l[12]"):
            getattr(library.regularizers, name)(wrong)


@covers("regularizers.get")
@pytest.mark.parametrize("name", ["l1", "l2", "l1l2", "L1", "L2", "L1L2"])
def test_get_regularizer(name, keras):
    ours, theirs = (one.regularizers.get(name) for one in (fn, keras))
    assert type(ours).__name__ == type(theirs).__name__
    for strength, value in theirs.get_config().items():
        assert getattr(ours, strength) == pytest.approx(value)
    for library, made in ((fn, ours), (keras, theirs)):
        get = library.regularizers.get
        assert get(made) is made
        assert get(abs) is abs
        assert get(None) is None
        assert isinstance(get(type(made)), type(made))
        for wrong in ("l3", "l1_l2", 0.01):
            with pytest.raises(ValueError, match="regularizer"):
                get(wrong)


def fourth_power(library):
    """Return a regularizer of one's own; its slopes are asked for by ours alone."""

    class FourthPower(library.regularizers.Regularizer):
        def __init__(self, strength):
            self.strength = strength

        def __call__(self, x):
            return self.strength * library_sum(x**4)

        def derivative(self, x):
            return 4 * self.strength * x**3

    library_sum = np.sum if library is fn else library.ops.sum
    return FourthPower(2**-4)


def cube(library):
    """Return a function as a regularizer; of ours it also has the slopes."""

    def penalty(x):
        return 2**-4 * (np.sum if library is fn else library.ops.sum)(x**3)

    penalty.derivative = lambda x: 3 * 2**-4 * x**2
    return penalty


@covers("regularizers.Regularizer")
@pytest.mark.parametrize("own", [fourth_power, cube])
def test_a_regularizer_of_one_s_own(own, keras):
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(10, 2)), rng.normal(size=(10, 1))
    start = rng.normal(size=(2, 3))
    results = []
    with parity.floatx("float64"):
        for library in (fn, keras):

            class Scale(library.layers.Layer):
                made = own(library)

                def build(self, input_shape):
                    self.factor = self.add_weight(
                        shape=input_shape[1:],
                        initializer="ones",
                        regularizer=type(self).made,
                    )
                    self.built = True

                def call(self, inputs):
                    self.inputs = inputs
                    return inputs * self.factor

                def backward(self, gradient):
                    self.gradients = [np.sum(gradient * self.inputs, axis=0)]
                    return gradient * self.factor

            layers = [
                library.Input((2,)),
                Scale(),
                library.layers.Dense(3, kernel_regularizer=own(library)),
                library.layers.Dense(1, use_bias=False, kernel_initializer="ones"),
            ]
            model = library.Sequential(layers)
            model.layers[1].set_weights([start, np.ones(3)])
            steps = library.optimizers.SGD(2**-6, momentum=0.875)
            model.compile(steps, "mse", **eagerly(library))
            fitted = model.fit(x, y, 4, epochs=3, verbose=0, shuffle=False)
            penalties = [float(penalty) for penalty in model.losses]
            results.append([*model.get_weights(), fitted.history["loss"], penalties])
    for one, other in zip(*results, strict=True):
        assert_close(np.array(one), np.array(other), 5e-8)
    for one, other in zip(results[0][:4], results[1][:4], strict=True):
        assert_close(one, other, 5e-10)
    if own is fourth_power:
        assert fn.regularizers.Regularizer()(start) == 0
        assert keras.regularizers.Regularizer()(start) == 0


def test_which_weights_have_penalties(keras):
    counts = []
    for library in (fn, keras):
        layers = library.layers
        dense = layers.Dense(2, None, True, "ones", "ones", "l2", "l1")
        steady = layers.BatchNormalization(
            beta_regularizer="l1", gamma_regularizer="l2"
        )
        frozen = layers.Dense(2, kernel_regularizer="l2", trainable=False)
        inner = library.Sequential([library.Input((2,)), steady, frozen])
        counts.append([len(dense.losses), len(dense.losses)])
        model = library.Sequential([library.Input((2,)), dense, inner])
        counts[-1] += [len(layer.losses) for layer in (dense, inner, model)]
        counts[-1] += [float(penalty) for penalty in model.losses]
        inner.trainable = False
        counts[-1] += [len(model.losses), len(inner.losses)]
        model.trainable = False
        counts[-1].append(len(model.losses))
    assert counts[0] == pytest.approx(counts[1])
    assert counts[0][:5] == [0, 0, 2, 2, 4]
    assert counts[0][-3:] == [2, 0, 0]
