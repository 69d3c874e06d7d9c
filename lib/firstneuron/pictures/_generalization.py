"""How far what a network has learned holds beyond the examples that it learned from."""

import numpy as np

from firstneuron import plots


def fits(x, y, places, curves, truth, *, xlabel, ylabel):
    """Draw several curves through the same examples, a panel each.

    Parameters
    ----------
    x, y : array_like
        ``(n,)`` each, the examples.
    places : array_like
        ``(m,)``, where the curves were computed.
    curves : dict of str to array_like
        What stands above each panel, and what the network says at `places`, ``(m,)``.
    truth : array_like
        ``(m,)``, what is true at `places`: a dashed line in each panel.
    xlabel, ylabel : str

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> curves = {"a": [0, 0], "b": [1, 2]}
    >>> fits([0], [2], [0, 1], curves, [1, 1], xlabel="hour", ylabel="°C")
    >>> [ax.get_title() for ax in plt.gcf().axes]
    ['a', 'b']
    """
    places_of = plots.side_by_side(len(curves), side=2.3, height=2.6, most=3)
    _fits(places_of, x, y, places, curves, truth, xlabel, ylabel)


def moments(x, y, places, curves, truth, errors, *, xlabel, ylabel):
    """Draw a training at several moments, and below them its errors over the epochs.

    Parameters
    ----------
    x, y : array_like
        ``(n,)`` each, the examples.
    places : array_like
        ``(m,)``, where the curves were computed.
    curves : dict of int to array_like
        For each moment, an epoch counted from 1, what the network says at `places`,
        ``(m,)``; a panel for each.
    truth : array_like
        ``(m,)``, what is true at `places`: a dashed line in each panel.
    errors : (array_like, array_like)
        The error on the examples, and on examples apart, after each epoch,
        ``(epochs,)`` each. The lowest point of the second one gets the star.
    xlabel, ylabel : str

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> curves = {1: [0, 0], 2: [1, 1], 3: [2, 0]}
    >>> errors = [3, 2, 1], [3, 2, 4]
    >>> moments([0], [2], [0, 1], curves, [1, 1], errors, xlabel="hour", ylabel="°C")
    >>> [ax.get_title() for ax in plt.gcf().axes]
    ['epoch 1', 'epoch 2', 'epoch 3', '']
    """
    import matplotlib.pyplot as plt

    figure = plt.figure(figsize=(6.9, 5.6), layout="constrained")
    grid = figure.add_gridspec(2, len(curves), height_ratios=(1, 1.1))
    upper = [figure.add_subplot(grid[0, column]) for column in range(len(curves))]
    titled = {f"epoch {epoch}": values for epoch, values in curves.items()}
    _fits(upper, x, y, places, titled, truth, xlabel, ylabel)

    lower = figure.add_subplot(grid[1, :])
    epochs = np.arange(1, len(errors[0]) + 1)
    for epoch in curves:
        lower.axvline(epoch, color=plots.GREY, linewidth=1, linestyle=":")
    at = int(np.sqrt(len(epochs)) / 4)
    upper_one = int(errors[1][at] > errors[0][at])
    for number, (name, (color, style)) in enumerate(_LOSSES.items()):
        lower.plot(epochs, errors[number], style, color=color)
        place = {"color": color, "side": "above" if number == upper_one else "below"}
        plots.label(lower, epochs[at], errors[number][at], name, **place)
    lowest = int(np.argmin(errors[1]))
    plots.best(lower, epochs[lowest], errors[1][lowest])
    lower.set(xscale="log", xlabel="epoch", ylabel=f"error ({ylabel})")
    lower.set(xlim=(1, epochs[-1] * 1.1), ylim=(0, 1.15 * np.max(errors)))
    lower.set_xticks([1, *curves], [str(epoch) for epoch in (1, *curves)])
    lower.minorticks_off()


_LOSSES = {"training": (plots.BLUE, "-"), "validation": (plots.ORANGE, "--")}


def _fits(axes, x, y, places, curves, truth, xlabel, ylabel):
    """Draw a curve into each of the axes, all to one scale."""
    every = np.concatenate([y, truth, *curves.values()])
    room = 0.06 * np.ptp(every)
    for column, (ax, (title, values)) in enumerate(
        zip(axes, curves.items(), strict=True)
    ):
        ax.plot(places, truth, "--", color=plots.GREY, linewidth=1.2)
        ax.plot(places, values, color=plots.ORANGE)
        plots.points(ax, x, y)
        ax.set(xlabel=xlabel, ylim=(min(every) - room, max(every) + room))
        ax.locator_params(axis="x", nbins=4)
        ax.set_title(title, fontsize=11)
        ax.tick_params(labelleft=column == 0)
    axes[0].set_ylabel(ylabel)


