"""Loss functions and classes, as in `keras.losses`.

A function returns one loss an example. The class below it reduces them to one number,
which training makes small; its `derivative` is the slope of each example's loss, and
its `backward` the slope of the number.
"""

import copy
import math
import warnings

import numpy as np

from firstneuron import _arguments, _probabilities, activations
from firstneuron._quiet import quiet

_MEANS = ("sum_over_batch_size", "mean", "mean_with_sample_weight")
_REDUCTIONS = (*_MEANS, "sum", "none", None)


class Loss:
    """The base of the loss classes: a function's values reduced to one number.

    A subclass says what the values are (`call`) and, to be trained with, what their
    slopes are (`derivative`); this class does the rest.

    Parameters
    ----------
    name : str, optional
    reduction : str or None
        What to do with the examples' losses: ``"sum_over_batch_size"`` and ``"mean"``
        divide their sum by their number, ``"mean_with_sample_weight"`` by the sum of
        the weights, ``"sum"`` by nothing; ``"none"`` and None leave one an example.
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

    _needs = None  # what makes probabilities of logits, for a loss that takes both
    _may_be_sparse = True  # whether labels may be class numbers, (n,) for (n, k)

    def __init_subclass__(cls, **settings):
        super().__init_subclass__(**settings)
        _arguments.refuse_own_call(cls)
        if "_is_ours" not in vars(cls):
            cls._is_ours = cls.__module__ == __name__
        call, derivative, needs = _arguments.first_to_define(
            cls, "call", "derivative", "_needs"
        )
        if call < derivative:
            cls.derivative = Loss.derivative  # the parent's is not that of a new call
        if min(call, derivative) < needs:
            cls._needs = None

    def __init__(self, name=None, reduction="sum_over_batch_size", dtype=None):
        self.name = name
        self.reduction = _arguments.choice(reduction, _REDUCTIONS, "reduction")
        self.dtype = _arguments.float_type(dtype)
        self.axis = -1  # along which an example's outputs become one loss

    def __getattr__(self, name):
        raise _arguments.not_there(self, name, mark="reduction")

    def call(self, y_true, y_pred):
        """Return one loss an example, for arrays that were checked already."""
        raise NotImplementedError(f"{type(self).__name__} does not define call")

    def derivative(self, y_true, y_pred):
        """Return the slope of each example's loss with respect to `y_pred`."""
        raise NotImplementedError(
            f"{type(self).__name__} does not define derivative, the slope of each "
            "example's loss with respect to y_pred, so it can be evaluated but not "
            "trained with"
        )

    @quiet
    def __call__(self, y_true, y_pred, sample_weight=None):
        """Return the loss: one number, or with no reduction one an example.

        `sample_weight` says how much each example counts, ``(n,)``: its loss is
        multiplied by it.
        """
        return self._value(*self._checked(y_true, y_pred), sample_weight)

    @quiet
    def backward(self, y_true, y_pred, sample_weight=None):
        """Return the slope of the loss with respect to `y_pred`, in its shape.

        With no reduction, of the sum of the losses.
        """
        slopes = self._slopes(*self._checked(y_true, y_pred), sample_weight)
        return slopes.reshape(np.shape(y_pred))

    def _checked(self, y_true, y_pred):
        """Return labels and predictions as `call` takes them, or say what is wrong."""
        y_true = _arguments.cast(_arguments.real_array(y_true, "y_true"), self.dtype)
        y_pred = _arguments.cast(_arguments.real_array(y_pred, "y_pred"), self.dtype)
        is_sparse = y_true.ndim > 0 and y_true.shape == y_pred.shape[:-1]
        if self._may_be_sparse and is_sparse and y_pred.shape[-1] > 1:
            return y_true, y_pred
        return _arguments.pair(y_true, y_pred)

    def _value(self, y_true, y_pred, sample_weight=None):
        losses = self.call(y_true, y_pred)
        if sample_weight is not None:
            losses = losses * self._weights(sample_weight, np.shape(losses))
        if self.reduction in ("none", None):
            return losses
        return np.sum(losses) / self._divisor(np.size(losses), sample_weight)

    def _slopes(self, y_true, y_pred, sample_weight=None):
        slopes = self.derivative(y_true, y_pred)
        shape = self._shape_of_losses(y_true, y_pred, slopes)
        if sample_weight is not None:
            weights = self._weights(sample_weight, shape)
            if weights.ndim < slopes.ndim:
                weights = np.expand_dims(weights, self.axis)
            slopes = slopes * weights
        return slopes / self._divisor(math.prod(shape), sample_weight)

    def _shape_of_losses(self, y_true, y_pred, slopes):
        """Return the shape of what `call` returns; if it is not ours, by asking."""
        if self._is_ours:
            last = self.axis % y_pred.ndim
            return y_pred.shape[:last] + y_pred.shape[last + 1 :]
        if np.shape(slopes) != y_pred.shape:
            raise ValueError(
                f"derivative of {self.name} must return a slope for each of the "
                f"predictions, {y_pred.shape}; it returned {np.shape(slopes)}"
            )
        return np.shape(self.call(y_true, y_pred))

    def _weights(self, sample_weight, shape):
        return _arguments.cast(_arguments.weights(sample_weight, shape), self.dtype)

    def _divisor(self, count, sample_weight):
        """Return what the sum of the losses is divided by."""
        if self.reduction not in _MEANS:
            return 1
        if self.reduction == "mean_with_sample_weight" and sample_weight is not None:
            return np.sum(sample_weight, dtype=self.dtype) or np.inf  # of none, it is 0
        return count


