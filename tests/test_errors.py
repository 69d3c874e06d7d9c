"""Wrong input is refused with words: which argument, what came, what was expected."""

import re

import numpy as np
import pytest

import firstneuron as fn
from firstneuron import derivatives, initializers, losses, plots
from firstneuron.layers import Dense, Input, Layer

X = np.ones((4, 3))


def dense(features=3, units=1, **settings):
    layer = Dense(units, name="unit", **settings)
    layer.build((None, features))
    return layer


def model(*shape):
    return fn.Sequential([Input(shape), Dense(1)], name="model")


def called(layer, x=X):
    layer(x)
    return layer


# --- what is not an array of numbers ------------------------------------------------

NOT_NUMBERS = {
    "text": (np.array([["a"]]), TypeError, "real numbers, got ndarray with dtype <U1"),
    "a word": ("a", TypeError, "real numbers, got str"),
    "None": (None, TypeError, "real numbers, got NoneType"),
    "objects": (np.array([[None]]), TypeError, "real numbers, got ndarray .* object"),
    "complex": ([[1j]], TypeError, "real numbers, got list with dtype complex128"),
    "dates": (
        np.array([["2020"]], "M8[Y]"),
        TypeError,
        "numbers, got .* datetime",
    ),
    "a dict": ({"a": 1}, TypeError, "real numbers, got dict"),
    "ragged": ([[1, 2], [3]], ValueError, "not a regular array of numbers"),
    "masked": (np.ma.array([[1.0, -1.0]], mask=[[0, 1]]), ValueError, "has masked"),
}
TAKES_NUMBERS = {
    "inputs": lambda x: dense()(x),
    "gradient": lambda x: called(dense()).backward(x),
    "x": lambda x: model(3).predict(x),
    "weights[1]": lambda x: dense().set_weights([[[1], [1], [1]], x]),
    "y_true": lambda y: losses.mean_squared_error(y, X),
    "y_pred": lambda y: losses.mean_absolute_error(X, y),
    "value": initializers.Constant,
    "initializer of unit": lambda x: dense(kernel_initializer=lambda *_, **__: x),
}
TAKES_NUMBERS_TOO = {
    "inputs": lambda x: model(3)(x),
    "gradient": lambda x: called(model(3)).backward(x),
    "y_true": lambda y: losses.MeanSquaredError()(y, X),
    "y_pred": lambda y: losses.MeanSquaredError().backward(X, y),
    "x": fn.activations.linear,
}
TAKES_NUMBERS_AS_X = [
    fn.activations.sigmoid,
    fn.activations.tanh,
    fn.activations.relu,
    fn.activations.leaky_relu,
    fn.activations.elu,
    fn.activations.softplus,
    fn.activations.silu,
    fn.activations.gelu,
    fn.activations.softmax,
    fn.activations.log_softmax,
    derivatives.relu,
]


@pytest.mark.parametrize("kind", NOT_NUMBERS)
@pytest.mark.parametrize(
    ("name", "take"),
    [
        *TAKES_NUMBERS.items(),
        *TAKES_NUMBERS_TOO.items(),
        *(("x", function) for function in TAKES_NUMBERS_AS_X),
    ],
)
def test_what_is_not_numbers(name, take, kind):
    wrong, error, words = NOT_NUMBERS[kind]
    with pytest.raises(error, match=f"{re.escape(name)}.*{words}"):
        take(wrong)


def test_a_mask_that_hides_nothing_is_accepted():
    assert dense(1)(np.ma.array([[1.0]], mask=[[False]])).shape == (1, 1)


@pytest.mark.parametrize(
    ("name", "take"),
    [
        ("inputs", lambda: dense()(np.ones((0, 3)))),
        ("inputs", lambda: model(3)(np.ones((0, 3)))),
        ("x", lambda: model(3).predict(np.ones((0, 3)))),
        ("y_true", lambda: losses.mean_squared_error([], [1.0])),
        ("y_pred", lambda: losses.MeanAbsoluteError()([1.0], [])),
        ("y_pred", lambda: losses.MeanSquaredError().backward([1.0], [])),
    ],
)
def test_empty_data(name, take):
    with pytest.raises(ValueError, match=f"{name} is empty: its shape is"):
        take()


# --- shapes that do not fit ---------------------------------------------------------


