"""Schedules, as in `keras.optimizers.schedules`: a learning rate for every step."""

import numpy as np

from firstneuron import _arguments
from firstneuron._quiet import quiet


class LearningRateSchedule:
    """The base of the schedules: given to an optimizer in place of a learning rate.

    A subclass says in `__call__` what the learning rate is, by the number of steps so
    far: 0 for the first one. Batches count, not epochs.

    Source: https://keras.io/api/optimizers/learning_rate_schedules/

    Examples
    --------
    >>> class Halved(LearningRateSchedule):
    ...     def __call__(self, step):
    ...         return 0.5 if step < 1 else 0.25
    >>> from firstneuron.optimizers import SGD
    >>> steps, weights = SGD(Halved()), [np.array([3.0])]
    >>> for _ in range(2):
    ...     steps.apply([np.array([4.0])], weights)
    ...     print(weights[0])
    [1.]
    [0.]
    """

    def __call__(self, step):
        """Return the learning rate of a step.

        Parameters
        ----------
        step : int
            The number of steps so far.
        """
        raise NotImplementedError(f"{type(self).__name__} does not define __call__")

    def __repr__(self):
        return f"<{type(self).__name__}>"


class ExponentialDecay(LearningRateSchedule):
    r"""A learning rate that shrinks by the same factor again and again.

    .. math:: \alpha_t = \alpha_0 \, r^{\, t / T}

    In a staircase, :math:`t / T` is rounded down.

    Parameters
    ----------
    initial_learning_rate : float
        :math:`\alpha_0`, the rate of the first step, :math:`t = 0`.
    decay_steps : int
        :math:`T`: after so many steps, the rate has been multiplied by
        :math:`r` once.
    decay_rate : float
        :math:`r`.
    staircase : bool
        Whether the rate stays as it is for `decay_steps` steps and then drops at once.
    name : str

    Raises
    ------
    ValueError
        If one of the three numbers is not positive.

    Source: https://keras.io/api/optimizers/learning_rate_schedules/exponential_decay/

    Examples
    --------
    >>> schedule = ExponentialDecay(0.8, decay_steps=100, decay_rate=0.5)
    >>> schedule(0), schedule(100), schedule(200)
    (0.8, 0.4, 0.2)
    """

    def __init__(
        self,
        initial_learning_rate,
        decay_steps,
        decay_rate,
        staircase=False,
        name="ExponentialDecay",
    ):
        initial = _arguments.positive(initial_learning_rate, "initial_learning_rate")
        self.initial_learning_rate = initial
        self.decay_steps = _arguments.positive(decay_steps, "decay_steps")
        self.decay_rate = _arguments.positive(decay_rate, "decay_rate")
        self.staircase = _arguments.choice(staircase, (True, False), "staircase")
        self.name = _arguments.text(name, "name")

    @quiet
    def __call__(self, step):
        """Return the learning rate of a step.

        Parameters
        ----------
        step : int or array_like
            The number of steps so far; several at once, to draw a curve.

        Returns
        -------
        float or ndarray
        """
        times = _arguments.real_array(step, "step") / self.decay_steps
        if self.staircase:
            times = np.floor(times)
        rate = self.initial_learning_rate * self.decay_rate**times
        return rate if np.ndim(rate) else float(rate)
