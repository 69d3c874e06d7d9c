"""The layer of weights: each unit sees every input."""

from firstneuron import _arguments, derivatives, initializers, regularizers
from firstneuron._quiet import quiet
from firstneuron.layers._activation import function_of
from firstneuron.layers._base import Layer, weight_property


class Dense(Layer):
    r"""Units that each see every input: a weighted sum, a bias, an activation.

    .. math:: Z = X W + b, \qquad \hat Y = g(Z)

    Parameters
    ----------
    units : int
        The number of units, :math:`u`.
    activation : str or callable, optional
        :math:`g`; None leaves the sums as they are.
    use_bias : bool
        Whether there is a bias :math:`b`.
    kernel_initializer, bias_initializer : str or callable
        How :math:`W`, of shape ``(features, u)``, and :math:`b`, ``(u,)``, start.
    kernel_regularizer, bias_regularizer : str or callable, optional
        What returns the penalty on :math:`W`, or on :math:`b`, that training adds to
        the loss, such as ``"l2"`` or ``L2(0.001)``.
    trainable : bool
    dtype : str, optional
        The float type to compute in; the default one if None.
    name : str, optional

    Raises
    ------
    ValueError
        If `units` is not a positive integer, an activation, an initializer or a
        regularizer is not known, or, when called, the inputs are not ``(examples,
        features)`` with the number of features that the kernel has.

    Source: https://keras.io/api/layers/core_layers/dense/

    Examples
    --------
    >>> unit = Dense(1, kernel_initializer="ones")
    >>> unit(np.array([[1.0, 2.0], [3.0, 4.0]]))
    array([[3.],
           [7.]], dtype=float32)
    >>> unit.backward(np.array([[1.0], [1.0]], dtype="float32"))
    array([[1., 1.],
           [1., 1.]], dtype=float32)
    >>> unit.gradients
    [array([[4.],
           [6.]], dtype=float32), array([2.], dtype=float32)]
    """

    _has_shortcuts = True
    _of_last_call = ("_inputs", "_sums", "_outputs")

    def __init__(
        self,
        units,
        activation=None,
        use_bias=True,
        kernel_initializer="glorot_uniform",
        bias_initializer="zeros",
        kernel_regularizer=None,
        bias_regularizer=None,
        *,
        trainable=True,
        dtype=None,
        name=None,
    ):
        super().__init__(trainable=trainable, dtype=dtype, name=name)
        self.units = _arguments.count(units, "units")
        self.activation = function_of(activation)
        self.use_bias = use_bias
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self.kernel_regularizer = regularizers.get(kernel_regularizer)
        self.bias_regularizer = regularizers.get(bias_regularizer)
        self._kernel = self._bias = None
        self._inputs = self._sums = self._outputs = None  # of the last call

    kernel = weight_property("kernel")
    bias = weight_property("bias")

    def build(self, input_shape):
        """Make the kernel, ``(features, units)``, and the bias, ``(units,)``."""
        input_shape = _arguments.shape(input_shape, "input_shape")
        features = input_shape[-1] if input_shape else None
        if features is None:
            raise ValueError(
                f"{self.name} needs to know the number of features, "
                f"got the input shape {input_shape}"
            )
        self.kernel = self.add_weight(
            (features, self.units),
            self.kernel_initializer,
            regularizer=self.kernel_regularizer,
        )
        if self.use_bias:
            self.bias = self.add_weight(
                (self.units,), self.bias_initializer, regularizer=self.bias_regularizer
            )
        self.built = True

    def compute_output_shape(self, input_shape):
        """Return ``(..., units)``."""
        return (*input_shape[:-1], self.units)

    def call(self, inputs):
        """Return the activation of the weighted sums, ``(..., units)``."""
        self._outputs = outputs = self.activation(self._logits(inputs))
        return outputs

    def _logits(self, inputs):
        sums = inputs @ self.kernel
        if self.use_bias:
            sums += self.bias
        sums.flags.writeable = False  # `backward` reads them again
        self._inputs, self._sums = inputs, sums
        return sums

    @quiet
    def backward(self, gradient, *, of_logits=False, to_inputs=True):
        r"""Return the slope with respect to the inputs; keep those of the weights.

        .. math:: \delta = \frac{\partial L}{\partial \hat Y} g'(Z), \quad
                  \frac{\partial L}{\partial W} = X^\top \delta, \quad
                  \frac{\partial L}{\partial b} = \sum_i \delta_i, \quad
                  \frac{\partial L}{\partial X} = \delta W^\top

        Parameters
        ----------
        gradient : array_like
            The slope of the loss with respect to the output of the last call.
        of_logits : bool
            Whether it is :math:`\delta` already, the slope with respect to :math:`Z`.
        to_inputs : bool
            Whether the slope with respect to the inputs is wanted: below the lowest
            layer nobody needs it.

        Raises
        ------
        ValueError
            If the layer was not called yet, the shape is not that of its output, or
            its activation has no derivative.
        """
        delta = self._checked_gradient(gradient, self._sums)
        if not of_logits:
            delta = derivatives.backward(
                self.activation, self._sums, delta, self._outputs
            )
        self.gradients = []
        if self.trainable:
            rows = delta.reshape(-1, self.units)
            columns = self._inputs.reshape(len(rows), -1)
            self.gradients.append(columns.T @ rows)
            if self.use_bias:
                self.gradients.append(rows.sum(axis=0))
        return delta @ self.kernel.T if to_inputs else None

    def _final_activation(self):
        return self.activation

    def _checked_inputs(self, inputs, name):
        if inputs.ndim < 2:
            raise ValueError(
                f"{self.name} expected {name} of shape (examples, features), got shape "
                f"{inputs.shape}; for one feature, write x.reshape(-1, 1)"
            )
        features = inputs.shape[-1]
        if self.built and features != len(self.kernel):
            plural = "" if len(self.kernel) == 1 else "s"
            raise ValueError(
                f"{self.name} expected {name} with {len(self.kernel)} feature{plural}, "
                f"got shape {inputs.shape}"
            )
        return inputs
