"""A network always answers: a fruit dragged off the data, and how sure it stays."""

from functools import cache

import numpy as np

from firstneuron import activations, pictures, plots
from firstneuron._words import _
from firstneuron.figures._figure import MAP, Figure
from firstneuron.figures._state import Number, Switch

NAMES = ("apple", "grape", "pear")

SPEC = {
    "length": Number(18, low=0, high=30, step=0.1),
    "sugar": Number(20, low=0, high=70, step=0.5),
    "map": Switch(False),
}

LEVELS = [0.6, 0.9, 0.99]

WORDS = {
    "title": _("A network always answers."),
    "task": _("Drag the fruit. Where does the network doubt?"),
    "length": _("length (cm)"),
    "sugar": _("sugar (%)"),
    "map": _("Lines of equal share: 0.6, 0.9, 0.99"),
    "plane": _("The fruit it has learned from, and the one it is asked about"),
    "strip": _("The shares of apple, grape and pear"),
    "fruit": _("Fruit on the machine"),
    "apple": _("apple"),
    "grape": _("grape"),
    "pear": _("pear"),
    "answer_apple": _(
        "{length:.1f} cm and {sugar:.1f} % sugar: apple, with a share of {top:.2f}."
    ),
    "answer_grape": _(
        "{length:.1f} cm and {sugar:.1f} % sugar: grape, with a share of {top:.2f}."
    ),
    "answer_pear": _(
        "{length:.1f} cm and {sugar:.1f} % sugar: pear, with a share of {top:.2f}."
    ),
    "doubt": _("Here the network doubts."),
    "known": _(
        "It has learned from fruit like this: the nearest differs by {off_length:.1f} "
        "cm and {off_sugar:.1f} %."
    ),
    "strange": _(
        "It has learned from no fruit like this: the nearest differs by "
        "{off_length:.1f} cm and {off_sugar:.1f} %."
    ),
}


def confidence(
    length=SPEC["length"].value, sugar=SPEC["sugar"].value, map=SPEC["map"].value
):
    """Let the reader drag a fruit off the data, and see how sure the network stays.

    Softmax regression has learned from 180 apples, grapes and pears. Its shares of a
    fruit are ``softmax(x @ kernel + bias)``, with ``x`` the length and the sugar. The
    nearest of the 180 is nearest when both features are counted in standard deviations.

    Parameters
    ----------
    length : float
        Of the fruit, in cm, from 0 to 30.
    sugar : float
        In its juice, in percent, from 0 to 70.
    map : bool
        Whether to shade the plane where the largest share is above 0.6, 0.9 and 0.99.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If a number is beyond its limits.

    Examples
    --------
    >>> confidence(length=28, sugar=60)  # doctest: +NORMALIZE_WHITESPACE
    A network always answers. 28.0 cm and 60.0 % sugar: pear, with a share of 1.00. It
    has learned from no fruit like this: the nearest differs by 24.6 cm and 39.8 %.
    """
    x, y, kernel, bias = _trained()
    return Figure(
        "confidence",
        SPEC,
        {"length": length, "sugar": sugar, "map": map},
        _values,
        words=WORDS,
        still=_still,
        height=(625, 692),
        data={
            "fruit": x,
            "classes": y,
            "std": x.std(axis=0),
            "kernel": kernel,
            "bias": bias,
            "levels": LEVELS,
        },
        scripts=MAP,
    )


@cache
def _trained():
    """Return chapter 9's fruit, and its softmax regression for unscaled features.

    All are rounded to what a figure is told, so that both compute with the same.
    """
    middle = np.array([[7.0, 13.0], [2.5, 18.0], [10.0, 12.0]])
    spread = np.array([[0.8, 1.2], [0.5, 1.5], [1.0, 1.2]])
    y = np.repeat([0, 1, 2], 60)
    x = middle[y] + spread[y] * np.random.default_rng(7).normal(size=(180, 2))
    mean, std = x.mean(axis=0), x.std(axis=0)
    inputs, labels = (x - mean) / std, np.eye(3)[y]
    kernel, bias = np.zeros((2, 3)), np.zeros(3)
    for _step in range(3000):
        delta = (activations.softmax(inputs @ kernel + bias) - labels) / len(y)
        kernel -= inputs.T @ delta
        bias -= delta.sum(axis=0)
    per_unit = kernel / std[:, np.newaxis]
    return x.round(5), y, per_unit.round(5), (bias - mean @ per_unit).round(5)


def _values(length, sugar, map):
    x, _y, kernel, bias = _trained()
    place = np.array([length, sugar], float)
    shares = activations.softmax(place @ kernel + bias)
    off = np.abs(x - place)
    far = np.linalg.norm(off / x.std(axis=0), axis=1)
    nearest = int(far.argmin())
    return {
        "shares": shares,
        "top": shares.max(),
        "nearest": nearest,
        "off_length": off[nearest, 0],
        "off_sugar": off[nearest, 1],
        "says": [
            f"answer_{NAMES[shares.argmax()]}",
            *(["doubt"] if shares.max() < 0.9 else []),
            "strange" if far[nearest] > 1 else "known",
        ],
    }


def _still(length, sugar, map):
    """Draw the map in any case: on paper there is no box to tick."""
    x, y, kernel, bias = _trained()
    ax = plots.axes("length (cm)", "sugar (%)", xlim=(0, 30), ylim=(0, 70))
    ax.figure.set_size_inches(6.4, 4.2)
    across, up = np.linspace(0, 30, 46), np.linspace(0, 70, 46)
    z = np.stack(np.meshgrid(across, up), axis=-1) @ kernel + bias
    ax.grid(visible=False)
    for j, color in enumerate(plots.CLASS_COLOURS):
        # The log of p / (1 - p): smooth where the share itself is a cliff.
        odds = z[..., j] - np.logaddexp(*np.moveaxis(np.delete(z, j, -1), -1, 0))
        for level in LEVELS:
            levels = [np.log(level / (1 - level)), np.inf]
            ax.contourf(across, up, odds, levels=levels, colors=[color], alpha=0.12)
    pictures.classes(ax, x, y)
    for name, place in {"apple": (1, 4), "grape": (3, 56), "pear": (24, 12)}.items():
        plots.label(ax, *place, name, color="black")
    ax.plot(length, sugar, "o", markersize=9, color="white", mec=plots.ORANGE, mew=2.5)
