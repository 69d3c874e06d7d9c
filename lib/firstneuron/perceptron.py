"""Perceptrons and logic gates. Keras has no such module.

A perceptron is a unit that answers 1 or 0. Its weights are set by hand, which makes a
gate, or found by the perceptron rule.

Source: Rosenblatt (1958), The Perceptron: A Probabilistic Model for Information
Storage and Organization in the Brain.
"""

from typing import NamedTuple

import numpy as np

from firstneuron import _arguments

#: All pairs of two bits, one a row: the inputs of a truth table.
#:
#: :meta hide-value:
BITS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
BITS.flags.writeable = False


def step(x):
    r"""Return 1 where the input is above 0, and 0 elsewhere.

    .. math:: g(z) = 1 \text{ if } z > 0, \text{ else } 0

    Parameters
    ----------
    x : array_like
        Scores, of any shape.

    Returns
    -------
    ndarray
        Of the same shape, in the float type of `x`; NaN stays NaN.

    Raises
    ------
    TypeError
        If `x` does not hold real numbers.

    Source: McCulloch and Pitts (1943), A Logical Calculus of the Ideas Immanent in
    Nervous Activity.

    Examples
    --------
    >>> step(np.array([-0.5, 0.0, 0.5]))
    array([0., 0., 1.])
    """
    return np.heaviside(_arguments.float_array(x, "x"), 0)


class Perceptron:
    r"""A unit that fires, with 1, when its weighted inputs exceed a threshold.

    .. math:: \hat y = 1 \text{ if } w \cdot x + b > 0, \text{ else } 0

    The bias :math:`b` is minus the threshold.

    Parameters
    ----------
    weights : array_like
        One number an input, ``(features,)``.
    bias : float

    Raises
    ------
    ValueError
        If `weights` is not a non-empty row of numbers, or, when called, the inputs do
        not have one number for each weight.

    Examples
    --------
    >>> both = Perceptron([1, 1], -1.5)
    >>> both(BITS)
    array([0, 0, 0, 1])
    >>> int(both([1, 1]))
    1
    """

    def __init__(self, weights, bias):
        weights = _arguments.not_empty(np.array(weights, dtype=float), "weights")
        if weights.ndim != 1:
            raise ValueError(
                f"weights must be one number an input, such as [1, 1]; "
                f"got the shape {weights.shape}"
            )
        self.weights = weights
        self.bias = float(bias)

    def __repr__(self):
        return f"Perceptron({self.weights.tolist()}, {self.bias})"

    def sums(self, inputs):
        """Return the weighted sums with the bias: ``(n,)`` for ``(n, features)``.

        Examples
        --------
        >>> Perceptron([1, 1], -1.5).sums(BITS)
        array([-1.5, -0.5, -0.5,  0.5])
        """
        inputs = np.asarray(inputs)
        if inputs.ndim == 0 or inputs.shape[-1] != len(self.weights):
            raise ValueError(
                f"inputs must have {len(self.weights)} numbers a row, one for each "
                f"weight; got the shape {inputs.shape}"
            )
        return inputs @ self.weights + self.bias

    def __call__(self, inputs):
        """Return 1 or 0 for each row of inputs."""
        return step(self.sums(inputs)).astype(int)

    def line(self):
        r"""Return the slope and the intercept of the line where it changes its mind.

        .. math:: x_2 = -\frac{w_1}{w_2} x_1 - \frac{b}{w_2}

        Raises
        ------
        ValueError
            If it has not two inputs, or the line is vertical.

        Examples
        --------
        >>> Perceptron([1, 1], -1.5).line()
        (-1.0, 1.5)
        """
        if len(self.weights) != 2 or self.weights[1] == 0:
            raise ValueError(
                f"a line needs two weights, the second not 0; got {self.weights}"
            )
        first, second = self.weights.tolist()
        return -first / second, -self.bias / second


#: Fires when both bits are 1.
AND = Perceptron([1, 1], -1.5)
#: Fires when at least one of two bits is 1.
OR = Perceptron([1, 1], -0.5)
#: Fires unless both bits are 1.
NAND = Perceptron([-1, -1], 1.5)


def xor(inputs):
    """Return 1 where exactly one of two bits is 1: three gates, because one cannot.

    Parameters
    ----------
    inputs : array_like
        ``(n, 2)``, or ``(2,)`` for one pair.

    Returns
    -------
    ndarray
        0 or 1: ``(n,)``, or one number.

    Raises
    ------
    ValueError
        If a row does not have two numbers.

    Examples
    --------
    >>> xor(BITS)
    array([0, 1, 1, 0])
    """
    return AND(np.stack([OR(inputs), NAND(inputs)], axis=-1))


