"""Training is Keras's: optimizers, `fit`, `evaluate` and what they report."""

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st

import firstneuron as fn
from firstneuron import parity
from parity_cases import Masked, assert_close, covers, eagerly
from slopes import slopes_by_differences

# What these constants are in float32 they are in float64: Keras rounds the others.
EXACT = {
    "SGD": {"learning_rate": 2**-4},
    "SGD with momentum": {"learning_rate": 2**-4, "momentum": 0.875},
    "SGD with nesterov": {"learning_rate": 2**-4, "momentum": 0.875, "nesterov": True},
    "SGD with nesterov alone": {"learning_rate": 2**-4, "nesterov": True},
    "SGD with clipnorm": {"learning_rate": 2**-4, "clipnorm": 0.25},
    "SGD with clipvalue": {"learning_rate": 2**-4, "clipvalue": 2**-6},
    "Adam": {"learning_rate": 2**-6, "beta_1": 1 - 2**-3, "beta_2": 1 - 2**-10},
    "Adam with clipnorm": {
        "learning_rate": 2**-6,
        "beta_1": 1 - 2**-3,
        "beta_2": 1 - 2**-10,
        "clipnorm": 0.25,
    },
    "RMSprop": {"learning_rate": 2**-6, "rho": 1 - 2**-3},
}
DEFAULTS = {"SGD": {"momentum": 0.9}, "Adam": {}, "RMSprop": {}}


def optimizer(library, kind, settings):
    return getattr(library.optimizers, kind.split()[0])(**settings)


# --- optimizers ---------------------------------------------------------------------


def steps(library, kind, settings, starts, slopes):
    """Return the weights after each step, for the same slopes in either library."""
    made = optimizer(library, kind, settings)
    if library is fn:
        weights = [start.copy() for start in starts]
    else:
        weights = [library.Variable(start, dtype=start.dtype.name) for start in starts]
    for of_step in slopes:
        if library is not fn:
            of_step = [library.ops.convert_to_tensor(array) for array in of_step]
        made.apply(of_step, weights)
        yield [np.asarray(weight).copy() for weight in weights]


@st.composite
def runs(draw, dtype):
    """Return arrays of weights, and slopes of all sizes for some steps."""
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    shapes = draw(st.lists(st.sampled_from([(3, 2), (2,), (1, 1)]), min_size=1))
    scale = 10.0 ** draw(st.integers(-6, 3))
    arrays = [rng.normal(size=(6, *shape)).astype(dtype) for shape in shapes]
    return [array[0] for array in arrays], [
        [(scale * array[step]).astype(dtype) for array in arrays]
        for step in range(1, 6)
    ]


@covers("optimizers.Optimizer", "optimizers.SGD", "optimizers.Adam")
@covers("optimizers.RMSprop")
@pytest.mark.parametrize("kind", EXACT)
@given(data=st.data())
@settings(max_examples=4)
def test_every_step_of_an_optimizer(kind, data, floatx, keras):
    starts, slopes = data.draw(runs(floatx))
    bound = {"float32": 1e-5, "float64": 5e-10}[floatx]
    ours = steps(fn, kind, EXACT[kind], starts, slopes)
    theirs = steps(keras, kind, EXACT[kind], starts, slopes)
    for one, other in zip(ours, theirs, strict=True):
        for weight, their_weight in zip(one, other, strict=True):
            assert_close(weight, their_weight, bound)


@pytest.mark.parametrize("kind", DEFAULTS)
@given(data=st.data())
@settings(max_examples=5)
def test_every_step_with_constants_that_keras_rounds(kind, data, floatx, keras):
    starts, slopes = data.draw(runs(floatx))
    ours = steps(fn, kind, DEFAULTS[kind], starts, slopes)
    theirs = steps(keras, kind, DEFAULTS[kind], starts, slopes)
    for one, other in zip(ours, theirs, strict=True):
        for weight, their_weight in zip(one, other, strict=True):
            assert_close(weight, their_weight, 5e-6)


