"""Loss functions and classes, as in `keras.losses`.

A function returns one loss an example. A class reduces them to one number, which
training makes small, and its `backward` gives the slope of that number.
"""

import numpy as np

from firstneuron import _given, derivatives

_REDUCTIONS = ("sum_over_batch_size", "sum", "mean", "none", None)


@np.errstate(over="ignore", invalid="ignore")
def mean_squared_error(y_true, y_pred):
    r"""Return each example's squared error, the mean over its :math:`k` outputs.

    .. math:: L = \frac{1}{k} \sum_{j=1}^{k} (y_j - \hat y_j)^2

    Parameters
    ----------
    y_true : array_like
        Labels, ``(n, k)`` or ``(n,)``.
    y_pred : array_like
        Predictions, of the same shape; ``(n,)`` also pairs with ``(n, 1)``.

    Returns
    -------
    ndarray
        ``(n,)`` for ``(n, k)``, in the unit of the label, squared, and in the float
        type of `y_pred`. Two arrays ``(n,)`` count as one example: one number.

    Raises
    ------
    ValueError
        If the shapes do not pair, or there are no numbers.
    TypeError
        If one of them does not hold real numbers.

    Source: https://keras.io/api/losses/regression_losses/

    Examples
    --------
    >>> mean_squared_error([[100.0], [120.0]], np.array([[102.5], [120.0]]))
    array([6.25, 0.  ])
    """
    y_true, y_pred = _given.label_prediction_pair(y_true, y_pred)
    return np.mean(np.square(y_true - y_pred), axis=-1)


@np.errstate(over="ignore", invalid="ignore")
def mean_absolute_error(y_true, y_pred):
    r"""Return each example's absolute error, the mean over its :math:`k` outputs.

    .. math:: L = \frac{1}{k} \sum_{j=1}^{k} |y_j - \hat y_j|

    Parameters
    ----------
    y_true : array_like
        Labels, ``(n, k)`` or ``(n,)``.
    y_pred : array_like
        Predictions, of the same shape; ``(n,)`` also pairs with ``(n, 1)``.

    Returns
    -------
    ndarray
        ``(n,)`` for ``(n, k)``, in the unit of the label and in the float type of
        `y_pred`. Two arrays ``(n,)`` count as one example: one number.

    Raises
    ------
    ValueError
        If the shapes do not pair, or there are no numbers.
    TypeError
        If one of them does not hold real numbers.

    Source: https://keras.io/api/losses/regression_losses/

    Examples
    --------
    >>> mean_absolute_error([[100.0], [120.0]], np.array([[102.5], [120.0]]))
    array([2.5, 0. ])
    """
    y_true, y_pred = _given.label_prediction_pair(y_true, y_pred)
    return np.mean(np.abs(y_true - y_pred), axis=-1)


