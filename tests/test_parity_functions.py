"""Functions, losses and initializers agree with Keras, case by case."""

import functools
import re

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import firstneuron as fn
from firstneuron import derivatives
from parity_cases import (
    CLOSE,
    FLOATS,
    arrays,
    assert_close,
    assert_close_by_entry,
    covers,
    numbers,
    pairs,
)

# --- config and utils ---------------------------------------------------------------


@covers("config.floatx", "config.set_floatx")
def test_float_type_setting(floatx, keras):
    for library in (fn, keras):
        library.config.set_floatx(floatx)
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


ELEMENTWISE = [
    fn.activations.linear,
    fn.activations.sigmoid,
    fn.activations.tanh,
    fn.activations.relu,
    fn.activations.leaky_relu,
    fn.activations.elu,
    fn.activations.softplus,
    fn.activations.silu,
    fn.activations.gelu,
]
ROWWISE = [fn.activations.softmax, fn.activations.log_softmax]
# Where Keras rounds a float64 constant to float32: leaky_relu's 0.2, and gelu's root
# of 2, or 0.044715 in the approximation.
ROUNDED = 2e-8
# Over a single class softmax is always 1; Keras warns of it.
one_class = pytest.mark.filterwarnings("ignore:You are using a softmax:UserWarning")


def in_keras(function, keras):
    """Return Keras's activation of the same name."""
    return getattr(keras.activations, function.__name__)


def bound_for(activation, x):
    """Return the bound where Keras's constants are not exact, else None."""
    rounds = activation in (fn.activations.leaky_relu, fn.activations.gelu)
    return ROUNDED if rounds and x.dtype == "float64" else None


@covers(*(f"activations.{function.__name__}" for function in ELEMENTWISE))
@pytest.mark.parametrize("activation", ELEMENTWISE)
@settings(max_examples=40)
@given(x=arrays(min_dims=0))
def test_activation(activation, x, keras):
    theirs = in_keras(activation, keras)(x)
    assert_close(activation(x), theirs, bound_for(activation, x))


@covers(*(f"activations.{function.__name__}" for function in ROWWISE))
@one_class
@pytest.mark.parametrize("activation", ROWWISE)
@settings(max_examples=40)
@given(data=st.data(), x=arrays())
def test_activation_of_rows(activation, data, x, keras):
    axis = data.draw(
        st.none()
        | st.integers(-x.ndim, x.ndim - 1)
        | st.lists(st.integers(0, x.ndim - 1), min_size=1, unique=True).map(tuple)
    )
    assert_close(activation(x, axis), in_keras(activation, keras)(x, axis))


EXTREMES = [-np.inf, -1e30, -1e3, -88, -20, -1e-3, -0.0, 1e-3, 20, 88, 1e3, 1e30]
EXTREMES += [np.inf, np.nan]


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
@pytest.mark.parametrize("activation", ELEMENTWISE)
def test_activation_at_extremes(activation, dtype, keras):
    with np.errstate(over="ignore"):
        x = np.array(EXTREMES).astype(dtype)
    variable = tf.Variable(x)
    with tf.GradientTape() as tape:
        theirs = in_keras(activation, keras)(variable * 1)
    slopes = tape.gradient(theirs, variable).numpy()
    ours, theirs = activation(x), theirs.numpy()
    own_slopes = derivatives.backward(activation, x, np.ones_like(x))
    # Keras gives NaN for silu and gelu at an infinity, and a slope of a corner for NaN.
    where = ~np.isnan(theirs) & ~np.isnan(slopes)
    assert where.sum() >= 9
    bound = bound_for(activation, x)
    assert_close_by_entry(ours[where], theirs[where], bound)
    assert_close_by_entry(own_slopes[where], slopes[where], bound)
    assert (np.isnan(ours) == np.isnan(x)).all()
    assert not np.isnan(own_slopes[~np.isnan(x)]).any()


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
@pytest.mark.parametrize("activation", ROWWISE)
def test_activation_of_rows_at_extremes(activation, dtype, keras):
    rows = np.array(
        [
            [1e3, -1e3, 0],
            [1e30, 1e30, 0],
            [-1e30, 1, 2],
            [-np.inf, 0, 1],
            [np.inf, 0, 1],
            [-np.inf, -np.inf, -np.inf],
            [np.nan, 0, 1],
        ]
    )
    with np.errstate(over="ignore"):
        x = rows.astype(dtype)
    assert_close_by_entry(activation(x), in_keras(activation, keras)(x))


