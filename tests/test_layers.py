"""Layers against sums written out, finite differences and what must not happen."""

import copy
import pickle
import re

import hypothesis
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import firstneuron as fn
from firstneuron.layers import (
    Activation,
    BatchNormalization,
    Dense,
    Dropout,
    Flatten,
    Input,
    Layer,
    Normalization,
)
from slopes import slopes_by_differences


def made(units, weights, **settings):
    """Return a float64 Dense layer with these weights."""
    layer = Dense(units, dtype="float64", use_bias=len(weights) > 1, **settings)
    layer.build((None, len(weights[0])))
    layer.set_weights(weights)
    return layer


@st.composite
def cases(draw):
    """Return a float64 batch of two or three axes, a kernel and perhaps a bias."""
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    *rows, features = draw(st.lists(st.integers(1, 4), min_size=2, max_size=3))
    units = draw(st.integers(1, 4))
    weights = [rng.normal(size=(features, units)), rng.normal(size=units)]
    return rng.normal(size=(*rows, features)), weights[: draw(st.integers(1, 2))]


# --- what Dense computes ------------------------------------------------------------


@given(case=cases())
def test_dense_is_a_weighted_sum_and_a_bias(case):
    x, weights = case
    kernel, bias = weights[0], weights[1] if weights[1:] else 0 * weights[0][0]
    got = made(kernel.shape[1], weights)(x)
    assert got.shape == (*x.shape[:-1], kernel.shape[1])
    for *row, unit in np.ndindex(got.shape):
        products = [a * b for a, b in zip(x[tuple(row)], kernel[:, unit], strict=True)]
        assert got[*row, unit] == pytest.approx(sum(products) + bias[unit], abs=1e-12)


SMOOTH = ["linear", "sigmoid", "tanh", "elu", "softplus", "silu", "gelu", "softmax"]


@pytest.mark.parametrize("activation", [*SMOOTH, "log_softmax", "relu", "leaky_relu"])
@given(case=cases())
def test_backward_agrees_with_finite_differences(activation, case):
    x, weights = case
    layer = made(weights[0].shape[1], weights, activation=activation)
    sums = made(weights[0].shape[1], weights)(x)
    hypothesis.assume(np.abs(sums).min() > 1e-3)  # where relu has a slope
    slope = np.random.default_rng(0).normal(size=layer(x).shape)
    of_inputs = layer.backward(slope)
    for array, got in zip([x, *layer.weights], [of_inputs, *layer.gradients]):  # noqa: B905
        expected = slopes_by_differences(lambda: np.sum(slope * layer(x)), array)
        np.testing.assert_allclose(got, expected, rtol=1e-6, atol=1e-6)
    assert len(layer.gradients) == len(layer.weights)


def test_backward_is_about_the_last_call():
    layer = made(1, [[[2.0]], [1.0]])
    layer([[5.0], [7.0]])
    layer([[3.0]])
    layer.backward([[10.0]])
    assert [slopes.tolist() for slopes in layer.gradients] == [[[30.0]], [10.0]]


