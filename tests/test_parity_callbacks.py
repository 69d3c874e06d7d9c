"""Callbacks hear what Keras's hear: the same hooks in one order, the same logs."""

import numpy as np
import pytest

import firstneuron as fn
from firstneuron.callbacks import Callback
from parity_cases import covers, eagerly

HOOKS = [name for name in dir(Callback) if name.startswith("on_")]
X = np.random.default_rng(0).normal(size=(9, 2))
Y = np.arange(9.0)


def compiled(library):
    model = library.Sequential([library.Input((2,)), library.layers.Dense(1)])
    model.set_weights([np.array([[0.5], [-0.25]]), np.array([0.0])])
    steps = library.optimizers.SGD(2**-6)
    model.compile(steps, "mse", metrics=["mae"], **eagerly(library))
    return model


def noting(diary, hook):
    """Return a hook that notes the number it is given and the logs."""

    def note(*given, **named):
        number = given[0] if len(given) + len(named) == 2 else None
        logs = named.get("logs", given[-1] if given else None) or {}
        logs = {name: np.asarray(value) for name, value in logs.items()}
        diary.append((hook, number, logs))

    return note


def by_subclass(library, diary):
    def method(hook):
        note = noting(diary, hook)
        return lambda self, *given, **named: note(*given, **named)

    methods = {hook: method(hook) for hook in HOOKS}
    return type("Mine", (library.callbacks.Callback,), methods)()


def by_assignment(library, diary):
    callback = library.callbacks.Callback()
    for hook in HOOKS:
        setattr(callback, hook, noting(diary, hook))
    return callback


def by_functions(library, diary):
    functions = {hook: noting(diary, hook) for hook in HOOKS}
    return library.callbacks.LambdaCallback(**functions)


RUNS = {
    "fit": {"y": Y, "batch_size": 4, "epochs": 3, "shuffle": False, "initial_epoch": 1},
    "fit with validation": {"y": Y, "batch_size": 4, "epochs": 2, "shuffle": False}
    | {"validation_split": 0.5},
    "evaluate": {"y": Y, "batch_size": 4},
    "predict": {"batch_size": 4},
}


@covers("callbacks.Callback", "callbacks.LambdaCallback")
@pytest.mark.parametrize("make", [by_subclass, by_assignment, by_functions])
@pytest.mark.parametrize("run", RUNS)
def test_every_hook_is_called_as_in_keras(run, make, keras):
    diaries = []
    for library in (fn, keras):
        diary = []
        model = compiled(library)
        callbacks = [make(library, diary)]
        getattr(model, run.split()[0])(X, verbose=0, callbacks=callbacks, **RUNS[run])
        diaries.append(diary)
    ours, theirs = diaries
    assert [line[:2] for line in ours] == [line[:2] for line in theirs]
    assert len({hook for hook, *_ in ours}) >= 4
    for (hook, _, logs), (_, _, their_logs) in zip(ours, theirs, strict=True):
        assert sorted(logs) == sorted(their_logs), hook
        for name, value in their_logs.items():
            np.testing.assert_allclose(logs[name], value, rtol=1e-5)


def test_hooks_may_take_their_arguments_as_keras_hands_them(keras):
    """By place, without defaults, as many a reader writes them."""
    for library in (fn, keras):

        class Mine(library.callbacks.Callback):
            heard = ()

            def on_train_begin(self, logs):
                self.heard += ("train",)

            def on_epoch_begin(self, epoch, logs):
                self.heard += (epoch,)

            def on_train_batch_end(self, batch, logs):
                self.heard += (batch,)

            def on_batch_begin(self, batch, logs):
                self.heard += ("batch",)

            def on_train_end(self, logs):
                self.heard += (logs["loss"] > 0,)

        mine = Mine()
        compiled(library).fit(X, Y, 5, verbose=0, callbacks=[mine])
        assert mine.heard == ("train", 0, "batch", 0, "batch", 1, True)


def test_initial_epoch(keras):
    results = []
    for library in (fn, keras):
        model = compiled(library)
        first = model.fit(X, Y, epochs=2, verbose=0, shuffle=False)
        second = model.fit(X, Y, epochs=5, initial_epoch=2, verbose=0, shuffle=False)
        results.append((first.epoch, second.epoch, model.get_weights()))
    assert results[0][:2] == results[1][:2] == ([0, 1], [2, 3, 4])
    for one, other in zip(results[0][2], results[1][2], strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-5)


@pytest.mark.parametrize("wrong", [-1, 1.5, "a", 3, 4])
def test_an_initial_epoch_that_is_none(wrong):
    model = compiled(fn)
    with pytest.raises(ValueError, match="initial_epoch must be"):
        model.fit(X, Y, epochs=3, initial_epoch=wrong, verbose=0)


@pytest.mark.parametrize("patience", [np.int64(1), 1.0, np.float32(1)])
def test_patience_may_be_any_number(patience, keras):
    lasted = []
    for library in (fn, keras):
        stop = library.callbacks.EarlyStopping("loss", patience=patience, mode="max")
        fit = {"epochs": 5, "verbose": 0, "callbacks": [stop]}
        lasted.append(len(compiled(library).fit(X, Y, **fit).epoch))
    assert lasted[0] == lasted[1] < 5


@pytest.mark.parametrize("method", ["fit", "evaluate", "train_on_batch"])
def test_both_refuse_what_was_not_compiled(method, keras):
    for library in (fn, keras):
        model = library.Sequential([library.Input((2,)), library.layers.Dense(1)])
        with pytest.raises(ValueError, match="compile"):
            getattr(model, method)(X, Y)


def test_a_function_for_a_hook_that_there_is_not():
    for wrong in ("on_epoch_ends", "set_model", "model", "on_fire"):
        with pytest.raises(TypeError, match=wrong):
            fn.callbacks.LambdaCallback(**{wrong: print})


@pytest.mark.parametrize("method", ["evaluate", "predict"])
@pytest.mark.parametrize("wrong", [5, [None], fn.callbacks.EarlyStopping])
def test_what_is_no_callback(method, wrong):
    given = (X, Y) if method == "evaluate" else (X,)
    with pytest.raises(TypeError, match="must be a list of callbacks"):
        getattr(compiled(fn), method)(*given, callbacks=wrong)


def test_early_stopping_may_watch_what_weights_count_for():
    model = compiled(fn)
    model.compile("sgd", "mse", metrics=["mae"], weighted_metrics=["mse"])
    stop = fn.callbacks.EarlyStopping("mse", patience=1, mode="max")
    history = model.fit(X, Y, epochs=9, verbose=0, callbacks=[stop])
    assert len(history.epoch) == 2
