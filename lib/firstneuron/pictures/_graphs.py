"""Computation graphs: values above, slopes below."""

import numpy as np

from firstneuron import plots
from firstneuron.pictures._style import written


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
            text = f"× {written(slopes[source, target], digits)}"
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


def _beside_box(ax, box, value, colour, digits, *, above):
    if value is not None:
        ax.annotate(
            written(value, digits),
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


def nested(names):
    """Draw what is a part of what: round areas, each inside the one before it.

    Parameters
    ----------
    names : list of str
        From the whole to its innermost part.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> nested(["animals", "birds", "owls"])
    >>> [text.get_text() for text in plt.gca().texts]
    ['animals', 'birds', 'owls']
    """
    import matplotlib.pyplot as plt
    from matplotlib.patches import Ellipse

    _, ax = plt.subplots(figsize=(6.0, 3.6))
    ax.set(xlim=(-3.05, 3.05), ylim=(-0.05, 3.65), aspect="equal")
    ax.axis("off")
    for level, name in enumerate(names):
        part = 1 - level / len(names)
        width, height = 2 * part**0.6 * 3, 3.6 * part
        centre = (0, height / 2 + 0.12 * level)
        style = {"facecolor": plots.BLUE, "alpha": 0.16, "lw": 0}
        ax.add_patch(Ellipse(centre, width, height, **style))
        ax.add_patch(Ellipse(centre, width, height, fill=False, ec=plots.BLUE, lw=1.6))
        inner = 3.6 * (1 - (level + 1) / len(names)) + 0.12 * (level + 1)
        last = level == len(names) - 1
        top = centre[1] + height / 2
        y = centre[1] if last else (top + inner) / 2
        ax.text(0, y, name, ha="center", va="center", fontsize=13)
