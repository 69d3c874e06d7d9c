"""The computation graph of a hidden unit with two readers: back, one box at a time."""

import numpy as np

from firstneuron import layers, losses, pictures
from firstneuron._words import _
from firstneuron.figures._figure import Figure
from firstneuron.figures._state import Number

SPEC = {
    "w": Number(0.8, low=-3, high=3, step=0.1),
    "to_xor": Number(1.5, low=-3, high=3, step=0.1),
    "to_and": Number(-2, low=-3, high=3, step=0.1),
    "back": Number(0, low=0, high=6, step=1),
}

# The half adder's network for the bits 1 and 1: what the reader does not change.
X = [1.0, 1.0]
Y = [0.0, 1.0]
KERNEL = [[None, -1.0], [-0.4, 1.5]]  # a column for each hidden unit
LAST_KERNEL = [[None, None], [2.0, 1.0]]  # a row for each hidden unit
LOSS = losses.BinaryCrossentropy(from_logits=True, dtype="float64")
NUDGE = 0.01

WORDS = {
    "title": _("Back, one box at a time."),
    "task": _("Say the next slope before you look. Then drag the dot on the curve."),
    "w": _("weight w"),
    "to_xor": _("weight to XOR"),
    "to_and": _("weight to AND"),
    "graph": _("The computation graph"),
    "curve": _("The loss for every weight w"),
    "dot": _("The weight w"),
    "step": _("Back one box"),
    "clear": _("Clear the slopes"),
    "state": _(
        "The weight {w:.1f} gives z {z:.3f} and a {a:.3f}, the scores {z1:.3f} for XOR "
        "and {z2:.3f} for AND, and the loss {loss:.3f}."
    ),
    "lost": _("L is {loss:.3f}."),
    "back0": _("No box has a slope yet."),
    "back1": _("At L: 1, since L moves as much as L does."),
    "back2": _("At the score of XOR, with answer minus label: 1 · {_d1} = {d1:.3f}."),
    "back3": _("At the score of AND, with answer minus label: 1 · {_d2} = {d2:.3f}."),
    "back4": _(
        "At a two arrows meet: {d1:.3f} · {_v1} + {_d2} · {_v2} = {part1:.3f} + "
        "{_part2} = {at_a:.3f}."
    ),
    "back5": _("At z, through tanh: {at_a:.3f} · {through:.3f} = {at_z:.3f}."),
    "back6": _("At w, whose input is 1: {at_z:.3f} · 1 = {at_w:.3f}."),
    "together": _("The two readers pull the same way."),
    "against": _("The two readers pull against each other."),
    "nudge": _(
        "Try it: w up by 0.01 moves L by {moved:.4f}; the slope says {at_w:.3f} · 0.01 "
        "= {promised:.4f}."
    ),
}


def computation_graph(
    w=SPEC["w"].value,
    to_xor=SPEC["to_xor"].value,
    to_and=SPEC["to_and"].value,
    back=SPEC["back"].value,
):
    r"""Let the reader send a slope back through a graph, one box at a time.

    A weight leads to a hidden unit that two others read, XOR and AND. With `back` boxes
    done, counted from the loss, each of them has the slope of the loss with respect to
    it: what came, times the slope of the arrow; where two arrows meet, their sum. A
    curve beside it, computed without any slope, shows the loss for each weight.

    .. math:: \frac{\partial L}{\partial w} = (\delta_1 v_1 + \delta_2 v_2) \,
              (1 - a^2) \, x

    Parameters
    ----------
    w : float
        The weight into the hidden unit, from -3 to 3.
    to_xor, to_and : float
        The weights from there to its readers, from -3 to 3.
    back : int
        How many of the six boxes have their slope, from 0 to 6.

    Returns
    -------
    Figure

    Raises
    ------
    TypeError, ValueError
        If a number is beyond its limits.

    Examples
    --------
    >>> computation_graph(back=4)  # doctest: +NORMALIZE_WHITESPACE
    Back, one box at a time. L is 2.550. At a two arrows meet: 0.817 · 1.5 + (−0.574) ·
    (−2.0) = 1.225 + 1.148 = 2.373. The two readers pull the same way.
    """
    return Figure(
        "computation-graph",
        SPEC,
        {"w": w, "to_xor": to_xor, "to_and": to_and, "back": back},
        _values,
        words=WORDS,
        still=_still,
        height=(545, 920),
        data={"x": X, "y": Y, "kernel": KERNEL, "last": LAST_KERNEL, "nudge": NUDGE},
    )


