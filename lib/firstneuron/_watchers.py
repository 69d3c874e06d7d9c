"""Who watches a training: the callbacks and the progress display, called as one."""

from firstneuron.callbacks import Callback, History


class Watchers:
    """The callbacks of a training and its progress display."""

    def __init__(self, callbacks, model, progress, params):
        self._all, self._progress = callbacks, progress
        for callback in callbacks:
            callback.set_params(params)
            callback.set_model(model)
        # Those that want to hear of every step: mostly none.
        self._of_steps = [
            callback
            for callback in callbacks
            if type(callback).on_train_batch_begin is not Callback.on_train_batch_begin
            or type(callback).on_train_batch_end is not Callback.on_train_batch_end
        ]

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._progress.close()

    def train_begin(self):
        for callback in self._all:
            callback.on_train_begin()

    def epoch_begin(self, epoch):
        for callback in self._all:
            callback.on_epoch_begin(epoch)
        self._progress.begin(epoch)

    def step_begin(self, step):
        for callback in self._of_steps:
            callback.on_train_batch_begin(step)

    def step_end(self, step, averages):
        for callback in self._of_steps:
            callback.on_train_batch_end(step, averages.logs())
        if self._progress.is_live:
            self._progress.update(step + 1, averages.logs)

    def epoch_end(self, epoch, logs):
        # As in Keras, the numbers come in the order of their names.
        logs = dict(sorted(logs.items()))
        self._progress.end(logs)
        for callback in self._all:
            callback.on_epoch_end(epoch, logs)

    def train_end(self):
        for callback in self._all:
            callback.on_train_end()


def watched_by(callbacks):
    """Return the callbacks as a list with a `History` in it, and that history."""
    if callbacks is None:
        callbacks = []
    elif not isinstance(callbacks, list | tuple):
        callbacks = [callbacks]
    for callback in callbacks:
        if not isinstance(callback, Callback):
            raise TypeError(
                "callbacks must be a list of callbacks such as "
                f"firstneuron.callbacks.EarlyStopping(), got {callback!r}"
            )
    histories = [one for one in callbacks if isinstance(one, History)] or [History()]
    return [*callbacks, *(h for h in histories if h not in callbacks)], histories[0]
