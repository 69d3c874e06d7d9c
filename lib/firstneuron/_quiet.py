"""Arithmetic that overflows follows IEEE 754, and NumPy need not warn about it."""

import functools
import threading

import numpy as np

_thread = threading.local()


def quiet(function):
    """Let a function compute with infinity and NaN in silence.

    To tell NumPy so takes longer than the arithmetic of a small layer. So it is told
    once, by the function that was called from outside, for all that are called inside.
    """

    @functools.wraps(function)
    def quietly(*args, **kwargs):
        if getattr(_thread, "is_quiet", False):
            return function(*args, **kwargs)
        _thread.is_quiet = True
        try:
            with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
                return function(*args, **kwargs)
        finally:
            _thread.is_quiet = False

    return quietly
