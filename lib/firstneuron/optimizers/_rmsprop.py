"""Steps over the root of a mean square."""

import numpy as np

from firstneuron import _arguments
from firstneuron.optimizers._base import Optimizer


class RMSprop(Optimizer):
    r"""Steps whose length does not depend on how steep the slope is.

    .. math:: v \leftarrow \rho v + (1 - \rho) g^2, \qquad
              w \leftarrow w - \alpha \frac{g}{\sqrt{v + \varepsilon}}, \qquad
              g = \frac{\partial L}{\partial w}

    Parameters
    ----------
    learning_rate : float, LearningRateSchedule or callable
        :math:`\alpha`; see `Optimizer`.
    rho : float
        :math:`\rho`, from 0 to below 1: how long squared slopes are remembered.
    epsilon : float
        :math:`\varepsilon`, against division by 0.
    weight_decay, clipnorm, clipvalue : float, optional
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
        weight_decay=None,
        clipnorm=None,
        clipvalue=None,
        name=None,
    ):
        super().__init__(learning_rate, weight_decay, clipnorm, clipvalue, name=name)
        self.rho = _arguments.fraction(rho, "rho")
        self.epsilon = _arguments.positive(epsilon, "epsilon")

    def build(self, var_list):
        """Take the arrays of weights; begin with a mean square of 0."""
        super().build(var_list)
        self._squares = self.add_variable()

    def update_step(self, gradient, variable, learning_rate):
        """Change all weights, in place, by one step."""
        v = self._squares
        v[:] = self.rho * v + (1 - self.rho) * gradient**2
        variable -= learning_rate * gradient / np.sqrt(v + self.epsilon)
