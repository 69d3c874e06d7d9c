"""Models, as in `keras.models`."""

import numpy as np

from firstneuron import _given, _summary
from firstneuron.layers import Input, Layer


class Sequential(Layer):
    """Layers in a row: the output of one is the input of the next.

    Parameters
    ----------
    layers : list, optional
        Layers, the first of which may be an `Input`. With an `Input` the weights
        exist at once; without, they are made when the first batch arrives.
    trainable : bool
        Whether training changes the weights.
    name : str, optional

    Raises
    ------
    ValueError
        If something in `layers` is not a layer, or two have the same name; when
        called, if the inputs do not fit.
    TypeError
        If `layers` is not a list.

    Source: https://keras.io/api/models/sequential/

    Examples
    --------
    >>> from firstneuron.layers import Dense
    >>> model = Sequential([Input((1,)), Dense(1)])
    >>> model.set_weights([[[2.5]], [90]])
    >>> model.predict(np.array([0, 5]))
    array([[ 90. ],
           [102.5]], dtype=float32)
    """

    def __init__(self, layers=None, trainable=True, name=None):
        super().__init__(trainable=trainable, name=name)
        self._input = None
        self._layers = []
        if not isinstance(layers, list | tuple | None):
            raise TypeError(f"layers must be a list of layers, got {layers!r}")
        for layer in layers or []:
            self.add(layer)

    @property
    def layers(self):
        """The layers in order, without the `Input`."""
        return list(self._layers)

    @property
    def input_shape(self):
        """The shape of a batch it takes, such as ``(None, 3)``; None if not known."""
        return self._input.shape if self._input else None

    @property
    def output_shape(self):
        """The shape of a batch it returns; None if not known."""
        return self.compute_output_shape(self.input_shape) if self.built else None

    def add(self, layer):
        """Put a layer at the end; if its weights cannot be made, leave it out."""
        if isinstance(layer, Input):
            if self._input or self._layers:
                raise ValueError(f"an Input must come first and once in {self.name}")
            self._input = layer
            return
        if not isinstance(layer, Layer):
            raise ValueError(
                f"a Sequential model is made of layers, got {layer!r}; a layer is an "
                "object such as firstneuron.layers.Dense(1)"
            )
        if layer.name in [other.name for other in self._layers]:
            raise ValueError(f"{self.name} already has a layer named {layer.name!r}")
        self._layers.append(layer)
        self.built = False
        if self._input:
            try:
                self.build(self._input.shape)
            except BaseException:
                self.pop()
                raise

    def pop(self):
        """Take the last layer away and return it."""
        if not self._layers:
            raise ValueError(f"{self.name} has no layer to take away")
        layer = self._layers.pop()
        self.built = bool(self._input and self._layers)
        return layer

    def build(self, input_shape):
        """Make the weights of every layer for batches of that shape."""
        if not self._layers:
            raise ValueError(f"{self.name} has no layers; add one first")
        shape = _given.shape(input_shape, "input_shape")
        known = self._input or Input(
            shape[1:], shape[0] if shape else None, self._layers[0].dtype
        )
        for layer in self._layers:
            if not layer.built:
                layer._build(shape)
            shape = layer.compute_output_shape(shape)
        self._input = known
        self.dtype = known.dtype
        self.built = True

    def compute_output_shape(self, input_shape):
        """Return the shape of the last layer's output."""
        for layer in self._layers:
            input_shape = layer.compute_output_shape(input_shape)
        return input_shape

    def call(self, inputs):
        """Return the last layer's output."""
        for layer in self._layers:
            inputs = layer(inputs)
        return inputs

    def backward(self, gradient):
        """Send the slope of the loss back through the layers, the last one first.

        Returns the slope with respect to the inputs of the last call.
        """
        for layer in reversed(self._layers):
            gradient = layer.backward(gradient)
        self.gradients = [
            slopes for layer in self._layers for slopes in layer.gradients
        ]
        return gradient

    def predict(self, x, batch_size=None, verbose="auto"):
        """Return the output for every example.

        Parameters
        ----------
        x : array_like
            One example a row. For a model of one feature, ``(n,)`` will do.
        batch_size : int, optional
            How many examples are computed at once, 32 if None. It changes how much
            memory is needed; of the result, at most how its last digits are rounded.
        verbose : {"auto", 0, 1, 2}
            Accepted so that the line also runs in Keras; nothing is printed here.

        Returns
        -------
        ndarray
            ``(n, units of the last layer)``.

        Raises
        ------
        ValueError
            If the examples do not fit the model, or there are none.
        """
        _given.choice(verbose, ("auto", 0, 1, 2), "verbose")
        size = 32 if batch_size is None else _given.count(batch_size, "batch_size")
        x = self._ready(x, "x")
        starts = range(0, len(x), size)
        return np.concatenate([self(x[start : start + size]) for start in starts])

    def summary(self, line_length=None, *, print_fn=None):
        """Print a table of the layers, their output shapes and parameter counts.

        Parameters
        ----------
        line_length : int, optional
            The width in characters; if None, what fits the terminal.
        print_fn : callable, optional
            What to call with the text; `print` if None.
        """
        (print_fn or print)(_summary.text(self, line_length))

    @property
    def weights(self):
        """The arrays of weights themselves: change one and the model changes."""
        return [weight for layer in self._layers for weight in layer.weights]

    @property
    def trainable_weights(self):
        """The arrays of weights that training changes."""
        if not self.trainable:
            return []
        return [weight for layer in self._layers for weight in layer.trainable_weights]

    @property
    def non_trainable_weights(self):
        """The arrays of weights that training leaves alone."""
        changed = {id(weight) for weight in self.trainable_weights}
        return [weight for weight in self.weights if id(weight) not in changed]

    def _fitted(self, inputs, name):
        """As in Keras, add or drop a last axis of size 1 where only that is amiss."""
        if not self._input:
            return self._layers[0]._fitted(inputs, name) if self._layers else inputs
        given, expected = inputs.shape, self._input.shape
        if inputs.ndim == len(expected) - 1 and expected[-1] == 1:
            inputs = inputs[..., np.newaxis]
        elif inputs.ndim == len(expected) + 1 and given[-1] == 1:
            inputs = inputs[..., 0]
        pairs = zip(expected[1:], inputs.shape[1:], strict=False)
        if inputs.ndim != len(expected) or any(
            size not in (None, found) for size, found in pairs
        ):
            example = ", ".join(str(size or "any") for size in expected[1:])
            raise ValueError(
                f"{self.name} expected {name} of shape (examples, {example}), "
                f"got shape {given}"
            )
        return inputs
