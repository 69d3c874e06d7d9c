"""What cross-entropies do to probabilities and labels before they take logarithms."""

import functools

import numpy as np

from firstneuron import _arguments


@functools.cache
def bounds(dtype):
    """Return the smallest and the largest probability that a logarithm is taken of.

    They are 1e-7 and 1 - 1e-7 as the float type has them, as in Keras. In float16,
    where the latter would be 1 and Keras has no finite loss, it is the number before 1.
    """
    largest = min(dtype.type(1 - 1e-7), 1 - np.finfo(dtype).epsneg)
    return dtype.type(1e-7), dtype.type(largest)


def clipped(probabilities):
    """Return probabilities that are not quite 0 and not quite 1."""
    smallest, largest = bounds(probabilities.dtype)
    return np.minimum(np.maximum(probabilities, smallest), largest)


def unclipped(probabilities, slopes):
    """Return the slopes, but 0 where the probability was clipped."""
    smallest, largest = bounds(probabilities.dtype)
    outside = (probabilities < smallest) | (probabilities > largest)
    return np.where(outside, slopes.dtype.type(0), slopes)


def smoothed(y_true, label_smoothing, classes):
    """Return labels moved toward the same share for each class."""
    if label_smoothing == 0:
        return y_true
    _arguments.fraction(label_smoothing, "label_smoothing", or_one=True)
    return y_true * (1 - label_smoothing) + label_smoothing / classes


def one_hot(classes, like):
    """Return 1 where the class number is that of the column, else 0."""
    columns = np.arange(like.shape[-1])
    return (classes[..., np.newaxis] == columns).astype(like.dtype)