@settings(max_examples=40)
@given(
    x=arrays(),
    slope=st.sampled_from([0.0, 0.25, -0.5, 2]),
    most=st.sampled_from([None, 6, 2.5, 0.0, -1.0]),
    threshold=st.sampled_from([0.0, 1, -1.5, 4.0]),
)
def test_relu_with_settings(x, slope, most, threshold, keras):
    ours = fn.activations.relu(x, slope, most, threshold)
    theirs = keras.activations.relu(x, slope, most, threshold)
    assert_close(ours, theirs)


@settings(max_examples=20)
@given(x=arrays(bound=20), setting=st.sampled_from([0.0, 0.5, 1.0, 2.0, -1.0]))
def test_leaky_relu_and_elu_with_settings(x, setting, keras):
    for ours in (fn.activations.leaky_relu, fn.activations.elu):
        assert_close(ours(x, setting), in_keras(ours, keras)(x, setting))


@pytest.mark.parametrize(
    ("activation", "settings"),
    [
        (fn.activations.linear, {}),
        (fn.activations.relu, {}),
        (fn.activations.relu, {"max_value": 2}),
        (fn.activations.relu, {"threshold": 1}),
        (fn.activations.relu, {"negative_slope": 2, "threshold": 1}),
    ],
)
def test_integers_stay_integers(activation, settings, keras):
    x = np.array([-3, 0, 1, 2, 5])
    ours = activation(x, **settings)
    theirs = np.asarray(in_keras(activation, keras)(x, **settings))
    assert ours.dtype == theirs.dtype == x.dtype
    assert (ours == theirs).all()


@pytest.mark.parametrize("activation", [*ELEMENTWISE, *ROWWISE])
def test_lists_of_floats_become_the_default_float_type(activation, floatx, keras):
    x = [[-3.5, 0.25], [1.0, 2.0]]
    ours = activation(x)
    theirs = in_keras(activation, keras)(keras.ops.convert_to_tensor(x))
    assert ours.dtype == floatx
    assert_close(ours.astype("float32"), np.asarray(theirs, "float32"))


@pytest.mark.parametrize("activation", [*ELEMENTWISE[1:3], *ELEMENTWISE[4:], *ROWWISE])
def test_integers_become_the_default_float_type(activation, floatx, keras):
    """As Keras does for tanh and leaky_relu; others it refuses."""
    x = np.array([[-3, 0], [1, 2]])
    theirs = in_keras(activation, keras)(x.astype(floatx))
    for given_x in (x, x.tolist()):
        ours = activation(given_x)
        assert_close(ours, theirs, bound_for(activation, ours))


@covers("activations.get")
@one_class
@pytest.mark.parametrize(
    "name",
    [*(function.__name__ for function in [*ELEMENTWISE, *ROWWISE]), "swish", None],
)
def test_get_activation(name, keras):
    x = np.array([[-1.0, 2.0]], "float32")
    assert_close(fn.activations.get(name)(x), keras.activations.get(name)(x))
    assert fn.activations.get(np.tanh) is keras.activations.get(np.tanh) is np.tanh


@st.composite
def arrays_and_gradients(draw):
    """Return two arrays of one shape and float type, the second near 1."""
    x = draw(arrays(bound=30))
    elements = st.sampled_from([-2.0, -0.5, 0.0, 1.0, 1.5])
    return x, draw(hnp.arrays(x.dtype, x.shape, elements=elements))


@one_class
@pytest.mark.parametrize("activation", [*ELEMENTWISE, *ROWWISE])
@settings(max_examples=40)
@given(case=arrays_and_gradients())
def test_derivative_of_activation(activation, case, keras):
    x, gradient = case
    variable = tf.Variable(x)
    with tf.GradientTape() as tape:
        outputs = in_keras(activation, keras)(variable * 1)
    ours = derivatives.backward(activation, x, gradient)
    theirs = tape.gradient(outputs, variable, tf.constant(gradient))
    bound = bound_for(activation, x) or 5 * CLOSE[x.dtype.name]
    assert_close(ours, theirs, bound)


@pytest.mark.parametrize("approximate", [False, True])
@settings(max_examples=40)
@given(case=arrays_and_gradients())
def test_gelu_with_its_setting(approximate, case, keras):
    x, gradient = case
    variable = tf.Variable(x)
    with tf.GradientTape() as tape:
        theirs = keras.activations.gelu(variable * 1, approximate)
    bound = bound_for(fn.activations.gelu, x)
    assert_close(fn.activations.gelu(x, approximate), theirs, bound)
    slopes = tape.gradient(theirs, variable, tf.constant(gradient))
    setting = functools.partial(fn.activations.gelu, approximate=approximate)
    ours = derivatives.backward(setting, x, gradient)
    assert_close(ours, slopes, bound or 5 * CLOSE[x.dtype.name])


