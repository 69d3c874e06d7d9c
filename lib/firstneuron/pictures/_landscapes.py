"""The loss as a landscape, and the ways down."""

import math

import numpy as np

from firstneuron import plots
from firstneuron.pictures._style import HALO, LINES, written


def bowl(
    x,
    y,
    w,
    b,
    *,
    weights,
    biases,
    levels,
    labels=("$x$", "$y$"),
    best=True,
    valley=False,
):
    """Draw examples with the line `w x + b`, and beside it the map of the MSE.

    Each point of the map is a line; the dot is the one that is drawn on the left, with
    its MSE. The star is the lowest point, the best line.

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
    labels : tuple of str
        What stands at the axes on the left.
    best : bool
        Whether the star is drawn.
    valley : bool
        Whether the best bias for each weight is drawn, as a dashed line.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> bowl([0, 1, 2], [1, 3, 5], 1, 2, weights=(0, 4), biases=(-1, 3), levels=[1, 4])
    >>> examples, heights = plt.gcf().axes
    >>> heights.texts[-1].get_text().strip()  # misses of 1, 0 and -1, squared
    '0.667'
    """
    x, y = np.asarray(x, float), np.asarray(y, float)
    left, right = plots.side_by_side(2, side=3.0)
    left.set(xlabel=labels[0], ylabel=labels[1])
    plots.residuals(left, x, y, w, b)
    left.collections[-1].set(linewidth=0.8, alpha=0.6)
    plots.points(left, x, y)
    plots.line(left, w, b)
    left.set_title(rf"${w:.3g}\,x {b:+.3g}$", color=plots.ORANGE, fontsize=13)

    right.set(xlim=weights, ylim=biases)
    mse = _map(right, x, y, weights, biases, levels, shaded=True)
    right.set_axisbelow("line")  # the grid between the shades and the rings
    right.grid(visible=True, color=plots.GREY, linewidth=0.5, alpha=0.25)
    if valley:
        plots.line(right, -x.mean(), y.mean(), color=plots.GREY, style="--")
        at = 0.16 * weights[0] + 0.84 * weights[1]
        right.text(
            at,
            y.mean() - at * x.mean(),
            r"$\bar{y} - w\bar{x}$",
            color=plots.GREY,
            rotation=math.degrees(math.atan(-x.mean())),
            rotation_mode="anchor",
            transform_rotates_text=True,
            ha="center",
            va="bottom",
        )
    if best:
        plots.best(right, *np.polyfit(x, y, 1))
    size = 250 if best else 70  # seen also below the star
    plots.points(right, w, b, color=plots.ORANGE)
    # Whole at the edge of the map; far outside it would blow up the figure.
    seen = weights[0] <= w <= weights[1] and biases[0] <= b <= biases[1]
    right.collections[-1].set(sizes=[size], alpha=1, clip_on=not seen)
    height = mse(w, b)
    text = f" {height:.3g} " if height < 1000 else f" {height:.0f} "
    side = "left" if w > 0.3 * weights[0] + 0.7 * weights[1] else "right"
    plots.label(right, w, b, text, color=plots.ORANGE, side=side)
    right.texts[-1].set(fontweight="bold", zorder=5)
    if best:  # near the star a box would hide the innermost ring
        from matplotlib import patheffects

        edge = patheffects.withStroke(linewidth=2.5, foreground="white", alpha=0.8)
        right.texts[-1].set_path_effects([edge])
    else:
        right.texts[-1].set(bbox=HALO)


def _map(ax, x, y, weights, biases, levels, *, shaded=False):
    """Draw the rings of the MSE over all lines, and return it as a function."""

    def mse(w, b):
        return np.mean((w * x + b - y) ** 2)

    sides = np.linspace(*weights, 60), np.linspace(*biases, 60)
    ax.set(xlabel="$w$", ylabel="$b$")
    if shaded:
        heights = [[mse(w, b) for w in sides[0]] for b in sides[1]]
        shades = [(0, 0.45, 0.7, 0.3 * 0.7**depth) for depth in range(len(levels))]
        ax.contourf(*sides, heights, [0, *levels], colors=shades)
    plots.rings(ax, mse, *sides, levels=levels)
    return mse


