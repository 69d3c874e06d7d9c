"""The end of a training that gets no further."""

from firstneuron import _arguments
from firstneuron.callbacks._monitor import Monitor


class EarlyStopping(Monitor):
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
        super().__init__(monitor, mode, min_delta)
        if baseline is not None:
            _arguments.number(baseline, "baseline")
        _arguments.at_least_0(patience, "patience")
        _arguments.at_least_0(start_from_epoch, "start_from_epoch")
        self.patience = patience
        self.verbose = _arguments.choice(verbose, (0, 1), "verbose")
        self.baseline = baseline
        self.restore_best_weights = restore_best_weights
        self.start_from_epoch = start_from_epoch

    def on_train_begin(self, logs=None):
        """Forget the last training."""
        self._look_up()
        self.best = self.best_weights = None
        self.best_epoch = self.wait = self.stopped_epoch = 0

    def on_epoch_end(self, epoch, logs=None):
        """Compare the epoch with the best one; end the training if it is time."""
        if epoch < self.start_from_epoch:
            return
        value = self._value(logs)
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
