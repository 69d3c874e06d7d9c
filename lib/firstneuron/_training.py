"""What `fit` and `evaluate` do around a step: data, batches, averages, callbacks."""

import math

import numpy as np

from firstneuron import _given, losses
from firstneuron import metrics as metrics_module
from firstneuron.callbacks import Callback, History


def examples(model, x, y, where=""):
    """Return inputs and labels that the model and its loss can take, or say why not.

    What is checked here once is not checked again in every step.
    """
    x_name, y_name = f"x{where}", f"y{where}"
    x = model._ready(x, x_name)
    y = _given.not_empty(_given.real(y, y_name), y_name)
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


def split(x, y, fraction):
    """Return the first rows for training and the last ones for validation."""
    first = math.floor(len(x) * (1 - fraction))
    if first == 0:
        raise ValueError(
            f"validation_split={fraction} of {len(x)} examples leaves none to train on"
        )
    return (x[:first], y[:first]), (x[first:], y[first:])


def fraction(value):
    """Return `validation_split` if it is a number from 0 to below 1."""
    is_number = isinstance(value, int | float | np.number)
    if isinstance(value, bool) or not is_number or not 0 <= value < 1:
        raise ValueError(
            f"validation_split must be a number from 0 to below 1, got {value!r}"
        )
    return float(value)


def pair(validation_data):
    """Return the two parts of `validation_data`, or say that these are not two."""
    if not isinstance(validation_data, tuple | list) or len(validation_data) != 2:
        raise ValueError(
            "validation_data must be a pair (x, y), got "
            f"{type(validation_data).__name__}"
            + (
                f" of {len(validation_data)}"
                if isinstance(validation_data, tuple | list)
                else ""
            )
        )
    return validation_data


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


def loss(identifier):
    """Return the loss that `compile` was given, as one with slopes if it has any."""
    found = losses.get(identifier)
    if getattr(found, "reduction", "mean") in ("none", None):
        raise ValueError(
            f"the loss {found.name} must be one number to train and to evaluate with, "
            f"got reduction={found.reduction!r}"
        )
    if found is None or isinstance(found, losses.Loss):
        return found
    return _OF_FUNCTION[found]() if found in _OF_FUNCTION else _OwnLoss(found)


_OF_FUNCTION = {
    losses.mean_squared_error: losses.MeanSquaredError,
    losses.mean_absolute_error: losses.MeanAbsoluteError,
    losses.binary_crossentropy: losses.BinaryCrossentropy,
    losses.categorical_crossentropy: losses.CategoricalCrossentropy,
    losses.sparse_categorical_crossentropy: losses.SparseCategoricalCrossentropy,
}


class _OwnLoss(losses.Loss):
    """A function of one's own as a loss: it can be evaluated, but has no slopes."""

    def __init__(self, function):
        super().__init__(getattr(function, "__name__", "loss"))
        self.call = function

    def derivative(self, y_true, y_pred):
        raise NotImplementedError(
            f"the loss {self.name} is a function without a derivative, so it can be "
            "evaluated but not trained with: make it a subclass of losses.Loss"
        )


def metrics(identifiers):
    """Return the metrics that `compile` was given as a list, if all are known."""
    if identifiers is None:
        return []
    if not isinstance(identifiers, list | tuple):
        raise TypeError(
            f'metrics must be a list such as ["accuracy"], got {identifiers!r}'
        )
    for identifier in identifiers:
        metrics_module._suited(identifier, (1, 1), (1, 1))
    return list(identifiers)


def suited(identifiers, y, output_shape):
    """Return the metrics that suit these labels, by the names they are reported by."""
    found = [
        metrics_module._suited(identifier, y.shape, output_shape)
        for identifier in identifiers
    ]
    return {metric.name: metric for metric in found}


def labels(loss, y, y_pred, where=""):
    """Return labels in the shape and type the loss takes them, or say what is wrong.

    `y_pred` is what the model predicts for the first example.
    """
    of_all = np.broadcast_to(y_pred, (len(y), *y_pred.shape[1:]))
    try:
        y, _ = loss._pair(y, of_all)
    except (TypeError, ValueError) as error:
        raise type(error)(
            f"y{where} does not fit the model's output: {error}"
        ) from None
    return _given.cast(y, y_pred.dtype) if y.dtype.kind == "f" else y


