"""Metrics against numbers that others publish, and against counting by hand."""

import re

import numpy as np
import pytest

from firstneuron import losses, metrics
from firstneuron.metrics import (
    BinaryAccuracy,
    CategoricalAccuracy,
    F1Score,
    MeanAbsoluteError,
    MeanMetricWrapper,
    MeanSquaredError,
    Metric,
    SparseCategoricalAccuracy,
    _suited,
)


@pytest.mark.parametrize(
    ("metric", "y_true", "y_pred", "expected"),
    [  # the examples in Keras's documentation
        (BinaryAccuracy(), [[1], [1], [0], [0]], [[0.98], [1], [0], [0.6]], 0.75),
        (metrics.Accuracy(), [[1], [2], [3], [4]], [[0], [2], [3], [4]], 0.75),
        (
            CategoricalAccuracy(),
            [[0, 0, 1], [0, 1, 0]],
            [[0.1, 0.9, 0.8], [0.05, 0.95, 0]],
            0.5,
        ),
        (
            SparseCategoricalAccuracy(),
            [[2], [1]],
            [[0.1, 0.6, 0.3], [0.05, 0.95, 0]],
            0.5,
        ),
        (MeanSquaredError(), [[0, 1], [0, 0]], [[1, 1], [0, 0]], 0.25),
        (MeanAbsoluteError(), [[0, 1], [0, 0]], [[1, 1], [0, 0]], 0.25),
        (
            F1Score(threshold=0.5),
            [[1, 1, 1], [1, 0, 0], [1, 1, 0]],
            [[0.2, 0.6, 0.7], [0.2, 0.6, 0.6], [0.6, 0.8, 0.0]],
            [0.5, 0.8, 2 / 3],
        ),
    ],
)
def test_published_numbers(metric, y_true, y_pred, expected):
    np.testing.assert_allclose(metric(y_true, y_pred), expected, atol=1e-6)


def test_f1_of_one_output_by_hand():
    """Three true positives, one false, two missed: precision 3/4, recall 3/5."""
    y_true = np.array([1, 1, 1, 1, 1, 0, 0])[:, None]
    y_pred = np.array([0.9, 0.8, 0.6, 0.5, 0.1, 0.7, 0.2])[:, None]
    expected = 2 * (3 / 4) * (3 / 5) / (3 / 4 + 3 / 5)
    np.testing.assert_allclose(F1Score(None, 0.5)(y_true, y_pred), [expected], 1e-6)
    # Without a threshold the only output is always the largest: all are "yes".
    np.testing.assert_allclose(F1Score()(y_true, y_pred), [10 / 12], 1e-6)


def test_exactly_the_threshold_is_a_no():
    assert metrics.binary_accuracy([1, 0], [0.5, 0.5]).tolist() == [0, 1]


@pytest.mark.parametrize("kind", [MeanSquaredError, BinaryAccuracy, F1Score])
def test_batches_of_any_size_add_up_and_are_forgotten(kind):
    random = np.random.default_rng(0)
    y_true, y_pred = random.integers(0, 2, (50, 3)), random.random((50, 3))
    at_once, in_parts = kind(), kind()
    for _ in range(2):
        at_once.update_state(y_true, y_pred)
        for start, stop in [(0, 7), (7, 8), (8, 50)]:
            in_parts.update_state(y_true[start:stop], y_pred[start:stop])
        np.testing.assert_allclose(at_once.result(), in_parts.result(), rtol=1e-6)
        assert np.all(at_once.result() > 0)
        for metric in (at_once, in_parts):
            metric.reset_state()
            assert np.all(metric.result() == 0)


def test_the_mean_of_many_small_numbers_loses_none():
    """Keras adds in float32, where 2**24 + 1 is 2**24."""
    metric = MeanAbsoluteError()
    metric.update_state(np.zeros(2), np.full(2, 2.0**25))
    for _ in range(1000):
        metric.update_state(np.zeros(1), np.ones(1))
    assert metric.result() == np.float32((2**25 + 1000) / 1001)


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_results_have_the_metric_s_float_type(dtype):
    for kind in (MeanSquaredError, BinaryAccuracy, F1Score):
        assert kind(dtype=dtype)([[1.0], [0]], [[0.5], [1]]).dtype == dtype


# --- what compile is given ----------------------------------------------------------


@pytest.mark.parametrize("word", ["accuracy", "acc", "Accuracy"])
@pytest.mark.parametrize(
    ("true_shape", "pred_shape", "kind"),
    [
        ((8, 1), (8, 1), BinaryAccuracy),
        ((8,), (8, 1), BinaryAccuracy),
        ((8,), (8, 3), SparseCategoricalAccuracy),
        ((8, 1), (8, 3), SparseCategoricalAccuracy),
        ((8, 3), (8, 3), CategoricalAccuracy),
    ],
)
def test_the_accuracy_that_suits_the_shapes(word, true_shape, pred_shape, kind):
    metric = _suited(word, true_shape, pred_shape)
    assert (type(metric), metric.name) == (kind, word)


def test_names_stay_as_they_were_written():
    shapes = (8, 1), (8, 1)
    assert _suited("mse", *shapes).name == "mse"
    assert _suited("mean_squared_error", *shapes).name == "mean_squared_error"
    assert _suited(F1Score(name="f1"), *shapes).name == "f1"
    own = _suited(losses.mean_absolute_error, *shapes)
    assert (type(own), own.name) == (MeanMetricWrapper, "mean_absolute_error")


@pytest.mark.parametrize("wrong", ["f1", "F1", "f1score"])
def test_f1_is_refused_with_the_way_to_say_it(wrong):
    with pytest.raises(ValueError, match=r"got .*F1Score\(threshold=0\.5\)"):
        metrics.get(wrong)


@pytest.mark.parametrize(
    ("take", "error", "words"),
    [
        (lambda: metrics.get("precise"), ValueError, "f1_score; got 'precise'"),
        (lambda: metrics.get(5), ValueError, "a Metric, None or one of"),
        (lambda: _suited(None, (1,), (1,)), ValueError, "got None"),
        (lambda: F1Score("all"), ValueError, "average must be one of"),
        (lambda: F1Score(threshold=2), ValueError, "at most 1, got 2"),
        (lambda: F1Score(threshold="a"), TypeError, "threshold must be a number"),
        (lambda: F1Score()([1, 0], [1, 0]), ValueError, "write y.reshape(-1, 1)"),
        (lambda: F1Score()([[1]], [[1, 0]]), ValueError, "got (1, 1) and (1, 2)"),
        (lambda: BinaryAccuracy(threshold=None), TypeError, "threshold must be a"),
        (lambda: BinaryAccuracy()([1], [[1, 0]]), ValueError, "the same shape, got"),
        (lambda: BinaryAccuracy()([], []), ValueError, "y_pred is empty"),
        (lambda: SparseCategoricalAccuracy()([3], [[1, 0]]), ValueError, "0 to 1"),
        (lambda: MeanSquaredError(dtype="int8"), ValueError, "got 'int8'"),
        (lambda: Metric()([1], [1]), NotImplementedError, "not define update_state"),
        (lambda: Metric().result(), NotImplementedError, "not define result"),
        (lambda: Metric().reset_state(), NotImplementedError, "define reset_state"),
    ],
)
def test_wrong_input(take, error, words):
    with pytest.raises(error, match=re.escape(words)):
        take()
