"""Networks with their numbers."""

import numpy as np

from firstneuron import plots
from firstneuron.activations import sigmoid
from firstneuron.pictures._style import HALO, written


def collapsed(x, first, second, last):
    """Draw three units that only multiply and add, and below them the one they equal.

    What stands in a circle is its value. What comes from the first input is blue, what
    comes from the second orange, all the way to the output. Below, each arrow says how
    its weight comes about: by multiplying along both ways through the units above, and
    adding.

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
        _carries(ax, inputs[i], middle[j], written(hidden[j, i]), colours[i], at=0.28)
    for j in range(2):
        for colour, shift in zip(colours, (0.05, -0.05), strict=True):
            _carries(ax, middle[j], end, "", colour, at=0.5, shift=shift)
        _carries(ax, middle[j], end, written(last[j]), None, at=0.5)
    down = np.array([0, -2.9])
    for i in range(2):
        ways = zip(hidden[:, i], last, strict=True)
        terms = [f"{written(a)}·{written(b)}" for a, b in ways]
        text = f"{' + '.join(terms)} = {written(one[i])}".replace("+ −", "− ")
        _carries(ax, inputs[i] + down, end + down, text, colours[i], at=0.5)
    ax.text(3, -1.6, "=", color=plots.GREY, fontsize=24, ha="center", va="center")
    units = [*middle, end, end + down]
    values = [*(hidden @ x), last @ (hidden @ x), one @ x]
    circles = list(zip(units, values, [plots.GREY] * 4, strict=True))
    for place, value, colour in zip(inputs, x, colours, strict=True):
        circles += [(place, value, colour), (place + down, value, colour)]
    for place, value, colour in circles:
        ax.add_patch(plt.Circle(place, 0.36, facecolor="white", edgecolor=colour, lw=2))
        ax.text(*place, written(value), ha="center", va="center", fontsize=13)


def _carries(ax, start, end, text, colour, *, at, shift=0):
    """Draw an arrow between two circles, with its weight on it; no arrow if None."""
    start, end = np.array([start, end], float)
    along = (end - start) / np.linalg.norm(end - start)
    start, end = np.array([start, end]) + shift * np.array([-along[1], along[0]])
    if colour is not None:
        arrow = {"arrowstyle": "-|>", "color": colour, "lw": 1.8, "shrinkA": 0}
        arrow |= {"shrinkB": 2}
        ax.annotate("", end - 0.36 * along, start + 0.36 * along, arrowprops=arrow)
    if text:
        place = {"ha": "center", "va": "center", "bbox": HALO | {"alpha": 1}}
        ax.text(*(start + at * (end - start)), text, color=colour or "black", **place)


def forward_pass(x, layers, names=None, ax=None):
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
    ax : matplotlib.axes.Axes, optional
        Where to draw; in a figure of its own if None.

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
    if ax is None:
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
        arrows = [(starts[i], ends[j]) for i, j in np.argwhere(w).tolist()]
        for (i, j), arrow in zip(np.argwhere(w).tolist(), arrows, strict=True):
            at = _free(arrow, arrows)
            _brings(ax, *arrow, brought[i, j], largest, at=at)
        for j, end in enumerate(ends):
            _neuron(ax, end, sigmoid(z[j]), names[column + 1][j])
            x_at, y_at = end
            text = f"$b$ {written(b[j])}\n$z$ {written(z[j])}"
            ax.text(x_at, y_at - 0.61, text, ha="center", va="top", fontsize=10.5)


def _neuron(ax, centre, value, name):
    """Draw a circle with a value in it, and a name above it."""
    from matplotlib.patches import Circle

    style = {"ha": "center", "va": "center"}
    circle = Circle(centre, 0.53, facecolor="white", edgecolor=plots.BLUE, lw=2)
    ax.add_patch(circle).set_zorder(3)
    ax.text(*centre, written(value, 3), fontsize=11.5, zorder=4, **style)
    x, y = centre
    ax.text(x, y + 0.72, name, fontsize=11, color=plots.BLUE, **style)


def _free(arrow, arrows):
    """Return how far along an arrow its number is clear of the other arrows."""
    for at in (0.5, 0.32, 0.64):
        here, *others = (
            (1 - at) * start[1] + at * end[1]
            for start, end in (arrow, *(one for one in arrows if one != arrow))
        )
        if all(abs(here - height) > 0.35 for height in others):
            return at
    return 0.5


def _brings(ax, start, end, product, largest, *, at):
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
    ax.text(
        *(start + at * (end - start)),
        written(product),
        color=color,
        fontsize=12,
        **place,
    )


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
    from matplotlib.ticker import MultipleLocator

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
        ax.xaxis.set_major_locator(MultipleLocator(20))  # close enough to read off
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
        titles = [name, "$w$", f"sum {written(parts[2].sum())}"]
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
