"""Training against steps worked out by hand, and what must not happen on the way."""

import copy
import io
import re
import sys
import tracemalloc
import types

import numpy as np
import pytest

import firstneuron as fn
from firstneuron import Input, Sequential
from firstneuron.callbacks import Callback, LearningRateScheduler
from firstneuron.layers import Dense, Flatten, Layer, Normalization
from firstneuron.optimizers import SGD, Adam

X = np.arange(10.0)
Y = 2 * X + 1


def line(learning_rate=2**-6, optimizer=None, dtype="float64"):
    """Return the line 0 x + 0, compiled."""
    dense = Dense(1, kernel_initializer="zeros", dtype=dtype)
    model = Sequential([Input((1,), dtype=dtype), dense])
    loss = fn.losses.MeanSquaredError(dtype=dtype)
    model.compile(optimizer or SGD(learning_rate), loss)
    return model


def network(optimizer="adam", loss="mse"):
    fn.utils.set_random_seed(0)
    layers = [Dense(3, "sigmoid"), Dense(1)]
    model = Sequential([Input((2,)), *layers])
    model.compile(optimizer, loss)
    return model


def numbers(model):
    return [weight.item() for weight in model.get_weights()]


# --- steps --------------------------------------------------------------------------


def test_a_step_by_hand():
    model = line(0.1)
    # errors -1 and -3; slopes 2 · mean(error · x) and 2 · mean(error)
    model.fit([0, 1], [1, 3], verbose=0)
    assert numbers(model) == pytest.approx([0.3, 0.4])
    assert model.history.history["loss"] == [5]


def test_batches_are_32_examples_and_the_last_one_what_is_left():
    sizes = []

    class Sizes(Layer):
        def call(self, inputs):
            sizes.append(len(inputs))
            return inputs

        def backward(self, gradient):
            return gradient

    model = Sequential([Input((1,)), Sizes(), Dense(1)])
    model.compile("sgd", "mse")
    for batch_size, expected in ((None, [32, 32, 6]), (50, [50, 20]), (99, [70])):
        sizes.clear()
        model.fit(np.zeros(70), np.zeros(70), batch_size, verbose=0)
        assert sizes[-len(expected) :] == expected


def test_the_loss_of_an_epoch_is_weighted_by_the_size_of_the_batches():
    model = line(1e-12)
    model.fit(X, Y, batch_size=8, shuffle=False, verbose=0)
    assert model.history.history["loss"] == pytest.approx([np.mean(Y**2)])


def test_all_batches_together_are_one_epoch_of_single_steps():
    one, other = line(), line()
    one.fit(X, Y, batch_size=4, epochs=2, shuffle=False, verbose=0)
    for _ in range(2):
        for start in (0, 4, 8):
            other.train_on_batch(X[start : start + 4], Y[start : start + 4])
    assert numbers(one) == numbers(other)


def test_every_epoch_goes_through_all_examples_in_a_new_order():
    seen = []

    class Note(Layer):
        def call(self, inputs):
            seen.append(inputs.ravel().tolist())
            return inputs

        def backward(self, gradient):
            return gradient

    model = Sequential([Input((1,)), Note(), Dense(1)])
    model.compile("sgd", "mse")
    fn.utils.set_random_seed(3)
    model.fit(X, Y, batch_size=10, epochs=2, verbose=0)
    first, second = seen[-2:]
    assert first != second
    assert sorted(first) == sorted(second) == X.tolist()
    fn.utils.set_random_seed(3)
    model.fit(X, Y, batch_size=10, epochs=2, verbose=0)
    assert seen[-2:] == [first, second]
    model.fit(X, Y, batch_size=10, epochs=2, verbose=0, shuffle=False)
    assert seen[-2:] == [X.tolist()] * 2


def test_examples_keep_their_labels_when_they_are_shuffled():
    model = line(2**-7)
    model.fit(X, Y, batch_size=3, epochs=900, verbose=0)
    assert numbers(model) == pytest.approx([2, 1], abs=1e-6)


def test_the_data_are_left_as_they_were():
    x, y = X.copy(), Y.copy()
    line().fit(x, y, batch_size=3, epochs=3, verbose=0)
    np.testing.assert_array_equal(x, X)
    np.testing.assert_array_equal(y, Y)


