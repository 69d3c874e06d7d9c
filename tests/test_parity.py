"""The library is Keras in NumPy: same names, same arguments, same results.

Every public name of a mirrored module needs a test here that is marked with
`covers(name)`; `test_every_public_name_has_a_case` fails for one that has none.
"""

import inspect

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import firstneuron as fn
from firstneuron import parity

MIRRORED = (
    "activations",
    "config",
    "initializers",
    "layers",
    "losses",
    "models",
    "utils",
)
# What backpropagation by hand needs and Keras, which derives by itself, has not.
OURS_ALONE = {"backward", "derivative", "gradients"}
CLOSE = {"float16": 2e-3, "float32": 1e-6, "float64": 1e-14}

covered = set()


def covers(*names):
    """Note that a test compares these public names with Keras."""
    covered.update(names)
    return lambda test: test


def public_names():
    """Return the dotted names of all functions and classes of mirrored modules."""
    return [
        f"{module}.{name}"
        for module in MIRRORED
        for name, thing in vars(getattr(fn, module)).items()
        if not name.startswith("_")
        and getattr(thing, "__module__", None) == f"firstneuron.{module}"
    ]


def resolve(root, dotted):
    """Return what a dotted name stands for below a module."""
    for part in dotted.split("."):
        root = getattr(root, part)
    return root


def assert_close(ours, keras, bound=None):
    """Fail unless shape and float type are equal and the values agree."""
    ours, keras = np.asarray(ours), np.asarray(keras)
    assert ours.dtype == keras.dtype
    assert parity.difference(ours, keras) <= (bound or CLOSE[ours.dtype.name])


# --- names and arguments ------------------------------------------------------------


def test_every_public_name_has_a_case():
    names = public_names()
    assert len(names) > 15, "the walk found too little to be right"
    assert set(names) == covered


@pytest.mark.parametrize("name", public_names())
def test_name_and_arguments_are_keras_s(name, keras):
    ours, theirs = resolve(fn, name), resolve(keras, name)
    assert_same_arguments(ours, theirs, keras)
    if inspect.isclass(ours):
        members = [member for member in vars(ours) if not member.startswith("_")]
        for member in set(members) - OURS_ALONE:
            assert hasattr(theirs, member), f"Keras has no {name}.{member}"
            if inspect.isfunction(vars(ours)[member]):
                assert_same_arguments(
                    getattr(ours, member), getattr(theirs, member), keras
                )


def assert_same_arguments(ours, theirs, keras):
    """Fail unless our arguments are Keras's: the first ones in its order."""
    own, known = arguments(ours), arguments(theirs)
    if inspect.isclass(theirs) and issubclass(theirs, keras.Layer):
        known |= arguments(keras.Layer)  # what its **kwargs pass on
    if any(p.kind is p.VAR_POSITIONAL for p in known.values()):
        return  # Keras leaves the arguments open
    positional = [p.name for p in own.values() if p.kind is not p.KEYWORD_ONLY]
    assert positional == list(known)[: len(positional)]
    for parameter in own.values():
        assert parameter.name in known
        assert_same_default(parameter, known[parameter.name])


def arguments(thing):
    """Return the parameters of a function, or of what a class is made with."""
    if not inspect.isclass(thing):
        return dict(inspect.signature(thing).parameters)
    parameters = dict(inspect.signature(thing.__init__).parameters)
    del parameters["self"]
    return {name: p for name, p in parameters.items() if name not in ("args", "kwargs")}


def assert_same_default(ours, theirs):
    # Where Keras leaves an argument open that it then insists on, ours may demand it.
    if ours.default is not inspect.Parameter.empty:
        assert ours.default == theirs.default


def test_top_level_names_are_keras_s(keras):
    for name in ("Input", "Sequential"):
        assert hasattr(keras, name)
        assert hasattr(fn, name)


# --- inputs that hypothesis chooses -------------------------------------------------

FLOATS = st.sampled_from(["float16", "float32", "float64"])


def numbers(dtype, bound=1e3):
    """Return a strategy for numbers without subnormals, which TensorFlow drops."""
    width = int(dtype.removeprefix("float"))
    return st.floats(-bound, bound, width=width, allow_subnormal=False)


@st.composite
def arrays(draw, dtype=None, min_dims=1, bound=1e3):
    dtype = dtype or draw(FLOATS)
    shape = draw(hnp.array_shapes(min_dims=min_dims, max_dims=3, max_side=5))
    return draw(hnp.arrays(dtype, shape, elements=numbers(dtype, bound)))