@quiet
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
    y_true, y_pred = _arguments.pair(y_true, y_pred)
    return np.mean(np.square(y_true - y_pred), axis=-1)


class MeanSquaredError(Loss):
    r"""Mean squared error over a batch of :math:`n` examples.

    .. math:: L = \frac{1}{n} \sum_{i=1}^{n} (y_i - \hat y_i)^2, \qquad
              \frac{\partial L}{\partial \hat y_i} = \frac{2}{n} (\hat y_i - y_i)

    Parameters
    ----------
    reduction : str or None
        As for `Loss`.
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

    _may_be_sparse = False

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
        """Return the slope of each example's loss with respect to `y_pred`."""
        return 2 * (y_pred - y_true) / y_pred.shape[-1]


@quiet
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
    y_true, y_pred = _arguments.pair(y_true, y_pred)
    return np.mean(np.abs(y_true - y_pred), axis=-1)


class MeanAbsoluteError(Loss):
    r"""Mean absolute error over a batch of :math:`n` examples.

    .. math:: L = \frac{1}{n} \sum_{i=1}^{n} |y_i - \hat y_i|, \qquad
              \frac{\partial L}{\partial \hat y_i} =
              \frac{1}{n} \operatorname{sign}(\hat y_i - y_i)

    At :math:`\hat y_i = y_i`, where the slope jumps from -1 to 1, it is taken as 0.

    Parameters
    ----------
    reduction : str or None
        As for `Loss`.
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

    _may_be_sparse = False

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
        """Return the slope of each example's loss with respect to `y_pred`."""
        return np.sign(y_pred - y_true) / y_pred.shape[-1]


class _Crossentropy(Loss):
    """What the cross-entropies have in common: they take logits as well."""

    _may_be_sparse = False

    def __init__(self, from_logits, label_smoothing, axis, name, reduction, dtype):
        super().__init__(name, reduction, dtype)
        self.from_logits = from_logits
        self.label_smoothing = _arguments.fraction(
            label_smoothing, "label_smoothing", or_one=True
        )
        self.axis = axis

    def _of_logits(self):
        """Return the same loss, taken from logits."""
        other = copy.copy(self)
        other.from_logits = True
        return other

    def _checked(self, y_true, y_pred):
        y_true, y_pred = super()._checked(y_true, y_pred)
        _arguments.one_axis(self.axis, y_pred.shape, "axis")
        return y_true, y_pred


