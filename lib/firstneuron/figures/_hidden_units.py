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
    "day": _("The twelve readings, the true day, and the network's curve"),
    "errors": _("Both errors, over the number of units"),
    "size": _("Units in each layer"),
    "train": _("Train from the start"),
    "state": _(
        "Units in each of the two layers: {units}; parameters: {parameters}; epochs: "
        "{epochs}. The error is {own:.1f} °C on the twelve readings and {apart:.1f} °C "
        "on the sixty others."
    ),
    "more": _(
        "The true day itself is off by {noise:.1f} on the twelve, so there is more to "
        "learn."
    ),
    "heart": _(
        "Nearer to the twelve than the true day, which is off by {noise:.1f}, the "
        "curve follows their mistakes."
    ),
    "lowest": _("On the others no network here does better."),
}


def hidden_units(units=SPEC["units"].value, epochs=SPEC["epochs"].value):
    """Let the reader choose a network's size and time, and see two errors.

    A network of two hidden layers with tanh has learned twelve readings of a day's
    temperature. Its error is the root of the mean squared error, on these twelve and on
    sixty others, in °C. All networks were trained beforehand, from one seed:
    `firstneuron.datasets.load_day_networks`.

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
    error is 2.7 °C on the twelve readings and 2.5 °C on the sixty others. Nearer to the
    twelve than the true day, which is off by 3.0, the curve follows their mistakes.
    """
    day = _day()
    return Figure(
        "hidden-units",
        SPEC,
        {"units": units, "epochs": epochs},
        _values,
        words=WORDS,
        still=_still,
        height=(493, 864),
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
    own, apart = day.errors[network, list(day.epochs).index(epochs)]
    noise = _noise()
    lowest = f"{apart:.1f}" == f"{day.errors[..., 1].min():.1f}"
    return {
        "parameters": units * units + 4 * units + 1,
        "own": own,
        "apart": apart,
        "noise": noise,
        "says": ["state", "lowest" if lowest else "heart" if own < noise else "more"],
    }


def _still(units, epochs):
    day, network = _day(), UNITS.index(units)
    moment = list(day.epochs).index(epochs)
    left, right = plots.side_by_side(2, side=3.5, height=3.2)
    plots.points(left, day.hours, day.readings)
    look = {"s": 12, "color": plots.GREY, "alpha": 0.4, "linewidths": 0}
    left.scatter(day.hours_apart, day.readings_apart, **look)
    left.plot(day.places, _temperature(day.places), "--", color=plots.GREY, lw=1.2)
    left.plot(day.places, day.curves[network, moment], color=plots.ORANGE)
    left.set(xlabel="hour", ylabel="°C", xticks=range(0, 25, 6), ylim=(2, 28))
    places = range(len(UNITS))
    for column, color, style in ((0, plots.BLUE, "-"), (1, plots.ORANGE, "--")):
        errors = day.errors[:, moment, column]
        right.plot(places, errors, style, color=color)
        right.plot(network, errors[network], "o", color=color)
    right.set(xlabel="units", ylabel="error (°C)", ylim=(0, 6.6))
    right.set_xticks(places, UNITS)