def batch_size(value):
    """Return how many examples are computed at once."""
    return 32 if value is None else _given.count(value, "batch_size")


class Averages:
    """The loss and the metrics of all examples so far.

    To take them for each batch would cost more than to train on a small one. So the
    batches wait, and are counted in when there are some, or when somebody asks.
    """

    def __init__(self, loss, through, metrics):
        self._through = through  # the last activation, if the loss is taken before it
        self._loss = loss.of_logits() if through else loss
        self._metrics = metrics
        # Each batch counts by its size, so that means of all are means of the batches'
        # means. Sums are not.
        self._most = 1 if loss.reduction == "sum" else 64
        self.names = ["loss", *metrics]
        self.reset()

    def reset(self):
        """Forget all examples."""
        self._waiting = []
        self._total = self._count = 0
        for metric in self._metrics.values():
            metric.reset_state()

    def add(self, y, scores):
        """Count in a batch: its labels, and what the loss takes with them."""
        if scores.base is not None:
            # A view may show the place that the next batch is fetched into.
            scores = scores.copy()
        self._waiting.append((y, scores))
        if len(self._waiting) >= self._most:
            self._count_in()

    def _count_in(self):
        y, scores = map(np.concatenate, zip(*self._waiting, strict=True))
        self._waiting = []
        self._total += len(y) * float(self._loss._value(y, scores))
        self._count += len(y)
        if self._metrics:
            y_pred = self._through(scores) if self._through else scores
            for metric in self._metrics.values():
                metric.update_state(y, y_pred)

    def logs(self):
        """Return the loss and the metrics by their names, as they were compiled."""
        if self._waiting:
            self._count_in()
        return {"loss": self._total / self._count} | {
            name: _plain(metric.result()) for name, metric in self._metrics.items()
        }


def _plain(result):
    """Return a number as Python's own; several, such as F1 scores, stay an array."""
    return result.item() if np.size(result) == 1 else result


class Watchers:
    """The callbacks of a training and its progress display, called as one."""

    def __init__(self, callbacks, model, progress, params):
        self._all, self._progress = callbacks, progress
        for callback in callbacks:
            callback.set_params(params)
            callback.set_model(model)
        # Those that want to hear of every step: mostly none.
        self._of_steps = [
            callback
            for callback in callbacks
            if type(callback).on_train_batch_begin is not Callback.on_train_batch_begin
            or type(callback).on_train_batch_end is not Callback.on_train_batch_end
        ]

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._progress.close()

    def train_begin(self):
        for callback in self._all:
            callback.on_train_begin()

    def epoch_begin(self, epoch):
        for callback in self._all:
            callback.on_epoch_begin(epoch)
        self._progress.begin(epoch)

    def step_begin(self, step):
        for callback in self._of_steps:
            callback.on_train_batch_begin(step)

    def step_end(self, step, averages):
        for callback in self._of_steps:
            callback.on_train_batch_end(step, averages.logs())
        if self._progress.is_live:
            self._progress.update(step + 1, averages.logs)

    def epoch_end(self, epoch, logs):
        # As in Keras, the numbers come in the order of their names.
        logs = dict(sorted(logs.items()))
        self._progress.end(logs)
        for callback in self._all:
            callback.on_epoch_end(epoch, logs)

    def train_end(self):
        for callback in self._all:
            callback.on_train_end()


def watched_by(callbacks):
    """Return the callbacks as a list with a `History` in it, and that history."""
    if callbacks is None:
        callbacks = []
    elif not isinstance(callbacks, list | tuple):
        callbacks = [callbacks]
    for callback in callbacks:
        if not isinstance(callback, Callback):
            raise TypeError(
                "callbacks must be a list of callbacks such as "
                f"firstneuron.callbacks.EarlyStopping(), got {callback!r}"
            )
    histories = [one for one in callbacks if isinstance(one, History)] or [History()]
    return [*callbacks, *(h for h in histories if h not in callbacks)], histories[0]
