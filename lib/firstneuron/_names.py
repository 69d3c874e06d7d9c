"""The names of layers and metrics that were given none, made as Keras makes them."""

import re
from collections import Counter

from firstneuron import _arguments

_made = Counter()


def snake_case(kind):
    """Return `my_layer` for "MyLayer"."""
    kind = re.sub(r"\W+", "", kind)
    kind = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", kind)
    return re.sub("([a-z])([A-Z])", r"\1_\2", kind).lower()


def unique(given, kind):
    """Return the name given, or else `dense`, `dense_1`, ... for "Dense"."""
    if given is not None:
        return _arguments.text(given, "name")
    name = snake_case(kind)
    _made[name] += 1
    return name if _made[name] == 1 else f"{name}_{_made[name] - 1}"


def forget():
    """Begin to count from the first name again."""
    _made.clear()
