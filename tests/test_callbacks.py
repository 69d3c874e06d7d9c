"""Callbacks: when they are called, what they are told, when they end a training."""

import copy
import math
import pickle
import re
from pathlib import Path

import numpy as np
import pytest

from firstneuron import Input, Sequential
from firstneuron._watchers import Watchers
from firstneuron.callbacks import (
    Callback,
    EarlyStopping,
    History,
    LearningRateScheduler,
    ModelCheckpoint,
    ReduceLROnPlateau,
)
from firstneuron.layers import Dense
from firstneuron.optimizers import SGD
from firstneuron.optimizers.schedules import ExponentialDecay

X = np.arange(10.0)
Y = 2 * X + 1


def made(learning_rate=1e-3):
    model = Sequential([Input((1,)), Dense(1, kernel_initializer="zeros")])
    model.compile(SGD(learning_rate), "mse")
    return model


class Script(Callback):
    """Replaces the numbers of the epochs by those of a script, before others see them.

    The one weight of the model becomes the number of the epoch.
    """

    def __init__(self, **numbers):
        super().__init__()
        self.numbers = numbers

    def on_epoch_end(self, epoch, logs=None):  # noqa: D102
        logs.update({name: values[epoch] for name, values in self.numbers.items()})
        self.model.layers[0].kernel = [[epoch]]


def stopped(numbers, epochs=None, monitor="loss", **settings):
    """Return how many epochs a training lasts, and the weight it ends with."""
    model = made()
    history = model.fit(
        X,
        Y,
        epochs=epochs or len(numbers),
        verbose=0,
        callbacks=[Script(**{monitor: numbers}), EarlyStopping(monitor, **settings)],
        validation_split=0.5,
    )
    return len(history.epoch), model.layers[0].kernel.item()


# --- when ---------------------------------------------------------------------------


class Diary(Callback):
    """Notes what it is called with."""

    def __init__(self):
        self.lines = []

    def note(self, *what):  # noqa: D102
        self.lines.append(what)

    def on_train_begin(self, logs=None):  # noqa: D102
        self.note("begin")

    def on_train_end(self, logs=None):  # noqa: D102
        self.note("end")

    def on_epoch_begin(self, epoch, logs=None):  # noqa: D102
        self.note("epoch", epoch)

    def on_epoch_end(self, epoch, logs=None):  # noqa: D102
        self.note("over", epoch, sorted(logs))

    def on_train_batch_begin(self, batch, logs=None):  # noqa: D102
        self.note("step", batch)

    def on_train_batch_end(self, batch, logs=None):  # noqa: D102
        self.note("done", batch, sorted(logs))


def test_callbacks_are_called_in_order():
    diary = Diary()
    made().fit(X, Y, batch_size=8, epochs=2, verbose=0, callbacks=diary)
    steps = [
        *[("step", 0), ("done", 0, ["loss"])],
        *[("step", 1), ("done", 1, ["loss"])],
    ]
    assert diary.lines == [
        ("begin",),
        *[("epoch", 0), *steps, ("over", 0, ["loss"])],
        *[("epoch", 1), *steps, ("over", 1, ["loss"])],
        ("end",),
    ]
    assert diary.params["steps"] == diary.params["epochs"] == 2


def test_a_step_is_told_the_loss_of_the_epoch_so_far():
    seen = []

    class Note(Callback):
        def on_train_batch_end(self, batch, logs=None):
            seen.append(logs["loss"])

    model = made(1e-9)
    model.fit(X, Y, batch_size=8, verbose=0, shuffle=False, callbacks=[Note()])
    expected = [np.mean(Y[:8] ** 2), np.mean(Y**2)]
    assert seen == pytest.approx(expected)


@pytest.mark.parametrize("moment", ["on_epoch_end", "on_train_batch_end"])
def test_a_callback_may_end_the_training(moment):
    def stop(self, number, logs=None):
        self.model.stop_training = True

    stopper = type("Stop", (Callback,), {moment: stop})()
    model = made()
    history = model.fit(X, Y, 2, epochs=5, verbose=0, callbacks=[stopper])
    assert history.epoch == [0]
    assert model.optimizer.iterations == (5 if moment == "on_epoch_end" else 1)
    assert len(model.fit(X, Y, epochs=3, verbose=0).epoch) == 3


