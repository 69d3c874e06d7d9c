"""Layers, as in `keras.layers`.

A layer is called with a batch, one example a row, and returns the next batch. Its
`backward` takes the slope of the loss with respect to what it returned, keeps the
slopes with respect to its weights, and returns the slope with respect to what it
was called with: the chain rule, one layer at a time.

What it was called with must stay as it is until `backward`, which reads it again.
"""

from firstneuron import _absent
from firstneuron.layers._activation import Activation, LeakyReLU, ReLU, Softmax
from firstneuron.layers._base import Input, Layer
from firstneuron.layers._batch_normalization import BatchNormalization
from firstneuron.layers._dense import Dense
from firstneuron.layers._dropout import Dropout
from firstneuron.layers._flatten import Flatten
from firstneuron.layers._normalization import Normalization

__all__ = [
    "Activation",
    "BatchNormalization",
    "Dense",
    "Dropout",
    "Flatten",
    "Input",
    "Layer",
    "LeakyReLU",
    "Normalization",
    "ReLU",
    "Softmax",
]


def __getattr__(name):
    raise _absent.missing(__name__, name)