@st.composite
def pairs(draw, dtype=None):
    """Return labels and predictions of one shape, `(n, 1)` against `(n,)` included."""
    y_pred = draw(arrays(dtype, bound=100))
    y_true = draw(
        hnp.arrays(y_pred.dtype, y_pred.shape, elements=numbers(y_pred.dtype.name, 100))
    )
    if y_pred.ndim == 1 and draw(st.booleans()):
        return (
            (y_true[:, None], y_pred)
            if draw(st.booleans())
            else (y_true, y_pred[:, None])
        )
    return y_true, y_pred


# --- config and utils ---------------------------------------------------------------


@covers("config.floatx", "config.set_floatx")
def test_float_type_setting(floatx, keras):
    assert fn.config.floatx() == keras.config.floatx() == floatx
    assert fn.layers.Dense(1).dtype == keras.layers.Dense(1).dtype == floatx
    assert fn.losses.mean_squared_error([1], [2]).dtype == floatx


@pytest.mark.parametrize("wrong", ["float8", "int32", 32])
def test_both_refuse_a_wrong_float_type(wrong, keras):
    for library in (fn, keras):
        with pytest.raises(ValueError, match=str(wrong)):
            library.config.set_floatx(wrong)


@covers("utils.set_random_seed")
@pytest.mark.parametrize("library", ["firstneuron", "keras"])
def test_random_seed(library, keras):
    library = {"firstneuron": fn, "keras": keras}[library]

    def draw():
        library.utils.set_random_seed(3)
        first, second = (
            np.asarray(library.initializers.get("glorot_uniform")((3, 3)))
            for _ in range(2)
        )
        return first, second, np.random.rand(2)  # noqa: NPY002

    for once, again in zip(draw(), draw(), strict=True):
        assert (once == again).all()
    first, second, _ = draw()
    assert (first != second).any()


@covers("utils.to_categorical")
@given(
    classes=hnp.arrays(
        "int64", hnp.array_shapes(max_dims=3), elements=st.integers(0, 9)
    ),
    more=st.sampled_from([None, 0, 5]),
)
def test_to_categorical(classes, more, keras):
    columns = None if more is None else int(classes.max()) + 1 + more
    ours = fn.utils.to_categorical(classes, columns)
    assert_close(ours, keras.utils.to_categorical(classes, columns))


# --- activations --------------------------------------------------------------------


@covers("activations.linear")
@given(x=arrays())
def test_linear(x, keras):
    assert_close(fn.activations.linear(x), keras.activations.linear(x))


def test_linear_keeps_integers(keras):
    x = np.array([-1, 0, 2])
    ours, theirs = fn.activations.linear(x), np.asarray(keras.activations.linear(x))
    assert ours.dtype == theirs.dtype == x.dtype
    assert (ours == theirs).all()


@covers("activations.get")
@pytest.mark.parametrize("name", ["linear", None])
def test_get_activation(name, keras):
    x = np.array([-1.0, 2.0])
    assert_close(fn.activations.get(name)(x), keras.activations.get(name)(x))
    assert fn.activations.get(np.tanh) is keras.activations.get(np.tanh) is np.tanh


@given(x=arrays())
def test_derivative_of_linear(x, keras):
    variable = tf.Variable(x)
    with tf.GradientTape() as tape:
        y = keras.activations.linear(variable * 1)
    assert_close(fn.derivatives.linear(x), tape.gradient(y, variable))


# --- losses -------------------------------------------------------------------------

FUNCTIONS = ["mean_squared_error", "mean_absolute_error"]
CLASSES = ["MeanSquaredError", "MeanAbsoluteError"]


