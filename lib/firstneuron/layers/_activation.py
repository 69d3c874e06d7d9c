"""Activations that stand in a row as layers of their own."""

import functools

from firstneuron import _arguments, activations, derivatives
from firstneuron._quiet import quiet
from firstneuron.layers._base import Layer


def function_of(identifier):
    """Return the function that an activation's name, or its layer, stands for."""
    if isinstance(identifier, Activation):
        identifier = identifier.activation
    return activations.get(identifier)


class Activation(Layer):
    r"""An activation function as a layer of its own.

    .. math:: A = g(Z)

    Parameters
    ----------
    activation : str or callable
        :math:`g`.
    trainable : bool
    dtype : str, optional
        The float type to compute in; the default one if None.
    name : str, optional

    Raises
    ------
    ValueError
        If there is no activation of that name.

    Source: https://keras.io/api/layers/core_layers/activation/

    Examples
    --------
    >>> Activation("linear")(np.array([[-1.0, 2.0]]))
    array([[-1.,  2.]], dtype=float32)
    """

    _has_shortcuts = True
    _of_last_call = ("_inputs",)

    def __init__(self, activation, *, trainable=True, dtype=None, name=None):
        super().__init__(trainable=trainable, dtype=dtype, name=name)
        self.activation = function_of(activation)
        self._inputs = None  # of the last call

    def compute_output_shape(self, input_shape):
        """Return the shape of the inputs."""
        return input_shape

    def call(self, inputs):
        """Return the activation of each input, in their shape."""
        return self.activation(self._logits(inputs))

    def _logits(self, inputs):
        self._inputs = inputs
        return inputs

    @quiet
    def backward(self, gradient, *, of_logits=False, to_inputs=True):
        """Return the slope with respect to the inputs of the last call."""
        gradient = self._checked_gradient(gradient, self._inputs)
        if of_logits:
            return gradient
        return derivatives.backward(self.activation, self._inputs, gradient)

    def _final_activation(self):
        return self.activation


class ReLU(Activation):
    r"""The rectified linear unit as a layer, with settings.

    .. math:: g(z) = \begin{cases} a (z - t) & z \le t \\ z & t < z < m \\
              m & m \le z \end{cases}

    Parameters
    ----------
    max_value : float, optional
        The largest value :math:`m` that is returned.
    negative_slope : float
        The slope :math:`a` below the threshold.
    threshold : float
        Up to which score :math:`t` the unit stays silent.
    trainable : bool
    dtype : str, optional
        The float type to compute in; the default one if None.
    name : str, optional

    Raises
    ------
    ValueError
        If a setting is negative.

    Source: https://keras.io/api/layers/activation_layers/relu/

    Examples
    --------
    >>> ReLU(max_value=2.0)(np.array([[-1.0, 1.0, 5.0]]))
    array([[0., 1., 2.]], dtype=float32)
    """

    def __init__(
        self,
        max_value=None,
        negative_slope=0.0,
        threshold=0.0,
        *,
        trainable=True,
        dtype=None,
        name=None,
    ):
        self.max_value = max_value
        if max_value is not None:
            self.max_value = _arguments.at_least_0(max_value, "max_value")
        self.negative_slope = _arguments.at_least_0(negative_slope, "negative_slope")
        self.threshold = _arguments.at_least_0(threshold, "threshold")
        relu = functools.partial(
            activations.relu,
            negative_slope=self.negative_slope,
            max_value=self.max_value,
            threshold=self.threshold,
        )
        super().__init__(relu, trainable=trainable, dtype=dtype, name=name)


class LeakyReLU(Activation):
    r"""The leaky rectified linear unit as a layer, with its slope.

    .. math:: g(z) = \begin{cases} z & z > 0 \\ a z & z \le 0 \end{cases}

    Parameters
    ----------
    negative_slope : float
        The slope :math:`a` at 0 and below.
    trainable : bool
    dtype : str, optional
        The float type to compute in; the default one if None.
    name : str, optional

    Raises
    ------
    ValueError
        If `negative_slope` is negative.

    Source: https://keras.io/api/layers/activation_layers/leaky_relu/

    Examples
    --------
    >>> LeakyReLU(0.5)(np.array([[-1.0, 1.0]]))
    array([[-0.5,  1. ]], dtype=float32)
    """

    def __init__(self, negative_slope=0.3, *, trainable=True, dtype=None, name=None):
        self.negative_slope = _arguments.at_least_0(negative_slope, "negative_slope")
        leaky_relu = functools.partial(
            activations.leaky_relu, negative_slope=self.negative_slope
        )
        super().__init__(leaky_relu, trainable=trainable, dtype=dtype, name=name)


class Softmax(Activation):
    r"""Softmax as a layer: scores become probabilities with the sum 1.

    .. math:: g_j(z) = \frac{e^{z_j}}{\sum_k e^{z_k}}

    Parameters
    ----------
    axis : int or tuple of int
        The axis of the classes.
    trainable : bool
    dtype : str, optional
        The float type to compute in; the default one if None.
    name : str, optional

    Raises
    ------
    ValueError
        When called, if the inputs have no such axis.

    Source: https://keras.io/api/layers/activation_layers/softmax/

    Examples
    --------
    >>> Softmax()(np.array([[0.0, 0.0]]))
    array([[0.5, 0.5]], dtype=float32)
    """

    def __init__(self, axis=-1, *, trainable=True, dtype=None, name=None):
        self.axis = axis
        along = tuple(axis) if isinstance(axis, list) else axis
        softmax = functools.partial(activations.softmax, axis=along)
        super().__init__(softmax, trainable=trainable, dtype=dtype, name=name)

    def build(self, input_shape):
        """Find out whether the axis is the last one, which a loss can see through."""
        if self.axis in (-1, [-1], (-1,), len(input_shape) - 1):
            self.activation = activations.softmax
        self.built = True
