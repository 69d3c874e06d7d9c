"""Gradient descent."""

from firstneuron import _arguments
from firstneuron.optimizers._base import Optimizer


class SGD(Optimizer):
    r"""Gradient descent: a step against the slope, perhaps with momentum.

    .. math:: w \leftarrow w - \alpha \frac{\partial L}{\partial w}

    and with a momentum :math:`\mu`, which keeps a part of the last step,

    .. math:: v \leftarrow \mu v - \alpha \frac{\partial L}{\partial w}, \qquad
              w \leftarrow w + v

    Parameters
    ----------
    learning_rate : float, LearningRateSchedule or callable
        :math:`\alpha`; see `Optimizer`.
    momentum : float
        :math:`\mu`, from 0 to 1.
    nesterov : bool
        Look ahead by one step:
        :math:`w \leftarrow w + \mu v - \alpha \, \partial L / \partial w`.
        Without momentum it changes nothing.
    weight_decay, clipnorm, clipvalue : float, optional
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
        weight_decay=None,
        clipnorm=None,
        clipvalue=None,
        *,
        name=None,
    ):
        super().__init__(learning_rate, weight_decay, clipnorm, clipvalue, name=name)
        self.momentum = _arguments.fraction(momentum, "momentum", or_one=True)
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
