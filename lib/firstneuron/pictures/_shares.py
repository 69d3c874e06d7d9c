"""How softmax makes shares of scores."""

import numpy as np

from firstneuron import plots


def scores_to_shares(scores, names):
    """Draw what softmax does: bars of the scores, of their powers, of the shares.

    Parameters
    ----------
    scores : array_like
        ``(k,)``, one for each class.
    names : sequence of str
        The name of each class.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> scores_to_shares([0, 0], ["yes", "no"])
    >>> [text.get_text() for text in plt.gcf().axes[2].texts]
    ['0.50', '0.50']
    """
    scores = np.asarray(scores, float)
    powers = np.exp(scores)
    places = plots.side_by_side(3, side=2.3)
    for ax, title, heights in zip(
        places,
        ("$z_j$", "$e^{z_j}$", "$p_j$"),
        (scores, powers, powers / powers.sum()),
        strict=True,
    ):
        ax.set_title(title, fontsize=13)
        _bars(ax, heights, names)


def temperatures(scores, names, taus):
    r"""Draw the shares of the same scores at several temperatures, as bars.

    Parameters
    ----------
    scores : array_like
        ``(k,)``, one for each class.
    names : sequence of str
        What stands beneath each bar.
    taus : sequence of float
        The temperatures, above 0: a picture for each.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> temperatures([2, 1, 0], ["a", "b", "c"], [0.1, 1, 100])
    >>> [text.get_text() for text in plt.gcf().axes[0].texts]
    ['1.00', '0.00', '0.00']
    """
    scores = np.asarray(scores, float)
    for ax, tau in zip(plots.side_by_side(len(taus), side=2.3), taus, strict=True):
        powers = np.exp((scores - scores.max()) / tau)
        ax.set_title(rf"$\tau = {tau:g}$", fontsize=13)
        _bars(ax, powers / powers.sum(), names, top=1)


def _bars(ax, heights, names, top=None):
    """Draw a bar for each class, with its number at its end."""
    low = min(0, heights.min())
    high = max(0, heights.max()) if top is None else top
    room = 0.17 * ((high - low) or 1)
    ax.set(xlim=(-0.6, len(heights) - 0.4), ylim=(low - room * (low < 0), high + room))
    ax.bar(
        range(len(heights)), heights, width=0.7, color=plots.CLASS_COLOURS, alpha=0.85
    )
    for place, height in enumerate(heights):
        side = "below" if height < 0 else "above"
        text = f"{height:.2f}".replace("-", "−")
        plots.label(ax, place, height, text, color="black", side=side)
    ax.axhline(0, color=plots.GREY, lw=0.8)
    ax.set_xticks(range(len(heights)), names)
    ax.set_yticks([])
    ax.tick_params(axis="x", length=0)
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.grid(visible=False)
