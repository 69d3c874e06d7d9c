"""Draw a digit: chapter 9's network reads it, with ten shares."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import cache

import numpy as np

from firstneuron import datasets, layers, plots
from firstneuron._words import _
from firstneuron.figures._figure import Figure, packed
from firstneuron.figures._state import Switch, Text
from firstneuron.models import Sequential

#: The third five of chapter 0, redrawn: one that the network has never seen.
FIVE = (
    "ABD_gAA__4AAP_-AAH__gAB__gAA-PwAAPhgAADwAAAAYAAAAeA4AAHgPAAD_P4AA__-AAP__oAD_w_AA8"
    "wHwAPwA8AB4APAAAADwAAAA8AAAAeAAAAHgAAABwAAAA4AAAAPAAAADgAAMB4AAHP8AAA3-AAAP_gAAD_w"
    "AAAf4AA"
)
#: Twelve digits that it has not seen either: those that chapter 0 shows with answers.
TWELVE = slice(44, 56)
DECIMALS = 4  # of the weights; no answer and no share in words changes by it


class Ink(Text):
    """A drawing of 32 by 32 dots: 171 characters for 1,024 bits, row by row."""

    def drawn(self, rng):
        """Return a few bars of ink, by chance, or none."""
        dots = np.zeros((32, 32), bool)
        for _bar in range(rng.randint(0, 6)):
            top, left = rng.randint(0, 28), rng.randint(0, 28)
            dots[top : top + rng.randint(1, 20), left : left + rng.randint(2, 12)] = 1
        return _text(dots)


SPEC = {
    "ink": Ink(FIVE, pattern=r"[A-Za-z0-9_-]{171}"),
    "fit": Switch(True),
}

WORDS = {
    "title": _("Draw a digit."),
    "task": _(
        "With a mouse or a finger; or with the arrow keys, and Space to put the pen "
        "down or up."
    ),
    "pad": _("Your drawing"),
    "sees": _("What the network gets, and its ten shares"),
    "fit": _("Centre and enlarge the drawing first"),
    "clear": _("Clear"),
    "another": _("Another digit"),
    "pen": _("Pen"),
    "up": _("row {row}, column {column}, up"),
    "drawing": _("row {row}, column {column}, drawing"),
    "rubbing": _("row {row}, column {column}, rubbing out"),
    "read": _(
        "The network reads a {answer}, with a share of {share:.2f}; next comes the "
        "{second}, with {next:.2f}."
    ),
    "empty": _("There is no ink, and yet it answers."),
    "small": _("Your drawing is {high} dots high; in the data each digit has all 32."),
    "enlarged": _("Your drawing is {high} dots high, and is enlarged first."),
}


def read_digit(ink=None, fit=SPEC["fit"].value):
    """Let the reader draw a digit, and chapter 9's network read it.

    A drawing has 32 by 32 dots. In each block of 4 by 4 the dots with ink are counted,
    as was done for the data, so that the network gets 8 by 8 numbers from 0 to 16. It
    answers with ten shares, ``softmax(relu(relu(x W1 + b1) W2 + b2) W3 + b3)``.

    Parameters
    ----------
    ink : str, optional
        The drawing: 1,024 bits, row by row, 1 for ink, in URL-safe base64; without it,
        a test picture of a 5.
    fit : bool
        Whether the drawing is first moved to the middle and enlarged until it is as
        high as the square, or three quarters as wide: about so the digits of the data
        were prepared.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If `ink` is no such text.

    Examples
    --------
    >>> read_digit()  # doctest: +NORMALIZE_WHITESPACE
    Draw a digit. The network reads a 5, with a share of 1.00; next comes the 9, with
    0.00.
    """
    images, _labels = datasets.load_digits()
    unseen = np.random.default_rng(seed=0).permutation(len(images))[:297]
    return Figure(
        "read-digit",
        SPEC,
        {"ink": FIVE if ink is None else ink, "fit": fit},
        _values,
        words=WORDS,
        still=_still,
        height=(455, 770),
        data={
            "weights": [packed(array, DECIMALS) for array in _network().get_weights()],
            "examples": [_text(_redrawn(images[row])) for row in unseen[TWELVE]],
        },
    )


@cache
def _network():
    """Return the book's network, its weights rounded as the script gets them."""
    sizes = ((128, "relu"), (64, "relu"), (10, "softmax"))
    dense = [layers.Dense(units, g, dtype="float64") for units, g in sizes]
    network = Sequential([layers.Input((64,)), *dense])
    weights = (array.astype(float) for array in datasets.load_digit_network())
    network.set_weights([np.round(array, DECIMALS) for array in weights])
    return network


# --- a drawing ------------------------------------------------------------------------


def _text(dots):
    return urlsafe_b64encode(np.packbits(dots)).decode().rstrip("=")


