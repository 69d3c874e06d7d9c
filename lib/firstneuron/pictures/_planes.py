"""Planes that are cut, folded and divided among classes."""

import numpy as np

from firstneuron import plots
from firstneuron.pictures._style import LINES


def plane(x1, x2, y, w, b, *, at, labels, turn=26, tilt=16):
    """Draw the plane `w1 x1 + w2 x2 + b` over two features, with lines in it.

    Each line is the plane at one value of the second feature, and says which. A thin
    bar joins each example to the plane: its residual.

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
    turn, tilt : float
        From where one looks, in degrees: at `turn` 0 the first feature grows to the
        right and the second towards the reader, at 90 the second to the right; `tilt`
        is from how far above.

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
    ax.view_init(elev=tilt, azim=-90 - turn)
    ax.set_box_aspect((1.2, 1.1, 1), zoom=0.98)
    for axis in (ax.xaxis, ax.yaxis, ax.zaxis):
        axis.set_major_locator(MaxNLocator(4))
        axis.labelpad = 8
    ax.set_yticks(at)
    grid = np.meshgrid(*(np.linspace(0, np.max(x), 9) for x in (x1, x2)))
    heights = w[0] * grid[0] + w[1] * grid[1] + b
    ax.plot_surface(*grid, heights, color=plots.ORANGE, alpha=0.1, shade=False)
    ax.plot_wireframe(*grid, heights, color=plots.GREY, lw=0.4, alpha=0.5)
    ends = np.array([0, np.max(x1)])
    name = labels[1].split(" (")[0]
    for value, color in zip(at, LINES, strict=False):
        line = w[0] * ends + w[1] * value + b
        ax.plot(ends, [value] * 2, line, color=color, lw=3)
        label = f"    {name} {value}"
        ax.text(ends[1], value, line[1], label, color=color, va="center")
    feet = w[0] * x1 + w[1] * x2 + b
    for one, two, foot, label in zip(x1, x2, feet, y, strict=True):
        ax.plot([one] * 2, [two] * 2, [foot, label], color=plots.GREY, lw=0.8)
    ax.scatter(x1, x2, y, color=plots.GREY, s=18, depthshade=False)
    ax.invert_yaxis()


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
    'ReLU($z_1$)'
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
    right.set(xlabel="ReLU($z_1$)", ylabel="ReLU($z_2$)")
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
        of_class, color = x[y == number], plots.CLASS_COLOURS[number]
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
            color = [plots.CLASS_COLOURS[number]]
            ax.contourf(x, y, ahead, levels=[0, np.inf], colors=color, alpha=0.2)
        else:
            ax.contour(x, y, ahead, levels=[0], colors="black", linewidths=1.4)
    ax.grid(visible=False)


def hidden_plane(first, second, output, names, labels=None):
    """Draw what two hidden perceptrons make of the corners, and the line of the third.

    On the left the four pairs of bits, with the lines of the two hidden perceptrons. On
    the right the plane of their answers, where the corners have moved, with the line of
    the perceptron that sees nothing else. A dot is filled where the network answers 1,
    and the shade is where it would.

    Parameters
    ----------
    first, second, output : Perceptron
        With two inputs each; `output` may be None if there are labels.
    names : tuple of str
        Theirs, in this order.
    labels : array_like, optional
        What the answers should be, 0 or 1 for each corner: a dot is filled where it is
        1. Where corners of both kinds fall together, it is an empty dot around a filled
        one.

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
    labels = np.asarray(output(hidden(corners)) if labels is None else labels)
    left, right = plots.side_by_side(2, side=2.8)
    left.set(xlabel="$x_1$", ylabel="$x_2$")
    right.set(xlabel=names[0], ylabel=names[1])
    side = np.linspace(_LOW, _HIGH, 91)
    grid = np.stack(np.meshgrid(side, side), axis=-1)
    for ax, see in ((left, hidden), (right, np.asarray)):
        ax.set(xlim=(_LOW, _HIGH), ylim=(_LOW, _HIGH), xticks=[0, 1], yticks=[0, 1])
        ax.set(aspect="equal")
        ax.grid(visible=False)
        if output is not None:
            shade = {"colors": [plots.GREY], "alpha": 0.16}
            answers = output(see(grid)).astype(float)
            ax.contourf(side, side, answers, levels=[0.5, 1.5], **shade)
    _border(left, first, plots.ORANGE, names[0])
    _border(left, second, plots.GREEN, names[1])
    if output is not None:
        _border(right, output, plots.PINK, names[2])
    for ax, places in ((left, corners), (right, hidden(corners))):
        for place in np.unique(places, axis=0):
            here = (places == place).all(axis=1)
            yes, no = (np.sum(labels[here] == label) for label in (1, 0))
            edge = {"edgecolors": plots.BLUE, "linewidths": 2, "zorder": 3}
            if no:
                ax.scatter(*place, s=70 * (no + 2 * (yes > 0)), c="white", **edge)
            if yes:
                ax.scatter(*place, s=70 * yes, c=plots.BLUE, **edge)
            text = ", ".join(f"{x1}{x2}" for x1, x2 in corners[here])
            x, y = place
            plots.label(ax, x + 0.04, y + (0.13 if y else -0.13), text)


_LOW, _HIGH = -0.45, 1.45


def _border(ax, perceptron, color, name):
    """Draw the line of a perceptron, with its name where it leaves at the top."""
    first, second = perceptron.weights
    if second == 0:
        upright = -perceptron.bias / first
        ax.axvline(upright, color=color)
        plots.label(ax, upright, _HIGH - 0.05, name, color=color)
        return
    slope, intercept = perceptron.line()
    ax.axline((0, intercept), slope=slope, color=color)
    x = np.linspace(_LOW, _HIGH, 191)
    inside = x[np.abs(slope * x + intercept - 0.5) <= _HIGH - 0.55]
    if len(inside):
        top = inside[np.argmax(slope * inside)]
        plots.label(ax, top, slope * top + intercept, name, color=color)
