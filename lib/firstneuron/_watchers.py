"""Who watches a training: the callbacks, called as one."""

from firstneuron.callbacks import Callback, History


class Watchers:
    """The callbacks of a training, an evaluation or a prediction."""

    def __init__(self, callbacks, model, params):
        self._all = callbacks
        for callback in callbacks:
            callback.set_params(params)
            callback.set_model(model)
        # Those that want to hear of every batch: mostly none.
        self._of_batches = [one for one in callbacks if _hears_of_batches(one)]

    def tell(self, hook, *given):
        """Call a method of every callback."""
        for callback in self._all:
            getattr(callback, hook)(*given)

    def tell_of_batch(self, hook, batch, logs=dict):
        """Call a method of those that hear of batches; `logs` is a function."""
        if self._of_batches:
            found = logs()
            for callback in self._of_batches:
                getattr(callback, hook)(batch, found)


def watched_by(callbacks):
    """Return the callbacks as a list, or say what is none."""
    if callbacks is None:
        return []
    if not isinstance(callbacks, list | tuple):
        callbacks = [callbacks]
    for callback in callbacks:
        if not isinstance(callback, Callback):
            raise TypeError(
                "callbacks must be a list of callbacks such as "
                f"firstneuron.callbacks.EarlyStopping(), got {callback!r}"
            )
    return list(callbacks)


def with_history(callbacks):
    """Return the callbacks with a `History` among them, and that history."""
    histories = [one for one in callbacks if isinstance(one, History)]
    if histories:
        return callbacks, histories[0]
    history = History()
    return [*callbacks, history], history


def _hears_of_batches(callback):
    """Return whether one of the methods about batches is not the one that does nothing.

    They may be those of a class, or set on the callback itself.
    """
    return any(
        getattr(getattr(callback, hook), "__func__", None) is not nothing
        for hook, nothing in vars(Callback).items()
        if "_batch_" in hook
    )
