"""Loss functions and classes, as in `keras.losses`.

A function returns one loss an example. A class reduces them to one number, which
training makes small, and its `backward` gives the slope of that number.
"""

import copy

import numpy as np

from firstneuron import _given, _probabilities, activations, derivatives

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
    y_true, y_pred = _given.label_prediction_pair(y_true, y_pred)
    _given.one_axis(axis, y_pred.shape, "axis")
    y_true = _probabilities.smoothed(
        y_true, _given.share(label_smoothing, "label_smoothing"), 2
    )
    with np.errstate(over="ignore", invalid="ignore"):
        return _binary_crossentropy(y_true, y_pred, from_logits, axis)


def _binary_crossentropy(y_true, y_pred, from_logits, axis):
    """Return the losses for labels and predictions that were checked already."""
    if from_logits:
        rest = np.log1p(np.exp(-np.abs(y_pred)))
        return np.mean(np.maximum(y_pred, 0) - y_pred * y_true + rest, axis=axis)
    p = _probabilities.clipped(y_pred)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p), axis=axis)


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
    """Return the losses for labels and predictions that were checked already."""
    if from_logits:
        logs = activations.log_softmax(y_pred, axis)
    else:
        p = y_pred / np.sum(y_pred, axis=axis, keepdims=True)
        logs = np.log(_probabilities.clipped(p))
    return -np.sum(y_true * logs, axis=axis)


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
    classes, y_pred = _given.class_numbers_and_scores(y_true, y_pred)
    with np.errstate(over="ignore", invalid="ignore"):
        return _sparse_categorical_crossentropy(classes, y_pred, from_logits)


