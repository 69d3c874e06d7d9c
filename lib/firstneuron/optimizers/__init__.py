"""Optimizers, as in `keras.optimizers`: how a step changes the weights.

To an optimizer the weights of a network are one long vector, and so are their slopes:
all arrays end to end. Its equation stands in `update_step`, once for all of them.
"""

from firstneuron.optimizers import schedules
from firstneuron.optimizers._adam import Adam, AdamW
from firstneuron.optimizers._base import Optimizer
from firstneuron.optimizers._rmsprop import RMSprop
from firstneuron.optimizers._sgd import SGD

__all__ = ["SGD", "Adam", "AdamW", "Optimizer", "RMSprop", "get", "schedules"]

_BY_NAME = {"adam": Adam, "adamw": AdamW, "rmsprop": RMSprop, "sgd": SGD}


def get(identifier):
    """Return the optimizer that a name or an optimizer stands for.

    Parameters
    ----------
    identifier : str or Optimizer
        A name, small or capital letters alike, which makes a new optimizer with its
        default settings; or an optimizer, which is returned as it is.

    Raises
    ------
    ValueError
        If there is no optimizer of that name, or `identifier` is something else.

    Source: https://keras.io/api/optimizers/

    Examples
    --------
    >>> get("adam")
    <Adam learning_rate=0.001>
    """
    if isinstance(identifier, Optimizer):
        return identifier
    if isinstance(identifier, str) and identifier.lower() in _BY_NAME:
        return _BY_NAME[identifier.lower()]()
    raise ValueError(
        "optimizer must be an optimizer such as firstneuron.optimizers.SGD() or one of "
        f"{', '.join(_BY_NAME)}; got {identifier!r}"
    )
