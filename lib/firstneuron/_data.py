"""The examples that `fit` and `evaluate` are given, and their batches.

Examples are three arrays, a row for each: inputs, labels, and how much each counts;
the last is None where all count alike.
"""

import math

import numpy as np

from firstneuron import _arguments


def examples(model, x, y, sample_weight=None, where=""):
    """Return examples that the model can take, or say why not."""
    x_name, y_name = f"x{where}", f"y{where}"
    if y is None or hasattr(x, "__next__") or hasattr(x, "element_spec"):
        raise TypeError(
            f"firstneuron trains on arrays, {x_name} and {y_name}, and has neither "
            f"generators nor tf.data; got {type(x).__name__} and {type(y).__name__}"
        )
    x = model._ready(x, x_name)
    y = _arguments.not_empty(_arguments.real_array(y, y_name), y_name)
    if y.ndim == 0 or len(x) != len(y):
        raise ValueError(
            f"{x_name} and {y_name} must have one row for each example, "
            f"got the shapes {x.shape} and {y.shape}"
        )
    if sample_weight is not None:
        name = f"sample_weight{where}"
        sample_weight = _arguments.real_array(sample_weight, name)
        if sample_weight.shape not in ((len(x),), (len(x), 1)):
            raise ValueError(
                f"{name} must have one number for each example, of the shape "
                f"({len(x)},); got {sample_weight.shape}"
            )
        sample_weight = sample_weight.reshape(-1)
        _refuse_gaps(sample_weight, name)
    _refuse_gaps(x, x_name)
    _refuse_gaps(y, y_name)
    return x, y, sample_weight


def _refuse_gaps(array, name):
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        place = np.argwhere(~np.isfinite(array))[0].tolist()
        raise ValueError(
            f"{name} must be finite, {array[tuple(place)]} stands at {place}: "
            "leave such examples out, or fill the gaps"
        )


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
    return _arguments.cast(y, y_pred.dtype) if y.dtype.kind == "f" else y


def weights_of_classes(y, class_weight):
    """Return how much each example counts, by its class; 1 if that is not named."""
    if not isinstance(class_weight, dict):
        raise TypeError(
            "class_weight must be a dict such as {0: 1.0, 1: 3.0}, got "
            f"{type(class_weight).__name__}"
        )
    for number, weight in class_weight.items():
        _arguments.whole(number, "a class in class_weight")
        if not math.isfinite(_arguments.number(weight, f"class_weight[{number}]")):
            raise ValueError(f"class_weight[{number}] must be finite, got {weight}")
    if y.ndim > 2:
        raise ValueError(
            "class_weight is for labels (n,), (n, 1) or one-hot (n, classes); got "
            f"{y.shape}"
        )
    if y.ndim == 2 and y.shape[1] > 1:
        y = np.argmax(y, axis=1)
    classes = np.round(y).astype("int64").reshape(-1).tolist()
    weights = [class_weight.get(number, 1.0) for number in classes]
    return _arguments.cast(np.array(weights), _arguments.float_type(None))


def split(examples, fraction):
    """Return the first rows for training and the last ones for validation."""
    rows = len(examples[0])
    first = math.floor(rows * (1 - fraction))
    if first == 0:
        raise ValueError(
            f"validation_split={fraction} of {rows} examples leaves "
            f"floor({rows} * (1 - {fraction})) = 0 to train on"
        )
    return _rows(examples, slice(first)), _rows(examples, slice(first, None))


def _rows(examples, chosen):
    return tuple(None if array is None else array[chosen] for array in examples)


def parts(validation_data):
    """Return the parts of `validation_data`, or say that these are others."""
    is_row = isinstance(validation_data, tuple | list)
    if not is_row or len(validation_data) not in (2, 3):
        given = f" of {len(validation_data)}" if is_row else ""
        raise ValueError(
            "validation_data must be (x, y) or (x, y, sample_weight), got "
            f"{type(validation_data).__name__}{given}"
        )
    return validation_data


def batch_size(value):
    """Return how many examples are computed at once."""
    return 32 if value is None else _arguments.count(value, "batch_size")


def batches(examples, size, shuffle=False):
    """Yield the examples batch by batch, in a new order if they are shuffled."""
    x, y, weights = examples
    if not shuffle:
        for start in range(0, len(x), size):
            yield _rows(examples, slice(start, start + size))
        return
    order = np.random.permutation(len(x))  # noqa: NPY002 - as `set_random_seed` says
    # All batches are fetched into one place: to get new memory for each would take as
    # long again. The labels are small, and `Averages` keeps them for a while.
    place = np.empty((min(size, len(x)), *x.shape[1:]), x.dtype)
    for start in range(0, len(x), size):
        rows = order[start : start + size]
        # "clip" changes no row here; it spares `take` a copy of its own.
        batch = x.take(rows, axis=0, out=place[: len(rows)], mode="clip")
        of_rows = None if weights is None else weights[rows]
        yield batch, y.take(rows, axis=0), of_rows