@covers("optimizers.get")
@pytest.mark.parametrize("name", ["sgd", "SGD", "adam", "Adam", "rmsprop", "RMSprop"])
def test_get_optimizer(name, keras):
    ours, theirs = fn.optimizers.get(name), keras.optimizers.get(name)
    assert type(ours).__name__ == type(theirs).__name__
    assert ours.learning_rate == pytest.approx(float(theirs.learning_rate))
    for library, made in ((fn, ours), (keras, theirs)):
        assert library.optimizers.get(made) is made


# --- fit ----------------------------------------------------------------------------

# What is at the end, the loss, the metrics to report, and what the labels look like.
TASKS = {
    "regression": ("linear", "mean_squared_error", ["mae", "mse"], "numbers"),
    "absolute": ("linear", "mean_absolute_error", ["mse"], "numbers"),
    "binary": ("sigmoid", "binary_crossentropy", ["accuracy"], "bits"),
    "logits": ("linear", "BinaryCrossentropy", ["mae"], "bits"),
    "categorical": ("softmax", "categorical_crossentropy", ["accuracy"], "one-hot"),
    "sparse": ("softmax", "sparse_categorical_crossentropy", ["acc"], "classes"),
}
HIDDEN = ["sigmoid", "tanh", "relu", "elu", "softplus", "silu", "softmax"]


@st.composite
def trainings(draw, task=None):
    """Return a task, an architecture and data, by a seed."""
    task = task or draw(st.sampled_from(sorted(TASKS)))
    last = 3 if TASKS[task][3] in ("one-hot", "classes") else draw(st.integers(1, 2))
    hidden = draw(
        st.lists(
            st.tuples(st.integers(2, 4), st.sampled_from(HIDDEN), st.booleans()),
            max_size=2,
        )
    )
    features, rows = draw(st.integers(1, 3)), draw(st.integers(5, 12))
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    x = rng.normal(size=(rows, features))
    y = {
        "numbers": rng.normal(size=(rows, last)),
        "bits": rng.integers(0, 2, size=(rows, last)).astype(float),
        "one-hot": np.eye(last)[rng.integers(0, last, size=rows)],
        "classes": rng.integers(0, last, size=rows),
    }[TASKS[task][3]]
    widths = [features, *(units for units, *_ in hidden), last]
    weights = []
    for before, after, (_, _, use_bias) in zip(
        widths[:-1], widths[1:], [*hidden, (last, None, True)], strict=True
    ):
        weights.append(rng.normal(size=(before, after)))
        if use_bias:
            weights.append(rng.normal(size=after))
    return task, [*hidden, (last, TASKS[task][0], True)], x, y, weights


def trained(library, training, kind, optimizer_settings, **fit):
    """Return the weights after every step, and the history, of the same training."""
    task, layers, x, y, weights = training
    model = library.Sequential(
        [
            library.Input(x.shape[1:]),
            *(
                library.layers.Dense(units, activation, use_bias)
                for units, activation, use_bias in layers
            ),
        ]
    )
    model.set_weights(weights)
    _, loss, metrics, _ = TASKS[task]
    if loss == "BinaryCrossentropy":
        loss = library.losses.BinaryCrossentropy(from_logits=True)
    model.compile(
        optimizer(library, kind, optimizer_settings),
        loss,
        metrics=metrics,
        **eagerly(library),
    )
    steps = []

    class Collect(library.callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):
            steps.append(self.model.get_weights())

    fit = {"batch_size": 4, "epochs": 2, "shuffle": False, "verbose": 0, **fit}
    history = model.fit(x, y, callbacks=[Collect()], **fit)
    return steps, history.history, model


def assert_same_training(training, kind, optimizer_settings, bound, keras, **fit):
    ours, theirs = (
        trained(library, training, kind, optimizer_settings, **fit)
        for library in (fn, keras)
    )
    assert len(ours[0]) == len(theirs[0])
    for one, other in zip(ours[0], theirs[0], strict=True):
        for weight, their_weight in zip(one, other, strict=True):
            assert_close(weight, their_weight, bound)
    assert list(ours[1]) == list(theirs[1])
    for name, values in theirs[1].items():
        np.testing.assert_allclose(ours[1][name], values, rtol=2e-6, atol=1e-6)


