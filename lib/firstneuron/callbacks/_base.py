"""The base of the callbacks, one made of functions, and the history."""


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
