"""First Neuron: neural-network basics in NumPy, with Keras's names.

The book is at https://first-neuron.github.io/first-neuron/. A small example, the
linear unit of its first chapter:

>>> import numpy as np
>>> import firstneuron as fn
>>> unit = fn.Sequential([fn.Input((1,)), fn.layers.Dense(1)])
>>> unit.set_weights([[[2.5]], [90]])
>>> unit.predict(np.array([5.0]))
array([[102.5]], dtype=float32)
"""

import importlib

from firstneuron import (
    activations,
    callbacks,
    config,
    derivatives,
    initializers,
    layers,
    losses,
    metrics,
    models,
    optimizers,
    utils,
)
from firstneuron.layers import Input
from firstneuron.models import Sequential

__version__ = "0.1.0"

__all__ = [
    "Input",
    "Sequential",
    "activations",
    "callbacks",
    "config",
    "confusion",
    "datasets",
    "derivatives",
    "initializers",
    "layers",
    "losses",
    "metrics",
    "models",
    "optimizers",
    "parity",
    "perceptron",
    "plots",
    "utils",
]

_ON_FIRST_USE = ("confusion", "datasets", "parity", "perceptron", "plots")


def __getattr__(name):
    """Import a module that no network needs when it is first asked for."""
    if name in _ON_FIRST_USE:
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted({*globals(), *_ON_FIRST_USE})
