"""The confusion matrix against counting by hand."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstneuron.confusion import confusion_matrix

classes = st.integers(0, 4)


@given(pairs=st.lists(st.tuples(classes, classes), min_size=1, max_size=30))
def test_it_counts_each_pair_in_the_row_of_its_label(pairs):
    y_true, y_pred = zip(*pairs, strict=True)
    matrix = confusion_matrix(y_true, y_pred, 5)
    for row in range(5):
        for column in range(5):
            assert matrix[row, column] == pairs.count((row, column))
    largest = max(max(pair) for pair in pairs) + 1
    np.testing.assert_array_equal(
        confusion_matrix(y_true, y_pred), matrix[:largest, :largest]
    )


def test_published_example():
    """The example of scikit-learn's confusion_matrix."""
    matrix = confusion_matrix([2, 0, 2, 2, 0, 1], [0, 0, 2, 2, 0, 2])
    assert matrix.tolist() == [[2, 0, 0], [0, 0, 1], [1, 0, 2]]


@pytest.mark.parametrize("dtype", ["bool", "uint8", "int64", "float32"])
def test_class_numbers_of_any_type_and_in_columns(dtype):
    y_true, y_pred = np.array([0, 1, 1], dtype), np.array([[1], [1], [0]], dtype)
    assert confusion_matrix(y_true, y_pred).tolist() == [[0, 1], [1, 1]]


def test_many_classes_of_a_small_type_do_not_overflow():
    y = np.array([0, 200], "uint8")
    assert confusion_matrix(y, y)[200, 200] == 1


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        (([0, 1], [0]), ValueError, "each example, got 2 and 1"),
        (([], []), ValueError, "y_true is empty"),
        (
            ([0, 1], [0.2, 0.9]),
            ValueError,
            "whole ones 0, 1, 2, ...; got 0.2",
        ),
        (([0, 1], [0.2, 0.9]), ValueError, "got 0.2. Of a probability, take p > 0.5"),
        (([0, 1], [[0.2, 0.8], [0.9, 0.1]]), ValueError, "take np.argmax(p, axis=1)"),
        (([0, -1], [0, 1]), ValueError, "y_true must hold class numbers"),
        (([0, np.nan], [0, 1]), ValueError, "got nan"),
        (
            ([0, 3], [0, 1], 3),
            ValueError,
            "numbers, whole ones from 0 to 2; got 3",
        ),
        (([0, 1], [0, 1], 0), ValueError, "num_classes must be a positive integer"),
        ((["a"], [0]), TypeError, "y_true must hold real numbers"),
    ],
)
def test_wrong_input(arguments, error, words):
    with pytest.raises(error, match=re.escape(words)):
        confusion_matrix(*arguments)
