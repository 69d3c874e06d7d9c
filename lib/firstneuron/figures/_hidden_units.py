"""How many units? A network that learns a day, its size, its time, and two errors."""

from functools import cache

import numpy as np

from firstneuron import datasets, plots
from firstneuron._words import _
from firstneuron.figures._figure import Figure, packed
from firstneuron.figures._state import Number, Stop

UNITS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)

SPEC = {
    "units": Stop(64, UNITS),
    "epochs": Number(500, low=20, high=500, step=20),
}

WORDS = {
    "title": _("How many units?"),
    "task": _("Bring the validation error down."),
    "units": _("units a layer"),
    "epochs": _("epochs"),
    "hour": _("hour"),
    "error": _("error (°C)"),
    "training": _("training"),
    "validation": _("validation"),
    "truth": _("true day"),
    "network": _("network"),
    "day": _("The readings, the true day, and the network's curve"),
    "errors": _("Both errors, over the number of units"),
    "size": _("Units in each layer"),
    "train": _("Train from the start"),
    "state": _(
        "Units in each of the two layers: {units}; parameters: {parameters}; epochs: "
        "{epochs}. The training error is {own:.1f} °C, the validation error "
        "{apart:.1f} °C."
    ),
    "more": _(
        "The true day itself is off by {noise:.1f} °C on the training readings, so "
        "there is more to learn."
    ),
    "heart": _(
        "Nearer to the training readings than the true day, which is off by "
        "{noise:.1f} °C, the curve follows their mistakes."
    ),
    "best": _(
        "After {epochs} epochs no other number of units does better on the validation "
        "readings."
    ),
    "lowest": _(
        "On the validation readings no network here does better, at any number of "
        "epochs."
    ),
}


def hidden_units(units=SPEC["units"].value, epochs=SPEC["epochs"].value):
    """Let the reader choose a network's size and time, and see two errors.

    A network of two hidden layers with tanh has learned twelve readings of a day's
    temperature. Its error is the root of the mean squared error, on these twelve and on
    sixty validation readings, in °C. All networks were trained beforehand, from one
    seed: `firstneuron.datasets.load_day_networks`.

    Parameters
    ----------
    units : int
        In each hidden layer: 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48 or 64.
    epochs : int
        From 20 to 500, in steps of 20.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If there is no such network, or a number is beyond its limits.

    Examples
    --------
    >>> hidden_units(units=8)  # doctest: +NORMALIZE_WHITESPACE
    How many units? Units in each of the two layers: 8; parameters: 97; epochs: 500. The
    training error is 2.7 °C, the validation error 2.5 °C. After 500 epochs no other
    number of units does better on the validation readings.
    """
    day = _day()
    return Figure(
        "hidden-units",
        SPEC,
        {"units": units, "epochs": epochs},
        _values,
        words=WORDS,
        still=_still,
        height=(516, 890),
        data={
            "hours": day.hours,
            "readings": day.readings,
            "hours_apart": day.hours_apart,
            "readings_apart": day.readings_apart,
            "places": day.places,
            "truth": _temperature(day.places),
            "noise": _noise(),
            "curves": packed(day.curves, 2),
            "errors": packed(day.errors, 3),
        },
    )


@cache
def _day():
    return datasets.load_day_networks()


def _temperature(hour):
    """Return the true temperature, which chapter 10 made up, in °C."""
    return 15 - 6 * np.cos((hour - 4) * np.pi / 12)


def _noise():
    day = _day()
    off = day.readings - _temperature(day.hours)
    return np.sqrt(np.mean(off**2))


def _values(units, epochs):
    day, network = _day(), UNITS.index(units)
    moment = list(day.epochs).index(epochs)
    own, apart = day.errors[network, moment]
    noise = _noise()
    return {
        "parameters": units * units + 4 * units + 1,
        "own": own,
        "apart": apart,
        "noise": noise,
        "says": ["state", _hint(own, apart, moment)],
    }


def _hint(own, apart, moment):
    """Return what is to be said: first that it is the best, as far as is shown."""
    others = _day().errors[..., 1]
    for name, errors in (("lowest", others), ("best", others[:, moment])):
        if f"{apart:.1f}" == f"{errors.min():.1f}":
            return name
    return "heart" if own < _noise() else "more"


def _still(units, epochs):
    day, network = _day(), UNITS.index(units)
    moment = list(day.epochs).index(epochs)
    left, right = plots.side_by_side(2, side=3.5, height=3.2)
    plots.points(left, day.hours, day.readings)
    look = {"s": 12, "color": plots.GREEN, "alpha": 0.5, "linewidths": 0}
    left.scatter(day.hours_apart, day.readings_apart, **look)
    truth = _temperature(day.places)
    left.plot(day.places, truth, "--", color=plots.GREY, lw=1.2, label="true day")
    curve = day.curves[network, moment]
    left.plot(day.places, curve, color=plots.ORANGE, label="network")
    left.legend(loc="upper left")
    left.set(xlabel="hour", ylabel="°C", xticks=range(0, 25, 6), ylim=(2, 28))
    places, named = range(len(UNITS)), 7
    looks = (("training", plots.BLUE, "-"), ("validation", plots.GREEN, "--"))
    for column, (name, color, style) in enumerate(looks):
        errors = day.errors[:, moment, column]
        right.plot(places, errors, style, color=color)
        right.plot(network, errors[network], "o", color=color)
        above = errors[named] > day.errors[named, moment, 1 - column]
        away = {"xytext": (0, 9 if above else -18), "textcoords": "offset points"}
        right.annotate(name, (named, errors[named]), color=color, ha="right", **away)
    right.set(xlabel="units", ylabel="error (°C)", ylim=(0, 6.6))
    right.set_xticks(places, UNITS)
