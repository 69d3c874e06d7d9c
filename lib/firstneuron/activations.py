"""Activation functions, as in `keras.activations`.

Each takes an array and returns one of the same shape and float type. Integers become
the default float type, except where the result is whole as well (`linear`, `relu`).
"""

import math

import numpy as np

from firstneuron import _arguments
from firstneuron._quiet import quiet


def linear(x):
    r"""Return the input as it is: :math:`g(z) = z`.

    .. math:: g(z) = z

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
    return _kept(x)


@quiet
def sigmoid(x):
    r"""Return the sigmoid, which runs from 0 to 1.

    .. math:: g(z) = \frac{1}{1 + e^{-z}}

    Far to the left :math:`e^{-z}` is infinite and the quotient 0, as it should be.

    Parameters
    ----------
    x : array_like
        Scores, of any shape.

    Returns
    -------
    ndarray
        Of the shape and float type of `x`.

    Raises
    ------
    TypeError
        If `x` does not hold real numbers.

    Source: https://keras.io/api/layers/activations/#sigmoid-function

    Examples
    --------
    >>> sigmoid(np.array([-1000.0, 0.0, 1000.0]))
    array([0. , 0.5, 1. ])
    """
    x = _arguments.float_array(x, "x")
    return 1 / (1 + np.exp(-x))


def tanh(x):
    r"""Return the hyperbolic tangent, which runs from -1 to 1.

    .. math:: g(z) = \frac{e^z - e^{-z}}{e^z + e^{-z}}

    Parameters
    ----------
    x : array_like
        Scores, of any shape.

    Returns
    -------
    ndarray
        Of the shape and float type of `x`.

    Raises
    ------
    TypeError
        If `x` does not hold real numbers.

    Source: https://keras.io/api/layers/activations/#tanh-function

    Examples
    --------
    >>> tanh(np.array([-1000.0, 0.0, 1000.0]))
    array([-1.,  0.,  1.])
    """
    return np.tanh(_arguments.float_array(x, "x"))


@quiet
def relu(x, negative_slope=0.0, max_value=None, threshold=0.0):
    r"""Return the positive part: what a rectified linear unit lets through.

    .. math:: g(z) = \max(z, 0)

    With other settings it is :math:`z` above the threshold :math:`t`, cut off at the
    largest value, and :math:`a (z - t)` below, with the negative slope :math:`a`.

    Parameters
    ----------
    x : array_like
        Scores, of any shape.
    negative_slope : float
        The slope below the threshold.
    max_value : float, optional
        The largest value that is returned.
    threshold : float
        Up to which score the unit stays silent.

    Returns
    -------
    ndarray
        Of the shape and float type of `x`. Integers stay integers if the settings are
        whole numbers.

    Raises
    ------
    TypeError
        If `x` does not hold real numbers, or a setting is not a number.

    Source: https://keras.io/api/layers/activations/#relu-function

    Examples
    --------
    >>> relu([-2, 0, 3])
    array([0, 0, 3])
    >>> relu([-2.0, 0.0, 3.0], negative_slope=0.5, max_value=2.0)
    array([-1.,  0.,  2.], dtype=float32)
    """
    z = _kept(x)
    if negative_slope == 0 and max_value is None and threshold == 0:
        return np.maximum(z, 0)
    slope = _arguments.number(negative_slope, "negative_slope")
    threshold = _arguments.number(threshold, "threshold")
    most = np.inf if max_value is None else _arguments.number(max_value, "max_value")
    settings = (slope, threshold, most)
    stays_whole = z.dtype.kind != "f" and settings == tuple(map(np.floor, settings))
    dtype = z.dtype if stays_whole else _arguments.float_array(z, "x").dtype
    z = z.astype("float64" if stays_whole else dtype, copy=False)
    # `z <= threshold` rather than `>`, so that NaN stays NaN.
    outputs = np.maximum(np.minimum(np.where(z <= threshold, 0.0, z), most), 0)
    if slope != 0:
        outputs = outputs + slope * np.minimum(z - threshold, 0)
    return outputs.astype(dtype, copy=False)


@quiet
def leaky_relu(x, negative_slope=0.2):
    r"""Return positive scores as they are, and a share of negative ones.

    .. math:: g(z) = \begin{cases} z & z > 0 \\ a z & z \le 0 \end{cases}

    Parameters
    ----------
    x : array_like
        Scores, of any shape.
    negative_slope : float
        The share :math:`a`.

    Returns
    -------
    ndarray
        Of the shape and float type of `x`.

    Raises
    ------
    TypeError
        If `x` does not hold real numbers, or `negative_slope` is not a number.

    Source: https://keras.io/api/layers/activations/#leakyrelu-function

    Examples
    --------
    >>> leaky_relu(np.array([-10.0, 0.0, 10.0]))
    array([-2.,  0., 10.])
    """
    x = _arguments.float_array(x, "x")
    slope = _arguments.number(negative_slope, "negative_slope")
    return np.where(x > 0, x, slope * x)


@quiet
def elu(x, alpha=1.0):
    r"""Return the exponential linear unit, which levels off on the left.

    .. math:: g(z) = \begin{cases} z & z > 0 \\
                                   \alpha (e^z - 1) & z \le 0 \end{cases}

    Near 0, where :math:`e^z - 1` loses digits, `expm1` keeps them: ``elu(-1e-30)`` is
    -1e-30, while Keras gives 0.

    Parameters
    ----------
    x : array_like
        Scores, of any shape.
    alpha : float
        :math:`\alpha`: far to the left it is :math:`-\alpha`.

    Returns
    -------
    ndarray
        Of the shape and float type of `x`.

    Raises
    ------
    TypeError
        If `x` does not hold real numbers, or `alpha` is not a number.

    Source: https://keras.io/api/layers/activations/#elu-function

    Examples
    --------
    >>> elu(np.array([-1000.0, 0.0, 2.0]))
    array([-1.,  0.,  2.])
    """
    x = _arguments.float_array(x, "x")
    alpha = _arguments.number(alpha, "alpha")
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


@quiet
def softplus(x):
    r"""Return the softplus: `relu` with its corner rounded off.

    .. math:: g(z) = \ln(1 + e^z)

    Parameters
    ----------
    x : array_like
        Scores, of any shape.

    Returns
    -------
    ndarray
        Of the shape and float type of `x`.

    Raises
    ------
    TypeError
        If `x` does not hold real numbers.

    Source: https://keras.io/api/layers/activations/#softplus-function

    Examples
    --------
    >>> softplus(np.array([-1000.0, 1000.0]))
    array([   0., 1000.])
    """
    return np.logaddexp(_arguments.float_array(x, "x"), 0)


def silu(x):
    r"""Return each score times its sigmoid, also known as swish.

    .. math:: g(z) = \frac{z}{1 + e^{-z}}

    At minus infinity it is 0, its limit, where Keras gives NaN.

    Parameters
    ----------
    x : array_like
        Scores, of any shape.

    Returns
    -------
    ndarray
        Of the shape and float type of `x`.

    Raises
    ------
    TypeError
        If `x` does not hold real numbers.

    Source: https://keras.io/api/layers/activations/#silu-function

    Examples
    --------
    >>> silu(np.array([-np.inf, 0.0, 1000.0]))
    array([  -0.,    0., 1000.])
    """
    x = _arguments.float_array(x, "x")
    return np.maximum(x, np.finfo(x.dtype).min) * sigmoid(x)


@quiet
def gelu(x, approximate=False):
    r"""Return each score times the share of a bell curve that lies below it.

    .. math:: g(z) = z \, \Phi(z), \qquad
              \Phi(z) = \frac{1}{2} \Big(1 + \operatorname{erf} \frac{z}{\sqrt 2}\Big)

    :math:`\Phi(z)` is the probability that a number from the standard normal
    distribution is below :math:`z`. The older form approximates it, by

    .. math:: \frac{1}{2} \Big(1 +
              \tanh \big(\sqrt{2 / \pi} \, (z + 0.044715 \, z^3)\big)\Big)

    At minus infinity it is 0, its limit, where Keras gives NaN. NumPy has no
    :math:`\operatorname{erf}`, so the exact form goes from number to number: for 128
    examples in a layer of 256 units it needs 3 ms, the other half a millisecond.

    Parameters
    ----------
    x : array_like
        Scores, of any shape.
    approximate : bool
        Whether to take the approximation.

    Returns
    -------
    ndarray
        Of the shape and float type of `x`.

    Raises
    ------
    TypeError
        If `x` does not hold real numbers.

    Source: Hendrycks and Gimpel (2016), Gaussian error linear units;
    https://keras.io/api/layers/activations/#gelu-function

    Examples
    --------
    >>> gelu(np.array([-np.inf, 0.0, 1000.0]))
    array([  -0.,    0., 1000.])
    >>> gelu(np.array([-1.0, 1.0])).round(4)
    array([-0.1587,  0.8413])
    >>> gelu(np.array([-1.0, 1.0]), approximate=True).round(4)
    array([-0.1588,  0.8412])
    """
    x = _arguments.float_array(x, "x")
    outputs = np.maximum(x, np.finfo(x.dtype).min) * _share_below(x, approximate)
    return _arguments.cast(outputs, x.dtype)


def softmax(x, axis=-1):
    r"""Return probabilities of classes: positive, with the sum 1.

    .. math:: g_j(z) = \frac{e^{z_j}}{\sum_k e^{z_k}}

    The largest score is first subtracted from all: the quotient stays the same, and
    no power is too large.

    Parameters
    ----------
    x : array_like
        Scores, ``(n, k)`` for :math:`k` classes, or of any shape.
    axis : int, tuple of int or None
        The axis of the classes. None takes all numbers together.

    Returns
    -------
    ndarray
        Of the shape and float type of `x`.

    Raises
    ------
    ValueError
        If `x` has no such axis, or no numbers.
    TypeError
        If `x` does not hold real numbers, or `axis` no whole numbers.

    Source: https://keras.io/api/layers/activations/#softmax-function

    Examples
    --------
    >>> softmax(np.array([[0.0, 0.0], [1000.0, -1000.0]]))
    array([[0.5, 0.5],
           [1. , 0. ]])
    """
    powers = np.exp(_below_0(x, axis))
    return powers / powers.sum(axis=axis, keepdims=True)


def log_softmax(x, axis=-1):
    r"""Return the logarithms of `softmax`, right even where a probability is tiny.

    .. math:: g_j(z) = z_j - \ln \sum_k e^{z_k}

    Parameters
    ----------
    x : array_like
        Scores, ``(n, k)`` for :math:`k` classes, or of any shape.
    axis : int, tuple of int or None
        The axis of the classes. None takes all numbers together.

    Returns
    -------
    ndarray
        Of the shape and float type of `x`.

    Raises
    ------
    ValueError
        If `x` has no such axis, or no numbers.
    TypeError
        If `x` does not hold real numbers, or `axis` no whole numbers.

    Source: https://keras.io/api/layers/activations/#logsoftmax-function

    Examples
    --------
    >>> log_softmax(np.array([[1000.0, -1000.0]]))
    array([[    0., -2000.]])
    """
    z = _below_0(x, axis)
    return z - np.log(np.exp(z).sum(axis=axis, keepdims=True))


def _share_below(x, approximate):
    """Return the share of the standard normal distribution that is below each score."""
    if approximate:  # half of 1 + tanh is the sigmoid of twice as much
        return sigmoid(math.sqrt(8 / math.pi) * (x + 0.044715 * x * x * x))
    # erfc, which is 1 - erf, keeps its digits where the share is tiny.
    halves = map(math.erfc, (np.ravel(x).astype("float64") / -math.sqrt(2)).tolist())
    return np.fromiter(halves, "float64", x.size).reshape(x.shape) / 2


def _kept(x):
    """Return whole numbers as they are, and others as floats."""
    array = _arguments.real_array(x, "x")
    return array if array.dtype.kind != "f" else _arguments.float_array(x, "x")


@quiet
def _below_0(x, axis):
    """Return the scores, less the largest one along the axis."""
    x = _arguments.not_empty(_arguments.float_array(x, "x"), "x")
    _arguments.axes(axis, x.shape, "axis")
    return x - x.max(axis=axis, keepdims=True)


_BY_NAME = {
    function.__name__: function
    for function in (
        linear,
        sigmoid,
        tanh,
        relu,
        leaky_relu,
        elu,
        softplus,
        silu,
        gelu,
        softmax,
        log_softmax,
    )
}
_BY_NAME["swish"] = silu


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
