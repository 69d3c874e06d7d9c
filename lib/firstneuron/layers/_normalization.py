"""The layer that scales the columns by numbers taken from data beforehand."""

import numpy as np

from firstneuron import _arguments
from firstneuron._quiet import quiet
from firstneuron.layers._base import Layer, weight_property


class Normalization(Layer):
    r"""Columns shifted and scaled to a mean of 0 and a standard deviation of 1.

    .. math:: \hat x = \frac{x - \mu}{\max(\sigma, 10^{-7})}

    The mean :math:`\mu` and the variance :math:`\sigma^2` are given, or `adapt` takes
    them from data; until then the inputs are left as they are.

    Parameters
    ----------
    axis : int, tuple of int or None
        The axes that keep a mean of their own: -1 for one a column, None for one mean
        of all numbers.
    mean, variance : array_like, optional
        Both, of one shape: the numbers to use.
    invert : bool
        Undo the scaling instead: :math:`x = \mu + \hat x \max(\sigma, 10^{-7})`.
    trainable : bool
    dtype : str, optional
        The float type to compute in; the default one if None.
    name : str, optional

    Raises
    ------
    ValueError
        If only one of `mean` and `variance` is given or their shapes differ; when
        called, if the inputs have not the number of columns it was adapted to.

    Source: https://keras.io/api/layers/preprocessing_layers/numerical/normalization/

    Examples
    --------
    >>> scale = Normalization()
    >>> scale.adapt(np.array([[1.0, 10.0], [3.0, 30.0]]))
    >>> scale(np.array([[2.0, 30.0]]))
    array([[0., 1.]], dtype=float32)
    """

    _of_last_call = ("_inputs",)

    def __init__(
        self,
        axis=-1,
        mean=None,
        variance=None,
        invert=False,
        *,
        trainable=True,
        dtype=None,
        name=None,
    ):
        super().__init__(trainable=trainable, dtype=dtype, name=name)
        self.axis = () if axis is None else tuple(np.atleast_1d(axis).tolist())
        self.invert = invert
        self._mean = self._variance = self._inputs = None
        self._given_values = self._checked(mean, variance)

    mean = weight_property("mean")
    variance = weight_property("variance")

    def build(self, input_shape):
        """Make the mean and the variance for inputs of that shape."""
        shape = _arguments.shape(input_shape, "input_shape")
        kept = self._kept_axes(len(shape))
        if any(shape[axis] is None for axis in kept):
            raise ValueError(
                f"{self.name} needs to know the sizes of the axes {self.axis}, "
                f"got the input shape {shape}"
            )
        sizes = tuple(shape[axis] for axis in kept)
        self._spread = tuple(
            size if axis in kept else 1 for axis, size in enumerate(shape)
        )
        if self._given_values is None:
            self.mean = self.add_weight(sizes, "zeros", trainable=False)
            self.variance = self.add_weight(sizes, "ones", trainable=False)
            # Keras keeps a third number, always 0, for models that were saved long ago.
            self.add_weight((), "zeros", dtype="int64", trainable=False)
        else:
            self._mean, self._variance = (
                _arguments.cast(np.broadcast_to(value, sizes), self.dtype)
                for value in self._given_values
            )
        self.built = True

    def adapt(self, data):
        """Take the mean and the variance from data.

        Parameters
        ----------
        data : array_like
            Examples, one a row.

        Raises
        ------
        ValueError
            If the mean was given, the data are empty or hold NaN or infinity, or their
            shape is not the one the layer was built for.
        """
        if self._given_values is not None:
            raise ValueError(f"{self.name} was given its mean and variance already")
        data = _arguments.not_empty(_arguments.real_array(data, "data"), "data")
        if not np.isfinite(data).all():
            raise ValueError("data must be finite; NaN or infinity was found")
        data = self._checked_inputs(data, "data")
        if not self.built:
            self._build((None, *data.shape[1:]))
        kept = self._kept_axes(data.ndim)
        others = tuple(axis for axis in range(data.ndim) if axis not in kept)
        self.mean[...] = data.mean(axis=others)
        self.variance[...] = data.var(axis=others)

    def compute_output_shape(self, input_shape):
        """Return the shape of the inputs."""
        return input_shape

    def call(self, inputs):
        """Return the scaled inputs, or with `invert` the inputs scaled back."""
        self._inputs = inputs
        mean, scale = self.mean.reshape(self._spread), self._scale()
        return mean + inputs * scale if self.invert else (inputs - mean) / scale

    @quiet
    def backward(self, gradient):
        """Return the slope with respect to the inputs of the last call."""
        gradient = self._checked_gradient(gradient, self._inputs)
        return gradient * self._scale() if self.invert else gradient / self._scale()

    def _scale(self):
        return np.maximum(np.sqrt(self.variance), 1e-7).reshape(self._spread)

    def _checked_inputs(self, inputs, name):
        if self.built:
            expected = self._spread
            fits = inputs.ndim == len(expected) and all(
                inputs.shape[axis] == expected[axis]
                for axis in self._kept_axes(inputs.ndim)
            )
            if not fits:
                raise ValueError(
                    f"{self.name} was made for shapes like {expected}, 1 standing for "
                    f"any size; got {name} of shape {inputs.shape}"
                )
        return inputs

    def _kept_axes(self, dimensions):
        """Return the axes that keep a mean of their own, as numbers from 0."""
        if any(not -dimensions <= axis < dimensions for axis in self.axis):
            raise ValueError(
                f"{self.name} keeps the axes {self.axis}, which inputs with "
                f"{dimensions} axes do not have"
            )
        return tuple(sorted(axis % dimensions for axis in self.axis))

    def _checked(self, mean, variance):
        if mean is None and variance is None:
            return None
        if mean is None or variance is None or np.shape(mean) != np.shape(variance):
            raise ValueError(
                "give both mean and variance, in one shape, or neither; "
                f"got {mean!r} and {variance!r}"
            )
        return _arguments.real_array(mean, "mean"), _arguments.real_array(
            variance, "variance"
        )