@pytest.mark.parametrize(
    ("take", "words"),
    [
        (lambda: dense()(np.ones((76, 2))), "with 3 features, got shape (76, 2)"),
        (lambda: dense(1)(X), "with 1 feature, got shape (4, 3)"),
        (lambda: dense()([1, 2, 3]), "(examples, features), got shape (3,)"),
        (lambda: Dense(1)(5.0), "(examples, features), got shape ()"),
        (lambda: dense(1)([1, 2]), "x.reshape(-1, 1)"),
        (lambda: model(3)(X[:, :2]), "shape (examples, 3), got shape (4, 2)"),
        (lambda: model(3)(X[0]), "shape (examples, 3), got shape (3,)"),
        (lambda: model(3).predict(X[:, :2]), "expected x of shape (examples, 3), got"),
        (lambda: model(None, 2)(X), "shape (examples, any, 2), got shape (4, 3)"),
        (lambda: model(3)(5.0), "shape (examples, 3), got shape ()"),
        (lambda: called(dense()).backward(X), "(4, 1); got (4, 3)"),
        (lambda: called(dense()).backward(X[:, 0]), "(4, 1); got (4,)"),
        (lambda: called(dense()).backward(1.0), "(4, 1); got ()"),
        (lambda: dense().set_weights([X[0], [1]]), "shape (3, 1), got (3,)"),
        (lambda: dense().set_weights([X[:3, :1], 1]), "shape (1,), got ()"),
        (lambda: dense().set_weights([X]), "unit has 2 arrays of weights, got 1"),
        (lambda: Dense(1).set_weights([X]), "0 arrays of weights (it is not built"),
    ],
)
def test_shapes_that_do_not_fit(take, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        take()


@pytest.mark.parametrize(
    ("true", "pred"),
    [
        ((4, 2), (4, 1)),
        ((4, 1), (4, 2)),
        ((4,), (4, 2)),
        ((4, 1), (1, 4)),
        ((4,), (3,)),
        ((4,), (3, 1)),
        ((1,), (4,)),
        ((), (4,)),
        ((), ()),
        ((2, 3, 4), (4,)),
    ],
)
@pytest.mark.parametrize(
    "take",
    [
        losses.mean_squared_error,
        losses.mean_absolute_error,
        losses.MeanSquaredError().backward,
        losses.MeanSquaredError(),
        losses.MeanAbsoluteError().backward,
    ],
)
def test_labels_and_predictions_that_do_not_pair(take, true, pred):
    with pytest.raises(ValueError, match="y_true and y_pred") as error:
        take(np.ones(true), np.ones(pred))
    assert f"got y_true {true} and y_pred {pred}" in str(error.value)


# --- settings -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("take", "error", "words"),
    [
        (lambda: Dense(0), ValueError, "units must be a positive integer, got 0"),
        (lambda: Dense(2.0), ValueError, "units must be a positive integer, got 2.0"),
        (lambda: Dense("2"), ValueError, "units must be a positive integer, got '2'"),
        (lambda: Dense(True), ValueError, "units must be a positive integer, got True"),
        (lambda: Dense(1, "step"), ValueError, "log_softmax, swish; got 'step'"),
        (lambda: Dense(1, 5), ValueError, "activation must be a function, None or"),
        (lambda: Dense(1, dtype="int8"), ValueError, "float64; got 'int8'"),
        (lambda: Dense(1, name=5), ValueError, "name must be a string, got 5"),
        (lambda: Dense(1, kernel_initializer="x"), ValueError, "zeros, ones"),
        (lambda: Dense(1, bias_initializer=None), ValueError, "got None"),
        (lambda: Input(3), TypeError, "shape must be a tuple such as (3,), got 3"),
        (lambda: Input((0,)), ValueError, "positive integers (or None), got (0,)"),
        (lambda: Input((2.5,)), ValueError, "positive integers (or None), got (2.5,)"),
        (lambda: Input((3,), batch_size=-1), ValueError, "batch_size must be a posit"),
        (lambda: Input((3,), name=5), ValueError, "name must be a string, got 5"),
        (lambda: Dense(1).build(3), TypeError, "input_shape must be a tuple such as"),
        (lambda: Dense(1).build((None, 0)), ValueError, "got (None, 0)"),
        (
            lambda: Dense(1).build((None,)),
            ValueError,
            "number of features, got the",
        ),
        (lambda: Dense(1).build(()), ValueError, "number of features, got the"),
        (lambda: model(3).build(None), TypeError, "input_shape must be a tuple such"),
        (lambda: model(3).predict(X, 0), ValueError, "batch_size must be a positive i"),
        (lambda: model(3).predict(X, verbose=3), ValueError, "'auto', 0, 1, 2; got 3"),
        (lambda: model(3).summary(9), ValueError, "line of 9 characters is too short"),
        (
            lambda: model(3).summary("9"),
            ValueError,
            "line_length must be a posit",
        ),
        (lambda: dense().set_weights(None), TypeError, "list of arrays, got None"),
        (lambda: dense().set_weights("ab"), TypeError, "list of arrays, got 'ab'"),
        (lambda: fn.config.set_floatx("f8x"), ValueError, "float64; got 'f8x'"),
        (lambda: fn.config.set_floatx(None), ValueError, "float64; got None"),
        (lambda: fn.config.set_floatx({"names": 1}), ValueError, "got {'names': 1}"),
        (
            lambda: fn.utils.set_random_seed(-1),
            ValueError,
            "from 0 to 4294967295, got -1",
        ),
        (
            lambda: fn.utils.set_random_seed(2.0),
            ValueError,
            "from 0 to 4294967295, got 2.0",
        ),
        (
            lambda: initializers.GlorotUniform("7"),
            ValueError,
            "seed must be an int",
        ),
        (lambda: losses.MeanSquaredError("avg"), ValueError, "None; got 'avg'"),
        (lambda: losses.MeanSquaredError(dtype="x"), ValueError, "float64; got 'x'"),
        (
            lambda: derivatives.backward(len, X, X),
            ValueError,
            "activation len has no",
        ),
    ],
)
def test_settings(take, error, words):
    with pytest.raises(error, match=re.escape(words)):
        take()


