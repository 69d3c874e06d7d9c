"""A figure to play with, as HTML that needs no kernel and no other file."""

import io
import json
import re
from base64 import b64encode
from functools import cache
from html import escape
from importlib import resources

import numpy as np

from firstneuron._words import _, translated
from firstneuron.figures._state import begun

#: The words of every figure, beside its own.
WORDS = {"reset": _("Reset"), "link": _("Link to this state")}

#: What every figure runs; its own script comes last.
SCRIPTS = ("maths.js", "shell.js", "plot.js")

#: What a map of regions needs too: contours, by d3.
MAP = (
    "d3-array/dist/d3-array.min.js",
    "d3-contour/dist/d3-contour.min.js",
    "map.js",
)


class Figure:
    """A figure to play with.

    Parameters
    ----------
    name : str
        As in its address and the name of its script: ``"fit-line"``.
    spec : dict
        What each part of the state may be: `Number`, `Choice`, `Switch`, `Text`.
    state : dict
        The value of each part, in which the figure begins.
    values : callable
        From the parts of a state to what the figure computes, with NumPy: a dict of
        numbers, lists and texts. Under ``"says"``, the names of the sentences that are
        true then; without it, it is ``["state"]``.
    words : dict
        Every word of the figure, marked by `_`: ``title``, ``task`` (what to do with
        it), the name of each control, and the sentences for its state, with places for
        values: ``"{w:.1f}"``.
    still : callable
        From the parts of a state to its picture, drawn with matplotlib.
    height : tuple of int
        The pixels it takes, alive: on a wide page, and on a phone.
    data : dict, optional
        What the script needs to know, as numbers, lists and arrays.
    scripts : tuple of str
        What it needs between the scripts of every figure and its own.

    Raises
    ------
    TypeError, ValueError
        If a part of the state is not what `spec` says.

    Examples
    --------
    >>> from firstneuron import figures
    >>> figure = figures.fit_line(w=2.5, b=90)
    >>> figure.name, figure.state
    ('fit-line', {'w': 2.5, 'b': 90})
    >>> print(f"{figure.values(w=0, b=100)['mse']:.1f}")
    427.6
    """

    def __init__(
        self, name, spec, state, values, *, words, still, height, data=None, scripts=()
    ):
        self.name = name
        self.spec = spec
        self.state = state
        self.values = values
        self.words = words
        self._begun = begun(spec, state)
        self._still = still
        self._height = height
        self._data = data or {}
        self.scripts = (*SCRIPTS, *scripts, f"{name}.js")

    def alt(self, language=None):
        """Return the figure's title and its state in words, in a language."""
        values = self.values(**self.state)
        words = {key: translated(word, language) for key, word in self.words.items()}
        said = [words[key] for key in values.get("says", ["state"])]
        return " ".join(
            [words["title"], *(put(text, self.state | values) for text in said)]
        )

    def __repr__(self):
        return self.alt()

    def _repr_html_(self):
        """Return the figure as a notebook shows and stores it."""
        page = {
            "spec": self._begun,
            "data": self._data,
            "words": {k: translated(word) for k, word in (WORDS | self.words).items()},
        }
        wide, narrow = self._height
        title = escape(translated(self.words["title"]))
        return (
            f'<figure class="fn-figure" id="figure-{self.name}" aria-label="{title}" '
            f'data-figure="{self.name}" data-scripts="{" ".join(self.scripts)}" '
            f'style="--fn-height: {wide}px; --fn-height-narrow: {narrow}px">\n'
            f'<script type="application/json">{_json(page)}</script>\n'
            f'<img class="fn-still" alt="{escape(self.alt())}" '
            f'src="{self._picture()}">\n{_inlined(self.scripts)}\n</figure>'
        )

    def _picture(self):
        """Return the figure in its first state, as the address of a picture."""
        svg = drawn(lambda: self._still(**self.state))
        return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def put(sentence, values):
    """Put values into a sentence, as `say` in shell.js does: "{w:.1f}", "{name}"."""

    def written(place):
        name, decimals = place.groups()
        value = values[name]
        if isinstance(value, str):
            return value
        text = f"{value:.{decimals}f}" if decimals else f"{value:.15g}"
        if float(text) == 0:
            text = text.removeprefix("-")
        return text.replace("-", "\N{MINUS SIGN}")

    return re.sub(r"\{(\w+)(?::\.(\d)f)?\}", written, sentence)


def packed(array, decimals):
    """Return an array for a script, rounded, in 2.7 characters a number.

    `unpacked` in shell.js reads it. No number may be beyond 32767 of its last decimals.
    """
    array = np.asarray(array, dtype=float)
    whole = np.round(array * 10**decimals)
    if np.abs(whole).max() > np.iinfo(np.int16).max:
        raise ValueError(f"with {decimals} decimals {array.max()} is too large to pack")
    text = b64encode(whole.astype("<i2").tobytes()).decode()
    return {"int16": text, "shape": list(array.shape), "decimals": decimals}


def drawn(draw):
    """Return the SVG of what is drawn, in the book's style; leave no figure open."""
    import matplotlib as mpl
    import matplotlib.pyplot as plt

    from firstneuron import plots

    with mpl.rc_context():
        plots.use_style()
        draw()
        written = io.StringIO()
        plt.gcf().savefig(written, format="svg", bbox_inches="tight")
        plt.close()
    return written.getvalue()


def _json(page):
    """Return JSON for a page: the same bytes on each machine, and no "</script>"."""
    text = json.dumps(_plain(page), ensure_ascii=False, separators=(",", ":"))
    return text.replace("</", "<\\/")


def _plain(value):
    """Return what JSON can say; of a float, the digits that mean something."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | np.ndarray):
        return [_plain(one) for one in value]
    if isinstance(value, float | np.floating):
        value = float(f"{value:.7g}")
        return int(value) if value.is_integer() else value
    return value.item() if isinstance(value, np.generic) else value


@cache
def _inlined(scripts):
    """Return style and scripts; the site replaces them by its own copies."""
    folder = resources.files("firstneuron._scripts")
    style = (folder / "figures.css").read_text(encoding="utf-8")
    code = "".join((folder / name).read_text(encoding="utf-8") for name in scripts)
    start = f'document.querySelectorAll("#figure-{scripts[-1].removesuffix(".js")}")'
    # Where a notebook has RequireJS, d3 would go to it, and not to the figure.
    return (
        f'<style class="fn-inlined">\n{style}</style>\n'
        '<script class="fn-inlined">\n(() => {\nlet define, exports, module;\n'
        f"{code}{start}.forEach(firstNeuron.mount);\n}})();\n</script>"
    )
