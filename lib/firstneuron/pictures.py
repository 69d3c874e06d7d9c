"""The pictures that carry a chapter, each drawn from a state.

A picture takes the numbers that it shows (a weight and a bias, say), so that other
numbers give the same picture in another state. The things that any figure needs (axes,
lines, dots, labels) are in `plots`.
"""

import math
from itertools import pairwise

import numpy as np

from firstneuron import plots
from firstneuron.activations import sigmoid

_LINES = [plots.BLUE, plots.ORANGE, plots.GREEN]


def digits_read(images, answers=None, truth=None):
    """Draw handwritten digits in rows of six, with what somebody read beneath each.

    A wrong answer is in another colour, framed, and followed by the truth: ``3 ≠ 8``.

    Parameters
    ----------
    images : array_like
        ``(pictures, rows, columns)``: 0 for paper, larger for ink.
    answers, truth : array_like, optional
        ``(pictures,)`` each; without answers the pictures stand alone.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> digits_read([[[0, 1]], [[1, 0]]], answers=[3, 5], truth=[3, 8])
    >>> [ax.get_xlabel() for ax in plt.gcf().axes]
    ['3', '5 ≠ 8']
    """
    images = np.asarray(images, float)
    places = plots.side_by_side(len(images), side=1.05, most=6)
    if answers is None:
        answers = truth = [""] * len(images)
    else:  # room for them
        figure = places[0].figure
        figure.set_figheight(1.3 * figure.get_figheight())
    for ax, image, answer, true in zip(places, images, answers, truth, strict=True):
        wrong = answer != true
        shades = {"cmap": "Greys", "vmin": 0, "vmax": images.max()}
        ax.pcolormesh(image[::-1], edgecolors="face", linewidth=0.3, **shades)
        ax.set(aspect="equal", xticks=[], yticks=[])
        ax.spines[:].set(
            visible=True,
            color=plots.ORANGE if wrong else "#D0D0D0",
            linewidth=2.5 if wrong else 0.8,
        )
        ax.set_xlabel(
            f"{answer} ≠ {true}" if wrong else f"{answer}",
            color=plots.ORANGE if wrong else plots.BLUE,
            fontsize=16,
        )


def collapsed(x, first, second, last):
    """Draw three units that only multiply and add, and below them the one they equal.

    What stands in a circle is its value. What leaves the first input is blue, what
    leaves the second orange. Below, each arrow says how its weight comes about: by
    multiplying along both ways through the units above, and adding.

    Parameters
    ----------
    x : array_like
        The two inputs.
    first, second : array_like
        The two weights of each of the units that see the inputs.
    last : array_like
        The two weights of the unit that sees what those two give out.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> collapsed([1, 2], [3, 0.5], [-1, 1], [1, 2])
    >>> [one.get_text() for one in plt.gca().texts if " = " in one.get_text()]
    ['3·1 − 1·2 = 1', '0.5·1 + 1·2 = 2.5']
    """
    import matplotlib.pyplot as plt

    x, last = np.asarray(x, float), np.asarray(last, float)
    hidden = np.array([first, second], float)
    one = last @ hidden
    colours = [plots.BLUE, plots.ORANGE]
    _, ax = plt.subplots(figsize=(6.4, 4.9))
    ax.set(xlim=(-0.6, 6.6), ylim=(-4.2, 1.3), aspect="equal")
    ax.axis("off")
    inputs, middle, end = [(0, 0.75), (0, -0.75)], [(3, 0.75), (3, -0.75)], (6, 0)
    for i, j in np.ndindex(2, 2):
        _carries(ax, inputs[i], middle[j], _short(hidden[j, i]), colours[i], at=0.28)
    for j in range(2):
        _carries(ax, middle[j], end, _short(last[j]), plots.GREY, at=0.5)
    down = np.array([0, -2.9])
    for i in range(2):
        ways = zip(hidden[:, i], last, strict=True)
        terms = [f"{_short(a)}·{_short(b)}" for a, b in ways]
        text = f"{' + '.join(terms)} = {_short(one[i])}".replace("+ −", "− ")
        _carries(ax, inputs[i] + down, end + down, text, colours[i], at=0.5)
    ax.text(3, -1.6, "=", color=plots.GREY, fontsize=24, ha="center", va="center")
    units = [*middle, end, end + down]
    values = [*(hidden @ x), last @ (hidden @ x), one @ x]
    circles = list(zip(units, values, [plots.GREY] * 4, strict=True))
    for place, value, colour in zip(inputs, x, colours, strict=True):
        circles += [(place, value, colour), (place + down, value, colour)]
    for place, value, colour in circles:
        ax.add_patch(plt.Circle(place, 0.36, facecolor="white", edgecolor=colour, lw=2))
        ax.text(*place, _short(value), ha="center", va="center", fontsize=13)


def _carries(ax, start, end, text, colour, *, at):
    """Draw an arrow between two circles, with its weight on it."""
    start, end = np.array(start, float), np.array(end, float)
    gap = 0.36 * (end - start) / np.linalg.norm(end - start)
    arrow = {"arrowstyle": "-|>", "color": colour, "lw": 1.8, "shrinkA": 0}
    ax.annotate("", end - gap, start + gap, arrowprops=arrow | {"shrinkB": 2})
    place = start + at * (end - start)
    ax.text(*place, text, color=colour, ha="center", va="center", bbox=_HALO)


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

    def mse(one_w, one_b):
        return np.mean((one_w * x + one_b - y) ** 2)

    left, right = plots.side_by_side(2, side=3.0)
    left.set(xlabel=labels[0], ylabel=labels[1])
    plots.residuals(left, x, y, w, b)
    left.collections[-1].set(linewidth=0.8, alpha=0.6)
    plots.points(left, x, y)
    plots.line(left, w, b)
    left.set_title(rf"${w:.3g}\,x {b:+.3g}$", color=plots.ORANGE, fontsize=13)

    right.set(xlabel="$w$", ylabel="$b$", xlim=weights, ylim=biases)
    side_w, side_b = np.linspace(*weights, 60), np.linspace(*biases, 60)
    heights = [[mse(one_w, one_b) for one_w in side_w] for one_b in side_b]
    shades = [(0, 0.45, 0.7, 0.3 * 0.7**depth) for depth in range(len(levels))]
    right.contourf(side_w, side_b, heights, [0, *levels], colors=shades)
    plots.rings(right, mse, side_w, side_b, levels=levels)
    if valley:
        plots.line(right, -x.mean(), y.mean(), color=plots.GREY, style="--")
        at = 0.8 * weights[0] + 0.2 * weights[1]
        lowest = y.mean() - at * x.mean()
        plots.label(right, at, lowest, r"$\bar{y} - w\bar{x}$", side="below")
        right.texts[-1].set(bbox=_HALO)
    if best:
        plots.best(right, *np.polyfit(x, y, 1))
    plots.points(right, w, b, color=plots.ORANGE)
    right.collections[-1].set(sizes=[70], alpha=1, clip_on=False)
    plots.label(right, w, b, f" {mse(w, b):.3g}", color=plots.ORANGE)
    right.texts[-1].set(fontweight="bold", bbox=_HALO, zorder=5)


