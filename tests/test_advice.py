"""What does not suit each other is said, and the numbers stay those of the equation."""

import warnings

import numpy as np
import pytest

import firstneuron as fn
from firstneuron import Input, Sequential, losses
from firstneuron.callbacks import Callback, EarlyStopping
from firstneuron.layers import Activation, Dense
from firstneuron.optimizers import SGD
from slopes import slopes_by_differences

RNG = np.random.default_rng(0)
X = RNG.normal(size=(6, 2))
CLASSES = np.array([0, 2, 1, 1, 0, 2])
ONE_HOT = np.eye(3)[CLASSES]


@pytest.fixture(autouse=True)
def _float64():
    fn.config.set_floatx("float64")
    fn.utils.set_random_seed(0)
    yield
    fn.config.set_floatx("float32")


def compiled(ends, loss, learning_rate=1e-9):
    model = Sequential([Input((2,)), *ends])
    model.compile(SGD(learning_rate), loss)
    return model


def ending_in(activation, units=3):
    """Return the ways a model may end in an activation."""
    return [
        [Dense(units, activation)],
        [Dense(units), Activation(activation)],
        [Dense(2), Sequential([Dense(units, activation)])],
    ]


# --- an activation and a loss -------------------------------------------------------

UNSUITED = [
    ("sigmoid", losses.CategoricalCrossentropy, ONE_HOT, "sigmoid .* end in softmax"),
    ("sigmoid", losses.SparseCategoricalCrossentropy, CLASSES, "end in softmax"),
    ("softmax", losses.BinaryCrossentropy, ONE_HOT, "softmax .* end in sigmoid"),
]


@pytest.mark.parametrize("way", range(3))
@pytest.mark.parametrize(("activation", "kind", "y", "words"), UNSUITED)
def test_a_cross_entropy_that_does_not_suit_the_activation(
    activation, kind, y, words, way
):
    model = compiled(ending_in(activation)[way], kind())
    before = model.predict(X)
    runs = {
        "fit": lambda: model.fit(X, y, verbose=0).history["loss"][0],
        "evaluate": lambda: model.evaluate(X, y, verbose=0),
        "train_on_batch": lambda: model.train_on_batch(X, y),
        "test_on_batch": lambda: model.test_on_batch(X, y),
    }
    for run in runs.values():
        with pytest.warns(UserWarning, match=f"(?s){words}") as said:
            loss = run()
        assert loss == pytest.approx(kind()(y, before), rel=1e-6)
        assert [warning.filename for warning in said] == [__file__]  # the reader's line


@pytest.mark.parametrize(("activation", "kind", "y", "words"), UNSUITED)
def test_slopes_of_a_cross_entropy_that_does_not_suit_the_activation(
    activation, kind, y, words
):
    model = compiled([Dense(3, activation)], kind())
    with pytest.warns(UserWarning, match=words):
        model.train_on_batch(X, y)
    for weight, got in zip(model.weights, model.gradients, strict=True):
        expected = slopes_by_differences(lambda: kind()(y, model(X)), weight, 1e-5)
        np.testing.assert_allclose(got, expected, rtol=1e-5, atol=1e-8)


@pytest.mark.parametrize(
    ("activation", "loss", "y"),
    [
        ("softmax", "categorical_crossentropy", ONE_HOT),
        ("softmax", "sparse_categorical_crossentropy", CLASSES),
        ("sigmoid", "binary_crossentropy", ONE_HOT),
        ("softmax", "mse", ONE_HOT),
        ("sigmoid", "mae", ONE_HOT),
        ("linear", losses.CategoricalCrossentropy(from_logits=True), ONE_HOT),
        ("linear", losses.BinaryCrossentropy(from_logits=True), ONE_HOT),
    ],
)
def test_nothing_is_said_of_what_suits(activation, loss, y):
    for ends in ending_in(activation):
        model = compiled(ends, loss)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            model.fit(X, y, verbose=0)
            model.evaluate(X, y, verbose=0)


