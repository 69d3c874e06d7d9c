"""One style for every figure of the book, and the few things its figures draw.

Colours are those of Okabe and Ito, which colour-blind readers can tell apart.
matplotlib is imported when something is drawn, and not before.

Source: Okabe and Ito (2008), Color Universal Design.
"""

import hashlib
import io
import re
from functools import cache
from itertools import pairwise, product

import numpy as np

from firstneuron import _arguments

#: The colour of examples.
BLUE = "#0072B2"
#: The colour of a model: its lines and what it says.
ORANGE = "#D55E00"
#: A third colour.
GREEN = "#009E73"
#: A fourth colour.
PINK = "#CC79A7"
#: The colour of residuals, arrows and whatever else helps to read a figure.
GREY = "#6B6B6B"
#: The colours of three classes, by their numbers.
CLASS_COLOURS = (ORANGE, BLUE, GREEN)

_STYLE = {
    "figure.figsize": (6.4, 3.8),
    "axes.prop_cycle": None,  # filled in by `use_style`: it needs matplotlib
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#E3E3E3",
    "grid.linewidth": 0.8,
    "font.size": 11,
    "legend.frameon": False,
    "lines.linewidth": 2.2,
}


def use_style():
    """Draw in the book's style from now on; in a notebook, as SVG.

    The same figure gives the same SVG in each run and on each machine: see `_plain`.

    Examples
    --------
    >>> use_style()
    >>> import matplotlib as mpl
    >>> mpl.rcParams["axes.spines.top"]
    False
    """
    import matplotlib as mpl

    colours = [BLUE, ORANGE, GREEN, PINK, GREY]
    mpl.rcParams.update(_STYLE | {"axes.prop_cycle": mpl.cycler(color=colours)})
    _write_plain_svg()
    _show_svg()


def _write_plain_svg():
    """Let matplotlib write every SVG, however it was drawn, through `_plain`."""
    from matplotlib import cbook
    from matplotlib.backend_bases import register_backend
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    class PlainSVG(FigureCanvasSVG):
        def print_svg(self, filename, *, bbox_inches_restore=None, metadata=None, **_):
            metadata = {"Date": None, "Creator": None} | (metadata or {})
            written = io.StringIO()
            super().print_svg(
                written, bbox_inches_restore=bbox_inches_restore, metadata=metadata
            )
            svg = _plain(written.getvalue())
            with cbook.open_file_cm(filename, "w", encoding="utf-8") as file:
                file.write(svg if cbook.file_requires_unicode(file) else svg.encode())

    register_backend("svg", PlainSVG)


def _plain(svg):
    """Return an SVG without the digits that nobody can see.

    A processor adds in its own order, so the last digits of a result are its own. But
    matplotlib writes a place to a millionth of a point, and names a clip path or a
    marker after all its digits. Here a place has two decimals (0.01 points are a 7000th
    of an inch), and the names come from what is then written.

    A number can still stand so near the edge between two roundings that its last
    digits decide. If they begin at the 12th decimal, that befalls one number in 10 **
    10; a figure has a few thousand.
    """
    svg = _PLACE.sub(lambda place: _NUMBER.sub(_seen, place[0]), svg)
    svg = _RING.sub(r"\g<0>z\n", svg)
    names = {
        name: number for number, name in enumerate(dict.fromkeys(_ID.findall(svg)))
    }
    bare = _ID.sub(lambda name: str(names[name[0]]), svg)
    # Two figures may share a page, but not a name.
    figure = hashlib.sha256(bare.encode()).hexdigest()[:10]
    return _ID.sub(lambda name: f"f{figure}-{names[name[0]]}", svg)


# Where an SVG says a place: the points of a path, a position, a size, a move, a turn.
_PLACE = re.compile(r' (d|x|y|width|height|viewBox)="[^"]+|(translate|rotate)\([^)]+')
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
# A path that ends where it began, and is not said to be closed: a ring of a contour is
# said to be if its ends agree in all their digits.
_RING = re.compile(r'M (\S+ \S+) \n[^Mz"]+\n[^Mz"]+ \1 \n(?!z)')
_ID = re.compile(r'(?<=["#])\w*[0-9a-f]{10}(?=[")])')

