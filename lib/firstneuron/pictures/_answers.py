"""What a network answers, and how often it is right."""

import numpy as np

from firstneuron import plots


def digits_read(images, answers=None, truth=None, *, most=6):
    """Draw handwritten digits in rows, with what somebody read beneath each.

    A wrong answer is in another colour, framed, and followed by the truth: ``3 ≠ 8``.

    Parameters
    ----------
    images : array_like
        ``(pictures, rows, columns)``: 0 for paper, larger for ink.
    answers, truth : array_like, optional
        ``(pictures,)`` each; without answers the pictures stand alone.
    most : int
        How many stand in a row.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> digits_read([[[0, 1]], [[1, 0]]], answers=[3, 5], truth=[3, 8])
    >>> [ax.get_xlabel() for ax in plt.gcf().axes]
    ['3', '5 ≠ 8']
    """
    images = np.asarray(images, float)
    places = plots.side_by_side(len(images), side=1.05, most=most)
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
