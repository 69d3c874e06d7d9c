"""Functions, losses and initializers agree with Keras, case by case."""

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import firstneuron as fn
from parity_cases import arrays, assert_close, covers, pairs

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
