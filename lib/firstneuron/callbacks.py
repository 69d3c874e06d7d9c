"""Callbacks, as in `keras.callbacks`: what `fit` calls between its steps and epochs."""

from firstneuron import _checks


class Callback:
    """The base of the callbacks: every method does nothing until a subclass says what.

    `logs` is a dict: the loss and the metrics so far, or empty where there are none
    yet. For `on_predict_batch_end` it holds the ``"outputs"``.

    Attributes
    ----------
    model : Sequential
        The model that is trained. ``model.stop_training = True`` ends the training.
    params : dict
        Of `fit`: ``"epochs"``, ``"steps"`` (batches an epoch), ``"verbose"`` and
        ``"metrics"`` (the names that `logs` will have).

    Source: https://keras.io/api/callbacks/base_callback/

    Examples
    --------
    >>> class Stop(Callback):
    ...     def on_epoch_end(self, epoch, logs=None):
    ...         self.model.stop_training = logs["loss"] < 0.1
    >>> stop = Stop()  # model.fit(x, y, callbacks=[stop])
    """

    def __init__(self):
        self.model = None
        self.params = None

    def set_model(self, model):
        """Keep the model; `fit` calls this first."""
        self.model = model

    def set_params(self, params):
        """Keep the parameters of the training."""
        self.params = params

    def on_train_begin(self, logs=None):
        """Do something before the first epoch."""

    def on_train_end(self, logs=None):
        """Do something after the last epoch."""

    def on_epoch_begin(self, epoch, logs=None):
        """Do something before an epoch; the first one is 0."""

    def on_epoch_end(self, epoch, logs=None):
        """Do something after an epoch; `logs` holds its loss and metrics."""

    def on_batch_begin(self, batch, logs=None):
        """Do something before a step: another name of `on_train_batch_begin`."""

    def on_batch_end(self, batch, logs=None):
        """Do something after a step: another name of `on_train_batch_end`."""

    def on_train_batch_begin(self, batch, logs=None):
        """Do something before a step; the first one of an epoch is 0."""
        self.on_batch_begin(batch, logs=logs)

    def on_train_batch_end(self, batch, logs=None):
        """Do something after a step; `logs` holds the numbers of the epoch so far."""
        self.on_batch_end(batch, logs=logs)

    def on_test_begin(self, logs=None):
        """Do something before an evaluation, also that of an epoch's validation."""

    def on_test_end(self, logs=None):
        """Do something after an evaluation."""

    def on_test_batch_begin(self, batch, logs=None):
        """Do something before a batch of an evaluation."""

    def on_test_batch_end(self, batch, logs=None):
        """Do something after a batch of an evaluation."""

    def on_predict_begin(self, logs=None):
        """Do something before a prediction."""

    def on_predict_end(self, logs=None):
        """Do something after a prediction."""

    def on_predict_batch_begin(self, batch, logs=None):
        """Do something before a batch of a prediction."""

    def on_predict_batch_end(self, batch, logs=None):
        """Do something after a batch of a prediction."""


class LambdaCallback(Callback):
    """A callback made of functions.

    Parameters
    ----------
    on_epoch_begin, on_epoch_end : callable, optional
        Called with `epoch` and `logs`.
    on_train_begin, on_train_end : callable, optional
        Called with `logs`.
    on_train_batch_begin, on_train_batch_end : callable, optional
        Called with `batch` and `logs`.
    **kwargs
        Any other method of `Callback`, by its name.

    Raises
    ------
    TypeError
        If `Callback` has no method of that name.

    Source: https://keras.io/api/callbacks/lambda_callback/

    Examples
    --------
    >>> losses = []
    >>> note = LambdaCallback(on_epoch_end=lambda epoch, logs: losses.append(logs))
    >>> note.on_epoch_end(0, {"loss": 0.5})
    >>> losses
    [{'loss': 0.5}]
    """

    def __init__(
        self,
        on_epoch_begin=None,
        on_epoch_end=None,
        on_train_begin=None,
        on_train_end=None,
        on_train_batch_begin=None,
        on_train_batch_end=None,
        **kwargs,
    ):
        super().__init__()
        given = {
            "on_epoch_begin": on_epoch_begin,
            "on_epoch_end": on_epoch_end,
            "on_train_begin": on_train_begin,
            "on_train_end": on_train_end,
            "on_train_batch_begin": on_train_batch_begin,
            "on_train_batch_end": on_train_batch_end,
            **kwargs,
        }
        for hook, function in given.items():
            if not hook.startswith("on_") or not hasattr(Callback, hook):
                raise TypeError(f"a callback has no method {hook!r}")
            if function is not None:
                setattr(self, hook, function)


