"""Derivatives, for backpropagation. Keras has no such module: it derives by itself.

An activation's derivative is taken with respect to its input; where the outputs are
known already, most are cheap to find from them. `backward` picks the right one. A loss
function's derivative is taken with respect to `y_pred`, for each example's own loss.
"""

import numpy as np

from firstneuron import _given, _probabilities, activations


def linear(x, outputs=None):
    r"""Return the derivative of `activations.linear`, which is 1.

    .. math:: g'(z) = 1

    Parameters
    ----------
    x : array_like
        Scores, of any shape.
    outputs : ndarray, optional
        ``activations.linear(x)``, if it is at hand.

    Returns
    -------
    ndarray
        Of the shape and float type of `x`.

    Examples
    --------
    >>> linear(np.array([-1.0, 0.0, 2.0]))
    array([1., 1., 1.])
    """
    return np.ones_like(_given.numbers(x, "x"))


def sigmoid(x, outputs=None):
    r"""Return the derivative of `activations.sigmoid`, at most a quarter.

    .. math:: g'(z) = g(z)\,(1 - g(z))

    Parameters
    ----------
    x : array_like
        Scores, of any shape.
    outputs : ndarray, optional
        ``activations.sigmoid(x)``, if it is at hand.

    Returns
    -------
    ndarray
        Of the shape and float type of `x`.

    Examples
    --------
    >>> sigmoid(np.array([-1000.0, 0.0]))
    array([0.  , 0.25])
    """
    a = activations.sigmoid(x) if outputs is None else outputs
    return a * (1 - a)


def tanh(x, outputs=None):
    r"""Return the derivative of `activations.tanh`, at most 1.

    .. math:: g'(z) = 1 - g(z)^2

    Parameters
    ----------
    x : array_like
        Scores, of any shape.
    outputs : ndarray, optional
        ``activations.tanh(x)``, if it is at hand.

    Returns
    -------
    ndarray
        Of the shape and float type of `x`.

    Examples
    --------
    >>> tanh(np.array([-1000.0, 0.0]))
    array([0., 1.])
    """
    a = activations.tanh(x) if outputs is None else outputs
    return 1 - a * a


def relu(x, outputs=None):
    r"""Return the derivative of `activations.relu` with its usual settings.

    .. math:: g'(z) = \begin{cases} 1 & z > 0 \\ 0 & z \le 0 \end{cases}

    At 0, where the slope jumps, it is 0, as in Keras.

    Parameters
    ----------
    x : array_like
        Scores, of any shape.
    outputs : ndarray, optional
        ``activations.relu(x)``, if it is at hand.

    Returns
    -------
    ndarray
        Of the shape and float type of `x`.

    Examples
    --------
    >>> relu(np.array([-1.0, 0.0, 2.0]))
    array([0., 0., 1.])
    """
    x = _given.numbers(x, "x")
    return (x > 0).astype(x.dtype)


def leaky_relu(x, outputs=None, negative_slope=0.2):
    r"""Return the derivative of `activations.leaky_relu`.

    .. math:: g'(z) = \begin{cases} 1 & z > 0 \\ a & z \le 0 \end{cases}

    Parameters
    ----------
    x : array_like
        Scores, of any shape.
    outputs : ndarray, optional
        ``activations.leaky_relu(x)``, if it is at hand.
    negative_slope : float
        The slope :math:`a` at 0 and below.

    Returns
    -------
    ndarray
        Of the shape and float type of `x`.

    Examples
    --------
    >>> leaky_relu(np.array([-1.0, 0.0, 2.0]))
    array([0.2, 0.2, 1. ])
    """
    x = _given.numbers(x, "x")
    return np.where(x > 0, x.dtype.type(1), x.dtype.type(negative_slope))


def elu(x, outputs=None, alpha=1.0):
    r"""Return the derivative of `activations.elu`.

    .. math:: g'(z) = \begin{cases} 1 & z > 0 \\
              \alpha e^z = g(z) + \alpha & z \le 0 \end{cases}

    Parameters
    ----------
    x : array_like
        Scores, of any shape.
    outputs : ndarray, optional
        ``activations.elu(x)``, if it is at hand.
    alpha : float
        The :math:`\alpha` of the activation.

    Returns
    -------
    ndarray
        Of the shape and float type of `x`.

    Examples
    --------
    >>> elu(np.array([-1000.0, 0.0, 2.0]))
    array([0., 1., 1.])
    """
    x = _given.numbers(x, "x")
    a = activations.elu(x, alpha) if outputs is None else outputs
    return np.where(x > 0, x.dtype.type(1), a + x.dtype.type(alpha))