# --- losses -------------------------------------------------------------------------

FUNCTIONS = ["mean_squared_error", "mean_absolute_error"]
CLASSES = ["MeanSquaredError", "MeanAbsoluteError"]


@covers(*(f"losses.{name}" for name in FUNCTIONS))
@pytest.mark.parametrize("name", FUNCTIONS)
@settings(max_examples=40)
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
    assert_close_by_entry(ours, getattr(keras.losses, name)(y_true, y_pred))


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
@settings(max_examples=40)
@given(pair=pairs("float64"))
def test_derivative_of_loss_function(name, pair, keras):
    y_true, y_pred = pair
    variable = tf.Variable(y_pred)
    with tf.GradientTape() as tape:
        value = getattr(keras.losses, name)(y_true, variable)
    kind = name.title().replace("_", "")
    loss = getattr(fn.losses, kind)(reduction="none", dtype="float64")
    assert_close(loss.backward(y_true, y_pred), tape.gradient(value, variable))


@covers("losses.Loss", *(f"losses.{name}" for name in CLASSES))
@pytest.mark.parametrize(
    "reduction", ["sum_over_batch_size", "sum", "mean", "none", None]
)
@pytest.mark.parametrize("name", CLASSES)
@settings(max_examples=20)
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


# --- cross-entropies ----------------------------------------------------------------

CROSSENTROPIES = {
    "binary_crossentropy": ("BinaryCrossentropy", fn.activations.sigmoid),
    "categorical_crossentropy": ("CategoricalCrossentropy", fn.activations.softmax),
    "sparse_categorical_crossentropy": (
        "SparseCategoricalCrossentropy",
        fn.activations.softmax,
    ),
}


@st.composite
def classifications(draw, from_logits, dtype=None):
    """Return shares of classes or numbers of classes, and what was predicted."""
    dtype = dtype or draw(FLOATS)
    rows = draw(hnp.array_shapes(min_dims=1, max_dims=2, max_side=4))
    shape = (*rows, draw(st.integers(2, 4)))
    if from_logits:
        elements = numbers(dtype, 30) | st.sampled_from([-1e3, 1e3])
    else:
        width = int(dtype.removeprefix("float"))
        least, most = np.array([1e-2, 0.99], dtype).tolist()
        elements = st.floats(least, most, width=width)
        if dtype != "float16":  # in which Keras has no number just below 1
            elements |= st.sampled_from([0.0, 1.0])
    y_pred = draw(hnp.arrays(dtype, shape, elements=elements))
    classes = draw(
        hnp.arrays("int64", shape[:-1], elements=st.integers(0, shape[-1] - 1))
    )
    return np.eye(shape[-1], dtype=dtype)[classes], classes, y_pred


def labels_for(name, case):
    """Return the labels in the form that a loss takes, and the predictions."""
    one_hot, classes, y_pred = case
    return (classes if name.startswith("sparse") else one_hot), y_pred


def options_for(name, case):
    """Return label smoothing, where there is any, now and then."""
    smooth = not name.startswith("sparse") and len(case[2]) % 2 == 0
    return {"label_smoothing": 0.125} if smooth else {}


@covers(*(f"losses.{name}" for name in CROSSENTROPIES))
@pytest.mark.parametrize("from_logits", [False, True])
@pytest.mark.parametrize("name", CROSSENTROPIES)
@settings(max_examples=40)
@given(data=st.data())
def test_crossentropy_function(name, from_logits, data, keras):
    case = data.draw(classifications(from_logits))
    y_true, y_pred = labels_for(name, case)
    options = options_for(name, case)
    variable = tf.Variable(y_pred)
    with tf.GradientTape() as tape:
        theirs = getattr(keras.losses, name)(y_true, variable, from_logits, **options)
    dtype = y_pred.dtype.name
    bound = 5 * CLOSE[dtype]
    ours = getattr(fn.losses, name)(y_true, y_pred, from_logits, **options)
    assert_close(ours, theirs, bound)
    kind = getattr(fn.losses, CROSSENTROPIES[name][0])
    loss = kind(from_logits, reduction="none", dtype=dtype, **options)
    slopes = loss.backward(y_true, y_pred)
    assert_close(slopes, tape.gradient(theirs, variable), bound)


