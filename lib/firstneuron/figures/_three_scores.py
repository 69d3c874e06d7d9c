"""Three scores: the total that softmax shares out, and three sigmoids beside it."""

import numpy as np

from firstneuron import activations, losses, plots
from firstneuron._words import _
from firstneuron.figures._figure import Figure
from firstneuron.figures._state import Choice, Number

NAMES = ("apple", "grape", "pear")

SPEC = {
    "apple": Number(2, low=-4, high=4, step=0.01),
    "grape": Number(1, low=-4, high=4, step=0.01),
    "pear": Number(0, low=-4, high=4, step=0.01),
    "temperature": Number(1, low=0.1, high=5, step=0.1),
    "truth": Choice("grape", NAMES),
}

WORDS = {
    "title": _("Three scores."),
    "task": _("Drag them, and make the loss small."),
    "apple": _("apple"),
    "grape": _("grape"),
    "pear": _("pear"),
    "truth": _("It is"),
    "temperature": _("temperature τ"),
    "score": _("score z"),
    "scores": _("The three scores, and where a step of training would move them"),
    "parts": _("What softmax and three sigmoids make of the scores"),
    "apple_score": _("Score of the apple"),
    "grape_score": _("Score of the grape"),
    "pear_score": _("Score of the pear"),
    "softmax": _("softmax"),
    "sigmoids": _("sigmoids"),
    "step": _("Step along the arrows"),
    "add": _("Add 1 to each"),
    "answer_apple": _("The answer is apple, with a share of {top:.2f}."),
    "answer_grape": _("The answer is grape, with a share of {top:.2f}."),
    "answer_pear": _("The answer is pear, with a share of {top:.2f}."),
    "right": _("It is right, and the loss is {loss:.2f}."),
    "wrong": _(
        "It is wrong: the true class has {share:.2f}, and the loss is {loss:.2f}."
    ),
    "totals": _("The shares sum to 1.00, the three sigmoids to {total:.2f}."),
}


def three_scores(
    apple=SPEC["apple"].value,
    grape=SPEC["grape"].value,
    pear=SPEC["pear"].value,
    temperature=SPEC["temperature"].value,
    truth=SPEC["truth"].value,
):
    r"""Let the reader move three scores, and see their shares, the loss and its slopes.

    The shares are ``softmax(z / temperature)``, the loss is ``-log`` of the true
    class's share, and against each arrow's direction is ``share - label``, the slope of
    the loss for that score (times the temperature). Three sigmoids take the same scores
    one by one.

    Parameters
    ----------
    apple, grape, pear : float
        The scores `z`, from -4 to 4.
    temperature : float
        From 0.1 to 5.
    truth : str
        The true class: ``"apple"``, ``"grape"`` or ``"pear"``.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If a number is beyond its limits, or there is no such class.

    Examples
    --------
    >>> three_scores(truth="apple")  # doctest: +NORMALIZE_WHITESPACE
    Three scores. The answer is apple, with a share of 0.67. It is right, and the loss
    is 0.41. The shares sum to 1.00, the three sigmoids to 2.11.
    """
    return Figure(
        "three-scores",
        SPEC,
        {
            "apple": apple,
            "grape": grape,
            "pear": pear,
            "temperature": temperature,
            "truth": truth,
        },
        _values,
        words=WORDS,
        still=_still,
        height=(520, 886),
    )


def _values(apple, grape, pear, temperature, truth):
    z = np.array([apple, grape, pear], float)
    true = NAMES.index(truth)
    shares = activations.softmax(z / temperature)
    sigmoids = activations.sigmoid(z)
    loss = losses.sparse_categorical_crossentropy(
        np.array([true]), z[np.newaxis] / temperature, from_logits=True
    )
    slopes = shares - np.eye(3)[true]
    answer = int(shares.argmax())
    return {
        "shares": shares,
        "sigmoids": sigmoids,
        "total": sigmoids.sum(),
        "top": shares[answer],
        "share": shares[true],
        "loss": loss[0],
        **{f"{name}_slope": slopes[j] for j, name in enumerate(NAMES)},
        "says": [
            f"answer_{NAMES[answer]}",
            "right" if answer == true else "wrong",
            "totals",
        ],
    }


def _still(**state):
    values = _values(**state)
    left, right = plots.side_by_side(2, side=3.7, height=3.4)
    z = [state[name] for name in NAMES]
    left.set(xlim=(-0.5, 2.7), ylim=(-4.6, 4.9), ylabel="$z_j$")
    left.set_xticks(range(3), NAMES)
    left.bar(range(3), z, width=0.42, color=plots.CLASS_COLOURS, alpha=0.5)
    left.axhline(0, color=plots.GREY, lw=0.8)
    for j, name in enumerate(NAMES):
        text = f"{z[j]:.2f}".replace("-", "−")
        plots.label(left, j, z[j], text, color="black", side="above")
        to = z[j] - values[f"{name}_slope"]
        look = {"arrowstyle": "->", "color": plots.GREY, "lw": 1.8}
        left.annotate("", (j + 0.36, to), (j + 0.36, z[j]), arrowprops=look)
    _glasses(right, values, NAMES.index(state["truth"]))


def _glasses(ax, values, true):
    """Draw the shares as one full column, and each sigmoid in a column of its own."""
    alone = [2.6, 3.6, 4.6]
    ax.set(xlim=(-0.7, 5.1), ylim=(0, 1.1))
    ax.set_xticks([0, *alone], ["softmax", *NAMES])
    ax.grid(visible=False)
    frame = {"fill": False, "edgecolor": plots.GREY}
    ax.bar([0, *alone], [1] * 4, width=[1.2, 0.7, 0.7, 0.7], **frame)
    shares, look = values["shares"], {"color": plots.CLASS_COLOURS, "alpha": 0.5}
    bottoms = 1 - np.cumsum(shares)
    ax.bar([0, 0, 0], shares, width=1.2, bottom=bottoms, **look)
    ax.bar(alone, values["sigmoids"], width=0.7, **look)
    middles = bottoms + shares / 2
    for share, middle in zip(shares, middles, strict=True):
        if share > 0.06:
            ax.text(0, middle, f"{share:.2f}", ha="center", va="center")
    text = f"$L$ = {values['loss']:.2f}"
    plots.label(ax, 0.6, middles[true], text, color="black")
    for x, total in ((0, 1), (alone[1], values["total"])):
        plots.label(ax, x, 1, rf"$\Sigma$ = {total:.2f}", color="black", side="above")