@covers(*(f"losses.{name}" for name in FUNCTIONS))
@pytest.mark.parametrize("name", FUNCTIONS)
@given(pair=pairs())
def test_loss_function(name, pair, keras):
    ours = getattr(fn.losses, name)(*pair)
    assert_close(ours, getattr(keras.losses, name)(*pair))


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
@pytest.mark.parametrize("size", [1e3, 1e30, np.inf, np.nan])
def test_loss_function_at_extremes(name, dtype, size, keras):
    with np.errstate(over="ignore"):
        y_pred = np.array([[size], [-size], [0]]).astype(dtype)
    y_true = np.array([[-1], [2], [0]], dtype)
    ours = getattr(fn.losses, name)(y_true, y_pred)
    assert_close(ours, getattr(keras.losses, name)(y_true, y_pred))


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize(
    ("true_type", "pred_type"),
    [
        ("int64", "int64"),
        ("int32", "float64"),
        ("float64", "float32"),
        ("float16", "float64"),
        ("bool", "float32"),
        ("int64", "float16"),
    ],
)
def test_loss_function_float_types(name, true_type, pred_type, keras):
    y_true, y_pred = np.array([[0], [1]], true_type), np.array([[3], [1]], pred_type)
    ours = getattr(fn.losses, name)(y_true, y_pred)
    assert_close(ours, getattr(keras.losses, name)(y_true, y_pred))


@pytest.mark.parametrize("name", FUNCTIONS)
@given(pair=pairs("float64"))
def test_derivative_of_loss_function(name, pair, keras):
    y_true, y_pred = pair
    variable = tf.Variable(y_pred)
    with tf.GradientTape() as tape:
        value = getattr(keras.losses, name)(y_true, variable)
    slopes = getattr(fn.derivatives, name)(y_true, y_pred).reshape(y_pred.shape)
    assert_close(slopes, tape.gradient(value, variable))


@covers("losses.Loss", *(f"losses.{name}" for name in CLASSES))
@pytest.mark.parametrize(
    "reduction", ["sum_over_batch_size", "sum", "mean", "none", None]
)
@pytest.mark.parametrize("name", CLASSES)
@given(pair=pairs("float32"))
def test_loss_class(name, reduction, pair, floatx, keras):
    ours = getattr(fn.losses, name)(reduction)
    theirs = getattr(keras.losses, name)(reduction)
    assert ours.name == theirs.name
    y_true, y_pred = pair
    variable = tf.Variable(y_pred.astype(floatx))
    with tf.GradientTape() as tape:
        value = theirs(y_true, variable)
    assert_close(ours(y_true, y_pred), value)
    assert_close(ours.backward(y_true, y_pred), tape.gradient(value, variable))


def test_loss_of_one_s_own(floatx, keras):
    y_true, y_pred = np.array([[1.0], [2.0]]), np.array([[3.0], [5.0]])

    def fourth_power(library):
        class FourthPower(library.losses.Loss):
            def call(self, y_true, y_pred):
                return (y_true[:, 0] - y_pred[:, 0]) ** 4

        return FourthPower()(y_true, y_pred)

    assert_close(fourth_power(fn), fourth_power(keras))


# --- initializers -------------------------------------------------------------------


@covers("initializers.Zeros", "initializers.Ones", "initializers.Constant")
@pytest.mark.parametrize("shape", [(), (2,), (2, 3)])
@pytest.mark.parametrize("name", ["Zeros", "Ones", "Constant"])
def test_fixed_initializer(name, shape, floatx, keras):
    ours, theirs = (getattr(lib.initializers, name) for lib in (fn, keras))
    assert_close(ours()(shape), theirs()(shape))
    assert_close(ours()(shape, dtype="float16"), theirs()(shape, dtype="float16"))
    if name == "Constant":
        assert_close(ours(2.5)(shape), theirs(2.5)(shape))


@covers("initializers.GlorotUniform")
@pytest.mark.parametrize("shape", [(500,), (20, 60), (3, 3, 4, 12)])
def test_glorot_uniform(shape, floatx, keras):
    """Same interval, evenly filled; the numbers themselves are each library's own."""
    ours = fn.initializers.GlorotUniform(seed=2)(shape)
    theirs = np.asarray(keras.initializers.GlorotUniform(seed=2)(shape))
    assert ours.dtype == theirs.dtype
    assert ours.shape == theirs.shape
    limit = np.abs(theirs).max()
    assert np.abs(ours).max() == pytest.approx(limit, rel=0.02)
    # A uniform distribution on (-r, r) has the standard deviation r / sqrt(3).
    assert ours.std() == pytest.approx(limit / np.sqrt(3), rel=0.06)
    assert abs(ours.mean()) < 0.1 * limit


@pytest.mark.parametrize("seed", [None, 5])
def test_initializer_repeats_itself(seed, keras):
    for library in (fn, keras):
        draw = library.initializers.GlorotUniform(seed)
        assert (np.asarray(draw((2, 2))) == np.asarray(draw((2, 2)))).all()


