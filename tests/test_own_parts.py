"""Layers, models, losses and metrics of one's own: what a reader overrides counts."""

import io
import re
import sys
import time

import numpy as np
import pytest

import firstneuron as fn
from firstneuron import Input, Sequential, losses, metrics
from firstneuron.callbacks import Callback
from firstneuron.layers import Activation, Dense, Layer
from firstneuron.losses import BinaryCrossentropy, MeanSquaredError
from firstneuron.optimizers import SGD
from slopes import slopes_by_differences

RNG = np.random.default_rng(0)
X, Y = RNG.normal(size=(8, 2)), RNG.integers(0, 2, size=(8, 1)).astype(float)


@pytest.fixture(autouse=True)
def _float64():
    fn.config.set_floatx("float64")
    fn.utils.set_random_seed(0)
    yield
    fn.config.set_floatx("float32")


def compiled(layers, loss="mse", kind=Sequential, **settings):
    model = kind([Input((2,)), *layers])
    model.compile(SGD(1e-9), loss, **settings)
    return model


def assert_trains_with_its_own_slopes(model, y=Y):
    """Fail unless the slopes of a step are those of the loss that `evaluate` finds."""
    model.train_on_batch(X, y)
    for weight, got in zip(model.trainable_weights, model.gradients, strict=True):
        expected = slopes_by_differences(
            lambda: model.evaluate(X, y, verbose=0), weight, 1e-5
        )
        np.testing.assert_allclose(got, expected, rtol=1e-5, atol=1e-7)


# --- a call of one's own ------------------------------------------------------------


class Half(Dense):
    """Half of what a Dense layer returns."""

    def call(self, inputs):  # noqa: D102
        return 0.5 * super().call(inputs)


class HalfOfHalf(Half):
    """A layer whose own call is its parent's."""


class HalfActivation(Activation):
    """Half of what an activation returns."""

    def call(self, inputs):  # noqa: D102
        return 0.5 * super().call(inputs)


class Halving:
    """What halves the call of a layer it is mixed into."""

    def call(self, inputs):  # noqa: D102
        return 0.5 * super().call(inputs)


class HalfByMixin(Halving, Dense):
    """As `Half`."""


class HalfModel(Sequential):
    """Half of what a model returns."""

    def call(self, inputs, training=None):  # noqa: D102
        return 0.5 * super().call(inputs, training)


CASES = [("mse", None), ("binary_crossentropy", "sigmoid")]


@pytest.mark.parametrize(("loss", "last"), CASES)
@pytest.mark.parametrize(
    ("layers", "name"),
    [
        (lambda last: [Half(1, last)], "Half"),
        (lambda last: [HalfOfHalf(1, last)], "HalfOfHalf"),
        (lambda last: [HalfByMixin(1, last)], "HalfByMixin"),
        (lambda last: [Dense(1), HalfActivation(last)], "HalfActivation"),
        (lambda last: [HalfModel([Dense(1, last)])], "HalfModel"),
        (lambda last: [Half(3, "tanh"), Dense(1, last)], "Half"),
    ],
)
def test_a_call_of_one_s_own_predicts_and_does_not_train_without_slopes(
    layers, name, loss, last
):
    model = compiled(layers(last), loss)
    before = model.get_weights()
    for train in (model.fit, model.train_on_batch):
        with pytest.raises(NotImplementedError, match=f"{name} does not define backwa"):
            train(X, Y)
    for weight, old in zip(model.get_weights(), before, strict=True):
        np.testing.assert_array_equal(weight, old)
    of_predictions = losses.get(type(model._loss))(Y, model.predict(X))
    assert model.evaluate(X, Y, verbose=0) == pytest.approx(of_predictions, rel=1e-12)


@pytest.mark.parametrize(("loss", "last"), CASES)
@pytest.mark.parametrize("kind", [Half, HalfByMixin, HalfActivation])
def test_a_backward_of_one_s_own_trains_a_call_of_one_s_own(kind, loss, last):
    class Trained(kind):
        def backward(self, gradient):
            return super(kind, self).backward(0.5 * gradient)

    if kind is HalfActivation:
        layers = [Dense(3, "tanh"), Dense(1), Trained(last)]
    else:
        Trained.backward = lambda self, g: Dense.backward(self, 0.5 * g)
        layers = [Trained(3, "tanh"), Trained(1, last)]
    assert_trains_with_its_own_slopes(compiled(layers, loss))