def softplus(x, outputs=None):
    r"""Return the derivative of `activations.softplus`: the sigmoid.

    .. math:: g'(z) = \frac{1}{1 + e^{-z}}

    Parameters
    ----------
    x : array_like
        Scores, of any shape.
    outputs : ndarray, optional
        ``activations.softplus(x)``, if it is at hand.

    Returns
    -------
    ndarray
        Of the shape and float type of `x`.

    Examples
    --------
    >>> softplus(np.array([-1000.0, 0.0]))
    array([0. , 0.5])
    """
    return activations.sigmoid(x)


def silu(x, outputs=None):
    r"""Return the derivative of `activations.silu`.

    .. math:: g'(z) = \sigma(z) + g(z)\,(1 - \sigma(z))

    At infinity it is 1 and at minus infinity 0, its limits, where Keras gives NaN.

    Parameters
    ----------
    x : array_like
        Scores, of any shape.
    outputs : ndarray, optional
        ``activations.silu(x)``, if it is at hand.

    Returns
    -------
    ndarray
        Of the shape and float type of `x`.

    Examples
    --------
    >>> silu(np.array([-np.inf, 0.0, np.inf]))
    array([0. , 0.5, 1. ])
    """
    x = _given.numbers(x, "x")
    a = activations.silu(x) if outputs is None else outputs
    share = activations.sigmoid(x)
    return share + np.minimum(a, np.finfo(a.dtype).max) * (1 - share)


def softmax(x, gradient, outputs=None, axis=-1):
    r"""Return the slope with respect to the scores that `activations.softmax` took.

    Each output depends on every score of its row, so there is no slope for each number
    alone; this is what backpropagation needs, the rows' Jacobians times the gradient.

    .. math:: \frac{\partial L}{\partial z_j} = a_j \Big(d_j - \sum_k d_k a_k\Big)

    Parameters
    ----------
    x : array_like
        Scores, ``(n, k)`` for :math:`k` classes, or of any shape.
    gradient : ndarray
        The slope :math:`d_j` of the loss with respect to each output, of that shape.
    outputs : ndarray, optional
        ``activations.softmax(x, axis)``, if it is at hand.
    axis : int, tuple of int or None
        The axis of the classes.

    Returns
    -------
    ndarray
        The slope of the loss with respect to each score.

    Examples
    --------
    >>> softmax(np.array([[0.0, 0.0]]), np.array([[1.0, 0.0]]))
    array([[ 0.25, -0.25]])
    """
    a = activations.softmax(x, axis) if outputs is None else outputs
    return a * (gradient - np.sum(gradient * a, axis=axis, keepdims=True))


def log_softmax(x, gradient, outputs=None, axis=-1):
    r"""Return the slope with respect to the scores of `activations.log_softmax`.

    Each output depends on every score of its row, so there is no slope for each number
    alone; this is what backpropagation needs, the rows' Jacobians times the gradient.

    .. math:: \frac{\partial L}{\partial z_j} = d_j - e^{a_j} \sum_k d_k

    Parameters
    ----------
    x : array_like
        Scores, ``(n, k)`` for :math:`k` classes, or of any shape.
    gradient : ndarray
        The slope :math:`d_j` of the loss with respect to each output, of that shape.
    outputs : ndarray, optional
        ``activations.log_softmax(x, axis)``, if it is at hand.
    axis : int, tuple of int or None
        The axis of the classes.

    Returns
    -------
    ndarray
        The slope of the loss with respect to each score.

    Examples
    --------
    >>> log_softmax(np.array([[0.0, 0.0]]), np.array([[1.0, 0.0]]))
    array([[ 0.5, -0.5]])
    """
    a = activations.log_softmax(x, axis) if outputs is None else outputs
    return gradient - np.exp(a) * np.sum(gradient, axis=axis, keepdims=True)


