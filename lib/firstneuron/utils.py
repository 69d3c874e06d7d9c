"""Small helpers, as in `keras.utils`."""

import random

import numpy as np


def set_random_seed(seed):
    """Make what is random from here on repeatable.

    Seeds Python's `random` (initializers draw their seeds from it) and NumPy's
    global generator.

    Parameters
    ----------
    seed : int
        From 0 to 2**32 - 1.

    Raises
    ------
    ValueError
        If `seed` is not such an integer.

    Source: https://keras.io/api/utils/python_utils/

    Examples
    --------
    >>> from firstneuron.initializers import GlorotUniform
    >>> set_random_seed(7)
    >>> first = GlorotUniform()((2, 2))
    >>> set_random_seed(7)
    >>> bool((first == GlorotUniform()((2, 2))).all())
    True
    """
    if not isinstance(seed, int | np.integer) or not 0 <= seed < 2**32:
        raise ValueError(f"seed must be an integer from 0 to 2**32 - 1, got {seed!r}")
    random.seed(int(seed))
    np.random.seed(seed)  # noqa: NPY002 - the global generator is what it is for