class Loss:
    """The base of the loss classes: a function's values reduced to one number.

    A subclass says what the values are (`call`) and what their slopes are
    (`derivative`); this class does the rest.

    Parameters
    ----------
    name : str, optional
    reduction : {"sum_over_batch_size", "mean", "sum", "none", None}
        The first two are the mean over the examples.
    dtype : str, optional
        The float type to compute in; the default one if None.

    Raises
    ------
    ValueError
        If `reduction` or `dtype` is none of those known.

    Source: https://keras.io/api/losses/

    Examples
    --------
    >>> class FourthPower(Loss):
    ...     def call(self, y_true, y_pred):
    ...         return np.mean((y_true - y_pred) ** 4, axis=-1)
    >>> float(FourthPower()([[1.0], [2.0]], [[3.0], [2.0]]))
    8.0
    """

    def __init__(self, name=None, reduction="sum_over_batch_size", dtype=None):
        self.name = name
        self.reduction = _given.choice(reduction, _REDUCTIONS, "reduction")
        self.dtype = _given.float_type(dtype)

    def call(self, y_true, y_pred):
        """Return one loss an example."""
        raise NotImplementedError(f"{type(self).__name__} does not define call")

    def derivative(self, y_true, y_pred):
        """Return the derivative of each example's loss with respect to `y_pred`."""
        raise NotImplementedError(f"{type(self).__name__} does not define derivative")

    def __call__(self, y_true, y_pred):
        """Return the loss: one number, or with no reduction one an example."""
        with np.errstate(over="ignore", invalid="ignore"):
            losses = self.call(*self._pair(y_true, y_pred))
            if self.reduction in ("none", None):
                return losses
            return np.sum(losses) if self.reduction == "sum" else np.mean(losses)

    def backward(self, y_true, y_pred):
        """Return the derivative of the loss with respect to `y_pred`, in its shape.

        With no reduction, of the sum of the losses.
        """
        slopes = self.derivative(*self._pair(y_true, y_pred))
        if self.reduction in ("sum_over_batch_size", "mean"):
            slopes = slopes / slopes.dtype.type(slopes.size // slopes.shape[-1])
        return slopes.reshape(np.shape(y_pred))

    def _pair(self, y_true, y_pred):
        y_true = _given.cast(_given.real(y_true, "y_true"), self.dtype)
        y_pred = _given.cast(_given.real(y_pred, "y_pred"), self.dtype)
        return _given.label_prediction_pair(y_true, y_pred)


class MeanSquaredError(Loss):
    r"""Mean squared error over a batch of :math:`n` examples.

    .. math:: L = \frac{1}{n} \sum_{i=1}^{n} (y_i - \hat y_i)^2

    Parameters
    ----------
    reduction : {"sum_over_batch_size", "mean", "sum", "none", None}
    name : str
    dtype : str, optional
        The float type to compute in; the default one if None.

    Raises
    ------
    ValueError
        If `reduction` or `dtype` is none of those known; on calling, if the shapes
        of `y_true` and `y_pred` do not pair.

    Source: https://keras.io/api/losses/regression_losses/

    Examples
    --------
    >>> loss = MeanSquaredError()
    >>> float(loss([100.0, 120.0], [102.5, 120.0]))
    3.125
    >>> loss.backward([100.0, 120.0], [102.5, 120.0])
    array([2.5, 0. ], dtype=float32)
    """

    def __init__(
        self,
        reduction="sum_over_batch_size",
        name="mean_squared_error",
        dtype=None,
    ):
        super().__init__(name, reduction, dtype)

    def call(self, y_true, y_pred):
        """Return one loss an example: `mean_squared_error`."""
        return mean_squared_error(y_true, y_pred)

    def derivative(self, y_true, y_pred):
        """Return the derivative of each example's loss with respect to `y_pred`."""
        return derivatives.mean_squared_error(y_true, y_pred)


class MeanAbsoluteError(Loss):
    r"""Mean absolute error over a batch of :math:`n` examples.

    .. math:: L = \frac{1}{n} \sum_{i=1}^{n} |y_i - \hat y_i|

    Parameters
    ----------
    reduction : {"sum_over_batch_size", "mean", "sum", "none", None}
    name : str
    dtype : str, optional
        The float type to compute in; the default one if None.

    Raises
    ------
    ValueError
        If `reduction` or `dtype` is none of those known; on calling, if the shapes
        of `y_true` and `y_pred` do not pair.

    Source: https://keras.io/api/losses/regression_losses/

    Examples
    --------
    >>> float(MeanAbsoluteError()([100.0, 120.0], [102.5, 120.0]))
    1.25
    """

    def __init__(
        self,
        reduction="sum_over_batch_size",
        name="mean_absolute_error",
        dtype=None,
    ):
        super().__init__(name, reduction, dtype)

    def call(self, y_true, y_pred):
        """Return one loss an example: `mean_absolute_error`."""
        return mean_absolute_error(y_true, y_pred)

    def derivative(self, y_true, y_pred):
        """Return the derivative of each example's loss with respect to `y_pred`."""
        return derivatives.mean_absolute_error(y_true, y_pred)
