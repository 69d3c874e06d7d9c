"""Fit the cereals: a line by its two handles, and its place on the map of the MSE."""

import numpy as np

from firstneuron import datasets, losses, pictures
from firstneuron._words import _
from firstneuron.figures._figure import Figure
from firstneuron.figures._state import Number

SPEC = {
    "w": Number(1, low=0, high=5, step=0.05),
    "b": Number(75, low=60, high=120, step=1),
}
LEVELS = [280, 400, 600, 1200]

WORDS = {
    "title": _("Fit the cereals."),
    "task": _("Drag the line by its dots, or the dot on the map."),
    "w": _("weight w"),
    "b": _("bias b"),
    "sugars": _("sugars (g)"),
    "calories": _("calories (kcal)"),
    "line": _("The cereals and the line"),
    "map": _("The map of the MSE, over weight and bias"),
    "left": _("Line at 1 g"),
    "right": _("Line at 14 g"),
    "place": _("Place on the map"),
    "best": _("Best line"),
    "state": _("The line {w:.2f} x + {b:.0f} has an MSE of {mse:.1f}."),
    "far": _("It can be lower."),
    "near": _(
        "That is almost the lowest, {lowest:.1f}, of {best_w:.2f} x + {best_b:.1f}."
    ),
}


def fit_line(w=SPEC["w"].value, b=SPEC["b"].value):
    """Let the reader fit a line to the cereals, and see where it stands on the map.

    Each dot is a cereal, each square a squared residual, ``(w x + b - y) ** 2``. On the
    map of all lines the rings join places of the same MSE.

    Parameters
    ----------
    w : float
        The weight, in kcal per g, from 0 to 5.
    b : float
        The bias, in kcal, from 60 to 120.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If a number is beyond its limits.

    Examples
    --------
    >>> fit_line(w=2.5, b=90)  # doctest: +NORMALIZE_WHITESPACE
    Fit the cereals. The line 2.50 x + 90 has an MSE of 257.7. That is almost the
    lowest, 257.4, of 2.54 x + 89.2.
    """
    x, y = _cereals()
    return Figure(
        "fit-line",
        SPEC,
        {"w": w, "b": b},
        _values,
        words=WORDS,
        still=_still,
        height=(472, 862),
        data={"x": x, "y": y, "levels": LEVELS},
    )


def _cereals():
    cereals = datasets.load_cereals().complete("sugars", "calories")
    return cereals["sugars"], cereals["calories"]


def _values(w, b):
    x, y = _cereals()
    best_w = np.cov(x, y, bias=True)[0, 1] / x.var()
    best_b = y.mean() - best_w * x.mean()
    lowest = losses.mean_squared_error(y, best_w * x + best_b)
    mse = losses.mean_squared_error(y, w * x + b)
    return {
        "mse": mse,
        "lowest": lowest,
        "best_w": best_w,
        "best_b": best_b,
        "says": ["state", "near" if mse < lowest + 1 else "far"],
    }


def _still(w, b):
    pictures.bowl(
        *_cereals(),
        w,
        b,
        weights=(SPEC["w"].low, SPEC["w"].high),
        biases=(SPEC["b"].low, SPEC["b"].high),
        levels=LEVELS,
        labels=("sugars (g)", "calories (kcal)"),
        best=False,
    )
