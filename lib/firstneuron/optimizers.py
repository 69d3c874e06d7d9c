"""Optimizers, as in `keras.optimizers`: how a step changes the weights.

To an optimizer the weights of a network are one long vector. The slopes of all of them
lie end to end, it works out the change of every weight at once, and adds it in place: a
step takes the same few lines however many layers there are.
"""

import math
import numbers

import numpy as np


class Optimizer:
    r"""The base of the optimizers.

    A subclass says in `_write_change` what is added to the weights.

    Parameters
    ----------
    learning_rate : float
        :math:`\alpha`: how long the steps are.
    clipnorm : float, optional
        The slopes of each array of weights are shortened to this length, taken as a
        vector, where they are longer.
    clipvalue : float, optional
        Each slope is cut to the interval from ``-clipvalue`` to ``clipvalue``.
    name : str, optional

    Attributes
    ----------
    learning_rate : float
        May be set between steps.
    iterations : int
        The number of steps so far.

    Raises
    ------
    ValueError
        If the learning rate, `clipnorm` or `clipvalue` is not a positive number, or
        both ways to clip are asked for.

    Source: https://keras.io/api/optimizers/

    Examples
    --------
    >>> class Signs(Optimizer):
    ...     def _write_change(self, slopes, change):
    ...         change[:] = -self.learning_rate * np.sign(slopes)
    >>> weights = np.array([3.0, 5.0])
    >>> Signs(0.5).apply([np.array([10.0, -0.1])], [weights])
    >>> weights
    array([2.5, 5.5])
    """

    _remembers = 0  # how many numbers it remembers of each weight

    def __init__(self, learning_rate, *, clipnorm=None, clipvalue=None, name=None):
        self.learning_rate = learning_rate
        if clipnorm is not None and clipvalue is not None:
            raise ValueError(
                f"give clipnorm or clipvalue, not both; got {clipnorm!r} and "
                f"{clipvalue!r}"
            )
        self.clipnorm = None if clipnorm is None else _positive(clipnorm, "clipnorm")
        self.clipvalue = (
            None if clipvalue is None else _positive(clipvalue, "clipvalue")
        )
        self._clips = clipnorm is not None or clipvalue is not None
        if name is not None and not isinstance(name, str):
            raise ValueError(f"name must be a string, got {name!r}")
        self.name = name or type(self).__name__.lower()
        self.iterations = 0
        self.built = False
        self._variables = []

    def __repr__(self):
        return f"<{type(self).__name__} learning_rate={self.learning_rate}>"

    @property
    def learning_rate(self):
        """How long the steps are."""
        return self._learning_rate

    @learning_rate.setter
    def learning_rate(self, learning_rate):
        self._learning_rate = _positive(learning_rate, "learning_rate")

    def build(self, variables):
        """Make room for the slopes of these arrays of weights, and for their change.

        Parameters
        ----------
        variables : list of ndarray
            The arrays that `apply` will change.

        Raises
        ------
        ValueError
            If the optimizer was built for other arrays: what it remembers of their
            slopes would be added to the wrong weights.
        """
        if self.built:
            self._refuse_others(variables)
            return
        variables = list(variables)
        if not variables:
            raise ValueError(f"{self.name} got no weights to change")
        size = sum(variable.size for variable in variables)
        self._slopes = np.zeros(size, np.result_type(*variables))
        self._change = np.zeros_like(self._slopes)
        self._memory = [np.zeros_like(self._slopes) for _ in range(self._remembers)]
        self._variables = variables
        self._shapes = [variable.shape for variable in variables]
        self._divide()
        self.built = True

    def _divide(self):
        """Make views of the long vectors, one for each array of weights."""
        self._slots = _parts(self._slopes, self._variables)
        self._changes = _parts(self._change, self._variables)

    def __setstate__(self, state):
        vars(self).update(state)
        if self.built:
            self._divide()  # a copied view would be an array of its own

    def apply(self, grads, trainable_variables=None):
        """Change the weights, in place, by one step.

        Parameters
        ----------
        grads : list of ndarray
            The slopes of the loss with respect to the weights, array by array.
        trainable_variables : list of ndarray, optional
            The arrays of weights, needed for the first step if `build` was not called.

        Raises
        ------
        ValueError
            If the slopes do not pair with the weights, or there are no weights yet.
        """
        if trainable_variables is not None:
            self.build(trainable_variables)
        if not self.built:
            raise ValueError(f"{self.name} has no weights to change: build it first")
        self._fill_slots(grads)
        slopes = self._clipped() if self._clips else self._slopes
        self.iterations += 1
        self._write_change(slopes, self._change)
        for variable, change in zip(self._variables, self._changes, strict=True):
            variable += change

    def _fill_slots(self, grads):
        """Copy the slopes into the slots, but for those a layer has written there."""
        shapes = [slopes.shape for slopes in grads]
        if shapes != self._shapes:
            raise ValueError(
                f"grads must have the shapes of the weights, {self._shapes}; "
                f"got {shapes}"
            )
        for slot, slopes in zip(self._slots, grads, strict=True):
            if slopes is not slot:
                slot[...] = slopes

    def _write_change(self, slopes, change):
        """Write what is added to the weights into `change`."""
        raise NotImplementedError(f"{type(self).__name__} does not define a step")

    def _clipped(self):
        """Return the slopes, cut or shortened; those in the slots stay as they are."""
        if self.clipvalue is not None:
            return np.clip(self._slopes, -self.clipvalue, self.clipvalue)
        slopes = self._slopes.copy()
        for part in _parts(slopes, self._variables):
            length = np.linalg.norm(part.ravel())
            if length > self.clipnorm:
                part *= self.clipnorm / length
        return slopes

    def _refuse_others(self, variables):
        same = len(variables) == len(self._variables) and all(
            one is other for one, other in zip(variables, self._variables, strict=True)
        )
        if not same:
            raise ValueError(
                f"{self.name} was built for other weights; after a change of the "
                "layers or of what is trainable, compile with a new optimizer"
            )


