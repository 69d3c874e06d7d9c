"""What callers hand in: turned into arrays and numbers, or refused with words."""

import numbers
from pathlib import Path

import numpy as np

from firstneuron import _float_types, config
from firstneuron._quiet import quiet

# --- arrays -------------------------------------------------------------------------


def real_array(values, name):
    """Return `values` as an array of real numbers, of whatever type they have."""
    if type(values) is np.ndarray and values.dtype.kind in "biuf":
        return values
    # A masked array, found without importing `numpy.ma`, which takes 10 ms: `asarray`
    # would lay bare what the mask hides.
    if hasattr(values, "filled") and np.any(values.mask):
        raise ValueError(f"{name} has masked numbers: leave those examples out")
    try:
        array = np.asarray(values)
    except ValueError as error:
        raise ValueError(f"{name} is not a regular array of numbers: {error}") from None
    if array.dtype.kind not in "biuf":
        raise TypeError(
            f"{name} must hold real numbers, got {type(values).__name__} "
            f"with dtype {array.dtype}"
        )
    return array


def float_array(values, name):
    """Return `values` as a float array.

    Arrays keep their float type. What has none (integers, lists, plain numbers)
    gets the default one, `config.floatx()`.
    """
    if type(values) is np.ndarray and values.dtype.kind == "f":
        return values
    array = real_array(values, name)
    # Not only NumPy's arrays: a tensor or a data frame has a float type, too.
    if array.dtype.kind == "f" and hasattr(values, "__array__"):
        return array
    return cast(array, config.floatx())


def float_type(dtype):
    """Return the name of a float type: of `dtype`, or the default one for None."""
    return config.floatx() if dtype is None else _float_types.name(dtype)


@quiet
def cast(array, dtype):
    """Return `array` in another float type; what is too large becomes infinite."""
    return np.asarray(array).astype(dtype, copy=False)


def not_empty(array, name):
    """Refuse an array with no numbers in it."""
    if array.size == 0:
        raise ValueError(f"{name} is empty: its shape is {array.shape}")
    return array


def pair(y_true, y_pred):
    """Return labels and predictions in one shape and in the float type of `y_pred`.

    As in Keras, `(n,)` against `(n, 1)` pairs row by row. Unlike Keras, any other
    pair of different shapes is refused: broadcasting `(n, 2)` against `(n, 1)`
    gives a number, but not the loss that anybody meant.
    """
    y_pred = not_empty(float_array(y_pred, "y_pred"), "y_pred")
    y_true = not_empty(real_array(y_true, "y_true"), "y_true")
    if y_true.dtype != y_pred.dtype:
        y_true = cast(y_true, y_pred.dtype)
    given = f"got y_true {y_true.shape} and y_pred {y_pred.shape}"
    y_true, y_pred = same_rank(y_true, y_pred)
    if y_true.shape != y_pred.shape:
        raise ValueError(f"y_true and y_pred must have the same shape, {given}")
    if y_true.ndim == 0:
        raise ValueError(f"y_true and y_pred need at least one axis, {given}")
    return y_true, y_pred


def same_rank(one, other):
    """Pair `(n,)` with `(n, 1)` by adding the axis, larger ranks by dropping it."""
    if one.ndim == other.ndim + 1 and one.shape[-1] == 1:
        return (one, other[:, None]) if other.ndim == 1 else (one[..., 0], other)
    if other.ndim == one.ndim + 1:
        return same_rank(other, one)[::-1]
    return one, other


@quiet
def class_numbers(values, name, classes=None, because=""):
    """Return class numbers as integers: 0, 1, 2, ..., below `classes` if given."""
    given = not_empty(real_array(values, name), name)
    whole = given.astype("int64")
    wrong = (whole != given) | (whole < 0)
    if classes is not None:
        wrong |= whole >= classes
    if wrong.any():
        known = "0, 1, 2, ..." if classes is None else f"from 0 to {classes - 1}"
        raise ValueError(
            f"{name} must hold class numbers, whole ones {known}{because}; "
            f"got {given[wrong].flat[0]}. "
            "Of a probability, take p > 0.5; of probabilities, np.argmax(p, axis=-1)"
        )
    return whole


def class_numbers_and_scores(y_true, y_pred):
    """Return class numbers as integers, ``(n,)``, and what was predicted, ``(n, k)``.

    A last axis of size 1 of the class numbers is dropped.
    """
    y_pred = not_empty(float_array(y_pred, "y_pred"), "y_pred")
    classes = not_empty(real_array(y_true, "y_true"), "y_true")
    if classes.ndim == y_pred.ndim and classes.shape[-1:] == (1,):
        classes = classes[..., 0]
    if y_pred.ndim == 0 or classes.shape != y_pred.shape[:-1]:
        raise ValueError(
            "y_true must hold one class number for each row of y_pred, such as (n,) "
            f"for (n, k), got y_true {np.shape(y_true)} and y_pred {y_pred.shape}"
        )
    columns = y_pred.shape[-1]
    because = f", because y_pred has {columns} columns"
    return class_numbers(classes, "y_true", columns, because), y_pred


def weights(sample_weight, shape):
    """Return how much each example counts, in the shape of what is weighted.

    `sample_weight` has one number an example, ``(n,)`` or ``(n, 1)``; or one number for
    all; or one for each number that is weighted.
    """
    given = real_array(sample_weight, "sample_weight")
    if given.ndim == len(shape) + 1 and given.shape[-1] == 1:
        given = given[..., 0]
    spread = given.reshape(given.shape + (1,) * (len(shape) - given.ndim))
    fits = given.ndim <= len(shape) and all(
        size in (1, whole) for size, whole in zip(spread.shape, shape, strict=True)
    )
    if not fits:
        hint = "" if shape else ", for one number of the whole batch"
        raise ValueError(
            "sample_weight must have one number for each example, of the shape "
            f"{shape[:1]}; got {np.shape(sample_weight)}{hint}"
        )
    return np.broadcast_to(spread, shape)


