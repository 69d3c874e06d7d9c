"""The loss and the metrics of all examples so far, while a training goes on."""

import copy

import numpy as np

_ROWS = 2_048  # that may wait to be counted in


class Averages:
    """The means, over all examples since the last reset, of the loss and the metrics.

    To take them for each batch would cost as much as to train on a small one. So
    batches wait until there are some rows, and are counted in together: of the
    library's own loss and metrics, the mean of all is the mean of the batches' means.
    A loss or a metric of somebody's own is called once a batch, as Keras does it.

    When they are counted in depends on the rows alone. Who asks in between gets the
    numbers so far, and changes nothing.
    """

    def __init__(self, loss, metrics, weighted=(), to_predictions=None):
        self._loss, self._given = loss, metrics
        # Copies, because somebody may evaluate in the middle of a training.
        self._metrics = copy.deepcopy(metrics)
        self._weighted = weighted  # the names of metrics that weights count for
        self._to_predictions = (
            to_predictions  # what makes predictions of scores, if any
        )
        ours = loss._is_ours and all(map(_adds_up, metrics.values()))
        is_mean = loss.reduction in ("sum_over_batch_size", "mean")
        self._most = _ROWS if ours and is_mean else 1
        self.names = ["loss", *metrics]
        self.reset()

    def reset(self):
        """Forget all examples."""
        self._waiting, self._rows = [], 0
        self._total = self._count = 0
        for metric in self._metrics.values():
            metric.reset_state()

    def add(self, y, scores, weights=None, penalty=0):
        """Count in a batch: its labels, what the loss takes with them, its weights.

        `penalty` is what the regularizers added to the loss of that batch.
        """
        self._total += len(y) * penalty
        if scores.base is not None:
            scores = scores.copy()  # a view may show where the next batch is fetched
        self._waiting.append((y, scores, weights))
        self._rows += len(y)
        if self._rows >= self._most:
            self._count_in()

    def logs(self):
        """Return the loss and the metrics by their names, as they were compiled."""
        if self._waiting:
            so_far = copy.copy(self)
            so_far._metrics = copy.deepcopy(self._metrics)
            so_far._count_in()
            return so_far.logs()
        return {"loss": self._total / max(1, self._count)} | {
            name: _plain(metric.result()) for name, metric in self._metrics.items()
        }

    def end(self):
        """Return the loss and the metrics, and let the metrics given hold them."""
        if self._waiting:
            self._count_in()
        for name, metric in self._given.items():
            vars(metric).update(copy.deepcopy(vars(self._metrics[name])))
        return self.logs()

    def _count_in(self):
        y, scores, weights = map(_joined, zip(*self._waiting, strict=True))
        self._waiting, self._rows = [], 0
        self._total += len(y) * float(self._loss._value(y, scores, weights))
        self._count += len(y)
        if self._metrics:
            y_pred = self._to_predictions(scores) if self._to_predictions else scores
            for name, metric in self._metrics.items():
                if name in self._weighted and weights is not None:
                    metric.update_state(y, y_pred, sample_weight=weights)
                else:
                    metric.update_state(y, y_pred)


def _joined(arrays):
    return None if arrays[0] is None else np.concatenate(arrays)


def _adds_up(metric):
    function = getattr(metric, "_function", None)
    return _is_ours(type(metric)) and (function is None or _is_ours(function))


def _is_ours(thing):
    return getattr(thing, "__module__", "").startswith("firstneuron.")


def _plain(result):
    """Return a number as Python's own; several, such as F1 scores, stay an array."""
    result = np.array(result)
    return result.item() if result.size == 1 else result
