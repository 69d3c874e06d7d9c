"""Networks that do not learn, and what to look at."""

import numpy as np

from firstneuron import plots


def checkup(patients, healthy=None):
    """Draw what ails networks: the slopes of each layer, and its silent units.

    Each patient has a row of two panels. On the left, in orange, is the typical size of
    the slopes of each layer; a layer whose slopes are all 0 has a hollow dot, labelled
    0, at the foot. On the right is the share of the units of each hidden layer that are
    silent. A healthy network for comparison is grey: dashed on the left, dots on the
    right.

    Parameters
    ----------
    patients : dict of str to (array_like, array_like)
        What stands above each row: the sizes of the slopes, ``(layers,)``, and the
        shares of silent units, ``(hidden layers,)``.
    healthy : (array_like, array_like), optional
        The same of a healthy network.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> checkup({"A": ([1e-6, 0.01], [0.0]), "B": ([0, 0], [1.0])}, ([0.01, 0.02], [0]))
    >>> [ax.get_title(loc="left") for ax in plt.gcf().axes]
    ['A', 'A', 'B', 'B']
    """
    charts = [*patients.values(), *([] if healthy is None else [healthy])]
    foot, top = _powers_of_ten([slopes for slopes, _ in charts])
    places = plots.side_by_side(2 * len(patients), side=3.3, height=1.75, most=2)
    for row, (name, (slopes, silent)) in enumerate(patients.items()):
        left, right = places[2 * row], places[2 * row + 1]
        if healthy is not None:
            _slopes(left, healthy[0], foot, plots.GREY, "--")
            layers = np.arange(1, len(healthy[1]) + 1)
            right.plot(layers, healthy[1], "o", color=plots.GREY, ms=5, zorder=3)
        _slopes(left, slopes, foot, plots.ORANGE, "-")
        left.set(yscale="log", ylim=(foot, top))
        left.set(xticks=np.arange(1, len(slopes) + 1))
        layers = np.arange(1, len(silent) + 1)
        right.bar(layers, silent, color=plots.ORANGE, alpha=0.75, width=0.7)
        right.set(ylim=(0, 1.05), xticks=layers, yticks=[0, 0.5, 1])
        for ax in (left, right):
            ax.set_title(
                name, fontsize=13, color=plots.ORANGE, loc="left", weight="bold"
            )
            ax.grid(visible=False, axis="x")
    places[0].set_title("slopes", fontsize=11, color=plots.GREY)
    places[1].set_title("silent units", fontsize=11, color=plots.GREY)
    for ax in places[-2:]:
        ax.set_xlabel("layer")


def _powers_of_ten(many):
    """Return the powers of ten that lie below and above all slopes that are not 0."""
    sizes = np.concatenate([np.ravel(slopes) for slopes in many]).astype(float)
    sizes = sizes[sizes > 0]
    if not len(sizes):
        return 0.01, 1.0
    low, high = np.log10([sizes.min(), sizes.max()])
    return 10.0 ** (np.floor(low) - 1), 10.0 ** np.ceil(high + 0.2)


def _slopes(ax, slopes, foot, color, style):
    """Draw slopes over their layers; those that are 0 as hollow dots at the foot."""
    slopes = np.asarray(slopes, float)
    layers, some = np.arange(1, len(slopes) + 1), slopes > 0
    marks = {"color": color, "clip_on": False}
    ax.plot(layers, np.where(some, slopes, np.nan), style, marker="o", ms=4, **marks)
    if not some.all():
        ax.plot(layers[~some], np.full(np.sum(~some), foot), "o", mfc="white", **marks)
        plots.label(ax, layers[~some][-1], foot, "0", color=color, side="above")
