"""Optimizers, as in `keras.optimizers`: how a step changes the weights.

To an optimizer the weights of a network are one long vector, and so are their slopes:
all arrays end to end. Its equation stands in `update_step`, once for all of them.
"""

import math

import numpy as np

from firstneuron import _checks


class Optimizer:
    r"""The base of the optimizers.

    A subclass says in `update_step` how the weights change. What it remembers from one
    step to the next it makes in `build`, with `add_variable`.

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
    ...     def update_step(self, gradient, variable, learning_rate):
    ...         variable -= learning_rate * np.sign(gradient)
    >>> weights = np.array([3.0, 5.0])
    >>> Signs(0.5).apply([np.array([10.0, -0.1])], [weights])
    >>> weights
    array([2.5, 5.5])
    """

    def __init__(self, learning_rate, *, clipnorm=None, clipvalue=None, name=None):
        self.learning_rate = learning_rate
        if clipnorm is not None and clipvalue is not None:
            raise ValueError(
                f"give clipnorm or clipvalue, not both; got {clipnorm!r} and "
                f"{clipvalue!r}"
            )
        for setting, value in (("clipnorm", clipnorm), ("clipvalue", clipvalue)):
            if value is not None:
                value = _checks.positive(value, setting)
            setattr(self, setting, value)
        kind = type(self).__name__.lower()
        self.name = kind if name is None else _checks.text(name, "name")
        self.iterations = 0
        self.built = False
        self._variables = []

    def __getattr__(self, name):
        raise _checks.not_there(self, name, mark="built")

    def __repr__(self):
        return f"<{type(self).__name__} learning_rate={self.learning_rate}>"

    @property
    def learning_rate(self):
        """How long the steps are."""
        return self._learning_rate

    @learning_rate.setter
    def learning_rate(self, learning_rate):
        self._learning_rate = _checks.positive(learning_rate, "learning_rate")

    def build(self, variables):
        """Take the arrays of weights that `apply` will change.

        Parameters
        ----------
        variables : list of ndarray

        Raises
        ------
        ValueError
            If there are none.
        """
        self._variables = list(variables)
        if not self._variables:
            raise ValueError(f"{self.name} got no weights to change")
        self.built = True

    def add_variable(self):
        """Return a vector of zeros, a number for each weight, to remember things in."""
        return np.zeros_like(_end_to_end(self._variables))

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
            If the slopes do not pair with the weights, there are no weights yet, or
            they are not those of the steps before: what the optimizer remembers would
            be used for the wrong ones.
        """
        if trainable_variables is not None:
            self._attach(trainable_variables)
        if not self.built:
            raise ValueError(f"{self.name} has no weights to change: build it first")
        given = [slopes.shape for slopes in grads]
        shapes = [weight.shape for weight in self._variables]
        if given != shapes:
            raise ValueError(
                f"grads must have the shapes of the weights, {shapes}; got {given}"
            )
        variable = _end_to_end(self._variables)
        gradient = _end_to_end(grads).astype(variable.dtype, copy=False)
        if self.clipnorm or self.clipvalue:
            gradient = self._clipped(gradient)
        self.update_step(gradient, variable, self.learning_rate)
        self.iterations += 1
        for weight, part in zip(self._variables, self._parts(variable), strict=True):
            weight[...] = part

    def update_step(self, gradient, variable, learning_rate):
        """Change all weights by one step, in place: ``variable -= ...``.

        Parameters
        ----------
        gradient, variable : ndarray
            All slopes and all weights, ``(number of weights,)`` each.
        learning_rate : float
        """
        raise NotImplementedError(f"{type(self).__name__} does not define update_step")

    def _attach(self, variables):
        """Build the optimizer for these weights, or refuse others than it was for."""
        if not self.built:
            self.build(variables)
        elif list(map(id, variables)) != list(map(id, self._variables)):
            raise ValueError(
                f"{self.name} was built for other weights; after a change of the "
                "layers or of what is trainable, compile with a new optimizer"
            )

    def _parts(self, vector):
        """Return the parts of a long vector, each in the shape of its weights."""
        parts, start = [], 0
        for weight in self._variables:
            end = start + weight.size
            parts.append(vector[start:end].reshape(weight.shape))
            start = end
        return parts

    def _clipped(self, gradient):
        """Return the slopes, cut or shortened."""
        if self.clipvalue is not None:
            return np.clip(gradient, -self.clipvalue, self.clipvalue)
        if self.clipnorm is not None:
            for part in self._parts(gradient):
                length = np.linalg.norm(part)
                if length > self.clipnorm:
                    part *= self.clipnorm / length
        return gradient


def _end_to_end(arrays):
    """Return a new vector of all their numbers."""
    return np.concatenate([array.ravel() for array in arrays])


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
        self.momentum = _checks.fraction(momentum, "momentum", or_one=True)
        self.nesterov = nesterov

    def build(self, variables):
        """Take the arrays of weights; begin with no speed."""
        super().build(variables)
        self._velocity = self.add_variable()

    def update_step(self, gradient, variable, learning_rate):
        """Change all weights, in place, by one step."""
        if self.momentum == 0:
            variable -= learning_rate * gradient
            return
        v, mu = self._velocity, self.momentum
        v[:] = mu * v - learning_rate * gradient
        variable += mu * v - learning_rate * gradient if self.nesterov else v


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
        self.rho = _checks.fraction(rho, "rho")
        self.epsilon = _checks.positive(epsilon, "epsilon")

    def build(self, var_list):
        """Take the arrays of weights; begin with a mean square of 0."""
        super().build(var_list)
        self._squares = self.add_variable()

    def update_step(self, gradient, variable, learning_rate):
        """Change all weights, in place, by one step."""
        v = self._squares
        v[:] = self.rho * v + (1 - self.rho) * gradient**2
        variable -= learning_rate * gradient / np.sqrt(v + self.epsilon)


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
        self.beta_1 = _checks.fraction(beta_1, "beta_1")
        self.beta_2 = _checks.fraction(beta_2, "beta_2")
        self.epsilon = _checks.positive(epsilon, "epsilon")

    def build(self, var_list):
        """Take the arrays of weights; begin with means of 0."""
        super().build(var_list)
        self._means, self._squares = self.add_variable(), self.add_variable()

    def update_step(self, gradient, variable, learning_rate):
        """Change all weights, in place, by one step."""
        m, v, t = self._means, self._squares, self.iterations + 1
        m += (1 - self.beta_1) * (gradient - m)
        v += (1 - self.beta_2) * (gradient**2 - v)
        rate = learning_rate * math.sqrt(1 - self.beta_2**t) / (1 - self.beta_1**t)
        variable -= rate * m / (np.sqrt(v) + self.epsilon)


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
