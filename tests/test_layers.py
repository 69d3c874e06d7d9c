"""Layers against sums written out, finite differences and what must not happen."""

import copy

import hypothesis
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import firstneuron as fn
from firstneuron.layers import (
    Activation,
    Dense,
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


@pytest.mark.parametrize("layer", [Activation("relu"), Flatten(), Normalization()])
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