def test_an_activation_is_applied_to_the_sums():
    step = made(1, [[[1.0], [1.0]], [-1.5]], activation=lambda z: (z > 0) * 1.0)
    corners = [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert step(corners).ravel().tolist() == [0, 0, 0, 1]  # AND
    with pytest.raises(ValueError, match="no derivative"):
        step.backward(np.ones((4, 1)))


# --- float types and extremes -------------------------------------------------------


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_a_layer_computes_in_its_own_float_type(dtype):
    layer = Dense(2, dtype=dtype)
    for x in ([[1, 2]], np.ones((1, 2)), np.ones((1, 2), bool), np.float16([[1, 2]])):
        assert layer(x).dtype == layer.backward([[1, 1]]).dtype == dtype
    assert {a.dtype.name for a in layer.weights + layer.gradients} == {dtype}


@pytest.mark.parametrize("given", [0.1, 2**24 + 1])
def test_float64_keeps_every_digit_of_a_list(given):
    layer = made(1, [[[given]]])
    assert layer.get_weights()[0].item() == given
    assert layer([[1]]).item() == given
    layer.set_weights([[[1]]])
    assert layer([[given]]).item() == given
    layer.backward([[given]])
    assert layer.gradients[0].item() == given * given


@pytest.mark.parametrize(
    ("x", "kernel", "expected"),
    [
        ([1e30], [1e30], np.inf),
        ([1e30], [-1e30], -np.inf),
        ([np.inf], [0], np.nan),
        ([np.inf, np.inf], [1, -1], np.nan),
        ([1e300], [1], np.inf),  # too large for float32
        ([np.nan], [1], np.nan),
        ([-0.0], [1e3], 0),
    ],
)
def test_overflow_follows_ieee_in_silence(x, kernel, expected):
    layer = Dense(1)
    layer.build((None, len(kernel)))
    layer.set_weights([np.transpose([kernel]), [0]])
    np.testing.assert_array_equal(layer([x]), [[expected]])
    layer.backward([[1e300]])


# --- weights ------------------------------------------------------------------------


def test_get_weights_copies_and_weights_does_not():
    layer = made(1, [[[2.0]], [1.0]])
    layer.get_weights()[0][:] = 99
    assert layer([[1]]).item() == 3
    layer.weights[0][:] = 99
    assert layer([[1]]).item() == 100


def test_set_weights_copies_what_it_is_given():
    kernel = np.array([[2.0]])
    layer = made(1, [kernel])
    kernel[:] = 99
    assert layer([[1]]).item() == 2


@pytest.mark.parametrize("second", [[1, 2], None, ["a"], 1.0])
def test_set_weights_sets_all_or_none(second):
    layer = made(1, [[[2.0]], [1.0]])
    with pytest.raises((ValueError, TypeError), match=r"weights\[1\]"):
        layer.set_weights([[[5.0]], second])
    assert [weight.tolist() for weight in layer.get_weights()] == [[[2.0]], [1.0]]


def test_initial_weights_are_not_shared():
    array = np.ones((1, 1), "float32")
    one, other = (Dense(1, kernel_initializer=lambda shape, dtype: array) for _ in "ab")
    one([[1]]), other([[1]])
    one.weights[0][:] = 5
    assert other([[1]]).item() == array.item() == 1


def test_a_copy_of_a_layer_is_whole_and_separate():
    layer = made(1, [[[2.0]], [1.0]])
    twin = copy.deepcopy(layer)
    twin.set_weights([[[5.0]], [0.0]])
    assert (layer([[1]]).item(), twin([[1]]).item()) == (3, 5)


def test_frozen_weights_are_not_trainable():
    frozen = Dense(2, trainable=False)
    frozen.build((None, 3))
    assert frozen.trainable_weights == []
    assert len(frozen.non_trainable_weights) == 2
    assert frozen.count_params() == 3 * 2 + 2


def test_a_frozen_layer_passes_slopes_on_and_keeps_none():
    layer = made(1, [[[2.0]], [1.0]])
    layer([[5.0]])
    layer.backward([[10.0]])
    layer.trainable = False
    assert layer.backward([[10.0]]).tolist() == [[20]]
    assert layer.gradients == layer.trainable_weights == []


@pytest.mark.parametrize("name", ["kernel", "bias"])
def test_an_assignment_changes_the_numbers_of_the_weights(name):
    layer = made(1, [[[2.0]], [1.0]])
    held = getattr(layer, name)
    values = np.full(held.shape, 7)
    setattr(layer, name, values)
    values[:] = 99
    assert getattr(layer, name) is held
    assert layer.get_weights() == [layer.kernel, layer.bias]
    assert layer([[1]]).item() == (8 if name == "kernel" else 9)
    layer.kernel += 1
    assert layer.weights[0] is layer.kernel
    assert layer.get_weights()[0] == layer.kernel


@pytest.mark.parametrize(
    ("name", "wrong", "words"),
    [
        ("kernel", [[1], [2]], r"one.kernel has shape \(1, 1\), got \(2, 1\)"),
        ("bias", 1, r"one.bias has shape \(1,\), got \(\)"),
        ("bias", "a", "one.bias must hold real numbers"),
        ("bias", None, "one.bias must hold real numbers"),
    ],
)
def test_an_assignment_that_does_not_fit(name, wrong, words):
    layer = made(1, [[[2.0]], [1.0]], name="one")
    with pytest.raises((ValueError, TypeError), match=words):
        setattr(layer, name, wrong)
    assert [weight.tolist() for weight in layer.get_weights()] == [[[2.0]], [1.0]]


def test_weights_cannot_be_assigned_before_they_exist():
    for layer, name in ((Dense(1), "kernel"), (Normalization(), "mean")):
        with pytest.raises(ValueError, match=f"{name} does not exist until the layer"):
            setattr(layer, name, np.ones((1, 1)))
        assert getattr(layer, name) is None


def test_the_mean_of_a_normalization_may_be_assigned():
    scale = Normalization(dtype="float64")
    scale.adapt([[1.0], [3.0]])
    scale.mean = [5.0]
    assert scale.get_weights()[0] == 5
    assert scale([[6.0]]).item() == 1


# --- layers without weights ---------------------------------------------------------


def test_an_activation_of_its_own_is_the_one_of_a_dense_layer():
    x, weights = np.array([[1.0, -2.0], [0.5, 3.0]]), [np.ones((2, 2)), np.zeros(2)]
    whole, sums = made(2, weights, activation="softmax"), made(2, weights)
    last = Activation("softmax", dtype="float64")
    np.testing.assert_array_equal(last(sums(x)), whole(x))
    slope = np.array([[1.0, 2.0], [-1.0, 0.5]])
    np.testing.assert_array_equal(
        sums.backward(last.backward(slope)), whole.backward(slope)
    )
    assert last.weights == last.gradients == []


def test_flatten_makes_one_row_of_each_example():
    images = np.arange(24.0).reshape(2, 3, 4)
    flat = Flatten()
    assert flat(images).tolist() == images.reshape(2, 12).tolist()
    assert flat.backward(2 * flat(images)).tolist() == (2 * images).tolist()
    assert flat([1, 2]).tolist() == [[1], [2]]
    assert flat.compute_output_shape((None, 28, 28, 3)) == (None, 2352)
    assert flat.compute_output_shape((None, None, 3)) == (None, None)


@pytest.mark.parametrize(
    "layer",
    [
        Activation("relu"),
        BatchNormalization(),
        Dropout(0.5),
        Flatten(),
        Normalization(),
    ],
)
def test_a_layer_without_slopes_needs_a_call_before_backward(layer):
    with pytest.raises(ValueError, match="must be called before backward"):
        layer.backward([[1.0]])
    layer([[1.0, 2.0]])
    with pytest.raises(ValueError, match=r"output, \(1, 2\); got \(1, 1\)"):
        layer.backward([[1.0]])
    assert layer.backward(np.ones((1, 2), "float64")).dtype == layer.dtype


@pytest.mark.parametrize("invert", [False, True])
@pytest.mark.parametrize("axis", [-1, 1, None, (1, 2)])
def test_slopes_of_a_normalization_agree_with_finite_differences(axis, invert):
    rng = np.random.default_rng(0)
    data, x, slope = rng.normal(3.0, 2.0, size=(3, 5, 2, 4))
    scale = Normalization(axis, invert=invert, dtype="float64")
    scale.adapt(data)
    scale(x)
    expected = slopes_by_differences(lambda: np.sum(slope * scale(x)), x)
    np.testing.assert_allclose(scale.backward(slope), expected, rtol=1e-6)


def test_what_lies_below_a_normalization_trains_with_the_right_slopes():
    scale = Normalization(mean=2.0, variance=0.25, dtype="float64")
    below = made(1, [[[3.0]], [1.0]])
    loss = fn.losses.MeanSquaredError(dtype="float64")
    model = fn.Sequential([Input((1,), dtype="float64"), below, scale])
    model.compile(fn.optimizers.SGD(1e-9), loss)
    x, y = np.array([[1.0], [-2.0]]), np.array([[5.0], [1.0]])
    model.train_on_batch(x, y)
    for weight, got in zip(model.weights, model.gradients, strict=True):
        expected = slopes_by_differences(lambda: loss(y, model(x)), weight)
        np.testing.assert_allclose(got, expected, rtol=1e-5)


# --- layers that act otherwise while a network trains -------------------------------


class SameMask(Dropout):
    """A Dropout that leaves out the same numbers in every call."""

    def draw_mask(self, shape):  # noqa: D102
        return np.random.default_rng(0).random(shape) >= self.rate


def normalizing(shape, axis=-1, **settings):
    """Return a float64 BatchNormalization with weights of which none is 0 or 1."""
    layer = BatchNormalization(axis, dtype="float64", **settings)
    layer.build((None, *shape[1:]))
    rng = np.random.default_rng(0)
    layer.set_weights([rng.uniform(0.5, 2, one.shape) for one in layer.weights])
    return layer


@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("trainable", [True, False])
@pytest.mark.parametrize(
    ("shape", "axis"), [((5, 3), -1), ((4, 2, 3, 2), 1), ((4, 2, 3, 2), -1)]
)
@pytest.mark.parametrize("kept", [(True, True), (True, False), (False, True)])
def test_slopes_of_a_batch_normalization(kept, shape, axis, trainable, training):
    center, scale = kept
    layer = normalizing(shape, axis, center=center, scale=scale, trainable=trainable)
    x, slope = np.random.default_rng(1).normal(size=(2, *shape))

    def value():
        return np.sum(slope * layer(x, training=training))

    value()
    of_inputs = layer.backward(slope)
    arrays = [x, *layer.trainable_weights]
    assert len(arrays) == 1 + trainable * (center + scale)
    for array, got in zip(arrays, [of_inputs, *layer.gradients], strict=True):
        expected = slopes_by_differences(value, array)
        np.testing.assert_allclose(got, expected, rtol=1e-6, atol=1e-7)


def test_a_batch_has_the_mean_0_and_the_variance_1():
    x = np.random.default_rng(0).normal(3.0, 2.0, size=(50, 4))
    layer = BatchNormalization(epsilon=0, momentum=0.75, dtype="float64")
    y = layer(x, training=True)
    np.testing.assert_allclose(y.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(y.var(axis=0), 1)
    np.testing.assert_allclose(layer.moving_mean, x.mean(axis=0) / 4)
    np.testing.assert_allclose(layer.moving_variance, 0.75 + x.var(axis=0) / 4)


def test_moving_averages_arrive_at_those_of_the_data():
    x = np.random.default_rng(0).normal(3.0, 2.0, size=(50, 4))
    layer = BatchNormalization(epsilon=0, momentum=0.5, dtype="float64")
    for _ in range(60):
        y = layer(x, training=True)
    np.testing.assert_allclose(layer(x), y, rtol=1e-10, atol=1e-12)
    before = layer.get_weights()
    for says in ({}, {"training": False}, {"training": None}):
        layer(10 * x, **says)
    layer.trainable = False
    np.testing.assert_array_equal(layer(x, training=True), layer(x))
    for weight, old in zip(layer.get_weights(), before, strict=True):
        np.testing.assert_array_equal(weight, old)


def test_a_batch_of_one_example_or_one_number_is_its_own_mean():
    layer = normalizing((1, 3))
    np.testing.assert_array_equal(
        layer([[5.0, -2.0, 0.0]], training=True), [layer.beta]
    )
    assert layer.backward([[1.0, 2.0, 3.0]]).tolist() == [[0, 0, 0]]
    y = layer(np.full((4, 3), 0.1), training=True)  # 0.1 is not exact
    np.testing.assert_allclose(y, np.tile(layer.beta, (4, 1)), atol=1e-12)


def test_a_batch_normalization_of_16_bits_computes_in_32():
    layer = BatchNormalization(dtype="float16")
    y = layer(np.array([[-300.0], [300.0]]), training=True)  # squares beyond 65504
    assert y.tolist() == [[-1], [1]]
    assert y.dtype == layer.backward(y).dtype == "float16"
    assert {array.dtype.name for array in layer.weights + layer.gradients} == {
        "float16"
    }


@pytest.mark.parametrize("name", ["gamma", "beta", "moving_mean", "moving_variance"])
def test_weights_of_a_batch_normalization_may_be_assigned(name):
    layer = normalizing((1, 2))
    held, before = getattr(layer, name), layer([[3.0, 4.0]])
    setattr(layer, name, [7.0, 8.0])
    assert getattr(layer, name) is held
    assert held.tolist() == [7, 8]
    assert (layer([[3.0, 4.0]]) != before).all()
    assert getattr(BatchNormalization(), name) is None


def test_dropout_leaves_out_a_share_and_scales_the_rest():
    layer, x = Dropout(0.2, seed=3, dtype="float64"), np.full((200, 100), 8.0)
    y = layer(x, training=True)
    assert set(np.unique(y)) == {0, 10}
    share = (y == 0).mean()
    assert abs(share - 0.2) < 5 * np.sqrt(0.2 * 0.8 / x.size)
    np.testing.assert_array_equal(layer.backward(x), y)
    assert (layer(x, training=True) != y).any()  # a new mask
    for says in ({}, {"training": False}, {"training": None}):
        np.testing.assert_array_equal(layer(x, **says), x)
        np.testing.assert_array_equal(layer.backward(x), x)


def test_a_seed_says_which_numbers_are_left_out():
    x = np.ones((5, 40))

    def outputs(seed):
        layer = Dropout(0.5, seed=seed)
        return np.stack([layer(x, training=True) for _ in range(2)])

    np.testing.assert_array_equal(outputs(1), outputs(1))
    assert (outputs(1) != outputs(2)).any()
    assert (outputs(None) != outputs(None)).any()
    seeded = []
    for _ in range(2):
        fn.utils.set_random_seed(4)
        seeded.append(outputs(None))
    np.testing.assert_array_equal(*seeded)


def test_what_is_left_out_is_0_whatever_it_was():
    layer = SameMask(0.5, dtype="float64")
    kept = layer.draw_mask((1, 8))
    assert kept.any()
    assert not kept.all()
    y = layer(np.where(kept, 3.0, np.nan), training=True)
    np.testing.assert_array_equal(y, 6.0 * kept)
    np.testing.assert_array_equal(layer.backward(np.where(kept, 1, np.inf)), 2.0 * kept)


def test_a_rate_of_0_changes_nothing_and_of_1_leaves_nothing():
    x = np.array([[1.0, -2.0, np.inf]])
    for rate, expected in ((0, x), (1, [[0, 0, 0]])):
        layer = Dropout(rate)
        np.testing.assert_array_equal(layer(x, training=True), expected)
        assert layer.backward(np.ones((1, 3))).tolist() == [[1 - rate] * 3]


@pytest.mark.parametrize("layer", [BatchNormalization(), Dropout(0.5)])
def test_a_stored_layer_is_without_the_last_batch(layer):
    layer(np.ones((2, 3)), training=True)
    small = len(pickle.dumps(layer))
    layer(np.ones((2000, 3)), training=True)
    assert len(pickle.dumps(layer)) < small + 100
    with pytest.raises(ValueError, match="must be called before backward"):
        copy.deepcopy(layer).backward(np.ones((2000, 3)))


def test_a_mask_of_one_s_own():
    class Second(Dropout):
        def draw_mask(self, shape):
            return [0, 1, 0]

    layer = Second(0.5)
    assert layer(np.ones((2, 3)), training=True).tolist() == [[0, 2, 0]] * 2
    assert layer.backward(np.ones((2, 3))).tolist() == [[0, 2, 0]] * 2
    with pytest.raises(ValueError, match=r"shape \(3,\), which does not fit .* \(2, 4"):
        layer(np.ones((2, 4)), training=True)


@pytest.mark.parametrize(
    ("take", "error", "words"),
    [
        (lambda: Dropout(1.5), ValueError, "rate must be a number from 0 to 1, got 1"),
        (lambda: Dropout("a"), ValueError, "rate must be a number from 0 to 1, got 'a"),
        (lambda: Dropout(0.5, 3), TypeError, "noise_shape must be a tuple such as"),
        (lambda: Dropout(0.5, (0,)), ValueError, "noise_shape must hold positive int"),
        (lambda: Dropout(0.5, seed=-1), ValueError, "seed must be an integer, 0 or la"),
        (
            lambda: Dropout(0.5, (5, 1), name="d")(np.ones((4, 3)), training=True),
            ValueError,
            "mask of d has the shape (5, 1), which does not fit inputs of the shape (4",
        ),
        (
            lambda: Dropout(0.5, (1, 1, 3), name="d")(np.ones((4, 3)), training=True),
            ValueError,
            "noise_shape of d is (1, 1, 3), which has more axes than inputs of the sha",
        ),
        (lambda: BatchNormalization(momentum=2), ValueError, "momentum must be a numb"),
        (
            lambda: BatchNormalization(epsilon=-1),
            ValueError,
            "epsilon must be a number",
        ),
        (
            lambda: BatchNormalization(beta_initializer="x"),
            ValueError,
            "initializer must be callable or one of",
        ),
        (
            lambda: BatchNormalization(gamma_regularizer="x"),
            ValueError,
            "regularizer must be callable, None or one of",
        ),
        (
            lambda: BatchNormalization(2, name="b")(np.ones((4, 3))),
            ValueError,
            "axis of b must be an axis of the array, which has the shape (None, 3)",
        ),
        (
            lambda: BatchNormalization([1], name="b")(np.ones((4, 3))),
            TypeError,
            "axis of b must be an integer, got [1]",
        ),
        (
            lambda: BatchNormalization(0, name="b")(np.ones((4, 3))),
            ValueError,
            "b needs to know the size of axis 0, got the input shape (None, 3)",
        ),
        (
            lambda: normalizing((1, 3), name="b")(np.ones((4, 2))),
            ValueError,
            "b was made for inputs with 2 axes and the size 3 on axis -1; got inputs "
            "of shape (4, 2)",
        ),
        (lambda: normalizing((1, 3))(np.ones((4, 3, 3))), ValueError, "with 2 axes"),
    ],
)
def test_what_these_layers_refuse(take, error, words):
    with pytest.raises(error, match=re.escape(words)):
        take()


# --- building -----------------------------------------------------------------------


def refuse(shape, dtype=None):
    raise RuntimeError("not today")


def test_an_error_while_building_leaves_no_weights():
    layer = Dense(2, bias_initializer=refuse)
    for _ in range(2):
        with pytest.raises(RuntimeError):
            layer([[1, 2, 3]])
    assert not layer.built
    assert layer.weights == []
    layer.bias_initializer = fn.initializers.Zeros()
    assert layer([[1, 2]]).shape == (1, 2)
    assert [weight.shape for weight in layer.weights] == [(2, 2), (2,)]


def test_weights_are_made_once():
    layer = Dense(1)
    layer.build((None, 2))
    before = layer.get_weights()
    with pytest.raises(ValueError, match="built already"):
        layer.build((None, 3))
    layer([[1, 2]])
    assert len(layer.weights) == 2
    assert (layer.kernel == before[0]).all()


def test_refused_inputs_build_nothing():
    layer = Dense(1)
    for wrong in ([1, 2], [["a"]], np.ones((0, 2))):
        with pytest.raises((ValueError, TypeError)):
            layer(wrong)
    assert not layer.built
    assert layer.weights == []


class Scale(Layer):
    """A layer as a reader might write it: nothing but the two methods."""

    def build(self, input_shape):  # noqa: D102
        self.factor = self.add_weight(list(input_shape[1:]), "ones")

    def call(self, inputs):  # noqa: D102
        return inputs * self.factor


def test_a_layer_of_one_s_own_is_built_once():
    scale = Scale()
    for _ in range(2):
        assert scale([[1, 2]]).tolist() == [[1, 2]]
    assert scale.count_params() == 2
    with pytest.raises(NotImplementedError, match="Scale does not define backward"):
        scale.backward([[1, 2]])


def test_an_initializer_is_called_as_keras_calls_it():
    def by_keyword(shape, *, dtype):
        return np.full(shape, 2, dtype)

    assert Dense(1, kernel_initializer=by_keyword)([[3]]).item() == 6


def test_names():
    class TwoWords(Layer):
        pass

    first, second = TwoWords().name, TwoWords().name
    assert (first, second) == ("two_words", "two_words_1")
    assert Dense(1, name="mine").name == Input((1,), name="mine").name == "mine"
