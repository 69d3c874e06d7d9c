"""Activations and their derivatives against closed forms and finite differences."""

import functools
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from firstneuron import activations, config, derivatives
from firstneuron.activations import (
    elu,
    gelu,
    leaky_relu,
    linear,
    log_softmax,
    relu,
    sigmoid,
    silu,
    softmax,
    softplus,
    tanh,
)
from slopes import slopes_by_differences

ELEMENTWISE = [linear, sigmoid, tanh, relu, leaky_relu, elu, softplus, silu, gelu]
ROWWISE = [softmax, log_softmax]
LN2, LN3 = np.log(2), np.log(3)
FLOATS = ["float16", "float32", "float64"]


@st.composite
def scores(draw):
    """Return numbers of one to three axes that keep away from 0, where corners are."""
    shape = draw(hnp.array_shapes(max_dims=3, max_side=4))
    tenths = hnp.arrays("float64", shape, elements=st.integers(-60, 60))
    return draw(tenths) / 10 + 0.05


# --- values -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("activation", "x", "expected"),
    [
        (sigmoid, 0, 1 / 2),
        (sigmoid, LN3, 3 / 4),
        (sigmoid, -LN3, 1 / 4),
        (sigmoid, -700, np.exp(-700)),
        (tanh, LN2, 3 / 5),
        (tanh, -LN3, -4 / 5),
        (relu, -3, 0),
        (leaky_relu, -10, -2),
        (elu, -LN2, -1 / 2),
        (elu, -1e-30, -1e-30),  # Keras gives 0
        (softplus, 0, LN2),
        (softplus, LN3, 2 * LN2),
        (softplus, -700, np.exp(-700)),
        (silu, LN3, 3 / 4 * LN3),
        (silu, -np.inf, 0),  # Keras gives NaN
        (silu, np.inf, np.inf),
        # Of the normal distribution, as tables have it: below -1, -10 and 1.
        (gelu, -1, -0.15865525393145705),
        (gelu, -10, -10 * 7.619853024160526e-24),
        (gelu, 1, 0.8413447460685429),
        (gelu, -np.inf, 0),  # Keras gives NaN
        (gelu, np.inf, np.inf),
    ],
)
def test_closed_forms(activation, x, expected):
    got = activation(np.array([x], "float64"))[0]
    assert got == pytest.approx(expected, rel=1e-14, abs=0)


def test_softmax_of_logarithms_is_their_shares():
    shares = np.array([[1, 2, 3], [5, 5, 10]])
    expected = shares / shares.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(softmax(np.log(shares)), expected, rtol=1e-15)
    np.testing.assert_allclose(log_softmax(np.log(shares)), np.log(expected))


@given(x=scores())
def test_relations_between_them(x):
    for one, other in {
        "two sigmoids": (sigmoid(x) + sigmoid(-x), 1),
        "a tanh is a stretched sigmoid": (tanh(x), 2 * sigmoid(2 * x) - 1),
        "relu": (relu(x) - relu(-x), x),
        "leaky_relu": (leaky_relu(x), relu(x) - 0.2 * relu(-x)),
        "elu": (elu(x), np.where(x > 0, x, np.exp(x) - 1)),
        "softplus": (softplus(x) - softplus(-x), x),
        "silu": (silu(x) - silu(-x), x),
        "gelu": (gelu(x) - gelu(-x), x),
    }.values():
        np.testing.assert_allclose(one, np.broadcast_to(other, x.shape), atol=1e-14)


@given(x=scores(), data=st.data())
def test_softmax_along_an_axis(x, data):
    axis = data.draw(st.integers(-x.ndim, x.ndim - 1) | st.none())
    p = softmax(x, axis)
    np.testing.assert_allclose(p.sum(axis=axis), 1, rtol=1e-14)
    np.testing.assert_allclose(np.log(p), log_softmax(x, axis), rtol=0, atol=1e-14)
    np.testing.assert_allclose(softmax(x + 1000, axis), p, rtol=1e-12)
    if axis is not None:
        rows = np.moveaxis(x, axis, -1)
        np.testing.assert_allclose(softmax(rows), np.moveaxis(p, axis, -1))