# Added before rounding: many numbers stand halfway between two decimals, on the edge.
_OFF_THE_EDGE = 0.00123456789


def _seen(number):
    return f"{round(float(number[0]) + _OFF_THE_EDGE, 2) + 0.0:.7g}"  # + 0.0: no "-0"


def _show_svg():
    """Let IPython store figures as SVG."""
    try:
        from IPython import get_ipython
        from matplotlib_inline.backend_inline import set_matplotlib_formats
    except ImportError:
        return
    if get_ipython() is not None:
        set_matplotlib_formats("svg")


def axes(xlabel, ylabel, **settings):
    """Return new axes with these labels.

    Parameters
    ----------
    xlabel, ylabel : str
        Short, with the unit: ``"sugars (g)"``.
    **settings
        Anything else `Axes.set` takes, such as ``xlim=(0, 16)``.

    Examples
    --------
    >>> ax = axes("sugars (g)", "calories (kcal)", xlim=(0, 16))
    >>> ax.get_xlabel()
    'sugars (g)'
    """
    _, ax = _subplots()
    ax.set(xlabel=xlabel, ylabel=ylabel, **settings)
    return ax


def _subplots(*counts, **settings):
    """Return a figure and its axes, as `plt.subplots`; they draw rounded heights."""
    import matplotlib.pyplot as plt

    return plt.subplots(*counts, subplot_kw={"axes_class": _axes_class()}, **settings)


@cache
def _axes_class():
    from matplotlib.axes import Axes

    class RoundingAxes(Axes):
        def contour(self, *arrays, **settings):
            return super().contour(*_round_heights(arrays), **settings)

        def contourf(self, *arrays, **settings):
            return super().contourf(*_round_heights(arrays), **settings)

        def pcolormesh(self, *arrays, **settings):
            return super().pcolormesh(*_round_heights(arrays), **settings)

    return RoundingAxes


def _round_heights(arrays):
    """Round the heights among what stands before them (x and y) and after (levels)."""
    place = 2 if len(arrays) > 2 else 0
    return *arrays[:place], _round(arrays[place]), *arrays[place + 1 :]


def _round(values):
    """Round numbers to about 9 digits of the largest.

    For what is asked of them before they are drawn: are two the same, is one above a
    level. That must not hang on the last digits either.
    """
    values = np.asanyarray(values)  # some may be masked
    if not np.issubdtype(values.dtype, np.floating):
        return values
    sizes = np.abs(np.ma.getdata(values))
    largest = sizes[np.isfinite(sizes)].max(initial=0)
    return np.round(values, 9 - round(np.log10(largest))) if largest else values


def points(ax, x, y, *, color=BLUE, label=None):
    """Draw one dot an example; a larger dot where several examples coincide.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    x, y : array_like
        ``(n,)`` each; examples with a missing number are left out.
    color : str
    label : str, optional

    Raises
    ------
    ValueError
        If `x` and `y` do not hold one number an example each.

    Examples
    --------
    >>> ax = axes("x", "y")
    >>> points(ax, [1, 1, 2], [5, 5, 6])
    >>> len(ax.collections[0].get_offsets())
    2
    """
    pairs = np.column_stack([_round(values) for values in _paired(x, y)])
    pairs = pairs[~np.isnan(pairs).any(axis=1)]
    places, counts = np.unique(pairs, axis=0, return_counts=True)
    ax.scatter(
        *places.T,
        s=34 * counts,
        color=color,
        alpha=0.7,
        linewidths=0,
        zorder=3,
        label=label,
    )


def line(ax, w, b, *, color=ORANGE, label=None, style="-"):
    """Draw the line `w x + b` from one edge of the axes to the other.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    w, b : float or array_like
        One number each, in any shape: a unit's kernel and bias will do.
    color : str
    label : str, optional
    style : str
        As matplotlib's `linestyle`.

    Raises
    ------
    ValueError
        If `w` or `b` is not one number.

    Examples
    --------
    >>> ax = axes("x", "y", xlim=(0, 16))
    >>> line(ax, [[2.5]], [90])
    >>> ax.lines[0].get_slope()
    2.5
    """
    w, b = _one_number(w, "w"), _one_number(b, "b")
    # Through a point in view: one at x = 0 would pull faraway axes to 0.
    x = sum(ax.get_xlim()) / 2
    ax.axline((x, w * x + b), slope=w, color=color, label=label, linestyle=style)