def descent(
    x,
    y,
    path,
    *,
    weights,
    biases,
    levels,
    labels=("$x$", "$y$"),
    equal=False,
    numbered=0,
):
    """Draw a walk over the map of the MSE, and beside it the lines it stands for.

    Each place of the walk is a line through the examples: the paler, the earlier. The
    large dot is where the walk starts, the star the lowest point, the best line.

    Parameters
    ----------
    x, y : array_like
        ``(n,)`` each: the feature and the label.
    path : array_like
        ``(steps + 1, 2)``: a weight and a bias a row.
    weights, biases : tuple of float
        From where to where the map goes, ``(-2, 7)`` say.
    levels : list of float
        The MSE on each ring.
    labels : tuple of str
        What stands at the axes of the examples.
    equal : bool
        Draw 1 as long on both axes of the map, so that its angles are right.
    numbered : int
        Number so many places of the walk, from 0: two below it, the others above.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> path = [(0, 2), (1, 2), (1.5, 1.5)]
    >>> descent([0, 1], [1, 3], path, weights=(0, 4), biases=(-1, 3), levels=[1, 4])
    >>> len(plt.gcf().axes[0].lines)  # a line for each place
    3
    """
    x, y, path = (np.asarray(values, float) for values in (x, y, path))
    left, right = plots.side_by_side(2)
    left.set(xlabel=labels[0], ylabel=labels[1])
    plots.points(left, x, y)
    left.set(xlim=left.get_xlim(), ylim=left.get_ylim())
    last = len(path) - 1
    for number, (w, b) in enumerate(path):
        plots.line(left, w, b)
        seen = 0.15 + 0.35 * number / max(last, 1) if number < last else 1
        left.lines[-1].set(alpha=seen, linewidth=1.2 if number < last else 2.4)
    _map(right, x, y, weights, biases, levels)
    right.set_aspect("equal" if equal else "auto")
    plots.best(right, *np.polyfit(x, y, 1))
    plots.path(right, *path.T)
    for number, place in enumerate(path[:numbered]):
        side = "below" if number < 2 else "above"
        plots.label(right, *place, str(number), color=plots.ORANGE, side=side)


def polls(guesses, truth):
    """Draw guesses of a slope from small samples: a row of dots for each sample size.

    The long line is the slope of all examples. To its left and right the dots say how
    far a guess can be off; those on the other side of 0 have the wrong sign.

    Parameters
    ----------
    guesses : dict of int to array_like
        The sample size, with the slope of each sample, ``(samples,)``.
    truth : float
        The slope of all examples.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> polls({1: [-3, 1, -1], 4: [-1, -2, 0]}, -1)
    >>> [tick.get_text() for tick in plt.gca().get_yticklabels()]
    ['1', '4']
    """
    ax = plots.axes("slope", "examples")
    ax.axvline(0, color=plots.GREY, lw=1)
    for row, slopes in enumerate(guesses.values()):
        # Spread evenly over the row's height, in no visible order.
        heights = row + 0.6 * (np.arange(len(slopes)) * 0.618034 % 1 - 0.5)
        ax.plot(slopes, heights, ".", color=plots.BLUE, ms=4, mew=0, alpha=0.45)
    ax.axvline(truth, color=plots.ORANGE, lw=1.6)
    ax.set_yticks(range(len(guesses)), [str(size) for size in guesses])
    ax.set_ylim(len(guesses) - 0.5, -0.75)
    ax.grid(visible=False, axis="y")
    plots.label(ax, truth, -0.6, written(truth, 1), color=plots.ORANGE, side="left")


