"""Metrics, as in `keras.metrics`: how good predictions are, for people to read.

A function returns a number for each example or each output. A metric object averages
them over all batches it has seen since its last reset.
"""

import numpy as np

from firstneuron import _arguments, _names, config
from firstneuron._quiet import quiet
from firstneuron.losses import (
    binary_crossentropy,
    categorical_crossentropy,
    mean_absolute_error,
    mean_squared_error,
    sparse_categorical_crossentropy,
)


def binary_accuracy(y_true, y_pred, threshold=0.5):
    r"""Return 1 for each output on its label's side of the threshold, else 0.

    .. math:: [\,y = [\hat y > t]\,]

    What equals the threshold :math:`t` counts as a "no".

    Parameters
    ----------
    y_true : array_like
        Labels, 0 or 1, ``(n, k)`` or ``(n,)``.
    y_pred : array_like
        Probabilities, of the same shape; ``(n,)`` also pairs with ``(n, 1)``.
    threshold : float
        Above which probability the prediction is "yes".

    Returns
    -------
    ndarray
        Of the paired shape, in the default float type.

    Raises
    ------
    ValueError
        If the shapes do not pair, or there are no numbers.
    TypeError
        If one of them does not hold real numbers.

    Source: https://keras.io/api/metrics/accuracy_metrics/

    Examples
    --------
    >>> binary_accuracy([1, 1, 0], [0.9, 0.5, 0.2])
    array([1., 0., 1.], dtype=float32)
    """
    y_true, y_pred = _arguments.pair(y_true, y_pred)
    says_yes = y_pred > _arguments.number(threshold, "threshold")
    return (says_yes == y_true).astype(config.floatx())


def categorical_accuracy(y_true, y_pred):
    r"""Return 1 for each example whose class has the largest score, else 0.

    .. math:: [\,\operatorname{argmax}_j y_j = \operatorname{argmax}_j \hat y_j\,]

    Parameters
    ----------
    y_true : array_like
        One-hot labels, ``(n, k)``.
    y_pred : array_like
        Probabilities or other scores of the classes, of the same shape.

    Returns
    -------
    ndarray
        ``(n,)``, in the default float type.

    Raises
    ------
    ValueError
        If the shapes differ, or there are no numbers.
    TypeError
        If one of them does not hold real numbers.

    Source: https://keras.io/api/metrics/accuracy_metrics/

    Examples
    --------
    >>> categorical_accuracy([[0, 1], [1, 0]], [[0.2, 0.8], [0.4, 0.6]])
    array([1., 0.], dtype=float32)
    """
    y_true, y_pred = _arguments.pair(y_true, y_pred)
    hits = np.argmax(y_true, axis=-1) == np.argmax(y_pred, axis=-1)
    return np.asarray(hits, config.floatx())


def sparse_categorical_accuracy(y_true, y_pred):
    r"""Return 1 for each example whose class has the largest score, else 0.

    .. math:: [\,y = \operatorname{argmax}_j \hat y_j\,]

    Parameters
    ----------
    y_true : array_like of int
        Class numbers from 0, ``(n,)`` or ``(n, 1)``.
    y_pred : array_like
        Probabilities or other scores of the classes, ``(n, k)``.

    Returns
    -------
    ndarray
        ``(n,)``, in the default float type.

    Raises
    ------
    ValueError
        If the shapes do not fit, there are no numbers, or a class number is not whole
        or too large.
    TypeError
        If one of them does not hold real numbers.

    Source: https://keras.io/api/metrics/accuracy_metrics/

    Examples
    --------
    >>> sparse_categorical_accuracy([1, 0], [[0.2, 0.8], [0.4, 0.6]])
    array([1., 0.], dtype=float32)
    """
    classes, y_pred = _arguments.class_numbers_and_scores(y_true, y_pred)
    return np.asarray(classes == np.argmax(y_pred, axis=-1), config.floatx())


def _squared_errors(y_true, y_pred):
    y_true, y_pred = _arguments.pair(y_true, y_pred)
    return np.square(y_true - y_pred)


