r"""Derivatives of the activations. Keras has no such module: it derives by itself.

Each function here stands for the activation of its name. It takes the scores `x` that
the activation took, of any shape, and returns the slope :math:`g'(z)` at each of them,
in their shape and float type, where :math:`g` is the activation.

Some take settings, as the activation does: `negative_slope`, `alpha`, `approximate`,
`axis`. Two are cheap to find from what the activation returned: they take that as
`outputs`, if it is at hand.

`softmax` and `log_softmax` take a `gradient` as well. Each of their outputs depends on
a whole row of scores, so that no score has a slope of its own; they return what
backpropagation needs, the gradient times the row's matrix of slopes (its Jacobian).

An activation of your own is trained when it has a derivative, as an attribute:

>>> def cube(x):
...     return x**3
>>> cube.derivative = lambda x: 3 * x**2
>>> backward(cube, np.array([2.0]), np.array([1.0]))
array([12.])
"""

import functools
import math

import numpy as np

from firstneuron import _arguments, activations


def linear(x):
    r"""Return 1.

    .. math:: g'(z) = 1

    >>> linear(np.array([-1.0, 0.0, 2.0]))
    array([1., 1., 1.])
    """
    return np.ones_like(_arguments.float_array(x, "x"))


def sigmoid(x, outputs=None):
    r"""Return the slope of the sigmoid, at most a quarter.

    .. math:: g'(z) = g(z)\,(1 - g(z))

    >>> sigmoid(np.array([-1000.0, 0.0]))
    array([0.  , 0.25])
    """
    a = activations.sigmoid(x) if outputs is None else outputs
    return a * (1 - a)


def tanh(x, outputs=None):
    r"""Return the slope of the hyperbolic tangent, at most 1.

    .. math:: g'(z) = 1 - g(z)^2

    >>> tanh(np.array([-1000.0, 0.0]))
    array([0., 1.])
    """
    a = activations.tanh(x) if outputs is None else outputs
    return 1 - a * a


def relu(x, negative_slope=0.0, max_value=None, threshold=0.0):
    r"""Return the slope of `activations.relu`.

    .. math:: g'(z) = \begin{cases} 1 & z > 0 \\ 0 & z \le 0 \end{cases}

    At 0, where the slope jumps, it is 0, as in Keras. With a `negative_slope`, a
    `threshold` and a `max_value` it is the negative slope up to the threshold, and 0
    from the largest value on.

    >>> relu(np.array([-1.0, 0.0, 2.0]))
    array([0., 0., 1.])
    """
    x = _arguments.float_array(x, "x")
    slopes = (x > threshold).astype(x.dtype)  # a sixth of the time of `np.where`
    if negative_slope:
        slopes[slopes == 0] = negative_slope
    return slopes if max_value is None else np.where(x < max_value, slopes, 0)


def leaky_relu(x, negative_slope=0.2):
    r"""Return the slope of `activations.leaky_relu`, :math:`a` the negative slope.

    .. math:: g'(z) = \begin{cases} 1 & z > 0 \\ a & z \le 0 \end{cases}

    >>> leaky_relu(np.array([-1.0, 0.0, 2.0]))
    array([0.2, 0.2, 1. ])
    """
    x = _arguments.float_array(x, "x")
    return np.where(x > 0, x.dtype.type(1), x.dtype.type(negative_slope))


def elu(x, alpha=1.0):
    r"""Return the slope of `activations.elu`.

    .. math:: g'(z) = \begin{cases} 1 & z > 0 \\ \alpha e^z & z \le 0 \end{cases}

    >>> elu(np.array([-1000.0, 0.0, 2.0]))
    array([0., 1., 1.])
    """
    x = _arguments.float_array(x, "x")
    return np.where(x > 0, x.dtype.type(1), alpha * np.exp(np.minimum(x, 0)))


def softplus(x):
    r"""Return the slope of the softplus: the sigmoid.

    .. math:: g'(z) = \frac{1}{1 + e^{-z}}

    >>> softplus(np.array([-1000.0, 0.0]))
    array([0. , 0.5])
    """
    return activations.sigmoid(x)


def silu(x):
    r"""Return the slope of `activations.silu`.

    .. math:: g'(z) = \sigma(z) + g(z)\,(1 - \sigma(z))

    At infinity it is 1 and at minus infinity 0, its limits, where Keras gives NaN.

    >>> silu(np.array([-np.inf, 0.0, np.inf]))
    array([0. , 0.5, 1. ])
    """
    a, share = activations.silu(x), activations.sigmoid(x)
    return share + np.minimum(a, np.finfo(a.dtype).max) * (1 - share)