@pytest.mark.parametrize("shape", [3, None, "a", (0,), (-1,), (None, 2), (2.5,)])
@pytest.mark.parametrize(
    "kind", ["Constant", "Ones", "RandomNormal", "RandomUniform", "HeNormal", "Zeros"]
)
def test_shapes_of_weights(kind, shape):
    with pytest.raises((TypeError, ValueError), match=r"shape must .*got"):
        getattr(initializers, kind)()(shape)


def test_an_initializer_that_returns_another_shape():
    words = r"asked for the shape \(3, 1\), it returned \(1, 3\)"
    with pytest.raises(ValueError, match=words):
        dense(kernel_initializer=lambda shape, dtype: np.ones((1, 3)))


# --- models and order ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("take", "error", "words"),
    [
        (lambda: fn.Sequential(Dense(1)), TypeError, "layers must be a list of"),
        (lambda: fn.Sequential("ab"), TypeError, "list of layers, got 'ab'"),
        (
            lambda: fn.Sequential([Dense]),
            ValueError,
            "such as firstneuron.layers.",
        ),
        (lambda: fn.Sequential([5]), ValueError, "made of layers, got 5"),
        (lambda: fn.Sequential([None]), ValueError, "made of layers, got None"),
        (lambda: fn.Sequential([dense(), Input((1,))]), ValueError, "must come first"),
        (lambda: fn.Sequential([dense(), dense()]), ValueError, "a layer named 'unit'"),
        (lambda: fn.Sequential()(X), ValueError, "has no layers; add one first"),
        (lambda: fn.Sequential().pop(), ValueError, "has no layer to take away"),
        (lambda: Dense(1).count_params(), ValueError, "build it first"),
        (
            lambda: dense().backward([[1]]),
            ValueError,
            "unit must be called before",
        ),
        (
            lambda: model(3).backward([[1]]),
            ValueError,
            "must be called before back",
        ),
        (lambda: Layer()(X), NotImplementedError, "Layer does not define call"),
        (lambda: losses.Loss()(X, X), NotImplementedError, "Loss does not define call"),
        (lambda: losses.Loss().backward(X, X), NotImplementedError, "not define deriv"),
    ],
)
def test_models_and_order(take, error, words):
    with pytest.raises(error, match=re.escape(words)):
        take()


# --- figures ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("take", "words"),
    [
        (lambda: plots.points(None, [1, 2], [1]), "each, got 2 and 1"),
        (lambda: plots.residuals(None, [1, 2], [1], 1, 0), "each, got 2 and 1"),
        (
            lambda: plots.line(None, [1, 2], 0),
            "w must be one number, got the shape (2",
        ),
        (lambda: plots.line(None, 1, []), "b must be one number, got the shape (0"),
    ],
)
def test_figures(take, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        take()