def descents(x, y, paths, *, epochs, weights, biases, levels, time="epoch"):
    """Draw several ways down the same MSE, and beside them the MSE on each way.

    On the left the map of the MSE with each path and the star, the lowest point; on the
    right the MSE of all examples at each step, on a logarithmic axis. A path is as many
    epochs long as the others, however many steps it has. Its name stands on the map
    beside a place that is far from the others, and on the right where it ends.

    Parameters
    ----------
    x, y : array_like
        ``(n,)`` each: the feature and the label.
    paths : dict of str to array_like
        The name of each path, a symbol or a number, and its places: ``(steps + 1, 2)``,
        a weight and a bias each.
    epochs : float
        How long all paths are.
    weights, biases : tuple of float
        From where to where the map goes, ``(-2, 7)`` say.
    levels : list of float
        The MSE on each ring.
    time : str
        What is counted on the right: ``"step"`` where a step is an epoch.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ways = {"2": [(0, 0), (1, 1)], "1": [(0, 0), (1, 0), (2, 1)]}
    >>> settings = {"weights": (-1, 3), "biases": (-1, 3), "levels": [1, 4]}
    >>> descents([0, 1], [1, 3], ways, epochs=1, **settings)
    >>> plt.gcf().axes[1].lines[2].get_xdata().tolist()
    [0.0, 0.5, 1.0]
    """
    from matplotlib import ticker

    x, y = np.asarray(x, float), np.asarray(y, float)
    left, right = plots.side_by_side(2)
    mse = _map(left, x, y, weights, biases, levels)
    right.set(xlabel=time, ylabel="MSE", yscale="log")
    ends = {}
    for (name, path), color in zip(paths.items(), LINES, strict=False):
        path = np.asarray(path, float)
        heights = [mse(*place) for place in path]
        times = np.linspace(0, epochs, len(path))
        for ax, line in ((left, path.T), (right, (times, heights))):
            ax.plot(*line, color=color, linewidth=1.3)
            if len(path) < 60:  # the steps can be told apart
                ax.plot(*line, "o", color=color, markersize=3)
        ends[name] = heights[-1], color
    low, high = right.get_ylim()
    apart = (high / low) ** 0.07  # so that no name covers another
    lowest = 0
    for name, (height, color) in sorted(ends.items(), key=lambda end: end[1][0]):
        lowest = max(height, apart * lowest)
        plots.label(right, epochs, lowest, name, color=color)
    right.yaxis.set_major_locator(ticker.LogLocator(subs=(1, 2, 5)))
    right.yaxis.set_major_formatter("{x:g}")
    right.yaxis.set_minor_formatter(ticker.NullFormatter())
    plots.best(left, *np.polyfit(x, y, 1))
    left.set(xlim=weights, ylim=biases)
    for name, place in _alone(paths, (weights, biases)).items():
        plots.label(left, *place, name, color=ends[name][1])
        left.texts[-1].set(bbox=HALO, zorder=5)


def _alone(paths, limits):
    """Return where to name each path: far from the others, and to their right."""
    lows, highs = np.transpose(limits)
    scaled = {name: (path - lows) / (highs - lows) for name, path in paths.items()}
    everywhere = np.concatenate(list(scaled.values()))
    found = {}
    for name, path in scaled.items():
        others = [other for key, other in scaled.items() if key != name]
        rest = np.concatenate(others or [path[:1] - 1])
        far = np.linalg.norm(path[:, None] - rest, axis=2).min(axis=1)
        free = np.all((path > 0.05) & (path < 0.95), axis=1)
        for _, height in found.values():  # so that no name covers another
            free &= np.abs(path[:, 1] - height) > 0.08
        _, height = path[np.argmax(np.where(free, far, -1))]
        beside = everywhere[np.abs(everywhere[:, 1] - height) < 0.04]
        found[name] = np.array([beside[:, 0].max(), height])
    return {name: lows + place * (highs - lows) for name, place in found.items()}


def loss_curves(trainings, *, columns=2):
    """Draw the loss and the validation loss of several trainings, a panel each.

    The first panel says which line is which. Each has a height of its own; where a loss
    leaves its start far below, the panel ends at three times the start.

    Parameters
    ----------
    trainings : dict of str to (array_like, array_like)
        The name of each training, with its loss and its validation loss after each
        epoch, ``(epochs,)`` each.
    columns : int
        How many panels stand beside each other.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> loss_curves({"A": ([4, 2, 1], [5, 4, 4]), "B": ([4, 8, 16], [5, 9, 17])})
    >>> [ax.get_title() for ax in plt.gcf().axes]
    ['A', 'B']
    """
    places = plots.side_by_side(len(trainings), height=2.3, most=columns)
    for ax, (name, losses) in zip(places, trainings.items(), strict=True):
        epochs = np.arange(1, len(losses[0]) + 1)
        for values, color, style in zip(
            losses, (plots.BLUE, plots.ORANGE), ("-", "--"), strict=True
        ):
            ax.plot(epochs, values, style, color=color)
        start = max(values[0] for values in losses)
        highest = np.max(losses)
        top = 1.15 * highest if highest < 4 * start else 3 * start
        ax.set(ylim=(0, top))
        ax.set_title(name, fontsize=11)
        ax.locator_params(nbins=4)
    first, losses = places[0], next(iter(trainings.values()))
    middle = len(losses[0]) // 2
    upper = int(losses[1][middle] > losses[0][middle])
    for number, name in enumerate(("loss", "val_loss")):
        side = "above" if number == upper else "below"
        color = (plots.BLUE, plots.ORANGE)[number]
        plots.label(
            first, middle + 1, losses[number][middle], name, color=color, side=side
        )
    for ax in places[-columns:]:  # the lowest of each column
        ax.set_xlabel("epoch")
    for ax in places[::columns]:
        ax.set_ylabel("$L$")