def _sparse_categorical_crossentropy(classes, y_pred, from_logits):
    """Return the losses for class numbers that were checked already."""
    if from_logits:
        logs = activations.log_softmax(y_pred)
    else:
        p = _probabilities.clipped(y_pred)
        logs = np.log(p / np.sum(p, axis=-1, keepdims=True))
    return -np.take_along_axis(logs, classes[..., np.newaxis], axis=-1)[..., 0]


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
        self.axis = -1  # along which an example's outputs become one loss

    def call(self, y_true, y_pred):
        """Return one loss an example, for arrays that were checked already."""
        raise NotImplementedError(f"{type(self).__name__} does not define call")

    def derivative(self, y_true, y_pred):
        """Return the derivative of each example's loss with respect to `y_pred`."""
        raise NotImplementedError(f"{type(self).__name__} does not define derivative")

    def fuses(self, activation):
        """Return whether `backward` can go through a last layer's activation, too."""
        return False

    def of_logits(self):
        """Return the same loss, taken from what the activation it fuses with took.

        An activation that is as good as 0 or 1 hides how wrong a model is; what it
        took shows it. So does Keras's training.
        """
        raise NotImplementedError(f"{type(self).__name__} has no form for logits")

    def __call__(self, y_true, y_pred):
        """Return the loss: one number, or with no reduction one an example."""
        return self._value(*self._pair(y_true, y_pred))

    def backward(self, y_true, y_pred, through=None):
        """Return the derivative of the loss with respect to `y_pred`, in its shape.

        With no reduction, of the sum of the losses. With an activation that the loss
        `fuses` with given as `through`, it is the derivative with respect to what that
        activation took to return `y_pred`.
        """
        if through is not None and not self.fuses(through):
            name = getattr(through, "__name__", repr(through))
            raise ValueError(f"{self.name} has no short way through {name}")
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            slopes = self._slopes(*self._pair(y_true, y_pred), through)
        return slopes.reshape(np.shape(y_pred))

    def _pair(self, y_true, y_pred):
        """Return labels and predictions as the methods without checks take them."""
        y_true = _given.cast(_given.real(y_true, "y_true"), self.dtype)
        y_pred = _given.cast(_given.real(y_pred, "y_pred"), self.dtype)
        return _given.label_prediction_pair(y_true, y_pred)

    def _value(self, y_true, y_pred):
        """Return the loss of what `_pair` returned."""
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            losses = self.call(y_true, y_pred)
            if self.reduction in ("none", None):
                return losses
            return np.sum(losses) if self.reduction == "sum" else np.mean(losses)

    def _slopes(self, y_true, y_pred, through=None):
        """Return the derivative of the loss, for what `_pair` returned."""
        if through is None:
            slopes = self.derivative(y_true, y_pred)
        else:
            slopes = self._derivative_through(y_true, y_pred)
        if self.reduction in ("sum_over_batch_size", "mean"):
            slopes = slopes / (slopes.size // slopes.shape[self.axis])
        return slopes


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


class _Crossentropy(Loss):
    """What the three cross-entropies have in common: a form for logits."""

    _activation = None  # what makes probabilities of logits

    def fuses(self, activation):
        """Return whether `backward` can go through a last layer's activation, too."""
        return self.axis == -1 and activation is self._activation

    def of_logits(self):
        """Return the same loss, taken from logits."""
        other = copy.copy(self)
        other.from_logits = True
        return other


class BinaryCrossentropy(_Crossentropy):
    r"""Log loss over a batch of :math:`n` examples with a yes-or-no label.

    .. math:: L = -\frac{1}{n} \sum_{i=1}^{n}
              \big( y_i \ln p_i + (1 - y_i) \ln(1 - p_i) \big)

    Parameters
    ----------
    from_logits : bool
        Whether predictions are logits rather than probabilities.
    label_smoothing : float
        From 0 to 1: how far labels are moved toward a half.
    axis : int
        The axis of the outputs.
    reduction : {"sum_over_batch_size", "mean", "sum", "none", None}
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
    >>> loss.backward([1, 0], [0.5, 0.5], through=activations.sigmoid)
    array([-0.25,  0.25], dtype=float32)
    """

    _activation = staticmethod(activations.sigmoid)

    def __init__(
        self,
        from_logits=False,
        label_smoothing=0.0,
        axis=-1,
        reduction="sum_over_batch_size",
        name="binary_crossentropy",
        dtype=None,
    ):
        super().__init__(name, reduction, dtype)
        self.from_logits = from_logits
        self.label_smoothing = _given.share(label_smoothing, "label_smoothing")
        self.axis = axis

    def call(self, y_true, y_pred):
        """Return one loss an example: `binary_crossentropy`."""
        y_true = _probabilities.smoothed(y_true, self.label_smoothing, 2)
        return _binary_crossentropy(y_true, y_pred, self.from_logits, self.axis)

    def derivative(self, y_true, y_pred):
        """Return the derivative of each example's loss with respect to `y_pred`."""
        y_true = _probabilities.smoothed(y_true, self.label_smoothing, 2)
        return derivatives._binary_crossentropy(
            y_true, y_pred, self.from_logits, self.axis
        )

    def _derivative_through(self, y_true, p):
        y_true = _probabilities.smoothed(y_true, self.label_smoothing, 2)
        return (p - y_true) / p.dtype.type(p.shape[self.axis])

    def _pair(self, y_true, y_pred):
        y_true, y_pred = super()._pair(y_true, y_pred)
        _given.one_axis(self.axis, y_pred.shape, "axis")
        return y_true, y_pred


class CategoricalCrossentropy(_Crossentropy):
    r"""Cross-entropy over a batch of :math:`n` examples of :math:`k` classes.

    .. math:: L = -\frac{1}{n} \sum_{i=1}^{n} \sum_{j=1}^{k} y_{ij} \ln p_{ij}

    Parameters
    ----------
    from_logits : bool
        Whether predictions are logits rather than probabilities.
    label_smoothing : float
        From 0 to 1: how far labels are moved toward the same share for each class.
    axis : int
        The axis of the classes.
    reduction : {"sum_over_batch_size", "mean", "sum", "none", None}
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
    >>> loss.backward([[1, 0]], [[0.5, 0.5]], through=activations.softmax)
    array([[-0.5,  0.5]], dtype=float32)
    """

    _activation = staticmethod(activations.softmax)

    def __init__(
        self,
        from_logits=False,
        label_smoothing=0.0,
        axis=-1,
        reduction="sum_over_batch_size",
        name="categorical_crossentropy",
        dtype=None,
    ):
        super().__init__(name, reduction, dtype)
        self.from_logits = from_logits
        self.label_smoothing = _given.share(label_smoothing, "label_smoothing")
        self.axis = axis

    def call(self, y_true, y_pred):
        """Return one loss an example: `categorical_crossentropy`."""
        y_true = self._smoothed(y_true)
        return _categorical_crossentropy(y_true, y_pred, self.from_logits, self.axis)

    def derivative(self, y_true, y_pred):
        """Return the derivative of each example's loss with respect to `y_pred`."""
        return derivatives._categorical_crossentropy(
            self._smoothed(y_true), y_pred, self.from_logits, self.axis
        )

    def _derivative_through(self, y_true, p):
        y_true = self._smoothed(y_true)
        return p * np.sum(y_true, axis=self.axis, keepdims=True) - y_true

    def _smoothed(self, y_true):
        return _probabilities.smoothed(y_true, self.label_smoothing, y_true.shape[-1])

    def _pair(self, y_true, y_pred):
        y_true, y_pred = super()._pair(y_true, y_pred)
        _given.one_axis(self.axis, y_pred.shape, "axis")
        return y_true, y_pred


class SparseCategoricalCrossentropy(_Crossentropy):
    r"""Cross-entropy over a batch of :math:`n` examples with a class number each.

    .. math:: L = -\frac{1}{n} \sum_{i=1}^{n} \ln p_{i, y_i}

    Parameters
    ----------
    from_logits : bool
        Whether predictions are logits rather than probabilities.
    reduction : {"sum_over_batch_size", "mean", "sum", "none", None}
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
    >>> loss.backward([0], [[0.5, 0.5]], through=activations.softmax)
    array([[-0.5,  0.5]], dtype=float32)
    """

    _activation = staticmethod(activations.softmax)

    def __init__(
        self,
        from_logits=False,
        *,
        reduction="sum_over_batch_size",
        name="sparse_categorical_crossentropy",
        dtype=None,
    ):
        super().__init__(name, reduction, dtype)
        self.from_logits = from_logits

    def call(self, y_true, y_pred):
        """Return one loss an example: `sparse_categorical_crossentropy`."""
        return _sparse_categorical_crossentropy(y_true, y_pred, self.from_logits)

    def derivative(self, y_true, y_pred):
        """Return the derivative of each example's loss with respect to `y_pred`."""
        return derivatives._sparse_categorical_crossentropy(
            y_true, y_pred, self.from_logits
        )

    def _derivative_through(self, classes, p):
        return p - _probabilities.one_hot(classes, p)

    def _pair(self, y_true, y_pred):
        y_pred = _given.cast(_given.real(y_pred, "y_pred"), self.dtype)
        return _given.class_numbers_and_scores(y_true, y_pred)


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