_OF_ACTIVATION = {
    activations.linear: linear,
    activations.sigmoid: sigmoid,
    activations.tanh: tanh,
    activations.relu: relu,
    activations.leaky_relu: leaky_relu,
    activations.elu: elu,
    activations.softplus: softplus,
    activations.silu: silu,
}
_OF_ROWS = {
    activations.softmax: softmax,
    activations.log_softmax: log_softmax,
}


def backward(activation, sums, outputs, gradient):
    r"""Return the slope of the loss with respect to the sums an activation took.

    .. math:: \delta = \frac{\partial L}{\partial A} \, g'(Z)

    For `softmax` and `log_softmax`, whose outputs each depend on a whole row, see
    there. The arrays are taken as they are, without a check: a layer has made them,
    and has told NumPy what to do when a number overflows.

    Parameters
    ----------
    activation : callable
        :math:`g`, one of `activations` with its usual settings.
    sums : ndarray
        :math:`Z`, what it took.
    outputs : ndarray
        :math:`A = g(Z)`, what it returned.
    gradient : ndarray
        The slope with respect to the outputs, of their shape.

    Returns
    -------
    ndarray
        Of the same shape.

    Raises
    ------
    ValueError
        If the function's derivative is not known: a step's, say, or one of your own.

    Examples
    --------
    >>> z = np.array([[-1.0, 2.0]])
    >>> backward(activations.relu, z, activations.relu(z), np.array([[5.0, 5.0]]))
    array([[0., 5.]])
    """
    if activation is activations.linear:
        return gradient
    if activation in _OF_ACTIVATION:
        return gradient * _OF_ACTIVATION[activation](sums, outputs)
    if activation in _OF_ROWS:
        return _OF_ROWS[activation](sums, gradient, outputs)
    name = getattr(activation, "__name__", repr(activation))
    raise ValueError(
        f"the activation {name} has no derivative here, so a layer that uses it can "
        "predict but not learn by backpropagation"
    )


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


def binary_crossentropy(
    y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1
):
    r"""Return the derivative of `losses.binary_crossentropy`.

    .. math:: \frac{\partial L}{\partial p_j} = \frac{1}{k}
              \Big( \frac{1 - y_j}{1 - p_j} - \frac{y_j}{p_j} \Big), \qquad
              \frac{\partial L}{\partial z_j} = \frac{1}{k} (p_j - y_j)

    The first for probabilities: it is 0 where they are clipped, so what is certain and
    wrong would learn nothing. The second for logits.

    Parameters
    ----------
    y_true, y_pred : array_like
        Labels and predictions, ``(n, k)`` or ``(n,)``.
    from_logits : bool
        Whether `y_pred` are logits.
    label_smoothing : float
        From 0 to 1: how far labels are moved toward a half.
    axis : int
        The axis of the outputs.

    Returns
    -------
    ndarray
        Of the paired shape, in the float type of `y_pred`.

    Raises
    ------
    ValueError
        As `losses.binary_crossentropy` does.

    Examples
    --------
    >>> binary_crossentropy([[1.0]], np.array([[0.5]]))
    array([[-2.]])
    >>> binary_crossentropy([[1.0]], np.array([[0.0]]), from_logits=True)
    array([[-0.5]])
    """
    y_true, y_pred = _given.label_prediction_pair(y_true, y_pred)
    _given.one_axis(axis, y_pred.shape, "axis")
    y_true = _probabilities.smoothed(
        y_true, _given.share(label_smoothing, "label_smoothing"), 2
    )
    with np.errstate(over="ignore", invalid="ignore"):
        return _binary_crossentropy(y_true, y_pred, from_logits, axis)


def _binary_crossentropy(y_true, y_pred, from_logits, axis):
    """Return the slopes for labels and predictions that were checked already."""
    outputs = y_pred.dtype.type(y_pred.shape[axis])
    if from_logits:
        return (activations.sigmoid(y_pred) - y_true) / outputs
    p = _probabilities.clipped(y_pred)
    slopes = ((1 - y_true) / (1 - p) - y_true / p) / outputs
    return _probabilities.unclipped(y_pred, slopes)