def curve(ax, x, y, *, color=None, style="-", label=None):
    """Draw a curve through points.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    x, y : array_like
        ``(n,)`` each.
    color : str, optional
        The next colour of the book's style if None.
    style : str
        As matplotlib's format: ``"--"`` for dashes, ``"o-"`` for dots on a line.
    label : str, optional

    Examples
    --------
    >>> ax = axes("x", "y")
    >>> curve(ax, [0, 1, 2], [0, 1, 4])
    >>> ax.lines[0].get_ydata().tolist()
    [0, 1, 4]
    """
    colour = {} if color is None else {"color": color}
    ax.plot(x, y, style, label=label, **colour)


def label(ax, x, y, text, *, color=GREY, side="right"):
    """Write a short text at a point of a figure: the name of a line where it runs.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    x, y : float
        The point, in the figure's units.
    text : str
        A symbol, a number or a word or two.
    color : str
        That of the line.
    side : str
        On which side of the point: ``"right"``, ``"left"``, ``"above"``, ``"below"``.

    Raises
    ------
    ValueError
        If `side` is something else.

    Examples
    --------
    >>> ax = axes("x", "y")
    >>> label(ax, 1, 2, "$w$", color=BLUE)
    >>> ax.texts[0].get_text()
    '$w$'
    """
    offset, align = _SIDES[_arguments.choice(side, _SIDES, "side")]
    ax.annotate(text, (x, y), offset, textcoords="offset points", color=color, **align)


_SIDES = {
    "right": ((6, 0), {"ha": "left", "va": "center"}),
    "left": ((-6, 0), {"ha": "right", "va": "center"}),
    "above": ((0, 6), {"ha": "center", "va": "bottom"}),
    "below": ((0, -6), {"ha": "center", "va": "top"}),
}


def best(ax, x, y):
    """Mark the best point, in every figure of the book alike: with a star.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    x, y : float

    Examples
    --------
    >>> ax = axes("w", "b")
    >>> best(ax, 2.5, 90)
    >>> ax.lines[0].get_marker()
    '*'
    """
    ax.plot([x], [y], "*", color=PINK, markersize=15, markeredgecolor="white", zorder=4)


def path(ax, x, y, *, color=ORANGE):
    """Draw the places of a walk: a large dot where it starts, a small one a step.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    x, y : array_like
        ``(steps + 1,)`` each.
    color : str

    Examples
    --------
    >>> ax = axes("w", "b")
    >>> path(ax, [0, 2, 3], [5, 4, 4])
    >>> len(ax.lines)
    2
    """
    fine = len(x) > 100
    width, size = (0.6, 1.6) if fine else (1.2, 4)
    ax.plot(x, y, "o-", color=color, linewidth=width, markersize=size, zorder=3)
    edge = {"markeredgecolor": "white", "markeredgewidth": 1.2}
    ax.plot(x[:1], y[:1], "o", color=color, markersize=9, zorder=3.5, **edge)


def rings(ax, height, x, y, *, levels):
    """Draw a map of a function of two numbers: rings of equal height, with the height.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    height : callable
        ``height(x, y)``, one number.
    x, y : array_like
        ``(columns,)`` and ``(rows,)``: where to compute it.
    levels : list of float
        The height of each ring.

    Examples
    --------
    >>> ax = axes("x", "y")
    >>> side = np.linspace(-3, 3, 61)
    >>> rings(ax, lambda x, y: x * x + y * y, side, side, levels=[1, 4])
    >>> [text.get_text() for text in ax.texts]
    ['1', '4']
    """
    heights = [[height(one_x, one_y) for one_x in x] for one_y in y]
    drawn = ax.contour(x, y, heights, levels, colors=GREY, linewidths=0.8)
    ax.clabel(drawn, fontsize=8, fmt="%g")
    ax.grid(visible=False)


