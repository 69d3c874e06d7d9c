"""What a layer is: the base of all, and `Input`, where a row of them begins."""

import math
import operator

import numpy as np

from firstneuron import _arguments, _names, initializers, regularizers
from firstneuron._quiet import quiet


class Input:
    """The shape of one example, which tells a model what to expect.

    Parameters
    ----------
    shape : tuple
        Without the batch: ``(3,)`` for three features.
    batch_size : int, optional
        The number of examples, if it is always the same.
    dtype : str, optional
        The float type; the default one if None.
    name : str, optional

    Attributes
    ----------
    shape : tuple
        With the batch: ``(None, 3)``.

    Raises
    ------
    ValueError
        If a size is not a positive integer.
    TypeError
        If `shape` is not a tuple.

    Source: https://keras.io/api/layers/core_layers/input/

    Examples
    --------
    >>> Input((3,)).shape
    (None, 3)
    """

    def __init__(self, shape, batch_size=None, dtype=None, *, name=None):
        if batch_size is not None:
            batch_size = _arguments.count(batch_size, "batch_size")
        self.shape = (batch_size, *_arguments.shape(shape, "shape"))
        self.dtype = _arguments.float_type(dtype)
        self.name = _names.unique(name, "Input")

    def __repr__(self):
        return f"<Input shape={self.shape}, dtype={self.dtype}, name={self.name}>"


def weight_property(name):
    """Return a property that holds an array of a layer's weights.

    Assigning other numbers to it copies them into that array, so that what the layer
    computes with, what `get_weights` returns and what training changes stay the same.
    """

    def assign(layer, values):
        weight = getattr(layer, f"_{name}")
        if values is weight:
            return  # after `layer.kernel += 1`
        if not _is_in(weight, layer._weights):
            if not _is_in(values, layer._weights):
                raise ValueError(
                    f"{layer.name}.{name} does not exist until the layer is built"
                )
            setattr(layer, f"_{name}", values)
            return
        values = _arguments.real_array(values, f"{layer.name}.{name}")
        if values.shape != weight.shape:
            raise ValueError(
                f"{layer.name}.{name} has shape {weight.shape}, got {values.shape}"
            )
        weight[...] = _arguments.cast(values, weight.dtype)

    return property(operator.attrgetter(f"_{name}"), assign)