def axes(value, shape, name):
    """Refuse an axis, or a tuple of axes, that an array of that shape has not."""
    if value is None:
        return
    given = value if isinstance(value, tuple) else (value,)
    for one in given:
        if not _is_integer(one):
            raise TypeError(f"{name} must be an integer, got {value!r}")
    dimensions = len(shape)
    places = {one % dimensions for one in given if -dimensions <= one < dimensions}
    if len(places) < len(given) or not given:
        raise ValueError(
            f"{name} must be an axis of the array, which has the shape {shape}; "
            f"got {value!r}"
        )


def one_axis(value, shape, name):
    """Refuse what is not one axis of an array of that shape."""
    if value is None or isinstance(value, tuple):
        raise TypeError(f"{name} must be an integer, got {value!r}")
    axes(value, shape, name)


def shape(value, name, *, may_be_open=True):
    """Return a shape as a tuple of positive integers, or None where it is open."""
    if not isinstance(value, tuple | list):
        raise TypeError(f"{name} must be a tuple such as (3,), got {value!r}")
    for size in value:
        is_size = _is_integer(size) and size > 0
        if not (is_size or (size is None and may_be_open)):
            allowed = "positive integers" + (" (or None)" if may_be_open else "")
            raise ValueError(f"{name} must hold {allowed}, got {tuple(value)}")
    return tuple(None if size is None else int(size) for size in value)


# --- classes of one's own -----------------------------------------------------------


def first_to_define(kind, *names):
    """Return how far up the parents of a class each name is defined; 0 is the class."""
    return [
        next(place for place, one in enumerate(kind.__mro__) if name in vars(one))
        for name in names
    ]


def refuse_own_call(kind):
    """Refuse a class that overrides `__call__`, which training does not go through."""
    if "__call__" in vars(kind):
        raise TypeError(
            f"{kind.__name__} overrides __call__, which checks what it is given: "
            "override call instead"
        )


def not_there(thing, name, mark):
    """Return the error for a missing attribute of an object that may not be ready."""
    kind = type(thing).__name__
    if mark in vars(thing) or name.startswith("__"):
        return AttributeError(f"{kind!r} object has no attribute {name!r}")
    return RuntimeError(
        f"{kind} was not made ready: begin its __init__ with super().__init__()"
    )


# --- single values ------------------------------------------------------------------


def number(value, name):
    """Return a single real number as Python's own, which leaves an array's type be."""
    if not _is_number(value):
        raise TypeError(f"{name} must be a number, got {value!r}")
    return float(value)


def positive(value, name):
    """Return a finite number above 0 as a float."""
    if not _is_number(value) or not 0 < value < float("inf"):
        raise ValueError(f"{name} must be a positive number, got {value!r}")
    return float(value)


def at_least_0(value, name):
    """Return a number, 0 or larger, as a float."""
    if not _is_number(value) or not value >= 0:
        raise ValueError(f"{name} must be a number, 0 or larger, got {value!r}")
    return float(value)


def finite_from_0(value, name):
    """Return a finite number, 0 or larger, as a float."""
    if not _is_number(value) or not 0 <= value < float("inf"):
        raise ValueError(f"{name} must be a finite number, 0 or larger, got {value!r}")
    return float(value)


def fraction(value, name, *, or_one=False):
    """Return a number from 0 to below 1, or to 1, as a float."""
    if not _is_number(value) or not (0 <= value < 1 or (or_one and value == 1)):
        last = "1" if or_one else "below 1"
        raise ValueError(f"{name} must be a number from 0 to {last}, got {value!r}")
    return float(value)


def between_0_and_1(value, name):
    """Return a number above 0 and below 1, as a float."""
    if not _is_number(value) or not 0 < value < 1:
        raise ValueError(f"{name} must be a number between 0 and 1, got {value!r}")
    return float(value)


def count(value, name):
    """Return a positive integer."""
    if not (_is_integer(value) and value > 0):
        raise ValueError(f"{name} must be a positive integer, got {value!r}")
    return int(value)


def whole(value, name, most=None):
    """Return an integer from 0, at most `most`."""
    if not _is_integer(value) or value < 0 or (most is not None and value > most):
        allowed = "an integer, 0 or larger" if most is None else f"from 0 to {most}"
        raise ValueError(f"{name} must be {allowed}, got {value!r}")
    return int(value)


def choice(value, allowed, name):
    """Refuse a value that is not one of those allowed."""
    if value not in allowed:
        options = ", ".join(repr(option) for option in allowed)
        raise ValueError(f"{name} must be one of {options}; got {value!r}")
    return value


def text(value, name):
    """Refuse what is not a string."""
    if not isinstance(value, str):
        raise ValueError(f"{name} must be a string, got {value!r}")
    return value


def weights_path(filepath):
    """Return the path of a file of weights."""
    if not isinstance(filepath, str | Path):
        raise TypeError(f"filepath must be a string or a path, got {filepath!r}")
    path = Path(filepath)
    if path.suffix != ".npz":
        raise ValueError(
            f"weights are stored as .npz, got {str(filepath)!r}. Keras's .weights.h5 "
            "is another format: from Keras, take model.get_weights()"
        )
    return path


def _is_number(value):
    return isinstance(value, numbers.Real) and not isinstance(value, bool)


def _is_integer(value):
    return isinstance(value, numbers.Integral) and not isinstance(value, bool)
