"""Learning rates that change from epoch to epoch."""

from firstneuron import _arguments
from firstneuron.callbacks._base import Callback
from firstneuron.callbacks._monitor import Monitor


class LearningRateScheduler(Callback):
    """Set the learning rate before each epoch.

    The history gets the learning rates, too, as ``"learning_rate"``.

    Parameters
    ----------
    schedule : callable
        Takes the epoch, from 0, and the learning rate so far, or the epoch alone;
        returns the learning rate of the epoch.
    verbose : {0, 1}
        With 1, each learning rate is printed.

    Raises
    ------
    TypeError
        If `schedule` is not callable; when the training begins, if the optimizer has a
        schedule itself.
    ValueError
        If `schedule` returns something else than a positive number.

    Source: https://keras.io/api/callbacks/learning_rate_scheduler/

    Examples
    --------
    >>> halve = LearningRateScheduler(lambda epoch, rate: rate / 2 if epoch else rate)

    And then ``model.fit(x, y, callbacks=[halve])``.
    """

    def __init__(self, schedule, verbose=0):
        super().__init__()
        if not callable(schedule):
            raise TypeError(f"schedule must be a function, got {schedule!r}")
        self.schedule = schedule
        self.verbose = _arguments.choice(verbose, (0, 1), "verbose")

    def on_epoch_begin(self, epoch, logs=None):
        """Set the learning rate of the epoch."""
        optimizer = self.model.optimizer
        try:
            rate = self.schedule(epoch, optimizer.learning_rate)
        except TypeError:  # as in Keras: it may take the epoch alone
            rate = self.schedule(epoch)
        rate = _arguments.positive(rate, "what schedule returns")
        optimizer.learning_rate = rate
        if self.verbose:
            print(
                f"\nEpoch {epoch + 1}: LearningRateScheduler setting learning rate to "
                f"{rate}."
            )

    def on_epoch_end(self, epoch, logs=None):
        """Give the learning rate to the history."""
        logs["learning_rate"] = self.model.optimizer.learning_rate


class ReduceLROnPlateau(Monitor):
    """Make the learning rate smaller when a number has stopped getting better.

    The history gets the learning rates, too, as ``"learning_rate"``.

    Parameters
    ----------
    monitor : str
        Which number: a name as in the history.
    factor : float
        What the learning rate is multiplied by, between 0 and 1.
    patience : int
        How many epochs in a row may pass without the number getting better.
    verbose : {0, 1}
        With 1, each smaller learning rate is printed.
    mode : {"auto", "min", "max"}
        Whether smaller or larger is better; "auto" knows it by the name.
    min_delta : float
        The least change that counts as better.
    cooldown : int
        After a reduction, epochs count again from this one on, as in Keras: with 0 or
        1 from the first one after it.
    min_lr : float
        The learning rate gets no smaller than this.

    Raises
    ------
    ValueError
        If an argument is not as described; when the training begins, if there will be
        no number of that name, or "auto" does not know which way is better.
    TypeError
        When the training begins, if the optimizer has a schedule.

    Source: https://keras.io/api/callbacks/reduce_lr_on_plateau/

    Examples
    --------
    >>> slow = ReduceLROnPlateau("loss", factor=0.5, patience=3)

    And then ``model.fit(x, y, callbacks=[slow])``.
    """

    def __init__(
        self,
        monitor="val_loss",
        factor=0.1,
        patience=10,
        verbose=0,
        mode="auto",
        min_delta=1e-4,
        cooldown=0,
        min_lr=0.0,
    ):
        super().__init__(monitor, mode, min_delta)
        self.factor = _arguments.between_0_and_1(factor, "factor")
        _arguments.at_least_0(patience, "patience")
        _arguments.at_least_0(cooldown, "cooldown")
        self.patience = patience
        self.verbose = _arguments.choice(verbose, (0, 1), "verbose")
        self.cooldown = cooldown
        self.min_lr = _arguments.finite_from_0(min_lr, "min_lr")

    def on_train_begin(self, logs=None):
        """Forget the last training."""
        self._look_up()
        optimizer = self.model.optimizer
        # An optimizer with a schedule says now that its rate cannot be set.
        optimizer.learning_rate = optimizer.learning_rate
        self.best = None
        self.wait = self.cooldown_counter = 0

    def on_epoch_end(self, epoch, logs=None):
        """Compare the epoch with the best one; reduce the learning rate if it is time.

        The history gets the learning rate that the epoch had.
        """
        rate = logs["learning_rate"] = self.model.optimizer.learning_rate
        value = self._value(logs)
        if self.in_cooldown():
            self.cooldown_counter -= 1
        if self._is_better(value, self.best):
            self.best = value
            self.wait = 0
        elif not self.in_cooldown():
            self.wait += 1
            if self.wait >= self.patience and rate > self.min_lr:
                self._reduce(epoch, max(rate * self.factor, self.min_lr))

    def in_cooldown(self):
        """Return whether the last epoch did not count, so soon after a reduction."""
        return self.cooldown_counter > 0

    def _reduce(self, epoch, rate):
        self.model.optimizer.learning_rate = rate
        if self.verbose:
            print(
                f"\nEpoch {epoch + 1}: ReduceLROnPlateau reducing learning rate to "
                f"{rate}."
            )
        self.cooldown_counter = self.cooldown
        self.wait = 0