class Layer:
    """The base of the layers and of `Sequential`.

    A subclass makes its weights in `build`, with `add_weight`, and computes in `call`.
    To be trained it needs `backward` as well: that returns the slope with respect to
    the inputs, and keeps in `gradients` those with respect to the weights. A `call`
    that has an argument `training` is told whether it is part of a training step.

    Parameters
    ----------
    trainable : bool
        Whether training changes its weights.
    dtype : str, optional
        The float type to compute in; the default one if None.
    name : str, optional
        What `summary` calls it; a name is made up if None.

    Attributes
    ----------
    gradients : list of ndarray
        What the last `backward` found: the slope of the loss with respect to each of
        the `trainable_weights`, in their order. A frozen layer has none.

    Raises
    ------
    ValueError
        If `dtype` is not a float type, or `name` not a string.

    Source: https://keras.io/api/layers/base_layer/

    Examples
    --------
    >>> class Double(Layer):
    ...     def call(self, inputs):
    ...         return 2 * inputs
    >>> Double()(np.array([[1.0, 2.0]]))
    array([[2., 4.]], dtype=float32)
    """

    _has_shortcuts = False  # can `backward` begin at the logits, end before the inputs?
    _takes_training = False
    _of_last_call = ()  # the attributes that keep something for `backward`

    def __init_subclass__(cls, **settings):
        super().__init_subclass__(**settings)
        _arguments.refuse_own_call(cls)
        call, backward, shortcuts = _arguments.first_to_define(
            cls, "call", "backward", "_has_shortcuts"
        )
        if call < backward:
            cls.backward = Layer.backward  # the parent's is not that of a new call
        if min(call, backward) < shortcuts:
            cls._has_shortcuts = False
        cls._takes_training = _takes(cls.call, "training")

    def __init__(self, *, trainable=True, dtype=None, name=None):
        self.trainable = trainable
        self.dtype = _arguments.float_type(dtype)
        self.name = _names.unique(name, type(self).__name__)
        self.built = False
        self._weights = []
        self._fixed = []  # those of the weights that training never changes
        self._regularizers = []  # pairs: weights, and what keeps them small
        self._tried = {}  # output shapes that were found by trying
        self._input_shape = None  # of the last call
        self.gradients = []

    def __getattr__(self, name):
        raise _arguments.not_there(self, name, mark="_weights")

    def __getstate__(self):
        # A copy, or a file, holds the weights, and not the last batch.
        return vars(self) | dict.fromkeys(self._of_last_call)

    def __repr__(self):
        return f"<{type(self).__name__} name={self.name}, built={self.built}>"

    @quiet
    def __call__(self, inputs, *, training=None):
        """Return the layer's output for a batch; make the weights if need be.

        `training` says whether the call is part of a training step, to a layer whose
        `call` takes it. A `call` that calls other layers passes it on.
        """
        # A copy: what the layer keeps for `backward` stays what it returned.
        return np.array(self._run(self._ready(inputs, "inputs"), training))

    def _run(self, inputs, training):
        """Return the output for inputs that are ready."""
        if not self._has_shortcuts:
            return self._run_own(inputs, training)
        if training is None or not self._takes_training:
            return self.call(inputs)
        return self.call(inputs, training=training)

    def _run_own(self, inputs, training):
        """Return the output of a `call` that may be anybody's.

        It cannot change what it is given, and may go on to use what it returns.
        """
        self._input_shape = inputs.shape
        inputs = inputs.view()
        inputs.flags.writeable = False
        says = training is not None and self._takes_training
        outputs = self.call(inputs, **({"training": training} if says else {}))
        outputs = np.array(_arguments.real_array(outputs, f"what {self.name} returned"))
        if outputs.ndim == 0 or len(outputs) != len(inputs):
            raise ValueError(
                f"call of {self.name} must return a row for each of the {len(inputs)} "
                f"examples; it returned the shape {outputs.shape}"
            )
        return outputs

    def _ready(self, inputs, name):
        """Return inputs that `call` can take, or say what is wrong with them."""
        if isinstance(inputs, Input):
            raise TypeError(
                f"firstneuron has no functional API, so {self.name} cannot be called "
                "with an Input: write Sequential([Input(...), layer, layer])"
            )
        inputs = _arguments.not_empty(_arguments.real_array(inputs, name), name)
        inputs = self._checked_inputs(inputs, name)
        if not self.built:
            self._build((None, *inputs.shape[1:]))
        return inputs.astype(self.dtype, copy=False)

    def _build(self, input_shape):
        """Make the weights; if that fails, keep none of those made so far."""
        before = len(self._weights)
        try:
            self.build(input_shape)
        except BaseException:
            del self._weights[before:]
            raise
        self.built = True

    def _checked_inputs(self, inputs, name):
        """Return the inputs if their shape suits the layer, or say what is wrong."""
        return inputs

    def build(self, input_shape):
        """Make the weights for batches of that shape."""
        self.built = True

    def call(self, inputs):
        """Return the output for inputs that were checked already."""
        raise NotImplementedError(f"{type(self).__name__} does not define call")

    def backward(self, gradient):
        """Return the slope with respect to the inputs of the last call.

        `gradient` is the slope of the loss with respect to that call's output. The
        slopes with respect to the trainable weights are kept in `gradients`.
        """
        raise NotImplementedError(
            f"{type(self).__name__} does not define backward, the slopes of its call, "
            "so it can predict but not be trained"
        )

    def _final_activation(self):
        """Return the activation that the outputs come from, if the layer ends in one.

        What that activation takes are the logits, which `_logits` returns.
        """
        return None

    def _checked_gradient(self, gradient, outputs):
        """Return a gradient of the shape of the outputs, or say what is wrong."""
        if outputs is None:
            raise ValueError(f"{self.name} must be called before backward")
        gradient = _arguments.real_array(gradient, "gradient")
        if gradient.shape != outputs.shape:
            raise ValueError(
                f"gradient must have the shape of {self.name}'s output, "
                f"{outputs.shape}; got {gradient.shape}"
            )
        return gradient.astype(self.dtype, copy=False)

    def compute_output_shape(self, input_shape):
        """Return the shape of the output for inputs of that shape.

        If a subclass does not say it, it is found by calling the layer once, with a
        zero for each input; where a size other than the batch's is open, the shape is
        taken to stay as it is.
        """
        if None in input_shape[1:] or not self.built:
            return input_shape
        sizes = tuple(input_shape[1:])
        if sizes not in self._tried:
            outputs = self(np.zeros((1, *sizes), self.dtype))
            self._tried[sizes] = np.shape(outputs)[1:]
        return (input_shape[0], *self._tried[sizes])

    def add_weight(
        self,
        shape=None,
        initializer=None,
        dtype=None,
        trainable=True,
        *,
        regularizer=None,
        name=None,
    ):
        """Return a new array of weights, which the layer keeps from now on.

        Parameters
        ----------
        shape : tuple of int, optional
            ``()``, for one number, if None.
        initializer : str or callable, optional
            How they start; ``"glorot_uniform"`` if None.
        dtype : str, optional
            The layer's own float type if None.
        trainable : bool
            Whether training changes these weights.
        regularizer : str or callable, optional
            What returns the penalty that training adds to the loss for these weights.
        name : str, optional
            For Keras's sake; here weights have places in `weights`, and no names.
        """
        shape = () if shape is None else shape
        initializer = "glorot_uniform" if initializer is None else initializer
        if self.built:
            raise ValueError(f"{self.name} is built already, its weights are all made")
        shape = _arguments.shape(shape, "shape", may_be_open=False)
        regularizer = regularizers.get(regularizer)
        values = initializers.get(initializer)(shape, dtype=self.dtype)
        values = _arguments.real_array(
            values, f"what the initializer of {self.name} returned"
        )
        weight = np.array(_arguments.cast(values, dtype or self.dtype))
        if weight.shape != shape:
            raise ValueError(
                f"the initializer of {self.name} was asked for the shape {shape}, "
                f"it returned {weight.shape}"
            )
        self._weights.append(weight)
        if not trainable:
            self._fixed.append(weight)
        if regularizer is not None:
            self._regularizers.append((weight, regularizer))
        return weight

    @property
    def losses(self):
        """The penalties of the weights that training changes, in their order."""
        return [regularizer(weight) for _, weight, regularizer in self._penalized()]

    def _penalized(self):
        """Return the weights that a regularizer keeps small, with it and their place.

        The place is that among the `trainable_weights`, and so among the `gradients`.
        """
        return [
            (place, weight, regularizer)
            for place, weight in enumerate(self.trainable_weights)
            for of_weight, regularizer in self._all_regularizers()
            if of_weight is weight
        ]

    def _all_regularizers(self):
        return self._regularizers

    @property
    def weights(self):
        """The arrays of weights themselves: change one and the layer changes."""
        return list(self._weights)

    @property
    def trainable_weights(self):
        """The arrays of weights that training changes."""
        if not self.trainable:
            return []
        return [weight for weight in self.weights if not _is_in(weight, self._fixed)]

    @property
    def non_trainable_weights(self):
        """The arrays of weights that training leaves alone."""
        changed = self.trainable_weights
        return [weight for weight in self.weights if not _is_in(weight, changed)]

    def count_params(self):
        """Return how many numbers the weights hold.

        Raises
        ------
        ValueError
            If the weights do not exist yet.
        """
        if not self.built:
            raise ValueError(
                f"{self.name} has no weights yet: build it first, with an Input in "
                "the model or by calling it with data"
            )
        return sum(math.prod(weight.shape) for weight in self.weights)

    def get_weights(self):
        """Return copies of the weights: for `Dense` the kernel, then the bias."""
        return [weight.copy() for weight in self.weights]

    def set_weights(self, weights):
        """Replace all weights, or, if one does not fit, none of them.

        Parameters
        ----------
        weights : list of array_like
            As `get_weights` returns them.

        Raises
        ------
        ValueError
            If their number or a shape is not that of the layer's weights.
        TypeError
            If `weights` is not a list, or one does not hold real numbers.
        """
        own = self.weights
        if not isinstance(weights, list | tuple | np.ndarray):
            raise TypeError(f"weights must be a list of arrays, got {weights!r}")
        if len(weights) != len(own):
            unbuilt = "" if self.built else " (it is not built: give it an Input first)"
            raise ValueError(
                f"{self.name} has {len(own)} arrays of weights{unbuilt}, "
                f"got {len(weights)}"
            )
        new = [
            _arguments.real_array(weight, f"weights[{position}]")
            for position, weight in enumerate(weights)
        ]
        for position, (old, replacement) in enumerate(zip(own, new, strict=True)):
            if old.shape != replacement.shape:
                raise ValueError(
                    f"weights[{position}] of {self.name} has shape {old.shape}, "
                    f"got {replacement.shape}"
                )
        for old, replacement in zip(own, new, strict=True):
            old[...] = _arguments.cast(replacement, old.dtype)


def _takes(method, argument):
    """Return whether a method has an argument of that name."""
    while hasattr(method, "__wrapped__"):  # by a decorator
        method = method.__wrapped__
    code = getattr(method, "__code__", None)  # a function of NumPy's has none
    arguments = code.co_argcount + code.co_kwonlyargcount if code else 0
    return bool(code) and argument in code.co_varnames[:arguments]


def _is_in(weight, weights):
    """Return whether one of the arrays is this very array."""
    return any(weight is other for other in weights)
