"""The layer that scales its inputs by the mean and the spread of each batch."""

import math

import numpy as np

from firstneuron import _arguments, initializers, regularizers
from firstneuron._quiet import quiet
from firstneuron.layers._base import Layer, weight_property


class BatchNormalization(Layer):
    r"""Columns scaled by the mean and variance of the batch, then scaled and shifted.

    .. math:: \hat x = \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}}, \qquad
              y = \gamma \hat x + \beta

    While training, :math:`\mu` and :math:`\sigma^2` are the mean and the variance of
    each column of the batch, and moving averages of the two follow them:

    .. math:: \bar\mu \leftarrow m \bar\mu + (1 - m) \mu, \qquad
              \bar\sigma^2 \leftarrow m \bar\sigma^2 + (1 - m) \sigma^2

    Without training, in `predict` or `evaluate` or a plain call, the averages stand in
    for :math:`\mu` and :math:`\sigma^2`. So they do in a frozen layer, and then they
    stay as they are.

    Parameters
    ----------
    axis : int
        The axis that keeps a mean of its own for each place: -1 for one a column.
    momentum : float
        How much of the moving averages, :math:`m`, a step leaves as it is.
    epsilon : float
        :math:`\epsilon`, which keeps a column that does not vary from dividing by 0.
    center, scale : bool
        Whether there is a :math:`\beta` and whether there is a :math:`\gamma`.
    beta_initializer, gamma_initializer : str or callable
        How :math:`\beta` and :math:`\gamma` start, a number a column.
    moving_mean_initializer, moving_variance_initializer : str or callable
        How the moving averages :math:`\bar\mu` and :math:`\bar\sigma^2` start.
    beta_regularizer, gamma_regularizer : str or callable, optional
        What returns the penalty on :math:`\beta`, or on :math:`\gamma`, that training
        adds to the loss.
    trainable : bool
    dtype : str, optional
        The float type to compute in; the default one if None.
    name : str, optional

    Raises
    ------
    ValueError
        If `momentum` is not from 0 to 1, `epsilon` is negative, or an initializer
        or a regularizer is not known; when called, if the inputs have no such axis, or
        not the size there that the layer was built for.
    TypeError
        When called, if `axis` is not an integer.

    Source: Ioffe and Szegedy (2015), Batch normalization: accelerating deep network
    training by reducing internal covariate shift;
    https://keras.io/api/layers/normalization_layers/batch_normalization/

    Examples
    --------
    >>> normalize = BatchNormalization(epsilon=0, momentum=0.5)
    >>> normalize(np.array([[1.0, 10.0], [3.0, 30.0]]), training=True)
    array([[-1., -1.],
           [ 1.,  1.]], dtype=float32)
    >>> normalize.moving_mean
    array([ 1., 10.], dtype=float32)
    >>> normalize(np.array([[2.0, 10.0]]))
    array([[1., 0.]], dtype=float32)
    """

    _scaled = _spread = _is_of_batch = None  # of the last call
    _of_last_call = ("_scaled", "_spread", "_is_of_batch")

    def __init__(
        self,
        axis=-1,
        momentum=0.99,
        epsilon=0.001,
        center=True,
        scale=True,
        beta_initializer="zeros",
        gamma_initializer="ones",
        moving_mean_initializer="zeros",
        moving_variance_initializer="ones",
        beta_regularizer=None,
        gamma_regularizer=None,
        *,
        trainable=True,
        dtype=None,
        name=None,
    ):
        super().__init__(trainable=trainable, dtype=dtype, name=name)
        self.axis = axis
        self.momentum = _arguments.fraction(momentum, "momentum", or_one=True)
        self.epsilon = _arguments.at_least_0(epsilon, "epsilon")
        self.center, self.scale = center, scale
        self.beta_initializer = initializers.get(beta_initializer)
        self.gamma_initializer = initializers.get(gamma_initializer)
        self.moving_mean_initializer = initializers.get(moving_mean_initializer)
        self.moving_variance_initializer = initializers.get(moving_variance_initializer)
        self.beta_regularizer = regularizers.get(beta_regularizer)
        self.gamma_regularizer = regularizers.get(gamma_regularizer)
        self._gamma = self._beta = self._moving_mean = self._moving_variance = None

    gamma = weight_property("gamma")
    beta = weight_property("beta")
    moving_mean = weight_property("moving_mean")
    moving_variance = weight_property("moving_variance")

    def build(self, input_shape):
        """Make the weights: a number for each place along the axis."""
        shape = _arguments.shape(input_shape, "input_shape")
        _arguments.one_axis(self.axis, shape, f"axis of {self.name}")
        size = shape[self.axis]
        if size is None:
            raise ValueError(
                f"{self.name} needs to know the size of axis {self.axis}, "
                f"got the input shape {shape}"
            )
        kept = self.axis % len(shape)
        self._others = tuple(axis for axis in range(len(shape)) if axis != kept)
        # The shape in which a number for each place meets the inputs.
        self._row = tuple(size if axis == kept else 1 for axis in range(len(shape)))
        if self.scale:
            self.gamma = self.add_weight(
                (size,), self.gamma_initializer, regularizer=self.gamma_regularizer
            )
        if self.center:
            self.beta = self.add_weight(
                (size,), self.beta_initializer, regularizer=self.beta_regularizer
            )
        self.moving_mean = self.add_weight(
            (size,), self.moving_mean_initializer, trainable=False
        )
        self.moving_variance = self.add_weight(
            (size,), self.moving_variance_initializer, trainable=False
        )
        self.built = True

    def compute_output_shape(self, input_shape):
        """Return the shape of the inputs."""
        return input_shape

    def call(self, inputs, training=None):
        """Return the scaled inputs; while training, move the averages as well."""
        inputs = inputs.astype(np.result_type(inputs, "float32"), copy=False)
        self._is_of_batch = bool(training) and self.trainable
        if self._is_of_batch:
            mean, variance = inputs.mean(self._others), inputs.var(self._others)
            self._follow(self.moving_mean, mean)
            self._follow(self.moving_variance, variance)
        else:
            mean, variance = self.moving_mean, self.moving_variance
        self._spread = np.sqrt(variance + self.epsilon).reshape(self._row)
        self._scaled = outputs = (inputs - mean.reshape(self._row)) / self._spread
        if self.scale:
            outputs = outputs * self.gamma.reshape(self._row)
        if self.center:
            outputs = outputs + self.beta.reshape(self._row)
        return _arguments.cast(outputs, self.dtype)

    def _follow(self, average, value):
        average[...] = self.momentum * average + (1 - self.momentum) * value

    @quiet
    def backward(self, gradient):
        r"""Return the slope with respect to the inputs; keep those of the weights.

        With :math:`g = \partial L / \partial y`, and a bar for the mean over a column:

        .. math:: \frac{\partial L}{\partial \gamma} = \sum_i g_i \hat x_i, \quad
                  \frac{\partial L}{\partial \beta} = \sum_i g_i, \quad
                  \frac{\partial L}{\partial x} =
                  \frac{\gamma}{\sqrt{\sigma^2 + \epsilon}}
                  \left( g - \bar g - \hat x \, \overline{g \hat x} \right)

        The two means are there because an input also moves the mean and the variance
        of its batch. Where the moving averages stood in for these, they are left out.
        """
        gradient = self._checked_gradient(gradient, self._scaled)
        of_gamma = (gradient * self._scaled).sum(self._others)
        of_beta = gradient.sum(self._others)
        self.gradients = []
        if self.trainable:
            kept = [of_gamma] * self.scale + [of_beta] * self.center
            self.gradients = [_arguments.cast(slopes, self.dtype) for slopes in kept]
        if self._is_of_batch:
            count = self._scaled.size / len(of_beta)
            by_mean = of_beta.reshape(self._row) / count
            by_spread = self._scaled * of_gamma.reshape(self._row) / count
            gradient = gradient - by_mean - by_spread
        if self.scale:
            gradient = gradient * self.gamma.reshape(self._row)
        return _arguments.cast(gradient / self._spread, self.dtype)

    def _checked_inputs(self, inputs, name):
        if self.built:
            size = math.prod(self._row)
            if inputs.ndim != len(self._row) or inputs.shape[self.axis] != size:
                raise ValueError(
                    f"{self.name} was made for inputs with {len(self._row)} axes and "
                    f"the size {size} on axis {self.axis}; got {name} of shape "
                    f"{inputs.shape}"
                )
        return inputs