def _accuracy(y_true, y_pred):
    y_true, y_pred = _arguments.pair(y_true, y_pred)
    return (y_true == y_pred).astype(config.floatx())


class Metric:
    """The base of the metrics: something that grows batch by batch, and a result.

    Parameters
    ----------
    dtype : str, optional
        The float type of the result; the default one if None.
    name : str, optional
        The class's own name, ``"my_metric"`` for ``MyMetric``, if None.

    Raises
    ------
    ValueError
        If `dtype` is not a float type.

    Source: https://keras.io/api/metrics/base_metric/

    Examples
    --------
    >>> class LargestError(Metric):
    ...     largest = 0.0
    ...     def update_state(self, y_true, y_pred):
    ...         self.largest = max(self.largest, np.abs(y_true - y_pred).max())
    ...     def result(self):
    ...         return self.largest
    >>> metric = LargestError()
    >>> float(metric(np.array([1.0, 2.0]), np.array([1.0, 5.0])))
    3.0
    """

    def __init__(self, dtype=None, name=None):
        self.dtype = _arguments.float_type(dtype)
        self.name = name or _names.snake_case(type(self).__name__)
        self._variables = []

    def __getattr__(self, name):
        raise _arguments.not_there(self, name, mark="_variables")

    def __repr__(self):
        return f"<{type(self).__name__} name={self.name}>"

    def __call__(self, *args, **kwargs):
        """Count in a batch and return the result so far."""
        self.update_state(*args, **kwargs)
        return self.result()

    def add_weight(self, shape=(), initializer=None, dtype=None, name=None):
        """Return a new array of numbers to count in, which `reset_state` sets to 0.

        It is NumPy's: where Keras has ``assign_add``, write ``self.total += value``,
        which changes it in place.

        Parameters
        ----------
        shape : tuple of int
        initializer : {None, "zeros"}
        dtype : str, optional
            The metric's own float type if None.
        name : str, optional
            For Keras's sake.
        """
        _arguments.choice(initializer, (None, "zeros"), "initializer")
        self._variables.append(np.zeros(shape, dtype or self.dtype))
        return self._variables[-1]

    def update_state(self, *args, **kwargs):
        """Count in a batch of labels and predictions."""
        raise NotImplementedError(f"{type(self).__name__} does not define update_state")

    def result(self):
        """Return the metric of all batches since the last reset."""
        raise NotImplementedError(f"{type(self).__name__} does not define result")

    def reset_state(self):
        """Forget all batches: set what `add_weight` returned to 0."""
        if not self._variables:
            raise NotImplementedError(
                f"{type(self).__name__} does not define reset_state"
            )
        for variable in self._variables:
            variable[...] = 0


class MeanMetricWrapper(Metric):
    """The mean over all examples of what a function says of each.

    Parameters
    ----------
    fn : callable
        It takes labels and predictions and returns a number for each example, or for
        each output of each example.
    name : str, optional
    dtype : str, optional
        The float type of the result; the default one if None.
    **kwargs
        What else `fn` takes.

    Source: https://keras.io/api/metrics/metrics_wrappers/

    Examples
    --------
    >>> metric = MeanMetricWrapper(mean_absolute_error)
    >>> metric.update_state([[1.0], [2.0]], [[1.0], [5.0]])
    >>> metric.update_state([[3.0]], [[3.0]])
    >>> print(metric.result())
    1.0
    """

    def __init__(self, fn, name=None, dtype=None, **kwargs):
        super().__init__(dtype, name)
        self._function, self._options = fn, kwargs
        self.reset_state()

    @quiet
    def update_state(self, y_true, y_pred, sample_weight=None):
        """Count in a batch of labels and predictions, weighted if weights are given."""
        values = np.asarray(self._function(y_true, y_pred, **self._options), "float64")
        if values.ndim > 1:
            values = values.mean(axis=tuple(range(1, values.ndim)))
        weights = 1.0 if sample_weight is None else sample_weight
        weights = _arguments.weights(weights, values.shape)
        self._total += (weights * values).sum()
        self._count += weights.sum()

    @quiet
    def result(self):
        """Return the mean over all examples since the last reset; 0 of none."""
        return np.dtype(self.dtype).type(self._total / (self._count or 1))

    def reset_state(self):
        """Forget all batches."""
        self._total, self._count = 0.0, 0