def gelu(x, approximate=False):
    r"""Return the slope of `activations.gelu`.

    .. math:: g'(z) = \Phi(z) + z \, \Phi'(z), \qquad
              \Phi'(z) = \frac{1}{\sqrt{2 \pi}} \, e^{-z^2 / 2}

    With `approximate`, :math:`\Phi` is the approximation there, and :math:`\Phi'` its
    slope. At infinity the slope is 1 and at minus infinity 0, its limits, where Keras
    gives NaN.

    >>> gelu(np.array([-np.inf, 0.0, np.inf]))
    array([0. , 0.5, 1. ])
    """
    x = _arguments.float_array(x, "x")
    z = np.clip(x, -40, 40)  # beyond, the slope is 0 or 1, and a power may be infinite
    share = activations._share_below(z, approximate)
    if approximate:
        inner = math.sqrt(8 / math.pi) * (1 + 3 * 0.044715 * z * z)
        growth = share * (1 - share) * inner
    else:
        growth = np.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    return _arguments.cast(share + z * growth, x.dtype)


def softmax(x, gradient, axis=-1):
    r"""Return the slope with respect to the scores that `activations.softmax` took.

    .. math:: \frac{\partial L}{\partial z_j} = a_j \Big(d_j - \sum_k d_k a_k\Big)

    :math:`d_j` is the slope of the loss with respect to the output :math:`a_j`: the
    gradient, of the shape of the scores.

    >>> softmax(np.array([[0.0, 0.0]]), np.array([[1.0, 0.0]]))
    array([[ 0.25, -0.25]])
    """
    a = activations.softmax(x, axis)
    return a * (gradient - np.sum(gradient * a, axis=axis, keepdims=True))


def log_softmax(x, gradient, axis=-1):
    r"""Return the slope with respect to the scores that `log_softmax` took.

    .. math:: \frac{\partial L}{\partial z_j} = d_j - e^{a_j} \sum_k d_k

    :math:`d_j` is the slope of the loss with respect to the output :math:`a_j`: the
    gradient, of the shape of the scores.

    >>> log_softmax(np.array([[0.0, 0.0]]), np.array([[1.0, 0.0]]))
    array([[ 0.5, -0.5]])
    """
    p = activations.softmax(x, axis)
    return gradient - p * np.sum(gradient, axis=axis, keepdims=True)


_OF_EACH = {
    activations.linear: linear,
    activations.sigmoid: sigmoid,
    activations.tanh: tanh,
    activations.relu: relu,
    activations.leaky_relu: leaky_relu,
    activations.elu: elu,
    activations.softplus: softplus,
    activations.silu: silu,
    activations.gelu: gelu,
}
_CHEAP_FROM_OUTPUTS = (activations.sigmoid, activations.tanh)
_OF_ROWS = {activations.softmax: softmax, activations.log_softmax: log_softmax}


def backward(activation, x, gradient, outputs=None):
    r"""Return the slope of the loss with respect to the scores an activation took.

    .. math:: \delta = \frac{\partial L}{\partial A} \, g'(Z)

    For `softmax` and `log_softmax` see there.

    Parameters
    ----------
    activation : callable
        :math:`g`: a function of `activations`, with others than its usual settings as a
        `functools.partial`; or a function that has a `derivative`.
    x : ndarray
        :math:`Z`, the scores that it took.
    gradient : ndarray
        The slope with respect to what it returned, of the same shape.
    outputs : ndarray, optional
        What it returned, if it is at hand.

    Returns
    -------
    ndarray
        Of the same shape.

    Raises
    ------
    ValueError
        If the function's derivative is not known, as of a step.

    Examples
    --------
    >>> backward(activations.relu, np.array([[-1.0, 2.0]]), np.array([[5.0, 5.0]]))
    array([[0., 5.]])
    """
    if activation is activations.linear:
        return gradient
    if hasattr(activation, "derivative"):
        return gradient * activation.derivative(x)
    function, settings = activation, {}
    if isinstance(activation, functools.partial):
        function, settings = activation.func, activation.keywords
    elif outputs is not None and activation in _CHEAP_FROM_OUTPUTS:
        settings = {"outputs": outputs}
    if function in _OF_EACH:
        return gradient * _OF_EACH[function](x, **settings)
    if function in _OF_ROWS:
        return _OF_ROWS[function](x, gradient, **settings)
    if hasattr(function, "derivative"):
        return gradient * function.derivative(x, **settings)
    name = getattr(activation, "__name__", repr(activation))
    raise ValueError(
        f"the activation {name} has no derivative here, so a layer that uses it can "
        "predict but not learn by backpropagation. One of your own may be given its "
        "derivative: activation.derivative = lambda x: ..."
    )
