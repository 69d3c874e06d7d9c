"""Which classes are taken for which. Keras has no such module."""

import numpy as np

from firstneuron import _arguments


def confusion_matrix(y_true, y_pred, num_classes=None):
    r"""Count, for each class, as what its examples were predicted.

    .. math:: C_{ij} = \text{the number of examples of class } i
              \text{ that were predicted as } j

    A row for each label, a column for each prediction: what is right stands on the
    diagonal.

    Parameters
    ----------
    y_true, y_pred : array_like of int
        Class numbers from 0, ``(n,)`` each or ``(n, 1)``.
    num_classes : int, optional
        The number of rows and columns; the largest class number plus 1 if None.

    Returns
    -------
    ndarray
        ``(num_classes, num_classes)``, int64.

    Raises
    ------
    ValueError
        If there are not as many predictions as labels, or none, or a class number is
        not whole, negative or too large.
    TypeError
        If one of them does not hold real numbers.

    Examples
    --------
    >>> confusion_matrix([0, 0, 0, 1], [0, 0, 1, 1])
    array([[2, 1],
           [0, 1]])
    """
    y_true, y_pred = _classes(y_true, "y_true"), _classes(y_pred, "y_pred")
    if len(y_true) != len(y_pred):
        raise ValueError(
            "y_true and y_pred must hold one class number for each example, "
            f"got {len(y_true)} and {len(y_pred)}"
        )
    if num_classes is None:
        num_classes = max(y_true.max(), y_pred.max()) + 1
    size = _arguments.count(num_classes, "num_classes")
    for name, classes in (("y_true", y_true), ("y_pred", y_pred)):
        _arguments.class_numbers(classes, name, size)
    return np.bincount(y_true * size + y_pred, minlength=size**2).reshape(size, size)


def _classes(values, name):
    """Return class numbers as integers, ``(n,)``, or say why they are none."""
    given = _arguments.real_array(values, name)
    if given.ndim == 2 and given.shape[1] == 1:
        given = given[:, 0]
    if given.ndim != 1:
        raise ValueError(
            f"{name} must have the shape (n,), one class number for each example; got "
            f"{given.shape}. Of probabilities of classes, take np.argmax(p, axis=1)"
        )
    return _arguments.class_numbers(given, name)
