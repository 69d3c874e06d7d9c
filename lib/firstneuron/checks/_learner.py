"""What belongs to the learner: values that may be anything, functions that may fail."""

import linecache
import traceback
import warnings
from collections.abc import ValuesView
from pathlib import Path

import numpy as np

from firstneuron._words import _

_OURS = Path(__file__).parents[1]
_LONGEST = 160  # characters of a value that is shown


class NotAttempted(Exception):  # noqa: N818 - an outcome, not an error
    """The starter's `...` still stands."""

    def __init__(self, name):
        super().__init__(name)
        self.name = name


class NotYet(Exception):  # noqa: N818 - an outcome, not an error
    """An answer is not right: in which case, and why, as far as that can be told."""

    def __init__(self, facts=(), sentence=None, **values):
        super().__init__(sentence)
        self.facts, self.sentence, self.values = facts, sentence, values


def call(function, *args):
    """Return what a learner's function returns for copies of the arguments.

    Its exception becomes a `NotYet` with its own line; an interrupt passes.
    """
    where = shown_call(function, args)
    if not callable(function):
        raise NotYet(
            [(_("came"), shown(function))], _("this must be a function, not a value")
        )
    copies = _copy(args)
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = function(*copies)
            if hasattr(found, "__next__") or isinstance(found, ValuesView):
                found = list(found)  # a generator computes when it is read
    except (Exception, SystemExit) as error:
        raise NotYet(_told(where, error)) from None
    if is_open(found):
        raise NotAttempted(where)
    return found


def _copy(value):
    """Return copies of arrays, also of those in lists and tuples."""
    if isinstance(value, np.ndarray):
        return np.array(value)
    if type(value) in (list, tuple):
        return type(value)(_copy(one) for one in value)
    return value


def _told(where, error):
    """Return the facts about an exception: the call, its words, the learner's line."""
    facts = [
        ("", where),
        ("", _one_line(f"{type(error).__name__}: {_words_of(error)}")),
    ]
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if _OURS in path.parents or "site-packages" in path.parts:
            continue
        line = linecache.getline(frame.filename, frame.lineno).strip()
        facts.append((_("line"), f"{frame.lineno}: {line}"))
        break
    return facts


def _words_of(error):
    try:
        return str(error)
    except Exception:
        return ""


def is_open(value):
    """Return whether a value is, or holds, the `...` of a starter."""
    if value is ...:
        return True
    if type(value) in (list, tuple):
        rows = [one for one in value if type(one) in (list, tuple)]
        return any(one is ... for some in (value, *rows) for one in some)
    return False


def numbers(value):
    """Return a learner's value as an array of floats; None if it is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return np.array(value, dtype=float)
    except Exception:
        return None


def shown(value):
    """Return a value as a learner would write it, on one line and not too long."""
    try:
        return _one_line(_text(value))
    except Exception:
        return type(value).__name__


def _text(value):
    if isinstance(value, np.ndarray | np.generic):
        if np.size(value) > 24:
            return f"array {np.shape(value)}"
        value = value.tolist()
    if isinstance(value, float):
        return f"{value + 0.0:.5g}"  # 0 for a zero below 0
    if isinstance(value, list):
        return f"[{', '.join(shown(one) for one in value)}]"
    if isinstance(value, tuple):
        return f"({', '.join(shown(one) for one in value)})"
    if callable(value):
        return getattr(value, "__name__", type(value).__name__)
    return repr(value)


def shown_call(function, args):
    """Return a call as text: ``mae([1, 2], [3, 4])``."""
    return f"{shown(function)}({', '.join(shown(one) for one in args)})"


def _one_line(text):
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
