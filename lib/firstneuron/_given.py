"""What callers hand in: turned into arrays, or refused with words."""

import numpy as np

from firstneuron import _float_types, config


def real(values, name):
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


def numbers(values, name):
    """Return `values` as a float array.

    Arrays keep their float type. What has none (integers, lists, plain numbers)
    gets the default one, `config.floatx()`.
    """
    if type(values) is np.ndarray and values.dtype.kind == "f":
        return values
    array = real(values, name)
    # Not only NumPy's arrays: a tensor or a data frame has a float type, too.
    if array.dtype.kind == "f" and hasattr(values, "__array__"):
        return array
    return cast(array, config.floatx())


def float_type(dtype):
    """Return the name of a float type: of `dtype`, or the default one for None."""
    return config.floatx() if dtype is None else _float_types.name(dtype)


def cast(array, dtype):
    """Return `array` in another float type; what is too large becomes infinite."""
    with np.errstate(over="ignore"):
        return np.asarray(array).astype(dtype, copy=False)


def not_empty(array, name):
    """Refuse an array with no numbers in it."""
    if array.size == 0:
        raise ValueError(f"{name} is empty: its shape is {array.shape}")
    return array


def label_prediction_pair(y_true, y_pred):
    """Return both as arrays of one shape and of the float type of `y_pred`.

    As in Keras, `(n,)` against `(n, 1)` pairs row by row. Unlike Keras, any other
    pair of different shapes is refused: broadcasting `(n, 2)` against `(n, 1)`
    gives a number, but not the loss that anybody meant.
    """
    if _are_paired(y_true, y_pred):
        return y_true, y_pred
    y_pred = not_empty(numbers(y_pred, "y_pred"), "y_pred")
    y_true = cast(not_empty(real(y_true, "y_true"), "y_true"), y_pred.dtype)
    given = f"got y_true {y_true.shape} and y_pred {y_pred.shape}"
    if y_true.ndim == y_pred.ndim + 1:
        y_true, y_pred = _same_rank(y_true, y_pred)
    elif y_pred.ndim == y_true.ndim + 1:
        y_pred, y_true = _same_rank(y_pred, y_true)
    if y_true.shape != y_pred.shape:
        raise ValueError(f"y_true and y_pred must have the same shape, {given}")
    if y_true.ndim == 0:
        raise ValueError(f"y_true and y_pred need at least one axis, {given}")
    return y_true, y_pred


def _are_paired(y_true, y_pred):
    """Return whether these are arrays that need no change, as in a training step."""
    return (
        type(y_true) is type(y_pred) is np.ndarray
        and y_true.shape == y_pred.shape
        and y_true.dtype == y_pred.dtype
        and y_pred.dtype.kind == "f"
        and y_pred.ndim > 0
        and y_pred.size > 0
    )


def class_numbers_and_scores(y_true, y_pred):
    """Return class numbers as integers, ``(n,)``, and what was predicted, ``(n, k)``.

    A last axis of size 1 of the class numbers is dropped.
    """
    y_pred = not_empty(numbers(y_pred, "y_pred"), "y_pred")
    classes = not_empty(real(y_true, "y_true"), "y_true")
    given = f"got y_true {classes.shape} and y_pred {y_pred.shape}"
    if classes.ndim == y_pred.ndim and classes.shape[-1:] == (1,):
        classes = classes[..., 0]
    if y_pred.ndim == 0 or classes.shape != y_pred.shape[:-1]:
        raise ValueError(
            "y_true must hold one class number for each row of y_pred, such as (n,) "
            f"for (n, k), {given}"
        )
    whole = classes.astype("int64", copy=False) if classes.dtype.kind != "f" else None
    if whole is None:
        with np.errstate(invalid="ignore"):
            whole = classes.astype("int64")
        if (whole != classes).any():
            raise ValueError(
                "y_true must hold class numbers, which are whole: 0, 1, 2, ...; got "
                f"{classes[whole != classes].flat[0]}"
            )
    most = y_pred.shape[-1] - 1
    if whole.min() < 0 or whole.max() > most:
        raise ValueError(
            f"y_true must hold class numbers from 0 to {most}, because y_pred has "
            f"{most + 1} columns; got {whole.min()} to {whole.max()}"
        )
    return whole, y_pred


def share(value, name):
    """Return `value` if it is a number from 0 to 1."""
    value = number(value, name)
    if not 0 <= value <= 1:
        raise ValueError(f"{name} must be from 0 to 1, got {value!r}")
    return value


def one_axis(value, shape, name):
    """Refuse what is not one axis of an array of that shape."""
    if value is None or isinstance(value, tuple):
        raise TypeError(f"{name} must be an integer, got {value!r}")
    axis(value, shape, name)


def _same_rank(longer, shorter):
    """Pair `(n, 1)` with `(n,)` by adding the axis, larger ranks by dropping it."""
    if longer.shape[-1] != 1:
        return longer, shorter
    if shorter.ndim == 1:
        return longer, shorter[:, np.newaxis]
    return longer[..., 0], shorter


def number(value, name):
    """Return a single real number as Python's own, which leaves an array's type be."""
    if isinstance(value, bool) or not isinstance(
        value, int | float | np.integer | np.floating
    ):
        raise TypeError(f"{name} must be a number, got {value!r}")
    return float(value)


def axis(value, shape, name):
    """Refuse an axis, or a tuple of axes, that an array of that shape has not."""
    if value is None:
        return
    axes = value if isinstance(value, tuple) else (value,)
    for one in axes:
        if isinstance(one, bool) or not isinstance(one, int | np.integer):
            raise TypeError(f"{name} must be an integer, got {value!r}")
    dimensions = len(shape)
    places = {one % dimensions for one in axes if -dimensions <= one < dimensions}
    if len(places) < len(axes) or not axes:
        raise ValueError(
            f"{name} must be an axis of the array, which has the shape {shape}; "
            f"got {value!r}"
        )


def choice(value, allowed, name):
    """Refuse a value that is not one of those allowed."""
    if value not in allowed:
        options = ", ".join(repr(option) for option in allowed)
        raise ValueError(f"{name} must be one of {options}; got {value!r}")
    return value


def shape(value, name, *, may_be_open=True):
    """Return a shape as a tuple of positive integers, or None where it is open."""
    if not isinstance(value, tuple | list):
        raise TypeError(f"{name} must be a tuple such as (3,), got {value!r}")
    for size in value:
        if not (_is_count(size) or (size is None and may_be_open)):
            allowed = "positive integers" + (" (or None)" if may_be_open else "")
            raise ValueError(f"{name} must hold {allowed}, got {tuple(value)}")
    return tuple(None if size is None else int(size) for size in value)


def count(value, name):
    """Return `value` if it is a positive integer."""
    if not _is_count(value):
        raise ValueError(f"{name} must be a positive integer, got {value!r}")
    return int(value)


def _is_count(value):
    is_integer = isinstance(value, int | np.integer) and not isinstance(value, bool)
    return is_integer and value > 0
