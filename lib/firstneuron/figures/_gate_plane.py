"""What a second layer sees: the corners, moved to where one line is enough."""

from itertools import product

import numpy as np

from firstneuron import perceptron, pictures
from firstneuron._words import _
from firstneuron.figures._figure import Figure
from firstneuron.figures._gate import CUT, LABELS, sums
from firstneuron.figures._state import Choice, Number
from firstneuron.perceptron import BITS

WANTED = LABELS["XOR"]
NAMES = tuple(f"{x1}{x2}" for x1, x2 in BITS)
# Each way in which a line can part the corners of a square is one of these.
LINES = [*product((1, 0, -1), (1, 0, -1), (-1.5, -0.5, 0.5, 1.5))]

SPEC = {
    "w1": Number(1, low=-2, high=2, step=0.05),
    "w2": Number(1, low=-2, high=2, step=0.05),
    "b": Number(-0.5, low=-4, high=4, step=0.05),
    "v1": Number(-1, low=-2, high=2, step=0.05),
    "v2": Number(0, low=-2, high=2, step=0.05),
    "c": Number(0.5, low=-4, high=4, step=0.05),
    "corner": Choice("10", NAMES),
}

WORDS = {
    "title": _("What a second layer sees."),
    "task": _("Move both lines until one is enough on the right."),
    "corner": _("corner"),
    "left": _("The plane of the inputs, with the lines of two units"),
    "right": _("The plane of the two units' answers"),
    "first": _("unit 1"),
    "second": _("unit 2"),
    "line1": _("Line of unit 1: bias"),
    "arrow1": _("Arrow of unit 1: weights"),
    "line2": _("Line of unit 2: bias"),
    "arrow2": _("Arrow of unit 2: weights"),
    "lands": _(
        "At ({x1}, {x2}) unit 1 answers {h1} and unit 2 answers {h2}, so this corner "
        "moves to ({h1}, {h2})."
    ),
    "apart": _("No two corners fall together."),
    "together": _("These corners fall together: {group}."),
    "twice": _("These corners fall together: {group}; and these: {other}."),
    "mixed": _("But XOR wants different answers there, so no line is enough."),
    "crossed": _("They lie crosswise, so no line is enough."),
    "enough": _("One line is enough now."),
}


def gate_plane(
    w1=SPEC["w1"].value,
    w2=SPEC["w2"].value,
    b=SPEC["b"].value,
    v1=SPEC["v1"].value,
    v2=SPEC["v2"].value,
    c=SPEC["c"].value,
    corner=SPEC["corner"].value,
):
    r"""Let the reader move two hidden units until one line is enough for XOR.

    On the left are the four inputs and the two units' lines. On the right each input
    stands at the units' answers, :math:`(g(w \cdot x + b), g(v \cdot x + c))`, where
    :math:`g` is the step function; a line is drawn if one line parts them as XOR wants.

    Parameters
    ----------
    w1, w2, b : float
        The weights of the first unit, from -2 to 2, and its bias, from -4 to 4.
    v1, v2, c : float
        Those of the second unit.
    corner : str
        The corner that is followed from left to right: ``"00"``, ``"01"``, ``"10"`` or
        ``"11"``.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If a number is beyond its limits, or `corner` is not one of the four.

    Examples
    --------
    >>> gate_plane(1, 1, -0.5, -1, -1, 1.5)  # doctest: +NORMALIZE_WHITESPACE
    What a second layer sees. At (1, 0) unit 1 answers 1 and unit 2 answers 1, so this
    corner moves to (1, 1). These corners fall together: 01, 10. One line is enough now.
    """
    return Figure(
        "gate-plane",
        SPEC,
        {"w1": w1, "w2": w2, "b": b, "v1": v1, "v2": v2, "c": c, "corner": corner},
        _values,
        words=WORDS,
        still=_still,
        height=(504, 900),
        data={"bits": BITS, "wanted": WANTED, "lines": LINES},
        scripts=CUT,
    )


def _line(places):
    """Return the weights and the bias of a unit that makes XOR of places, or None."""
    for w1, w2, b in LINES:
        if (perceptron.Perceptron([w1, w2], b)(places) == WANTED).all():
            return w1, w2, b
    return None


def _values(w1, w2, b, v1, v2, c, corner):
    answers = [perceptron.step(sums(*unit)) for unit in ((w1, w2, b), (v1, v2, c))]
    h = np.stack(answers, axis=1).astype(int)
    line = _line(h)
    called, labels = {}, {}
    for place, name, label in zip(map(tuple, h), NAMES, WANTED, strict=True):
        called.setdefault(place, []).append(name)
        labels.setdefault(place, set()).add(label)
    together = [", ".join(names) for names in called.values() if len(names) > 1]
    mixed = any(len(different) > 1 for different in labels.values())
    followed = NAMES.index(corner)
    return {
        "h": h,
        "line": line,
        "x1": BITS[followed][0],
        "x2": BITS[followed][1],
        "h1": h[followed][0],
        "h2": h[followed][1],
        "group": [*together, ""][0],
        "other": [*together, "", ""][1],
        "says": [
            "lands",
            ("apart", "together", "twice")[len(together)],
            "enough" if line else "mixed" if mixed else "crossed",
        ],
    }


def _still(w1, w2, b, v1, v2, c, corner):
    from matplotlib import pyplot as plt

    line = _values(w1, w2, b, v1, v2, c, corner)["line"]
    pictures.hidden_plane(
        perceptron.Perceptron([w1, w2], b),
        perceptron.Perceptron([v1, v2], c),
        line and perceptron.Perceptron(line[:2], line[2]),
        names=("1", "2", ""),
        labels=WANTED,
    )
    plt.gcf().axes[1].set(xlabel="unit 1", ylabel="unit 2")