def categorical_crossentropy(
    y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1
):
    r"""Return the derivative of `losses.categorical_crossentropy`.

    .. math:: \frac{\partial L}{\partial p_j} =
              \frac{1}{\sum_i p_i} \Big( \sum_i y_i \Big) - \frac{y_j}{p_j}, \qquad
              \frac{\partial L}{\partial z_j} = p_j \sum_i y_i - y_j

    The first for probabilities, 0 for those that are clipped; the second for logits,
    with :math:`p = \operatorname{softmax}(z)`. The sum of the labels is 1, mostly; for
    logits Keras takes it to be 1 always.

    Parameters
    ----------
    y_true, y_pred : array_like
        Labels and predictions, ``(n, k)``.
    from_logits : bool
        Whether `y_pred` are logits.
    label_smoothing : float
        From 0 to 1: how far labels are moved toward the same share for each class.
    axis : int
        The axis of the classes.

    Returns
    -------
    ndarray
        Of the same shape, in the float type of `y_pred`.

    Raises
    ------
    ValueError
        As `losses.categorical_crossentropy` does.

    Examples
    --------
    >>> categorical_crossentropy([[1.0, 0.0]], np.array([[0.5, 0.5]]))
    array([[-1.,  1.]])
    >>> categorical_crossentropy([[1.0, 0.0]], np.array([[0.0, 0.0]]), True)
    array([[-0.5,  0.5]])
    """
    y_true, y_pred = _given.label_prediction_pair(y_true, y_pred)
    _given.one_axis(axis, y_pred.shape, "axis")
    y_true = _probabilities.smoothed(
        y_true,
        _given.share(label_smoothing, "label_smoothing"),
        y_true.shape[-1],
    )
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        return _categorical_crossentropy(y_true, y_pred, from_logits, axis)


def _categorical_crossentropy(y_true, y_pred, from_logits, axis):
    """Return the slopes for labels and predictions that were checked already."""
    if from_logits:
        p = activations.softmax(y_pred, axis)
        return p * np.sum(y_true, axis=axis, keepdims=True) - y_true
    total = np.sum(y_pred, axis=axis, keepdims=True)
    p = y_pred / total
    slopes = _probabilities.unclipped(p, -y_true / _probabilities.clipped(p))
    return (slopes - np.sum(slopes * p, axis=axis, keepdims=True)) / total


def sparse_categorical_crossentropy(y_true, y_pred, from_logits=False):
    r"""Return the derivative of `losses.sparse_categorical_crossentropy`.

    .. math:: \frac{\partial L}{\partial p_j} =
              \frac{1}{\sum_i p_i} - \frac{[j = y]}{p_j}, \qquad
              \frac{\partial L}{\partial z_j} = p_j - [j = y]

    The first for probabilities, 0 for those that are clipped; the second for logits,
    with :math:`p = \operatorname{softmax}(z)`. :math:`[j = y]` is 1 for the class of
    the label, else 0.

    Parameters
    ----------
    y_true : array_like of int
        Class numbers from 0, ``(n,)`` or ``(n, 1)``.
    y_pred : array_like
        Predictions, ``(n, k)``.
    from_logits : bool
        Whether `y_pred` are logits.

    Returns
    -------
    ndarray
        Of the shape and float type of `y_pred`.

    Raises
    ------
    ValueError
        As `losses.sparse_categorical_crossentropy` does.

    Examples
    --------
    >>> sparse_categorical_crossentropy([0], np.array([[0.5, 0.5]]))
    array([[-1.,  1.]])
    >>> sparse_categorical_crossentropy([0], np.array([[0.0, 0.0]]), True)
    array([[-0.5,  0.5]])
    """
    classes, y_pred = _given.class_numbers_and_scores(y_true, y_pred)
    with np.errstate(over="ignore", invalid="ignore"):
        return _sparse_categorical_crossentropy(classes, y_pred, from_logits)


def _sparse_categorical_crossentropy(classes, y_pred, from_logits):
    """Return the slopes for class numbers that were checked already."""
    hit = _probabilities.one_hot(classes, y_pred)
    if from_logits:
        return activations.softmax(y_pred) - hit
    p = _probabilities.clipped(y_pred)
    slopes = 1 / np.sum(p, axis=-1, keepdims=True) - hit / p
    return _probabilities.unclipped(y_pred, slopes)
