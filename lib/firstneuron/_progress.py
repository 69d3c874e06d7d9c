"""What `fit` and `evaluate` print while they work."""

import math
import sys
import time

import numpy as np

_WIDTH = 20  # of the bar, in characters
_PAUSE = 0.1  # seconds between two drawings of the line that is rewritten
_LINES = 20  # about how many epochs leave a line behind


class Progress:
    """One line an epoch: the steps as a bar, the time, the loss and the metrics.

    In a terminal and in a notebook the line is rewritten while the epoch runs. With
    many epochs only about twenty of them, evenly spaced, leave their line behind; with
    `verbose` 2 each of them does, and with 0 nothing is printed.
    """

    def __init__(self, verbose, epochs, steps):
        self._verbose = 1 if verbose == "auto" else verbose
        self._epochs, self._steps = epochs, steps
        self._every = math.ceil(epochs / _LINES) if self._verbose == 1 else 1
        self.is_live = self._verbose == 1 and _can_rewrite()
        self._drawn_at = -math.inf
        self._width = 0  # of the line that the next one is written over

    def begin(self, epoch):
        """Begin to take the time of an epoch; the first one is 0."""
        self._epoch, self._began = epoch, time.monotonic()

    def update(self, step, logs):
        """Rewrite the line after a step, unless that was done just before.

        `logs` is a function: what it returns is seldom needed.
        """
        if step < self._steps and self._is_due():
            self._draw(step, logs(), "")

    def end(self, logs):
        """Write the line of the epoch that is over, if it is one that is kept."""
        number = self._epoch + 1
        if number in (1, self._epochs) or number % self._every == 0:
            self._draw(self._steps, logs, "\n")
        elif self.is_live and self._is_due():
            self._draw(self._steps, logs, "")

    def __enter__(self):
        return self

    def __exit__(self, *error):
        # What is printed next begins a line of its own.
        if self._width:
            self._write("\n")
            self._width = 0

    def _is_due(self):
        return time.monotonic() - self._drawn_at >= _PAUSE

    def _draw(self, step, logs, end):
        if self._verbose == 0:
            return
        seconds = time.monotonic() - self._began
        bar = "━" * (_WIDTH * step // self._steps)
        parts = [f"{step}/{self._steps}"]
        if self._epochs > 1:
            parts.insert(0, f"Epoch {self._epoch + 1}/{self._epochs}")
        if self._verbose == 1:
            parts = [" ".join([*parts, f"{bar:─<{_WIDTH}}"])]
        parts += [f"{seconds:.0f}s {_per_step(seconds / step)}"]
        parts += [f"{name}: {_short(value)}" for name, value in sorted(logs.items())]
        line = " - ".join(parts)
        if self.is_live:
            start, self._width = f"\r{line:<{self._width}}", 0 if end else len(line)
            self._write(start + end)
        else:
            self._write(line + end)
        self._drawn_at = time.monotonic()

    def _write(self, text):
        sys.stdout.write(text)
        sys.stdout.flush()


def _can_rewrite():
    """Return whether what is printed goes to a terminal or to a notebook's cell."""
    return sys.stdout.isatty() or type(sys.stdout).__module__.startswith("ipykernel")


def _per_step(seconds):
    if seconds >= 1:
        return f"{seconds:.0f}s/step"
    if seconds >= 1e-3:
        return f"{1e3 * seconds:.0f}ms/step"
    return f"{1e6 * seconds:.0f}us/step"


def _short(value):
    value = float(np.mean(value))  # of F1 scores there may be several
    return f"{value:.4f}" if abs(value) > 1e-3 else f"{value:.4e}"
