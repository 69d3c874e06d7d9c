"""Adam, and Adam with weight decay."""

import math

import numpy as np

from firstneuron import _arguments
from firstneuron.optimizers._base import Optimizer


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
    learning_rate : float, LearningRateSchedule or callable
        :math:`\alpha`; see `Optimizer`.
    beta_1, beta_2 : float
        From 0 to below 1: how long slopes and squared slopes are remembered.
    epsilon : float
        :math:`\varepsilon`, against division by 0.
    weight_decay, clipnorm, clipvalue : float, optional
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
        weight_decay=None,
        clipnorm=None,
        clipvalue=None,
        name=None,
    ):
        super().__init__(learning_rate, weight_decay, clipnorm, clipvalue, name=name)
        self.beta_1 = _arguments.fraction(beta_1, "beta_1")
        self.beta_2 = _arguments.fraction(beta_2, "beta_2")
        self.epsilon = _arguments.positive(epsilon, "epsilon")

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


class AdamW(Adam):
    r"""Adam with weight decay: each step also makes every weight a little smaller.

    With :math:`m`, :math:`v` and :math:`\alpha_t` as in `Adam`,

    .. math:: w \leftarrow w - \alpha \lambda w
              - \alpha_t \frac{m}{\sqrt v + \varepsilon}

    The decay is no part of the slopes, as the slope of a penalty on the weights would
    be: Adam divides slopes by how large they were, so that weights with steep slopes
    would hardly shrink.

    Parameters
    ----------
    learning_rate : float, LearningRateSchedule or callable
        :math:`\alpha`; see `Optimizer`.
    weight_decay : float
        :math:`\lambda`.
    beta_1, beta_2, epsilon : float
        See `Adam`.
    clipnorm, clipvalue : float, optional
        See `Optimizer`.
    name : str, optional

    Raises
    ------
    ValueError
        If an argument is out of its range.

    Source: Loshchilov and Hutter (2019), Decoupled Weight Decay Regularization;
    https://keras.io/api/optimizers/adamw/

    Examples
    --------
    >>> weights = np.array([3.0, 5.0])
    >>> AdamW(0.1, weight_decay=0.5).apply([np.array([4.0, -0.01])], [weights])
    >>> weights.round(4)
    array([2.75, 4.85])
    """

    def __init__(
        self,
        learning_rate=0.001,
        weight_decay=0.004,
        beta_1=0.9,
        beta_2=0.999,
        epsilon=1e-7,
        *,
        clipnorm=None,
        clipvalue=None,
        name=None,
    ):
        super().__init__(
            learning_rate,
            beta_1,
            beta_2,
            epsilon,
            weight_decay=_arguments.finite_from_0(weight_decay, "weight_decay"),
            clipnorm=clipnorm,
            clipvalue=clipvalue,
            name=name,
        )