@pytest.mark.parametrize(("loss", "last"), CASES)
def test_a_model_with_a_call_of_its_own_is_one_model(loss, last):
    """Of more rows than a batch has, and with a backward trained as one."""
    model = compiled([Dense(1, last)], loss, HalfModel)
    plain = Sequential([Input((2,)), *model.layers])
    x = np.ones((70, 2))
    np.testing.assert_allclose(model.predict(x), 0.5 * plain.predict(x))
    np.testing.assert_allclose(model.predict_on_batch(x), 0.5 * plain.predict(x))
    with pytest.raises(NotImplementedError, match="HalfModel does not define backward"):
        model.fit(X, Y, verbose=0)
    of_predictions = losses.get(type(model._loss))(Y, model.predict(X))
    assert model.evaluate(X, Y, verbose=0) == pytest.approx(of_predictions)


@pytest.mark.parametrize(("loss", "last"), CASES)
def test_a_model_with_a_call_and_a_backward_of_its_own_trains(loss, last):
    class Trained(HalfModel):
        def backward(self, gradient):
            return Sequential.backward(self, 0.5 * gradient)

    model = compiled([Dense(3, "tanh"), Dense(1, last)], loss, Trained)
    assert_trains_with_its_own_slopes(model)


class TripledError(MeanSquaredError):
    """Three times as large."""

    def call(self, y_true, y_pred):  # noqa: D102
        return 3 * super().call(y_true, y_pred)


class TripledLogLoss(BinaryCrossentropy):
    """Three times as large."""

    def call(self, y_true, y_pred):  # noqa: D102
        return 3 * super().call(y_true, y_pred)


class Tripling:
    """What triples the call of a loss it is mixed into."""

    def call(self, y_true, y_pred):  # noqa: D102
        return 3 * super().call(y_true, y_pred)


class TripledByMixin(Tripling, BinaryCrossentropy):
    """As `TripledLogLoss`."""


@pytest.mark.parametrize("kind", [TripledError, TripledLogLoss, TripledByMixin])
def test_a_loss_of_one_s_own_does_not_train_with_its_parent_s_slopes(kind):
    model = compiled([Dense(1, "sigmoid")], kind())
    parent = kind.__bases__[-1]
    expected = 3 * parent()(Y, model.predict(X))
    assert model.evaluate(X, Y, verbose=0) == pytest.approx(expected)
    words = f"{kind.__name__} does not define derivative"
    with pytest.raises(NotImplementedError, match=words):
        model.fit(X, Y, verbose=0)
    with pytest.raises(NotImplementedError, match=words):
        kind().backward(Y, Y)


@pytest.mark.parametrize("kind", [TripledError, TripledLogLoss, TripledByMixin])
def test_a_loss_of_one_s_own_trains_with_a_derivative_of_its_own(kind):
    class Trained(kind):
        def derivative(self, y_true, y_pred):
            return 3 * kind.__bases__[-1].derivative(self, y_true, y_pred)

    model = compiled([Dense(3, "tanh"), Dense(1, "sigmoid")], Trained())
    assert_trains_with_its_own_slopes(model)


def test_a_loss_function_of_one_s_own_trains_with_its_derivative():
    def fourth_power(y_true, y_pred):
        return np.mean((y_pred - y_true) ** 4, axis=-1)

    fourth_power.derivative = lambda y_true, y_pred: 4 * (y_pred - y_true) ** 3
    assert_trains_with_its_own_slopes(compiled([Dense(1)], fourth_power))


def test_a_loss_of_one_s_own_may_take_class_numbers():
    usual = losses.SparseCategoricalCrossentropy()
    y = np.array([0, 2, 1, 1, 0, 2, 2, 1])

    def doubled(y_true, y_pred):
        return 2 * losses.sparse_categorical_crossentropy(y_true, y_pred)

    doubled.derivative = lambda y_true, y_pred: 2 * usual.derivative(y_true, y_pred)

    class Doubled(losses.Loss):
        call = staticmethod(doubled)
        derivative = staticmethod(doubled.derivative)

    for loss in (doubled, Doubled()):
        model = compiled([Dense(3, "softmax")], loss)
        expected = 2 * usual(y, model.predict(X))
        assert model.evaluate(X, y, verbose=0) == pytest.approx(expected)
        assert_trains_with_its_own_slopes(model, y)