def test_a_callback_may_change_the_learning_rate_and_the_weights():
    class Change(Callback):
        def on_epoch_begin(self, epoch, logs=None):
            self.model.set_weights([[[epoch]], [epoch]])
            self.model.optimizer.learning_rate = 1e-12

    model = made(1.0)
    model.fit(X, Y, epochs=4, verbose=0, callbacks=[Change()])
    assert [weight.item() for weight in model.get_weights()] == pytest.approx([3, 3])


def test_the_history_may_be_one_s_own():
    history = History()
    model = made()
    assert model.fit(X, Y, verbose=0, callbacks=[history]) is history
    assert model.history is history
    assert list(history.history) == ["loss"]


# --- early stopping -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "epochs"),
    [
        ({}, 4),  # 3 is not better than 2
        ({"patience": 2}, 5),
        ({"patience": 3}, 6),
        ({"patience": 4}, 8),
        ({"min_delta": 1.5}, 2),
        ({"mode": "max"}, 2),
        ({"mode": "max", "patience": 9}, 8),
        ({"start_from_epoch": 4}, 6),  # 3, then 3 again
        ({"baseline": 1.5}, 4),  # an epoch that is better than the last ones goes on
        ({"baseline": 1.5, "patience": 6}, 6),
    ],
)
@pytest.mark.parametrize("monitor", ["loss", "val_loss"])
def test_early_stopping(monitor, settings, epochs):
    numbers = [4, 3, 2, 3, 3, 3, 1, 1]
    assert stopped(numbers, monitor=monitor, **settings)[0] == epochs


def test_early_stopping_keeps_the_last_weights_or_restores_the_best():
    numbers = [4.0, 2.0, 3.0, 3.0, 3.0]
    assert stopped(numbers, patience=2) == (4, 3)
    assert stopped(numbers, patience=2, restore_best_weights=True) == (4, 1)
    # Also when the last epoch comes first:
    assert stopped(numbers, patience=9, restore_best_weights=True) == (5, 1)


def test_a_loss_that_is_no_number_is_not_better():
    assert stopped([2.0, math.nan, math.nan], patience=2)[0] == 3


def test_early_stopping_begins_anew_with_each_training():
    stop = EarlyStopping("loss", patience=1)
    for _ in range(2):
        model = made()
        script = Script(loss=[1, 2, 3])
        history = model.fit(X, Y, epochs=3, verbose=0, callbacks=[script, stop])
        assert len(history.epoch) == 2


def test_early_stopping_says_what_it_does(capsys):
    stopped([1, 2, 3], verbose=1, restore_best_weights=True)
    assert capsys.readouterr().out.splitlines() == [
        "Epoch 2: early stopping",
        "Restoring model weights from the end of the best epoch: 1.",
    ]


# --- learning rates -----------------------------------------------------------------


def rates(numbers, *callbacks, epochs=None):
    """Return the learning rate of each epoch, as the history has it."""
    fit = {"epochs": epochs or len(numbers), "verbose": 0}
    history = made(1.0).fit(
        X, Y / 1e3, callbacks=[Script(loss=numbers), *callbacks], **fit
    )
    return history.history["learning_rate"]


def test_a_function_sets_the_learning_rate_of_each_epoch():
    by_epoch = LearningRateScheduler(lambda epoch: 2.0**-epoch)
    assert rates([1] * 3, by_epoch) == [1, 0.5, 0.25]
    by_both = LearningRateScheduler(lambda epoch, rate: rate / 4)
    assert rates([1] * 3, by_both) == [0.25, 0.0625, 0.015625]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, [8, 8, 8, 4, 4, 2, 2, 2]),
        ({"cooldown": 1}, [8, 8, 8, 4, 4, 2, 2, 2]),
        ({"cooldown": 2}, [8, 8, 8, 4, 4, 4, 4, 4]),
        ({"patience": 3}, [8, 8, 8, 8, 4, 4, 4, 4]),
        ({"min_delta": 1.5}, [8, 8, 8, 4, 4, 2, 2, 1]),
        ({"min_lr": 3 / 8}, [8, 8, 8, 4, 4, 3, 3, 3]),
        ({"mode": "max"}, [8, 8, 8, 4, 4, 4, 2, 2]),
    ],
)
def test_the_learning_rate_is_reduced_on_a_plateau(settings, expected):
    numbers = [3, 3, 3, 3, 3, 2, 2, 2]
    if settings.get("mode") == "max":
        numbers = [3, 2, 1, 4, 4, 4, 4, 4]
    given = {"factor": 0.5, "patience": 2} | settings
    found = rates(numbers, ReduceLROnPlateau("loss", **given))
    assert [8 * rate for rate in found] == expected