@pytest.mark.parametrize("way", range(3))
def test_softmax_over_a_single_unit(way, keras):
    """Keras says so when the layer is called, and the book when a model is trained."""
    with pytest.warns(UserWarning, match="softmax"):
        keras.layers.Dense(1, "softmax")(X)
    model = compiled(ending_in("softmax", units=1)[way], "mse")
    with pytest.warns(UserWarning, match="softmax over a single unit is always 1"):
        model.fit(X, CLASSES % 2, verbose=0)


def test_a_categorical_cross_entropy_of_one_column(keras):
    y = np.ones((6, 1))
    for run in ("fit", "evaluate"):
        model = compiled([Dense(1, "sigmoid")], "categorical_crossentropy")
        with pytest.warns((SyntaxWarning, UserWarning)) as said:
            getattr(model, run)(X, y, verbose=0)
        assert SyntaxWarning in [warning.category for warning in said]
    y_pred = np.full((6, 1), 0.5, "float32")
    with pytest.warns(SyntaxWarning, match="categorical"):
        keras.losses.categorical_crossentropy(y, y_pred)


# --- a training that goes wrong -----------------------------------------------------


@pytest.mark.parametrize("activation", ["relu", "linear"])
def test_a_divergence_names_the_activation_that_makes_no_probabilities(activation):
    """A row of scores that are all 0, as relu makes them, over its sum is 0/0."""
    last = Dense(3, activation, kernel_initializer="zeros")
    model = compiled([last], "categorical_crossentropy")
    with pytest.raises(FloatingPointError, match=f"ends in {activation}.*in softmax"):
        model.fit(X, ONE_HOT, verbose=0)


@pytest.mark.parametrize("number", [np.nan, np.inf])
def test_a_divergence_names_weights_that_were_no_numbers(number):
    model = compiled([Dense(1)], "mse")
    model.layers[0].bias = [number]
    with pytest.raises(FloatingPointError, match="before the training began") as error:
        model.fit(X, CLASSES, verbose=0)
    assert "learning rate" not in str(error.value)
    assert "in epoch 1" in str(error.value)


@pytest.mark.parametrize("monitor", ["loss", "val_loss"])
def test_a_loss_that_diverges_leaves_the_best_weights(monitor):
    """Two good epochs, then steps that are far too long."""
    model = compiled([Dense(1)], "mse", 0.01)
    after = []

    class TooFar(Callback):
        def on_epoch_begin(self, epoch, logs=None):
            if epoch == 2:
                self.model.optimizer.learning_rate = 1e200

        def on_epoch_end(self, epoch, logs=None):
            after.append(self.model.get_weights())

    stop = EarlyStopping(monitor, patience=5, restore_best_weights=True)
    fit = {"epochs": 9, "verbose": 0, "batch_size": 2, "validation_data": (X, CLASSES)}
    with pytest.raises(FloatingPointError, match=r"rate, 1e\+200, is too large"):
        model.fit(X, CLASSES, callbacks=[TooFar(), stop], **fit)
    assert stop.best_epoch == len(after) - 1 == 1
    for weight, best in zip(model.get_weights(), after[-1], strict=True):
        np.testing.assert_array_equal(weight, best)
    assert len(model.history.history["loss"]) == 2


def test_momentum_may_be_set_after_the_first_step():
    """From then on it is momentum from a stand: as of a new optimizer."""
    x, y = X[:, :1], CLASSES
    model, twin = (Sequential([Input((1,)), Dense(1)]) for _ in "ab")
    model.compile(SGD(0.25), "mse")
    model.fit(x, y, verbose=0)
    twin.set_weights(model.get_weights())
    twin.compile(SGD(0.25, momentum=0.5), "mse")
    model.optimizer.momentum = 0.5
    for _ in range(3):
        for one in (model, twin):
            one.fit(x, y, verbose=0, shuffle=False)
    for one, other in zip(model.get_weights(), twin.get_weights(), strict=True):
        np.testing.assert_allclose(one, other)