class _Network:
    """The half adder's network with these weights, sent through, and back."""

    def __init__(self, w, to_xor, to_and):
        self.hidden = layers.Dense(2, use_bias=False, dtype="float64")
        self.tanh = layers.Activation("tanh", dtype="float64")
        self.last = layers.Dense(2, use_bias=False, dtype="float64")
        for layer, kernel, given in (
            (self.hidden, KERNEL, [w]),
            (self.last, LAST_KERNEL, [to_xor, to_and]),
        ):
            layer.build((None, 2))
            kernel = np.array(kernel, dtype=float)
            kernel[0, : len(given)] = given
            layer.set_weights([kernel])
        self.z = self.hidden(np.array([X]))
        self.a = self.tanh(self.z)
        self.scores = self.last(self.a)

    def loss(self):
        """Return the sum of the two answers' losses."""
        return 2 * LOSS([Y], self.scores)  # it is their mean, and there are two

    def slopes(self):
        """Return the slopes at the scores, at the hidden values, at z and at `w`."""
        at_scores = 2 * LOSS.backward([Y], self.scores)
        at_a = self.last.backward(at_scores)
        at_z = self.tanh.backward(at_a)
        self.hidden.backward(at_z)
        return at_scores[0], at_a[0, 0], at_z[0, 0], self.hidden.gradients[0][0, 0]


def _values(w, to_xor, to_and, back):
    network = _Network(w, to_xor, to_and)
    (d1, d2), at_a, at_z, at_w = network.slopes()
    loss = network.loss()
    (z, _other), (a, _other), (z1, z2) = network.z[0], network.a[0], network.scores[0]
    parts = d1 * to_xor, d2 * to_and
    says = ["lost" if back else "state", f"back{back}"]
    if back >= 4 and parts[0] * parts[1] != 0:
        says.append("together" if parts[0] * parts[1] > 0 else "against")
    if back == 6:
        says.append("nudge")
    return {
        "z": z,
        "a": a,
        "z1": z1,
        "z2": z2,
        "loss": loss,
        "d1": d1,
        "d2": d2,
        "part1": parts[0],
        "part2": parts[1],
        "through": 1 - a**2,
        "at_a": at_a,
        "at_z": at_z,
        "at_w": at_w,
        "_d1": _factor(d1),
        "_d2": _factor(d2),
        "_v1": _factor(to_xor, 1),
        "_v2": _factor(to_and, 1),
        "_part2": _factor(parts[1]),
        "moved": _Network(w + NUDGE, to_xor, to_and).loss() - loss,
        "promised": at_w * NUDGE,
        "says": says,
    }


def _factor(value, digits=3):
    """Return a number as it stands in a product: in brackets if it is negative."""
    text = f"{value:.{digits}f}"
    if float(text) == 0:
        text = text.removeprefix("-")
    return f"(\N{MINUS SIGN}{text[1:]})" if text.startswith("-") else text


NAMES = ["$w$", "$z_1^{[1]}$", "$a_1^{[1]}$", "$z_1^{[2]}$", "$z_2^{[2]}$", "$L$"]
PLACES = [(0, 0), (1.2, 0), (2.4, 0), (3.9, -0.8), (3.9, 0.8), (5.2, 0)]
ORDER = [5, 3, 4, 2, 1, 0]  # in which the boxes get their slopes
LINKS = [(0, 1), (1, 2), (2, 3), (2, 4), (3, 5), (4, 5)]


def _still(w, to_xor, to_and, back):
    found = _values(w, to_xor, to_and, back)
    values = [w, *(found[key] for key in ("z", "a", "z1", "z2", "loss"))]
    boxes = [found[key] for key in ("at_w", "at_z", "at_a", "d1", "d2")] + [1]
    factors = [X[0], found["through"], to_xor, to_and, found["d1"], found["d2"]]
    done = ORDER[:back]
    slopes = {NAMES[box]: boxes[box] for box in done}
    slopes |= {
        (NAMES[source], NAMES[target]): factor
        for (source, target), factor in zip(LINKS, factors, strict=True)
        if source in done
    }
    pictures.computation_graph(
        dict(zip(NAMES, PLACES, strict=True)),
        [(NAMES[source], NAMES[target]) for source, target in LINKS],
        dict(zip(NAMES, values, strict=True)),
        slopes,
    )