def test_momentum_goes_on_from_one_fit_to_the_next_and_compile_forgets_it():
    together, apart = (line(optimizer=SGD(2**-7, 0.5)) for _ in "ab")
    together.fit(X, Y, epochs=4, verbose=0, shuffle=False)
    for _ in range(4):
        apart.fit(X, Y, verbose=0, shuffle=False)
    assert numbers(together) == numbers(apart)
    before = numbers(apart)
    apart.compile(SGD(1e-12, 0.5), apart.loss)
    apart.fit(X, Y, verbose=0)
    assert numbers(apart) == pytest.approx(before)


def test_lists_integers_and_frames_train_as_arrays_do():
    expected = line()
    expected.fit(X, Y, verbose=0)
    for x, y in ((X.tolist(), Y.tolist()), (X.astype(int), Y.astype(int))):
        model = line()
        model.fit(x, y, verbose=0)
        assert numbers(model) == pytest.approx(numbers(expected))


def test_the_loss_of_an_epoch_when_the_outputs_are_the_inputs():
    """What a batch returned is kept until it is counted in, even if it is the batch."""

    class Same(Layer):
        def build(self, input_shape):
            self.unused = self.add_weight((1,), "zeros")

        def call(self, inputs):
            return inputs

        def backward(self, gradient):
            self.gradients = [np.zeros(1)]
            return gradient

    model = Sequential([Input((1,)), Same()])
    model.compile(SGD(0.5), "mse")
    x = np.arange(8.0).reshape(8, 1)
    history = model.fit(x, np.zeros((8, 1)), batch_size=2, verbose=0).history
    assert history["loss"] == [pytest.approx(np.mean(x**2))]


# --- what is trained ----------------------------------------------------------------


def test_frozen_layers_stay_and_gradients_pair_with_what_is_trained():
    model = network()
    model.layers[0].trainable = False
    model.compile("adam", "mse")
    before = model.get_weights()
    model.fit(np.ones((4, 2)), np.zeros(4), verbose=0)
    after = model.get_weights()
    changed = [(a != b).any() for a, b in zip(before, after, strict=True)]
    assert changed == [False, False, True, True]
    shapes = [weight.shape for weight in model.trainable_weights]
    assert [slopes.shape for slopes in model.gradients] == shapes == [(3, 1), (1,)]


@pytest.mark.parametrize(
    "steps", [SGD(0.1), SGD(0.1, 0.5, nesterov=True), Adam(), SGD(0.1, clipnorm=0.01)]
)
def test_gradients_of_a_step_stay_readable(steps):
    """A step uses the slopes and leaves them; a later backward leaves them, too."""
    model = line(optimizer=steps)
    for _ in range(2):
        w, b = numbers(model)
        model.train_on_batch(X, Y)
    error = 2 * (w * X.ravel() + b - Y.ravel()) / len(X)
    expected = pytest.approx([error @ X.ravel(), error.sum()], rel=1e-5)
    kept = model.gradients
    assert [slopes.item() for slopes in kept] == expected
    model(X)
    model.backward(np.ones((len(X), 1)))
    assert [slopes.item() for slopes in kept] == expected


@pytest.mark.parametrize("activation", [None, "sigmoid"])
def test_a_backward_of_ones_own_is_the_one_that_trains(activation):
    """Even in a layer whose activation the loss could otherwise see through."""
    given = []

    class Watched(Dense):
        def backward(self, gradient):
            given.append(np.array(gradient))
            return super().backward(gradient)

    def trained(kind):
        last = kind(1, activation, kernel_initializer="ones", dtype="float64")
        model = Sequential([Input((1,), dtype="float64"), last])
        loss = fn.losses.BinaryCrossentropy(not activation, dtype="float64")
        model.compile(SGD(0.5), loss)
        model.fit([[0.0], [1.0]], [1.0, 0.0], verbose=0)
        return numbers(model)

    assert trained(Watched) == pytest.approx(trained(Dense))
    p = 1 / (1 + np.exp(-np.array([[0.0], [1.0]])))
    slopes = (p - [[1], [0]]) / (p * (1 - p) if activation else 1)
    np.testing.assert_allclose(given, [slopes / 2])


def test_trainable_of_a_model_is_that_of_its_layers():
    model = network()
    model.trainable = False
    assert [layer.trainable for layer in model.layers] == [False, False]
    before = model.get_weights()
    with pytest.raises(ValueError, match="no weights that training could change"):
        model.fit(np.ones((4, 2)), np.zeros(4), verbose=0)
    model.trainable = True
    model.fit(np.ones((4, 2)), np.zeros(4), verbose=0)
    assert (model.get_weights()[0] != before[0]).any()


