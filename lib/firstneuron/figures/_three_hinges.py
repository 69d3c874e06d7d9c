"""Three hinges, each a ReLU unit, and the curve of straight pieces they add up to."""

from itertools import pairwise

import numpy as np

from firstneuron import pictures, plots
from firstneuron._words import _
from firstneuron.activations import relu
from firstneuron.figures._figure import Figure
from firstneuron.figures._state import Choice, Number

MINUS = "\N{MINUS SIGN}"
END = 14  # the curve is drawn from 0 to here
TARGETS = {  # the places and the weights of the hinges that make it
    "tent": ([2, 5, 11], [2, -3, 1]),
    "bill": ([1, 6, 10], [2, -2, 1]),
}
SPEC = {
    "target": Choice("tent", options=tuple(TARGETS)),
    "place1": Number(3, low=0, high=12, step=0.5),
    "weight1": Number(1, low=-4, high=4, step=0.5),
    "place2": Number(6, low=0, high=12, step=0.5),
    "weight2": Number(1, low=-4, high=4, step=0.5),
    "place3": Number(9, low=0, high=12, step=0.5),
    "weight3": Number(1, low=-4, high=4, step=0.5),
}

WORDS = {
    "title": _("Three hinges."),
    "task": _("Drag their dots until the sum lies on the broad grey line."),
    "target": _("Target"),
    "tent": _("a tent"),
    "bill": _("the car park"),
    "hinges": _("The three hinges"),
    "total": _("Their sum, over the target"),
    "place": _("Place of hinge {number}"),
    "weight": _("Weight of hinge {number}"),
    "tent_corners": _("The tent rises from (2, 0) to (5, 6) and falls to (11, 0)."),
    "bill_corners": _(
        "The bill rises from (1, 0) to (6, 10), stays there up to (10, 10), and rises "
        "to (14, 14)."
    ),
    "state": _("The sum is {sum}, with the slopes {slopes}."),
    "some": _("It lies on {right} of the 4 pieces of the target."),
    "all": _("It lies on all 4 pieces of the target."),
}


def three_hinges(
    target=SPEC["target"].value,
    place1=SPEC["place1"].value,
    weight1=SPEC["weight1"].value,
    place2=SPEC["place2"].value,
    weight2=SPEC["weight2"].value,
    place3=SPEC["place3"].value,
    weight3=SPEC["weight3"].value,
):
    r"""Let the reader rebuild a curve of straight pieces from three hinges.

    A hinge is a ReLU unit with its weight in the next layer, :math:`v \max(x - c, 0)`:
    flat up to its place c, and from there a line with the slope v. Where it begins, the
    sum turns by v.

    Parameters
    ----------
    target : str
        What is to be rebuilt: ``"tent"`` or ``"bill"``, that of the car park.
    place1, place2, place3 : float
        Where each hinge bends, from 0 to 12.
    weight1, weight2, weight3 : float
        How steep each hinge is after it, from -4 to 4.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If a number is beyond its limits, or the target is no such word.

    Examples
    --------
    >>> three_hinges("bill", 1, 2, 6, -2)  # doctest: +NORMALIZE_WHITESPACE
    Three hinges. The sum is 2·relu(x−1) − 2·relu(x−6) + 1·relu(x−9), with the slopes
    0, 2, 0, 1. It lies on 2 of the 4 pieces of the target. The bill rises from (1, 0)
    to (6, 10), stays there up to (10, 10), and rises to (14, 14).
    """
    state = {
        "target": target,
        "place1": place1,
        "weight1": weight1,
        "place2": place2,
        "weight2": weight2,
        "place3": place3,
        "weight3": weight3,
    }
    return Figure(
        "three-hinges",
        SPEC,
        state,
        _values,
        words=WORDS,
        still=_still,
        height=(676, 768),
        data={"targets": TARGETS, "end": END},
    )


def _hinges(state):
    """Return the places and the weights, from left to right."""
    pairs = [(state[f"place{i}"], state[f"weight{i}"]) for i in (1, 2, 3)]
    return zip(*sorted(pairs), strict=True)


def _total(places, weights, x):
    """Return the height of the sum of hinges at each x."""
    return sum(
        v * relu(np.asarray(x) - c) for c, v in zip(places, weights, strict=True)
    )


def _right(places, weights, target):
    """Return on how many of the target's pieces the sum lies."""
    count = 0
    for start, end in pairwise([0, *target[0], END]):
        # Both are straight between two of these.
        x = [start, end, *(place for place in places if start < place < end)]
        count += np.allclose(_total(places, weights, x), _total(*target, x))
    return count


def _values(target, **state):
    places, weights = _hinges(state)
    slopes = np.cumsum([0, *weights])
    ends = pairwise([0, *places, END])
    long = [
        slope for slope, (start, end) in zip(slopes, ends, strict=True) if start < end
    ]
    right = _right(places, weights, TARGETS[target])
    return {
        "heights": _total(places, weights, np.arange(END + 1)),
        "sum": _written(places, weights),
        "slopes": ", ".join(f"{slope:g}" for slope in long).replace("-", MINUS),
        "right": right,
        "says": ["state", "all" if right == 4 else "some", f"{target}_corners"],
    }


def _written(places, weights):
    """Return the sum, much as the chapter writes it."""
    text = ""
    for c, v in zip(places, weights, strict=True):
        sign = MINUS if v < 0 else "+"
        before = f" {sign} " if text else sign.strip("+")
        text += f"{before}{abs(v):g}·relu(x{MINUS}{c:g})"
    return text


def _still(target, **state):
    import matplotlib.pyplot as plt

    pictures.hinges(*_hinges(state), start=0, end=END)
    lower = plt.gcf().axes[1]
    x = [0, *TARGETS[target][0], END]
    y = _total(*TARGETS[target], x)
    lower.plot(x, y, color=plots.GREY, alpha=0.35, lw=10, zorder=1)
    lower.set_ylim(-3, 15)
