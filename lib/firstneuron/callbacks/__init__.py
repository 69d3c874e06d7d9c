"""Callbacks, as in `keras.callbacks`: what `fit` calls between its steps and epochs."""

from firstneuron.callbacks._base import Callback, History, LambdaCallback
from firstneuron.callbacks._checkpoint import ModelCheckpoint
from firstneuron.callbacks._rates import LearningRateScheduler, ReduceLROnPlateau
from firstneuron.callbacks._stopping import EarlyStopping

__all__ = [
    "Callback",
    "EarlyStopping",
    "History",
    "LambdaCallback",
    "LearningRateScheduler",
    "ModelCheckpoint",
    "ReduceLROnPlateau",
]