def test_a_sigmoid_is_a_softmax_against_0():
    x = np.linspace(-30, 30, 7)
    pairs = np.stack([np.zeros(7), x], axis=1)
    np.testing.assert_allclose(softmax(pairs)[:, 1], sigmoid(x), rtol=1e-14)


def test_the_approximation_of_gelu():
    x = np.linspace(-6, 6, 25)
    apart = gelu(x, approximate=True) - gelu(x)
    assert 1e-4 < np.abs(apart).max() < 1e-3
    cubic = np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)
    expected = x / 2 * (1 + np.tanh(cubic))
    np.testing.assert_allclose(gelu(x, approximate=True), expected, atol=1e-15)


def test_gelu_keeps_its_digits_far_to_the_left():
    """Below -z, about one in exp(z * z / 2) * z * sqrt(2 pi), less a share 1 / z**2."""
    for z in (10.0, 20.0, 35.0):
        share = -gelu(np.array([-z])).item() / z
        rough = np.exp(-z * z / 2) / (z * np.sqrt(2 * np.pi))
        assert share / rough == pytest.approx(1 - 1 / z**2, abs=4 / z**4)


def test_gelu_of_few_bits_has_all_of_them_right():
    x = np.linspace(-12, 12, 97, dtype="float32")
    expected = gelu(x.astype("float64")).astype("float32")
    assert (gelu(x) == expected).all()


def test_log_softmax_keeps_what_softmax_loses():
    x = np.array([[0.0, -1000.0]])
    assert softmax(x).tolist() == [[1, 0]]
    assert log_softmax(x).tolist() == [[0, -1000]]


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("activation", ELEMENTWISE + ROWWISE)
def test_float_type_and_shape_are_kept(activation, dtype):
    for shape in [(3,), (2, 3), (2, 1, 3)]:
        x = np.ones(shape, dtype)
        outputs = activation(x)
        slopes = derivatives.backward(activation, x, x)
        assert outputs.dtype == slopes.dtype == dtype
        assert outputs.shape == slopes.shape == shape
        assert (x == 1).all(), "the input was changed"


def test_relu_with_settings():
    x = np.array([-2.0, 0.0, 1.0, 1.5, 9.0])
    assert relu(x, 0.5, 6.0, 1.0).tolist() == [-1.5, -0.5, 0, 1.5, 6]
    assert np.isnan(relu([np.nan], 0.5, 6.0, 1.0)).all()
    assert relu([-3, 9], max_value=6).dtype == "int64"
    assert relu([-3, 9], max_value=6.5).dtype == config.floatx()


@pytest.mark.parametrize("axis", [2, -3, (0, 0), (0, 2), ()])
@pytest.mark.parametrize("activation", ROWWISE)
def test_an_axis_that_is_not_there(activation, axis):
    words = f"axis of the array, which has the shape (2, 3); got {axis!r}"
    with pytest.raises(ValueError, match=re.escape(words)):
        activation(np.ones((2, 3)), axis)


@pytest.mark.parametrize("axis", [1.5, "1", True, (0.5,)])
def test_an_axis_that_is_no_integer(axis):
    with pytest.raises(TypeError, match="axis must be an integer, got"):
        softmax(np.ones((2, 3)), axis)


@pytest.mark.parametrize("wrong", ["0.1", None, [0.1], True, 1j])
def test_a_setting_that_is_no_number(wrong):
    for take in (leaky_relu, elu, lambda x, value: relu(x, 0.1, threshold=value)):
        with pytest.raises(TypeError, match="must be a number, got"):
            take([1.0], wrong)


def test_softmax_of_nothing():
    with pytest.raises(ValueError, match=r"x is empty: its shape is \(2, 0\)"):
        softmax(np.ones((2, 0)))


# --- derivatives --------------------------------------------------------------------


