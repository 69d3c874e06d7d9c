"""Callbacks: when they are called, what they are told, when they end a training."""

import math
import re

import numpy as np
import pytest

from firstneuron import Input, Sequential
from firstneuron.callbacks import Callback, EarlyStopping, History
from firstneuron.layers import Dense
from firstneuron.optimizers import SGD

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


@pytest.mark.parametrize("wrong", [EarlyStopping, "early", [5], [None]])
def test_what_is_no_callback(wrong):
    with pytest.raises(TypeError, match="must be a list of callbacks such as"):
        made().fit(X, Y, verbose=0, callbacks=wrong)