@covers(*(f"losses.{kind}" for kind, _ in CROSSENTROPIES.values()))
@pytest.mark.parametrize("from_logits", [False, True])
@pytest.mark.parametrize("reduction", ["sum_over_batch_size", "sum", "none"])
@pytest.mark.parametrize("name", CROSSENTROPIES)
@settings(max_examples=15)
@given(data=st.data())
def test_crossentropy_class(name, reduction, from_logits, data, floatx, keras):
    case = data.draw(classifications(from_logits, "float32"))
    y_true, y_pred = labels_for(name, case)
    options = {"reduction": reduction, **options_for(name, case)}
    kind = CROSSENTROPIES[name][0]
    ours = getattr(fn.losses, kind)(from_logits, **options)
    theirs = getattr(keras.losses, kind)(from_logits, **options)
    assert ours.name == theirs.name
    variable = tf.Variable(y_pred.astype(floatx))
    with tf.GradientTape() as tape:
        value = theirs(y_true, variable)
    bound = 5 * CLOSE[floatx]
    assert_close(ours(y_true, y_pred), value, bound)
    slopes = ours.backward(y_true, y_pred)
    assert_close(slopes, tape.gradient(value, variable), bound)


@pytest.mark.parametrize("reduction", ["sum_over_batch_size", "sum"])
@pytest.mark.parametrize("name", CROSSENTROPIES)
@settings(max_examples=20)
@given(data=st.data())
def test_a_loss_behind_the_last_activation(name, reduction, data, floatx, keras):
    """Keras finds the logits behind the probabilities; we give them to the loss."""
    case = data.draw(classifications(True, "float32"))
    y_true, logits = labels_for(name, case)
    options = {"reduction": reduction, **options_for(name, case)}
    kind, activation = CROSSENTROPIES[name]
    ours = getattr(fn.losses, kind)(from_logits=True, **options)
    theirs = getattr(keras.losses, kind)(**options)
    logits = logits.astype(floatx)
    variable = tf.Variable(logits)
    with tf.GradientTape() as tape:
        value = theirs(y_true, in_keras(activation, keras)(variable * 1))
    bound = 5 * CLOSE[floatx]
    assert_close(ours(y_true, logits), value, bound)
    slopes = ours.backward(y_true, logits)
    assert_close(slopes, tape.gradient(value, variable), bound)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", CROSSENTROPIES)
def test_crossentropy_at_extremes(name, dtype, keras):
    """Certain and wrong, sums that are not 1 or 0, what is no probability, NaN."""
    rows = [[1, 0], [0, 1], [2, 3], [0, 0], [-1, 2], [np.nan, 1], [np.inf, 1], [1, 1]]
    y_pred = np.array(rows, dtype)
    for label in (0, 1):
        classes = np.full(len(rows), label)
        y_true, _ = labels_for(name, (np.eye(2, dtype=dtype)[classes], classes, None))
        ours = getattr(fn.losses, name)(y_true, y_pred)
        assert_close_by_entry(ours, getattr(keras.losses, name)(y_true, y_pred))


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", CROSSENTROPIES)
def test_crossentropy_of_extreme_logits(name, dtype, keras):
    rows = [[1e3, -1e3], [-1e30, 1e30], [-np.inf, 0], [np.nan, 0], [np.inf, 1]]
    y_pred = np.array(rows, dtype)
    for label in (0, 1):
        classes = np.full(len(rows), label)
        y_true, _ = labels_for(name, (np.eye(2, dtype=dtype)[classes], classes, None))
        ours = getattr(fn.losses, name)(y_true, y_pred, True)
        assert_close_by_entry(ours, getattr(keras.losses, name)(y_true, y_pred, True))


@pytest.mark.parametrize("smoothing", [0.0, 0.25])
@pytest.mark.parametrize("from_logits", [False, True])
@pytest.mark.parametrize("name", ["binary_crossentropy", "categorical_crossentropy"])
def test_crossentropy_along_an_axis(name, from_logits, smoothing, floatx, keras):
    random = np.random.default_rng(0)
    y_pred = random.uniform(0.1, 0.9, (2, 3, 4))
    y_true = np.eye(4)[random.integers(0, 4, (2, 3))]
    for axis in (0, 1, 2, -1):
        settings = from_logits, smoothing, axis
        ours = getattr(fn.losses, name)(y_true, y_pred, *settings)
        theirs = getattr(keras.losses, name)(y_true, y_pred, *settings)
        assert_close(ours, theirs)
        kind = CROSSENTROPIES[name][0]
        ours = getattr(fn.losses, kind)(*settings)
        theirs = getattr(keras.losses, kind)(*settings)
        assert_close(ours(y_true, y_pred), theirs(y_true, y_pred))


