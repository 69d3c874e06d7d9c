"""Activation functions, as in `keras.activations`.

Each takes an array and returns one of the same shape and float type.
"""

from firstneuron import _given


def linear(x):
    r"""Return the input as it is: :math:`g(z) = z`.

    Parameters
    ----------
    x : array_like
        Scores, of any shape.

    Returns
    -------
    ndarray
        The same numbers, integers included.

    Raises
    ------
    TypeError
        If `x` does not hold real numbers.

    Source: https://keras.io/api/layers/activations/#linear-function

    Examples
    --------
    >>> linear([-1, 0, 2])
    array([-1,  0,  2])
    """
    return _given.real(x, "x")


_BY_NAME = {"linear": linear}


def get(identifier):
    """Return the activation that a name, a function or None stands for.

    Parameters
    ----------
    identifier : str, callable or None
        A name such as ``"linear"``; a function, which is returned as it is; or
        None, which means `linear`.

    Raises
    ------
    ValueError
        If there is no activation of that name, or `identifier` is something else.

    Source: https://keras.io/api/layers/activations/

    Examples
    --------
    >>> get("linear") is get(None) is linear
    True
    """
    if identifier is None:
        return linear
    if callable(identifier):
        return identifier
    if isinstance(identifier, str) and identifier in _BY_NAME:
        return _BY_NAME[identifier]
    raise ValueError(
        f"activation must be a function, None or one of {', '.join(_BY_NAME)}; "
        f"got {identifier!r}"
    )
