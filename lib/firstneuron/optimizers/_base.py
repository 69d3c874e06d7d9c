"""The base of the optimizers: what they all do around their equation."""

import numpy as np

from firstneuron import _arguments
from firstneuron.optimizers.schedules import LearningRateSchedule


class Optimizer:
    r"""The base of the optimizers.

    A subclass says in `update_step` how the weights change. What it remembers from one
    step to the next it makes in `build`, with `add_variable`.

    With a weight decay :math:`\lambda`, each step first makes every weight smaller, by
    a share that has nothing to do with its slope:

    .. math:: w \leftarrow w - \alpha \lambda w

    Parameters
    ----------
    learning_rate : float, LearningRateSchedule or callable
        :math:`\alpha`: how long the steps are. A schedule gives it by the number of
        steps so far; a function is called, without an argument, in each step.
    weight_decay : float, optional
        :math:`\lambda`. Biases decay, too, and all that is trained:
        `exclude_from_weight_decay` makes exceptions.
    clipnorm : float, optional
        The slopes of each array of weights are shortened to this length, taken as a
        vector, where they are longer.
    clipvalue : float, optional
        Each slope is cut to the interval from ``-clipvalue`` to ``clipvalue``.
    name : str, optional

    Attributes
    ----------
    learning_rate : float
        That of the next step. May be set between steps.
    iterations : int
        The number of steps so far.

    Raises
    ------
    ValueError
        If the learning rate, `clipnorm` or `clipvalue` is not a positive number,
        `weight_decay` is negative, or both ways to clip are asked for.
    TypeError
        If a number is set in the place of a schedule or a function.

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

    def __init__(
        self,
        learning_rate,
        weight_decay=None,
        clipnorm=None,
        clipvalue=None,
        *,
        name=None,
    ):
        self._learning_rate = None
        self.learning_rate = learning_rate
        if weight_decay is not None:
            weight_decay = _arguments.finite_from_0(weight_decay, "weight_decay")
        self.weight_decay = weight_decay
        self._undecayed = []
        if clipnorm is not None and clipvalue is not None:
            raise ValueError(
                f"give clipnorm or clipvalue, not both; got {clipnorm!r} and "
                f"{clipvalue!r}"
            )
        for setting, value in (("clipnorm", clipnorm), ("clipvalue", clipvalue)):
            if value is not None:
                value = _arguments.positive(value, setting)
            setattr(self, setting, value)
        kind = type(self).__name__.lower()
        self.name = kind if name is None else _arguments.text(name, "name")
        self.iterations = 0
        self.built = False
        self._variables = []

    def __getattr__(self, name):
        raise _arguments.not_there(self, name, mark="built")

    def __repr__(self):
        return f"<{type(self).__name__} learning_rate={self._learning_rate}>"

    @property
    def learning_rate(self):
        """How long the next step is."""
        return self._current_rate()

    @learning_rate.setter
    def learning_rate(self, learning_rate):
        if not callable(learning_rate):
            if callable(self._learning_rate):
                raise TypeError(
                    f"learning_rate is given by {self._learning_rate!r}, so it cannot "
                    f"be set to a number, got {learning_rate!r}: make the optimizer "
                    "with a number to set it later"
                )
            learning_rate = _arguments.positive(learning_rate, "learning_rate")
        self._learning_rate = learning_rate

    def _current_rate(self):
        rate = self._learning_rate
        if not callable(rate):
            return rate
        if isinstance(rate, LearningRateSchedule):
            return _rate(rate(self.iterations), f"what {rate!r} returns")
        return _rate(rate(), "what the learning_rate's function returns")

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
        _refuse_copies(self._undecayed, self._variables)
        self.built = True

    def exclude_from_weight_decay(self, var_list=None):
        """Let these weights not decay, and all others do.

        Parameters
        ----------
        var_list : list of ndarray, optional
            The arrays themselves, such as ``[layer.bias for layer in model.layers]``;
            none if None.

        Raises
        ------
        TypeError
            If something else is in the list.
        ValueError
            If none of them is among the weights; that is known from the first step on.
        """
        excluded = [] if var_list is None else list(var_list)
        for weight in excluded:
            if not isinstance(weight, np.ndarray):
                raise TypeError(
                    "var_list must hold arrays of weights such as layer.bias, got "
                    f"{weight!r}"
                )
        if self.built:
            _refuse_copies(excluded, self._variables)
        self._undecayed = excluded

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
        rate = self._current_rate()
        if self.weight_decay:
            self._decay(variable, rate)
        self.update_step(gradient, variable, rate)
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

    def _decay(self, variable, rate):
        """Make the weights smaller, in place, but for those that are excluded."""
        parts = self._parts(variable)
        for weight, part in zip(self._variables, parts, strict=True):
            if not _is_among(weight, self._undecayed):
                part -= part * self.weight_decay * rate

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


def _is_among(array, others):
    return any(array is other for other in others)


def _refuse_copies(excluded, variables):
    """Refuse exceptions from the decay that are all no weights: mostly copies."""
    if excluded and not any(_is_among(weight, variables) for weight in excluded):
        raise ValueError(
            "none of the arrays in var_list is a weight that is trained: give the "
            "arrays themselves, such as layer.bias, not those of get_weights, which "
            "are copies"
        )


def _rate(value, name):
    """Return a learning rate that was computed, perhaps as an array, as a number."""
    return _arguments.finite_from_0(
        value.item() if isinstance(value, np.ndarray) and value.size == 1 else value,
        name,
    )


def _end_to_end(arrays):
    """Return a new vector of all their numbers."""
    return np.concatenate([array.ravel() for array in arrays])
