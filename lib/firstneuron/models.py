"""Models, as in `keras.models`: layers in a row, and how they are trained."""

import zipfile

import numpy as np

from firstneuron import _absent, _arguments, _summary
from firstneuron._trainer import Trainer
from firstneuron.layers import Input, Layer


class Sequential(Trainer, Layer):
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

    Trained, with `x` and `y` four examples of y = 2 x + 1:

    >>> model = Sequential([Input((1,)), Dense(1)])
    >>> model.compile("adam", "mean_squared_error", metrics=["mae"])
    >>> x, y = np.array([0, 1, 2, 3]), np.array([1, 3, 5, 7])
    >>> history = model.fit(x, y, epochs=2, verbose=0)
    >>> list(history.history)
    ['loss', 'mae']
    >>> loss, mae = model.evaluate(x, y, verbose=0)
    """

    _has_shortcuts = True

    def __init__(self, layers=None, trainable=True, name=None):
        self._layers = []
        super().__init__(trainable=trainable, name=name)
        self._input = None
        self._forget_training()
        if not isinstance(layers, list | tuple | None):
            raise TypeError(f"layers must be a list of layers, got {layers!r}")
        for layer in layers or []:
            self.add(layer)

    @property
    def layers(self):
        """The layers in order, without the `Input`."""
        return list(self._layers)

    @property
    def trainable(self):
        """Whether training changes the weights; to set it sets it for every layer."""
        return self._trainable

    @trainable.setter
    def trainable(self, value):
        self._trainable = value
        for layer in self._layers:
            layer.trainable = value

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
        _refuse_repeats(self, [*self._layers, layer])
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

    def get_layer(self, name=None, index=None):
        """Return one of the layers, by its name or by its place from 0.

        Parameters
        ----------
        name : str, optional
        index : int, optional

        Raises
        ------
        ValueError
            If there is no such layer, or not one of the two is given.
        """
        if (name is None) == (index is None):
            raise ValueError(
                f"give get_layer a name or an index, got {name!r} and {index!r}"
            )
        if index is not None:
            return self._layers[_arguments.whole(index, "index", len(self._layers) - 1)]
        for layer in self._layers:
            if layer.name == name:
                return layer
        known = ", ".join(repr(layer.name) for layer in self._layers)
        raise ValueError(f"{self.name} has no layer named {name!r}; it has {known}")

    def build(self, input_shape):
        """Make the weights of every layer for batches of that shape."""
        if not self._layers:
            raise ValueError(f"{self.name} has no layers; add one first")
        shape = _arguments.shape(input_shape, "input_shape")
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

    def call(self, inputs, training=None):
        """Return the last layer's output."""
        return _through(self._layers, inputs, training)

    def _logits(self, inputs, training=None):
        """Return what the last layer's activation takes: all but that is computed."""
        *below, last = self._layers
        inputs = last._ready(_through(below, inputs, training), "inputs")
        if isinstance(last, Sequential):
            return last._logits(inputs, training)
        return last._logits(inputs)

    def _final_activation(self):
        last = self._layers[-1] if self._layers and self._has_shortcuts else None
        return last._final_activation() if last and last._has_shortcuts else None

    def backward(self, gradient, *, of_logits=False, to_inputs=True):
        """Send the slope of the loss back through the layers, the last one first.

        Parameters
        ----------
        gradient : array_like
            The slope of the loss with respect to the output of the last call.
        of_logits : bool
            Whether it is the slope with respect to what the last activation took.
        to_inputs : bool
            Whether the slope with respect to the inputs is wanted. Without it, what
            lies below the lowest layer that training changes is left alone.

        Returns
        -------
        ndarray
            The slope with respect to the inputs of the last call.
        """
        for layer in reversed(self._layers):
            is_end = layer is self._lowest and not to_inputs
            if layer._has_shortcuts:
                gradient = layer.backward(
                    gradient, of_logits=of_logits, to_inputs=not is_end
                )
            else:
                gradient = _slope_through(layer, gradient)
            if is_end:
                break
            of_logits = False
        self.gradients = []
        for layer in self._layers:
            self.gradients += layer.gradients if layer.trainable else []
        return gradient

    def save_weights(self, filepath, overwrite=True):
        """Write the weights into a file, in NumPy's format.

        Parameters
        ----------
        filepath : str or path
            It ends in ``.npz``. (Keras's own files end in ``.weights.h5``; from one
            library to the other, weights go through `get_weights` and `set_weights`.)
        overwrite : bool
            Whether a file of that name may be replaced.

        Raises
        ------
        ValueError
            If the path does not end in ``.npz``, or there are no weights yet.
        FileExistsError
            If there is such a file, and it may not be replaced.

        Source: https://keras.io/api/models/model_saving_apis/weights_saving_and_loading/
        """
        path = _arguments.weights_path(filepath)
        self.count_params()  # refuses a model that is not built
        if not path.parent.is_dir():
            raise FileNotFoundError(f"there is no folder {path.parent} for {path.name}")
        if path.exists() and not overwrite:
            raise FileExistsError(f"{path} is there already: give overwrite=True")
        # Written beside it and then renamed, so that there never is half a file.
        part = path.with_name(path.name + ".part")
        try:
            with part.open("wb") as file:
                np.savez(file, *self.get_weights())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)

    def load_weights(self, filepath):
        """Take the weights from a file that `save_weights` has written.

        Parameters
        ----------
        filepath : str or path

        Raises
        ------
        ValueError
            If the path does not end in ``.npz``, the file is none of these, or its
            weights do not fit the model; then none are changed.
        FileNotFoundError
            If there is no such file.

        Source: https://keras.io/api/models/model_saving_apis/weights_saving_and_loading/
        """
        path = _arguments.weights_path(filepath)
        try:
            with path.open("rb") as opened, zipfile.ZipFile(opened):
                pass  # else NumPy would take it for another kind of file
            with np.load(path) as file:
                weights = [file[f"arr_{number}"] for number in range(len(file.files))]
            self.set_weights(weights)
        except (zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
            raise ValueError(
                f"{path} holds no weights for {self.name}: {error}"
            ) from None

    def _look_up_lowest(self):
        """Note the lowest layer that training changes: below, nobody needs a slope."""
        _refuse_repeats(self, self._layers)
        for layer in self._layers:
            layer.gradients = []
            _refuse_hidden(layer)
            if isinstance(layer, Sequential):
                layer._look_up_lowest()
        trained = [layer for layer in self._layers if layer.trainable_weights]
        self._lowest = trained[0] if trained else None

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

    def _all_regularizers(self):
        return [pair for layer in self._layers for pair in layer._all_regularizers()]

    def _checked_inputs(self, inputs, name):
        """As in Keras, add or drop a last axis of size 1 where only that is amiss."""
        if not self._input:
            return (
                self._layers[0]._checked_inputs(inputs, name)
                if self._layers
                else inputs
            )
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


def _through(layers, inputs, training):
    """Return the output of layers, one after the other."""
    for layer in layers:
        inputs = layer._run(layer._ready(inputs, "inputs"), training)
    return inputs


def _refuse_repeats(model, layers):
    """Refuse layers of a model that are the same, or hold the same, or the model."""
    seen = {id(model)}
    for layer in layers:
        for one in {id(layer): layer, **{id(leaf): leaf for leaf in _leaves(layer)}}:
            if one in seen:
                raise ValueError(
                    f"{layer.name} is in {model.name} already, itself or a layer of "
                    "it: a layer stands in a model once, because it remembers one call "
                    "at a time"
                )
            seen.add(one)


def _refuse_hidden(layer):
    """Refuse what a training would pass by: methods and layers set on a layer."""
    own = vars(layer)
    for method in own.keys() & {"call", "backward"}:
        raise ValueError(
            f"{method} was set on the layer {layer.name} itself: define a subclass, so "
            "that call and backward belong together"
        )
    for name, part in own.items():
        if isinstance(part, Layer) and not isinstance(layer, Sequential):
            raise ValueError(
                f"{layer.name}.{name} is a layer inside a layer, which training would "
                "not reach: put both into a Sequential"
            )


def _slope_through(layer, gradient):
    """Return what a layer's own `backward` returns, or say what it does wrong."""
    slope = layer.backward(gradient)
    weights = [weight.shape for weight in layer.trainable_weights]
    kept = [np.shape(slopes) for slopes in layer.gradients]
    if layer.trainable and kept != weights:
        raise ValueError(
            f"backward of {layer.name} must keep the slopes of its weights in "
            f"self.gradients, of the shapes {weights}; it keeps {kept}"
        )
    if np.shape(slope) != layer._input_shape:
        raise ValueError(
            f"backward of {layer.name} must return the slope with respect to its "
            f"inputs, of the shape {layer._input_shape}; it returned "
            f"{'None' if slope is None else np.shape(slope)}"
        )
    return slope


def _leaves(layer):
    """Return the layers that are no models: those of a model, or the layer itself."""
    if not isinstance(layer, Sequential):
        return [layer]
    return [leaf for inner in layer._layers for leaf in _leaves(inner)]


def __getattr__(name):
    raise _absent.missing(__name__, name)
