"""The batch size: the way of stochastic gradient descent, and its cloud at the end."""

import math

import numpy as np

from firstneuron import (
    callbacks,
    datasets,
    layers,
    losses,
    models,
    optimizers,
    pictures,
)
from firstneuron._words import _
from firstneuron.figures._figure import Figure
from firstneuron.figures._state import Choice, Number

SPEC = {
    "size": Choice("1", options=("1", "4", "16", "76")),
    "epochs": Number(5, low=1, high=30, step=1),
    "rate": Number(0.05, low=0.005, high=0.2, step=0.005),
}
START = (0.0, 60.0)
VIEW = {"w": [-24, 46], "b": [55, 125]}
LEVELS = [700, 1200, 1900, 2800]
LEFT = 0.02  # of the distance: then it has arrived, but for the noise

WORDS = {
    "title": _("The batch size."),
    "task": _("Choose how many cereals make a step, and let the epochs run."),
    "size": _("batch size"),
    "epochs": _("epochs"),
    "rate": _("rate α"),
    "epoch": _("epoch"),
    "distance": _("distance from the star"),
    "typical": _("typical"),
    "map": _("The map of the MSE, with the path"),
    "over": _("The distance from the star over the epochs"),
    "end": _("Where the path ends"),
    "run": _("Run the epochs"),
    "state": _(
        "Batch size: {size}. Epochs: {epochs}. Steps in each: {each}. Steps in all: "
        "{steps}. The MSE at the end is {mse:.1f}."
    ),
    "far": _("The path is still on its way to the star."),
    "swarms": _(
        "The path has arrived and swarms: in the last epoch its typical distance from "
        "the star is {away:.1f}."
    ),
    "stands": _("The path has arrived, and stands still at the star."),
}


def batch_size(
    size=SPEC["size"].value, epochs=SPEC["epochs"].value, rate=SPEC["rate"].value
):
    """Let the reader choose how many examples make a step, and see the path's cloud.

    Stochastic gradient descent fits a line to the cereals with scaled sugars, from
    ``w = 0`` and ``b = 60``. In every epoch the 76 cereals are shuffled and dealt out
    in batches. In this round bowl the squared distance from the star, the lowest point,
    is ``MSE - lowest MSE``.

    Parameters
    ----------
    size : str
        The batch size: "1", "4", "16" or "76".
    epochs : int
        From 1 to 30.
    rate : float
        The learning rate, from 0.005 to 0.2.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If `size` is something else, or a number is beyond its limits.

    Examples
    --------
    >>> batch_size(size="4", epochs=10)  # doctest: +NORMALIZE_WHITESPACE
    The batch size. Batch size: 4. Epochs: 10. Steps in each: 19. Steps in all: 190. The
    MSE at the end is 259.2. The path has arrived and swarms: in the last epoch its
    typical distance from the star is 2.6.
    """
    sugars, calories = _cereals()
    return Figure(
        "batch-size",
        SPEC,
        {"size": size, "epochs": epochs, "rate": rate},
        _values,
        words=WORDS,
        still=_still,
        height=(545, 1025),
        data={
            "sugars": sugars,
            "calories": calories,
            "orders": _orders(),
            "start": START,
            "view": VIEW,
            "levels": LEVELS,
            "left": LEFT,
        },
    )


def _cereals():
    cereals = datasets.load_cereals().complete("sugars", "calories")
    return cereals["sugars"], cereals["calories"]


def _scaled():
    sugars, calories = _cereals()
    return (sugars - sugars.mean()) / sugars.std(), calories


def _orders():
    """Return the order of the cereals in each epoch, the same for all batch sizes."""
    rng = np.random.default_rng(seed=0)
    return [
        rng.permutation(len(_cereals()[0])) for _epoch in range(SPEC["epochs"].high)
    ]


def _path(size, epochs, rate):
    """Return the weight and the bias after each step of `fit`."""
    x, y = _scaled()
    line = layers.Dense(1, dtype="float64")
    model = models.Sequential([layers.Input((1,), dtype="float64"), line])
    line.set_weights([np.array([START[:1]]), np.array(START[1:])])
    model.compile(optimizers.SGD(rate), "mse")
    path = [START]

    def watch(_batch, _logs):
        path.append([weight.item() for weight in line.get_weights()])

    watched = [callbacks.LambdaCallback(on_train_batch_end=watch)]
    for order in _orders()[:epochs]:
        shuffled = x[order], y[order]
        settings = {"batch_size": int(size), "shuffle": False, "verbose": 0}
        model.fit(*shuffled, callbacks=watched, **settings)
    return np.array(path)


def _values(size, epochs, rate):
    x, y = _scaled()
    path = _path(size, epochs, rate)
    steps = len(path) - 1
    each = math.ceil(len(x) / int(size))
    away = np.hypot(*(path[-each:] - np.polyfit(x, y, 1)).T)
    arrived = abs(1 - 2 * rate) ** steps < LEFT
    kind = "far" if not arrived else "stands" if each == 1 else "swarms"
    return {
        "each": each,
        "steps": steps,
        "place": path[-1],
        "mse": losses.mean_squared_error(y, path[-1][0] * x + path[-1][1]),
        "away": np.sqrt(np.mean(away**2)),
        "says": ["state", kind],
    }


def _still(size, epochs, rate):
    pictures.descents(
        *_scaled(),
        {size: _path(size, epochs, rate)},
        epochs=epochs,
        weights=VIEW["w"],
        biases=VIEW["b"],
        levels=LEVELS,
    )
