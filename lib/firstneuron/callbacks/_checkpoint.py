"""The weights of a training, kept in files."""

import os
from pathlib import Path

from firstneuron import _arguments
from firstneuron.callbacks._monitor import Monitor


class ModelCheckpoint(Monitor):
    """Write the weights into a file while the training goes on.

    Parameters
    ----------
    filepath : str or path
        It ends in ``.npz``, and may have the epoch, from 1, and the numbers of the
        history in it: ``"{epoch:02d}-{val_loss:.2f}.npz"``; with a `save_freq` of
        batches also the ``{batch}``. A folder that is not there is made. A file that
        is there is replaced.
    monitor : str
        Which number says how good the weights are: a name as in the history.
    verbose : {0, 1}
        With 1, what it does is printed.
    save_best_only : bool
        Whether to write only when the number is better than ever.
    save_weights_only : bool
        It must be True: there are no files of whole models here.
    mode : {"auto", "min", "max"}
        Whether smaller or larger is better; "auto" knows it by the name.
    save_freq : "epoch" or int
        Write after each epoch, or after so many batches.
    initial_value_threshold : float, optional
        Where `save_best_only` begins: a number must be better than this.

    Attributes
    ----------
    best : float
        The best number so far. As in Keras it is kept for the next training, which
        may go on where the last one ended.

    Raises
    ------
    ValueError
        If an argument is not as described, or `filepath` has a name in it that is not
        known; when the training begins, if there will be no number to compare.

    Source: https://keras.io/api/callbacks/model_checkpoint/

    Examples
    --------
    >>> best = ModelCheckpoint(
    ...     "best.npz", "val_loss", save_best_only=True, save_weights_only=True
    ... )

    And then ``model.fit(x, y, validation_split=0.2, callbacks=[best])`` and
    ``model.load_weights("best.npz")``.
    """

    def __init__(
        self,
        filepath,
        monitor="val_loss",
        verbose=0,
        save_best_only=False,
        save_weights_only=False,
        mode="auto",
        save_freq="epoch",
        initial_value_threshold=None,
    ):
        super().__init__(monitor, mode)
        if not save_weights_only:
            raise ValueError(
                "ModelCheckpoint stores weights, not whole models: give "
                "save_weights_only=True and build the model again to load them"
            )
        _arguments.weights_path(filepath)
        self.filepath = os.fspath(filepath)
        self.verbose = _arguments.choice(verbose, (0, 1), "verbose")
        self.save_best_only = _arguments.choice(
            save_best_only, (True, False), "save_best_only"
        )
        self.save_weights_only = True
        self.best = initial_value_threshold
        if initial_value_threshold is not None:
            self.best = _arguments.number(
                initial_value_threshold, "initial_value_threshold"
            )
        self.save_freq = save_freq
        if save_freq != "epoch":
            self.save_freq = _arguments.count(save_freq, 'save_freq, if not "epoch",')
            self._batches = 0  # since the last file
            # Set here and not in the class, because to hear of each batch costs time.
            self.on_train_batch_end = self._count_batch

    def on_train_begin(self, logs=None):
        """Refuse a number that there will not be."""
        if not self.save_best_only:
            return
        self._look_up()
        if self.save_freq != "epoch" and self.monitor.startswith("val_"):
            raise ValueError(
                f"{self.monitor!r} is known at the end of an epoch, not after "
                f'{self.save_freq} batches: give save_freq="epoch"'
            )

    def on_epoch_begin(self, epoch, logs=None):
        """Note which epoch it is."""
        self._epoch = epoch

    def on_epoch_end(self, epoch, logs=None):
        """Write the weights, if it is time."""
        if self.save_freq == "epoch":
            self._save({"epoch": epoch + 1, **logs})

    def _count_batch(self, batch, logs=None):
        self._batches += 1
        if self._batches >= self.save_freq:
            self._batches = 0
            self._save({"epoch": self._epoch + 1, "batch": batch + 1, **logs})

    def _save(self, known):
        """Write the weights, unless earlier ones were better."""
        path = self._path(known)
        if self.save_best_only:
            value, before = self._value(known), self.best
            before_text = "None" if before is None else f"{before:.5f}"
            if not self._is_better(value, before):
                self._say(known, f"{self.monitor} did not improve from {before_text}")
                return
            self._say(
                known,
                f"{self.monitor} improved from {before_text} to {value:.5f}, saving "
                f"model to {path}",
            )
            self.best = value
        else:
            self._say(known, f"saving model to {path}")
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        self.model.save_weights(path)
        self._say(known, f"finished saving model to {path}")

    def _path(self, known):
        """Return the path with the numbers in it."""
        try:
            return self.filepath.format(**known)
        except (IndexError, KeyError, TypeError, ValueError) as error:
            raise ValueError(
                f"filepath is {self.filepath!r}, and what it may have in it is "
                f"{', '.join(known)}: {error!r}"
            ) from None

    def _say(self, known, what):
        if self.verbose:
            print(f"\nEpoch {known['epoch']}: {what}")
