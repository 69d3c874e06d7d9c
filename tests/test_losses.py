"""Losses and their derivatives against closed forms, statistics and differences."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from firstneuron import activations, losses
from firstneuron.losses import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    Loss,
    MeanAbsoluteError,
    MeanSquaredError,
    SparseCategoricalCrossentropy,
    binary_crossentropy,
    categorical_crossentropy,
    mean_absolute_error,
    mean_squared_error,
    sparse_categorical_crossentropy,
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
    kind = next(kind for kind, function in CLASSES.items() if function is loss)
    got = kind(dtype="float64").derivative(y_true, y_pred)
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
        assert MeanAbsoluteError().backward([0.0], [zero]).item() == 0


# --- float types and extremes -------------------------------------------------------


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_functions_keep_the_float_type_of_y_pred(function, dtype):
    y_pred = np.ones((2, 1), dtype)
    for y_true in (np.ones((2, 1)), np.ones((2, 1), bool), [[1], [2]]):
        assert function(y_true, y_pred).dtype == dtype


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
    assert mean_absolute_error([0.1], np.array([0.1])) == 0
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


# --- cross-entropies ----------------------------------------------------------------

CROSSENTROPIES = {
    BinaryCrossentropy: binary_crossentropy,
    CategoricalCrossentropy: categorical_crossentropy,
    SparseCategoricalCrossentropy: sparse_categorical_crossentropy,
}
ACTIVATIONS = {
    BinaryCrossentropy: activations.sigmoid,
    CategoricalCrossentropy: activations.softmax,
    SparseCategoricalCrossentropy: activations.softmax,
}


@st.composite
def classifications(draw, kind):
    """Return labels, logits and probabilities, one row an example."""
    rows, classes = draw(st.integers(1, 4)), draw(st.integers(2, 4))
    tenths = hnp.arrays("float64", (rows, classes), elements=st.integers(-40, 40))
    logits = draw(tenths) / 10
    numbers = draw(hnp.arrays("int64", rows, elements=st.integers(0, classes - 1)))
    is_sparse = kind is SparseCategoricalCrossentropy
    y_true = numbers if is_sparse else np.eye(classes)[numbers]
    return y_true, logits, ACTIVATIONS[kind](logits)


@pytest.mark.parametrize(
    ("loss", "y_true", "y_pred", "expected"),
    [  # the examples in Keras's documentation
        (
            binary_crossentropy,
            [[0, 1], [0, 0]],
            [[0.6, 0.4], [0.4, 0.6]],
            [0.916, 0.714],
        ),
        (
            BinaryCrossentropy(from_logits=True),
            [0, 1, 0, 0],
            [-18.6, 0.51, 2.94, -12.8],
            0.865,
        ),
        (
            BinaryCrossentropy(True, reduction="sum"),
            [[0, 1], [0, 0]],
            [[-18.6, 0.51], [2.94, -12.8]],
            1.731,
        ),
        (
            categorical_crossentropy,
            [[0, 1, 0], [0, 0, 1]],
            [[0.05, 0.95, 0], [0.1, 0.8, 0.1]],
            [0.0513, 2.303],
        ),
        (
            SparseCategoricalCrossentropy(),
            [1, 2],
            [[0.05, 0.95, 0], [0.1, 0.8, 0.1]],
            1.177,
        ),
        (
            SparseCategoricalCrossentropy(reduction="sum"),
            [1, 2],
            [[0.05, 0.95, 0], [0.1, 0.8, 0.1]],
            2.354,
        ),
    ],
)
def test_published_numbers(loss, y_true, y_pred, expected):
    np.testing.assert_allclose(loss(y_true, y_pred), expected, atol=6e-4)


@pytest.mark.parametrize(
    ("dtype", "of_0", "of_1"),
    [("float32", 15.942385, 16.118096), ("float64", 16.118096, 16.118096)],
)
def test_what_a_certain_wrong_answer_costs(dtype, of_0, of_1):
    """In float32 the number nearest to 1 - 1e-7 is 1 - 1.19e-7."""
    y_pred = np.array([[1], [0]], dtype)
    costs = binary_crossentropy([[0], [1]], y_pred)
    np.testing.assert_allclose(costs, [of_0, of_1], rtol=1e-7)


def test_float16_has_no_infinite_loss():
    """Keras clips at 1 - 1e-7, which is 1 in float16, and returns NaN."""
    y_pred = np.array([[1], [0], [1]], "float16")
    costs = binary_crossentropy([[0], [1], [1]], y_pred)
    np.testing.assert_allclose(costs, [-np.log(2**-11), 15.95, 2**-11], rtol=1e-2)
    slopes = BinaryCrossentropy(dtype="float16").backward([[0], [1], [1]], y_pred)
    assert np.isfinite(slopes).all()


def test_rows_of_probabilities_are_divided_by_their_sum():
    y_pred = np.array([[2.0, 3.0]])
    assert categorical_crossentropy([[0, 1]], y_pred) == pytest.approx(-np.log(0.6))
    assert categorical_crossentropy([[1, 0]], y_pred) == pytest.approx(-np.log(0.4))
    quarters = np.array([[0.25, 0.5]])
    assert sparse_categorical_crossentropy([1], quarters) == pytest.approx(np.log(1.5))


@pytest.mark.parametrize("kind", CROSSENTROPIES)
@given(data=st.data())
def test_of_probabilities_and_of_their_logits_it_is_the_same(kind, data):
    y_true, logits, p = data.draw(classifications(kind))
    function = CROSSENTROPIES[kind]
    of_logits = function(y_true, logits, from_logits=True)
    np.testing.assert_allclose(function(y_true, p), of_logits, rtol=1e-12, atol=1e-14)
    of_classes = kind(from_logits=True, dtype="float64")(y_true, logits)
    assert of_classes == pytest.approx(of_logits.mean())


@given(data=st.data())
def test_class_numbers_and_one_hot_labels_cost_the_same(data):
    numbers, logits, _ = data.draw(classifications(SparseCategoricalCrossentropy))
    one_hot = np.eye(logits.shape[1])[numbers]
    for from_logits in (True, False):
        scores = logits if from_logits else activations.softmax(logits)
        np.testing.assert_allclose(
            sparse_categorical_crossentropy(numbers, scores, from_logits),
            categorical_crossentropy(one_hot, scores, from_logits),
            rtol=1e-12,
        )


def test_two_classes_are_a_yes_or_no():
    p = np.array([0.1, 0.5, 0.8])
    y = np.array([0.0, 1.0, 1.0])
    np.testing.assert_allclose(
        binary_crossentropy(y[:, None], p[:, None]),
        categorical_crossentropy(np.stack([1 - y, y], 1), np.stack([1 - p, p], 1)),
    )


def test_label_smoothing_moves_labels():
    y, p = np.array([[0.0, 0.0, 1.0]]), np.array([[0.2, 0.3, 0.5]])
    for function, moved in [
        (binary_crossentropy, [[0.05, 0.05, 0.95]]),
        (categorical_crossentropy, [[0.1 / 3, 0.1 / 3, 0.9 + 0.1 / 3]]),
    ]:
        got = function(y, p, label_smoothing=0.1)
        np.testing.assert_allclose(got, function(moved, p), rtol=1e-12)


@pytest.mark.parametrize("reduction", ["sum", "sum_over_batch_size", "none"])
@pytest.mark.parametrize("form", ["probabilities", "logits", "smoothed"])
@pytest.mark.parametrize("kind", CROSSENTROPIES)
@settings(max_examples=20)
@given(data=st.data())
def test_slopes_of_crossentropies(kind, form, reduction, data):
    y_true, logits, p = data.draw(classifications(kind))
    options = {"from_logits": form == "logits"}
    if form == "smoothed" and kind is not SparseCategoricalCrossentropy:
        options["label_smoothing"] = 0.2
    loss = kind(**options, reduction=reduction, dtype="float64")
    inputs = logits if form == "logits" else p
    got = loss.backward(y_true, inputs)
    expected = slopes_by_differences(lambda: np.sum(loss(y_true, inputs)), inputs, 1e-6)
    np.testing.assert_allclose(got, expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("axis", [0, 1, -1])
@pytest.mark.parametrize("smoothing", [0.0, 0.25])
@pytest.mark.parametrize("from_logits", [False, True])
@pytest.mark.parametrize("kind", [BinaryCrossentropy, CategoricalCrossentropy])
def test_slopes_along_an_axis(kind, from_logits, smoothing, axis):
    y_pred = np.random.default_rng(0).uniform(0.1, 0.9, (2, 3, 2))
    y_true = np.random.default_rng(1).uniform(0, 1, (2, 3, 2))
    loss = kind(from_logits, smoothing, axis, dtype="float64")
    got = loss.backward(y_true, y_pred)
    expected = slopes_by_differences(lambda: loss(y_true, y_pred), y_pred, 1e-6)
    np.testing.assert_allclose(got, expected, rtol=1e-6, atol=1e-8)
    each = loss.derivative(y_true, y_pred)
    count = y_pred.size // y_pred.shape[axis]
    np.testing.assert_allclose(each / count, expected, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("kind", CROSSENTROPIES)
def test_a_saturated_wrong_model_learns_only_from_its_logits(kind):
    """The clip of the probabilities has no slope; the logits have one."""
    logits = np.array([[1000.0, -1000.0]], "float32")
    y_true = [1] if kind is SparseCategoricalCrossentropy else [[0.0, 1.0]]
    p = ACTIVATIONS[kind](logits)
    assert kind(reduction="sum").backward(y_true, p).tolist()[0][1] == 0
    loss = kind(from_logits=True, reduction="sum")
    outputs = 2 if kind is BinaryCrossentropy else 1
    assert loss.backward(y_true, logits).tolist() == [[1 / outputs, -1 / outputs]]
    assert loss(y_true, logits) == (1000 if outputs == 2 else 2000)


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
@pytest.mark.parametrize("from_logits", [False, True])
@pytest.mark.parametrize("name", [kind.__name__ for kind in CROSSENTROPIES.values()])
def test_crossentropies_keep_the_float_type_of_y_pred(name, from_logits, dtype):
    y_pred = np.full((2, 2), 0.5, dtype)
    for y_true in ([0, 1], np.array([1.0, 0.0])):
        one_hot = y_true if name.startswith("sparse") else np.eye(2)
        got = getattr(losses, name)(one_hot, y_pred, from_logits)
        assert got.dtype == dtype


@pytest.mark.parametrize("size", [1e3, 1e30])
@pytest.mark.parametrize("kind", CROSSENTROPIES)
def test_extreme_logits_cost_what_they_are_off(kind, size):
    y_true = [1, 0] if kind is SparseCategoricalCrossentropy else [[0, 1], [1, 0]]
    loss = kind(from_logits=True, reduction="none", dtype="float64")
    costs = loss(y_true, [[size, -size], [size, -size]])
    expected = size if kind is BinaryCrossentropy else 2 * size
    assert costs.tolist() == [expected, 0]


# --- what is refused ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("y_true", "words"),
    [
        ([0, 3], "from 0 to 2, because y_pred has 3 columns; got 3"),
        ([0, -1], "got -1"),
        ([0, 1.5], "must hold class numbers, whole ones from 0 to 2, .*; got 1.5"),
        ([0, np.nan], "got nan"),
        ([0, 1, 2], r"got y_true \(3,\) and y_pred \(2, 3\)"),
        ([[0, 1, 0], [1, 0, 0]], r"such as \(n,\) for \(n, k\), got y_true \(2, 3\)"),
        (1, r"got y_true \(\)"),
        ([], "y_true is empty"),
    ],
)
def test_class_numbers_that_are_none(y_true, words):
    y_pred = np.full((2, 3), 1 / 3)
    with pytest.raises(ValueError, match=words):
        losses.sparse_categorical_crossentropy(y_true, y_pred)
    with pytest.raises(ValueError, match=words):
        SparseCategoricalCrossentropy()(y_true, y_pred)


@pytest.mark.parametrize("shape", [(4,), (4, 1), (3, 2), (2, 4), (4, 2, 1, 1)])
@pytest.mark.parametrize("kind", [BinaryCrossentropy, CategoricalCrossentropy])
def test_shapes_that_would_broadcast(kind, shape):
    for take in (kind(), kind().backward, CROSSENTROPIES[kind]):
        with pytest.raises(ValueError, match=r"same shape, got y_true .* \(4, 2\)"):
            take(np.ones(shape), np.ones((4, 2)))


@pytest.mark.parametrize("name", ["binary_crossentropy", "categorical_crossentropy"])
def test_settings_of_crossentropies(name):
    function, y = getattr(losses, name), np.ones((2, 2))
    with pytest.raises(ValueError, match="label_smoothing must be a number from 0 to"):
        function(y, y, label_smoothing=2)
    with pytest.raises(ValueError, match=r"shape \(2, 2\); got 2"):
        function(y, y, axis=2)
    with pytest.raises(TypeError, match="axis must be an integer, got None"):
        function(y, y, axis=None)


def test_settings_of_classes():
    for kind in (BinaryCrossentropy, CategoricalCrossentropy):
        with pytest.raises(ValueError, match="label_smoothing must be a number from"):
            kind(label_smoothing=-0.1)
        with pytest.raises(ValueError, match=r"shape \(1, 1\); got 5"):
            kind(axis=5)([[1]], [[1]])


@pytest.mark.parametrize("wrong", ["rmse", 5, ["mse"]])
def test_a_loss_that_is_not_known(wrong):
    with pytest.raises(ValueError, match=r"mse, MSE, .*BinaryCross.*; got"):
        losses.get(wrong)