def test_a_change_of_what_is_trained_asks_for_a_new_optimizer():
    model = network()
    x, y = np.ones((4, 2)), np.zeros(4)
    model.fit(x, y, verbose=0)
    model.layers[0].trainable = False
    with pytest.raises(ValueError, match="compile with a new optimizer"):
        model.fit(x, y, verbose=0)
    model.compile("adam", "mse")
    model.fit(x, y, verbose=0)


@pytest.mark.parametrize("inner", [False, True])
def test_slopes_are_the_same_however_layers_are_nested(inner):
    def made(layers):
        model = Sequential([Input((2, 2)), *layers])
        model.compile(SGD(0.5), "mse")
        return model

    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(5, 2, 2)), rng.normal(size=(5, 1))
    dense = [Dense(3, "tanh", name="a"), Dense(1, name="b")]
    twins = copy.deepcopy(dense)
    flat = made([Flatten(), *dense])
    nested = made([Sequential([Flatten(), twins[0]]), Sequential([twins[1]])])
    nested.set_weights(flat.get_weights())
    for model in (flat, nested):
        if inner:
            model.layers[0].trainable = False
        model.compile(SGD(0.5), "mse")
    if inner:
        flat.layers[1].trainable = False
        flat.compile(SGD(0.5), "mse")
    for model in (flat, nested):
        model.fit(x, y, epochs=2, verbose=0, shuffle=False)
    for one, other in zip(flat.get_weights(), nested.get_weights(), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-6)


def test_layers_below_that_are_not_trained_are_passed():
    scale = Normalization()
    scale.adapt(X.reshape(-1, 1))
    model = Sequential([Input((1,)), scale, Dense(1)])
    model.compile(SGD(0.5), "mse")
    model.fit(X, Y, epochs=40, batch_size=10, verbose=0)
    assert model.evaluate(X, Y, verbose=0) < 1e-9


def test_what_lies_below_the_lowest_trained_layer_needs_no_backward():
    class Double(Layer):
        def call(self, inputs):
            return 2 * inputs

    model = Sequential([Input((1,)), Dense(3, trainable=False), Double(), Dense(1)])
    model.compile("sgd", "mse")
    before = model.get_weights()
    model.fit(X, Y, verbose=0)
    after = model.get_weights()
    changed = [(a != b).any() for a, b in zip(before, after, strict=True)]
    assert changed == [False, False, True, True]


@pytest.mark.parametrize("depth", [1, 3])
def test_nobody_asks_for_the_slopes_of_the_data(depth, monkeypatch):
    returned, backward = [], Dense.backward

    def noted(layer, *args, **kwargs):
        returned.append(backward(layer, *args, **kwargs))
        return returned[-1]

    monkeypatch.setattr(Dense, "backward", noted)
    model = Sequential([Input((1,)), *(Dense(1) for _ in range(depth))])
    model.compile("sgd", "mse")
    model.train_on_batch(X, Y)
    *wanted, of_data = returned
    assert [slopes.shape for slopes in wanted] == [(10, 1)] * (depth - 1)
    assert of_data is None


def test_a_copy_trains_by_itself():
    model = line(optimizer=Adam(0.1))
    model.fit(X, Y, verbose=0, shuffle=False)
    before = numbers(model)
    twin = copy.deepcopy(model)
    twin.fit(X, Y, verbose=0, shuffle=False)
    assert numbers(model) == before
    model.fit(X, Y, verbose=0, shuffle=False)
    assert numbers(model) == numbers(twin) != before


# --- validation and evaluation ------------------------------------------------------


def test_validation_split_takes_the_last_rows_before_shuffling():
    model = line(1e-12)
    history = model.fit(X, Y, validation_split=0.3, verbose=0).history
    assert history["loss"] == pytest.approx([np.mean(Y[:7] ** 2)])
    assert history["val_loss"] == pytest.approx([np.mean(Y[7:] ** 2)])


def test_validation_data_are_evaluated_after_each_epoch():
    model = line()
    val = [100.0], [7.0]
    history = model.fit(X, Y, epochs=2, validation_data=val, verbose=0)
    last = model.evaluate(*val, verbose=0)
    assert history.history["val_loss"][-1] == last
    assert list(history.history) == ["loss", "val_loss"]