def _dots(text):
    bits = np.frombuffer(urlsafe_b64decode(text + "="), np.uint8)
    return np.unpackbits(bits).reshape(32, 32).astype(bool)


def _counts(dots):
    """Return how many dots have ink in each block of 4 by 4: ``(8, 8)``."""
    return dots.reshape(8, 4, 8, 4).sum(axis=(1, 3))


def _edges(dots):
    """Return where a drawing has ink: left, right, top and bottom."""
    if not dots.any():
        return 0, 0, 0, 0
    rows, columns = np.nonzero(dots)
    return columns.min(), columns.max() + 1, rows.min(), rows.max() + 1


def _scale(left, right, top, bottom):
    """Return how many times a drawing is enlarged to fill the square, 1 at least."""
    if top == bottom:
        return 1
    return max(min(32 / (bottom - top), 24 / (right - left)), 1)


def _fitted(dots):
    """Move a drawing to the middle, and enlarge it."""
    left, right, top, bottom = edges = _edges(dots)
    scale = _scale(*edges)
    middle = min(max((left + right) / 2, 16), 17)  # where the data have theirs
    at = np.arange(32) + 0.5
    x = np.floor((left + right) / 2 + (at - middle) / scale).astype(int)
    y = np.floor((top + bottom) / 2 + (at - 16) / scale).astype(int)
    padded = np.pad(dots, 32)  # beyond its edges a drawing has no ink
    return padded[np.ix_(y + 32, x + 32)]


def _redrawn(image):
    """Return a drawing whose counts are a picture's: where its neighbours are dark.

    The data keep the counts alone, and not the dots that were counted.
    """
    at = (np.arange(32) + 0.5) / 4 - 0.5
    rows = np.array([np.interp(at, np.arange(8), row) for row in image])
    guess = np.array([np.interp(at, np.arange(8), column) for column in rows.T]).T
    darkness = guess
    for _round in range(8):
        blocks = darkness.reshape(8, 4, 8, 4).swapaxes(1, 2).reshape(64, 16)
        rank = np.argsort(np.argsort(-blocks, axis=1, kind="stable"), axis=1)
        inked = rank < image.reshape(64, 1)
        dots = inked.reshape(8, 8, 4, 4).swapaxes(1, 2).reshape(32, 32)
        # Ink that has ink around it stays: so the edges become smooth.
        darkness = _blurred(_blurred(dots.astype(float)).T).T + 0.001 * guess
    return dots


def _blurred(rows):
    padded = np.pad(rows, ((0, 0), (2, 2)))
    return sum(
        weight * padded[:, shift : shift + 32]
        for shift, weight in enumerate((1, 4, 6, 4, 1))
    )


# --- what the network makes of it -----------------------------------------------------


def _values(ink, fit):
    dots = _dots(ink)
    pixels = _counts(_fitted(dots) if fit else dots)
    shares = _network().predict(pixels.reshape(1, 64) / 16, verbose=0)[0]
    second, answer = (int(digit) for digit in np.argsort(shares)[-2:])
    _left, _right, top, bottom = edges = _edges(dots)
    high = bottom - top
    says = ["read"]
    if high == 0:
        says.append("empty")
    elif high < 26 and not fit:
        says.append("small")
    elif high < 26 and _scale(*edges) > 1:
        says.append("enlarged")
    return {
        "pixels": pixels.ravel(),
        "shares": shares,
        "answer": answer,
        "share": shares[answer],
        "second": second,
        "next": shares[second],
        "high": high,
        "says": says,
    }


def _still(ink, fit):
    values = _values(ink, fit)
    left, right = plots.side_by_side(2, side=3.3, height=3.0)
    pixels = values["pixels"].reshape(8, 8)
    edges = np.arange(9) - 0.5
    look = {"cmap": "Greys", "edgecolors": plots.GREY, "linewidth": 0.4}
    left.pcolormesh(edges, edges, pixels, vmin=0, vmax=16, **look)
    left.set(aspect="equal", xticks=[], yticks=[])
    left.invert_yaxis()
    for (row, column), number in np.ndenumerate(pixels):
        style = {"color": "white" if number > 8 else "black", "fontsize": 9}
        left.text(column, row, str(number), ha="center", va="center", **style)
    digits = range(10)
    alpha = [1 if digit == values["answer"] else 0.3 for digit in digits]
    bars = right.barh(digits, values["shares"], height=0.7, color=plots.ORANGE)
    for bar, one in zip(bars, alpha, strict=True):
        bar.set_alpha(one)
    for digit, share in enumerate(values["shares"]):
        if share >= 0.005:
            plots.label(right, share, digit, f"{share:.2f}", color="black")
    right.set(xlim=(0, 1.2), yticks=digits, xticks=[])
    right.invert_yaxis()
    right.grid(visible=False)
    right.tick_params(left=False)
    right.spines["bottom"].set_visible(False)
