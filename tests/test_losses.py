"""Losses and their derivatives against closed forms, statistics and differences."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import firstneuron as fn
from firstneuron import derivatives
from firstneuron.losses import (
    Loss,
    MeanAbsoluteError,
    MeanSquaredError,
    mean_absolute_error,
    mean_squared_error,
)
from slopes import slopes_by_differences

FUNCTIONS = {
    mean_squared_error: lambda error: error**2,
    mean_absolute_error: abs,
}
CLASSES = {MeanSquaredError: mean_squared_error, MeanAbsoluteError: mean_absolute_error}


@st.composite
def pairs(draw):
    """Return labels and predictions, float64, that differ by more than a nudge."""
    shape = draw(hnp.array_shapes(min_dims=1, max_dims=3, max_side=4))
    tenths = hnp.arrays("float64", shape, elements=st.integers(-100, 100))
    return draw(tenths) / 10, draw(tenths) / 10 + 0.05


# --- values -------------------------------------------------------------------------


@pytest.mark.parametrize("loss", FUNCTIONS)
@given(pair=pairs())
def test_function_is_the_mean_over_the_outputs(loss, pair):
    y_true, y_pred = pair
    got = loss(y_true, y_pred)
    assert got.shape == y_true.shape[:-1]
    for row in np.ndindex(got.shape):
        errors = [p - t for p, t in zip(y_pred[row], y_true[row], strict=True)]
        costs = [FUNCTIONS[loss](error) for error in errors]
        assert got[row] == pytest.approx(sum(costs) / len(costs), rel=1e-12)


@pytest.mark.parametrize("loss", CLASSES)
@given(pair=pairs())
def test_class_reduces_the_function(loss, pair):
    each = CLASSES[loss](*pair)
    for reduction, expected in {
        "sum": each.sum(),
        "sum_over_batch_size": each.mean(),
        "mean": each.mean(),
        "none": each,
        None: each,
    }.items():
        got = loss(reduction, dtype="float64")(*pair)
        np.testing.assert_allclose(got, expected, rtol=1e-12)


def test_the_constant_that_costs_least():
    """For squares it is the mean, and costs the variance; for distances the median."""
    y = np.array([3.0, 9.0, 10.0, 50.0, 128.0])
    guesses = np.arange(0.0, 130.0)
    costs = {
        loss: [loss(dtype="float64")(y, np.full(5, guess)) for guess in guesses]
        for loss in CLASSES
    }
    assert guesses[np.argmin(costs[MeanSquaredError])] == y.mean()
    assert min(costs[MeanSquaredError]) == pytest.approx(y.var())
    assert guesses[np.argmin(costs[MeanAbsoluteError])] == np.median(y)


@pytest.mark.parametrize("loss", CLASSES)
def test_a_column_pairs_with_a_row_of_numbers_one_to_one(loss):
    y = np.array([1.0, 2.0, 4.0])
    for y_true, y_pred in [(y, y[:, None]), (y[:, None], y)]:
        assert CLASSES[loss](y_true, y_pred).tolist() == [0, 0, 0]
        assert loss()(y_true, y_pred) == 0
        assert loss().backward(y_true, y_pred + 1).shape == y_pred.shape


# --- derivatives --------------------------------------------------------------------


@pytest.mark.parametrize("loss", FUNCTIONS)
@given(pair=pairs())
def test_derivative_of_function_agrees_with_finite_differences(loss, pair):
    y_true, y_pred = pair
    got = getattr(derivatives, loss.__name__)(y_true, y_pred)
    expected = slopes_by_differences(lambda: loss(y_true, y_pred).sum(), y_pred)
    np.testing.assert_allclose(got, expected, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("reduction", ["sum", "mean", "sum_over_batch_size", "none"])
@pytest.mark.parametrize("loss", CLASSES)
@given(pair=pairs())
def test_backward_agrees_with_finite_differences(loss, reduction, pair):
    y_true, y_pred = pair
    loss = loss(reduction, dtype="float64")
    got = loss.backward(y_true, y_pred)
    expected = slopes_by_differences(lambda: np.sum(loss(y_true, y_pred)), y_pred)
    np.testing.assert_allclose(got, expected, rtol=1e-6, atol=1e-6)


def test_derivative_of_absolute_error_is_0_where_it_has_a_corner():
    for zero in (0.0, -0.0):
        assert derivatives.mean_absolute_error([0.0], [zero]).item() == 0


def test_derivative_of_linear_is_1_everywhere():
    x = np.array([-np.inf, -1e30, -0.0, 5, np.nan])
    assert derivatives.linear(x).tolist() == [1] * 5


# --- float types and extremes -------------------------------------------------------


@pytest.mark.parametrize("module", [fn.losses, derivatives])
@pytest.mark.parametrize("name", [loss.__name__ for loss in FUNCTIONS])
@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_functions_keep_the_float_type_of_y_pred(module, name, dtype):
    y_pred = np.ones((2, 1), dtype)
    for y_true in (np.ones((2, 1)), np.ones((2, 1), bool), [[1], [2]]):
        assert getattr(module, name)(y_true, y_pred).dtype == dtype


def test_a_data_frame_keeps_its_float_type():
    class Frame:  # like pandas's: arrays of it have a type, it has no `dtype`
        def __array__(self, dtype=None, copy=None):
            return np.ones((2, 1))

    assert mean_squared_error(Frame(), Frame()).dtype == "float64"


@pytest.mark.parametrize("loss", CLASSES)
@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_classes_compute_in_their_own_float_type(loss, dtype):
    loss = loss(dtype=dtype)
    for y in ([[1], [2]], np.ones((2, 1)), np.ones((2, 1), "float16")):
        assert loss(y, y).dtype == loss.backward(y, y).dtype == dtype


def test_a_float64_loss_keeps_every_digit_of_a_list():
    assert MeanAbsoluteError(dtype="float64")([0], [0.1]) == 0.1


@pytest.mark.parametrize(
    ("y_pred", "square", "distance"),
    [
        (1e30, np.inf, np.float32(1e30)),
        (-np.inf, np.inf, np.inf),
        (np.nan, np.nan, np.nan),
        (1e300, np.inf, np.inf),
        (-0.0, 0, 0),
    ],
)
def test_overflow_follows_ieee_in_silence(y_pred, square, distance):
    for loss, value in [(MeanSquaredError, square), (MeanAbsoluteError, distance)]:
        np.testing.assert_array_equal(loss()([[0.0]], [[y_pred]]), value)
        loss().backward([[-y_pred]], [[y_pred]])


@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_a_sum_that_overflows_does_so_in_silence(reduction):
    assert MeanAbsoluteError(reduction)([[0], [0]], [[3e38], [3e38]]) == np.inf


# --- a loss of one's own ------------------------------------------------------------


def test_a_loss_of_one_s_own_needs_only_its_values_and_slopes():
    class FourthPower(Loss):
        def call(self, y_true, y_pred):
            return np.mean((y_pred - y_true) ** 4, axis=-1)

        def derivative(self, y_true, y_pred):
            return 4 * (y_pred - y_true) ** 3 / y_pred.shape[-1]

    y_true, y_pred = np.zeros((2, 2)), np.array([[1.0, 2.0], [0.0, -3.0]])
    loss = FourthPower(dtype="float64")
    assert loss(y_true, y_pred) == (1 + 16 + 0 + 81) / 4
    assert loss.backward(y_true, y_pred).tolist() == [[1, 8], [0, -27]]
