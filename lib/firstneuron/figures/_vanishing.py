"""A nudge in layer 1, and what is left of it layer by layer."""

from functools import cache

import numpy as np

from firstneuron import activations, derivatives, plots
from firstneuron._words import _
from firstneuron.figures._figure import Figure
from firstneuron.figures._state import Choice, Number

LAYERS, UNITS, EXAMPLES = 20, 32, 100
SIZES = {"Glorot": 1, "He": 2**0.5, "x4": 4, "x12": 12, "x32": 32}
SPEC = {
    "layers": Number(5, low=1, high=LAYERS, step=1),
    "activation": Choice("sigmoid", options=("sigmoid", "tanh", "ReLU")),
    "weights": Choice("Glorot", options=tuple(SIZES)),
}

WORDS = {
    "title": _("What is left of a nudge?"),
    "task": _("Drag the dot to layer 20; then try other weights."),
    "layers": _("layers"),
    "activation": _("Activation"),
    "weights": _("Weights"),
    "Glorot": _("Glorot"),
    "He": _("He, × 1.41"),
    "x4": _("× 4"),
    "x12": _("× 12"),
    "x32": _("× 32"),
    "layer": _("layer"),
    "share": _("share of the nudge left"),
    "plot": _("The share of a nudge that is left in each layer, as powers of ten"),
    "end": _("The last layer"),
    "less": _("In layer {layers}, {left} of the nudge is left."),
    "more": _("In layer {layers}, the nudge is {left} times as large."),
    "rate": _("From layer to layer it is multiplied by {rate}, on average."),
    "vanishes": _("Less than a tenth: it vanishes."),
    "explodes": _("More than ten times: it explodes."),
    "arrives": _("It arrives, in the shaded band."),
    "saturated": _("But most of the units there are saturated."),
}


def vanishing(
    layers=SPEC["layers"].value,
    activation=SPEC["activation"].value,
    weights=SPEC["weights"].value,
):
    r"""Let the reader send a nudge through many layers, and see what is left of it.

    In each layer of 32 units the nudge is multiplied by the slope of the activation,
    and then goes through the weights. They are random, of the size
    :math:`s / \sqrt{32}`: s is 1 for Glorot's weights, :math:`\sqrt 2` for He's.

    Parameters
    ----------
    layers : int
        How deep the network is, from 1 to 20.
    activation : str
        ``"sigmoid"``, ``"tanh"`` or ``"ReLU"``.
    weights : str
        ``"Glorot"``, ``"He"``, ``"x4"``, ``"x12"`` or ``"x32"``.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If the number is beyond its limits, or a word is none of these.

    Examples
    --------
    >>> vanishing(20, "ReLU")  # doctest: +NORMALIZE_WHITESPACE
    What is left of a nudge? In layer 20, 0.0011 of the nudge is left. From layer to
    layer it is multiplied by 0.71, on average. Less than a tenth: it vanishes.
    """
    return Figure(
        "vanishing",
        SPEC,
        {"layers": layers, "activation": activation, "weights": weights},
        _values,
        words=WORDS,
        still=_still,
        height=(604, 756),
        data={
            activation: {weights: _followed(activation, weights) for weights in SIZES}
            for activation in SPEC["activation"].options
        },
    )


@cache
def _followed(activation, weights):
    """Follow a nudge layer by layer: how much is left, and whether most units saturate.

    A nudge that explodes takes along the last digits, which hang on the processor: so
    what is drawn has two decimals, as a power of ten, and what is said two digits.
    """
    g = getattr(activations, activation.lower())
    slope_of_g = getattr(derivatives, activation.lower())
    rng = np.random.default_rng(0)
    scores, nudge = rng.normal(size=(2, EXAMPLES, UNITS))
    kernels = rng.normal(size=(LAYERS, UNITS, UNITS)) * SIZES[weights] / UNITS**0.5
    change, shares, saturated = nudge, [], []
    for kernel in kernels:
        slope = slope_of_g(scores)
        a, change = g(scores), change * slope
        shares.append(np.sqrt(np.mean(change**2) / np.mean(nudge**2)))
        # Half of ReLU's units are always flat, and that is no saturation.
        flat = np.mean(slope < slope_of_g(0.0) / 10) if activation != "ReLU" else 0
        saturated.append(bool(flat > 0.5))
        scores, change = a @ kernel, change @ kernel
    steps = np.maximum(np.arange(LAYERS), 1)
    return {
        "powers": np.log10(shares).round(2).tolist(),
        "left": [_written(share) for share in shares],
        "rate": [f"{rate:.2f}" for rate in (shares / shares[0]) ** (1 / steps)],
        "saturated": saturated,
    }


def _written(number):
    """Return a number with two digits; far from 1 with one, as in the chapter."""
    if 1e-4 <= number < 1000:
        return f"{float(f'{number:.2g}'):g}"
    return f"{number:.0e}"


def _values(layers, activation, weights):
    found = _followed(activation, weights)
    last = layers - 1
    power = found["powers"][last]
    says = ["less" if power < 0 else "more", *(["rate"] if last else [])]
    if abs(power) >= 1:
        says.append("vanishes" if power < 0 else "explodes")
    else:
        says += ["arrives", *(["saturated"] if found["saturated"][last] else [])]
    return {
        "powers": found["powers"][:layers],
        "left": found["left"][last],
        "rate": found["rate"][last],
        "says": says,
    }


def _still(layers, activation, weights):
    ax = plots.axes("layer", "share of the nudge left", yscale="log")
    ax.set(xlim=(0.5, 25.5), xticks=[1, 5, 10, 15, 20], ylim=(1e-15, 1e9))
    ax.axhspan(0.1, 10, color=plots.GREEN, alpha=0.12, lw=0)
    colours = dict(
        zip(
            SPEC["activation"].options,
            [plots.BLUE, plots.GREEN, plots.PINK],
            strict=True,
        )
    )
    colours[activation] = plots.ORANGE
    ends = {}
    for name, colour in colours.items():
        powers = np.array(_followed(name, weights)["powers"][:layers])
        chosen = (
            {"lw": 2.2, "marker": "o", "ms": 4} if name == activation else {"lw": 1.4}
        )
        ax.plot(range(1, layers + 1), 10.0**powers, color=colour, **chosen)
        ends[name] = min(powers[-1], 9)
    free = np.inf
    for name in sorted(ends, key=ends.get, reverse=True):  # no label upon another
        height = min(ends[name], free)
        plots.label(ax, layers, 10.0**height, name, color=colours[name])
        free = height - 1.6