def test_an_activation_of_one_s_own_trains_with_its_derivative():
    def cube(z):
        return z**3

    cube.derivative = lambda z: 3 * z**2
    layers = [Dense(3, cube), Dense(2), Activation(cube), Dense(1)]
    assert_trains_with_its_own_slopes(compiled(layers))


def test_an_optimizer_of_one_s_own_is_its_update_step():
    class Signs(fn.optimizers.Optimizer):
        def update_step(self, gradient, variable, learning_rate):
            variable -= learning_rate * np.sign(gradient)

    model = compiled([Dense(3, "tanh"), Dense(1)])
    model.compile(Signs(0.25), "mse")
    before = model.get_weights()
    model.train_on_batch(X, Y)
    for weight, old, slopes in zip(
        model.get_weights(), before, model.gradients, strict=True
    ):
        np.testing.assert_allclose(old - weight, 0.25 * np.sign(slopes))


# --- a layer that learns something new ----------------------------------------------


class Sums(Layer):
    """Each pair of neighbours, added and scaled: it changes the shape."""

    def build(self, input_shape):  # noqa: D102
        self.scale = self.add_weight(
            name="scale", shape=(input_shape[-1] - 1,), initializer="ones"
        )

    def call(self, inputs):  # noqa: D102
        self.sums = inputs[:, 1:] + inputs[:, :-1]
        return self.scale * self.sums

    def backward(self, gradient):  # noqa: D102
        self.gradients = [np.sum(gradient * self.sums, axis=0)]
        of_sums = gradient * self.scale
        of_inputs = np.zeros((len(gradient), of_sums.shape[1] + 1))
        of_inputs[:, 1:] += of_sums
        of_inputs[:, :-1] += of_sums
        return of_inputs


def test_a_layer_that_changes_the_shape_needs_to_say_nothing_of_it():
    model = compiled([Dense(5), Sums(), Dense(1)])
    assert [weight.shape for weight in model.weights] == [
        *[(2, 5), (5,)],
        (4,),
        *[(4, 1), (1,)],
    ]
    assert model.output_shape == (None, 1)
    assert_trains_with_its_own_slopes(model)


def test_weights_are_made_as_keras_makes_them_when_nothing_is_said():
    class Bare(Layer):
        def build(self, input_shape):
            self.number = self.add_weight()
            self.matrix = self.add_weight((400, 200), name="matrix")

        def call(self, inputs):
            return self.number * inputs

    layer = Bare()
    layer([[1.0]])
    assert layer.number.shape == ()
    # glorot_uniform: evenly between the roots of 6 / (400 + 200)
    assert np.abs(layer.matrix).max() == pytest.approx(0.1, rel=1e-3)
    assert layer.matrix.std() == pytest.approx(0.1 / np.sqrt(3), rel=0.01)


def test_a_call_may_ask_whether_it_is_part_of_a_training_step():
    told = []

    class Listener(Layer):
        def call(self, inputs, training=False):
            told.append(training)
            return inputs

        def backward(self, gradient):
            return gradient

    model = compiled([Sequential([Dense(1), Listener()])])
    for run, expected in {
        lambda: model.train_on_batch(X, Y): True,
        lambda: model.evaluate(X, Y, verbose=0): False,
        lambda: model.predict(X): False,
        lambda: model(X): False,
        lambda: model(X, training=True): True,
        lambda: Listener()(X): False,
        lambda: Listener()(X, training=True): True,
    }.items():
        run()
        assert told[-1] is expected
    assert Dense(1)(X, training=True).shape == (8, 1)


def broken(**methods):
    """Return a model with a layer named `mine` that has these methods."""

    def build(self, input_shape):
        self.scale = self.add_weight((1,), "ones")

    def call(self, inputs):
        return inputs * self.scale

    kind = type("Mine", (Layer,), {"build": build, "call": call, **methods})
    return compiled([Dense(1), kind(name="mine"), Dense(1)])


def set_gradients(*shapes):
    def backward(self, gradient):
        self.gradients = [np.ones(shape) for shape in shapes]
        return gradient

    return backward


