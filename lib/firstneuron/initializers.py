"""Initial weights, as in `keras.initializers`.

An initializer is called with a shape and returns an array. The random ones draw
from NumPy's generator: the distributions are Keras's, the numbers are not.
"""

import math
import random

import numpy as np

from firstneuron import _checks


class Constant:
    """Every weight the same number.

    Parameters
    ----------
    value : float or array_like
        A number, or an array that broadcasts to the shape asked for.

    Raises
    ------
    TypeError
        If `value` does not hold real numbers.

    Source: https://keras.io/api/layers/initializers/#constant-class

    Examples
    --------
    >>> Constant(2.5)((1, 2))
    array([[2.5, 2.5]], dtype=float32)
    """

    def __init__(self, value=0.0):
        _checks.real_array(value, "value")
        self.value = value

    def __call__(self, shape, dtype=None):
        """Return an array of that shape and float type."""
        value = _checks.cast(self.value, _checks.float_type(dtype))
        return np.full(_sizes(shape), value)


class Zeros:
    """Every weight 0: the usual start for biases.

    Source: https://keras.io/api/layers/initializers/#zeros-class

    Examples
    --------
    >>> Zeros()((2,))
    array([0., 0.], dtype=float32)
    """

    def __call__(self, shape, dtype=None):
        """Return an array of that shape and float type."""
        return np.zeros(_sizes(shape), _checks.float_type(dtype))


class Ones:
    """Every weight 1.

    Source: https://keras.io/api/layers/initializers/#ones-class

    Examples
    --------
    >>> Ones()((2,))
    array([1., 1.], dtype=float32)
    """

    def __call__(self, shape, dtype=None):
        """Return an array of that shape and float type."""
        return np.ones(_sizes(shape), _checks.float_type(dtype))


class GlorotUniform:
    r"""Random weights, evenly spread over an interval that suits the layer's size.

    .. math:: w \sim U(-r, r), \qquad r = \sqrt{\frac{6}{n_{in} + n_{out}}}

    :math:`n_{in}` and :math:`n_{out}` are the numbers of inputs and outputs.

    Parameters
    ----------
    seed : int, optional
        With a seed, the numbers are the same in every run. One initializer gives
        the same numbers each time it is called, with a seed or without.

    Raises
    ------
    ValueError
        If `seed` is not a whole number, 0 or larger.

    Source: Glorot and Bengio (2010), Understanding the difficulty of training deep
    feedforward neural networks; https://keras.io/api/layers/initializers/

    Examples
    --------
    >>> weights = GlorotUniform(seed=1)((3, 3))
    >>> bool(abs(weights).max() <= 1)
    True
    """

    def __init__(self, seed=None):
        if seed is None:
            seed = random.randrange(1, 10**9)
        self.seed = _checks.whole(seed, "seed")

    def __call__(self, shape, dtype=None):
        """Return an array of that shape and float type."""
        shape = _sizes(shape)
        limit = math.sqrt(6 / sum(_fans(shape)))
        values = np.random.default_rng(self.seed).uniform(-limit, limit, shape)
        return _checks.cast(values, _checks.float_type(dtype))


def _sizes(shape):
    """Return the shape of an array of weights, or say what is wrong with it."""
    return _checks.shape(shape, "shape", may_be_open=False)


def _fans(shape):
    """Return how many inputs and outputs weights of that shape connect."""
    if len(shape) < 2:
        size = shape[0] if shape else 1
        return size, size
    field = math.prod(shape[:-2])
    return shape[-2] * field, shape[-1] * field


_BY_NAME = {
    "glorot_uniform": GlorotUniform,
    "ones": Ones,
    "zeros": Zeros,
}
_BY_NAME |= {initializer.__name__: initializer for initializer in _BY_NAME.values()}


def get(identifier):
    """Return the initializer that a name or a callable stands for.

    Parameters
    ----------
    identifier : str or callable
        A name such as ``"zeros"``; a class such as `Zeros`, of which one is made; or
        another callable, which is returned as it is.

    Raises
    ------
    ValueError
        If there is no initializer of that name, or `identifier` is something else.

    Source: https://keras.io/api/layers/initializers/

    Examples
    --------
    >>> get("zeros")((1,))
    array([0.], dtype=float32)
    """
    if callable(identifier):
        return identifier() if isinstance(identifier, type) else identifier
    if isinstance(identifier, str) and identifier in _BY_NAME:
        return _BY_NAME[identifier]()
    raise ValueError(
        f"initializer must be callable or one of {', '.join(_BY_NAME)}; "
        f"got {identifier!r}"
    )