class History(Callback):
    """What `fit` returns: the loss and the metrics of every epoch.

    Attributes
    ----------
    history : dict of str to list of float
        ``"loss"``, the metrics as they were named in `compile`, and for validation data
        the same with ``"val_"`` before; one number an epoch.
    epoch : list of int
        The epochs, from 0.

    Source: https://keras.io/api/models/model_training_apis/

    Examples
    --------
    >>> history = History()
    >>> history.on_train_begin()
    >>> history.on_epoch_end(0, {"loss": 0.5})
    >>> history.on_epoch_end(1, {"loss": 0.25})
    >>> history.epoch, history.history
    ([0, 1], {'loss': [0.5, 0.25]})
    """

    def __init__(self):
        super().__init__()
        self.history = {}
        self.epoch = []

    def on_train_begin(self, logs=None):
        """Begin a new list of epochs."""
        self.epoch = []

    def on_epoch_end(self, epoch, logs=None):
        """Keep the numbers of an epoch."""
        self.epoch.append(epoch)
        for name, value in (logs or {}).items():
            self.history.setdefault(name, []).append(value)


# What stands in the names of numbers that should be small, and of those to be large.
_BETTER = {
    "min": ("loss", "error", "mse", "mae", "crossentropy", "bce"),
    "max": ("acc", "f1", "precision", "recall"),
}


class EarlyStopping(Callback):
    """End the training when a number has stopped getting better.

    Parameters
    ----------
    monitor : str
        Which number: a name as in the history.
    min_delta : float
        The least change that counts as better.
    patience : int
        How many epochs in a row may pass without it getting better.
    verbose : {0, 1}
        With 1, what it does is printed.
    mode : {"auto", "min", "max"}
        Whether smaller or larger is better; "auto" knows it by the name.
    baseline : float, optional
        A value that must be reached: an epoch worse than it counts as not better.
    restore_best_weights : bool
        Whether the model gets back the weights of its best epoch.
    start_from_epoch : int
        How many epochs to wait before anything is compared.

    Raises
    ------
    ValueError
        If an argument is not as described; when the training begins, if there will be
        no number of that name, or "auto" does not know which way is better.

    Source: https://keras.io/api/callbacks/early_stopping/

    Examples
    --------
    >>> stop = EarlyStopping("loss", patience=2)  # model.fit(x, y, callbacks=[stop])
    """

    def __init__(
        self,
        monitor="val_loss",
        min_delta=0,
        patience=0,
        verbose=0,
        mode="auto",
        baseline=None,
        restore_best_weights=False,
        start_from_epoch=0,
    ):
        super().__init__()
        self.monitor = monitor
        self.min_delta = abs(min_delta)
        self.patience = _checks.at_least_0(patience, "patience")
        self.verbose = _checks.choice(verbose, (0, 1), "verbose")
        self.mode = _checks.choice(mode, ("auto", "min", "max"), "mode")
        self.baseline = baseline
        self.restore_best_weights = restore_best_weights
        self.start_from_epoch = _checks.at_least_0(start_from_epoch, "start_from_epoch")

    def on_train_begin(self, logs=None):
        """Forget the last training."""
        known = self.params["metrics"]
        if self.monitor not in known:
            hint = (
                "; give fit validation_data or a validation_split"
                if self.monitor.removeprefix("val_") in known
                else ""
            )
            raise ValueError(
                f"EarlyStopping monitors {self.monitor!r}, and this training reports "
                f"{', '.join(map(repr, known))}{hint}"
            )
        self._sign = {"min": 1, "max": -1}[self._direction()]
        self.best = self.best_weights = None
        self.best_epoch = self.wait = self.stopped_epoch = 0

    def on_epoch_end(self, epoch, logs=None):
        """Compare the epoch with the best one; end the training if it is time."""
        if epoch < self.start_from_epoch:
            return
        value = logs[self.monitor]
        if self.restore_best_weights and self.best_weights is None:
            self._keep(epoch)
        self.wait += 1
        if self._is_better(value, self.best):
            self.best = value
            self._keep(epoch)
            if self._is_better(value, self.baseline):
                self.wait = 0
        elif self.wait >= self.patience:
            self.stopped_epoch = epoch
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        """Give the model the weights of its best epoch, if that was asked for."""
        if self.stopped_epoch and self.verbose:
            print(f"Epoch {self.stopped_epoch + 1}: early stopping")
        if self.restore_best_weights and self.best_weights is not None:
            if self.verbose:
                print(
                    "Restoring model weights from the end of the best epoch: "
                    f"{self.best_epoch + 1}."
                )
            self.model.set_weights(self.best_weights)

    def _keep(self, epoch):
        self.best_epoch = epoch
        if self.restore_best_weights:
            self.best_weights = self.model.get_weights()

    def _is_better(self, value, than):
        return than is None or self._sign * (than - value) > self.min_delta

    def _direction(self):
        if self.mode != "auto":
            return self.mode
        name = self.monitor.removeprefix("val_")
        for mode, words in _BETTER.items():
            if any(word in name for word in words):
                return mode
        raise ValueError(
            f"EarlyStopping does not know whether a large {self.monitor!r} is good: "
            'give mode="min" or mode="max"'
        )