@covers("initializers.get")
@pytest.mark.parametrize(
    "name", ["zeros", "Zeros", "ones", "glorot_uniform", "GlorotUniform"]
)
def test_get_initializer(name, keras):
    ours, theirs = fn.initializers.get(name), keras.initializers.get(name)
    assert type(ours).__name__ == type(theirs).__name__
    assert fn.initializers.get(ours) is ours


# --- layers -------------------------------------------------------------------------


@covers("layers.Input")
def test_input(floatx, keras):
    for arguments in [((3,),), ((28, 28, 1),), ((None, 2), 4)]:
        ours, theirs = fn.Input(*arguments), keras.Input(*arguments)
        assert ours.shape == theirs.shape
        assert ours.dtype == theirs.dtype


@covers("layers.Layer")
def test_layer_of_one_s_own(floatx, keras):
    def scaled(library):
        class Scale(library.layers.Layer):
            def build(self, input_shape):
                self.factor = self.add_weight(input_shape[1:], "ones")
                self.built = True

            def call(self, inputs):
                return inputs * self.factor

        layer = Scale(name="scale")
        outputs = layer(np.array([[1.0, 2.0]]))
        layer.set_weights([np.array([3.0, 5.0])])
        return layer, outputs, layer(np.array([[1.0, 2.0]]))

    (ours, *our_outputs), (theirs, *their_outputs) = scaled(fn), scaled(keras)
    for one, other in zip(our_outputs, their_outputs, strict=True):
        assert_close(one, other)
    assert ours.count_params() == theirs.count_params() == 2
    assert ours.name == theirs.name
    assert len(ours.trainable_weights) == len(theirs.trainable_weights) == 1


@st.composite
def dense_cases(draw):
    """Return the units, whether there is a bias, and a batch of two axes or more."""
    batch = draw(arrays("float64", min_dims=2, bound=10))
    return draw(st.integers(1, 4)), draw(st.booleans()), batch


@covers("layers.Dense")
@given(case=dense_cases())
def test_dense(case, floatx, keras):
    units, use_bias, batch = case
    ours = fn.layers.Dense(units, use_bias=use_bias)
    theirs = keras.layers.Dense(units, use_bias=use_bias)
    inputs = tf.Variable(batch.astype(floatx))
    theirs.build(batch.shape)
    ours.build((None, *batch.shape[1:]))
    ours.set_weights(theirs.get_weights())
    with tf.GradientTape() as tape:
        outputs = theirs(inputs)
        value = tf.reduce_sum(outputs**2)
    slopes = tape.gradient(value, [inputs, *theirs.trainable_variables])
    prediction = ours(batch)
    backward = ours.backward(2 * prediction)
    bound = 100 * CLOSE[floatx]  # sums of up to 25 products
    assert_close(prediction, outputs, bound)
    for one, other in zip([backward, *ours.gradients], slopes, strict=True):
        assert_close(one, other, bound)


@pytest.mark.parametrize("size", [1e3, 1e30, -1e30, np.inf])
def test_dense_at_extremes(size, floatx, keras):
    weights = [np.array([[size], [1.0]]), np.array([1.0])]
    outputs = []
    for library in (fn, keras):
        layer = library.layers.Dense(1)
        layer.build((None, 2))
        layer.set_weights(weights)
        outputs.append(layer(np.array([[size, 1.0], [0.0, -size]])))
    assert_close(*outputs)


@pytest.mark.parametrize("wrong", [0, -1, 2.5, "a", None])
def test_both_refuse_wrong_units(wrong, keras):
    for library in (fn, keras):
        with pytest.raises(ValueError, match="positive integer"):
            library.layers.Dense(wrong)


@covers("layers.Normalization")
@given(
    data=arrays("float64", min_dims=2, bound=50),
    axis=st.sampled_from([-1, None, 1, (1,)]),
    invert=st.booleans(),
)
def test_normalization(data, axis, invert, floatx, keras):
    ours = fn.layers.Normalization(axis=axis, invert=invert)
    theirs = keras.layers.Normalization(axis=axis, invert=invert)
    for layer in (ours, theirs):
        layer.adapt(data)
    (*moments, count), (*their_moments, their_count) = (
        layer.get_weights() for layer in (ours, theirs)
    )
    for one, other in zip(moments, their_moments, strict=True):
        assert_close(one, other, 1e3 * CLOSE[floatx])
    assert (count, count.dtype) == (their_count, their_count.dtype)
    # Where a column does not vary, Keras and we divide what rounding leaves by 1e-7.
    varies = np.asarray(theirs(data))
    if np.abs(varies).max() < 100:
        assert_close(ours(data), varies, 1e3 * CLOSE[floatx])
    assert ours.count_params() == theirs.count_params()
    assert ours.trainable_weights == theirs.trainable_weights == []