def test_evaluate_weighs_batches_by_their_size_and_changes_nothing():
    model = line()
    expected = pytest.approx(np.mean(Y**2))
    for batch_size in (None, 1, 7):
        assert model.evaluate(X, Y, batch_size, verbose=0) == expected
    assert model.evaluate(X, Y, verbose=0, return_dict=True) == {"loss": expected}
    assert numbers(model) == [0, 0]
    assert model.optimizer.iterations == 0


@pytest.mark.parametrize("method", ["fit", "evaluate"])
def test_the_outputs_of_all_batches_are_not_kept(method):
    x, y = np.zeros((50_000, 1), "float32"), np.zeros((50_000, 64), "float32")
    model = Sequential([Input((1,)), Dense(64)])
    model.compile("sgd", "mse", metrics=["mae"])
    tracemalloc.start()
    getattr(model, method)(x, y, batch_size=512, verbose=0)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < y.nbytes / 2


# --- when it goes wrong -------------------------------------------------------------


def test_a_loss_that_diverges_is_said_with_its_likely_cause():
    model = line(10.0)
    with pytest.raises(FloatingPointError) as error:
        model.fit(100 * X, Y, epochs=90, verbose=0)
    words = str(error.value)
    epochs = len(model.history.epoch)
    assert f"the loss is inf in epoch {epochs + 1}: the training diverges" in words
    assert "the learning rate, 10, is too large" in words
    assert "the inputs, from 0 to 900, are not scaled" in words
    assert 2 < epochs < 90
    assert np.isfinite(model.history.history["loss"]).all()


def test_validation_that_diverges_is_said_too():
    with pytest.raises(FloatingPointError, match="val_loss is inf in epoch 1"):
        line(dtype="float32").fit(X, Y, validation_data=([1e30], [1.0]), verbose=0)


class Interrupt(Callback):
    """Somebody presses Ctrl-C in the third epoch."""

    def on_epoch_begin(self, epoch, logs=None):  # noqa: D102
        if epoch == 2:
            raise KeyboardInterrupt


def test_an_interrupt_keeps_history_and_weights():
    model, expected = line(), line()
    expected.fit(X, Y, epochs=2, verbose=0, shuffle=False)
    with pytest.raises(KeyboardInterrupt):
        model.fit(X, Y, epochs=9, verbose=0, shuffle=False, callbacks=[Interrupt()])
    assert numbers(model) == numbers(expected)
    assert model.history.history == expected.history.history
    model.fit(X, Y, verbose=0)


def test_a_loss_that_is_a_function_of_one_s_own_is_evaluated_only():
    def largest_error(y_true, y_pred):
        return np.abs(y_true - y_pred).max(axis=-1)

    model = line()
    model.compile("sgd", largest_error)
    assert model.evaluate(X, Y, verbose=0) == pytest.approx(np.mean(Y))
    with pytest.raises(NotImplementedError, match="loss largest_error is a function"):
        model.fit(X, Y, verbose=0)
    assert numbers(model) == [0, 0]


def test_a_model_without_input_is_built_by_its_first_examples():
    model = Sequential([Dense(1)])
    model.compile("sgd", "mse")
    model.fit(X.reshape(-1, 1), Y, verbose=0)
    assert model.input_shape == (None, 1)


def test_scores_of_several_outputs_are_reported(capsys):
    model = Sequential([Input((1,)), Dense(3, "softmax")])
    scores = fn.metrics.F1Score()
    model.compile("sgd", "categorical_crossentropy", metrics=[scores, "accuracy"])
    one_hot = np.eye(3)[np.arange(10) % 3]
    history = model.fit(X, one_hot, verbose=2).history
    assert history["f1_score"][0].shape == (3,)
    assert "accuracy: 0." in capsys.readouterr().out


def test_a_layer_without_backward_is_refused_before_anything_changes():
    class Double(Layer):
        def call(self, inputs):
            return 2 * inputs

    model = Sequential([Input((1,)), Dense(1), Double()])
    model.compile("sgd", "mse")
    before = model.get_weights()
    with pytest.raises(NotImplementedError, match="Double does not define backward"):
        model.fit(X, Y, verbose=0)
    assert model.get_weights() == before


def step(z):
    return (z > 0) * 1.0


FAR = np.where(X == 3, np.inf, X)
GAP = np.where(X == 3, np.nan, Y)