def half_adder(inputs):
    """Return the sum of two bits as two bits: the carry, then the last digit.

    Parameters
    ----------
    inputs : array_like
        ``(n, 2)``, or ``(2,)`` for one pair.

    Returns
    -------
    ndarray
        ``(n, 2)`` or ``(2,)``; 1 + 1 gives ``[1, 0]``, the binary number 10.

    Raises
    ------
    ValueError
        If a row does not have two numbers.

    Examples
    --------
    >>> half_adder(BITS)
    array([[0, 0],
           [0, 1],
           [0, 1],
           [1, 0]])
    """
    return np.stack([AND(inputs), xor(inputs)], axis=-1)


class History(NamedTuple):
    """What happened while a perceptron learned.

    Attributes
    ----------
    perceptron : Perceptron
        The one that was learned.
    weights : ndarray
        The weights at the start and after each example, ``(steps + 1, features)``.
    biases : ndarray
        The biases at the same moments, ``(steps + 1,)``.
    mistakes : list of int
        How many examples were answered wrong, epoch by epoch.
    converged : bool
        Whether it got through an epoch without a mistake.

    Examples
    --------
    >>> history = learn([[1.0]], [1])
    >>> history.weights.tolist(), history.mistakes, history.converged
    ([[0.0], [1.0], [1.0]], [1, 0], True)
    """

    perceptron: Perceptron
    weights: np.ndarray
    biases: np.ndarray
    mistakes: list
    converged: bool


def learn(inputs, labels, *, learning_rate=1.0, epochs=100):
    r"""Learn a perceptron from examples by the perceptron rule, starting from 0.

    .. math:: w \leftarrow w + \eta (y - \hat y) x, \qquad
              b \leftarrow b + \eta (y - \hat y)

    The examples are taken in order, again and again, until none is answered wrong or
    the epochs are used up.

    Parameters
    ----------
    inputs : array_like
        ``(n, features)``.
    labels : array_like
        0 or 1 for each row, ``(n,)``.
    learning_rate : float
        :math:`\eta`, above 0.
    epochs : int
        How often to go through all examples at most.

    Returns
    -------
    History

    Raises
    ------
    ValueError
        If the shapes do not fit, a label is neither 0 nor 1, the data are empty or
        not finite, or a setting is out of range.

    Source: Rosenblatt (1958); its convergence: Novikoff (1962), On Convergence Proofs
    on Perceptrons.

    Examples
    --------
    >>> history = learn(BITS, [0, 0, 0, 1])
    >>> history.converged, history.mistakes
    (True, [1, 3, 3, 2, 1, 0])
    >>> history.perceptron
    Perceptron([2.0, 1.0], -2.0)
    """
    inputs, labels = _examples(inputs, labels)
    epochs = _arguments.count(epochs, "epochs")
    if not learning_rate > 0:
        raise ValueError(f"learning_rate must be above 0, got {learning_rate!r}")
    w, b = np.zeros(inputs.shape[1]), 0.0
    weights, biases, mistakes = [w], [b], []
    while len(mistakes) < epochs and 0 not in mistakes:
        wrong = 0
        for x, y in zip(inputs, labels, strict=True):
            error = y - int(w @ x + b > 0)
            w = w + learning_rate * error * x
            b = b + learning_rate * error
            wrong += int(error != 0)
            weights.append(w)
            biases.append(b)
        mistakes.append(wrong)
    return History(
        Perceptron(w, b), np.array(weights), np.array(biases), mistakes, 0 in mistakes
    )


def _examples(inputs, labels):
    """Return inputs ``(n, features)`` and labels ``(n,)``, or say what is wrong."""
    inputs = _arguments.not_empty(np.asarray(inputs, dtype=float), "inputs")
    labels = np.asarray(labels)
    if inputs.ndim != 2 or labels.shape != inputs.shape[:1]:
        raise ValueError(
            "inputs must be (n, features) and labels (n,); "
            f"got {inputs.shape} and {labels.shape}"
        )
    if not np.isin(labels, (0, 1)).all():
        raise ValueError(f"labels must be 0 or 1, got {np.unique(labels)}")
    if not np.isfinite(inputs).all():
        raise ValueError("inputs must be finite; NaN or infinity was found")
    return inputs, labels.astype(int)