@quiet
def binary_crossentropy(
    y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1
):
    r"""Return each example's log loss, the mean over its :math:`k` yes-or-no outputs.

    .. math:: L = -\frac{1}{k} \sum_{j=1}^{k}
              \big( y_j \ln p_j + (1 - y_j) \ln(1 - p_j) \big)

    The probabilities :math:`p` are first moved into the range from :math:`10^{-7}` to
    :math:`1 - 10^{-7}`, so that no loss is infinite. From logits :math:`z`, the scores
    that a sigmoid makes probabilities of, nothing needs to be moved:

    .. math:: L = \frac{1}{k} \sum_{j=1}^{k}
              \big( \max(z_j, 0) - z_j y_j + \ln(1 + e^{-|z_j|}) \big)

    Parameters
    ----------
    y_true : array_like
        Labels, 0 or 1 or between, ``(n, k)`` or ``(n,)``.
    y_pred : array_like
        Probabilities, or logits, of the same shape; ``(n,)`` also pairs with
        ``(n, 1)``.
    from_logits : bool
        Whether `y_pred` are logits.
    label_smoothing : float
        From 0 to 1: how far labels are moved toward a half.
    axis : int
        The axis of the outputs.

    Returns
    -------
    ndarray
        ``(n,)`` for ``(n, k)``, in the float type of `y_pred`. Two arrays ``(n,)``
        count as one example: one number.

    Raises
    ------
    ValueError
        If the shapes do not pair, there are no numbers, there is no such axis, or
        `label_smoothing` is not from 0 to 1.
    TypeError
        If one of them does not hold real numbers.

    Source: https://keras.io/api/losses/probabilistic_losses/

    Examples
    --------
    >>> binary_crossentropy([[1.0], [0.0]], np.array([[0.5], [0.0]])).round(4)
    array([0.6931, 0.    ])
    >>> binary_crossentropy([[1.0], [0.0]], np.array([[-1e3], [-1e3]]), True)
    array([1000.,    0.])
    """
    y_true, y_pred = _arguments.pair(y_true, y_pred)
    _arguments.one_axis(axis, y_pred.shape, "axis")
    y_true = _probabilities.smoothed(y_true, label_smoothing, 2)
    if from_logits:
        far = np.log1p(np.exp(-np.abs(y_pred)))
        losses = np.maximum(y_pred, 0) - y_true * y_pred + far
    else:
        p = _probabilities.clipped(y_pred)
        losses = -(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))
    return np.mean(losses, axis=axis)


class BinaryCrossentropy(_Crossentropy):
    r"""Log loss over a batch of :math:`n` examples with a yes-or-no label.

    .. math:: L = -\frac{1}{n} \sum_{i=1}^{n}
              \big( y_i \ln p_i + (1 - y_i) \ln(1 - p_i) \big)

    .. math:: \frac{\partial L}{\partial p_i} = \frac{1}{n}
              \Big( \frac{1 - y_i}{1 - p_i} - \frac{y_i}{p_i} \Big), \qquad
              \frac{\partial L}{\partial z_i} = \frac{1}{n} (p_i - y_i)

    The second slope is for logits :math:`z`, with :math:`p = \sigma(z)`.

    Parameters
    ----------
    from_logits : bool
        Whether predictions are logits rather than probabilities.
    label_smoothing : float
        From 0 to 1: how far labels are moved toward a half.
    axis : int
        The axis of the outputs.
    reduction : str or None
        As for `Loss`.
    name : str
    dtype : str, optional
        The float type to compute in; the default one if None.

    Raises
    ------
    ValueError
        If a setting is none of those known; on calling, if the shapes of `y_true` and
        `y_pred` do not pair.

    Source: https://keras.io/api/losses/probabilistic_losses/

    Examples
    --------
    >>> loss = BinaryCrossentropy()
    >>> print(loss([1, 0], [0.5, 0.5]).round(4))
    0.6931
    >>> loss.backward([1, 0], [0.5, 0.5])
    array([-1.,  1.], dtype=float32)
    >>> BinaryCrossentropy(from_logits=True).backward([1, 0], [0.0, 0.0])
    array([-0.25,  0.25], dtype=float32)
    """

    _needs = staticmethod(activations.sigmoid)

    def __init__(
        self,
        from_logits=False,
        label_smoothing=0.0,
        axis=-1,
        reduction="sum_over_batch_size",
        name="binary_crossentropy",
        dtype=None,
    ):
        super().__init__(from_logits, label_smoothing, axis, name, reduction, dtype)

    def call(self, y_true, y_pred):
        """Return one loss an example: `binary_crossentropy`."""
        return binary_crossentropy(
            y_true, y_pred, self.from_logits, self.label_smoothing, self.axis
        )

    def derivative(self, y_true, y_pred):
        """Return the slope of each example's loss with respect to `y_pred`.

        For probabilities it is 0 where they are clipped: what is certain and wrong
        would learn nothing. From logits it learns.
        """
        y_true = _probabilities.smoothed(y_true, self.label_smoothing, 2)
        outputs = y_pred.shape[self.axis]
        if self.from_logits:
            return (activations.sigmoid(y_pred) - y_true) / outputs
        p = _probabilities.clipped(y_pred)
        slopes = ((1 - y_true) / (1 - p) - y_true / p) / outputs
        return _probabilities.unclipped(y_pred, slopes)