@pytest.mark.parametrize("activation", ELEMENTWISE)
@settings(max_examples=30)
@given(x=scores())
def test_derivative_agrees_with_finite_differences(activation, x):
    derivative = getattr(derivatives, activation.__name__)
    expected = slopes_by_differences(lambda: activation(x).sum(), x)
    np.testing.assert_allclose(derivative(x), expected, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("activation", ELEMENTWISE + ROWWISE)
@settings(max_examples=30)
@given(x=scores())
def test_backward_agrees_with_finite_differences(activation, x):
    slope = np.cos(np.arange(x.size)).reshape(x.shape)
    got = derivatives.backward(activation, x, slope)
    expected = slopes_by_differences(lambda: np.sum(slope * activation(x)), x)
    np.testing.assert_allclose(got, expected, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("activation", ROWWISE)
@given(x=scores(), data=st.data())
def test_derivative_of_rows_along_an_axis(activation, x, data):
    axis = data.draw(st.integers(-x.ndim, x.ndim - 1) | st.none())
    slope = np.cos(np.arange(x.size)).reshape(x.shape)
    got = getattr(derivatives, activation.__name__)(x, slope, axis=axis)
    expected = slopes_by_differences(lambda: np.sum(slope * activation(x, axis)), x)
    np.testing.assert_allclose(got, expected, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("setting", [0.0, 0.5, 3.0])
@given(x=scores())
def test_derivative_with_a_setting(setting, x):
    for activation, name in [(leaky_relu, "negative_slope"), (elu, "alpha")]:
        got = getattr(derivatives, activation.__name__)(x, **{name: setting})
        expected = slopes_by_differences(
            lambda act=activation: act(x, setting).sum(), x
        )
        np.testing.assert_allclose(got, expected, rtol=1e-6, atol=1e-6)


@given(x=scores())
def test_derivative_of_the_approximation_of_gelu(x):
    approximate = functools.partial(gelu, approximate=True)
    got = derivatives.backward(approximate, x, np.ones_like(x))
    expected = slopes_by_differences(lambda: approximate(x).sum(), x)
    np.testing.assert_allclose(got, expected, rtol=1e-6, atol=1e-6)


def test_at_the_corner_the_slope_is_the_left_one():
    zeros = np.array([0.0, -0.0])
    assert derivatives.relu(zeros).tolist() == [0, 0]
    assert derivatives.leaky_relu(zeros).tolist() == [0.2, 0.2]
    assert derivatives.elu(zeros).tolist() == [1, 1]


def test_far_out_a_sigmoid_has_no_slope_left():
    """The vanishing gradient: at most a quarter a layer, and soon nothing."""
    assert derivatives.sigmoid(np.array([0.0])).tolist() == [0.25]
    assert derivatives.sigmoid(np.array([40.0, 1e30, np.inf])).tolist() == [0, 0, 0]
    assert derivatives.silu(np.array([-np.inf, np.inf])).tolist() == [0, 1]


@pytest.mark.parametrize("approximate", [False, True])
@pytest.mark.parametrize("dtype", FLOATS)
def test_far_out_gelu_is_relu(dtype, approximate):
    far = np.finfo(dtype).max
    x = np.array([-np.inf, -far, -500, -39, 39, 500, far, np.inf], dtype)
    assert (gelu(x, approximate) == relu(x)).all()
    assert (derivatives.gelu(x, approximate) == derivatives.relu(x)).all()


def test_linear_hands_the_gradient_on():
    gradient = np.array([1.0, -2.0])
    assert derivatives.backward(linear, gradient, gradient) is gradient


def test_derivative_of_linear_is_1_everywhere():
    x = np.array([-np.inf, -1e30, -0.0, 5, np.nan])
    assert derivatives.linear(x).tolist() == [1] * 5


@pytest.mark.parametrize("own", [np.tanh, lambda z: z > 0, len])
def test_a_function_without_a_known_derivative(own):
    x = np.ones(2)
    with pytest.raises(ValueError, match=f"{own.__name__}.* can predict but not learn"):
        derivatives.backward(own, x, x)


def test_every_activation_has_a_derivative():
    known = {*derivatives._OF_EACH, *derivatives._OF_ROWS}
    assert known == set(activations._BY_NAME.values())