@pytest.mark.parametrize(
    ("fit", "error", "words"),
    [
        ({"x": FAR}, ValueError, "x must be finite, inf stands at [3, 0]:"),
        ({"y": GAP}, ValueError, "y must be finite, nan stands at [3]: le"),
        (
            {"validation_data": (FAR, Y)},
            ValueError,
            "x of validation_data must be finite",
        ),
        ({"x": X[:9]}, ValueError, "x and y must have one row for each example, got"),
        ({"y": np.ones((10, 2))}, ValueError, "got y_true (10, 2) and y_pred (10, 1)"),
        ({"y": 5.0}, ValueError, "x and y must have one row for each example"),
        ({"x": np.ones((10, 2))}, ValueError, "x of shape (examples, 1), got shape"),
        ({"x": [], "y": []}, ValueError, "x is empty"),
        ({"x": ["a"] * 10}, TypeError, "x must hold real numbers, got list"),
        ({"y": [None] * 10}, TypeError, "y must hold real numbers, got list"),
        ({"batch_size": 0}, ValueError, "batch_size must be a positive integer, got 0"),
        ({"batch_size": 2.5}, ValueError, "batch_size must be a positive integer, got"),
        ({"epochs": 0}, ValueError, "epochs must be a positive integer, got 0"),
        ({"epochs": "3"}, ValueError, "epochs must be a positive integer, got '3'"),
        ({"verbose": 3}, ValueError, "verbose must be one of 'auto', 0, 1, 2; got 3"),
        ({"shuffle": "batch"}, ValueError, "shuffle must be one of True, False; got"),
        ({"validation_split": 1.5}, ValueError, "from 0 to below 1, got 1.5"),
        ({"validation_split": -0.1}, ValueError, "from 0 to below 1, got -0.1"),
        ({"validation_split": True}, ValueError, "from 0 to below 1, got True"),
        (
            {"validation_split": 0.95},
            ValueError,
            "of 10 examples leaves floor(10 * (",
        ),
        (  # as computers count; so does Keras
            {"validation_split": 0.9},
            ValueError,
            "floor(10 * (1 - 0.9)) = 0 to train on",
        ),
        ({"validation_data": X}, ValueError, "(x, y, sample_weight), got ndarray"),
        ({"validation_data": (X, Y, Y, Y)}, ValueError, "weight), got tuple of 4"),
        ({"validation_data": (X, Y[:3])}, ValueError, "x of validation_data and y of"),
        ({"callbacks": [5]}, TypeError, "callbacks must be a list of callbacks"),
    ],
)
def test_what_fit_refuses_leaves_the_model_as_it_was(fit, error, words):
    model = line()
    state = np.random.get_state()[1].copy()  # noqa: NPY002 - the shuffle's
    with pytest.raises(error, match=re.escape(words)):
        model.fit(**{"x": X, "y": Y, "verbose": 0, **fit})
    assert numbers(model) == [0, 0]
    assert model.history is None
    assert not model.optimizer.built
    assert (np.random.get_state()[1] == state).all()  # noqa: NPY002


@pytest.mark.parametrize("method", ["fit", "evaluate", "train_on_batch"])
def test_what_comes_before_compile(method):
    model = Sequential([Input((1,)), Dense(1)], name="model")
    with pytest.raises(ValueError, match=f"call compile before {method}, for exam"):
        getattr(model, method)(X, Y)
    model.compile("sgd")
    with pytest.raises(ValueError, match="model does not know its loss"):
        getattr(model, method)(X, Y)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"optimizer": "sdg"}, "optimizer must be an optimizer such as"),
        ({"optimizer": SGD}, "optimizer must be an optimizer such as"),
        ({"loss": "mes"}, "'mes'"),
        ({"metrics": ["acuracy"]}, "'acuracy'"),
        ({"metrics": "accuracy"}, "metrics must be a list"),
        (
            {"loss": fn.losses.MeanSquaredError(reduction="none")},
            "loss mean_squared_error must be one number to train and to evaluate with",
        ),
    ],
)
def test_a_refused_compile_changes_nothing(settings, words):
    model = line()
    before = model.optimizer, model.loss
    with pytest.raises((ValueError, TypeError), match=re.escape(words)):
        model.compile(**{"optimizer": "adam", "loss": "mse", **settings})
    assert (model.optimizer, model.loss) == before


