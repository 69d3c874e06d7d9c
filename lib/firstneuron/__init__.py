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
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # so that editors find what `__getattr__` imports
    from firstneuron import (
        activations,
        callbacks,
        checks,
        config,
        confusion,
        datasets,
        derivatives,
        figures,
        initializers,
        layers,
        losses,
        metrics,
        models,
        optimizers,
        parity,
        perceptron,
        pictures,
        plots,
        regularizers,
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
    "checks",
    "config",
    "confusion",
    "datasets",
    "derivatives",
    "figures",
    "initializers",
    "layers",
    "losses",
    "metrics",
    "models",
    "optimizers",
    "parity",
    "perceptron",
    "pictures",
    "plots",
    "regularizers",
    "utils",
]

# What is not a module itself, and the module it is in.
_IN = {"Input": "layers", "Sequential": "models"}


def __getattr__(name):
    """Import a module when it is first asked for: no program uses all of them."""
    if name not in __all__:
        absent = importlib.import_module(f"{__name__}._absent")
        raise absent.missing(__name__, name)
    module = importlib.import_module(f"{__name__}.{_IN.get(name, name)}")
    globals()[name] = getattr(module, name) if name in _IN else module
    return globals()[name]


def __dir__():
    return sorted({*globals(), *__all__})
