"""Lines through examples."""

import math

import numpy as np

from firstneuron import plots

#: The line in the middle has the colour of a model.
COLOURS = (plots.GREEN, plots.ORANGE, plots.PINK, plots.BLUE)


def seesaw(x, y, weights):
    """Draw lines that turn about the point of the averages, and what each one leaves.

    On the left each weight's best line: it goes through the point of the averages, the
    grey dot. On the right the sum of its squared residuals, on the parabola of all
    weights; the star is the best one.

    Parameters
    ----------
    x, y : array_like
        ``(n,)`` each: the feature and the label.
    weights : list of float
        At most four.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> seesaw([1, 2, 3], [2, 3, 7], [1, 2.5, 4])
    >>> left, right = plt.gcf().axes
    >>> [text.get_text() for text in right.texts]
    [' 6 ', ' 1.5 ', ' 6 ']
    """
    x, y = np.asarray(x, float), np.asarray(y, float)
    dx, dy = x - x.mean(), y - y.mean()

    def left_over(w):
        return np.sum((dy - w * dx) ** 2)

    left, right = plots.side_by_side(2)
    limits = [(side.min() - 0.5, side.max() + 1) for side in (x, y)]
    left.set(xlabel="$x$", ylabel="$y$", xlim=limits[0], ylim=limits[1])
    best = np.sum(dx * dy) / np.sum(dx**2)
    reach = 1.3 * max(abs(np.asarray(weights) - best))
    tried = np.linspace(best - reach, best + reach, 101)
    right.set(xlabel="$w$", ylabel=r"$\sum r^2$")
    plots.curve(right, tried, [left_over(w) for w in tried], color=plots.GREY)
    right.set_ylim(0, 1.08 * left_over(best + reach))
    plots.best(right, best, left_over(best))
    for w, color in zip(weights, COLOURS, strict=False):
        is_best = math.isclose(w, best)
        b = y.mean() - w * x.mean()
        plots.line(left, w, b, color=color)
        side = "right" if is_best else "below" if w < best else "left"
        at, height = _end(w, b, *limits)
        height -= 0.04 * np.ptp(limits[1]) if side == "below" else 0
        plots.label(left, at, height, f"$w={w:g}$", color=color, side=side)
        plots.points(right, w, left_over(w), color=color)
        right.collections[-1].set(sizes=[200 if is_best else 70], alpha=1)
        side = "above" if is_best else "right" if w < best else "left"
        text = f" {left_over(w):.3g} "
        plots.label(right, w, left_over(w), text, color=color, side=side)
    plots.points(left, x, y)
    left.collections[-1].set(sizes=[50], alpha=1)
    plots.points(left, x.mean(), y.mean(), color=plots.GREY)
    left.collections[-1].set(sizes=[110], alpha=1)


def _end(w, b, horizontal, vertical):
    """Return a place of a line a little before it leaves the picture on the right."""
    edge = vertical[int(w > 0)]
    at = min(horizontal[1], (edge - b) / w) if w else horizontal[1]
    at -= 0.06 * (horizontal[1] - horizontal[0])
    return at, w * at + b