@covers("models.Sequential", "callbacks.Callback", "callbacks.History")
@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("kind", ["SGD with momentum", "Adam"])
@given(data=st.data())
@settings(max_examples=2)
def test_the_weights_after_every_step(task, kind, data, floatx, keras):
    bound = {"float32": 5e-5, "float64": 5e-10}[floatx]
    training = data.draw(trainings(task))
    assert_same_training(
        training, kind, EXACT[kind], bound, keras, validation_split=0.25
    )


@pytest.mark.parametrize("kind", sorted(set(EXACT) - {"SGD with momentum", "Adam"}))
@given(training=trainings())
@settings(max_examples=5)
def test_every_optimizer_in_a_training(kind, training, keras):
    with parity.floatx("float64"):
        assert_same_training(training, kind, EXACT[kind], 5e-10, keras)


@pytest.mark.parametrize("kind", DEFAULTS)
@given(training=trainings())
@settings(max_examples=5)
def test_a_training_with_constants_that_keras_rounds(kind, training, keras):
    with parity.floatx("float64"):
        assert_same_training(training, kind, DEFAULTS[kind], 5e-6, keras)


@pytest.mark.parametrize("bound", [5e-5, 5e-7])
def test_a_training_with_gelu(bound, keras):
    """In 64 bits, Keras rounds gelu's root of 2 to 32."""
    rng = np.random.default_rng(2)
    shapes = [(3, 8), (8,), (8, 4), (4,), (4, 1), (1,)]
    weights = [rng.normal(size=shape) for shape in shapes]
    layers = [(8, "gelu", True), (4, "gelu", True), (1, "sigmoid", True)]
    x, y = 2 * rng.normal(size=(12, 3)), rng.integers(0, 2, size=(12, 1)).astype(float)
    training = "binary", layers, x, y, weights
    with parity.floatx("float32" if bound == 5e-5 else "float64"):
        momentum = "SGD with momentum"
        assert_same_training(training, momentum, EXACT[momentum], bound, keras)


def test_training_in_a_graph_is_the_same(floatx, keras):
    """Keras compiles its steps, unless it is told not to as above."""
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(10, 2)), rng.integers(0, 2, size=10)
    results = []
    for library in (fn, keras):
        model = xor_net(library)
        model.compile("adam", "binary_crossentropy", metrics=["accuracy", "mse"])
        history = model.fit(
            x, y, 4, epochs=3, verbose=0, shuffle=False, validation_split=0.3
        )
        results.append((history, model.get_weights(), model.evaluate(x, y, verbose=0)))
    (ours, our_weights, our_values), (theirs, their_weights, their_values) = results
    assert ours.epoch == theirs.epoch == [0, 1, 2]
    assert list(ours.history) == list(theirs.history)
    for name, values in theirs.history.items():
        np.testing.assert_allclose(ours.history[name], values, rtol=1e-5)
        assert {type(value) for value in ours.history[name]} == {float}
    for one, other in zip(our_weights, their_weights, strict=True):
        assert_close(one, other, 1e-5)
    np.testing.assert_allclose(our_values, their_values, rtol=1e-5)


def xor_net(library):
    model = library.Sequential(
        [
            library.Input((2,)),
            library.layers.Dense(3, "tanh"),
            library.layers.Dense(1, "sigmoid"),
        ]
    )
    rng = np.random.default_rng(1)
    model.set_weights([rng.normal(size=weight.shape) for weight in model.get_weights()])
    return model


