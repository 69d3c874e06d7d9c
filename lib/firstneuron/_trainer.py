"""Training: what a model does to learn from examples, and to be judged by them.

From `fit` to a changed weight: `fit` calls `_train_epoch`, that calls `_train_step` for
each batch, and that calls `backward` for the slopes and the optimizer's `apply`, which
changes the weights.
"""

import math
import warnings

import numpy as np

from firstneuron import (
    _advice,
    _arguments,
    _data,
    losses,
    metrics,
    optimizers,
    regularizers,
)
from firstneuron._averages import Averages
from firstneuron._progress import Progress
from firstneuron._quiet import quiet
from firstneuron._watchers import Watchers, watched_by, with_history

_VERBOSE = ("auto", 0, 1, 2)


class Trainer:
    """The part of a model that trains it; `Sequential` is one."""

    _of_last_call = ("_averages",)

    def _forget_training(self):
        """Be as if never compiled."""
        self.optimizer = self.loss = self.history = None
        self.stop_training = False
        self._loss = self._loss_of_scores = self._averages = None
        self._lowest = self._folded = None
        self._penalties = []  # of which weights: as `_penalized` returns it

    def compile(
        self,
        optimizer="rmsprop",
        loss=None,
        *,
        metrics=None,
        weighted_metrics=None,
    ):
        """Say how to train: by which steps, to make what small, and what to report.

        Parameters
        ----------
        optimizer : str or Optimizer
            Such as ``"adam"`` or ``SGD(learning_rate=0.1)``.
        loss : str, callable or Loss
            Such as ``"mean_squared_error"`` or ``BinaryCrossentropy()``.
        metrics : list, optional
            What else to report: names such as ``"accuracy"``, which picks the one that
            suits the labels, functions or metrics.
        weighted_metrics : list, optional
            The same, but weights of examples and of classes count for these.

        Raises
        ------
        ValueError
            If one of them is not known.

        Source: https://keras.io/api/models/model_training_apis/
        """
        parts = (
            optimizers.get(optimizer),
            losses._as_loss(loss),
            _metrics_of(metrics, "metrics"),
            _metrics_of(weighted_metrics, "weighted_metrics"),
        )
        self.optimizer, self._loss, self._metrics, self._weighted_metrics = parts
        self.loss, self._averages = loss, None

    @quiet
    def fit(
        self,
        x,
        y=None,
        batch_size=None,
        epochs=1,
        verbose="auto",
        callbacks=None,
        validation_split=0.0,
        validation_data=None,
        shuffle=True,
        class_weight=None,
        sample_weight=None,
        initial_epoch=0,
    ):
        """Train: change the weights step by step, so that the loss gets small.

        Each epoch goes through all examples once, batch by batch; each batch is one
        step (`train_on_batch` shows it by itself).

        Parameters
        ----------
        x, y : array_like
            Examples and their labels, one a row.
        batch_size : int, optional
            How many examples make a step, 32 if None. The last batch may be smaller.
        epochs : int
            Up to which epoch to train; how many times to go through the examples.
        verbose : {"auto", 0, 1, 2}
            Show the progress (1, and "auto"), one line an epoch (2) or nothing (0).
        callbacks : list of Callback, optional
            What to call between steps and epochs, such as `EarlyStopping`.
        validation_split : float
            The share of the examples, the last ones, that is not trained on but
            evaluated after each epoch.
        validation_data : tuple, optional
            Examples and labels, ``(x, y)``, to evaluate instead; or with their weights,
            ``(x, y, sample_weight)``.
        shuffle : bool
            Whether the order of the examples is new in every epoch.
        class_weight : dict, optional
            How much the examples of each class count, ``{0: 1.0, 1: 3.0}``; those of a
            class that is not named count 1.
        sample_weight : array_like, optional
            How much each example counts, ``(n,)``.
        initial_epoch : int
            The epoch to begin with, when a training goes on.

        Returns
        -------
        History
            Its `history` has the loss and the metrics of every epoch; it is also kept
            as ``model.history``, should the training be interrupted.

        Raises
        ------
        ValueError
            If an argument is not as described or the data do not fit the model or the
            loss or hold NaN or infinity, or the model was not compiled. Then nothing
            was changed.
        FloatingPointError
            If the loss becomes NaN or infinite. Callbacks are told that the training
            ends, so that `EarlyStopping` restores the best weights.

        Source: https://keras.io/api/models/model_training_apis/
        """
        self._refuse_uncompiled("fit")
        size = _data.batch_size(batch_size)
        epochs = _arguments.count(epochs, "epochs")
        first = _arguments.whole(initial_epoch, "initial_epoch", most=epochs - 1)
        _arguments.choice(verbose, _VERBOSE, "verbose")
        _arguments.choice(shuffle, (True, False), "shuffle")
        validation_split = _arguments.fraction(validation_split, "validation_split")
        callbacks, history = with_history(watched_by(callbacks))
        examples = self._examples(x, y, sample_weight)
        validation = None
        if validation_data is not None:
            parts = _data.parts(validation_data)
            validation = self._examples(*parts, where=" of validation_data")
        elif validation_split:
            examples, validation = _data.split(examples, validation_split)
        examples = _weighted(examples, class_weight)
        averages = self._averages_for(examples[1])
        self._ready_to_train()

        names = list(averages.names)
        if validation is not None:
            names += [f"val_{name}" for name in names]
        steps = math.ceil(len(examples[0]) / size)
        progress = Progress(verbose, epochs, steps)
        watchers = Watchers(
            callbacks,
            self,
            {"verbose": verbose, "epochs": epochs, "steps": steps, "metrics": names},
        )
        self.stop_training = False
        watchers.tell("on_train_begin", {})
        self.history = history
        logs = {}
        with progress:
            for epoch in range(first, epochs):
                watchers.tell("on_epoch_begin", epoch, {})
                progress.begin(epoch)
                logs = self._train_epoch(
                    examples, size, shuffle, averages, watchers, progress
                )
                if validation is not None and math.isfinite(logs["loss"]):
                    found = self._evaluate(validation, size, averages, watchers)
                    logs |= {f"val_{name}": value for name, value in found.items()}
                self._refuse_divergence(logs, epoch, examples[0], watchers)
                # As in Keras, the numbers come in the order of their names.
                logs = dict(sorted(logs.items()))
                watchers.tell("on_epoch_end", epoch, logs)
                progress.end(logs)  # with what the callbacks added, as in Keras
                if self.stop_training:
                    break
        watchers.tell("on_train_end", logs)
        return history

    def _refuse_uncompiled(self, method):
        if self._loss is None:
            raise ValueError(
                f"{self.name} does not know its loss: call compile before {method}, "
                'for example compile("sgd", "mean_squared_error")'
            )

    def _examples(self, x, y, sample_weight=None, where=""):
        """Return examples that training takes without another check."""
        x, y, weights = _data.examples(self, x, y, sample_weight, where)
        return x, _data.labels(self._loss, y, self(x[:1]), where), weights

    def _averages_for(self, y):
        """Return what keeps count of the loss and of the metrics, all at 0."""
        self._choose_loss()
        self._penalties = self._penalized()
        shapes = y.shape, self.output_shape
        found = metrics._by_name(self._metrics, *shapes)
        weighted = metrics._by_name(self._weighted_metrics, *shapes, taken=found)
        found |= weighted
        loss, activation = self._loss_of_scores, self._folded
        self._averages = Averages(loss, found, weighted, activation)
        return self._averages

    def _choose_loss(self):
        """Take a cross-entropy of the logits, where the last layer's activation fits.

        A model that is certain and wrong has no slope behind a sigmoid or a softmax; of
        what they took, it has one.
        """
        loss, last = self._loss, self._final_activation()
        is_last = loss.axis in (-1, len(self.output_shape) - 1)
        is_fitting = last is not None and last is loss._needs and is_last
        self._folded = last if is_fitting else None
        self._loss_of_scores = loss._of_logits() if is_fitting else loss
        advice = _advice.on_loss(loss, last, self.output_shape)
        if advice:
            warnings.warn(advice, stacklevel=5)

    def _ready_to_train(self):
        """Look up what stays the same in every step."""
        self._look_up_lowest()
        weights = self.trainable_weights
        if not weights:
            raise ValueError(f"{self.name} has no weights that training could change")
        self.optimizer._attach(weights)
        self._began_finite = all(np.isfinite(weight).all() for weight in self.weights)

    def _train_epoch(self, examples, size, shuffle, averages, watchers, progress):
        """Train on every batch once; return the loss and the metrics of the epoch."""
        averages.reset()
        for step, batch in enumerate(_data.batches(examples, size, shuffle)):
            watchers.tell_of_batch("on_train_batch_begin", step)
            x, y, weights = batch
            penalty = self._penalty()
            averages.add(y, self._train_step(x, y, weights), weights, penalty)
            watchers.tell_of_batch("on_train_batch_end", step, averages.logs)
            if progress.is_live:
                progress.update(step + 1, averages.logs)
            if self.stop_training:
                break
        return averages.end()

    def _train_step(self, x, y, weights=None):
        """Change the weights once, against the slope of the loss of one batch."""
        scores = self._scores(x, training=True)
        gradient = self._loss_of_scores._slopes(y, scores, weights)
        if self._has_shortcuts:
            of_logits = self._folded is not None
            self.backward(gradient, of_logits=of_logits, to_inputs=False)
        else:
            self.backward(gradient)
        for place, weight, regularizer in self._penalties:
            slopes = regularizers._slopes(regularizer, weight)
            self.gradients[place] = self.gradients[place] + slopes
        self.optimizer.apply(self.gradients)
        return scores

    def _penalty(self):
        """Return what the regularizers add to the loss."""
        return sum(
            float(np.sum(regularizer(weight)))
            for _, weight, regularizer in self._penalties
        )

    def _scores(self, x, training):
        """Return what the loss is taken of: the outputs, or the logits behind them."""
        if self._folded:
            return self._logits(x, training)
        return self._run(x, training)

    def _refuse_divergence(self, logs, epoch, x, watchers):
        """Say why the loss is no number any more, if it is none."""
        for name in ("loss", "val_loss"):
            if not math.isfinite(logs.get(name, 0)):
                watchers.tell("on_train_end", logs)
                advice = _advice.on_divergence(self, x, self._began_finite)
                raise FloatingPointError(
                    f"the {name} is {logs[name]} in epoch {epoch + 1}: {advice}. The "
                    "history up to here is in model.history; the weights are lost, "
                    "unless EarlyStopping has restored the best ones"
                )

    @quiet
    def train_on_batch(
        self, x, y=None, sample_weight=None, class_weight=None, return_dict=False
    ):
        """Train one step, on these examples; return the loss before it.

        Parameters
        ----------
        x, y : array_like
            The examples and labels of one batch.
        sample_weight, class_weight : optional
            As for `fit`.
        return_dict : bool
            Return the loss and the metrics as a dict.

        Returns
        -------
        float, list or dict
            The loss; with metrics a list, the loss first.

        Raises
        ------
        ValueError
            If the data do not fit, or the model was not compiled.

        Source: https://keras.io/api/models/model_training_apis/
        """
        self._refuse_uncompiled("train_on_batch")
        examples = _weighted(self._examples(x, y, sample_weight), class_weight)
        x, y, weights = examples
        averages = self._averages_for(y)
        self._ready_to_train()
        penalty = self._penalty()
        averages.add(y, self._train_step(x, y, weights), weights, penalty)
        return _reported(averages.end(), return_dict)

    @quiet
    def test_on_batch(self, x, y=None, sample_weight=None, return_dict=False):
        """Return the loss and the metrics of one batch, and change nothing.

        Parameters
        ----------
        x, y : array_like
            The examples and labels.
        sample_weight : array_like, optional
            How much each example counts, ``(n,)``.
        return_dict : bool
            Return a dict, by the names.

        Returns
        -------
        float, list or dict
            The loss; with metrics a list, the loss first.

        Raises
        ------
        ValueError
            If the data do not fit, or the model was not compiled.

        Source: https://keras.io/api/models/model_training_apis/
        """
        self._refuse_uncompiled("test_on_batch")
        x, y, weights = self._examples(x, y, sample_weight)
        averages = self._averages_for(y)
        averages.add(y, self._scores(x, training=False), weights, self._penalty())
        return _reported(averages.end(), return_dict)

    def reset_metrics(self):
        """Forget the examples that the loss and the metrics were counted over.

        Everything that trains or evaluates does so by itself when it begins.
        """
        if self._averages:
            self._averages.reset()

    @quiet
    def evaluate(
        self,
        x,
        y=None,
        batch_size=None,
        verbose="auto",
        sample_weight=None,
        *,
        callbacks=None,
        return_dict=False,
    ):
        """Return the loss, and the metrics if there are any.

        Parameters
        ----------
        x, y : array_like
            Examples and their labels, one a row.
        batch_size : int, optional
            How many examples are computed at once, 32 if None.
        verbose : {"auto", 0, 1, 2}
            Print what was found (1, 2 and "auto") or nothing (0).
        sample_weight : array_like, optional
            How much each example counts, ``(n,)``.
        callbacks : list of Callback, optional
            What to call before and after each batch.
        return_dict : bool
            Return a dict, by the names.

        Returns
        -------
        float, list or dict
            The loss; with metrics a list, the loss first.

        Raises
        ------
        ValueError
            If the data do not fit the model or the loss, or hold NaN or infinity, or
            the model was not compiled.

        Source: https://keras.io/api/models/model_training_apis/
        """
        self._refuse_uncompiled("evaluate")
        size = _data.batch_size(batch_size)
        _arguments.choice(verbose, _VERBOSE, "verbose")
        callbacks = watched_by(callbacks)
        examples = self._examples(x, y, sample_weight)
        averages = self._averages_for(examples[1])
        steps = math.ceil(len(examples[0]) / size)
        watchers = Watchers(callbacks, self, {"verbose": verbose, "steps": steps})
        progress = Progress(verbose, 1, steps)
        progress.begin(0)
        logs = self._evaluate(examples, size, averages, watchers)
        progress.end(logs)
        return _reported(logs, return_dict)

    def _evaluate(self, examples, size, averages, watchers):
        averages.reset()
        watchers.tell("on_test_begin", {})
        penalty = self._penalty()
        for step, (x, y, weights) in enumerate(_data.batches(examples, size)):
            watchers.tell_of_batch("on_test_batch_begin", step)
            averages.add(y, self._scores(x, training=False), weights, penalty)
            watchers.tell_of_batch("on_test_batch_end", step, averages.logs)
        logs = averages.end()
        watchers.tell("on_test_end", logs)
        return logs

    @quiet
    def predict(self, x, batch_size=None, verbose="auto", *, callbacks=None):
        """Return the output for every example.

        Parameters
        ----------
        x : array_like
            One example a row. For a model of one feature, ``(n,)`` will do.
        batch_size : int, optional
            How many examples are computed at once, 32 if None. It changes how much
            memory is needed; of the result, at most how its last digits are rounded.
        verbose : {"auto", 0, 1, 2}
            Accepted so that the line also runs in Keras; nothing is printed here.
        callbacks : list of Callback, optional
            What to call before and after each batch.

        Returns
        -------
        ndarray
            ``(n, units of the last layer)``.

        Raises
        ------
        ValueError
            If the examples do not fit the model, or there are none.
        """
        _arguments.choice(verbose, _VERBOSE, "verbose")
        size = _data.batch_size(batch_size)
        callbacks = watched_by(callbacks)
        x = self._ready(x, "x")
        starts = range(0, len(x), size)
        params = {"verbose": verbose, "steps": len(starts)}
        watchers = Watchers(callbacks, self, params)
        outputs = []
        watchers.tell("on_predict_begin", {})
        for step, start in enumerate(starts):
            watchers.tell_of_batch("on_predict_batch_begin", step)
            outputs.append(self._run(x[start : start + size], training=False))
            watchers.tell_of_batch(
                "on_predict_batch_end", step, lambda: {"outputs": outputs[-1]}
            )
        watchers.tell("on_predict_end", {})
        return np.concatenate(outputs)

    def predict_on_batch(self, x):
        """Return the output for one batch.

        Parameters
        ----------
        x : array_like
            One example a row.

        Returns
        -------
        ndarray
            ``(n, units of the last layer)``.
        """
        return self(x, training=False)


def _metrics_of(identifiers, name):
    """Return the metrics that `compile` was given as a list, if all are known."""
    if identifiers is None:
        return []
    if not isinstance(identifiers, list | tuple):
        raise TypeError(
            f'{name} must be a list such as ["accuracy"], got {identifiers!r}'
        )
    metrics._by_name(identifiers, (1, 1), (1, 1))
    return list(identifiers)


def _weighted(examples, class_weight):
    """Return the examples with weights by their classes, if those are given."""
    if class_weight is None:
        return examples
    x, y, weights = examples
    if weights is not None:
        raise ValueError("give class_weight or sample_weight, not both")
    return x, y, _data.weights_of_classes(y, class_weight)


def _reported(logs, return_dict):
    """Return the loss and the metrics as `evaluate` does."""
    values = list(logs.values())
    return logs if return_dict else values if len(values) > 1 else values[0]
