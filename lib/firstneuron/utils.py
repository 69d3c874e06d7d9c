"""Small helpers, as in `keras.utils`."""

import random

import numpy as np

from firstneuron import _arguments, _names


def set_random_seed(seed):
    """Make what is random from here on repeatable.

    Seeds Python's `random` (initializers draw their seeds from it) and NumPy's
    global generator.

    Parameters
    ----------
    seed : int
        From 0 to ``2**32 - 1``.

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
    seed = _arguments.whole(seed, "seed", most=2**32 - 1)
    random.seed(seed)
    np.random.seed(seed)  # noqa: NPY002 - the global generator is what it is for


def clear_session():
    """Begin to count made-up names from the first again: `dense`, `dense_1`, ...

    For a notebook whose cells are run several times. Layers that exist keep theirs.

    Source: https://keras.io/api/utils/config_utils/

    Examples
    --------
    >>> from firstneuron.layers import Flatten
    >>> clear_session()
    >>> Flatten().name, Flatten().name
    ('flatten', 'flatten_1')
    """
    _names.forget()


def to_categorical(x, num_classes=None):
    r"""Return class numbers as one-hot rows: 1 in the column of the class, else 0.

    Parameters
    ----------
    x : array_like of int
        Class numbers from 0, of any shape; a last axis of size 1 is dropped.
    num_classes : int, optional
        The number of columns; the largest class number plus 1 if None.

    Returns
    -------
    ndarray
        ``(..., num_classes)``, float64.

    Raises
    ------
    ValueError
        If `x` is empty, or a class number is not whole, negative or too large.
    TypeError
        If `x` does not hold real numbers.

    Source: https://keras.io/api/utils/python_utils/

    Examples
    --------
    >>> to_categorical([0, 2, 1])
    array([[1., 0., 0.],
           [0., 0., 1.],
           [0., 1., 0.]])
    """
    classes = _arguments.class_numbers(x, "x")
    if classes.ndim > 1 and classes.shape[-1] == 1:
        classes = classes[..., 0]
    if num_classes is None:
        num_classes = int(classes.max()) + 1
    num_classes = _arguments.count(num_classes, "num_classes")
    return np.eye(num_classes)[_arguments.class_numbers(classes, "x", num_classes)]