@pytest.mark.parametrize("size", [50.0, 1e4])
@pytest.mark.parametrize("ending", ["one layer", "two layers", "a model"])
@pytest.mark.parametrize("task", ["binary", "categorical", "sparse"])
def test_a_model_that_is_certain_and_wrong_learns(task, ending, size, floatx, keras):
    last, loss, *_ = TASKS[task]
    units = 1 if task == "binary" else 2
    x = np.array([[1.0], [-1.0]])
    y = {
        "binary": np.array([[0.0], [1.0]]),
        "categorical": np.array([[0.0, 1.0], [1.0, 0.0]]),
        "sparse": np.array([1, 0]),
    }[task]
    losses, weights = [], []
    for library in (fn, keras):
        layers = library.layers
        if ending == "two layers":
            ends = [layers.Dense(units), layers.Activation(last)]
        else:
            ends = [layers.Dense(units, last)]
        if ending == "a model":
            ends = [library.Sequential([library.Input((1,)), *ends])]
        model = library.Sequential([library.Input((1,)), *ends])
        model.set_weights([size * np.array([[1.0, -1.0]])[:, :units], np.zeros(units)])
        model.compile(library.optimizers.SGD(0.5), loss)
        history = model.fit(x, y, epochs=2, verbose=0, shuffle=False)
        losses.append([*history.history["loss"], model.evaluate(x, y, verbose=0)])
        weights.append(model.get_weights())
    assert losses[0][0] == pytest.approx(size * units)
    assert losses[0][-1] < losses[0][0]
    np.testing.assert_allclose(*losses, rtol=1e-6)
    for one, other in zip(*weights, strict=True):
        assert_close(one, other)


@pytest.mark.parametrize("task", ["binary", "categorical", "sparse"])
def test_probabilities_called_logits_are_seen_through(task, floatx, keras):
    """Both warn, and take the scores before the activation."""
    last, name, *_ = TASKS[task]
    kind = name.title().replace("_", "")
    rng = np.random.default_rng(0)
    x, classes = rng.normal(size=(8, 2)), rng.integers(0, 2, size=8)
    y = np.eye(2)[classes] if task == "categorical" else classes
    units = 1 if task == "binary" else 2
    start = rng.normal(size=(2, units))
    results = []
    for library in (fn, keras):
        model = library.Sequential(
            [library.Input((2,)), library.layers.Dense(units, last)]
        )
        model.set_weights([start, np.zeros(units)])
        loss = getattr(library.losses, kind)(from_logits=True)
        model.compile(library.optimizers.SGD(0.5), loss)
        with pytest.warns(UserWarning, match="from_logits=True"):
            model.fit(x, y, epochs=2, verbose=0, shuffle=False)
        with pytest.warns(UserWarning, match="from_logits=True"):
            value = model.evaluate(x, y, verbose=0)
        results.append([*model.get_weights(), np.array(value)])
    for one, other in zip(*results, strict=True):
        assert_close(one, other, {"float32": 1e-5, "float64": 1e-9}[floatx])


@given(training=trainings())
@settings(max_examples=12)
def test_gradients_of_a_training_step(training, keras):
    """Against `tf.GradientTape`, and against finite differences of the loss."""
    with parity.floatx("float64"):
        _, _, x, y, _ = training
        model = trained(fn, training, "SGD", {"learning_rate": 1e-30})[2]
        theirs = trained(keras, training, "SGD", {"learning_rate": 1e-30})[2]
        model.train_on_batch(x, y)
        with tf.GradientTape() as tape:
            value = theirs.compute_loss(y=y, y_pred=theirs(x))
        for ours, slopes, weight in zip(
            model.gradients,
            tape.gradient(value, theirs.trainable_variables),
            model.weights,
            strict=True,
        ):
            assert_close(ours, slopes, 1e-10)
            by_trying = slopes_by_differences(
                lambda: model.evaluate(x, y, verbose=0, return_dict=True)["loss"],
                weight,
            )
            np.testing.assert_allclose(ours, by_trying, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("return_dict", [False, True])
@pytest.mark.parametrize("metrics", [None, ["accuracy"], ["acc", "mse"]])
def test_what_evaluate_and_train_on_batch_return(metrics, return_dict, keras):
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(40, 2)), rng.integers(0, 2, size=(40, 1))
    results = []
    for library in (fn, keras):
        model = xor_net(library)
        model.compile("sgd", "binary_crossentropy", metrics=metrics)
        results.append(
            [
                model.evaluate(x, y, verbose=0, return_dict=return_dict),
                model.train_on_batch(x, y, return_dict=return_dict),
                model.evaluate(x, y, 7, verbose=0, return_dict=return_dict),
            ]
        )
    for ours, theirs in zip(*results, strict=True):
        if return_dict:
            assert set(ours) == set(theirs)
            ours, theirs = (
                [found[name] for name in theirs] for found in (ours, theirs)
            )
        assert np.shape(ours) == np.shape(theirs)
        np.testing.assert_allclose(ours, theirs, rtol=1e-5)


