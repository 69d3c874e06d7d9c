"""The pictures that carry a chapter, each drawn from a state.

A picture takes the numbers that it shows (a weight and a bias, say), so that other
numbers give the same picture in another state. The things that any figure needs (axes,
lines, dots, labels) are in `plots`.
"""

import numpy as np

from firstneuron import plots


def bowl(x, y, w, b, *, weights, biases, levels):
    """Draw examples with the line `w x + b`, and beside it the map of the MSE.

    Each point of the map is a line; the dot is the one that is drawn on the left. The
    star is the lowest point, the best line.

    Parameters
    ----------
    x, y : array_like
        ``(n,)`` each: the feature and the label.
    w, b : float
        The line, and the place of the dot.
    weights, biases : tuple of float
        From where to where the map goes, ``(-2, 7)`` say.
    levels : list of float
        The MSE on each ring.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> bowl([0, 1, 2], [1, 3, 5], 1, 2, weights=(0, 4), biases=(-1, 3), levels=[1, 4])
    >>> plt.gcf().axes[1].get_xlabel()
    '$w$'
    """
    x, y = np.asarray(x, float), np.asarray(y, float)
    left, right = plots.side_by_side(2)
    left.set(xlabel="$x$", ylabel="$y$")
    plots.points(left, x, y)
    plots.line(left, w, b)
    right.set(xlabel="$w$", ylabel="$b$")
    plots.rings(
        right,
        lambda one_w, one_b: np.mean((one_w * x + one_b - y) ** 2),
        np.linspace(*weights, 60),
        np.linspace(*biases, 60),
        levels=levels,
    )
    plots.points(right, w, b, color=plots.ORANGE)
    plots.best(right, *np.polyfit(x, y, 1))