@quiet
def categorical_crossentropy(
    y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1
):
    r"""Return each example's cross-entropy over :math:`k` classes.

    .. math:: L = -\sum_{j=1}^{k} y_j \ln \frac{p_j}{\sum_i p_i}

    Each row is first divided by its sum, then moved into the range from
    :math:`10^{-7}` to :math:`1 - 10^{-7}`. From logits, the scores that softmax makes
    probabilities of, it is :math:`-\sum_j y_j \ln \operatorname{softmax}_j(z)`.

    Parameters
    ----------
    y_true : array_like
        The share of each class, ``(n, k)``: one-hot rows, mostly.
    y_pred : array_like
        Probabilities, or logits, of the same shape.
    from_logits : bool
        Whether `y_pred` are logits.
    label_smoothing : float
        From 0 to 1: how far labels are moved toward the same share for each class.
    axis : int
        The axis of the classes.

    Returns
    -------
    ndarray
        ``(n,)``, in the float type of `y_pred`.

    Raises
    ------
    ValueError
        If the shapes differ, there are no numbers, there is no such axis, or
        `label_smoothing` is not from 0 to 1.
    TypeError
        If one of them does not hold real numbers.

    Source: https://keras.io/api/losses/probabilistic_losses/

    Examples
    --------
    >>> categorical_crossentropy([[0, 1]], np.array([[2.0, 3.0]])).round(4)
    array([0.5108])
    >>> print(-np.log(3 / 5).round(4))
    0.5108
    """
    if np.ndim(y_true) != np.ndim(y_pred):
        raise ValueError(
            "y_true and y_pred must have the same shape, got y_true "
            f"{np.shape(y_true)} and y_pred {np.shape(y_pred)}. For class numbers, "
            "take sparse_categorical_crossentropy"
        )
    y_true, y_pred = _arguments.pair(y_true, y_pred)
    _arguments.one_axis(axis, y_pred.shape, "axis")
    if y_pred.shape[axis] == 1:
        warnings.warn(
            "categorical_crossentropy of one column is always 0, got y_pred of shape "
            f"{y_pred.shape}: for a yes or no, use binary_crossentropy",
            SyntaxWarning,  # as in Keras
            stacklevel=3,
        )
    y_true = _probabilities.smoothed(y_true, label_smoothing, y_true.shape[-1])
    if from_logits:
        logs = activations.log_softmax(y_pred, axis)
    else:
        p = y_pred / np.sum(y_pred, axis=axis, keepdims=True)
        logs = np.log(_probabilities.clipped(p))
    return -np.sum(y_true * logs, axis=axis)


class CategoricalCrossentropy(_Crossentropy):
    r"""Cross-entropy over a batch of :math:`n` examples of :math:`k` classes.

    .. math:: L = -\frac{1}{n} \sum_{i=1}^{n} \sum_{j=1}^{k} y_{ij} \ln p_{ij},
              \qquad \frac{\partial L}{\partial z_{ij}} =
              \frac{1}{n} (p_{ij} - y_{ij})

    The slope is for logits :math:`z`, with :math:`p = \operatorname{softmax}(z)`.

    Parameters
    ----------
    from_logits : bool
        Whether predictions are logits rather than probabilities.
    label_smoothing : float
        From 0 to 1: how far labels are moved toward the same share for each class.
    axis : int
        The axis of the classes.
    reduction : str or None
        As for `Loss`.
    name : str
    dtype : str, optional
        The float type to compute in; the default one if None.

    Raises
    ------
    ValueError
        If a setting is none of those known; on calling, if the shapes of `y_true` and
        `y_pred` differ.

    Source: https://keras.io/api/losses/probabilistic_losses/

    Examples
    --------
    >>> loss = CategoricalCrossentropy()
    >>> print(loss([[1, 0], [0, 1]], [[0.5, 0.5], [0.5, 0.5]]).round(4))
    0.6931
    >>> CategoricalCrossentropy(from_logits=True).backward([[1, 0]], [[0.0, 0.0]])
    array([[-0.5,  0.5]], dtype=float32)
    """

    _needs = staticmethod(activations.softmax)

    def __init__(
        self,
        from_logits=False,
        label_smoothing=0.0,
        axis=-1,
        reduction="sum_over_batch_size",
        name="categorical_crossentropy",
        dtype=None,
    ):
        super().__init__(from_logits, label_smoothing, axis, name, reduction, dtype)

    def call(self, y_true, y_pred):
        """Return one loss an example: `categorical_crossentropy`."""
        return categorical_crossentropy(
            y_true, y_pred, self.from_logits, self.label_smoothing, self.axis
        )

    def derivative(self, y_true, y_pred):
        """Return the slope of each example's loss with respect to `y_pred`.

        For probabilities it is 0 where they are clipped. The labels of an example have
        the sum 1, mostly; for logits Keras takes it to be 1 always.
        """
        y_true = _probabilities.smoothed(y_true, self.label_smoothing, y_true.shape[-1])
        along = {"axis": self.axis, "keepdims": True}
        if self.from_logits:
            p = activations.softmax(y_pred, self.axis)
            return p * np.sum(y_true, **along) - y_true
        total = np.sum(y_pred, **along)
        p = y_pred / total
        slopes = _probabilities.unclipped(p, -y_true / _probabilities.clipped(p))
        return (slopes - np.sum(slopes * p, **along)) / total


