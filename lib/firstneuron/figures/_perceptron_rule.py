"""The perceptron rule: one example after the other, and what it does to the line."""

from firstneuron import perceptron, plots
from firstneuron._words import _
from firstneuron.figures._figure import Figure
from firstneuron.figures._gate import CUT, LABELS
from firstneuron.figures._state import Choice, Number
from firstneuron.perceptron import BITS

EPOCHS = 12

SPEC = {
    "gate": Choice("AND", tuple(LABELS)),
    "shown": Number(4, low=0, high=len(BITS) * EPOCHS, step=1),
}

WORDS = {
    "title": _("The perceptron rule."),
    "task": _("Show it one example after the other."),
    "gate": _("gate"),
    "shown": _("examples shown"),
    "plane": _("The four examples, and the line"),
    "record": _("What was right and what was wrong, epoch by epoch"),
    "epoch": _("epoch"),
    "mistakes": _("mistakes"),
    "next": _("Next example"),
    "run": _("Run"),
    "start": _("Before the first example both weights and the bias are 0."),
    "right": _(
        "Example {shown}, ({x1}, {x2}): the sum is {z}, the answer {answer}. {gate} "
        "wants {y}, so nothing changes: w = ({w1}, {w2}), b = {b}."
    ),
    "add": _(
        "Example {shown}, ({x1}, {x2}): the sum is {z}, the answer {answer}. {gate} "
        "wants {y}, so the example is added: w = ({v1}, {v2}) + ({x1}, {x2}) = "
        "({w1}, {w2}), b = {c} + 1 = {b}."
    ),
    "subtract": _(
        "Example {shown}, ({x1}, {x2}): the sum is {z}, the answer {answer}. {gate} "
        "wants {y}, so the example is subtracted: w = ({v1}, {v2}) − ({x1}, {x2}) = "
        "({w1}, {w2}), b = {c} − 1 = {b}."
    ),
    "learned": _("An epoch without a mistake: it has learned {gate}."),
    "circle": _("This epoch has left w and b as they were before it."),
}


def perceptron_rule(gate=SPEC["gate"].value, shown=SPEC["shown"].value):
    r"""Let the reader teach a gate to a perceptron, one example after the other.

    .. math:: w \leftarrow w + (y - \hat y) x, \qquad b \leftarrow b + (y - \hat y)

    The examples are the rows of the truth table, in the order of `perceptron.BITS`,
    and the learning is that of `perceptron.learn`.

    Parameters
    ----------
    gate : str
        What it is taught: ``"AND"``, ``"OR"``, ``"NAND"`` or ``"XOR"``.
    shown : int
        How many examples it has been shown, from 0 to 48: 12 epochs.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If `gate` is not one of the four, or a number is beyond its limits.

    Examples
    --------
    >>> perceptron_rule("OR", shown=2)  # doctest: +NORMALIZE_WHITESPACE
    The perceptron rule. Example 2, (0, 1): the sum is 0, the answer 0. OR wants 1, so
    the example is added: w = (0, 0) + (0, 1) = (0, 1), b = 0 + 1 = 1.
    """
    return Figure(
        "perceptron-rule",
        SPEC,
        {"gate": gate, "shown": shown},
        _values,
        words=WORDS,
        still=_still,
        height=(540, 916),
        data={"bits": BITS, "gates": LABELS, "epochs": EPOCHS},
        scripts=CUT,
    )


def _learned(gate, shown):
    """Return the weights and biases of the start and after each example."""
    history = perceptron.learn(BITS, LABELS[gate], epochs=EPOCHS)
    steps = min(shown, len(history.biases) - 1)  # then it has learned the gate
    mistakes = [*history.mistakes, *[0] * EPOCHS][: shown // len(BITS)]
    return history.weights[: steps + 1], history.biases[: steps + 1], mistakes


def _values(gate, shown):
    weights, biases, mistakes = _learned(gate, shown)
    w, b = weights[-1], biases[-1]
    old = -2 if 0 < shown < len(biases) else -1
    before = perceptron.Perceptron(weights[old], biases[old])
    x, y = [0, 0], 0
    if shown:
        x, y = BITS[(shown - 1) % 4], LABELS[gate][(shown - 1) % 4]
    says = ["right" if shown else "start"]
    if y != before(x):
        says = ["add" if y else "subtract"]
    if 0 in mistakes:
        says.append("learned")
    elif shown and shown % 4 == 0 and (weights[-5] == w).all() and biases[-5] == b:
        says.append("circle")
    return {
        "x1": x[0],
        "x2": x[1],
        "z": before.sums(x),
        "y": y,
        "answer": before(x),
        "w1": w[0],
        "w2": w[1],
        "b": b,
        "v1": before.weights[0],
        "v2": before.weights[1],
        "c": before.bias,
        "mistakes": mistakes,
        "says": says,
    }


def _still(gate, shown):
    weights, biases, _mistakes = _learned(gate, shown)
    unit = perceptron.Perceptron(weights[-1], biases[-1])
    plots.gates([unit], BITS, labels=[LABELS[gate]])
