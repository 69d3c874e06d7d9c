"""Derivatives, for backpropagation. Keras has no such module: it derives by itself.

An activation's derivative is taken with respect to its input. A loss function's is
taken with respect to `y_pred`, for each example's own loss.
"""

import numpy as np

from firstneuron import _given, activations


def linear(x):
    r"""Return the derivative of `activations.linear`: :math:`g'(z) = 1`.

    Parameters
    ----------
    x : array_like
        Scores, of any shape.

    Returns
    -------
    ndarray
        Ones, of the shape of `x`.

    Examples
    --------
    >>> linear(np.array([-1.0, 0.0, 2.0]))
    array([1., 1., 1.])
    """
    return np.ones_like(_given.numbers(x, "x"))


@np.errstate(over="ignore", invalid="ignore")
def mean_squared_error(y_true, y_pred):
    r"""Return the derivative of `losses.mean_squared_error`.

    .. math:: \frac{\partial}{\partial \hat y_j} \frac{1}{k} \sum_{j=1}^{k}
              (y_j - \hat y_j)^2 = \frac{2}{k} (\hat y_j - y_j)

    Parameters
    ----------
    y_true, y_pred : array_like
        Labels and predictions, ``(n, k)`` or ``(n,)``.

    Returns
    -------
    ndarray
        Of the paired shape, in the float type of `y_pred`.

    Raises
    ------
    ValueError
        If the shapes do not pair, or there are no numbers.

    Examples
    --------
    >>> mean_squared_error([[100.0]], np.array([[102.5]]))
    array([[5.]])
    """
    y_true, y_pred = _given.label_prediction_pair(y_true, y_pred)
    return 2 * (y_pred - y_true) / y_pred.shape[-1]


@np.errstate(over="ignore", invalid="ignore")
def mean_absolute_error(y_true, y_pred):
    r"""Return the derivative of `losses.mean_absolute_error`.

    .. math:: \frac{\partial}{\partial \hat y_j} \frac{1}{k} \sum_{j=1}^{k}
              |y_j - \hat y_j| = \frac{1}{k} \operatorname{sign}(\hat y_j - y_j)

    At :math:`\hat y_j = y_j`, where the slope jumps from -1 to 1, it is 0.

    Parameters
    ----------
    y_true, y_pred : array_like
        Labels and predictions, ``(n, k)`` or ``(n,)``.

    Returns
    -------
    ndarray
        Of the paired shape, in the float type of `y_pred`.

    Raises
    ------
    ValueError
        If the shapes do not pair, or there are no numbers.

    Examples
    --------
    >>> mean_absolute_error([[100.0]], np.array([[102.5]]))
    array([[1.]])
    """
    y_true, y_pred = _given.label_prediction_pair(y_true, y_pred)
    return np.sign(y_pred - y_true) / y_pred.dtype.type(y_pred.shape[-1])


_OF_ACTIVATION = {activations.linear: linear}


def of_activation(activation):
    """Return the derivative of an activation function.

    Parameters
    ----------
    activation : callable

    Returns
    -------
    callable
        It takes the scores and returns :math:`g'` of each.

    Raises
    ------
    ValueError
        If the function has none here: a step, say, or one of your own.

    Examples
    --------
    >>> of_activation(activations.linear) is linear
    True
    """
    if activation not in _OF_ACTIVATION:
        name = getattr(activation, "__name__", repr(activation))
        raise ValueError(
            f"the activation {name} has no derivative here, so a layer that uses it "
            "can predict but not learn by backpropagation"
        )
    return _OF_ACTIVATION[activation]
