"""The examples and labels that `fit` and `evaluate` are given, and their batches."""

import math

import numpy as np

from firstneuron import _checks


def examples(model, x, y, where=""):
    """Return inputs and labels that the model can take, or say why not."""
    x_name, y_name = f"x{where}", f"y{where}"
    x = model._ready(x, x_name)
    y = _checks.not_empty(_checks.real_array(y, y_name), y_name)
    if y.ndim == 0 or len(x) != len(y):
        raise ValueError(
            f"{x_name} and {y_name} must have one row for each example, "
            f"got the shapes {x.shape} and {y.shape}"
        )
    for name, array in ((x_name, x), (y_name, y)):
        if array.dtype.kind == "f" and not np.isfinite(array).all():
            place = np.argwhere(~np.isfinite(array))[0].tolist()
            raise ValueError(
                f"{name} must be finite, {array[tuple(place)]} stands at {place}: "
                "leave such examples out, or fill the gaps"
            )
    return x, y


def labels(loss, y, y_pred, where=""):
    """Return labels in the shape and type the loss takes them, or say what is wrong.

    `y_pred` is what the model predicts for the first example.
    """
    of_all = np.broadcast_to(y_pred, (len(y), *y_pred.shape[1:]))
    try:
        y, _ = loss._checked(y, of_all)
    except (TypeError, ValueError) as error:
        raise type(error)(
            f"y{where} does not fit the model's output: {error}"
        ) from None
    return _checks.cast(y, y_pred.dtype) if y.dtype.kind == "f" else y


def split(x, y, fraction):
    """Return the first rows for training and the last ones for validation."""
    first = math.floor(len(x) * (1 - fraction))
    if first == 0:
        raise ValueError(
            f"validation_split={fraction} of {len(x)} examples leaves "
            f"floor({len(x)} * (1 - {fraction})) = 0 to train on"
        )
    return (x[:first], y[:first]), (x[first:], y[first:])


def pair(validation_data):
    """Return the two parts of `validation_data`, or say that these are not two."""
    is_row = isinstance(validation_data, tuple | list)
    if not is_row or len(validation_data) != 2:
        given = f" of {len(validation_data)}" if is_row else ""
        raise ValueError(
            "validation_data must be a pair (x, y), got "
            f"{type(validation_data).__name__}{given}"
        )
    return validation_data


def batch_size(value):
    """Return how many examples are computed at once."""
    return 32 if value is None else _checks.count(value, "batch_size")


def batches(x, y, size, shuffle=False):
    """Yield the examples batch by batch, in a new order if they are shuffled."""
    if not shuffle:
        for start in range(0, len(x), size):
            yield x[start : start + size], y[start : start + size]
        return
    order = np.random.permutation(len(x))  # noqa: NPY002 - as `set_random_seed` says
    # All batches are fetched into one place: to get new memory for each would take as
    # long again. The labels are small, and `Averages` keeps them for a while.
    place = np.empty((min(size, len(x)), *x.shape[1:]), x.dtype)
    for start in range(0, len(x), size):
        rows = order[start : start + size]
        # "clip" changes no row here; it spares `take` a copy of its own.
        batch = x.take(rows, axis=0, out=place[: len(rows)], mode="clip")
        yield batch, y.take(rows, axis=0)
