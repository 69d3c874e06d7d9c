"""The layer that makes one row of each example."""

import math

from firstneuron._quiet import quiet
from firstneuron.layers._base import Layer


class Flatten(Layer):
    """Each example as one row: an image of 28 times 28 dots as 784 numbers.

    Parameters
    ----------
    trainable : bool
    dtype : str, optional
        The float type to compute in; the default one if None.
    name : str, optional

    Source: https://keras.io/api/layers/reshaping_layers/flatten/

    Examples
    --------
    >>> Flatten()(np.ones((5, 28, 28))).shape
    (5, 784)
    """

    _inputs = _outputs = None  # of the last call
    _of_last_call = ("_inputs", "_outputs")

    def compute_output_shape(self, input_shape):
        """Return ``(n, the product of the other sizes)``."""
        sizes = input_shape[1:]
        return (input_shape[0], None if None in sizes else math.prod(sizes))

    def call(self, inputs):
        """Return the same numbers, one row an example."""
        outputs = inputs.reshape(len(inputs), -1)
        self._inputs, self._outputs = inputs, outputs
        return outputs

    @quiet
    def backward(self, gradient):
        """Return the slope in the shape of the inputs of the last call."""
        return self._checked_gradient(gradient, self._outputs).reshape(
            self._inputs.shape
        )