def _parts(vector, variables):
    """Return the parts of a vector, end to end, each in the shape of a variable."""
    ends = np.cumsum([variable.size for variable in variables])
    pieces = np.split(vector, ends[:-1])
    return [
        piece.reshape(variable.shape)
        for piece, variable in zip(pieces, variables, strict=True)
    ]


class SGD(Optimizer):
    r"""Gradient descent: a step against the slope, perhaps with momentum.

    .. math:: w \leftarrow w - \alpha \frac{\partial L}{\partial w}

    and with a momentum :math:`\mu`, which keeps a part of the last step,

    .. math:: v \leftarrow \mu v - \alpha \frac{\partial L}{\partial w}, \qquad
              w \leftarrow w + v

    Parameters
    ----------
    learning_rate : float
        :math:`\alpha`.
    momentum : float
        :math:`\mu`, from 0 to 1.
    nesterov : bool
        Look ahead by one step:
        :math:`w \leftarrow w + \mu v - \alpha \, \partial L / \partial w`.
        Without momentum it changes nothing.
    clipnorm, clipvalue : float, optional
        See `Optimizer`.
    name : str, optional

    Raises
    ------
    ValueError
        If an argument is out of its range.

    Source: https://keras.io/api/optimizers/sgd/

    Examples
    --------
    >>> weights = np.array([3.0, 5.0])
    >>> SGD(0.5).apply([np.array([4.0, -1.0])], [weights])
    >>> weights
    array([1. , 5.5])
    """

    def __init__(
        self,
        learning_rate=0.01,
        momentum=0.0,
        nesterov=False,
        *,
        clipnorm=None,
        clipvalue=None,
        name=None,
    ):
        super().__init__(
            learning_rate, clipnorm=clipnorm, clipvalue=clipvalue, name=name
        )
        self.momentum = _fraction(momentum, "momentum", or_one=True)
        self.nesterov = nesterov
        self._remembers = 1 if momentum else 0

    def _write_change(self, slopes, change):
        np.multiply(slopes, -self.learning_rate, out=change)
        if self.momentum:
            (velocity,) = self._memory
            velocity *= self.momentum
            velocity += change
            if self.nesterov:
                change += self.momentum * velocity
            else:
                change[:] = velocity


class RMSprop(Optimizer):
    r"""Steps whose length does not depend on how steep the slope is.

    .. math:: v \leftarrow \rho v + (1 - \rho) g^2, \qquad
              w \leftarrow w - \alpha \frac{g}{\sqrt{v + \varepsilon}}, \qquad
              g = \frac{\partial L}{\partial w}

    Parameters
    ----------
    learning_rate : float
        :math:`\alpha`.
    rho : float
        :math:`\rho`, from 0 to below 1: how long squared slopes are remembered.
    epsilon : float
        :math:`\varepsilon`, against division by 0.
    clipnorm, clipvalue : float, optional
        See `Optimizer`.
    name : str, optional

    Raises
    ------
    ValueError
        If an argument is out of its range.

    Source: https://keras.io/api/optimizers/rmsprop/

    Examples
    --------
    >>> weights = np.array([3.0, 5.0])
    >>> RMSprop(0.1, rho=0.75).apply([np.array([4.0, -0.01])], [weights])
    >>> weights.round(2)
    array([2.8, 5.2])
    """

    _remembers = 1

    def __init__(
        self,
        learning_rate=0.001,
        rho=0.9,
        *,
        epsilon=1e-7,
        clipnorm=None,
        clipvalue=None,
        name=None,
    ):
        super().__init__(
            learning_rate, clipnorm=clipnorm, clipvalue=clipvalue, name=name
        )
        self.rho = _fraction(rho, "rho")
        self.epsilon = _positive(epsilon, "epsilon")

    def _write_change(self, slopes, change):
        (squares,) = self._memory
        squares *= self.rho
        np.square(slopes, out=change)
        change *= 1 - self.rho
        squares += change
        np.add(squares, self.epsilon, out=change)
        np.sqrt(change, out=change)
        np.divide(slopes, change, out=change)
        change *= -self.learning_rate