@pytest.mark.parametrize("name", ["MeanSquaredError", "BinaryCrossentropy"])
def test_a_last_axis_of_size_1_is_dropped_or_added(name, floatx, keras):
    random = np.random.default_rng(0)
    for short in [(4,), (4, 3), (4, 3, 2)]:
        y_true, y_pred = random.integers(0, 2, short), random.uniform(0.1, 0.9, short)
        for labels, p in [(y_true[..., None], y_pred), (y_true, y_pred[..., None])]:
            ours, theirs = (getattr(lib.losses, name)() for lib in (fn, keras))
            assert_close(ours(labels, p), theirs(labels, p))
            assert ours.backward(labels, p).shape == p.shape


def test_binary_crossentropy_pairs_a_column_with_a_row_of_numbers(floatx, keras):
    y_true, y_pred = np.array([0.0, 1.0, 1.0]), np.array([[0.25], [0.5], [1.0]])
    ours, theirs = (lib.losses.BinaryCrossentropy() for lib in (fn, keras))
    assert_close(ours(y_true, y_pred), theirs(y_true, y_pred))
    assert_close(ours(y_pred > 0.3, y_true), theirs(y_pred > 0.3, y_true))


@pytest.mark.parametrize("shapes", [((4,), (4, 3)), ((4, 1), (4, 3)), ((), (3,))])
def test_shapes_of_class_numbers(shapes, keras):
    y_true, y_pred = np.ones(shapes[0], int), np.full(shapes[1], 0.25)
    y_pred[..., 1] = 0.5
    for labels in (y_true, y_true.astype("float32"), y_true.astype("uint8")):
        ours = fn.losses.sparse_categorical_crossentropy(labels, y_pred)
        theirs = keras.losses.sparse_categorical_crossentropy(labels, y_pred)
        assert_close(ours, theirs)


@covers("losses.get")
@pytest.mark.parametrize(
    "name", ["mse", "MSE", "mae", "MAE", "bce", "BCE", *FUNCTIONS, *CROSSENTROPIES]
)
def test_get_loss_function(name, keras):
    ours, theirs = fn.losses.get(name), keras.losses.get(name)
    assert ours.__name__ == theirs.__name__
    assert fn.losses.get(ours) is ours


@pytest.mark.parametrize(
    "name", [*CLASSES, *(kind for kind, _ in CROSSENTROPIES.values())]
)
def test_get_loss_class(name, keras):
    kind = getattr(fn.losses, name)
    ours, theirs = fn.losses.get(name), keras.losses.get(name)
    assert (type(ours), ours.name) == (kind, theirs.name)
    assert type(fn.losses.get(kind)) is kind
    assert fn.losses.get(ours) is ours
    assert fn.losses.get(None) is keras.losses.get(None) is None


REDUCTIONS = ["sum_over_batch_size", "mean_with_sample_weight", "sum", "none"]


@st.composite
def weights(draw, shape):
    """Return a weight for each example, of the shape of the losses or with an axis."""
    tenths = hnp.arrays("float32", shape, elements=st.integers(0, 20))
    drawn = draw(tenths) / 10
    return drawn[..., None] if draw(st.booleans()) else drawn


@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize(
    "name", [*CLASSES, *(kind for kind, _ in CROSSENTROPIES.values())]
)
@settings(max_examples=15)
@given(data=st.data())
def test_weights_of_the_examples_of_a_loss(name, reduction, data, floatx, keras):
    case = data.draw(classifications(False, "float32"))
    y_true, y_pred = labels_for(name.lower(), case)
    y_pred = np.maximum(y_pred, np.float32(0.01))  # a row of zeros has no shares
    weight = data.draw(weights(y_pred.shape[:-1]))
    if reduction == "none":  # where Keras would give the losses the weights' axis
        weight = weight.reshape(y_pred.shape[:-1])
    ours, theirs = (
        getattr(lib.losses, name)(reduction=reduction) for lib in (fn, keras)
    )
    variable = tf.Variable(y_pred.astype(floatx))
    with tf.GradientTape() as tape:
        value = theirs(y_true, variable, weight)
    bound = 5 * CLOSE[floatx]
    assert_close(ours(y_true, y_pred, weight), value, bound)
    slopes = ours.backward(y_true, y_pred, sample_weight=weight)
    assert_close(slopes, tape.gradient(value, variable), bound)