class MeanSquaredError(MeanMetricWrapper):
    r"""The mean squared error over all examples seen.

    .. math:: \frac{1}{n} \sum_{i=1}^{n} (y_i - \hat y_i)^2

    Parameters
    ----------
    name : str
    dtype : str, optional
        The float type of the result; the default one if None.

    Source: https://keras.io/api/metrics/regression_metrics/

    Examples
    --------
    >>> print(MeanSquaredError()([[100.0], [120.0]], [[102.0], [120.0]]))
    2.0
    """

    def __init__(self, name="mean_squared_error", dtype=None):
        super().__init__(mean_squared_error, name, dtype)


class RootMeanSquaredError(MeanMetricWrapper):
    r"""The root of the mean squared error over all examples seen.

    .. math:: \sqrt{\frac{1}{n} \sum_{i=1}^{n} (y_i - \hat y_i)^2}

    In the unit of the label. The root is taken of the mean over all batches, so that it
    does not depend on how the examples are divided into batches.

    Parameters
    ----------
    name : str
    dtype : str, optional
        The float type of the result; the default one if None.

    Source: https://keras.io/api/metrics/regression_metrics/

    Examples
    --------
    >>> print(RootMeanSquaredError()([[100.0], [120.0]], [[104.0], [120.0]]).round(4))
    2.8284
    """

    def __init__(self, name="root_mean_squared_error", dtype=None):
        super().__init__(_squared_errors, name, dtype)

    def result(self):
        """Return the root of the mean over all examples since the last reset."""
        return np.sqrt(super().result())


class MeanAbsoluteError(MeanMetricWrapper):
    r"""The mean absolute error over all examples seen.

    .. math:: \frac{1}{n} \sum_{i=1}^{n} |y_i - \hat y_i|

    Parameters
    ----------
    name : str
    dtype : str, optional
        The float type of the result; the default one if None.

    Source: https://keras.io/api/metrics/regression_metrics/

    Examples
    --------
    >>> print(MeanAbsoluteError()([[100.0], [120.0]], [[102.0], [120.0]]))
    1.0
    """

    def __init__(self, name="mean_absolute_error", dtype=None):
        super().__init__(mean_absolute_error, name, dtype)


class Accuracy(MeanMetricWrapper):
    r"""The share of predictions that equal their labels.

    .. math:: \frac{1}{n} \sum_{i=1}^{n} [\,y_i = \hat y_i\,]

    For classes that were decided on already. ``"accuracy"`` in `compile` means another
    one: the accuracy that suits probabilities of the labels' shape.

    Parameters
    ----------
    name : str
    dtype : str, optional
        The float type of the result; the default one if None.

    Source: https://keras.io/api/metrics/accuracy_metrics/

    Examples
    --------
    >>> print(Accuracy()([1, 2, 3, 4], [0, 2, 3, 4]))
    0.75
    """

    def __init__(self, name="accuracy", dtype=None):
        super().__init__(_accuracy, name, dtype)


class BinaryAccuracy(MeanMetricWrapper):
    r"""The share of yes-or-no outputs that fall on their label's side.

    .. math:: \frac{1}{n} \sum_{i=1}^{n} [\,y_i = [\hat y_i > t]\,]

    Parameters
    ----------
    name : str
    dtype : str, optional
        The float type of the result; the default one if None.
    threshold : float
        :math:`t`, above which the prediction is "yes".

    Source: https://keras.io/api/metrics/accuracy_metrics/

    Examples
    --------
    >>> print(BinaryAccuracy()([[1], [1], [0], [0]], [[0.98], [1], [0], [0.6]]))
    0.75
    """

    def __init__(self, name="binary_accuracy", dtype=None, threshold=0.5):
        threshold = _arguments.number(threshold, "threshold")
        super().__init__(binary_accuracy, name, dtype, threshold=threshold)
        self.threshold = threshold