@pytest.mark.parametrize("invert", [False, True])
@pytest.mark.parametrize(
    ("mean", "variance"), [(3.0, 2.0), ([3.0, -1.0], [2.0, 0.25]), ([1.0, 1.0], [0, 1])]
)
def test_normalization_with_given_values(mean, variance, invert, floatx, keras):
    x = np.array([[1.0, 2.0], [3.0, -4.0]])
    results = []
    for library in (fn, keras):
        layer = library.layers.Normalization(
            mean=mean, variance=variance, invert=invert
        )
        results.append(layer(x))
        assert layer.get_weights() == []
    assert_close(*results)


# --- models -------------------------------------------------------------------------


def build(library, widths, name="model"):
    """Return the same model in either library."""
    return library.Sequential(
        [
            library.Input((widths[0],)),
            *(
                library.layers.Dense(units, name=f"layer_{position}")
                for position, units in enumerate(widths[1:])
            ),
        ],
        name=name,
    )


@covers("models.Sequential")
@given(
    widths=st.lists(st.integers(1, 5), min_size=2, max_size=4), rows=st.integers(1, 70)
)
def test_sequential(widths, rows, floatx, keras):
    ours, theirs = build(fn, widths), build(keras, widths)
    ours.set_weights(theirs.get_weights())
    x = np.random.default_rng(rows).normal(size=(rows, widths[0]))
    y = np.random.default_rng(0).normal(size=(rows, widths[-1]))
    bound = 100 * CLOSE[floatx]
    assert_close(ours.predict(x), theirs.predict_on_batch(x), bound)
    with tf.GradientTape() as tape:
        value = keras.losses.MeanSquaredError()(y, theirs(x))
    loss = fn.losses.MeanSquaredError()
    ours.backward(loss.backward(y, ours(x)))
    slopes = tape.gradient(value, theirs.trainable_variables)
    for one, other in zip(ours.gradients, slopes, strict=True):
        assert_close(one, other, bound)
    assert ours.input_shape == theirs.input_shape
    assert ours.output_shape == theirs.output_shape
    assert ours.count_params() == theirs.count_params()


@pytest.mark.parametrize("shape", [(4,), (4, 1), (4, 1, 1)])
def test_one_feature_may_be_given_without_its_axis(shape, floatx, keras):
    ours, theirs = build(fn, [1, 2]), build(keras, [1, 2])
    ours.set_weights(theirs.get_weights())
    x = np.arange(4.0).reshape(shape)
    assert_close(ours(x), theirs(x))


@pytest.mark.parametrize("line_length", [None, 60, 76, 88, 101])
@pytest.mark.parametrize("widths", [[1, 1], [3, 400, 300], [2, 1000, 1500, 1]])
def test_summary(widths, line_length, floatx, keras, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    texts = []
    for library in (fn, keras):
        model = build(library, widths, name="a_model")
        model.add(
            library.layers.Dense(2, name="a_name_that_is_too_long_for_the_column")
        )
        model.add(library.layers.Dense(2, name="frozen", trainable=False))
        model.summary(line_length, print_fn=texts.append)
    assert texts[0] == texts[1]


def test_summary_of_an_unbuilt_model(keras):
    texts = []
    for library in (fn, keras):
        model = library.Sequential([library.layers.Dense(2, name="later")], name="m")
        model.summary(print_fn=texts.append)
    assert texts[0] == texts[1]


def test_weights_may_be_made_later(keras):
    x = np.ones((5, 3))
    models = [
        library.Sequential([library.layers.Dense(2), library.layers.Dense(1)])
        for library in (fn, keras)
    ]
    assert models[0].get_weights() == models[1].get_weights() == []
    models[1](x)
    models[0](x)
    models[0].set_weights(models[1].get_weights())
    assert_close(models[0](x), models[1](x))


def test_layers_of_a_model(keras):
    for library in (fn, keras):
        model = build(library, [2, 3, 1])
        assert [layer.name for layer in model.layers] == ["layer_0", "layer_1"]
        model.pop()
        assert model.output_shape == (None, 3)