def test_an_activation_without_derivative_is_said():
    model = Sequential([Input((1,)), Dense(1, step)])
    model.compile("sgd", "mse")
    with pytest.raises(ValueError, match="activation step has no derivative"):
        model.fit(X, Y, verbose=0)


# --- what is printed ----------------------------------------------------------------

BAR = "━" * 20


def printed(capsys, **settings):
    line().fit(X, Y, batch_size=5, **settings)
    return re.sub(r"\d+s \d+.?s/step", "0s 1ms/step", capsys.readouterr().out)


def test_silence(capsys):
    assert printed(capsys, verbose=0, epochs=3) == ""


def test_one_line_an_epoch(capsys):
    lines = printed(capsys, verbose=2, epochs=30).splitlines()
    assert len(lines) == 30
    assert re.fullmatch(r"Epoch 7/30 - 2/2 - 0s 1ms/step - loss: \d+\.\d{4}", lines[6])


def test_what_a_callback_adds_is_printed(capsys):
    rates = LearningRateScheduler(lambda epoch: 0.5)
    out = printed(capsys, verbose=2, callbacks=[rates])
    assert "learning_rate: 0.5000" in out


@pytest.mark.parametrize(("epochs", "lines"), [(1, 1), (20, 20), (1000, 21)])
def test_the_display_is_no_longer_than_a_page(epochs, lines, capsys):
    out = printed(capsys, epochs=epochs)
    assert len(out.splitlines()) == lines
    start = f"Epoch {epochs}/{epochs} " if epochs > 1 else ""
    assert out.splitlines()[-1].startswith(f"{start}2/2 {BAR} - 0s 1ms/step - loss: ")
    assert "\r" not in out


class Terminal(io.StringIO):
    """A standard output that says it is a terminal."""

    def isatty(self):  # noqa: D102
        return True


def test_a_terminal_shows_every_step_in_one_line(monkeypatch):
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setattr("firstneuron._progress._PAUSE", 0)
    line().fit(X, Y, batch_size=5, epochs=2)
    first, second, rest = sys.stdout.getvalue().split("\n")
    assert [part.partition(" - ")[0] for part in first.split("\r")] == [
        "",
        f"Epoch 1/2 1/2 {BAR[:10]}──────────",
        f"Epoch 1/2 2/2 {BAR}",
    ]
    assert second.count("\r") == 2
    assert rest == ""


def test_a_terminal_is_written_to_only_now_and_then(monkeypatch):
    monkeypatch.setattr(sys, "stdout", Terminal())
    line().fit(X, Y, batch_size=1, epochs=1000)
    assert sys.stdout.getvalue().count("\n") == 21
    assert sys.stdout.getvalue().count("\r") < 100


def test_an_interrupt_ends_the_line(monkeypatch):
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setattr("firstneuron._progress._PAUSE", 0)
    with pytest.raises(KeyboardInterrupt):
        line().fit(X, Y, epochs=900, callbacks=[Interrupt()])
    assert sys.stdout.getvalue().endswith("\n")


def test_evaluate_prints_what_it_found(capsys):
    line().evaluate(X, Y)
    assert re.match(f"1/1 {BAR} - .*/step - loss: 133.0000\n", capsys.readouterr().out)
    line().evaluate(X, Y, verbose=0)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("value", [0.0, 2.5e-7, 1e-3, 1.1e-3, 0.25, 144.0])
def test_a_loss_is_printed_as_keras_prints_it(value, capsys, keras):
    keras.utils.Progbar(1, verbose=2).update(1, [("loss", value)], finalize=True)
    (theirs,) = re.findall(r"loss: \S+", capsys.readouterr().out)
    line().evaluate([0.0], [np.sqrt(value)])
    assert capsys.readouterr().out.endswith(f" - {theirs}\n")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(30, "3s/step"), (0.3, "30ms/step"), (3e-3, "300us/step"), (3e-5, "3us/step")],
)
def test_the_time_of_a_step(seconds, words, monkeypatch, capsys):
    """Of ten steps, on a clock that stands at 5 before them and then goes on."""
    clock = types.SimpleNamespace(now=5.0, monotonic=lambda: clock.now)
    monkeypatch.setattr("firstneuron._progress.time", clock)

    class Work(Callback):
        def on_train_batch_begin(self, batch, logs=None):
            clock.now += seconds / 10

    line().fit(X, Y, batch_size=1, callbacks=[Work()])
    assert f" {words} - loss" in capsys.readouterr().out