@pytest.mark.parametrize(
    ("backward", "words"),
    [
        (lambda self, gradient: gradient, r"mine.*gradients.*\(1,\)"),
        (set_gradients((1,), (1,)), r"mine.*gradients.*\(1,\)"),
        (set_gradients((2, 1)), r"mine.*gradients.*\(1,\).*\(2, 1\)"),
        (lambda self, gradient: setattr(self, "gradients", [np.ones(1)]), "mine.*None"),
        (
            lambda self, gradient: [setattr(self, "gradients", [np.ones(1)])] and 5.0,
            r"mine.*\(8, 1\).*\(\)",
        ),
    ],
)
def test_a_backward_that_forgets_something_is_told_what(backward, words):
    model = broken(backward=backward)
    before = model.get_weights()
    with pytest.raises((ValueError, TypeError), match=words):
        model.fit(X, Y, verbose=0)
    for weight, old in zip(model.get_weights(), before, strict=True):
        np.testing.assert_array_equal(weight, old)


def test_a_layer_that_is_not_made_ready_is_told_what_is_missing():
    class Forgetful(Layer):
        def __init__(self):
            self.factor = 2

        def call(self, inputs):
            return self.factor * inputs

    for use in (
        lambda: Forgetful()([[1.0]]),
        lambda: Sequential([Input((1,)), Forgetful()]),
        lambda: Forgetful().add_weight((1,), "ones"),
    ):
        with pytest.raises(RuntimeError, match=r"Forgetful.*super\(\).__init__\(\)"):
            use()


@pytest.mark.parametrize(
    "make",
    [
        *(lambda g=g: Dense(2, g) for g in ("sigmoid", "tanh", "softmax", "linear")),
        *(lambda g=g: Activation(g) for g in ("sigmoid", "relu", "linear")),
        fn.layers.Flatten,
        fn.layers.Normalization,
        lambda: Sequential([Dense(2), Sequential([Activation("sigmoid")])]),
    ],
)
def test_what_a_layer_returned_may_be_changed(make):
    x, slope, layer = X.copy(), RNG.normal(size=X.shape), make()
    layer(x)
    expected = [layer.backward(slope), *layer.gradients]
    outputs = layer(x)
    outputs -= 1
    got = [layer.backward(slope), *layer.gradients]
    for one, other in zip(got, expected, strict=True):
        np.testing.assert_array_equal(one, other)
    np.testing.assert_array_equal(x, X)
    np.testing.assert_array_equal(outputs, layer(x) - 1)


# --- metrics, whoever watches -------------------------------------------------------


class Terminal(io.StringIO):
    """A standard output that says it is a terminal."""

    def isatty(self):  # noqa: D102
        return True


class Idle(Callback):
    """Hears of every step, and does nothing."""

    def on_train_batch_end(self, batch, logs=None):  # noqa: D102
        pass


class Reader(Callback):
    """Reads the numbers so far, now and then."""

    def on_train_batch_end(self, batch, logs=None):  # noqa: D102
        if batch % 3 == 1:
            dict(logs)


class Slow(Callback):
    """Takes its time, longer than the display waits."""

    def on_train_batch_begin(self, batch, logs=None):  # noqa: D102
        time.sleep(0.002)


def rmse(y_true, y_pred):
    return np.sqrt(np.mean((y_true - y_pred) ** 2))


class Calls(metrics.Metric):
    """How often it was called."""

    calls = 0

    def update_state(self, y_true, y_pred):  # noqa: D102
        self.calls += 1

    def result(self):  # noqa: D102
        return self.calls

    def reset_state(self):  # noqa: D102
        self.calls = 0


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("own", [[], [rmse, Calls()], ["mae", metrics.Precision()]])
def test_a_history_does_not_depend_on_who_watches(own, dtype, monkeypatch):
    fn.config.set_floatx(dtype)
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(3000, 2)), rng.integers(0, 2, size=(3000, 1))
    found = []
    for watchers, verbose in [
        ([], 0),
        ([Idle()], 0),
        ([Reader()], 0),
        ([Idle(), Slow()], 1),
        ([], 1),
    ]:
        monkeypatch.setattr(sys, "stdout", Terminal())
        monkeypatch.setattr("firstneuron._progress._PAUSE", 0.001)
        fn.utils.set_random_seed(0)
        model = compiled([Dense(1, "sigmoid")], "binary_crossentropy", metrics=own)
        fit = {"epochs": 2, "verbose": verbose, "callbacks": watchers}
        history = model.fit(x, y, 100, validation_split=0.5, **fit).history
        found.append(history)
        assert sys.stdout.getvalue().count("\r") == 0 or verbose
    for history in found[1:]:
        assert history == found[0]  # to the last bit


