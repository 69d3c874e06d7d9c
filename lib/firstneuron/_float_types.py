"""The float types that the library computes in."""

import numpy as np

NAMES = ("float16", "float32", "float64")


def name(dtype):
    """Return the name of a float type, or say which there are."""
    try:
        found = np.dtype(dtype).name
    except (TypeError, ValueError):
        found = None
    if dtype is None or found not in NAMES:
        raise ValueError(f"a float type is one of {', '.join(NAMES)}; got {dtype!r}")
    return found