@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize("weight", [3, 3.0, [1, 2], [0.5, 2.0], np.array([0.5, 2])])
def test_weights_leave_the_float_type_of_a_loss(weight, reduction, floatx, keras):
    y_true, y_pred = np.array([[1.0], [2.0]]), np.array([[3.0], [5.0]])
    ours, theirs = (
        lib.losses.MeanSquaredError(reduction=reduction) for lib in (fn, keras)
    )
    array = keras.ops.convert_to_tensor(weight)  # what Keras takes
    assert_close(ours(y_true, y_pred, weight), theirs(y_true, y_pred, array))
    assert ours.backward(y_true, y_pred, weight).dtype == floatx


def test_both_warn_of_a_cross_entropy_over_a_single_class(keras):
    y = np.ones((3, 1), "float32")
    for library in (fn, keras):
        function = library.losses.categorical_crossentropy
        with pytest.warns(SyntaxWarning, match="categorical_crossentropy"):
            assert np.asarray(function(y, 0.5 * y)).tolist() == pytest.approx(
                [0] * 3, abs=1e-6
            )


@pytest.mark.parametrize(
    ("true", "pred"), [((4,), (4, 3)), ((4, 1), (4, 3)), ((4,), (4, 1))]
)
@pytest.mark.filterwarnings("ignore:In loss categorical:SyntaxWarning")
def test_both_refuse_labels_that_are_not_one_hot(true, pred, keras):
    y_true, y_pred = np.ones(true, "float32"), np.full(pred, 0.25, "float32")
    for library in (fn, keras):
        with pytest.raises(ValueError, match=r"shape|rank"):
            library.losses.categorical_crossentropy(y_true, y_pred)


def test_loss_of_one_s_own(floatx, keras):
    y_true, y_pred = np.array([[1.0], [2.0]]), np.array([[3.0], [5.0]])

    def fourth_power(library):
        class FourthPower(library.losses.Loss):
            def call(self, y_true, y_pred):
                return (y_true[:, 0] - y_pred[:, 0]) ** 4

        return FourthPower()(y_true, y_pred)

    assert_close(fourth_power(fn), fourth_power(keras))


# --- metrics ------------------------------------------------------------------------

METRICS = {
    "MeanSquaredError": "mean_squared_error",
    "RootMeanSquaredError": None,
    "MeanAbsoluteError": "mean_absolute_error",
    "BinaryCrossentropy": None,
    "CategoricalCrossentropy": None,
    "SparseCategoricalCrossentropy": None,
    "Precision": None,
    "Recall": None,
    "Accuracy": None,
    "BinaryAccuracy": "binary_accuracy",
    "CategoricalAccuracy": "categorical_accuracy",
    "SparseCategoricalAccuracy": "sparse_categorical_accuracy",
}


@st.composite
def judgements(draw, name):
    """Return labels and predictions for a metric, with ties among the predictions."""
    least = 2 if name == "CategoricalCrossentropy" else 1  # of one column both warn
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(least, 4))
    tenths = st.integers(0, 10).map(lambda tenth: tenth / 10)
    y_pred = draw(hnp.arrays("float32", (rows, columns), elements=tenths))
    if name.startswith("Sparse"):
        classes = hnp.arrays("int64", (rows,), elements=st.integers(0, columns - 1))
        y_true = draw(classes)
        return (y_true[:, None], y_pred) if draw(st.booleans()) else (y_true, y_pred)
    y_true = draw(
        hnp.arrays("float32", (rows, columns), elements=st.sampled_from([0, 1]))
    )
    if name.startswith(("BinaryAcc", "Mean")) and columns == 1 and draw(st.booleans()):
        y_true = y_true[:, 0]
    return y_true, y_pred


def some_weights(batch):
    """Return a strategy for a weight for each example of a batch, or none."""
    return st.none() | weights(len(batch[0]))


def uncounted(name):
    """Return a name without the number that Keras gives the second `Precision()`."""
    return re.sub(r"_\d+$", "", name)


def in_type(dtype, *arrays):
    """Return the float arrays in one float type, and the others as they are."""
    return [
        array.astype(dtype) if getattr(array, "dtype", "") == "float32" else array
        for array in arrays
    ]