class Adam(Optimizer):
    r"""Adaptive moments: a mean of the last slopes, over how large they were.

    .. math:: m \leftarrow m + (1 - \beta_1)(g - m), \qquad
              v \leftarrow v + (1 - \beta_2)(g^2 - v), \qquad
              g = \frac{\partial L}{\partial w}

    .. math:: w \leftarrow w - \alpha_t \frac{m}{\sqrt v + \varepsilon}, \qquad
              \alpha_t = \alpha \frac{\sqrt{1 - \beta_2^t}}{1 - \beta_1^t}

    :math:`\alpha_t` makes up for :math:`m` and :math:`v` being 0 before the first step,
    :math:`t = 1`.

    Parameters
    ----------
    learning_rate : float
        :math:`\alpha`.
    beta_1, beta_2 : float
        From 0 to below 1: how long slopes and squared slopes are remembered.
    epsilon : float
        :math:`\varepsilon`, against division by 0.
    clipnorm, clipvalue : float, optional
        See `Optimizer`.
    name : str, optional

    Raises
    ------
    ValueError
        If an argument is out of its range.

    Source: Kingma and Ba (2014), Adam: A Method for Stochastic Optimization, the
    formula before section 2.1; https://keras.io/api/optimizers/adam/

    Examples
    --------
    >>> weights = np.array([3.0, 5.0])
    >>> Adam(0.1).apply([np.array([4.0, -0.01])], [weights])
    >>> weights.round(4)
    array([2.9, 5.1])
    """

    _remembers = 2

    def __init__(
        self,
        learning_rate=0.001,
        beta_1=0.9,
        beta_2=0.999,
        epsilon=1e-7,
        *,
        clipnorm=None,
        clipvalue=None,
        name=None,
    ):
        super().__init__(
            learning_rate, clipnorm=clipnorm, clipvalue=clipvalue, name=name
        )
        self.beta_1 = _fraction(beta_1, "beta_1")
        self.beta_2 = _fraction(beta_2, "beta_2")
        self.epsilon = _positive(epsilon, "epsilon")

    def _write_change(self, slopes, change):
        means, squares = self._memory
        np.subtract(slopes, means, out=change)
        change *= 1 - self.beta_1
        means += change
        np.square(slopes, out=change)
        change -= squares
        change *= 1 - self.beta_2
        squares += change
        rate = self.learning_rate * math.sqrt(1 - self.beta_2**self.iterations)
        rate /= 1 - self.beta_1**self.iterations
        np.sqrt(squares, out=change)
        change += self.epsilon
        np.divide(means, change, out=change)
        change *= -rate


_BY_NAME = {"adam": Adam, "rmsprop": RMSprop, "sgd": SGD}


def get(identifier):
    """Return the optimizer that a name or an optimizer stands for.

    Parameters
    ----------
    identifier : str or Optimizer
        A name, small or capital letters alike, which makes a new optimizer with its
        default settings; or an optimizer, which is returned as it is.

    Raises
    ------
    ValueError
        If there is no optimizer of that name, or `identifier` is something else.

    Source: https://keras.io/api/optimizers/

    Examples
    --------
    >>> get("adam")
    <Adam learning_rate=0.001>
    """
    if isinstance(identifier, Optimizer):
        return identifier
    if isinstance(identifier, str) and identifier.lower() in _BY_NAME:
        return _BY_NAME[identifier.lower()]()
    raise ValueError(
        "optimizer must be an optimizer such as firstneuron.optimizers.SGD() or one of "
        f"{', '.join(_BY_NAME)}; got {identifier!r}"
    )


def _positive(value, name):
    """Return a positive number as a float, or say that it is none."""
    if not _is_number(value) or not 0 < value < math.inf:
        raise ValueError(f"{name} must be a positive number, got {value!r}")
    return float(value)


def _fraction(value, name, *, or_one=False):
    """Return a number from 0 to 1 as a float, or say that it is none."""
    if not _is_number(value) or not (0 <= value < 1 or (or_one and value == 1)):
        last = "1" if or_one else "below 1"
        raise ValueError(f"{name} must be a number from 0 to {last}, got {value!r}")
    return float(value)


def _is_number(value):
    return isinstance(value, numbers.Real) and not isinstance(value, bool)
