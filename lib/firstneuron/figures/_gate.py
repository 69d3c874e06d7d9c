"""Make a gate: a perceptron's line and arrow, the four corners, the truth table."""

import numpy as np

from firstneuron import perceptron, plots
from firstneuron._words import _
from firstneuron.figures._figure import Figure
from firstneuron.figures._state import Choice, Number
from firstneuron.perceptron import BITS

#: What a figure needs in which a perceptron's line is drawn.
CUT = ("cut.js",)

LABELS = {
    "AND": perceptron.AND(BITS),
    "OR": perceptron.OR(BITS),
    "NAND": perceptron.NAND(BITS),
    "XOR": perceptron.xor(BITS),
}
TRIES = 8  # so many changes of XOR's table, before it is said that 3 is the most

SPEC = {
    "gate": Choice("AND", tuple(LABELS)),
    "w1": Number(-0.5, low=-2, high=2, step=0.05),
    "w2": Number(1, low=-2, high=2, step=0.05),
    "b": Number(0.25, low=-4, high=4, step=0.05),
    "tries": Number(0, low=0, high=TRIES, step=1),
}

WORDS = {
    "title": _("Make a gate."),
    "task": _("Shift the line by its dot, and turn it by the tip of its arrow."),
    "gate": _("gate"),
    "w1": _("weight w₁"),
    "w2": _("weight w₂"),
    "b": _("bias b"),
    "plane": _("The four corners, and the line"),
    "table": _("The truth table"),
    "line": _("Line: bias"),
    "arrow": _("Arrow: weights"),
    "answers": _("At the corners 00, 01, 10 and 11 the unit answers {answers}."),
    "some": _("{gate} wants {wanted}: right for {right} of 4 corners."),
    "all": _("{gate} wants the same: right for 4 of 4 corners."),
    "flat": _("Both weights are 0, so there is no line: the bias alone decides."),
    "on": _("A corner on the line has the sum 0, so the unit does not fire there."),
    "most": _("You have tried many lines. For XOR, 3 of 4 is the most."),
}


def gate(
    gate=SPEC["gate"].value,
    w1=SPEC["w1"].value,
    w2=SPEC["w2"].value,
    b=SPEC["b"].value,
    tries=0,
):
    r"""Let the reader make gates: move a perceptron's line until all corners are right.

    The perceptron fires where ``w1 x1 + w2 x2 + b > 0``. Its weights are an arrow that
    stands on the line at right angles: along the line the sum stays 0, so that a step
    :math:`(d_1, d_2)` along it has :math:`w_1 d_1 + w_2 d_2 = 0`.

    Parameters
    ----------
    gate : str
        The gate it should be: ``"AND"``, ``"OR"``, ``"NAND"`` or ``"XOR"``.
    w1, w2 : float
        The weights, from -2 to 2.
    b : float
        The bias, from -4 to 4.
    tries : int
        How often the answers have changed while the gate was XOR, up to 8. Then it says
        that no line is right for all four.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If `gate` is not one of the four, or a number is beyond its limits.

    Examples
    --------
    >>> gate("OR", w1=1, w2=1, b=-1.5)  # doctest: +NORMALIZE_WHITESPACE
    Make a gate. At the corners 00, 01, 10 and 11 the unit answers 0, 0, 0, 1. OR wants
    0, 1, 1, 1: right for 2 of 4 corners.
    """
    return Figure(
        "gate",
        SPEC,
        {"gate": gate, "w1": w1, "w2": w2, "b": b, "tries": tries},
        _values,
        words=WORDS,
        still=_still,
        height=(600, 900),
        data={"bits": BITS, "gates": LABELS},
        scripts=CUT,
    )


def sums(w1, w2, b):
    """Return a perceptron's sums at the corners, free of what floats make of 0.1."""
    return np.round(perceptron.Perceptron([w1, w2], b).sums(BITS), 9)


def listed(answers):
    """Return answers as text: "0, 1, 1, 0"."""
    return ", ".join(str(int(answer)) for answer in answers)


def _values(gate, w1, w2, b, tries):
    z = sums(w1, w2, b)
    answers = perceptron.step(z)
    right = int(np.sum(answers == LABELS[gate]))
    says = ["answers", "all" if right == 4 else "some"]
    if w1 == w2 == 0:
        says.append("flat")
    elif 0 in z:
        says.append("on")
    if gate == "XOR" and tries == TRIES:
        says.append("most")
    return {
        "z": z,
        "answers": listed(answers),
        "wanted": listed(LABELS[gate]),
        "right": right,
        "says": says,
    }


def _still(gate, w1, w2, b, tries):
    from matplotlib import pyplot as plt

    w = np.array([w1, w2])
    plots.gates([perceptron.Perceptron(w, b)], BITS, labels=[LABELS[gate]])
    if w.any():
        middle = np.array([0.5, 0.5])
        foot = middle - (w @ middle + b) / (w @ w) * w
        head = {"arrowstyle": "->", "color": plots.ORANGE, "linewidth": 2}
        plt.gca().annotate("", foot + 0.4 * w, foot, arrowprops=head)
