"""What the callbacks share that watch a number of the training."""

import numpy as np

from firstneuron import _arguments
from firstneuron.callbacks._base import Callback

# What stands in the names of numbers that should be small, and of those to be large.
_BETTER = {
    "min": ("loss", "error", "mse", "mae", "crossentropy", "bce"),
    "max": ("acc", "f1", "precision", "recall"),
}


class Monitor(Callback):
    """The base of the callbacks that watch whether a number gets better."""

    def __init__(self, monitor, mode, min_delta=0):
        super().__init__()
        self.monitor = monitor
        self.mode = _arguments.choice(mode, ("auto", "min", "max"), "mode")
        self.min_delta = abs(_arguments.number(min_delta, "min_delta"))

    def _look_up(self):
        """Refuse a number that the training does not report; find which way is better.

        That is done before the first step, so that no training is in vain.
        """
        known = self.params["metrics"]
        if self.monitor not in known:
            hint = (
                "; give fit validation_data or a validation_split"
                if self.monitor.removeprefix("val_") in known
                else ""
            )
            raise ValueError(
                f"{type(self).__name__} monitors {self.monitor!r}, and this training "
                f"reports {', '.join(map(repr, known))}{hint}"
            )
        self._sign = {"min": 1, "max": -1}[self._direction()]

    def _value(self, logs):
        """Return the number, if it is one."""
        value = logs[self.monitor]
        if np.size(value) != 1:
            raise ValueError(
                f"{type(self).__name__} monitors {self.monitor!r}, which is "
                f"{np.size(value)} numbers: let the metric average them, or monitor "
                "another"
            )
        return value

    def _is_better(self, value, than):
        return than is None or self._sign * (than - value) > self.min_delta

    def _direction(self):
        if self.mode != "auto":
            return self.mode
        name = self.monitor.removeprefix("val_")
        for mode, words in _BETTER.items():
            if any(word in name for word in words):
                return mode
        raise ValueError(
            f"{type(self).__name__} does not know whether a large {self.monitor!r} is "
            'good: give mode="min" or mode="max"'
        )