@quiet
def sparse_categorical_crossentropy(y_true, y_pred, from_logits=False):
    r"""Return each example's cross-entropy, for classes given by their number.

    .. math:: L = -\ln \frac{p_y}{\sum_i p_i}

    The probabilities are first moved into the range from :math:`10^{-7}` to
    :math:`1 - 10^{-7}`, then divided by their sum. From logits, the scores that softmax
    makes probabilities of, it is :math:`-\ln \operatorname{softmax}_y(z)`.

    Parameters
    ----------
    y_true : array_like of int
        Class numbers :math:`y` from 0, ``(n,)`` or ``(n, 1)``.
    y_pred : array_like
        Probabilities, or logits, ``(n, k)`` for :math:`k` classes.
    from_logits : bool
        Whether `y_pred` are logits.

    Returns
    -------
    ndarray
        ``(n,)``, in the float type of `y_pred`.

    Raises
    ------
    ValueError
        If the shapes do not fit, there are no numbers, or a class number is not whole
        or none of 0 to :math:`k - 1`.
    TypeError
        If one of them does not hold real numbers.

    Source: https://keras.io/api/losses/probabilistic_losses/

    Examples
    --------
    >>> p = np.array([[0.5, 0.25, 0.25], [0.0, 0.0, 1.0]])
    >>> sparse_categorical_crossentropy([0, 2], p).round(4)
    array([0.6931, 0.    ])
    """
    classes, y_pred = _arguments.class_numbers_and_scores(y_true, y_pred)
    if from_logits:
        logs = activations.log_softmax(y_pred)
    else:
        p = _probabilities.clipped(y_pred)
        logs = np.log(p / np.sum(p, axis=-1, keepdims=True))
    return -np.take_along_axis(logs, classes[..., np.newaxis], axis=-1)[..., 0]


