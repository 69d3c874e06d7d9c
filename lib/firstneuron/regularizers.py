"""Regularizers, as in `keras.regularizers`: penalties that keep weights small.

A regularizer is called with an array of weights and returns one number, the penalty,
which training adds to the loss. Its `derivative` is the slope of the penalty with
respect to each of the weights.
"""

import numpy as np

from firstneuron import _arguments
from firstneuron._quiet import quiet


class Regularizer:
    """The base of the regularizers.

    A subclass says in `__call__` what the penalty is and, to be trained with, in
    `derivative` what its slopes are.

    Source: https://keras.io/api/layers/regularizers/

    Examples
    --------
    >>> class FourthPower(Regularizer):
    ...     def __call__(self, x):
    ...         return np.sum(x**4)
    ...
    ...     def derivative(self, x):
    ...         return 4 * x**3
    >>> from firstneuron.layers import Dense
    >>> layer = Dense(1, kernel_initializer="ones", kernel_regularizer=FourthPower())
    >>> outputs = layer(np.array([[1.0, 2.0]]))
    >>> [float(penalty) for penalty in layer.losses]
    [2.0]
    """

    def __init_subclass__(cls, **settings):
        super().__init_subclass__(**settings)
        call, derivative = _arguments.first_to_define(cls, "__call__", "derivative")
        if call < derivative:
            cls.derivative = Regularizer.derivative  # not the parent's: another penalty

    def __call__(self, x):
        """Return the penalty of an array of weights, one number."""
        return 0.0

    def derivative(self, x):
        """Return the slope of the penalty with respect to each weight."""
        raise NotImplementedError(
            f"{type(self).__name__} does not define derivative, the slope of its "
            "penalty with respect to each weight, so it cannot be trained with"
        )


class L1(Regularizer):
    r"""The sum of the absolute weights, which draws many of them to 0.

    .. math:: P = \lambda \sum_i |w_i|, \qquad
              \frac{\partial P}{\partial w_i} = \lambda \, \mathrm{sign}(w_i)

    Parameters
    ----------
    l1 : float
        :math:`\lambda`: how much the penalty counts.

    Raises
    ------
    ValueError
        If `l1` is not a finite number, 0 or larger.

    Source: https://keras.io/api/layers/regularizers/#l1-class

    Examples
    --------
    >>> penalty, weights = L1(0.5), np.array([3.0, -1.0, 0.0])
    >>> float(penalty(weights))
    2.0
    >>> penalty.derivative(weights)
    array([ 0.5, -0.5,  0. ])
    """

    def __init__(self, l1=0.01):
        self.l1 = _arguments.finite_from_0(l1, "l1")

    @quiet
    def __call__(self, x):
        """Return the penalty of an array of weights, one number."""
        return np.sum(self.l1 * np.abs(_arguments.float_array(x, "x")))

    @quiet
    def derivative(self, x):
        """Return the slope of the penalty with respect to each weight."""
        return self.l1 * np.sign(_arguments.float_array(x, "x"))


class L2(Regularizer):
    r"""The sum of the squared weights, which makes the large ones smaller.

    .. math:: P = \lambda \sum_i w_i^2, \qquad
              \frac{\partial P}{\partial w_i} = 2 \lambda w_i

    Parameters
    ----------
    l2 : float
        :math:`\lambda`: how much the penalty counts.

    Raises
    ------
    ValueError
        If `l2` is not a finite number, 0 or larger.

    Source: https://keras.io/api/layers/regularizers/#l2-class

    Examples
    --------
    >>> penalty, weights = L2(0.5), np.array([3.0, -1.0, 0.0])
    >>> float(penalty(weights))
    5.0
    >>> penalty.derivative(weights)
    array([ 3., -1.,  0.])
    """

    def __init__(self, l2=0.01):
        self.l2 = _arguments.finite_from_0(l2, "l2")

    @quiet
    def __call__(self, x):
        """Return the penalty of an array of weights, one number."""
        return np.sum(self.l2 * np.square(_arguments.float_array(x, "x")))

    @quiet
    def derivative(self, x):
        """Return the slope of the penalty with respect to each weight."""
        return 2 * self.l2 * _arguments.float_array(x, "x")


class L1L2(Regularizer):
    r"""The penalties of `L1` and of `L2`, added.

    .. math:: P = \lambda_1 \sum_i |w_i| + \lambda_2 \sum_i w_i^2, \qquad
              \frac{\partial P}{\partial w_i} =
              \lambda_1 \, \mathrm{sign}(w_i) + 2 \lambda_2 w_i

    Parameters
    ----------
    l1, l2 : float
        :math:`\lambda_1` and :math:`\lambda_2`: how much each penalty counts.

    Raises
    ------
    ValueError
        If one of them is not a finite number, 0 or larger.

    Source: https://keras.io/api/layers/regularizers/#l1l2-class

    Examples
    --------
    >>> penalty, weights = L1L2(0.5, 0.25), np.array([3.0, -1.0, 0.0])
    >>> float(penalty(weights))
    4.5
    >>> penalty.derivative(weights)
    array([ 2., -1.,  0.])
    """

    def __init__(self, l1=0.0, l2=0.0):
        self.l1 = _arguments.finite_from_0(l1, "l1")
        self.l2 = _arguments.finite_from_0(l2, "l2")

    @quiet
    def __call__(self, x):
        """Return the penalty of an array of weights, one number."""
        x = _arguments.float_array(x, "x")
        penalties = np.zeros_like(x)
        if self.l1:
            penalties += self.l1 * np.abs(x)
        if self.l2:  # else 0 times a square that is infinite would be NaN
            penalties += self.l2 * np.square(x)
        return np.sum(penalties)

    @quiet
    def derivative(self, x):
        """Return the slope of the penalty with respect to each weight."""
        x = _arguments.float_array(x, "x")
        return self.l1 * np.sign(x) + 2 * self.l2 * x


_BY_NAME = {"l1": L1, "l2": L2, "l1l2": L1L2, "L1": L1, "L2": L2, "L1L2": L1L2}


def get(identifier):
    """Return the regularizer that a name, a class or a callable stands for.

    Parameters
    ----------
    identifier : str, callable or None
        A name such as ``"l2"``, or a class such as `L2`, of which one is made; another
        callable and None are returned as they are.

    Raises
    ------
    ValueError
        If there is no regularizer of that name, or `identifier` is something else.

    Source: https://keras.io/api/layers/regularizers/

    Examples
    --------
    >>> get("l2").l2
    0.01
    """
    if identifier is None:
        return None
    if isinstance(identifier, str):
        identifier = _BY_NAME.get(identifier, identifier)
    if callable(identifier):
        return identifier() if isinstance(identifier, type) else identifier
    raise ValueError(
        f"regularizer must be callable, None or one of {', '.join(_BY_NAME)}; "
        f"got {identifier!r}"
    )


def _slopes(regularizer, weights):
    """Return the slopes of a penalty that may be anybody's, or say what is missing."""
    if not hasattr(regularizer, "derivative"):
        name = getattr(regularizer, "__name__", repr(regularizer))
        raise NotImplementedError(
            f"the regularizer {name} is a function without a derivative, so it cannot "
            "be trained with: give it one, the slope of the penalty with respect to "
            f"each weight, {name}.derivative = lambda x: ..."
        )
    slopes = regularizer.derivative(weights)
    if np.shape(slopes) != weights.shape:
        raise ValueError(
            f"the derivative of a regularizer must return a slope for each of the "
            f"weights, {weights.shape}; that of {regularizer!r} returned "
            f"{np.shape(slopes)}"
        )
    return slopes
