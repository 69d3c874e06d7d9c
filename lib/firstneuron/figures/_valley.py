"""The valley: what centring and dividing do to the rings of the MSE, and to a walk."""

import numpy as np

from firstneuron import datasets, losses, optimizers, plots
from firstneuron._words import _
from firstneuron.figures._figure import Figure
from firstneuron.figures._state import Number, Switch

SPEC = {
    "centre": Switch(False),
    "divide": Switch(False),
    "rate": Number(0.014, low=0.001, high=1.1, step=0.001),
    "w": Number(0, low=-24, high=46, step=1),
    "b": Number(60, low=50, high=120, step=1),
}
# From thousandths to tenths: a rate that creeps in one bowl explodes in another.
STOPS = [
    number / 1000
    for start, end, by in ((1, 20, 1), (20, 100, 10), (100, 1101, 50))
    for number in range(start, end, by)
]
LEVELS = [500, 1000, 1800, 2800]
MOST, TOO_HIGH = 1000, 1e6  # a walk ends after so many steps, or at such an MSE
NEAR = 1.01  # times the lowest MSE: then it has arrived

WORDS = {
    "title": _("The valley."),
    "task": _(
        "Switch on centring and dividing, and look for the rate that needs the fewest "
        "steps. The start can be dragged."
    ),
    "centre": _("centre: subtract the mean"),
    "divide": _("divide by the std"),
    "rate": _("rate α"),
    "calories": _("calories (kcal)"),
    "cereals": _("The cereals, the line at the start and the line after the walk"),
    "map": _("The map of the MSE, with the walk"),
    "start": _("Start"),
    "lean": _("The rings lean, and they are {longer:.1f} times as long as wide."),
    "upright": _("The rings stand upright, {longer:.1f} times as long as wide."),
    "circles": _("The rings are circles."),
    "there": _("The start is already within 1 % of the lowest MSE."),
    "one": _("With the rate {rate}, one step comes within 1 % of the lowest MSE."),
    "arrives": _(
        "With the rate {rate}, it takes {steps} steps to come within 1 % of the lowest "
        "MSE."
    ),
    "creeps": _(
        "With the rate {rate}, 1000 steps do not come within 1 % of the lowest MSE."
    ),
    "explodes": _("With the rate {rate}, the walk explodes."),
}


def valley(
    centre=SPEC["centre"].value,
    divide=SPEC["divide"].value,
    rate=SPEC["rate"].value,
    w=SPEC["w"].value,
    b=SPEC["b"].value,
):
    """Let the reader scale the sugars, and see the rings of the MSE get round.

    Gradient descent fits the line ``w x + b`` to the cereals, where ``x`` are the
    sugars, from which the mean is taken away (`centre`) and which are divided by their
    standard deviation (`divide`). The rings join places of the same MSE.

    Parameters
    ----------
    centre : bool
    divide : bool
    rate : float
        The learning rate, from 0.001 to 1.1.
    w : float
        The weight at the start, from -24 to 46.
    b : float
        The bias at the start, from 50 to 120.

    Returns
    -------
    Figure

    Raises
    ------
    TypeError
        If a switch is not True or False.
    ValueError
        If a number is beyond its limits.

    Examples
    --------
    >>> valley(centre=True, divide=True, rate=0.5)  # doctest: +NORMALIZE_WHITESPACE
    The valley. The rings are circles. With the rate 0.5, one step comes within 1 % of
    the lowest MSE.
    """
    sugars, calories = _cereals()
    return Figure(
        "valley",
        SPEC,
        {"centre": centre, "divide": divide, "rate": rate, "w": w, "b": b},
        _values,
        words=WORDS,
        still=_still,
        height=(541, 990),
        data={
            "sugars": sugars,
            "calories": calories,
            "levels": LEVELS,
            "stops": STOPS,
            "most": MOST,
            "tooHigh": TOO_HIGH,
            "near": NEAR,
        },
    )


def _cereals():
    cereals = datasets.load_cereals().complete("sugars", "calories")
    return cereals["sugars"], cereals["calories"]


def _scaled(centre, divide):
    sugars, _calories = _cereals()
    return (sugars - centre * sugars.mean()) / (sugars.std() if divide else 1)


def _mse(place, x, y):
    return losses.mean_squared_error(y, place[0] * x + place[1])


def _walk(x, y, rate, w, b):
    """Return the places of a walk until it is near the lowest MSE, or far from it."""
    lowest = _mse(np.polyfit(x, y, 1), x, y)
    optimizer = optimizers.SGD(rate)
    place = np.array([float(w), float(b)])
    path = [place.copy()]
    while NEAR * lowest < _mse(place, x, y) <= TOO_HIGH and len(path) <= MOST:
        error = place[0] * x + place[1] - y
        gradient = 2 * np.array([np.mean(error * x), np.mean(error)])
        optimizer.apply([gradient], [place])
        path.append(place.copy())
    return np.array(path), lowest


def _values(centre, divide, rate, w, b):
    x, y = _scaled(centre, divide), _cereals()[1]
    path, lowest = _walk(x, y, rate, w, b)
    steps = len(path) - 1
    first, last = _mse(path[0], x, y), _mse(path[-1], x, y)
    inputs = np.stack([x, np.ones_like(x)])
    flat, steep = np.linalg.eigvalsh(2 * inputs @ inputs.T / len(x))
    rings = "lean" if not centre else "circles" if divide else "upright"
    if last <= NEAR * lowest:
        walk = {0: "there", 1: "one"}.get(steps, "arrives")
    else:  # to and fro, it ends as high as it began, but for the last digits
        walk = "explodes" if last > 1.01 * first else "creeps"
    return {
        "steps": steps,
        "mse": last,
        "longer": np.sqrt(steep / flat),
        "says": [rings, walk],
    }


def _still(centre, divide, rate, w, b):
    x, y = _scaled(centre, divide), _cereals()[1]
    path, _lowest = _walk(x, y, rate, w, b)
    weights, biases = ((SPEC[name].low, SPEC[name].high) for name in "wb")
    left, right = plots.side_by_side(2)
    left.set(xlabel="$x$", ylabel="calories (kcal)", xlim=(-8, 16), ylim=(30, 190))
    left.axvline(0, color=plots.GREY, linewidth=1)
    plots.points(left, x, y)
    plots.line(left, *path[0], style="--")
    if _mse(path[-1], x, y) <= TOO_HIGH:
        plots.line(left, *path[-1])
    right.set(xlabel="$w$", ylabel="$b$", aspect="equal")
    sides = np.linspace(*weights, 71), np.linspace(*biases, 71)
    plots.rings(right, lambda *place: _mse(place, x, y), *sides, levels=LEVELS)
    plots.best(right, *np.polyfit(x, y, 1))
    plots.path(right, *path.T)
    right.set(xlim=weights, ylim=biases)