class CategoricalAccuracy(MeanMetricWrapper):
    r"""The share of examples whose class has the largest score; labels are one-hot.

    .. math:: \frac{1}{n} \sum_{i=1}^{n}
              [\,\operatorname{argmax}_j y_{ij} = \operatorname{argmax}_j \hat y_{ij}\,]

    Parameters
    ----------
    name : str
    dtype : str, optional
        The float type of the result; the default one if None.

    Source: https://keras.io/api/metrics/accuracy_metrics/

    Examples
    --------
    >>> print(CategoricalAccuracy()([[0, 1], [1, 0]], [[0.2, 0.8], [0.4, 0.6]]))
    0.5
    """

    def __init__(self, name="categorical_accuracy", dtype=None):
        super().__init__(categorical_accuracy, name, dtype)


class SparseCategoricalAccuracy(MeanMetricWrapper):
    r"""The share of examples whose class has the largest score; labels are numbers.

    .. math:: \frac{1}{n} \sum_{i=1}^{n} [\,y_i = \operatorname{argmax}_j \hat y_{ij}\,]

    Parameters
    ----------
    name : str
    dtype : str, optional
        The float type of the result; the default one if None.

    Source: https://keras.io/api/metrics/accuracy_metrics/

    Examples
    --------
    >>> print(SparseCategoricalAccuracy()([1, 0], [[0.2, 0.8], [0.4, 0.6]]))
    0.5
    """

    def __init__(self, name="sparse_categorical_accuracy", dtype=None):
        super().__init__(sparse_categorical_accuracy, name, dtype)


class BinaryCrossentropy(MeanMetricWrapper):
    r"""The log loss over all examples seen.

    .. math:: -\frac{1}{n} \sum_{i=1}^{n}
              \big( y_i \ln p_i + (1 - y_i) \ln(1 - p_i) \big)

    Parameters
    ----------
    name : str
    dtype : str, optional
        The float type of the result; the default one if None.
    from_logits : bool
        Whether predictions are logits rather than probabilities.
    label_smoothing : float
        From 0 to 1: how far labels are moved toward a half.

    Source: https://keras.io/api/metrics/probabilistic_metrics/

    Examples
    --------
    >>> print(BinaryCrossentropy()([[1], [0]], [[0.5], [0.5]]).round(4))
    0.6931
    """

    def __init__(
        self,
        name="binary_crossentropy",
        dtype=None,
        from_logits=False,
        label_smoothing=0,
    ):
        super().__init__(
            binary_crossentropy,
            name,
            dtype,
            from_logits=from_logits,
            label_smoothing=label_smoothing,
        )


class CategoricalCrossentropy(MeanMetricWrapper):
    r"""The cross-entropy over all examples seen; labels are one-hot.

    .. math:: -\frac{1}{n} \sum_{i=1}^{n} \sum_{j=1}^{k} y_{ij} \ln p_{ij}

    Parameters
    ----------
    name : str
    dtype : str, optional
        The float type of the result; the default one if None.
    from_logits : bool
        Whether predictions are logits rather than probabilities.
    label_smoothing : float
        From 0 to 1: how far labels are moved toward the same share for each class.
    axis : int
        The axis of the classes.

    Source: https://keras.io/api/metrics/probabilistic_metrics/

    Examples
    --------
    >>> print(CategoricalCrossentropy()([[1, 0]], [[0.5, 0.5]]).round(4))
    0.6931
    """

    def __init__(
        self,
        name="categorical_crossentropy",
        dtype=None,
        from_logits=False,
        label_smoothing=0,
        axis=-1,
    ):
        super().__init__(
            categorical_crossentropy,
            name,
            dtype,
            from_logits=from_logits,
            label_smoothing=label_smoothing,
            axis=axis,
        )