# --- files of weights ---------------------------------------------------------------


def kept(folder, numbers, name="{epoch}.npz", monitor="loss", **settings):
    """Return the files of a training, each with the weight that is in it."""
    keep = ModelCheckpoint(folder / name, monitor, save_weights_only=True, **settings)
    model = made()
    fit = {"epochs": len(numbers), "verbose": 0, "batch_size": 4, "shuffle": False}
    model.fit(X, Y, callbacks=[Script(**{monitor: numbers}), keep], **fit)
    return {file.name: loaded(file) for file in sorted(folder.rglob("*"))}


def loaded(file):
    model = made()
    model.load_weights(file)
    return model.layers[0].kernel.item()


def test_a_file_for_each_epoch(tmp_path):
    assert kept(tmp_path, [3, 1, 2]) == {"1.npz": 0, "2.npz": 1, "3.npz": 2}


def test_one_file_for_the_best_epoch(tmp_path):
    assert kept(tmp_path, [3, 1, 2], "w.npz", save_best_only=True) == {"w.npz": 1}


def test_a_file_with_the_numbers_in_its_name_in_a_new_folder(tmp_path):
    found = kept(tmp_path / "a" / "b", [3, 1], "{epoch:02d}-{loss:.1f}.npz")
    assert found == {"01-3.0.npz": 0, "02-1.0.npz": 1}


def test_the_best_number_is_that_of_all_trainings(tmp_path):
    keep = ModelCheckpoint(
        str(tmp_path / "w.npz"), "loss", save_best_only=True, save_weights_only=True
    )
    for numbers, best in (([2, 1], 1), ([3, 3, 3], 1), ([3, 3, 0.5], 2)):
        script = Script(loss=numbers)
        fit = {"epochs": len(numbers), "verbose": 0, "callbacks": [script, keep]}
        made().fit(X, Y, **fit)
        assert loaded(tmp_path / "w.npz") == best
    assert keep.best == 0.5


def test_the_best_after_so_many_batches(tmp_path):
    keep = ModelCheckpoint(
        tmp_path / "{epoch}-{batch}.npz",
        "loss",
        save_best_only=True,
        save_weights_only=True,
        save_freq=2,
    )
    model = made()
    model.fit(X, Y, batch_size=2, epochs=2, verbose=0, shuffle=False, callbacks=[keep])
    # y grows with x, so the mean loss of an epoch so far grows from batch to batch. The
    # second batches are 2 and 4 of the first epoch, and 1, 3 and 5 of the second.
    assert sorted(file.name for file in tmp_path.iterdir()) == ["1-2.npz", "2-1.npz"]


def test_who_writes_after_epochs_costs_no_batch_anything(tmp_path):
    heard = []
    for save_freq in ("epoch", 3):
        keep = ModelCheckpoint(
            tmp_path / "w.npz", save_weights_only=True, save_freq=save_freq
        )
        heard.append(Watchers([keep], None, {})._of_batches == [keep])
    assert heard == [False, True]


@pytest.mark.parametrize(
    "twin", [copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))]
)
def test_a_copy_counts_its_own_batches(twin, tmp_path):
    keep = ModelCheckpoint(
        tmp_path / "{batch}.npz", save_weights_only=True, save_freq=2
    )
    made().fit(X, Y, 10, verbose=0, callbacks=[keep])
    for one in (twin(keep), keep):
        assert not list(tmp_path.iterdir())
        made().fit(X, Y, 10, verbose=0, callbacks=[one])
        (tmp_path / "1.npz").unlink()