class SparseCategoricalCrossentropy(_Crossentropy):
    r"""Cross-entropy over a batch of :math:`n` examples with a class number each.

    .. math:: L = -\frac{1}{n} \sum_{i=1}^{n} \ln p_{i, y_i}, \qquad
              \frac{\partial L}{\partial z_{ij}} =
              \frac{1}{n} (p_{ij} - [j = y_i])

    The slope is for logits :math:`z`, with :math:`p = \operatorname{softmax}(z)`.

    Parameters
    ----------
    from_logits : bool
        Whether predictions are logits rather than probabilities.
    reduction : str or None
        As for `Loss`.
    name : str
    dtype : str, optional
        The float type to compute in; the default one if None.

    Raises
    ------
    ValueError
        If a setting is none of those known; on calling, if the shapes do not fit or a
        class number is not whole or too large.

    Source: https://keras.io/api/losses/probabilistic_losses/

    Examples
    --------
    >>> loss = SparseCategoricalCrossentropy()
    >>> print(loss([0, 1], [[0.5, 0.5], [0.5, 0.5]]).round(4))
    0.6931
    >>> SparseCategoricalCrossentropy(from_logits=True).backward([0], [[0.0, 0.0]])
    array([[-0.5,  0.5]], dtype=float32)
    """

    _needs = staticmethod(activations.softmax)

    def __init__(
        self,
        from_logits=False,
        *,
        reduction="sum_over_batch_size",
        name="sparse_categorical_crossentropy",
        dtype=None,
    ):
        super().__init__(from_logits, 0.0, -1, name, reduction, dtype)

    def call(self, y_true, y_pred):
        """Return one loss an example: `sparse_categorical_crossentropy`."""
        return sparse_categorical_crossentropy(y_true, y_pred, self.from_logits)

    def derivative(self, y_true, y_pred):
        """Return the slope of each example's loss with respect to `y_pred`.

        For probabilities it is 0 where they are clipped.
        """
        hit = _probabilities.one_hot(y_true, y_pred)
        if self.from_logits:
            return activations.softmax(y_pred) - hit
        p = _probabilities.clipped(y_pred)
        slopes = 1 / np.sum(p, axis=-1, keepdims=True) - hit / p
        return _probabilities.unclipped(y_pred, slopes)

    def _checked(self, y_true, y_pred):
        y_pred = _arguments.cast(_arguments.real_array(y_pred, "y_pred"), self.dtype)
        return _arguments.class_numbers_and_scores(y_true, y_pred)


_CLASSES = {
    kind.__name__: kind
    for kind in (
        MeanSquaredError,
        MeanAbsoluteError,
        BinaryCrossentropy,
        CategoricalCrossentropy,
        SparseCategoricalCrossentropy,
    )
}
_FUNCTIONS = {
    function.__name__: function
    for function in (
        mean_squared_error,
        mean_absolute_error,
        binary_crossentropy,
        categorical_crossentropy,
        sparse_categorical_crossentropy,
    )
}
for _short, _function in {
    "mse": mean_squared_error,
    "mae": mean_absolute_error,
    "bce": binary_crossentropy,
}.items():
    _FUNCTIONS[_short] = _FUNCTIONS[_short.upper()] = _function


def get(identifier):
    """Return the loss that a name, a function, a class or a loss stands for.

    Parameters
    ----------
    identifier : str, callable, Loss or None
        A function's name such as ``"mse"`` or ``"binary_crossentropy"`` gives the
        function; a class or its name gives a new loss of that class; a function, a loss
        and None are returned as they are.

    Raises
    ------
    ValueError
        If there is no loss of that name, or `identifier` is something else.

    Source: https://keras.io/api/losses/

    Examples
    --------
    >>> get("mse") is mean_squared_error
    True
    >>> get("MeanSquaredError").name
    'mean_squared_error'
    """
    if isinstance(identifier, str):
        if identifier in _FUNCTIONS:
            return _FUNCTIONS[identifier]
        identifier = _CLASSES.get(identifier, identifier)
    if isinstance(identifier, type) and issubclass(identifier, Loss):
        return identifier()
    if identifier is None or callable(identifier):
        return identifier
    raise ValueError(
        "loss must be a function, a Loss, None or one of "
        f"{', '.join([*_FUNCTIONS, *_CLASSES])}; got {identifier!r}"
    )


class _OwnFunction(Loss):
    """A function of one's own as a loss; its slopes are its `derivative`, if any."""

    _is_ours = False

    def __init__(self, function):
        super().__init__(getattr(function, "__name__", "loss"))
        self.call = function

    def derivative(self, y_true, y_pred):
        if not hasattr(self.call, "derivative"):
            raise NotImplementedError(
                f"the loss {self.name} is a function without a derivative, so it can "
                "be evaluated but not trained with: give it one, the slope of each "
                f"example's loss, {self.name}.derivative = lambda y_true, y_pred: ..."
            )
        return self.call.derivative(y_true, y_pred)


def _as_loss(identifier):
    """Return the loss that `compile` was given, with its slopes if it has any."""
    found = get(identifier)
    if found is not None and not isinstance(found, Loss):
        ours = {_FUNCTIONS[kind().name]: kind for kind in _CLASSES.values()}
        found = ours[found]() if found in ours else _OwnFunction(found)
    if found is not None and found.reduction in ("none", None):
        raise ValueError(
            f"the loss {found.name} must be one number to train and to evaluate with, "
            f"got reduction={found.reduction!r}"
        )
    return found
