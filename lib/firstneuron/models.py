"""Models, as in `keras.models`.

Training, from `fit` to a changed weight: `fit` calls `_train_epoch`, that calls
`_train_step` for each batch, and that calls `backward` for the slopes and the
optimizer's `apply`, which changes the weights.
"""

import math
import warnings

import numpy as np

from firstneuron import _checks, _data, _summary, losses, optimizers
from firstneuron import metrics as _metrics
from firstneuron._averages import Averages
from firstneuron._progress import Progress
from firstneuron._quiet import quiet
from firstneuron._watchers import Watchers, watched_by
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
        self.optimizer = self.loss = self.history = None
        self.stop_training = False
        self._loss = self._lowest = self._activation = None
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
        shape = _checks.shape(input_shape, "input_shape")
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
        for layer in self._layers:
            inputs = layer(inputs, training=training)
        return inputs

    def _logits(self, inputs, training=None):
        """Return what the last layer's activation takes: all but that is computed."""
        *below, last = self._layers
        for layer in below:
            inputs = layer(inputs, training=training)
        inputs = last._ready(inputs, "inputs")
        if isinstance(last, Sequential):
            return last._logits(inputs, training)
        return last._logits(inputs)

    def _final_activation(self):
        last = self._layers[-1] if self._layers else None
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
                gradient = layer.backward(gradient)
            if is_end:
                break
            of_logits = False
        self.gradients = []
        for layer in self._layers:
            self.gradients += layer.gradients if layer.trainable else []
        return gradient

    def compile(self, optimizer="rmsprop", loss=None, *, metrics=None):
        """Say how to train: by which steps, to make what small, and what to report.

        Parameters
        ----------
        optimizer : str or Optimizer
            Such as ``"adam"`` or ``SGD(learning_rate=0.1)``.
        loss : str, callable or Loss
            Such as ``"mean_squared_error"`` or ``BinaryCrossentropy()``.
        metrics : list, optional
            What else to report: names such as ``"accuracy"``, which picks the one that
            suits the labels, functions or metrics.

        Raises
        ------
        ValueError
            If one of them is not known.

        Source: https://keras.io/api/models/model_training_apis/
        """
        parts = (
            optimizers.get(optimizer),
            losses._as_loss(loss),
            _metrics._listed(metrics),
        )
        self.optimizer, self._loss, self._metrics = parts
        self.loss = loss

    @quiet
    def fit(
        self,
        x,
        y,
        batch_size=None,
        epochs=1,
        verbose="auto",
        callbacks=None,
        validation_split=0.0,
        validation_data=None,
        shuffle=True,
    ):
        """Train: change the weights step by step, so that the loss gets small.

        Each epoch goes through all examples once, batch by batch; each batch is one
        step (`train_on_batch` shows it by itself).

        Parameters
        ----------
        x, y : array_like
            Examples and their labels, one a row.
        batch_size : int, optional
            How many examples make a step, 32 if None. The last batch may be smaller.
        epochs : int
            How many times to go through the examples.
        verbose : {"auto", 0, 1, 2}
            Show the progress (1, and "auto"), one line an epoch (2) or nothing (0).
        callbacks : list of Callback, optional
            What to call between steps and epochs, such as `EarlyStopping`.
        validation_split : float
            The share of the examples, the last ones, that is not trained on but
            evaluated after each epoch.
        validation_data : tuple, optional
            Examples and labels, ``(x, y)``, to evaluate instead.
        shuffle : bool
            Whether the order of the examples is new in every epoch.

        Returns
        -------
        History
            Its `history` has the loss and the metrics of every epoch; it is also kept
            as ``model.history``, should the training be interrupted.

        Raises
        ------
        ValueError
            If an argument is not as described or the data do not fit the model or the
            loss or hold NaN or infinity. Then nothing was changed.
        FloatingPointError
            If the loss becomes NaN or infinite.
        RuntimeError
            If the model was not compiled.

        Source: https://keras.io/api/models/model_training_apis/
        """
        self._refuse_uncompiled("fit")
        size = _data.batch_size(batch_size)
        epochs = _checks.count(epochs, "epochs")
        _checks.choice(verbose, ("auto", 0, 1, 2), "verbose")
        _checks.choice(shuffle, (True, False), "shuffle")
        validation_split = _checks.fraction(validation_split, "validation_split")
        callbacks, history = watched_by(callbacks)
        x, y = self._examples(x, y)
        if validation_data is not None:
            pair = _data.pair(validation_data)
            validation = self._examples(*pair, where=" of validation_data")
        elif validation_split:
            (x, y), validation = _data.split(x, y, validation_split)
        else:
            validation = None
        averages = self._averages(y)
        self._ready_to_train()

        steps = math.ceil(len(x) / size)
        names = list(averages.names)
        if validation is not None:
            names += [f"val_{name}" for name in names]
        watchers = Watchers(
            callbacks,
            self,
            Progress(verbose, epochs, steps),
            {"verbose": verbose, "epochs": epochs, "steps": steps, "metrics": names},
        )
        watchers.train_begin()
        self.history, self.stop_training = history, False
        with watchers:
            for epoch in range(epochs):
                watchers.epoch_begin(epoch)
                logs = self._train_epoch(x, y, size, shuffle, averages, watchers)
                self._refuse_divergence("loss", logs["loss"], epoch, x)
                if validation is not None:
                    found = self._evaluate(*validation, size, averages)
                    self._refuse_divergence("val_loss", found["loss"], epoch, x)
                    logs |= {f"val_{name}": value for name, value in found.items()}
                watchers.epoch_end(epoch, logs)
                if self.stop_training:
                    break
            watchers.train_end()
        return history

    def _refuse_uncompiled(self, method):
        if self._loss is None:
            raise RuntimeError(
                f"{self.name} does not know its loss: call compile before {method}, "
                'for example compile("sgd", "mean_squared_error")'
            )

    def _examples(self, x, y, where=""):
        """Return examples and labels that training takes without another check."""
        x, y = _data.examples(self, x, y, where)
        return x, _data.labels(self._loss, y, self(x[:1]), where)

    def _refuse_divergence(self, name, loss, epoch, x):
        if not math.isfinite(loss):
            raise FloatingPointError(
                f"the {name} is {loss} in epoch {epoch + 1}: the training diverges. "
                f"Either the learning rate, {self.optimizer.learning_rate:g}, is too "
                f"large, or the inputs, from {x.min():g} to {x.max():g}, are not "
                "scaled (layers.Normalization does that). The history up to here is "
                "in model.history; begin again with a new model"
            )

    def _ready_to_train(self):
        """Look up what stays the same in every step."""
        weights = self.trainable_weights
        if not weights:
            raise ValueError(f"{self.name} has no weights that training could change")
        self.optimizer._attach(weights)
        for layer in self._layers:
            layer.gradients = []
        # Below the lowest layer that training changes, nobody needs a slope.
        self._lowest = next(layer for layer in self._layers if layer.trainable_weights)

    def _averages(self, y):
        """Return what will keep count of the loss and of the metrics compiled."""
        activation = self._final_activation() if self._has_shortcuts else None
        loss = self._loss
        takes_logits = activation is not None and activation is loss._activation
        self._activation = activation if takes_logits and loss.axis == -1 else None
        if self._activation:
            if loss.from_logits:
                name = activation.__name__
                warnings.warn(
                    f"{loss.name} was told from_logits=True, but the last layer ends "
                    f"in {name}, so its outputs are no logits. What {name} took is "
                    f"used, as in Keras; leave out from_logits=True or the {name}",
                    stacklevel=3,
                )
            loss = loss._of_logits()
        self._loss_of_scores = loss
        found = _metrics._by_name(self._metrics, y.shape, self.output_shape)
        return Averages(loss, found, self._activation)

    def _train_epoch(self, x, y, size, shuffle, averages, watchers):
        """Train on every batch once; return the loss and the metrics of the epoch."""
        averages.reset()
        for step, batch in enumerate(_data.batches(x, y, size, shuffle)):
            watchers.step_begin(step)
            averages.add(batch[1], self._train_step(*batch))
            watchers.step_end(step, averages)
            if self.stop_training:
                break
        return averages.logs()

    def _train_step(self, x, y):
        """Change the weights once, against the slope of the loss of one batch."""
        scores = self._scores(x, training=True)
        gradient = self._loss_of_scores._slopes(y, scores)
        if self._has_shortcuts:
            of_logits = self._activation is not None
            self.backward(gradient, of_logits=of_logits, to_inputs=False)
        else:
            self.backward(gradient)
        self.optimizer.apply(self.gradients)
        return scores

    def _scores(self, x, training):
        """Return what the loss is taken of: the outputs, or the logits behind them.

        A model that is certain and wrong has no slope behind a sigmoid or a softmax.
        So a cross-entropy is taken before them, of the logits, as Keras does.
        """
        if self._activation:
            return self._logits(x, training)
        return self._called(x, training)

    @quiet
    def train_on_batch(self, x, y, *, return_dict=False):
        """Train one step, on these examples; return the loss before it.

        Parameters
        ----------
        x, y : array_like
            The examples and labels of one batch.
        return_dict : bool
            Return the loss and the metrics as a dict.

        Returns
        -------
        float, list or dict
            The loss; with metrics a list, the loss first.

        Raises
        ------
        ValueError
            If the data do not fit.
        RuntimeError
            If the model was not compiled.

        Source: https://keras.io/api/models/model_training_apis/
        """
        self._refuse_uncompiled("train_on_batch")
        x, y = self._examples(x, y)
        averages = self._averages(y)
        self._ready_to_train()
        averages.add(y, self._train_step(x, y))
        logs = averages.logs()
        return _reported(logs, return_dict)

    @quiet
    def evaluate(self, x, y, batch_size=None, verbose="auto", *, return_dict=False):
        """Return the loss, and the metrics if there are any.

        Parameters
        ----------
        x, y : array_like
            Examples and their labels, one a row.
        batch_size : int, optional
            How many examples are computed at once, 32 if None.
        verbose : {"auto", 0, 1, 2}
            Print what was found (1, 2 and "auto") or nothing (0).
        return_dict : bool
            Return a dict, by the names.

        Returns
        -------
        float, list or dict
            The loss; with metrics a list, the loss first.

        Raises
        ------
        ValueError
            If the data do not fit the model or the loss, or hold NaN or infinity.
        RuntimeError
            If the model was not compiled.

        Source: https://keras.io/api/models/model_training_apis/
        """
        self._refuse_uncompiled("evaluate")
        size = _data.batch_size(batch_size)
        _checks.choice(verbose, ("auto", 0, 1, 2), "verbose")
        x, y = self._examples(x, y)
        progress = Progress(verbose, 1, math.ceil(len(x) / size))
        progress.begin(0)
        logs = self._evaluate(x, y, size, self._averages(y))
        progress.end(logs)
        return _reported(logs, return_dict)

    def _evaluate(self, x, y, size, averages):
        averages.reset()
        for batch_x, batch_y in _data.batches(x, y, size):
            averages.add(batch_y, self._scores(batch_x, training=False))
        return averages.logs()

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
        _checks.choice(verbose, ("auto", 0, 1, 2), "verbose")
        size = _data.batch_size(batch_size)
        x = self._ready(x, "x")
        starts = range(0, len(x), size)
        return np.concatenate(
            [self(x[start : start + size], training=False) for start in starts]
        )

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


def _reported(logs, return_dict):
    """Return the loss and the metrics as `evaluate` does."""
    values = list(logs.values())
    return logs if return_dict else values if len(values) > 1 else values[0]