def misprints(losses, val_losses, truth, misprint):
    """Draw losses over the epochs and, beside them, what becomes of wrong labels.

    Parameters
    ----------
    losses, val_losses : array_like
        ``(trainings, epochs)`` each. The lowest point of the mean of `val_losses` gets
        the star.
    truth, misprint : array_like
        ``(trainings, epochs)`` each: the share of the examples with a wrong label that
        get the true answer, and the share that get the wrong label as the answer.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> misprints([[3, 2, 1]], [[3, 2, 4]], [[0.1, 0.8, 0]], [[0.1, 0.1, 1]])
    >>> [text.get_text() for text in plt.gcf().axes[1].texts]
    ['truth', 'misprint']
    """
    left, right = plots.side_by_side(2, side=3.4, height=3.1)
    middles = []
    for ax, looks, tables in (
        (left, _LOSSES, (losses, val_losses)),
        (right, _SAID, (truth, misprint)),
    ):
        for (color, style), table in zip(looks.values(), tables, strict=True):
            middles.append(np.mean(table, axis=0))
            epochs = np.arange(1, len(middles[-1]) + 1)
            for one in table:
                ax.plot(epochs, one, color=color, linewidth=0.8, alpha=0.35)
            ax.plot(epochs, middles[-1], style, color=color)
    lowest = int(np.argmin(middles[1]))
    late = int(0.8 * len(epochs))
    names = [*_LOSSES, *_SAID]
    looks = _LOSSES | _SAID
    for ax, number, at, side in (
        (left, 0, late, "above"),
        (left, 1, late, "above"),
        (right, 2, int(np.argmax(middles[2])), "above"),
        (right, 3, int(0.92 * len(epochs)), "below"),
    ):
        name = names[number]
        place = {"color": looks[name][0], "side": side}
        plots.label(ax, epochs[at], middles[number][at], name, **place)
    for ax in (left, right):
        ax.axvline(epochs[lowest], color=plots.GREY, linewidth=1, linestyle=":")
        ax.set(xlabel="epoch", xlim=(0, len(epochs) + 1), ylim=(0, None))
    plots.best(left, epochs[lowest], middles[1][lowest])
    left.set_ylabel("$L$")
    right.set_ylabel("share of the misprints")


_SAID = {"truth": (plots.GREEN, "-"), "misprint": (plots.PINK, "--")}


def remedies(differences, *, xlabel):
    """Draw paired differences: a row for each remedy, a dot for each pair, the mean.

    Parameters
    ----------
    differences : dict of str to dict of str to array_like
        What stands above each panel; in it, for each remedy, what it changed in each
        training, ``(trainings,)``. The panels have the same rows.
    xlabel : str

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> remedies({"few": {"more": [3, 5], "less": [-1, 0]}}, xlabel="points")
    >>> [text.get_text() for text in plt.gcf().axes[0].texts]
    ['+4.0', '−0.5']
    """
    rows = list(next(iter(differences.values())))
    height = 0.42 * len(rows) + 1.1
    axes = plots.side_by_side(len(differences), side=3.4, height=height, most=2)
    every = np.concatenate(
        [values for panel in differences.values() for values in panel.values()]
    )
    room = 0.08 * np.ptp(every)
    end = max(every) + 3.5 * room + 0.05 * np.ptp(every)
    for ax, (title, panel) in zip(axes, differences.items(), strict=True):
        ax.axvline(0, color=plots.GREY, linewidth=1.2)
        for row, name in enumerate(rows):
            values = np.asarray(panel[name], float)
            color = plots.BLUE if min(values) > 0 else plots.GREY
            dots = {"s": 30, "color": color, "alpha": 0.6, "linewidths": 0}
            ax.scatter(values, np.full(len(values), row), zorder=3, **dots)
            ax.vlines(values.mean(), row - 0.3, row + 0.3, color=plots.ORANGE, lw=3)
            text = f"{values.mean():+.1f}".replace("-", "−")
            plots.label(ax, end, row, text, color=plots.ORANGE, side="left")
        ax.set(xlim=(min(every) - room, end), xlabel=xlabel)
        ax.set_yticks(range(len(rows)), rows)
        ax.set_ylim(len(rows) - 0.4, -0.6)
        ax.tick_params(labelleft=ax is axes[0], left=False)
        ax.grid(visible=False, axis="y")
        ax.set_title(title, fontsize=11)
