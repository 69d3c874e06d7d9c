"""Weights of examples and of classes, and metrics of one's own, count as in Keras."""

import numpy as np
import pytest

import firstneuron as fn
from parity_cases import assert_close, covers, eagerly

RNG = np.random.default_rng(0)
X = RNG.normal(size=(11, 3))
START = [RNG.normal(size=shape) for shape in [(3, 4), (4,), (4, 3), (3,)]]
WEIGHTS = RNG.integers(0, 5, size=11) / 2
CLASSES = RNG.integers(0, 3, size=11)
TASKS = {  # the last activation, the loss, the labels
    "regression": ("linear", "mse", RNG.normal(size=(11, 3))),
    "binary": ("sigmoid", "binary_crossentropy", np.eye(3)[CLASSES]),
    "one yes or no": ("sigmoid", "binary_crossentropy", CLASSES % 2),
    "categorical": ("softmax", "categorical_crossentropy", np.eye(3)[CLASSES]),
    "sparse": ("softmax", "sparse_categorical_crossentropy", CLASSES),
}


def compiled(library, task="sparse", loss=None, **settings):
    """Return a model with the same weights in either library, and the labels."""
    last, usual, y = TASKS[task]
    units = 1 if task == "one yes or no" else 3
    dense = library.layers.Dense
    model = library.Sequential(
        [library.Input((3,)), dense(4, "tanh"), dense(units, last)]
    )
    *below, kernel, bias = START
    model.set_weights([*below, kernel[:, :units], bias[:units]])
    steps = library.optimizers.SGD(0.25)
    model.compile(steps, loss or usual, **settings, **eagerly(library))
    return model, y


def fitted(**settings):
    """Return a run that trains."""
    return lambda model, y: model.fit(X, y, **settings).history


def assert_same(task, run, keras, **settings):
    """Fail unless a run leaves the same weights and reports the same numbers."""
    results = []
    for library in (fn, keras):
        model, y = compiled(library, task, **settings)
        found = run(model, y)
        results.append((found, model.get_weights()))
    (ours, our_weights), (theirs, their_weights) = results
    assert list(ours) == list(theirs)
    for name in theirs:
        np.testing.assert_allclose(ours[name], theirs[name], rtol=1e-5, atol=1e-6)
    for one, other in zip(our_weights, their_weights, strict=True):
        assert_close(one, other, 1e-5)


FIT = {"batch_size": 4, "epochs": 2, "verbose": 0, "shuffle": False}


@pytest.mark.parametrize(
    ("task", "shape"), [("sparse", (11, 1)), *((task, (11,)) for task in TASKS)]
)
def test_sample_weight_of_a_training(task, shape, keras):
    fit = FIT | {"sample_weight": WEIGHTS.reshape(shape), "validation_split": 0.4}
    reported = {"metrics": ["accuracy"], "weighted_metrics": ["acc"]}
    if task == "regression":
        reported = {"metrics": ["mae"], "weighted_metrics": ["mse"]}
    assert_same(task, fitted(**fit), keras, **reported)


@pytest.mark.parametrize("task", ["one yes or no", "categorical", "sparse"])
def test_class_weight_of_a_training(task, keras):
    fit = FIT | {"class_weight": {0: 2.0, 1: 0.5}, "validation_split": 0.4}
    settings = {"metrics": ["accuracy"], "weighted_metrics": ["acc"]}
    assert_same(task, fitted(**fit), keras, **settings)


@pytest.mark.parametrize("reduction", ["sum", "mean", "mean_with_sample_weight"])
def test_reductions_of_weighted_examples_in_a_training(reduction, keras):
    fit = FIT | {"sample_weight": WEIGHTS}
    results = []
    for library in (fn, keras):
        loss = library.losses.MeanSquaredError(reduction=reduction)
        model, y = compiled(library, "regression", loss)
        history = model.fit(X, y, **fit).history["loss"]
        results.append([*model.get_weights(), np.array(history, "float32")])
    for one, other in zip(*results, strict=True):
        assert_close(one, other, 1e-5)


def test_validation_data_with_weights(keras):
    def run(model, y):
        validation = X[7:], y[7:], WEIGHTS[7:]
        return model.fit(X[:7], y[:7], validation_data=validation, **FIT).history

    assert_same("sparse", run, keras, weighted_metrics=["accuracy"])


def test_weights_of_evaluate_and_of_single_batches(keras):
    def run(model, y):
        told = {"sample_weight": WEIGHTS, "return_dict": True}
        evaluated = model.evaluate(X, y, 4, verbose=0, **told)
        tested = model.test_on_batch(X, y, **told)
        model.reset_metrics()
        trained = model.train_on_batch(X, y, **told)
        model.reset_metrics()
        of_classes = {"class_weight": {0: 3.0}, "return_dict": True}
        by_class = model.train_on_batch(X, y, **of_classes)
        found = {"evaluate": evaluated, "test": tested, "train": trained}
        found |= {"class": by_class}
        return {
            f"{method} {name}": logs[name]
            for method, logs in found.items()
            for name in ("loss", "accuracy")
        }

    assert_same("sparse", run, keras, weighted_metrics=["accuracy"])


