"""Layers, as in `keras.layers`.

A layer is called with a batch, one example a row, and returns the next batch. Its
`backward` takes the slope of the loss with respect to what it returned, keeps the
slopes with respect to its weights, and returns the slope with respect to what it
was called with: the chain rule, one layer at a time.

What it was called with must stay as it is until `backward`, which reads it again.
"""

import functools
import math
import operator

import numpy as np

from firstneuron import _absent, _checks, _names, activations, derivatives, initializers
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
            batch_size = _checks.count(batch_size, "batch_size")
        self.shape = (batch_size, *_checks.shape(shape, "shape"))
        self.dtype = _checks.float_type(dtype)
        self.name = _names.unique(name, "Input")

    def __repr__(self):
        return f"<Input shape={self.shape}, dtype={self.dtype}, name={self.name}>"


def _weight_property(name):
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
        values = _checks.real_array(values, f"{layer.name}.{name}")
        if values.shape != weight.shape:
            raise ValueError(
                f"{layer.name}.{name} has shape {weight.shape}, got {values.shape}"
            )
        weight[...] = _checks.cast(values, weight.dtype)

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

    # Whether `backward` can begin at the logits and end before the inputs.
    _has_shortcuts = False
    _takes_training = False

    def __init_subclass__(cls, **settings):
        super().__init_subclass__(**settings)
        own = vars(cls).keys()
        if "call" in own and "backward" not in own:
            cls.backward = Layer.backward  # the parent's is not that of a new call
        if own & {"call", "backward"} and "_has_shortcuts" not in own:
            cls._has_shortcuts = False
        if "call" in own:
            cls._takes_training = _takes(cls.call, "training")

    def __init__(self, *, trainable=True, dtype=None, name=None):
        self.trainable = trainable
        self.dtype = _checks.float_type(dtype)
        self.name = _names.unique(name, type(self).__name__)
        self.built = False
        self._weights = []
        self._fixed = []  # those of the weights that training never changes
        self._tried = {}  # output shapes that were found by trying
        self._input_shape = None  # of the last call
        self.gradients = []

    def __getattr__(self, name):
        if "_weights" not in vars(self) and name in ("_weights", "built", "name"):
            raise RuntimeError(
                f"{type(self).__name__} was not made ready: begin its __init__ with "
                "super().__init__()"
            )
        raise AttributeError(f"{type(self).__name__!r} has no attribute {name!r}")

    def __getstate__(self):
        # A copy, or a file, holds the weights, and not the last batch.
        return vars(self) | dict.fromkeys(vars(self).keys() & _OF_LAST_CALL)

    def __repr__(self):
        return f"<{type(self).__name__} name={self.name}, built={self.built}>"

    @quiet
    def __call__(self, inputs, *, training=None):
        """Return the layer's output for a batch; make the weights if need be.

        `training` says whether the call is part of a training step, to a layer whose
        `call` takes it.
        """
        # A copy: what the layer keeps for `backward` stays what it returned.
        return np.array(self._run(self._ready(inputs, "inputs"), training))

    def _run(self, inputs, training):
        """Return the output for inputs that are ready."""
        self._input_shape = inputs.shape
        if training is None or not self._takes_training:
            return self.call(inputs)
        return self.call(inputs, training=training)

    def _ready(self, inputs, name):
        """Return inputs that `call` can take, or say what is wrong with them."""
        if isinstance(inputs, Input):
            raise TypeError(
                f"firstneuron has no functional API, so {self.name} cannot be called "
                "with an Input: write Sequential([Input(...), layer, layer])"
            )
        inputs = _checks.not_empty(_checks.real_array(inputs, name), name)
        inputs = self._fitted(inputs, name)
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

    def _fitted(self, inputs, name):
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

    def _fitting(self, gradient, outputs):
        """Return a gradient of the shape of the outputs, or say what is wrong."""
        if outputs is None:
            raise ValueError(f"{self.name} must be called before backward")
        gradient = _checks.real_array(gradient, "gradient")
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
        self, shape=None, initializer=None, dtype=None, trainable=True, *, name=None
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
        name : str, optional
            For Keras's sake; here weights have places in `weights`, and no names.
        """
        shape = () if shape is None else shape
        initializer = "glorot_uniform" if initializer is None else initializer
        if self.built:
            raise ValueError(f"{self.name} is built already, its weights are all made")
        shape = _checks.shape(shape, "shape", may_be_open=False)
        values = initializers.get(initializer)(shape, dtype=self.dtype)
        values = _checks.real_array(
            values, f"what the initializer of {self.name} returned"
        )
        weight = np.array(_checks.cast(values, dtype or self.dtype))
        if weight.shape != shape:
            raise ValueError(
                f"the initializer of {self.name} was asked for the shape {shape}, "
                f"it returned {weight.shape}"
            )
        self._weights.append(weight)
        if not trainable:
            self._fixed.append(weight)
        return weight

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
            _checks.real_array(weight, f"weights[{position}]")
            for position, weight in enumerate(weights)
        ]
        for position, (old, replacement) in enumerate(zip(own, new, strict=True)):
            if old.shape != replacement.shape:
                raise ValueError(
                    f"weights[{position}] of {self.name} has shape {old.shape}, "
                    f"got {replacement.shape}"
                )
        for old, replacement in zip(own, new, strict=True):
            old[...] = _checks.cast(replacement, old.dtype)


# Where layers and models keep something of the batches they were given last.
_OF_LAST_CALL = {"_averages", "_inputs", "_outputs", "_sums"}


def _takes(method, argument):
    """Return whether a method has an argument of that name."""
    code = method.__code__
    return argument in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]


def _is_in(weight, weights):
    """Return whether one of the arrays is this very array."""
    return any(weight is other for other in weights)


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
    trainable : bool
    dtype : str, optional
        The float type to compute in; the default one if None.
    name : str, optional

    Raises
    ------
    ValueError
        If `units` is not a positive integer, an activation or initializer is not
        known, or, when called, the inputs are not ``(examples, features)`` with the
        number of features that the kernel has.

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

    def __init__(
        self,
        units,
        activation=None,
        use_bias=True,
        kernel_initializer="glorot_uniform",
        bias_initializer="zeros",
        *,
        trainable=True,
        dtype=None,
        name=None,
    ):
        super().__init__(trainable=trainable, dtype=dtype, name=name)
        self.units = _checks.count(units, "units")
        self.activation = activations.get(activation)
        self.use_bias = use_bias
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self._kernel = self._bias = None
        self._inputs = self._sums = self._outputs = None  # of the last call

    kernel = _weight_property("kernel")
    bias = _weight_property("bias")

    def build(self, input_shape):
        """Make the kernel, ``(features, units)``, and the bias, ``(units,)``."""
        input_shape = _checks.shape(input_shape, "input_shape")
        features = input_shape[-1] if input_shape else None
        if features is None:
            raise ValueError(
                f"{self.name} needs to know the number of features, "
                f"got the input shape {input_shape}"
            )
        self.kernel = self.add_weight((features, self.units), self.kernel_initializer)
        if self.use_bias:
            self.bias = self.add_weight((self.units,), self.bias_initializer)
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
        delta = self._fitting(gradient, self._sums)
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

    def _fitted(self, inputs, name):
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

    def __init__(self, activation, *, trainable=True, dtype=None, name=None):
        super().__init__(trainable=trainable, dtype=dtype, name=name)
        self.activation = activations.get(activation)
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
        gradient = self._fitting(gradient, self._inputs)
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
            self.max_value = _checks.at_least_0(max_value, "max_value")
        self.negative_slope = _checks.at_least_0(negative_slope, "negative_slope")
        self.threshold = _checks.at_least_0(threshold, "threshold")
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
        self.negative_slope = _checks.at_least_0(negative_slope, "negative_slope")
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
        softmax = activations.softmax
        if axis != -1:
            along = tuple(axis) if isinstance(axis, list) else axis
            softmax = functools.partial(softmax, axis=along)
        super().__init__(softmax, trainable=trainable, dtype=dtype, name=name)


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
        return self._fitting(gradient, self._outputs).reshape(self._inputs.shape)


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

    mean = _weight_property("mean")
    variance = _weight_property("variance")

    def build(self, input_shape):
        """Make the mean and the variance for inputs of that shape."""
        shape = _checks.shape(input_shape, "input_shape")
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
                _checks.cast(np.broadcast_to(value, sizes), self.dtype)
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
        data = _checks.not_empty(_checks.real_array(data, "data"), "data")
        if not np.isfinite(data).all():
            raise ValueError("data must be finite; NaN or infinity was found")
        data = self._fitted(data, "data")
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
        gradient = self._fitting(gradient, self._inputs)
        return gradient * self._scale() if self.invert else gradient / self._scale()

    def _scale(self):
        return np.maximum(np.sqrt(self.variance), 1e-7).reshape(self._spread)

    def _fitted(self, inputs, name):
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
        return _checks.real_array(mean, "mean"), _checks.real_array(
            variance, "variance"
        )


def __getattr__(name):
    raise _absent.missing(__name__, name)