# --- wrong arguments ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"patience": -1}, "patience must be a number, 0 or larger, got -1"),
        ({"patience": "3"}, "patience must be a number, 0 or larger, got '3'"),
        ({"start_from_epoch": -2}, "start_from_epoch must be a number, 0 or larger"),
        ({"mode": "up"}, "mode must be one of 'auto', 'min', 'max'; got 'up'"),
        ({"verbose": 2}, "verbose must be one of 0, 1; got 2"),
    ],
)
def test_settings(settings, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        EarlyStopping(**settings)


@pytest.mark.parametrize(
    ("monitor", "words"),
    [
        ("val_loss", "reports 'loss'; give fit validation_data or a validation_split"),
        ("accuracy", "monitors 'accuracy', and this training reports 'loss'"),
    ],
)
def test_what_is_monitored_must_be_reported(monitor, words):
    model = made()
    before = model.get_weights()
    with pytest.raises(ValueError, match=re.escape(words)):
        model.fit(X, Y, verbose=0, callbacks=[EarlyStopping(monitor)])
    assert model.get_weights() == before
    assert model.history is None


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: ModelCheckpoint("w.npz"), "weights, not whole models: give save_weig"),
        (lambda: checkpoint("w.weights.h5"), "weights are stored as .npz, got 'w.weig"),
        (lambda: checkpoint(save_freq="batch"), 'if not "epoch", must be a positive'),
        (lambda: checkpoint(save_freq=0), "must be a positive integer, got 0"),
        (lambda: checkpoint(mode="up"), "mode must be one of 'auto', 'min', 'max'"),
        (lambda: checkpoint(verbose=2), "verbose must be one of 0, 1; got 2"),
        (lambda: checkpoint(save_best_only="yes"), "save_best_only must be one of"),
        (lambda: ReduceLROnPlateau(factor=1.0), "factor must be a number between 0"),
        (lambda: ReduceLROnPlateau(factor=0), "factor must be a number between 0 and"),
        (lambda: ReduceLROnPlateau(patience=-1), "patience must be a number, 0 or"),
        (lambda: ReduceLROnPlateau(cooldown=-1), "cooldown must be a number, 0 or"),
        (lambda: ReduceLROnPlateau(min_lr=-1), "min_lr must be a finite number, 0 or"),
        (lambda: LearningRateScheduler(print, 2), "verbose must be one of 0, 1; got 2"),
    ],
)
def test_settings_of_files_and_rates(make, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        make()


def checkpoint(filepath="w.npz", *given, **settings):
    return ModelCheckpoint(filepath, *given, save_weights_only=True, **settings)


def test_what_is_no_path_or_function():
    with pytest.raises(TypeError, match="filepath must be a string or a path, got 5"):
        checkpoint(5)
    with pytest.raises(TypeError, match="initial_value_threshold must be a number"):
        checkpoint(initial_value_threshold="a")
    with pytest.raises(TypeError, match=r"schedule must be a function, got 0\.5"):
        LearningRateScheduler(0.5)


BEST = {"save_best_only": True}


@pytest.mark.parametrize(
    ("callback", "words"),
    [
        (checkpoint(**BEST), "ModelCheckpoint monitors 'val_loss', and this training"),
        (checkpoint("w.npz", "a", **BEST), "ModelCheckpoint monitors 'a', and this"),
        (ReduceLROnPlateau(), "ReduceLROnPlateau monitors 'val_loss', and this"),
        (ReduceLROnPlateau("loss", mode="max"), "learning_rate is given by <Expon"),
        (LearningRateScheduler(lambda epoch: 0.5), "learning_rate is given by <Expon"),
    ],
)
def test_what_cannot_be_done_is_said_before_the_first_step(callback, words):
    model = made()
    model.compile(SGD(ExponentialDecay(0.1, 1, 0.5)), "mse")
    with pytest.raises((ValueError, TypeError), match=words):
        model.fit(X, Y, verbose=0, callbacks=[callback])
    assert model.optimizer.iterations == 0
    assert not Path("w.npz").exists()


def test_a_number_that_is_not_known_after_a_batch(tmp_path):
    keep = checkpoint(tmp_path / "w.npz", save_freq=2, **BEST)
    with pytest.raises(ValueError, match="known at the end of an epoch, not after 2"):
        made().fit(X, Y, validation_split=0.5, verbose=0, callbacks=[keep])


@pytest.mark.parametrize("name", ["{epoch}-{val_los}", "{}", "{loss:d}", "{batch}"])
def test_a_name_of_a_file_that_cannot_be_made(name, tmp_path):
    keep = checkpoint(tmp_path / f"{name}.npz")
    with pytest.raises(ValueError, match=r"may have in it is epoch, loss: "):
        made().fit(X, Y, verbose=0, callbacks=[keep])
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("wrong", [0.0, -1.0, None, "a", math.nan])
def test_a_function_that_gives_no_learning_rate(wrong):
    give = LearningRateScheduler(lambda epoch: wrong)
    with pytest.raises(ValueError, match="what schedule returns must be a positive"):
        made().fit(X, Y, verbose=0, callbacks=[give])


@pytest.mark.parametrize("wrong", [EarlyStopping, "early", [5], [None]])
def test_what_is_no_callback(wrong):
    with pytest.raises(TypeError, match="must be a list of callbacks such as"):
        made().fit(X, Y, verbose=0, callbacks=wrong)