class SparseCategoricalCrossentropy(MeanMetricWrapper):
    r"""The cross-entropy over all examples seen; labels are class numbers.

    .. math:: -\frac{1}{n} \sum_{i=1}^{n} \ln p_{i, y_i}

    Parameters
    ----------
    name : str
    dtype : str, optional
        The float type of the result; the default one if None.
    from_logits : bool
        Whether predictions are logits rather than probabilities.

    Source: https://keras.io/api/metrics/probabilistic_metrics/

    Examples
    --------
    >>> print(SparseCategoricalCrossentropy()([0], [[0.5, 0.5]]).round(4))
    0.6931
    """

    def __init__(
        self, name="sparse_categorical_crossentropy", dtype=None, from_logits=False
    ):
        super().__init__(
            sparse_categorical_crossentropy, name, dtype, from_logits=from_logits
        )


class _OfYesAndNo(Metric):
    """What precision and recall have in common: they count hits and one kind of miss.

    A prediction is "yes" above a threshold; a label is one if it is not 0.
    """

    def __init__(self, thresholds, class_id, name, dtype):
        super().__init__(dtype, name)
        self.thresholds = [0.5 if thresholds is None else thresholds]
        if isinstance(thresholds, list | tuple):
            self.thresholds = list(thresholds)
        for threshold in self.thresholds:
            _arguments.fraction(threshold, "thresholds", or_one=True)
        self.class_id = class_id
        self.true_positives = self.add_weight((len(self.thresholds),))
        self._misses = self.add_weight((len(self.thresholds),))

    def update_state(self, y_true, y_pred, sample_weight=None):
        """Count in a batch: labels, 0 or 1, and probabilities of the same shape."""
        y_true, y_pred = _arguments.pair(y_true, y_pred)
        if self.class_id is not None:
            _arguments.axes(self.class_id, range(y_pred.shape[-1]), "class_id")
            y_true, y_pred = y_true[..., self.class_id], y_pred[..., self.class_id]
        weights = 1.0 if sample_weight is None else sample_weight
        weights = _arguments.weights(weights, y_pred.shape)
        is_yes = y_true != 0
        for position, threshold in enumerate(self.thresholds):
            says_yes = y_pred > threshold
            self.true_positives[position] += weights[is_yes & says_yes].sum()
            missed = self._missed(is_yes, says_yes)
            self._misses[position] += weights[missed].sum()

    def result(self):
        """Return the share since the last reset, 0 of none; one for each threshold."""
        hits, misses = self.true_positives, self._misses
        share = hits / np.where(hits + misses == 0, 1, hits + misses)
        return share[0] if len(share) == 1 else share


class Precision(_OfYesAndNo):
    r"""The share of "yes" predictions that are right.

    .. math:: P = \frac{tp}{tp + fp}

    :math:`tp` and :math:`fp` count true positives and false positives.

    Parameters
    ----------
    thresholds : float or list of float, optional
        Above which probability a prediction is "yes"; 0.5 if None. For a list there is
        a result for each.
    class_id : int, optional
        Look at this column alone.
    name : str, optional
    dtype : str, optional
        The float type of the result; the default one if None.

    Raises
    ------
    ValueError
        If a threshold is not from 0 to 1; from `update_state`, if the shapes of labels
        and predictions do not pair.

    Source: https://keras.io/api/metrics/classification_metrics/#precision-class

    Examples
    --------
    >>> print(Precision()([0, 1, 1, 1], [0.9, 0.2, 0.8, 0.7]).round(4))
    0.6667
    """

    def __init__(self, thresholds=None, *, class_id=None, name=None, dtype=None):
        super().__init__(thresholds, class_id, name, dtype)

    def _missed(self, is_yes, says_yes):
        return ~is_yes & says_yes  # false positives