@covers("models.Sequential")
def test_single_batches(keras):
    results = []
    for library in (fn, keras):
        model, y = compiled(library, metrics=["accuracy"])
        before = model.get_weights()
        found = [model.predict_on_batch(X), np.array(model.test_on_batch(X, y))]
        for weight, old in zip(model.get_weights(), before, strict=True):
            np.testing.assert_array_equal(weight, old)
        results.append(found)
    for ours, theirs in zip(*results, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-5)


def test_weights_that_are_not_given_count_one():
    plain, weighted = (compiled(fn, weighted_metrics=["accuracy"])[0] for _ in "ab")
    found = plain.fit(X, CLASSES, **FIT).history
    same = weighted.fit(X, CLASSES, sample_weight=np.ones(11), **FIT).history
    for name, values in found.items():
        np.testing.assert_allclose(values, same[name], rtol=1e-6)


def test_an_example_of_weight_2_is_one_that_stands_there_twice():
    single, double = (compiled(fn, "regression")[0] for _ in "ab")
    y = TASKS["regression"][2]
    single.fit(X, y, sample_weight=[2.0] + [1.0] * 10, batch_size=11, verbose=0)
    double.compile(fn.optimizers.SGD(0.25 * 12 / 11), "mse")  # of 12 examples
    rows = [0, *range(11)]
    double.fit(X[rows], y[rows], batch_size=12, verbose=0)
    for one, other in zip(single.get_weights(), double.get_weights(), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"sample_weight": WEIGHTS[:5]}, r"sample_weight .* \(11,\); got \(5,\)"),
        ({"sample_weight": np.ones((11, 3))}, r"sample_weight .*got \(11, 3\)"),
        ({"sample_weight": [np.nan] * 11}, "sample_weight must be finite"),
        ({"sample_weight": ["a"] * 11}, "sample_weight must hold real numbers"),
        ({"class_weight": [1.0, 2.0, 3.0]}, "class_weight must be a dict"),
        ({"class_weight": {0: "a"}}, "class_weight"),
        ({"class_weight": {0: 1}, "sample_weight": WEIGHTS}, "not both"),
        ({"validation_data": (X, CLASSES, WEIGHTS[:5])}, "of validation_data"),
    ],
)
def test_weights_that_do_not_fit_are_refused_before_anything_changes(settings, words):
    model, y = compiled(fn)
    before = model.get_weights()
    with pytest.raises((ValueError, TypeError), match=words):
        model.fit(X, y, **FIT, **settings)
    for weight, old in zip(model.get_weights(), before, strict=True):
        np.testing.assert_array_equal(weight, old)


# --- metrics of one's own -----------------------------------------------------------


def own_metrics(library):
    """Return a function that does not add up, one that does, and a metric."""
    ops = np if library is fn else library.ops

    def rmse(y_true, y_pred):
        return ops.sqrt(ops.mean(ops.square(y_true - y_pred)))

    def largest(y_true, y_pred):
        return ops.max(ops.abs(y_true - y_pred), axis=-1)

    class Calls(library.metrics.Metric):
        def __init__(self):
            super().__init__(name="calls")
            self.calls = 0

        def update_state(self, y_true, y_pred, sample_weight=None):
            self.calls += 1

        def result(self):
            return self.calls if library is fn else ops.convert_to_tensor(self.calls)

        def reset_state(self):
            self.calls = 0

    return [rmse, largest, Calls()]


@pytest.mark.parametrize("batch_size", [2, 4, 11])
def test_metrics_of_one_s_own(batch_size, keras):
    histories = []
    for library in (fn, keras):
        model, y = compiled(library, "regression", metrics=own_metrics(library))
        fit = FIT | {"batch_size": batch_size, "validation_split": 0.3}
        histories.append(model.fit(X, y, **fit).history)
    assert list(histories[0]) == list(histories[1])
    for name, values in histories[1].items():
        np.testing.assert_allclose(histories[0][name], values, rtol=1e-5)


def test_a_loss_function_of_one_s_own_that_does_not_add_up(keras):
    values = []
    for library in (fn, keras):
        rmse = own_metrics(library)[0]
        model, y = compiled(library, "regression", rmse)
        values.append([model.evaluate(X, y, size, verbose=0) for size in (2, 4, 11)])
    np.testing.assert_allclose(*values, rtol=1e-6)
    assert values[0][0] != pytest.approx(values[0][2])


@pytest.mark.parametrize(
    ("task", "names"),
    [
        ("regression", ["mae", "mae"]),
        ("regression", ["mae", "mse", "mae", "mae"]),
        ("binary", ["accuracy", "binary_accuracy", "precision", "recall"]),
        ("binary", ["bce", "BinaryCrossentropy", "Precision"]),
        ("categorical", ["categorical_crossentropy", "acc", "accuracy"]),
        ("sparse", ["sparse_categorical_crossentropy", "acc"]),
        ("regression", ["root_mean_squared_error", "RootMeanSquaredError"]),
    ],
)
def test_names_of_metrics(task, names, keras):
    fit = FIT | {"epochs": 1, "batch_size": 11}
    assert_same(task, fitted(**fit), keras, metrics=names)


def test_metrics_that_weights_count_for_may_have_the_names_of_others(keras):
    run = fitted(sample_weight=WEIGHTS, **FIT)
    names = {"metrics": ["mse", "mae"], "weighted_metrics": ["mae"]}
    assert_same("regression", run, keras, **names)
