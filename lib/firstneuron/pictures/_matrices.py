"""Products of matrices, with the numbers that make one result lit."""

import numpy as np

from firstneuron import plots
from firstneuron.pictures._style import written


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
    w_at, b_at, sum_at, tall = d + 1, d + 3, d + 5, max(n, d + 0.5)
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
    for j, weight in enumerate(w):  # between the rows: it belongs to all
        _cell(ax, w_at, j + 0.5, weight, hues[j])
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
    style = {"fontweight": "bold" if strong else "normal", "fontsize": 12}
    ink = "black" if color else plots.GREY
    middle = {"ha": "center", "va": "center"}
    ax.text(column + 0.5, -level - 0.5, written(value), color=ink, **middle, **style)


def _sign(ax, column, level, sign):
    """Draw a sign between two squares."""
    at = (column + 0.5, -level - 0.5)
    ax.text(*at, sign, color=plots.GREY, ha="center", va="center", fontsize=14)


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
            _cell(ax, k, low + i, a[i, k], hues[k] if i == row else None)
        for j in range(u):
            lit = (i, j) == (row, column)
            shade = plots.GREY if lit else None
            _cell(ax, right + j, low + i, result[i, j], shade, strong=lit)
    for k in range(d):
        for j in range(u):
            _cell(ax, right + j, k, w[k, j], hues[k] if j == column else None)
        _cell(ax, k, end, a[row, k] * w[k, column], hues[k])
    for k in range(1, d):
        ax.text(k, -end - 0.5, "+", ha="center", va="center", fontsize=12)
    _sign(ax, d, end, "=")
    _cell(ax, right + column, end, result[row, column], plots.GREY, strong=True)