def test_metrics_of_all_kinds(keras):
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(40, 2)), rng.integers(0, 2, size=(40, 1)).astype("float32")
    histories = []
    for library in (fn, keras):
        metrics = library.metrics
        model = xor_net(library)
        model.compile(
            "sgd",
            library.losses.BinaryCrossentropy(),
            metrics=[
                "accuracy",
                "binary_accuracy",
                metrics.BinaryAccuracy(name="hits", threshold=0.25),
                "mae",
                metrics.MeanSquaredError(),
            ],
        )
        fitted = model.fit(x, y, epochs=2, verbose=0, validation_split=0.25)
        histories.append(fitted.history)
    assert list(histories[0]) == list(histories[1])
    assert histories[0]["val_hits"][0] == pytest.approx(histories[1]["val_hits"][0])


def test_frozen_layers_stay_as_they_are(keras):
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(10, 2)), rng.integers(0, 2, size=(10, 1))
    results = []
    for library in (fn, keras):
        model = xor_net(library)
        model.layers[0].trainable = False
        model.compile("sgd", "mse")
        model.fit(x, y, epochs=2, verbose=0, shuffle=False)
        results.append(model.get_weights())
        model.trainable = False
        assert [layer.trainable for layer in model.layers] == [False, False]
        assert model.trainable_weights == []
    for one, other in zip(*results, strict=True):
        assert_close(one, other)


@pytest.mark.parametrize("kind", ["SGD with momentum", "Adam"])
def test_what_an_optimizer_remembers_of_layers_above_a_frozen_one(kind, keras):
    """A model with a frozen layer in it, and two layers of different shapes above."""
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(10, 3)), rng.normal(size=(10, 1))
    start = [rng.normal(size=shape) for shape in [(3, 5), 5, (5, 4), 4, (4, 2), 2]]
    start += [rng.normal(size=shape) for shape in [(2, 1), 1]]
    results = []
    with parity.floatx("float64"):
        for library in (fn, keras):
            dense = library.layers.Dense
            below = library.Sequential(
                [library.Input((3,)), dense(5, "tanh"), dense(4, "tanh")]
            )
            below.layers[0].trainable = False
            model = library.Sequential(
                [library.Input((3,)), below, dense(2, "tanh"), dense(1)]
            )
            model.set_weights(start)
            steps = optimizer(library, kind, EXACT[kind])
            model.compile(steps, "mse", **eagerly(library))
            model.fit(x, y, 4, epochs=3, verbose=0, shuffle=False)
            results.append(model.get_weights())
    for one, other in zip(*results, strict=True):
        assert_close(one, other, 5e-10)
    assert all((one == old).all() for one, old in zip(results[0], start[:2]))  # noqa: B905


@pytest.mark.parametrize("reduction", ["sum", "mean", "sum_over_batch_size"])
def test_the_loss_of_an_epoch_of_several_batches(reduction, keras):
    """Keras weighs the sums of the batches, too, by the sizes of the batches."""
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(10, 2)), rng.normal(size=(10, 1))
    fit = {"verbose": 0, "validation_split": 0.3, "shuffle": False}
    histories = []
    for library in (fn, keras):
        model = xor_net(library)
        loss = library.losses.MeanSquaredError(reduction=reduction)
        model.compile(library.optimizers.SGD(1e-9), loss, **eagerly(library))
        fitted = model.fit(x, y, 3, **fit)
        found = [model.evaluate(x, y, 3, verbose=0)]
        histories.append(found + [value for (value,) in fitted.history.values()])
    np.testing.assert_allclose(*histories, rtol=1e-5)


def test_a_history_that_is_used_twice(keras):
    kept = []
    for library in (fn, keras):
        history = library.callbacks.History()
        model = xor_net(library)
        model.compile("sgd", "mse", **eagerly(library))
        for epochs in (3, 2):
            fit = {"epochs": epochs, "verbose": 0, "callbacks": [history]}
            model.fit(np.ones((4, 2)), np.ones(4), **fit)
        kept.append((history.epoch, len(history.history["loss"])))
    assert kept[0] == kept[1] == ([0, 1], 5)


