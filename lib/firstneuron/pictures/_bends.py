"""Curves with a bend, and curves made of them."""

from itertools import pairwise

import numpy as np

from firstneuron import plots
from firstneuron.activations import sigmoid


def hinges(places, weights, *, start, end, labels=("$x$", "$y$")):
    r"""Draw hinges, and below them their sum, a curve of straight pieces.

    A hinge is one ReLU unit with its weight in the next layer,
    :math:`v \max(x - c, 0)`: flat up to its place :math:`c`, and from there on a line
    with the slope :math:`v`. The numbers in the upper part are the weights; those along
    the sum are its slopes, each the sum of the weights up to there.

    Parameters
    ----------
    places : list of float
        Where the hinges bend, from left to right.
    weights : list of float
        How much each of them turns the curve.
    start, end : float
        From where to where to draw.
    labels : tuple of str
        What stands at the axes.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> hinges([0, 1, 2], [1, -2, 1], start=-1, end=3)
    >>> [text.get_text() for text in plt.gcf().axes[0].texts]
    ['$+1$', '$-2$', '$+1$']
    >>> [text.get_text() for text in plt.gcf().axes[1].texts]
    ['$0$', '$1$', '$-1$', '$0$']
    """
    import matplotlib.pyplot as plt

    _, (upper, lower) = plt.subplots(
        2, 1, figsize=(6.4, 5.2), sharex=True, layout="constrained"
    )
    x = np.array([start, *places, end], float)
    heights = np.maximum(x[:, None] - np.asarray(places, float), 0) * weights
    colours = [plots.BLUE, plots.GREEN, plots.PINK]
    for number, (place, weight) in enumerate(zip(places, weights, strict=True)):
        colour = colours[number % len(colours)]
        height = heights[-1, number]
        upper.plot([start, place], [0, 0], color=colour, lw=1.4, zorder=2 - number / 9)
        upper.plot([place, end], [0, height], color=colour, lw=1.4)
        upper.plot(place, 0, "o", color=colour, ms=6, zorder=3)
        plots.label(upper, end, height, f"${weight:+g}$", color=colour)
        for ax in (upper, lower):
            ax.axvline(place, color=plots.GREY, lw=1, ls=":", zorder=1)
    total = heights.sum(axis=1)
    lower.plot(x, total, color=plots.ORANGE, lw=4, solid_joinstyle="round")
    lower.plot(places, total[1:-1], "o", color=plots.ORANGE, ms=8, zorder=3)
    for ends, around, slope in zip(
        pairwise(x), pairwise(total), np.cumsum([0, *weights]), strict=True
    ):
        offset, align = (0, 8), "center"
        if slope:
            offset, align = (-7 * np.sign(slope), 5), "right" if slope > 0 else "left"
        text = f"${slope:g}$"
        place = np.mean(ends), np.mean(around)
        lower.annotate(
            text, place, offset, textcoords="offset points", ha=align, color=plots.GREY
        )
    lower.margins(y=0.16)
    upper.set(ylabel=labels[1])
    lower.set(xlabel=labels[0], ylabel=labels[1])


def surprise(p):
    r"""Draw two losses of the probability that was given to what happened.

    The surprise :math:`-\log p` and the squared loss :math:`(1 - p)^2`, on the left
    over the probability, on the right over the score :math:`z` with
    :math:`p = \sigma(z)`. The dots are at the probability `p`.

    Parameters
    ----------
    p : float
        Between 0 and 1.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> surprise(0.5)
    >>> plt.gcf().axes[1].get_xlabel()
    '$z$'
    """
    left, right = plots.side_by_side(2, side=3.4)
    z = np.linspace(-6, 6, 241)
    many = sigmoid(z)
    for ax, x, here in ((left, many, p), (right, z, np.log(p / (1 - p)))):
        for losses, loss, colour in (
            (-np.log(many), -np.log(p), plots.ORANGE),
            ((1 - many) ** 2, (1 - p) ** 2, plots.BLUE),
        ):
            ax.plot(x, losses, color=colour)
            ax.plot(here, loss, "o", color=colour, ms=8, zorder=3)
        ax.set_ylim(-0.2, 6.2)
    left.set(xlabel="$p$", ylabel="$L$")
    right.set(xlabel="$z$", xticks=[-6, -3, 0, 3, 6])
    plots.label(left, 0.04, 3.4, r"$-\log\, p$", color=plots.ORANGE)
    plots.label(left, 0.0, 0.24, "$(1 - p)^2$", color=plots.BLUE)
    plots.label(right, -3.3, 3.6, r"$-\log\, p$", color=plots.ORANGE)
    plots.label(right, -6.3, 1.35, "$(1 - p)^2$", color=plots.BLUE)