class Recall(_OfYesAndNo):
    r"""The share of "yes" labels that are found.

    .. math:: R = \frac{tp}{tp + fn}

    :math:`tp` and :math:`fn` count true positives and false negatives.

    Parameters
    ----------
    thresholds : float or list of float, optional
        Above which probability a prediction is "yes"; 0.5 if None. For a list there is
        a result for each.
    class_id : int, optional
        Look at this column alone.
    name : str, optional
    dtype : str, optional
        The float type of the result; the default one if None.

    Raises
    ------
    ValueError
        If a threshold is not from 0 to 1; from `update_state`, if the shapes of labels
        and predictions do not pair.

    Source: https://keras.io/api/metrics/classification_metrics/#recall-class

    Examples
    --------
    >>> print(Recall()([0, 1, 1, 1], [0.9, 0.2, 0.8, 0.7]).round(4))
    0.6667
    """

    def __init__(self, thresholds=None, *, class_id=None, name=None, dtype=None):
        super().__init__(thresholds, class_id, name, dtype)

    def _missed(self, is_yes, says_yes):
        return is_yes & ~says_yes  # false negatives


class F1Score(Metric):
    r"""The F1 score: the harmonic mean of precision and recall, for each output.

    .. math:: F_1 = \frac{2 P R}{P + R}, \qquad P = \frac{tp}{tp + fp}, \qquad
              R = \frac{tp}{tp + fn}

    :math:`tp`, :math:`fp` and :math:`fn` count true positives, false positives and
    false negatives. Each denominator has 1e-7 added, so that nothing is divided by 0.

    Parameters
    ----------
    average : {None, "micro", "macro", "weighted"}
        None gives a score for each output; ``"macro"`` their mean; ``"weighted"`` their
        mean by the number of positives; ``"micro"`` one score of all counts together.
    threshold : float, optional
        Above which probability the prediction is "yes". If None, the largest output of
        an example is: with a single output, that is always "yes". So give 0.5 there.
    name : str
    dtype : str, optional
        The float type of the result; the default one if None.

    Raises
    ------
    ValueError
        If a setting is none of those known; from `update_state`, if labels and
        predictions are not both ``(n, k)``.

    Source: https://keras.io/api/metrics/classification_metrics/#f1score-class

    Examples
    --------
    >>> metric = F1Score(threshold=0.5)
    >>> metric([[1], [1], [0], [0]], [[0.9], [0.2], [0.8], [0.1]]).round(6)
    array([0.5], dtype=float32)
    """

    def __init__(self, average=None, threshold=None, name="f1_score", dtype=None):
        super().__init__(dtype, name)
        self.average = _arguments.choice(
            average, (None, "micro", "macro", "weighted"), "average"
        )
        if threshold is not None:
            threshold = _arguments.number(threshold, "threshold")
            if not 0 < threshold <= 1:
                raise ValueError(
                    f"threshold must be above 0 and at most 1, got {threshold}"
                )
        self.threshold = threshold
        self.reset_state()

    def update_state(self, y_true, y_pred, sample_weight=None):
        """Count in a batch: labels 0 or 1, ``(n, k)``, and predictions alike."""
        y_true = _arguments.cast(_arguments.real_array(y_true, "y_true"), self.dtype)
        y_pred = _arguments.cast(_arguments.real_array(y_pred, "y_pred"), self.dtype)
        if y_true.ndim != 2 or y_true.shape != y_pred.shape:
            raise ValueError(
                "F1Score expects y_true and y_pred both of the shape (examples, "
                f"outputs), got {y_true.shape} and {y_pred.shape}; for one output, "
                "write y.reshape(-1, 1)"
            )
        if self.threshold is None:
            largest = y_pred.max(axis=-1, keepdims=True)
            yes = (y_pred >= largest) & (np.abs(y_pred) > 1e-9)
        else:
            yes = y_pred > self.threshold
        axis = None if self.average == "micro" else 0
        weights = 1.0 if sample_weight is None else sample_weight
        weights = _arguments.weights(weights, y_true.shape)
        counts = (
            weights * count
            for count in (yes * y_true, yes * (1 - y_true), ~yes * y_true)
        )
        self._counts = self._counts + np.array(
            [count.sum(axis=axis, dtype="float64") for count in counts]
        )

    def result(self):
        """Return the score, for each output or averaged, since the last reset."""
        tp, fp, fn = self._counts.astype(self.dtype)
        tiny = np.dtype(self.dtype).type(1e-7)
        precision, recall = tp / (tp + fp + tiny), tp / (tp + fn + tiny)
        score = 2 * precision * recall / (precision + recall + tiny)
        if self.average == "weighted":
            positives = tp + fn
            return np.sum(score * positives / (positives.sum() + tiny))
        return score if self.average is None else np.mean(score)

    def reset_state(self):
        """Forget all batches."""
        self._counts = np.zeros(3 if self.average == "micro" else (3, 1))