# --- what chapter 10 adds -----------------------------------------------------------

# What stands behind the first layer, and what that layer's kernel is kept small by.
STEADIERS = {
    "Dropout": (["Dropout"], None),
    "BatchNormalization": (["BatchNormalization"], None),
    "L1": ([], "L1"),
    "L2": ([], "L2"),
    "all": (["BatchNormalization", "Dropout"], "L2"),
    "all, twice": (["Dropout", "BatchNormalization", "Dropout"], "L1L2"),
}
STRENGTHS = {"L1": (2**-6,), "L2": (2**-5,), "L1L2": (2**-6, 2**-5)}


def steadied(library, keras, name, task, frozen, inside):
    """Return a network with layers that act otherwise while it trains."""
    kinds, penalty = STEADIERS[name]
    made = penalty and getattr(library.regularizers, penalty)(*STRENGTHS[penalty])
    behind = []
    for place, kind in enumerate(kinds):
        if kind == "BatchNormalization":
            settings = {"momentum": 0.875, "trainable": not frozen}
            behind.append(library.layers.BatchNormalization(**settings))
        elif library is fn:
            behind.append(Masked(keras, 0.25, seed=place))
        else:
            behind.append(keras.layers.Dropout(0.25, seed=place))
    if inside and behind:
        behind = [library.Sequential([library.Input((5,)), *behind])]
    last, loss, metrics, _ = TASKS[task]
    dense = library.layers.Dense
    model = library.Sequential(
        [
            library.Input((3,)),
            dense(5, "tanh", kernel_regularizer=made),
            *behind,
            dense(3 if task == "sparse" else 1, last, bias_regularizer=made),
        ]
    )
    rng = np.random.default_rng(0)
    sizes = [weight.shape for weight in model.get_weights()]
    model.set_weights([rng.uniform(0.25, 1.0, size) for size in sizes])
    return model, loss, metrics


@covers("layers.Dropout", "layers.BatchNormalization")
@covers("regularizers.L1", "regularizers.L2", "regularizers.L1L2")
@pytest.mark.parametrize(
    ("name", "task", "kind", "floatx"),
    [
        *((name, "regression", "SGD with momentum", "float64") for name in STEADIERS),
        *((name, "binary", "Adam", "float64") for name in ("L1", "all")),
        ("all", "binary", "Adam", "float32"),
        ("all, twice", "sparse", "Adam", "float64"),
    ],
)
def test_steps_of_a_network_that_acts_otherwise_while_it_trains(
    task, kind, name, floatx, keras
):
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(17, 3)), rng.integers(0, 2, size=17)
    weights = rng.uniform(0.5, 2.0, 17) if task == "binary" else None
    has_averages = "BatchNormalization" in STEADIERS[name][0]
    for frozen, inside in [(False, False)] + [(True, True)] * has_averages:
        runs = []
        with parity.floatx(floatx):
            for library in (fn, keras):
                model, loss, metrics = steadied(
                    library, keras, name, task, frozen, inside
                )
                steps = optimizer(library, kind, EXACT[kind])
                model.compile(steps, loss, metrics=metrics, **eagerly(library))
                runs.append(followed(library, model, x, y, weights))
        (ours, our_history, our_values), (theirs, history, values) = runs
        assert len(ours) == len(theirs) == 8
        bound = {"float32": 5e-5, "float64": 5e-10}[floatx]
        for one, other in zip(ours, theirs, strict=True):
            for weight, their_weight in zip(one, other, strict=True):
                assert_close(weight, their_weight, bound)
        assert list(our_history) == list(history)
        for found, of_keras in zip(our_history.values(), history.values(), strict=True):
            np.testing.assert_allclose(found, of_keras, rtol=5e-6, atol=1e-6)
        np.testing.assert_allclose(our_values, values, rtol=5e-6, atol=1e-6)