def test_numbers_so_far_are_those_of_the_batches_so_far():
    seen = []

    class Note(Callback):
        def on_train_batch_end(self, batch, logs=None):
            seen.append(logs["rmse"])

    model = compiled([Dense(1)], metrics=[rmse])
    model.fit(X, Y, 3, verbose=0, shuffle=False, callbacks=[Note()])
    p = model.predict(X)
    each = [rmse(Y[start : start + 3], p[start : start + 3]) for start in (0, 3, 6)]
    expected = [np.mean(each[:count]) for count in (1, 2, 3)]
    np.testing.assert_allclose(seen, expected, rtol=1e-6)


def test_a_metric_of_one_s_own_counts_with_its_weights():
    class Largest(metrics.Metric):
        def __init__(self):
            super().__init__(name="largest")
            self.largest = self.add_weight(name="largest")
            self.seen = self.add_weight((2,), "zeros", dtype="float32")

        def update_state(self, y_true, y_pred, sample_weight=None):
            self.largest[...] = max(self.largest, np.abs(y_true - y_pred).max())
            self.seen += [1, len(y_true)]

        def result(self):
            return self.largest

    metric = Largest()
    assert metric.seen.dtype == "float32"
    model = compiled([Dense(1)], metrics=[metric])
    history = model.fit(X, Y, 3, epochs=2, verbose=0).history["largest"]
    assert metric.seen.tolist() == [3, 8], "one epoch is forgotten before the next"
    expected = np.abs(Y - model.predict(X)).max()
    assert history == pytest.approx([expected, expected], rel=1e-6)
    metric.reset_state()
    assert metric.largest == 0


@pytest.mark.parametrize("steps", [SGD(0.1), SGD(0.1, 0.5), fn.optimizers.Adam(0.1)])
def test_gradients_kept_from_step_to_step_stay_what_they_were(steps):
    kept, expected = [], []

    class Keep(Callback):
        def on_train_batch_begin(self, batch, logs=None):
            twin = Sequential([Input((2,)), Dense(1)])
            twin.set_weights(self.model.get_weights())
            loss = MeanSquaredError()
            rows = slice(2 * batch, 2 * batch + 2)
            expected.append(
                slopes_by_differences(
                    lambda: loss(Y[rows], twin(X[rows])), twin.weights[0], 1e-5
                )
            )

        def on_train_batch_end(self, batch, logs=None):
            kept.append(self.model.gradients[0])

    model = compiled([Dense(1)])
    model.compile(steps, "mse")
    model.fit(X, Y, 2, epochs=1, verbose=0, shuffle=False, callbacks=[Keep()])
    assert len(kept) == 4
    for got, by_trying in zip(kept, expected, strict=True):
        np.testing.assert_allclose(got, by_trying, rtol=1e-5, atol=1e-8)


# --- what Keras has and firstneuron has not -----------------------------------------


@pytest.mark.parametrize(
    ("use", "words"),
    [
        (lambda: Dense(1)(Input((3,))), "no functional API"),
        (lambda: Sequential([Dense(1)])(Input((3,))), "no functional API"),
        (lambda: fn.Model, "no functional API"),
        (lambda: fn.models.Model, "no functional API"),
        (lambda: fn.layers.Conv2D, "firstneuron has no such layer"),
        (lambda: fn.layers.LSTM, "firstneuron has no such layer"),
        (lambda: fn.models.load_model, "load_weights"),
        (lambda: fit_on(batch for batch in [(X, Y)]), "neither generators"),
        (lambda: fit_on(iter([(X, Y)])), "neither generators"),
    ],
)
def test_what_is_left_out_is_said(use, words):
    with pytest.raises((TypeError, AttributeError), match=re.escape(words)):
        use()


def fit_on(x):
    compiled([Dense(1)]).fit(x, verbose=0)


def test_a_module_without_a_name_says_so_as_others_do():
    for module in (fn, fn.layers, fn.models):
        with pytest.raises(AttributeError, match="has no attribute 'Dnese'"):
            module.Dnese  # noqa: B018
        assert not hasattr(module, "Dnese")