_BY_NAME = {
    "bce": BinaryCrossentropy,
    "mae": MeanAbsoluteError,
    "mse": MeanSquaredError,
}
_BY_NAME |= {short.upper(): kind for short, kind in _BY_NAME.items()}
for _kind in (
    MeanSquaredError,
    RootMeanSquaredError,
    MeanAbsoluteError,
    BinaryCrossentropy,
    CategoricalCrossentropy,
    SparseCategoricalCrossentropy,
    Accuracy,
    BinaryAccuracy,
    CategoricalAccuracy,
    SparseCategoricalAccuracy,
    Precision,
    Recall,
    F1Score,
):
    _BY_NAME[_kind.__name__] = _BY_NAME[_kind().name] = _kind


def get(identifier):
    """Return the metric that a name, a class or a function stands for.

    Parameters
    ----------
    identifier : str, callable, Metric or None
        A name such as ``"mse"`` or ``"binary_accuracy"``, or a class, gives a new
        metric; a metric, a function and None are returned as they are.

    Raises
    ------
    ValueError
        If there is no metric of that name, or `identifier` is something else.

    Source: https://keras.io/api/metrics/

    Examples
    --------
    >>> get("mse").name
    'mean_squared_error'
    """
    if isinstance(identifier, str):
        identifier = _BY_NAME.get(identifier, identifier)
    if isinstance(identifier, type) and issubclass(identifier, Metric):
        return identifier()
    if identifier is None or callable(identifier):
        return identifier
    hint = ""
    if str(identifier).lower() in ("f1", "f1score", "f1-score"):
        hint = "; for a yes-or-no label, use metrics.F1Score(threshold=0.5)"
    raise ValueError(
        "metric must be a function, a Metric, None or one of "
        f"{', '.join(_BY_NAME)}; got {identifier!r}{hint}"
    )


def _by_name(identifiers, true_shape, pred_shape, taken=()):
    """Return metrics that suit these shapes, by the names they are reported by."""
    found = {}
    for identifier in identifiers:
        metric = _suited(identifier, true_shape, pred_shape)
        first = f"weighted_{metric.name}" if metric.name in taken else metric.name
        name, repeats = first, 0
        while name in found:  # as in Keras: mae, mae_1, ...
            repeats += 1
            name = f"{first}_{repeats}"
        found[name] = metric
    return found


def _suited(identifier, true_shape, pred_shape):
    """Return the metric that `compile` was given, named as it was written there.

    ``"accuracy"`` and ``"acc"`` are the accuracy that suits the shapes of the labels
    and of the predictions.
    """
    if isinstance(identifier, str) and identifier.lower() in ("accuracy", "acc"):
        if pred_shape[-1] == 1:
            metric = BinaryAccuracy()
        elif len(true_shape) < len(pred_shape) or true_shape[-1] == 1:
            metric = SparseCategoricalAccuracy()
        else:
            metric = CategoricalAccuracy()
    else:
        metric = get(identifier)
    if metric is None:
        raise ValueError("metrics must hold names, functions or metrics, got None")
    if not isinstance(metric, Metric):
        metric = MeanMetricWrapper(metric, getattr(metric, "__name__", None))
    if isinstance(identifier, str):
        metric.name = identifier
    return metric