def followed(library, model, x, y, sample_weight):
    """Train; return the weights after each step, the history and what is found after.

    The last batch of an epoch is a single example.
    """
    steps = []

    class Collect(library.callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):
            steps.append(self.model.get_weights())

    fit = {"epochs": 2, "shuffle": False, "verbose": 0, "validation_split": 0.2}
    history = model.fit(
        x, y, 4, callbacks=[Collect()], sample_weight=sample_weight, **fit
    )
    found = [*model.evaluate(x, y, 5, verbose=0), *model.test_on_batch(x, y)]
    found += [float(penalty) for penalty in model.losses]
    found += [*model.train_on_batch(x, y), *model.evaluate(x, y, verbose=0)]
    return steps, history.history, found


@pytest.mark.parametrize("name", STEADIERS)
def test_slopes_of_a_network_that_acts_otherwise_while_it_trains(name, keras):
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(6, 3)), rng.normal(size=(6, 1))
    with parity.floatx("float64"):
        models = [
            steadied(library, keras, name, "regression", False, True)[0]
            for library in (fn, keras)
        ]
        ours, theirs = models
        for library, model in zip((fn, keras), models, strict=True):
            model.compile(library.optimizers.SGD(1e-30), "mse", **eagerly(library))
        ours.train_on_batch(x, y)
        with tf.GradientTape() as tape:
            value = theirs.compute_loss(y=y, y_pred=theirs(x, training=True))
        slopes = tape.gradient(value, theirs.trainable_variables)
        for one, other in zip(ours.gradients, slopes, strict=True):
            assert_close(one, other, 1e-10)


# --- early stopping -----------------------------------------------------------------


@covers("callbacks.EarlyStopping")
@given(
    losses=st.lists(st.integers(0, 3), min_size=2, max_size=7),
    patience=st.integers(0, 3),
    min_delta=st.sampled_from([0, 0.5, 1.5, -0.5]),
    mode=st.sampled_from(["auto", "min", "max"]),
    baseline=st.sampled_from([None, 1.0, 2.5]),
    restore=st.booleans(),
    start=st.integers(0, 3),
)
@settings(max_examples=60)
def test_early_stopping(
    losses, patience, min_delta, mode, baseline, restore, start, keras
):
    ends = []
    for library in (fn, keras):
        model = xor_net(library)
        stop = library.callbacks.EarlyStopping(
            "loss", min_delta, patience, 0, mode, baseline, restore, start
        )
        stop.set_params({"metrics": ["loss"]})
        stop.set_model(model)
        stop.on_train_begin()
        model.stop_training, lasted = False, 0
        for epoch, loss in enumerate(losses):
            weights = [np.full(weight.shape, epoch) for weight in model.get_weights()]
            model.set_weights(weights)
            stop.on_epoch_end(epoch, {"loss": float(loss)})
            lasted += 1
            if model.stop_training:
                break
        stop.on_train_end()
        ends.append(
            (lasted, stop.stopped_epoch, stop.best_epoch, model.get_weights()[0][0, 0])
        )
    assert ends[0] == ends[1]


@pytest.mark.parametrize(
    "metric",
    ["F1Score", "BinaryAccuracy", "MeanAbsoluteError", "RootMeanSquaredError"],
)
@pytest.mark.parametrize("values", [[1, 2, 3, 3], [3, 2, 1, 1]])
def test_early_stopping_knows_which_way_a_metric_is_better(metric, values, keras):
    lasted = []
    for library in (fn, keras):

        class Script(library.callbacks.Callback):
            def on_epoch_end(self, epoch, logs=None):
                name = next(name for name in logs if name != "loss")
                logs[name] = float(values[epoch])

        model = xor_net(library)
        one = getattr(library.metrics, metric)()
        model.compile("sgd", "mse", metrics=[one], **eagerly(library))
        stop = library.callbacks.EarlyStopping(one.name)
        x, y = np.ones((4, 2)), np.ones((4, 1))
        fit = {"epochs": 4, "verbose": 0, "callbacks": [Script(), stop]}
        lasted.append(len(model.fit(x, y, **fit).epoch))
    assert lasted[0] == lasted[1]