def side_by_side(count, *, side=3.2, height=None, most=4):
    """Return axes in rows, of one size.

    Parameters
    ----------
    count : int
    side : float
        The width of each, in inches.
    height : float, optional
        The height of each; as wide, so high, if None.
    most : int
        How many stand in a row, before the next row begins.

    Examples
    --------
    >>> len(side_by_side(2))
    2
    """
    columns = min(most, count)
    rows = -(-count // columns)
    _, places = _subplots(
        rows,
        columns,
        figsize=(side * columns, (height or side) * rows),
        squeeze=False,
        layout="constrained",
    )
    for ax in places.flat[count:]:
        ax.remove()
    return places.flat[:count]


def residuals(ax, x, y, w, b):
    """Draw the distance from each example to the line `w x + b`, up or down.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    x, y : array_like
        ``(n,)`` each.
    w, b : float or array_like
        One number each, in any shape.

    Raises
    ------
    ValueError
        If `x` and `y` do not hold one number an example each, or `w` or `b` is not
        one number.

    Examples
    --------
    >>> ax = axes("x", "y")
    >>> residuals(ax, [1, 2], [5, 6], 2, 1)
    >>> len(ax.collections[0].get_segments())
    2
    """
    x, y = _paired(x, y)
    on_line = _one_number(w, "w") * x + _one_number(b, "b")
    ax.vlines(x, np.minimum(y, on_line), np.maximum(y, on_line), color=GREY, lw=1.4)


def _paired(x, y):
    x, y = np.ravel(np.asarray(x, float)), np.ravel(np.asarray(y, float))
    if len(x) != len(y):
        raise ValueError(
            f"x and y need one number an example each, got {len(x)} and {len(y)}"
        )
    return x, y


def _one_number(value, name):
    value = np.asarray(value, float)
    if value.size != 1:
        raise ValueError(f"{name} must be one number, got the shape {value.shape}")
    return value.item()


def gates(cuts, inputs, labels=None, titles=None):
    """Draw how perceptrons cut the plane: one small picture each, side by side.

    A dot is filled where the label is 1. The side where the perceptron fires is shaded;
    for several in one picture, where all of them fire.

    Parameters
    ----------
    cuts : list
        For each picture a `Perceptron` with two inputs, a list of them, or None.
    inputs : array_like
        The dots, ``(n, 2)``.
    labels : list of array_like, optional
        For each picture, 0 or 1 for each dot; the perceptron's answers if None.
    titles : list of str, optional
        What stands above each picture.

    Examples
    --------
    >>> from firstneuron.perceptron import AND, BITS, OR
    >>> import matplotlib.pyplot as plt
    >>> gates([AND, OR], BITS)
    >>> len(plt.gcf().axes)
    2
    """
    inputs = np.asarray(inputs)
    labels = [cut(inputs) for cut in cuts] if labels is None else labels
    size = (max(2.1 * len(cuts), 2.8), 2.8 if len(cuts) == 1 else 2.3)
    _, places = _subplots(1, len(cuts), figsize=size, squeeze=False)
    titles = titles or [""] * len(cuts)
    for ax, cut, answers, title in zip(places[0], cuts, labels, titles, strict=True):
        ax.set_title(title, fontsize=11)
        ax.set(xlim=(-0.4, 1.4), ylim=(-0.4, 1.4), xticks=[0, 1], yticks=[0, 1])
        ax.set(xlabel="$x_1$", aspect="equal")
        ax.grid(visible=False)
        _cut(ax, [] if cut is None else cut if isinstance(cut, list) else [cut])
        faces = [BLUE if answer else "white" for answer in answers]
        ax.scatter(*inputs.T, s=70, c=faces, edgecolors=BLUE, linewidths=2, zorder=3)
    places[0, 0].set_ylabel("$x_2$")


def _cut(ax, perceptrons):
    """Shade where all perceptrons fire, and draw the line of each."""
    if perceptrons:
        side = np.linspace(-0.4, 1.4, 19)
        grid = np.stack(np.meshgrid(side, side), axis=-1)
        lowest = np.min([perceptron.sums(grid) for perceptron in perceptrons], axis=0)
        ax.contourf(side, side, lowest, levels=[0, np.inf], colors=[ORANGE], alpha=0.18)
    for perceptron in perceptrons:
        first, second = perceptron.weights
        if second != 0:
            slope, intercept = perceptron.line()
            ax.axline((0, intercept), slope=slope, color=ORANGE)
        elif first != 0:
            ax.axvline(-perceptron.bias / first, color=ORANGE)


def picture(points, *, numbers=False):
    """Draw a small picture, point by point, with lines between the points.

    Parameters
    ----------
    points : array_like
        ``(height, width, 3)``: how much red, green and blue, from 0 to 1; or
        ``(height, width)``: from 0 for white to the largest number for black.
    numbers : bool
        Write each point's number on it; for ``(height, width)`` only.

    Raises
    ------
    ValueError
        If `points` has another shape.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> picture([[[1, 0, 0], [0, 0, 1]]])
    >>> plt.gca().get_xlabel()
    'width'
    """
    points = np.asarray(points, dtype=float)
    if points.ndim != 2 and points.shape[2:] != (3,):
        raise ValueError(
            f"points must be (height, width) or (height, width, 3), got {points.shape}"
        )
    height, width = points.shape[:2]
    ax = axes("width", "height")
    ax.set(xticks=range(width), yticks=range(height), aspect="equal")
    # Squares and not an image: an image would be stored as pixels.
    x, y = np.arange(width + 1) - 0.5, np.arange(height + 1) - 0.5
    ax.pcolormesh(x, y, points, cmap="Greys", edgecolors=GREY, linewidth=0.4)
    ax.grid(visible=False)
    ax.invert_yaxis()
    if numbers:
        for (row, column), number in np.ndenumerate(points):
            color = "white" if number > points.max() / 2 else "black"
            style = {"color": color, "ha": "center", "va": "center", "fontsize": 9}
            ax.text(column, row, f"{number:g}", **style)


def curves(functions, z, ylim=None):
    """Draw functions of one number, each with its slope, in small pictures.

    The function is a solid line, `g`, its slope a dashed one, `g'`.

    Parameters
    ----------
    functions : dict of str to (callable, callable)
        What stands above each picture, the function and its derivative.
    z : array_like
        Where to draw them.
    ylim : tuple of float, optional
        The lowest and the highest value shown, the same in all pictures.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> curves({"sin": (np.sin, np.cos)}, np.linspace(-3, 3))
    >>> plt.gcf().axes[0].get_title()
    'sin'
    """
    z = np.asarray(z)
    places = side_by_side(len(functions), side=2.1, most=3)
    for ax, (title, pair) in zip(places, functions.items(), strict=True):
        names = ("$g$", "$g'$")
        for function, name, style in zip(pair, names, ("-", "--"), strict=True):
            values = function(z)
            (drawn,) = ax.plot(z, values, style)
            label(ax, z[-1], values[-1], name, color=drawn.get_color())
        ax.set_title(title, fontsize=11)
        ax.set(xlabel="$z$", ylim=ylim)


def pictures(images, titles, *, most=4):
    """Draw weights as pictures side by side: blue above 0, orange below, white at 0.

    All pictures share one scale, so that the same colour is the same number.

    Parameters
    ----------
    images : array_like
        ``(pictures, height, width)``.
    titles : list of str
        What stands above each.
    most : int
        How many stand in a row.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> pictures(np.eye(4).reshape(4, 2, 2), list("abcd"))
    >>> len(plt.gcf().axes)
    4
    """
    from matplotlib.colors import LinearSegmentedColormap

    images = np.asarray(images, dtype=float)
    colours = LinearSegmentedColormap.from_list("weights", [ORANGE, "white", BLUE])
    largest = np.abs(images).max()
    places = side_by_side(len(images), side=1.5, most=most)
    for ax, image, title in zip(places, images, titles, strict=True):
        ax.pcolormesh(image[::-1], cmap=colours, vmin=-largest, vmax=largest)
        ax.set(aspect="equal", xticks=[], yticks=[])
        ax.set_title(title, fontsize=11)


def maps(x, y, heights):
    """Draw heights over a plane as maps, darker where they are larger.

    Parameters
    ----------
    x, y : array_like
        ``(columns,)`` and ``(rows,)``: where the heights stand.
    heights : dict of str to array_like
        What stands above each map, and its ``(rows, columns)`` heights.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> maps([0, 1], [0, 1, 2], {"a": [[0, 1], [1, 2], [2, 3]]})
    >>> plt.gcf().axes[0].get_title()
    'a'
    """
    places = side_by_side(len(heights), side=2.0)
    for ax, (title, values) in zip(places, heights.items(), strict=True):
        ax.contourf(x, y, values, levels=10, cmap="Greys")
        ax.set_title(title, fontsize=11)
        ax.grid(visible=False)


def network(layers, edges=(), below=()):
    r"""Draw a network: a circle a node, an arrow a weight, from left to right.

    Parameters
    ----------
    layers : list of list of str
        What stands in the nodes, layer by layer from the input, each from the top:
        ``[["$x$", "$1$"], [r"$\hat{y}$"]]``.
    edges : list of dict, optional
        What stands on the arrows out of each layer: ``{(0, 0): "$w$"}`` for the one
        from its first node to the first node of the next layer. With no entry the
        arrows out of that layer go to every node, bare.
    below : list of str, optional
        What stands below each layer. The inputs, which are no units, are then grey.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> network([["$x$", "$1$"], ["$y$"]], [{(0, 0): "$w$", (1, 0): "$b$"}])
    >>> len(plt.gca().patches)  # circles
    3
    """
    tallest = max(map(len, layers))
    _, ax = _subplots(figsize=(2.2 * len(layers), 1.1 * tallest + 0.3))
    ax.set(xlim=(-0.5, 2 * len(layers) - 1.5), ylim=(-tallest / 2, tallest / 2))
    ax.set_aspect("equal")
    ax.axis("off")
    places = [
        [(2 * column, (len(nodes) - 1) / 2 - row) for row in range(len(nodes))]
        for column, nodes in enumerate(layers)
    ]
    for column, (sources, targets) in enumerate(pairwise(places)):
        labels = dict(edges[column]) if column < len(edges) else {}
        ends = labels or product(range(len(sources)), range(len(targets)))
        for source, target in ends:
            text = labels.get((source, target), "")
            _arrow(ax, sources[source], targets[target], text)
    for column, (nodes, centres) in enumerate(zip(layers, places, strict=True)):
        colour = GREY if below and column == 0 else BLUE
        for text, centre in zip(nodes, centres, strict=True):
            _node(ax, centre, text, colour)
    for column, (name, nodes) in enumerate(zip(below, layers, strict=False)):
        colour = GREY if column == 0 else BLUE
        lowest = -(len(nodes) - 1) / 2 - _RADIUS - 0.12
        place = {"ha": "center", "va": "top", "fontsize": 13}
        ax.text(2 * column, lowest, name, color=colour, **place)
    if below:
        ax.set_ylim(-tallest / 2 - 0.35, tallest / 2)


_RADIUS = 0.36


def _node(ax, centre, text, colour=BLUE):
    from matplotlib.patches import Circle

    ax.add_patch(Circle(centre, _RADIUS, facecolor="white", edgecolor=colour, lw=2))
    size = 15 if "$" in text or len(text) < 4 else 12  # a word must fit its circle
    ax.text(*centre, text, ha="center", va="center", fontsize=size)


def _arrow(ax, start, end, text):
    start, end = np.array(start), np.array(end)
    gap = _RADIUS * (end - start) / np.linalg.norm(end - start)
    arrow = {"arrowstyle": "-|>", "color": GREY, "lw": 1.6, "shrinkA": 0, "shrinkB": 2}
    ax.annotate("", end - gap, start + gap, arrowprops=arrow)
    x, y = start + 0.45 * (end - start)
    ax.text(x, y + 0.08, text, ha="center", va="bottom", fontsize=14)
