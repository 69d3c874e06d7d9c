"""The learning rate: a walk down a parabola, by its start and its first step."""

import numpy as np

from firstneuron import losses, optimizers, plots
from firstneuron._words import _
from firstneuron.figures._figure import Figure
from firstneuron.figures._state import Number

SPEC = {
    "start": Number(4.25, low=1.2, high=4.8, step=0.05),
    "rate": Number(0.1, low=0.01, high=1.1, step=0.01),
}
X, Y = np.array([1.0]), np.array([3.0])  # the only example
BEST, CURVATURE = 3, 2
STEPS = 20
VIEW = {"w": [0.8, 5.2], "loss": [-0.35, 4.8]}

WORDS = {
    "title": _("The learning rate."),
    "task": _("Drag dot 0, the start, or dot 1, where the first step ends."),
    "start": _("start w"),
    "rate": _("rate α"),
    "step": _("step"),
    "loss": _("loss L"),
    "bowl": _("The loss over the weight, and the walk"),
    "losses": _("The loss over the steps"),
    "origin": _("Dot 0, the start"),
    "first": _("Dot 1, the end of the first step"),
    "state": _(
        "With the rate {rate:.2f} the first step goes from {start:.2f} to {first:.3f}."
    ),
    "bottom": _(
        "The walk starts at the bottom, where the slope is 0, and stays there."
    ),
    "creeps": _(
        "The walk creeps: after 20 steps, {left:.0f} % of the distance to the bottom "
        "is left."
    ),
    "arrives": _(
        "The walk stays on its side and arrives, in shorter and shorter steps."
    ),
    "jump": _("One jump, and the walk is at the bottom, where the slope is 0."),
    "overshoots": _("Each step overshoots the bottom, and yet the walk arrives."),
    "swings": _(
        "The walk jumps from side to side: after 20 steps, {left:.0f} % of the "
        "distance to the bottom is left."
    ),
    "for ever": _(
        "To and fro for ever: each step ends as high as it began, on the other side."
    ),
    "explodes": _("The walk explodes: each step ends higher up than it began."),
}


def learning_rate(start=SPEC["start"].value, rate=SPEC["rate"].value):
    """Let the reader choose the start and the learning rate of a walk down a parabola.

    The loss of one weight and one example, ``(w * 1 - 3) ** 2``, has its bottom at 3
    and the curvature 2. Each step, ``w - rate * slope``, multiplies the distance from
    the bottom by ``1 - rate * 2``.

    Parameters
    ----------
    start : float
        The weight at which the walk starts, from 1.2 to 4.8.
    rate : float
        The learning rate, from 0.01 to 1.1.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If a number is beyond its limits.

    Examples
    --------
    >>> learning_rate(start=4, rate=1)  # doctest: +NORMALIZE_WHITESPACE
    The learning rate. With the rate 1.00 the first step goes from 4.00 to 2.000. To and
    fro for ever: each step ends as high as it began, on the other side.
    """
    return Figure(
        "learning-rate",
        SPEC,
        {"start": start, "rate": rate},
        _values,
        words=WORDS,
        still=_still,
        height=(470, 907),
        data={"best": BEST, "curvature": CURVATURE, "steps": STEPS, "view": VIEW},
    )


def _walk(start, rate):
    optimizer = optimizers.SGD(rate)
    w = np.array([float(start)])
    path = [w[0]]
    for _step in range(STEPS):
        slope = losses.MeanSquaredError().derivative(Y, w * X) * X
        optimizer.apply([slope], [w])
        path.append(w[0])
    return np.array(path)


def _losses(path):
    return np.array([losses.mean_squared_error(Y, w * X) for w in np.ravel(path)])


def _kind(start, factor, left):
    """Return what a walk is called whose steps multiply the distance by a factor."""
    if start == BEST:
        return "bottom"
    if factor <= -1:
        return "for ever" if factor == -1 else "explodes"
    if factor == 0:
        return "jump"
    arrived = left < 2
    if factor > 0:
        return "arrives" if arrived else "creeps"
    return "overshoots" if arrived else "swings"


def _values(start, rate):
    path = _walk(start, rate)
    factor = 1 - rate * CURVATURE
    left = 100 * abs(factor) ** STEPS  # percent of the distance
    kind = _kind(start, factor, left)
    return {
        "path": path,
        "losses": _losses(path),
        "first": path[1],
        "left": left,
        "says": [kind] if kind == "bottom" else ["state", kind],
    }


def _still(start, rate):
    path = _walk(start, rate)
    left, right = plots.side_by_side(2)
    left.set(xlabel="$w$", ylabel="$L$", xlim=VIEW["w"], ylim=VIEW["loss"])
    weights = np.linspace(*VIEW["w"], 100)
    plots.curve(left, weights, _losses(weights), color=plots.BLUE)
    plots.best(left, BEST, 0)
    plots.path(left, path, _losses(path))
    for number, w in enumerate(path[:2]):
        side = "right" if w > BEST else "left"
        height = _losses(w).item()
        plots.label(left, w, height, str(number), color=plots.ORANGE, side=side)
    right.set(xlabel="step", ylabel="$L$", ylim=VIEW["loss"])
    plots.path(right, range(STEPS + 1), _losses(path))
