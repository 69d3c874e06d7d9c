"""The Titanic's passengers by fare: a sigmoid over the shares, and its surprises."""

from functools import cache

import numpy as np

from firstneuron import datasets, losses, plots
from firstneuron._words import _
from firstneuron.activations import sigmoid
from firstneuron.figures._figure import Figure
from firstneuron.figures._state import Number

SPEC = {
    "w": Number(0.04, low=0, high=0.05, step=0.0002),
    "b": Number(-1.5, low=-3, high=2, step=0.01),
}
EDGES = [0, 8, 10, 15, 30, 50, 100, 600]  # of the bins, in pounds, as in the chapter
HIGHEST = 1.6  # where the axis of the surprise ends

WORDS = {
    "title": _("Who survived?"),
    "task": _("Drag the curve by its dots until the log loss is small."),
    "w": _("weight w"),
    "b": _("bias b"),
    "fare": _("fare (pounds)"),
    "share": _("share, probability"),
    "surprise": _("surprise"),
    "curve": _("The share that survived in each bin, and the curve"),
    "bars": _("The average surprise in each bin, as wide as it has passengers"),
    "left": _("Curve at 50 pounds"),
    "right": _("Curve at 150 pounds"),
    "lazy_model": _("lazy model"),
    "best": _("Best curve"),
    "state": _(
        "With the weight {w:.4f} and the bias {b:.2f} the log loss is {loss:.3f}."
    ),
    "above": _("The lazy model, one probability for everybody, has only {lazy:.3f}."),
    "same": _("The lazy model, one probability for everybody, has the same."),
    "below": _("The lazy model, one probability for everybody, has {lazy:.3f}."),
    "near": _("No curve of this kind gets below {lowest:.3f}."),
}


def survival(w=SPEC["w"].value, b=SPEC["b"].value):
    r"""Let the reader fit a sigmoid to the Titanic, and see where it is surprised.

    The curve is :math:`\sigma(w x + b)`, with the fare as x. Each dot is the share that
    survived in a bin. Each bar is a bin's average surprise, as wide as the bin has
    passengers, so that the area of all bars, levelled, is the log loss.

    Parameters
    ----------
    w : float
        The weight, a pound, from 0 to 0.05.
    b : float
        The bias, from -3 to 2.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If a number is beyond its limits.

    Examples
    --------
    >>> survival(w=0.015, b=-0.9)  # doctest: +NORMALIZE_WHITESPACE
    Who survived? With the weight 0.0150 and the bias −0.90 the log loss
    is 0.627. The lazy model, one probability for everybody, has 0.666. No curve of this
    kind gets below 0.627.
    """
    bins = [_counted(*both) for both in zip(*map(_bins, _passengers()), strict=True)]
    return Figure(
        "survival",
        SPEC,
        {"w": w, "b": b},
        _values,
        words=WORDS,
        still=_still,
        height=(494, 904),
        data={"bins": bins, "edges": EDGES, "best": _best(), "highest": HIGHEST},
    )


@cache
def _passengers():
    titanic = datasets.load_titanic()
    return titanic["Fare"], titanic["Survived"]


@cache
def _best():
    """Return the weight and the bias of the smallest log loss, by Newton's method."""
    fare, survived = _passengers()
    x = np.column_stack([fare, np.ones(len(fare))])
    weights = np.zeros(2)
    for _step in range(20):
        p = sigmoid(x @ weights)
        curvature = x.T @ (x * (p * (1 - p))[:, None])
        weights = weights - np.linalg.solve(curvature, x.T @ (p - survived))
    return {"w": weights[0], "b": weights[1]}


def _surprises(w, b):
    """Return the surprise of each passenger."""
    fare, survived = _passengers()
    z = w * fare + b
    return losses.binary_crossentropy(survived[:, None], z[:, None], from_logits=True)


def _bins(values):
    """Return what belongs to each bin."""
    which = np.digitize(_passengers()[0], EDGES)
    return [values[which == number] for number in range(1, len(EDGES))]


def _counted(fare, survived):
    """Return each fare of a bin, and how many who paid it survived or did not."""
    fares = np.unique(fare)
    yes, no = (
        [np.sum(survived[fare == one] == label) for one in fares] for label in (1, 0)
    )
    return {"fares": fares, "yes": yes, "no": no}


def _values(w, b):
    share = _passengers()[1].mean()
    loss = _surprises(w, b).mean()
    lazy = _surprises(0.0, np.log(share / (1 - share))).mean()
    lowest = _surprises(**_best()).mean()
    bars = [bin.mean() for bin in _bins(_surprises(w, b))]
    return {
        "loss": loss,
        "lazy": lazy,
        "lowest": lowest,
        "bars": bars,
        "says": [
            "state",
            _verdict(loss - lazy),
            *(["near"] if loss < lowest + 3e-4 else []),
        ],
    }


def _verdict(more):
    """Return what is said of a log loss that is so much more than the lazy model's."""
    if abs(more) < 5e-4:
        return "same"
    return "above" if more > 0 else "below"


def _still(w, b):
    fare, survived = _passengers()
    values = _values(w, b)
    left, right = plots.side_by_side(2, side=4.2, height=3.6)
    pounds = np.linspace(0, 350, 176)
    plots.curve(left, pounds, sigmoid(w * pounds + b), color=plots.ORANGE)
    counts = [len(bin) for bin in _bins(fare)]
    middles, shares = ([bin.mean() for bin in _bins(one)] for one in (fare, survived))
    left.scatter(middles, shares, counts, color=plots.BLUE, ec="white", zorder=4)
    left.set(xlabel="fare (pounds)", ylabel="share, probability", ylim=(-0.05, 1.05))

    ends = np.cumsum([0, *counts])
    died = _surprises(w, b) * (survived == 0)
    dead = [bin.mean() for bin in _bins(died)]
    lived = np.subtract(values["bars"], dead)
    bar = {"width": counts, "align": "edge", "edgecolor": "white", "linewidth": 1.5}
    right.bar(ends[:-1], lived, color=plots.BLUE, alpha=0.5, **bar)
    right.bar(ends[:-1], dead, bottom=lived, color=plots.GREY, alpha=0.5, **bar)
    right.axhline(values["lazy"], color=plots.GREY, lw=1.4, ls="--")
    right.axhline(values["loss"], color=plots.ORANGE)
    right.set(xlabel="fare (pounds)", ylabel="surprise", ylim=(0, HIGHEST))
    right.set_xticks(ends[:-1], EDGES[:-1])
    right.grid(visible=False, axis="x")
    plots.label(right, 0, lived[0] / 2, "$y = 1$", color="black")
    plots.label(right, 0, lived[0] + dead[0] / 2, "$y = 0$", color="black")
