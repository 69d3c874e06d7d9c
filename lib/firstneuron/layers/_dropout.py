"""The layer that leaves numbers out at random while a network trains."""

import random

import numpy as np

from firstneuron import _arguments
from firstneuron._quiet import quiet
from firstneuron.layers._base import Layer


class Dropout(Layer):
    r"""While training, each number is 0 with a probability; the others grow.

    .. math:: y_i = \frac{m_i}{1 - r} \, x_i, \qquad
              P(m_i = 0) = r, \quad P(m_i = 1) = 1 - r

    The factor keeps the mean: on average :math:`y_i` is :math:`x_i`. So without
    training, in `predict` or `evaluate` or a plain call, the inputs stay as they are.

    Parameters
    ----------
    rate : float
        The share :math:`r` that is left out, from 0 to 1.
    noise_shape : tuple, optional
        The shape of the mask :math:`m`, a size of 1 where one number of it is shared
        along an axis, and None for the size that the inputs have there; a number for
        each input if None.
    seed : int, optional
        With a seed, the row of masks is the same in every run.
    trainable : bool
    dtype : str, optional
        The float type to compute in; the default one if None.
    name : str, optional

    Raises
    ------
    ValueError
        If `rate` is not a number from 0 to 1, `noise_shape` or `seed` is not as
        described or, when called, the mask does not fit the inputs.
    TypeError
        If `noise_shape` is not a tuple.

    Source: Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov (2014), Dropout:
    a simple way to prevent neural networks from overfitting;
    https://keras.io/api/layers/regularization_layers/dropout/

    Examples
    --------
    >>> drop = Dropout(0.5, seed=1)
    >>> drop(np.array([[1.0, 2.0, 3.0, 4.0]]), training=True)
    array([[2., 4., 0., 8.]], dtype=float32)
    >>> drop.backward(np.array([[1.0, 1.0, 1.0, 1.0]]))
    array([[2., 2., 0., 2.]], dtype=float32)
    >>> drop(np.array([[1.0, 2.0, 3.0, 4.0]]))
    array([[1., 2., 3., 4.]], dtype=float32)
    """

    _inputs = _kept = None  # of the last call
    _of_last_call = ("_inputs", "_kept")

    def __init__(
        self,
        rate,
        noise_shape=None,
        seed=None,
        *,
        trainable=True,
        dtype=None,
        name=None,
    ):
        super().__init__(trainable=trainable, dtype=dtype, name=name)
        self.rate = _arguments.fraction(rate, "rate", or_one=True)
        self.noise_shape = noise_shape
        if noise_shape is not None:
            self.noise_shape = _arguments.shape(noise_shape, "noise_shape")
        self.seed = None if seed is None else _arguments.whole(seed, "seed")
        start = random.randrange(1, 10**9) if seed is None else self.seed
        self._generator = np.random.default_rng(start)

    def compute_output_shape(self, input_shape):
        """Return the shape of the inputs."""
        return input_shape

    def draw_mask(self, shape):
        """Return a new mask of that shape: whether each number is kept.

        A subclass may say in another way what is kept.
        """
        return self._generator.random(shape) >= self.rate

    def call(self, inputs, training=False):
        """Return the inputs, in training with some of them left out."""
        self._inputs, self._kept = inputs, None
        if not training or self.rate == 0:
            return inputs
        self._kept = self._new_mask(inputs.shape)
        return self._masked(inputs)

    @quiet
    def backward(self, gradient):
        """Return the slope with respect to the inputs: 0 for those left out."""
        gradient = self._checked_gradient(gradient, self._inputs)
        return gradient if self._kept is None else self._masked(gradient)

    def _masked(self, numbers):
        scale = 1 / (1 - self.rate) if self.rate < 1 else 0
        return np.where(self._kept, numbers * scale, 0)

    def _new_mask(self, shape):
        """Return a mask for inputs of that shape, or say that it does not fit."""
        mask = self.draw_mask(self._mask_shape(shape))
        try:
            return np.broadcast_to(np.asarray(mask, bool), shape)
        except ValueError:
            raise ValueError(
                f"the mask of {self.name} has the shape {np.shape(mask)}, which does "
                f"not fit inputs of the shape {shape}"
            ) from None

    def _mask_shape(self, shape):
        """Return `noise_shape` with the sizes that it leaves open."""
        sizes = shape if self.noise_shape is None else self.noise_shape
        if len(sizes) > len(shape):
            raise ValueError(
                f"noise_shape of {self.name} is {sizes}, which has more axes than "
                f"inputs of the shape {shape}"
            )
        pairs = zip(sizes, shape, strict=False)
        return tuple(whole if size is None else size for size, whole in pairs)