@covers("metrics.Metric", *(f"metrics.{name}" for name in METRICS))
@pytest.mark.parametrize("name", METRICS)
@settings(max_examples=20)
@given(data=st.data())
def test_metric(name, data, floatx, keras):
    ours, theirs = (getattr(lib.metrics, name)() for lib in (fn, keras))
    assert ours.name == uncounted(theirs.name)
    assert ours.dtype == theirs.dtype
    bound = 5 * CLOSE[floatx]
    for _ in range(2):
        assert_close(ours.result(), theirs.result())
        for batch in data.draw(st.lists(judgements(name), min_size=1, max_size=3)):
            *batch, weight = in_type(floatx, *batch, data.draw(some_weights(batch)))
            for metric in (ours, theirs):
                metric.update_state(*batch, sample_weight=weight)
            assert_close(ours.result(), theirs.result(), bound)
        for metric in (ours, theirs):
            metric.reset_state()


@pytest.mark.parametrize("thresholds", [None, 0.25, 0, 1, [0.5], [0.25, 0.5, 0.875]])
@pytest.mark.parametrize("class_id", [None, 0, 1])
@pytest.mark.parametrize("name", ["Precision", "Recall"])
def test_thresholds_and_classes_of_precision_and_recall(
    name, class_id, thresholds, floatx, keras
):
    rng = np.random.default_rng(0)
    ours, theirs = (
        getattr(lib.metrics, name)(thresholds, class_id=class_id) for lib in (fn, keras)
    )
    for _ in range(2):
        y_true, y_pred = rng.integers(0, 2, (9, 2)), rng.integers(0, 9, (9, 2)) / 8
        y_pred = y_pred.astype("float32")
        for metric in (ours, theirs):
            metric.update_state(y_true, y_pred)
        assert_close(ours.result(), theirs.result())


@covers(
    "metrics.binary_accuracy",
    "metrics.categorical_accuracy",
    "metrics.sparse_categorical_accuracy",
)
@pytest.mark.parametrize("name", [name for name in METRICS if METRICS[name]])
@settings(max_examples=20)
@given(data=st.data())
def test_metric_function(name, data, floatx, keras):
    y_true, y_pred = data.draw(judgements(name))
    ours = getattr(fn.metrics, METRICS[name])(y_true, y_pred)
    assert_close(ours, getattr(keras.metrics, METRICS[name])(y_true, y_pred))


@pytest.mark.parametrize("threshold", [0.0, 0.25, 0.5, 0.75])
def test_threshold_of_binary_accuracy(threshold, keras):
    y_pred = np.array([[0.0], [0.25], [0.5], [0.75], [1.0]], "float32")
    for y_true in (np.zeros((5, 1)), np.ones((5, 1))):
        ours, theirs = (
            lib.metrics.BinaryAccuracy(threshold=threshold) for lib in (fn, keras)
        )
        assert_close(ours(y_true, y_pred), theirs(y_true, y_pred))
        ours, theirs = (
            lib.metrics.binary_accuracy(y_true, y_pred, threshold)
            for lib in (fn, keras)
        )
        assert_close(ours, theirs)


@covers("metrics.MeanMetricWrapper")
def test_metric_of_one_s_own(floatx, keras):
    def share_within(y_true, y_pred, distance):
        return abs(y_true - y_pred) < distance

    y_true, y_pred = np.zeros((4, 2)), np.array([[0.1, 2], [3, 4], [0, 0], [5, 0.4]])
    ours, theirs = (
        lib.metrics.MeanMetricWrapper(share_within, "within", distance=0.5)
        for lib in (fn, keras)
    )
    assert ours.name == theirs.name == "within"
    assert_close(ours(y_true, y_pred), theirs(y_true, y_pred))


@covers("metrics.F1Score")
@pytest.mark.parametrize("threshold", [None, 0.25, 0.5])
@pytest.mark.parametrize("average", [None, "micro", "macro", "weighted"])
@settings(max_examples=20)
@given(
    batches=st.lists(judgements("CategoricalAccuracy"), min_size=1, max_size=3),
    data=st.data(),
)
def test_f1_score(average, threshold, batches, data, floatx, keras):
    ours, theirs = (lib.metrics.F1Score(average, threshold) for lib in (fn, keras))
    columns = batches[0][0].shape[1]
    for y_true, y_pred in batches:
        if y_true.shape[1] == columns:
            (weight,) = in_type(floatx, data.draw(some_weights([y_true])))
            if weight is not None:
                weight = weight.reshape(-1)  # Keras takes no other shape here
            for metric in (ours, theirs):
                metric.update_state(y_true, y_pred, sample_weight=weight)
    assert_close(ours.result(), theirs.result())