# So that a label can be read where lines cross it.
_HALO = {"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1}


def row_times_weights(inputs, w, b, row):
    """Draw `X @ w + b` with one row lit up: its products below, and their sum.

    A number of the row, its weight and their product share a colour.

    Parameters
    ----------
    inputs : array_like
        ``(n, d)``: one example a row. Five rows or so fit.
    w : array_like
        ``(d,)``: the weights.
    b : float
        The bias.
    row : int
        The row that is lit up, counted from 0.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> row_times_weights([[4, 1], [2, 3]], [10, 5], 7, row=1)
    >>> plt.gca().texts[-1].get_text()  # 2 * 10 + 3 * 5 + 7
    '42'
    """
    import matplotlib.pyplot as plt

    inputs, w = np.asarray(inputs, float), np.asarray(w, float)
    n, d = inputs.shape
    hues = [plots.BLUE, plots.ORANGE, plots.GREEN, plots.PINK, plots.GREY]
    hues = [hues[j % len(hues)] for j in range(d)]
    w_at, b_at, sum_at, tall = d + 1, d + 3, d + 5, max(n, d)
    _, ax = plt.subplots(figsize=(0.66 * (d + 6), 0.6 * (tall + 4.2)))
    ax.set(xlim=(-0.1, d + 6.1), ylim=(-tall - 2.7, 0.9))
    ax.axis("off")
    for left, name in (
        (d / 2 - 0.5, "X"),
        (w_at, "w"),
        (b_at, "b"),
        (sum_at, r"\hat y"),
    ):
        ax.text(left + 0.5, 0.45, f"${name}$", ha="center", va="center", fontsize=16)
    for left, sign in ((d, "@"), (d + 2, "+"), (d + 4, "=")):
        for level in (row, tall + 1.6) if sign != "@" else (row,):
            _sign(ax, left, level, sign)
    for i, example in enumerate(inputs):
        lit = i == row
        for j, value in enumerate(example):
            _cell(ax, j, i, value, hues[j] if lit else None)
        _cell(ax, sum_at, i, example @ w + b, plots.GREY if lit else None, strong=lit)
    for j, weight in enumerate(w):
        _cell(ax, w_at, j, weight, hues[j])
    _cell(ax, b_at, row, b, plots.GREY)
    for j, (value, weight) in enumerate(zip(inputs[row], w, strict=True)):
        product = f"{value:g} · {weight:g}"
        at = (j + 0.5, -tall - 1.2)
        ax.text(*at, product, color=hues[j], ha="center", va="center", fontsize=11)
        _cell(ax, j, tall + 1.6, value * weight, hues[j])
        if j:
            ax.text(j, -tall - 2.1, "+", ha="center", va="center", fontsize=11)
    _cell(ax, b_at, tall + 1.6, b, plots.GREY)
    _cell(ax, sum_at, tall + 1.6, inputs[row] @ w + b, plots.GREY, strong=True)


def _cell(ax, column, level, value, color, *, strong=False):
    """Draw a number in a square, tinted if it has a colour; levels go down."""
    from matplotlib.patches import FancyBboxPatch

    face = "none" if color is None else color
    box = FancyBboxPatch(
        (column + 0.14, -level - 0.88),
        0.72,
        0.76,
        boxstyle="round,pad=0,rounding_size=0.15",
    )
    box.set(facecolor=face, alpha=0.22 if color else 1, edgecolor="none")
    ax.add_patch(box)
    style = {"fontweight": "bold" if strong else "normal", "fontsize": 13}
    ink = "black" if color else plots.GREY
    middle = {"ha": "center", "va": "center"}
    ax.text(column + 0.5, -level - 0.5, f"{value:g}", color=ink, **middle, **style)


def _sign(ax, column, level, sign):
    """Draw a sign between two squares."""
    at = (column + 0.5, -level - 0.5)
    ax.text(*at, sign, color=plots.GREY, ha="center", va="center", fontsize=14)


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
    right.set(xlabel="$w$", ylabel="$b$")
    plots.rings(
        right,
        lambda w, b: np.mean((w * x + b - y) ** 2),
        np.linspace(*weights, 60),
        np.linspace(*biases, 60),
        levels=levels,
    )
    right.set_aspect("equal" if equal else "auto")
    plots.best(right, *np.polyfit(x, y, 1))
    plots.path(right, *path.T)
    for number, place in enumerate(path[:numbered]):
        side = "below" if number < 2 else "above"
        plots.label(right, *place, str(number), color=plots.ORANGE, side=side)


def plane(x1, x2, y, w, b, *, at, labels):
    """Draw the plane `w1 x1 + w2 x2 + b` over two features, with lines in it.

    Each line is the plane at one value of the second feature. A thin bar joins each
    example to the plane: its residual. The second feature grows towards the reader.

    Parameters
    ----------
    x1, x2, y : array_like
        ``(n,)`` each: the two features and the label.
    w : array_like
        The two weights.
    b : float
        The bias.
    at : list of float
        The values of the second feature.
    labels : tuple of str
        What stands at the three axes.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> plane([1, 2], [3, 4], [9, 8], [1, 1], 2, at=[0, 5], labels=("x1", "x2", "y"))
    >>> plt.gca().get_zlabel()
    'y'
    """
    import matplotlib.pyplot as plt
    from matplotlib.ticker import MaxNLocator

    x1, x2, y = (np.asarray(values, float) for values in (x1, x2, y))
    ax = plt.figure(figsize=(6.4, 4.8)).add_subplot(projection="3d")
    ax.set(xlabel=labels[0], ylabel=labels[1], zlabel=labels[2])
    ax.view_init(elev=16, azim=-116)
    ax.set_box_aspect((1.2, 1.1, 1), zoom=1.02)
    for axis in (ax.xaxis, ax.yaxis, ax.zaxis):
        axis.set_major_locator(MaxNLocator(4))
        axis.labelpad = 8
    grid = np.meshgrid(*(np.linspace(0, np.max(x), 9) for x in (x1, x2)))
    heights = w[0] * grid[0] + w[1] * grid[1] + b
    ax.plot_surface(*grid, heights, color=plots.ORANGE, alpha=0.1, shade=False)
    ax.plot_wireframe(*grid, heights, color=plots.GREY, lw=0.4, alpha=0.5)
    ends = np.array([0, np.max(x1)])
    for value, color in zip(at, _LINES, strict=False):
        ax.plot(ends, [value] * 2, w[0] * ends + w[1] * value + b, color=color, lw=3)
    feet = w[0] * x1 + w[1] * x2 + b
    for one, two, foot, label in zip(x1, x2, feet, y, strict=True):
        ax.plot([one] * 2, [two] * 2, [foot, label], color=plots.GREY, lw=0.8)
    ax.scatter(x1, x2, y, color=plots.GREY, s=18, depthshade=False)
    ax.invert_yaxis()


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
    text = f"{truth:.1f}".replace("-", "−")
    plots.label(ax, truth, -0.6, text, color=plots.ORANGE, side="left")


def descents(x, y, paths, *, epochs, weights, biases, levels):
    """Draw several ways down the same MSE, and beside them the MSE on each way.

    On the left the map of the MSE with each path and the star, the lowest point; on the
    right the MSE of all examples at each step. A path is as many epochs long as the
    others, however many steps it has.

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

    def mse(w, b):
        return np.mean((w * x + b - y) ** 2)

    left, right = plots.side_by_side(2)
    left.set(xlabel="$w$", ylabel="$b$")
    places = (np.linspace(*weights, 60), np.linspace(*biases, 60))
    plots.rings(left, mse, *places, levels=levels)
    right.set(xlabel="epoch", ylabel="MSE", yscale="log")
    ends = {}
    for (name, path), color in zip(paths.items(), _COLORS, strict=False):
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


_COLORS = (plots.BLUE, plots.ORANGE, plots.GREEN, plots.PINK)


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
    rows = math.ceil(len(trainings) / columns)
    _, grid = plots._subplots(
        rows,
        columns,
        figsize=(3.2 * columns, 2.3 * rows),
        layout="constrained",
        squeeze=False,
    )
    for ax in grid.flat[len(trainings) :]:
        ax.remove()
    for ax, (name, losses) in zip(grid.flat, trainings.items(), strict=False):
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
    first, losses = grid[0, 0], next(iter(trainings.values()))
    middle = len(losses[0]) // 2
    upper = int(losses[1][middle] > losses[0][middle])
    for number, name in enumerate(("loss", "val_loss")):
        side = "above" if number == upper else "below"
        color = (plots.BLUE, plots.ORANGE)[number]
        plots.label(
            first, middle + 1, losses[number][middle], name, color=color, side=side
        )
    for ax in grid[-1]:
        ax.set_xlabel("epoch")
    for ax in grid[:, 0]:
        ax.set_ylabel("$L$")


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


def folded(kernel, bias, last_kernel, last_bias, *, inputs, labels):
    r"""Draw how two ReLU units fold the plane of their inputs, and a line cuts it then.

    On the left the plane of the inputs, with the two creases: where a unit's score is
    0. On the right the plane of the units' outputs. The pale sheet is where the scores
    alone would put the square of the inputs; ReLU presses what is left of the upright
    axis, or below the level one, onto that axis, and the arrows say where the examples
    go. A dot is filled where the label is 1. In the shade the last unit says yes,
    its score being above 0: one straight line on the right, a bent one on the
    left.

    Parameters
    ----------
    kernel : array_like
        ``(2, 2)``: a row an input, a column a unit.
    bias : array_like
        The biases of the two units.
    last_kernel : array_like
        The two weights of the last unit.
    last_bias : float
        Its bias.
    inputs : array_like
        The examples, ``(n, 2)``.
    labels : array_like
        0 or 1 for each.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> corners = [[0, 0], [0, 1], [1, 0], [1, 1]]
    >>> kernel = [[3, -2], [-2, 3]]
    >>> folded(kernel, [0, 0], [1, 1], -2.5, inputs=corners, labels=[0, 1, 1, 0])
    >>> plt.gcf().axes[1].get_xlabel()
    '$g(z_1)$'
    """
    kernel, bias = np.asarray(kernel, float), np.asarray(bias, float)
    inputs = np.asarray(inputs, float)
    left, right = plots.side_by_side(2, side=3.4)
    side = np.linspace(-0.25, 1.25, 61)
    plane = np.stack(np.meshgrid(side, side), axis=-1)
    scores = plane @ kernel + bias
    _shade(left, side, side, np.maximum(scores, 0) @ last_kernel + last_bias)
    for unit in (0, 1):
        heights = scores[..., unit]
        crease = left.contour(
            side, side, heights, [0], colors=plots.GREY, linestyles=":", linewidths=1.6
        )
        ends = crease.allsegs[0][0]
        top = ends[np.argmax(ends.sum(axis=1))]
        plots.label(
            left, *top, f"$z_{unit + 1} = 0$", side="above" if unit else "right"
        )
    _sheet(left, lambda points: points)
    left.set(xlabel="$x_1$", ylabel="$x_2$", xticks=[0, 1], yticks=[0, 1])

    moved = inputs @ kernel + bias
    ends = np.maximum(moved, 0)
    low, high = moved.min(axis=0), ends.max(axis=0)
    room = 0.12 * (high - low).max()
    edges = [
        np.linspace(a - room, z + room, 61) for a, z in zip(low, high, strict=True)
    ]
    over = np.stack(np.meshgrid(*edges), axis=-1)
    _shade(right, *edges, over @ last_kernel + last_bias)
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) @ kernel + bias
    right.fill(*corners.T, color=plots.GREY, alpha=0.12, lw=0)
    _sheet(right, lambda points: points @ kernel + bias, color=plots.GREY, alpha=0.35)
    right.axhline(0, color=plots.GREY, lw=0.8)
    right.axvline(0, color=plots.GREY, lw=0.8)
    _sheet(right, lambda points: np.maximum(points @ kernel + bias, 0))
    arrow = {"arrowstyle": "-|>", "color": plots.GREY, "lw": 1.3}
    for start, end in zip(moved, ends, strict=True):
        if (start != end).any():
            right.plot(*start, "o", color=plots.GREY, ms=4, alpha=0.6)
            right.annotate("", end, start, arrowprops={**arrow, "shrinkB": 6})
    right.set(xlabel="$g(z_1)$", ylabel="$g(z_2)$")
    for ax, dots in ((left, inputs), (right, ends)):
        faces = [plots.BLUE if label else "white" for label in labels]
        ax.scatter(*dots.T, s=80, c=faces, edgecolors=plots.BLUE, lw=2, zorder=4)
        ax.set_aspect("equal")
        ax.grid(visible=False)


def _shade(ax, x, y, heights):
    """Shade where heights are above 0, and draw the border."""
    ax.contourf(x, y, heights, [0, np.inf], colors=[plots.ORANGE], alpha=0.18)
    ax.contour(x, y, heights, [0], colors=plots.ORANGE, linewidths=2.2)


def _sheet(ax, move, *, color=plots.BLUE, alpha=0.6):
    """Draw the square between the four corners as a grid, each point moved."""
    along = np.linspace(0, 1, 97)
    for place in np.linspace(0, 1, 9):
        across = np.full_like(along, place)
        for points in ((along, across), (across, along)):
            line = move(np.column_stack(points))
            ax.plot(*line.T, color=color, lw=0.8, alpha=alpha, zorder=1)


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
    for ax, x, here in ((left, _sigmoid(z), p), (right, z, np.log(p / (1 - p)))):
        probabilities = _sigmoid(z)
        for loss, colour in ((_surprise, plots.ORANGE), (_squared, plots.BLUE)):
            ax.plot(x, loss(probabilities), color=colour)
            ax.plot(here, loss(p), "o", color=colour, ms=8, zorder=3)
        ax.set_ylim(-0.2, 6.2)
    left.set(xlabel="$p$", ylabel="$L$")
    right.set(xlabel="$z$", xticks=[-6, -3, 0, 3, 6])
    plots.label(left, 0.04, 3.4, r"$-\log\, p$", color=plots.ORANGE)
    plots.label(left, 0.0, 0.24, "$(1 - p)^2$", color=plots.BLUE)
    plots.label(right, -3.3, 3.6, r"$-\log\, p$", color=plots.ORANGE)
    plots.label(right, -6.3, 1.35, "$(1 - p)^2$", color=plots.BLUE)


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _surprise(p):
    return -np.log(p)


def _squared(p):
    return (1 - p) ** 2


#: The colours of classes, in the order of their numbers.
CLASS_COLOURS = [plots.ORANGE, plots.BLUE, plots.GREEN]


def classes(ax, x, y, names=()):
    """Draw examples with two features, each class in its colour, with its name above.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    x : array_like
        ``(n, 2)``: the features.
    y : array_like of int
        ``(n,)``: the class numbers, from 0 to 2.
    names : sequence of str, optional
        The name of each class.

    Examples
    --------
    >>> ax = plots.axes("length", "sugar")
    >>> classes(ax, [[1, 5], [2, 6], [8, 1]], [0, 0, 1], ["apple", "grape"])
    >>> [text.get_text() for text in ax.texts]
    ['apple', 'grape']
    """
    x, y = np.asarray(x, float), np.asarray(y)
    for number in np.unique(y):
        of_class, color = x[y == number], CLASS_COLOURS[number]
        plots.points(ax, *of_class.T, color=color)
        if len(names):
            top = of_class[:, 1].max()
            place = of_class[:, 0].mean(), top
            plots.label(ax, *place, names[number], color=color, side="above")


def regions(ax, shares, x, y, *, shade=True):
    """Show where which class has the largest share: shaded, or its black border.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    shares : callable
        Takes ``(n, 2)`` features, returns the ``(n, k)`` shares.
    x, y : array_like
        ``(columns,)`` and ``(rows,)``: where to compute them.
    shade : bool
        If False, only the borders are drawn.

    Examples
    --------
    >>> ax = plots.axes("$x_1$", "$x_2$")
    >>> regions(ax, lambda features: features, np.arange(4), np.arange(4))
    >>> len(ax.collections)
    2
    """
    places = np.stack(np.meshgrid(x, y), axis=-1)
    found = np.asarray(shares(places.reshape(-1, 2)))
    found = found.reshape(*places.shape[:2], -1)
    for number in range(found.shape[-1]):
        best_other = np.delete(found, number, axis=-1).max(axis=-1)
        ahead = found[..., number] - best_other
        if shade:
            color = [CLASS_COLOURS[number]]
            ax.contourf(x, y, ahead, levels=[0, np.inf], colors=color, alpha=0.2)
        else:
            ax.contour(x, y, ahead, levels=[0], colors="black", linewidths=1.4)
    ax.grid(visible=False)


def reliability(cases, *, edges=(0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)):
    """Draw how often a model is right when it is this sure: one picture for each case.

    The answers are sorted into bins by their largest share. A dot stands over the mean
    largest share of its bin, as high as the accuracy there; beside it, the number of
    answers. An honest model has its dots on the dashed diagonal. Below it, in orange,
    the model is too sure. A bin without answers has no dot.

    Parameters
    ----------
    cases : dict of str to (array_like, array_like)
        What stands above each picture; the ``(n, k)`` shares and the ``(n,)`` class
        numbers that are true.
    edges : sequence of float
        Where the bins end. What is below the first edge goes into the first bin.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> reliability({"three": ([[0.7, 0.3], [0.2, 0.8], [0.25, 0.75]], [0, 1, 0])})
    >>> [text.get_text() for text in plt.gca().texts if text.get_text().isdigit()]
    ['1', '2']
    """
    found = {title: _bins(*case, edges) for title, case in cases.items()}
    lowest = min(y for dots in found.values() for _, y, _ in dots)
    for ax, (title, dots) in zip(
        plots.side_by_side(len(cases), side=3.4), found.items(), strict=True
    ):
        ax.set_title(title, fontsize=12)
        ax.set(xlabel="largest share", ylabel="accuracy")
        ax.set(xlim=(edges[0] - 0.04, 1.06), ylim=(max(0, lowest - 0.14), 1.08))
        ax.axline((0, 0), slope=1, color=plots.GREY, ls="--", lw=1.4, zorder=1)
        for x, y, count in dots:
            color = plots.ORANGE if y < x else plots.BLUE
            ax.plot([x, x], [x, y], color=color, lw=2, zorder=2)
            ax.plot([x], [y], "o", color=color, ms=9, zorder=3)
            side = "below" if y < x else "above"
            plots.label(ax, x, y, str(count), color="black", side=side)
        for words, color, place in (
            ("too modest", plots.BLUE, (0.05, 0.93)),
            ("too sure", plots.ORANGE, (0.95, 0.06)),
        ):
            align = "left" if place[0] < 0.5 else "right"
            ax.text(*place, words, color=color, ha=align, transform=ax.transAxes)


def _bins(shares, labels, edges):
    """Return mean largest share, accuracy and number of answers of each bin."""
    shares = np.asarray(shares, float)
    sure, right = shares.max(axis=1), shares.argmax(axis=1) == np.asarray(labels)
    bins = np.digitize(sure, edges[1:-1], right=True)
    return [
        (sure[bins == one].mean(), right[bins == one].mean(), np.sum(bins == one))
        for one in np.unique(bins)
    ]


def confusion(counts, names=None):
    """Draw a confusion matrix: truth down, answer across, a number in each cell.

    What is right stands on the diagonal, in blue. A mistake is orange, the darker the
    larger its part of its row. An empty cell is 0.

    Parameters
    ----------
    counts : array_like of int
        ``(k, k)``: a row for each true class, a column for each answer.
    names : sequence of str, optional
        The name of each class; its number if None.

    Raises
    ------
    ValueError
        If there are not as many rows as columns.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> confusion([[9, 1], [0, 5]], ["no", "yes"])
    >>> [text.get_text() for text in plt.gca().texts]
    ['9', '1', '5']
    """
    counts = np.asarray(counts)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1]:
        raise ValueError(f"counts must be (k, k), got the shape {counts.shape}")
    size = len(counts)
    names = range(size) if names is None else names
    (ax,) = plots.side_by_side(1, side=max(3.0, 0.46 * size))
    ax.set(xlim=(0, size), ylim=(size, 0), aspect="equal")
    ax.set(xlabel="answer", ylabel="truth")
    middles = np.arange(size) + 0.5
    ax.set_xticks(middles, names)
    ax.set_yticks(middles, names)
    ax.xaxis.set_label_position("top")
    ax.tick_params(length=0, labeltop=True, labelbottom=False)
    ax.grid(visible=False)
    for spine in ax.spines.values():
        spine.set_visible(False)
    for (row, column), count in np.ndenumerate(counts):
        _counted(ax, row, column, count, counts[row].sum())


def _counted(ax, row, column, count, of_row):
    from matplotlib.patches import Rectangle

    right = row == column
    strength = 0.3 if right else min(0.95, 0.35 + 4 * count / max(of_row, 1))
    color = plots.BLUE if right else plots.ORANGE if count else "#F4F4F4"
    ax.add_patch(
        Rectangle(
            (column + 0.03, row + 0.03),
            0.94,
            0.94,
            color=color,
            alpha=strength if count else 1,
            lw=0,
        )
    )
    if count:
        weight = "normal" if right else "bold"
        ax.text(
            column + 0.5,
            row + 0.52,
            str(count),
            ha="center",
            va="center",
            weight=weight,
        )


def forward_pass(x, layers, names=None):
    r"""Draw one example on its way through a network of sigmoid units.

    A value stands in each circle, and weight times input on each arrow, the thicker the
    larger: blue above 0, orange below. A weight of 0 has no arrow. Below a unit stand
    its bias and its score, which is the bias and what the arrows bring.

    Parameters
    ----------
    x : array_like
        ``(inputs,)``: the example.
    layers : list of (array_like, array_like)
        For each layer its weights, ``(inputs, units)``, and its biases, ``(units,)``.
    names : list of list of str, optional
        What stands above the circles, layer by layer from the inputs.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> forward_pass([2], [([[3, 0]], [-6, 1])])
    >>> [text.get_text() for text in plt.gca().texts if text.get_text()]
    ['2', '6', '0.5', '$b$ −6\n$z$ 0', '0.731', '$b$ 1\n$z$ 1']
    """
    import matplotlib.pyplot as plt

    a = np.asarray(x, float)
    layers = [(np.asarray(w, float), np.ravel(b).astype(float)) for w, b in layers]
    sizes = [len(a), *(len(b) for _, b in layers)]
    names = names or [[""] * size for size in sizes]
    places = [
        [(3 * column, 2.1 * ((size - 1) / 2 - row)) for row in range(size)]
        for column, size in enumerate(sizes)
    ]
    width, height = 3 * len(sizes) - 1.4, 2.1 * max(sizes) + 0.2
    _, ax = plt.subplots(figsize=(0.78 * width, 0.78 * height))
    ax.set(xlim=(-0.8, width - 0.8), ylim=(-height / 2, height / 2), aspect="equal")
    ax.axis("off")
    for value, place, name in zip(a, places[0], names[0], strict=True):
        _neuron(ax, place, value, name)
    steps = []
    for column, (w, b) in enumerate(layers):
        steps.append((column, w, b, a[:, None] * w, a @ w + b))
        a = sigmoid(a @ w + b)
    largest = max(np.abs(brought).max() for *_, brought, _ in steps)
    for column, w, b, brought, z in steps:
        starts, ends = places[column], places[column + 1]
        for i, j in np.argwhere(w).tolist():
            _brings(ax, starts[i], ends[j], brought[i, j], largest)
        for j, end in enumerate(ends):
            _neuron(ax, end, sigmoid(z[j]), names[column + 1][j])
            x_at, y_at = end
            text = f"$b$ {_short(b[j])}\n$z$ {_short(z[j])}"
            ax.text(x_at, y_at - 0.61, text, ha="center", va="top", fontsize=10.5)


def _neuron(ax, centre, value, name):
    """Draw a circle with a value in it, and a name above it."""
    from matplotlib.patches import Circle

    style = {"ha": "center", "va": "center"}
    circle = Circle(centre, 0.53, facecolor="white", edgecolor=plots.BLUE, lw=2)
    ax.add_patch(circle).set_zorder(3)
    ax.text(*centre, _short(value, 3), fontsize=11.5, zorder=4, **style)
    x, y = centre
    ax.text(x, y + 0.72, name, fontsize=11, color=plots.BLUE, **style)


def _brings(ax, start, end, product, largest):
    """Draw an arrow between two circles, with weight times input on it."""
    start, end = np.array(start), np.array(end)
    gap = 0.55 * (end - start) / np.linalg.norm(end - start)
    color = plots.BLUE if product > 0 else plots.ORANGE
    width = 0.8 + 4.2 * abs(product) / (largest or 1)
    style = {"arrowstyle": "-|>", "color": color, "lw": width, "alpha": 0.55}
    style |= {"shrinkA": 0, "shrinkB": 0, "mutation_scale": 10 + 2 * width}
    ax.annotate("", end - gap, start + gap, arrowprops=style, zorder=1)
    box = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"}
    place = {"ha": "center", "va": "center", "bbox": box, "zorder": 2}
    at = start + 0.6 * (end - start)
    ax.text(*at, _short(product), color=color, fontsize=12, **place)


def _short(number, decimals=2):
    """Return a number in a few digits, with a real minus."""
    return f"{round(float(number), decimals) + 0.0:g}".replace("-", "−")


def alarms(x, y, layers, names):
    """Draw what each unit of a coffee network says, as a map over the roasts.

    A map is the darker, the nearer a unit is to 1, and its line runs where it is 0.5.
    The last map is the network's answer, with the lines of all hidden units. Dots are
    the roasts: the good ones filled.

    Parameters
    ----------
    x : array_like
        ``(n, 2)``: temperature in °C and minutes.
    y : array_like
        ``(n,)``: 1 for a good roast.
    layers : list of (array_like, array_like)
        Weights and biases of two layers, for inputs scaled by mean and std of `x`.
    names : list of str
        What stands above the maps: one for each hidden unit, and one for the answer.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> roasts, good = [[150, 12], [200, 14], [250, 12]], [0, 1, 0]
    >>> alarms(roasts, good, [([[-9], [0]], [-9]), ([[-30]], [15])], ["cool", "good"])
    >>> [ax.get_title() for ax in plt.gcf().axes]
    ['cool', 'good']
    """
    x, y = np.asarray(x, float), np.asarray(y)
    (w1, b1), (w2, b2) = [(np.asarray(w, float), np.ravel(b)) for w, b in layers]
    lows, highs = x.min(axis=0), x.max(axis=0)
    edges = [np.linspace(lows[column], highs[column], 91) for column in (0, 1)]
    grid = np.stack(np.meshgrid(*edges), axis=-1)
    z = (grid - x.mean(axis=0)) / x.std(axis=0) @ w1 + b1
    answer = sigmoid(sigmoid(z) @ w2 + b2)[..., 0]
    maps = [*np.moveaxis(sigmoid(z), -1, 0), answer]
    places = plots.side_by_side(len(maps), side=3.0, most=2)
    for number, (ax, heights, name) in enumerate(zip(places, maps, names, strict=True)):
        last = number == len(maps) - 1
        colour = plots.BLUE if last else plots.ORANGE
        ax.contourf(*edges, heights, np.linspace(0, 1, 11), cmap=_tint(colour))
        for unit in range(len(maps) - 1) if last else [number]:
            style = {"colors": plots.ORANGE, "linewidths": 2.2}
            (lines,) = ax.contour(*edges, z[..., unit], [0], **style).allsegs
            if lines and not last:
                _halfway(ax, lines[0])
        for good, face in ((True, plots.BLUE), (False, "white")):
            edge = "white" if good else plots.GREY
            style = {"s": 22 if good else 13, "color": face, "edgecolors": edge}
            ax.scatter(*x[(y == 1) == good].T, linewidths=0.7, zorder=3, **style)
        ax.set_title(name, fontsize=13, color=colour)
        ax.grid(visible=False)
        ax.set(xlabel="temperature (°C)" if number >= len(maps) - 2 else "")
        ax.set(ylabel="minutes" if number % 2 == 0 else "")


def _halfway(ax, line):
    """Write 0.5 on a line, near one of its ends."""
    box = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"}
    place = {"ha": "center", "va": "center", "bbox": box, "zorder": 4}
    ax.text(*line[len(line) // 6], "0.5", color=plots.ORANGE, **place)


def _tint(colour):
    """Return shades from white to a pale form of a colour."""
    from matplotlib.colors import LinearSegmentedColormap, to_rgb

    pale = 1 - 0.55 * (1 - np.array(to_rgb(colour)))
    return LinearSegmentedColormap.from_list("tint", ["white", pale])


def matrix_product(a, w, row, column, names=("A", "W")):
    """Draw `a @ w` with one row and one column lit up: their products, and their sum.

    `a` stands on the left and `w` above, so that a number of the result stands where
    its row and its column meet. Two numbers that are multiplied share a colour.

    Parameters
    ----------
    a, w : array_like
        ``(n, d)`` and ``(d, u)``. Some five rows and columns fit.
    row, column : int
        The row of `a` and the column of `w` that are lit up, counted from 0.
    names : tuple of str
        What the two are called.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> matrix_product([[1, 2], [3, 4]], [[5, 6], [7, 8]], row=1, column=0)
    >>> [text.get_text() for text in plt.gca().texts][-3:]  # 3 · 5 + 4 · 7
    ['+', '=', '43']
    """
    import matplotlib.pyplot as plt

    a, w = np.asarray(a, float), np.asarray(w, float)
    (n, d), u = a.shape, w.shape[1]
    hues = [plots.BLUE, plots.ORANGE, plots.GREEN, plots.PINK]
    hues = [hues[i % len(hues)] for i in range(d)]
    right, low, end = d + 1, d + 1, d + n + 2
    _, ax = plt.subplots(figsize=(0.95 * (d + u + 1.4), 0.58 * (end + 2.2)))
    ax.set(xlim=(-0.2, right + u + 0.2), ylim=(-end - 1.2, 1))
    ax.axis("off")
    style = {"ha": "center", "va": "center", "fontsize": 15}
    ax.text(d / 2, -low + 0.35, f"${names[0]}$", **style)
    ax.text(right + u / 2, 0.45, f"${names[1]}$", **style)
    product = f"{names[0]} {names[1]}"
    ax.text(right + u / 2, -low + 0.35, f"${product}$", **style)
    result = a @ w
    for i in range(n):
        for k in range(d):
            _cell(ax, k, low + i, _two(a[i, k]), hues[k] if i == row else None)
        for j in range(u):
            lit = (i, j) == (row, column)
            shade = plots.GREY if lit else None
            _cell(ax, right + j, low + i, _two(result[i, j]), shade, strong=lit)
    for k in range(d):
        for j in range(u):
            _cell(ax, right + j, k, _two(w[k, j]), hues[k] if j == column else None)
        _cell(ax, k, end, _two(a[row, k] * w[k, column]), hues[k])
    for k in range(1, d):
        ax.text(k, -end - 0.5, "+", ha="center", va="center", fontsize=12)
    _sign(ax, d, end, "=")
    _cell(ax, right + column, end, _two(result[row, column]), plots.GREY, strong=True)


def _two(number):
    return round(float(number), 2) + 0.0


def votes(images, weights, names):
    """Draw ink times weight, pixel by pixel: one picture a row.

    On the left the ink, in the middle the weights, on the right their products, blue
    for pixels that vote for the unit and orange for those against it. The sum of the
    products stands above them.

    Parameters
    ----------
    images : array_like
        ``(pictures, rows, columns)``: 0 is paper, larger is ink.
    weights : array_like
        ``(rows, columns)``: of one unit.
    names : list of str
        What stands above each picture.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> votes([[[1, 0], [0, 0.5]]], [[3, 1], [1, -2]], ["a"])
    >>> [ax.get_title() for ax in plt.gcf().axes]
    ['a', '$w$', 'sum 2']
    """
    images, weights = np.asarray(images, float), np.asarray(weights, float)
    largest = 0.7 * np.abs(weights).max()
    places = iter(plots.side_by_side(3 * len(images), side=2.1, most=3))
    for image, name in zip(images, names, strict=True):
        parts = [image, weights, image * weights]
        titles = [name, "$w$", f"sum {_short(parts[2].sum())}"]
        for part, title, sign in zip(parts, titles, "×= ", strict=True):
            ax = next(places)
            ink = part is image
            shades = {"cmap": "Greys" if ink else _votes_map()}
            shades |= {"vmin": 0 if ink else -largest, "vmax": 1 if ink else largest}
            ax.pcolormesh(part[::-1], edgecolors="#E3E3E3", linewidth=0.3, **shades)
            ax.set(aspect="equal", xticks=[], yticks=[])
            ax.spines[:].set(visible=True, color="#D0D0D0")
            ax.set_title(title, fontsize=14)
            middle = {"transform": ax.transAxes, "ha": "center", "va": "center"}
            ax.text(1.12, 0.5, sign.strip(), fontsize=18, color=plots.GREY, **middle)


def _votes_map():
    """Return shades from orange, against, by white to blue, for."""
    from matplotlib.colors import LinearSegmentedColormap

    colours = [plots.ORANGE, "white", plots.BLUE]
    return LinearSegmentedColormap.from_list("votes", colours)


def computation_graph(places, links, values, slopes=None, *, digits=3):
    """Draw a computation: a box a number, its value above it, its slope below it.

    A tinted box is where the computation begins: nothing leads to it. Without slopes
    the arrows run as the computation does. With slopes they run back: each
    carries the slope of its one step, and the number below a box is the slope of the
    last box with respect to this one. What has no slope yet is left blank.

    Parameters
    ----------
    places : dict of str to tuple of float
        What stands in each box, and where: column and row, the row counted downwards.
    links : list of tuple of str
        From which box to which, as the computation runs.
    values : dict of str to float
        The value of each box.
    slopes : dict, optional
        The slope of the last box with respect to a box, by the box's name; and the
        slope of one step, by its link ``("a", "b")``: of `b` with respect to `a`.
    digits : int
        How many digits stand after the point, at most.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> places = {"$x$": (0, 0), "$x^2$": (1, 0)}
    >>> links = [("$x$", "$x^2$")]
    >>> computation_graph(places, links, {"$x$": 3, "$x^2$": 9})
    >>> [text.get_text() for text in plt.gca().texts[:4]]
    ['$x$', '3', '$x^2$', '9']
    >>> slopes = {"$x^2$": 1, ("$x$", "$x^2$"): 6, "$x$": 6}
    >>> computation_graph(places, links, {"$x$": 3, "$x^2$": 9}, slopes)
    >>> [text.get_text() for text in plt.gca().texts if text.get_text()]
    ['$x$', '3', '6', '$x^2$', '9', '1', '× 6']
    """
    columns, rows = np.array(list(places.values()), float).T
    width, height = np.ptp(columns) + 1, np.ptp(rows) + 1
    ax = plots.axes("", "")
    # Six columns can still be read on a phone.
    ax.figure.set_size_inches(1.08 * width, 1.1 * height)
    ax.set_position((0, 0, 1, 1))
    ax.set(xlim=(columns.min() - 0.5, columns.max() + 0.5))
    ax.set(ylim=(rows.max() + 0.5, rows.min() - 0.5))
    ax.axis("off")
    slopes = slopes or {}
    computed = {target for _, target in links}
    boxes = {}
    for name, (column, row) in places.items():
        boxes[name] = _graph_box(ax, column, row, name, given=name not in computed)
        value, slope = values.get(name), slopes.get(name)
        _beside_box(ax, boxes[name], value, plots.BLUE, digits, above=True)
        _beside_box(ax, boxes[name], slope, plots.ORANGE, digits, above=False)
    for source, target in links:
        back = (source, target) in slopes
        ends = boxes[target], boxes[source]
        _graph_link(ax, *(ends if back else ends[::-1]), back=back)
        if back:
            text = f"× {_figure_number(slopes[source, target], digits)}"
            _on_graph_link(ax, places[source], places[target], text)


def _graph_box(ax, column, row, name, *, given):
    return ax.text(
        column,
        row,
        name,
        ha="center",
        va="center",
        fontsize=13 if "$" in name else 11,
        zorder=3,
        bbox={
            "boxstyle": "round,pad=0.45,rounding_size=0.6",
            "facecolor": "#E6F1F8" if given else "white",
            "edgecolor": plots.BLUE if given else plots.GREY,
            "linewidth": 1.4,
        },
    )


def _beside_box(ax, box, number, colour, digits, *, above):
    if number is not None:
        ax.annotate(
            _figure_number(number, digits),
            box.get_position(),
            (0, 22 if above else -22),
            textcoords="offset points",
            ha="center",
            va="bottom" if above else "top",
            color=colour,
            fontsize=12,
            weight="bold",
            zorder=5,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )


def _graph_link(ax, start, end, *, back):
    colour = plots.ORANGE if back else plots.GREY
    ax.annotate(
        "",
        end.get_position(),
        start.get_position(),
        arrowprops={
            "arrowstyle": "-|>",
            "color": colour,
            "lw": 1.5,
            "patchA": start.get_bbox_patch(),
            "patchB": end.get_bbox_patch(),
            "shrinkA": 0,
            "shrinkB": 1,
        },
        zorder=4,  # drawn after the boxes, whose edges it must know
    )


def _on_graph_link(ax, source, target, text):
    level = source[1] == target[1]
    ax.annotate(
        text,
        (np.array(source) + np.array(target)) / 2,
        (0, 9 if level else 0),
        textcoords="offset points",
        ha="center",
        va="center",
        color=plots.ORANGE,
        fontsize=10.5,
        zorder=5,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
    )


def _figure_number(number, digits):
    """Return a number as a figure shows it: no digit too many, and a true minus."""
    return f"{round(float(number), digits) + 0.0:.{digits + 6}g}".replace("-", "−")


def hidden_plane(first, second, output, names):
    """Draw what two hidden perceptrons make of the corners, and the line of the third.

    On the left the four pairs of bits, with the lines of the two hidden perceptrons. On
    the right the plane of their answers, where the corners have moved, with the line of
    the perceptron that sees nothing else. A dot is filled where the network answers 1,
    and the shade is where it would.

    Parameters
    ----------
    first, second, output : Perceptron
        With two inputs each.
    names : tuple of str
        Theirs, in this order.

    Examples
    --------
    >>> from firstneuron.perceptron import AND, NAND, OR
    >>> import matplotlib.pyplot as plt
    >>> hidden_plane(OR, NAND, AND, names=("OR", "NAND", "AND"))
    >>> plt.gcf().axes[1].get_xlabel()
    'OR'
    """

    def hidden(inputs):
        return np.stack([first(inputs), second(inputs)], axis=-1)

    corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    left, right = plots.side_by_side(2, side=2.8)
    left.set(xlabel="$x_1$", ylabel="$x_2$")
    right.set(xlabel=names[0], ylabel=names[1])
    side = np.linspace(_LOW, _HIGH, 91)
    grid = np.stack(np.meshgrid(side, side), axis=-1)
    for ax, answers in ((left, output(hidden(grid))), (right, output(grid))):
        ax.set(xlim=(_LOW, _HIGH), ylim=(_LOW, _HIGH), xticks=[0, 1], yticks=[0, 1])
        ax.set(aspect="equal")
        ax.grid(visible=False)
        shade = {"colors": [plots.GREY], "alpha": 0.16}
        ax.contourf(side, side, answers.astype(float), levels=[0.5, 1.5], **shade)
    _border(left, first, plots.ORANGE, names[0])
    _border(left, second, plots.GREEN, names[1])
    _border(right, output, plots.PINK, names[2])
    for ax, places in ((left, corners), (right, hidden(corners))):
        for place in np.unique(places, axis=0):
            here = corners[(places == place).all(axis=1)]
            face = plots.BLUE if output(hidden(here[0])) else "white"
            size = 70 * len(here)
            ax.scatter(
                *place, s=size, c=face, edgecolors=plots.BLUE, linewidths=2, zorder=3
            )
            text = ", ".join(f"{x1}{x2}" for x1, x2 in here)
            x, y = place
            plots.label(ax, x + 0.04, y + (0.13 if y else -0.13), text)


_LOW, _HIGH = -0.45, 1.45


def _border(ax, perceptron, color, name):
    """Draw the line of a perceptron, with its name where it leaves at the top."""
    first, second = perceptron.weights
    if second == 0:
        ax.axvline(-perceptron.bias / first, color=color)
        return
    slope, intercept = perceptron.line()
    ax.axline((0, intercept), slope=slope, color=color)
    x = np.linspace(_LOW, _HIGH, 191)
    inside = x[np.abs(slope * x + intercept - 0.5) <= _HIGH - 0.55]
    if len(inside):
        top = inside[np.argmax(slope * inside)]
        plots.label(ax, top, slope * top + intercept, name, color=color)
