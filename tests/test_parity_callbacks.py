"""Callbacks hear what Keras's hear: the same hooks in one order, the same logs."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import firstneuron as fn
from firstneuron.callbacks import Callback
from parity_cases import covers, eagerly

inside_keras = pytest.mark.filterwarnings("ignore:__array__:DeprecationWarning")
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


# --- callbacks that watch a number --------------------------------------------------


class Told:
    """A callback that is told, by hand, of epochs whose numbers are given."""

    def __init__(self, library, callback, names=("loss", "val_loss"), rate=2.0**-3):
        self.callback, self.model = callback, compiled(library)
        self.model.optimizer.learning_rate = rate
        callback.set_params({"metrics": list(names)})
        callback.set_model(self.model)

    def begin(self):
        """Begin a training."""
        self.callback.on_train_begin({})

    def epoch(self, epoch, **numbers):
        """Return the logs that others will see; weights are the epoch, from 1."""
        logs = {name: float(value) for name, value in numbers.items()}
        self.callback.on_epoch_begin(epoch, {})
        self.model.set_weights([np.full((2, 1), epoch + 1), np.zeros(1)])
        self.callback.on_epoch_end(epoch, logs)
        return logs

    def rate(self):
        """Return the learning rate."""
        return float(self.model.optimizer.learning_rate)


LOSSES = st.lists(st.integers(0, 3), min_size=3, max_size=9)


@covers("callbacks.ReduceLROnPlateau")
@inside_keras
@given(
    losses=LOSSES,
    patience=st.integers(0, 3),
    mode=st.sampled_from(["auto", "min", "max"]),
    min_delta=st.sampled_from([1e-4, 1.5, -0.5]),
    cooldown=st.integers(0, 2),
    min_lr=st.sampled_from([0.0, 2.0**-5]),
)
@settings(max_examples=60)
def test_reduce_lr_on_plateau(
    losses, patience, mode, min_delta, cooldown, min_lr, keras
):
    found = []
    for library in (fn, keras):
        reduce = library.callbacks.ReduceLROnPlateau(
            "loss", 0.5, patience, 0, mode, min_delta, cooldown, min_lr
        )
        told = Told(library, reduce)
        seen = []
        for _ in range(2):  # with the second training, it begins anew
            told.begin()
            for epoch, loss in enumerate(losses):
                logs = told.epoch(epoch, loss=loss)
                of_epoch = [told.rate(), reduce.wait, reduce.in_cooldown()]
                seen.append([logs["learning_rate"], *of_epoch])
        found.append(seen)
    assert found[0] == found[1]


def by_epoch(epoch):
    return 2.0**-epoch


def by_epoch_and_rate(epoch, lr):
    return lr / 2 if epoch % 2 else lr


@covers("callbacks.LearningRateScheduler")
@inside_keras
@pytest.mark.parametrize("schedule", [by_epoch, by_epoch_and_rate])
def test_learning_rate_scheduler(schedule, keras):
    found = []
    for library in (fn, keras):
        model = compiled(library)
        setter = library.callbacks.LearningRateScheduler(schedule)
        reduce = library.callbacks.ReduceLROnPlateau("mae", 0.5, 1, mode="max")
        fit = {"epochs": 5, "verbose": 0, "shuffle": False, "validation_split": 0.4}
        history = model.fit(X, Y / 64, 5, callbacks=[setter, reduce], **fit).history
        found.append((history, model.get_weights()))
    (ours, our_weights), (theirs, their_weights) = found
    assert list(ours) == list(theirs)
    assert list(ours)[-1] == "learning_rate"
    assert len(set(ours["learning_rate"])) > 2
    for name, values in theirs.items():
        np.testing.assert_allclose(ours[name], values, rtol=1e-5)
    for one, other in zip(our_weights, their_weights, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-5)


ENDINGS = {fn: ".npz"}


def path(library, folder, name):
    """Return where a library is to store weights: each has endings of its own."""
    return folder / library.__name__ / f"{name}{ENDINGS.get(library, '.weights.h5')}"


def stored(library, folder):
    """Return the names of the files that a library wrote, without their endings."""
    ending = ENDINGS.get(library, ".weights.h5")
    files = (folder / library.__name__).iterdir()
    return sorted(file.name.removesuffix(ending) for file in files)


@covers("callbacks.ModelCheckpoint")
@inside_keras
@pytest.mark.parametrize("threshold", [None, 2.5])
@pytest.mark.parametrize(
    ("best", "mode"), [(False, "auto"), (True, "auto"), (True, "min"), (True, "max")]
)
@pytest.mark.parametrize("losses", [[3, 4, 2, 2, 1], [2, 3, 4, 1, 3]])
def test_model_checkpoint(losses, best, mode, threshold, tmp_path, keras):
    found = []
    for library in (fn, keras):
        names = {"best": "best", "each": "at-{epoch:02d}-{val_loss:.1f}"}
        told = []
        for kind, name in names.items():
            keep = library.callbacks.ModelCheckpoint(
                path(library, tmp_path / kind, name),  # in a folder that is not there
                save_best_only=best,
                save_weights_only=True,
                mode=mode,
                initial_value_threshold=threshold,
            )
            told.append(Told(library, keep))
        for training in range(2):  # the best number is that of both
            for one in told:
                one.begin()
                for epoch, loss in enumerate(losses, 5 * training):
                    one.epoch(epoch, loss=9, val_loss=loss - training / 2)
        model = told[0].model
        if stored(library, tmp_path / "best"):
            model.load_weights(path(library, tmp_path / "best", "best"))
        kept = float(np.asarray(model.get_weights()[0])[0, 0])
        found.append((kept, stored(library, tmp_path / "each"), keep.best))
    assert found[0] == found[1]
    assert len(found[0][1]) == 10 or best


@inside_keras
@pytest.mark.parametrize("save_freq", [1, 2, 3, 7])
def test_model_checkpoint_after_so_many_batches(save_freq, tmp_path, keras):
    found = []
    for library in (fn, keras):
        model = compiled(library)
        keep = library.callbacks.ModelCheckpoint(
            path(library, tmp_path, "{epoch}-{batch}-{loss:.1f}"),
            save_weights_only=True,
            save_freq=save_freq,
        )
        for _ in range(2):  # the batches of both trainings count
            fit = {"epochs": 3, "verbose": 0, "shuffle": False, "callbacks": [keep]}
            model.fit(X, Y, 4, **fit)
        found.append(stored(library, tmp_path))
    assert found[0] == found[1]
    assert found[0]


@inside_keras
@pytest.mark.parametrize("best", [False, True])
def test_what_the_callbacks_print(best, tmp_path, capsys, keras):
    printed = []
    for library in (fn, keras):
        callbacks = library.callbacks
        made = [
            callbacks.ModelCheckpoint(
                path(library, tmp_path, "{epoch}"),
                verbose=1,
                save_best_only=best,
                save_weights_only=True,
            ),
            callbacks.ReduceLROnPlateau(factor=0.5, patience=1, verbose=1),
            callbacks.LearningRateScheduler(by_epoch_and_rate, verbose=1),
            callbacks.EarlyStopping(patience=2, verbose=1, restore_best_weights=True),
        ]
        for callback in made:
            told = Told(library, callback)
            told.begin()
            for epoch, loss in enumerate([3, 2, 2, 4]):
                told.epoch(epoch, loss=1, val_loss=loss)
            callback.on_train_end({})
        text = capsys.readouterr().out
        folder, ending = str(tmp_path / library.__name__), ENDINGS.get(library)
        text = text.replace(folder, "").replace(ending or ".weights.h5", "")
        printed.append(text)
    assert printed[0] == printed[1]
    assert printed[0].count("ReduceLROnPlateau") == 2


@pytest.mark.parametrize(
    "make",
    [
        lambda callbacks: callbacks.LearningRateScheduler(by_epoch),
        lambda callbacks: callbacks.ReduceLROnPlateau("loss", patience=0, mode="max"),
    ],
)
def test_a_rate_that_a_schedule_gives_is_not_set(make, keras):
    for library in (fn, keras):
        model = compiled(library)
        schedule = library.optimizers.schedules.ExponentialDecay(0.5, 2, 0.5)
        steps = library.optimizers.SGD(schedule)
        model.compile(steps, "mse", **eagerly(library))
        with pytest.raises(TypeError, match="learning"):
            model.fit(X, Y, epochs=3, verbose=0, callbacks=[make(library.callbacks)])
        with pytest.raises(TypeError, match="learning"):
            steps.learning_rate = 0.25
        steps.learning_rate = library.optimizers.schedules.ExponentialDecay(1.0, 1, 1.0)
        assert float(steps.learning_rate) == 1