@covers("metrics.get")
@pytest.mark.parametrize(
    "name",
    [
        *("mse", "MSE", "mae", "MAE", "bce", "BCE", "accuracy"),
        *("binary_crossentropy", "categorical_crossentropy", "f1_score", "F1Score"),
        "sparse_categorical_crossentropy",
        *METRICS,
        *(name for name in METRICS.values() if name),
    ],
)
def test_get_metric(name, keras):
    ours, theirs = fn.metrics.get(name), keras.metrics.get(name)
    assert type(ours).__name__ == type(theirs).__name__
    assert ours.name == uncounted(theirs.name)
    assert fn.metrics.get(ours) is ours
    assert type(fn.metrics.get(type(ours))) is type(ours)
    assert fn.metrics.get(None) is keras.metrics.get(None) is None


@pytest.mark.parametrize("name", ["f1", "acc", "f2_score", 5])
def test_both_refuse_an_unknown_metric(name, keras):
    for library in (fn, keras):
        with pytest.raises(ValueError, match=str(name)):
            library.metrics.get(name)


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


RANDOM = {  # the settings that each is tried with
    "GlorotNormal": [{}],
    "GlorotUniform": [{}],
    "HeNormal": [{}],
    "HeUniform": [{}],
    "LecunNormal": [{}],
    "LecunUniform": [{}],
    "RandomNormal": [{}, {"mean": 2.0, "stddev": 0.5}],
    "RandomUniform": [{}, {"minval": 1.0, "maxval": 4.0}],
    "TruncatedNormal": [{}, {"mean": 2.0, "stddev": 0.5}],
    "VarianceScaling": [
        {},
        *(
            {"scale": 0.5, "mode": mode, "distribution": distribution}
            for mode in ("fan_in", "fan_out", "fan_avg")
            for distribution in ("truncated_normal", "untruncated_normal", "uniform")
        ),
    ],
}


@covers(*(f"initializers.{name}" for name in RANDOM))
@pytest.mark.parametrize("shape", [(), (9000,), (30, 300), (5, 3, 20, 30)])
@pytest.mark.parametrize("name", RANDOM)
def test_random_initializer(name, shape, floatx, keras):
    """The distribution is Keras's; the numbers themselves are each library's own."""
    for given_settings in RANDOM[name]:
        ours, theirs = (
            np.asarray(getattr(lib.initializers, name)(seed=2, **given_settings)(shape))
            for lib in (fn, keras)
        )
        assert ours.dtype == theirs.dtype
        assert ours.shape == theirs.shape
        if shape:
            assert_same_distribution(ours.ravel(), theirs.ravel())


def assert_same_distribution(ours, theirs):
    """Fail if, anywhere, the shares below differ by more than they do by chance.

    By Kolmogorov and Smirnov, the largest gap between two samples would be as large as
    this in one of 10000 pairs.
    """
    both = np.sort(np.concatenate([ours, theirs]))
    below = [np.searchsorted(np.sort(one), both, "right") for one in (ours, theirs)]
    assert np.abs(below[0] - below[1]).max() / ours.size < 2.2 * np.sqrt(2 / ours.size)
    for number in (np.mean, np.std):
        assert abs(number(ours) - number(theirs)) < 0.05 * np.std(theirs)


@pytest.mark.parametrize("name", ["RandomUniform", "HeUniform", "HeNormal"])
def test_bounds_of_random_initializers(name, keras):
    """Within 1 % of the interval, the largest of many numbers comes near its end."""
    ours, theirs = (
        np.asarray(getattr(lib.initializers, name)(seed=2)((100, 500)))
        for lib in (fn, keras)
    )
    assert np.ptp(ours) == pytest.approx(np.ptp(theirs), rel=0.01)


@pytest.mark.parametrize("seed", [None, 5])
@pytest.mark.parametrize("name", RANDOM)
def test_initializer_repeats_itself(name, seed, keras):
    for library in (fn, keras):
        draw = getattr(library.initializers, name)(seed=seed)
        assert (np.asarray(draw((2, 2))) == np.asarray(draw((2, 2)))).all()


@covers("initializers.get")
@pytest.mark.parametrize("name", [*fn.initializers._BY_NAME, *fn.initializers._ALSO])
def test_get_initializer(name, keras):
    ours, theirs = fn.initializers.get(name), keras.initializers.get(name)
    assert type(ours).__name__ == type(theirs).__name__
    assert fn.initializers.get(ours) is ours
