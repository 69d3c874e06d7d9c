"""How an answer is compared with what is right, and with what people get wrong.

A check calls these one after the other; the first one that fails ends it with `NotYet`.
A mistake is a pair: what somebody answers who makes it, and a sentence that says why it
is wrong and what to do.
"""

import ast

import numpy as np

from firstneuron._words import _
from firstneuron.checks._learner import NotYet, call, numbers, shown, shown_call

# What 32-bit floats and another order of adding may change, and no mistake does.
REL, ABS = 1e-4, 1e-6
_AXES = 8  # more of them are not a shape: they are the array itself


def equals(name, found, expected, mistakes=(), *, rel=REL, abs=ABS):
    """Fail unless a value is the expected one, up to rounding.

    Parameters
    ----------
    name : str
        What the learner calls it.
    found : anything
    expected : float, array_like or tuple
        A tuple means several things, each with a shape of its own.
    mistakes : iterable of (value, sentence)
    rel, abs : float
        By how much it may be off.
    """
    if not same(found, expected, rel=rel, abs=abs):
        facts = [
            ("", name),
            (_("expected"), shown(expected)),
            (_("came"), shown(found)),
        ]
        exact = {"rel": min(rel, REL), "abs": min(abs, ABS)}
        mistakes = list(mistakes)
        known = [
            why
            for bounds in (exact, {"rel": rel, "abs": abs})  # the nearest one first
            for wrong, why in mistakes
            if same(found, wrong, **bounds)
        ]
        raise NotYet(facts, known[0] if known else _guess(found, expected, rel))


def is_one_of(name, found, choices, expected, mistakes=()):
    """Fail unless a text is the expected one of some choices."""
    text = _letters(_as_text(found) or "")
    if text == _letters(expected):
        return
    facts = [("", name), (_("came"), shown(found))]
    if text not in map(_letters, map(str, choices)):
        facts.append((_("one of"), ", ".join(map(repr, choices))))
        raise NotYet(facts)
    raise NotYet(
        facts, next((why for wrong, why in mistakes if _letters(wrong) == text), None)
    )


def _letters(text):
    """Return the letters and digits of a text: b) is b, and too_large is Too large."""
    return "".join(one for one in text.lower() if one.isalnum())


def is_shape(name, found, expected, mistakes=()):
    """Fail unless a shape is the expected one: a tuple, a list, or the text of one."""
    entries = _entries(found)
    if entries != tuple(expected):
        facts = [
            ("", name),
            (_("expected"), repr(tuple(expected))),
            (_("came"), shown(found) if entries is None else repr(entries)),
        ]
        sentence = _("A shape is whole numbers in round brackets, such as (3, 2).")
        if entries is not None:
            sentence = next((why for wrong, why in mistakes if wrong == entries), None)
        raise NotYet(facts, sentence)


def _entries(found):
    """Return the whole numbers of a shape as a tuple; None if it is none."""
    try:
        if isinstance(found, str):
            found = ast.literal_eval(found.strip())
        found = np.atleast_1d(np.array(found, dtype=float))
        whole = tuple(int(one) for one in found)
    except Exception:
        return None
    return whole if whole == tuple(found) and len(whole) <= _AXES else None


def is_true(name, found, expected=True, mistake=None):
    """Fail unless a value is `True`, or `False` if that is expected.

    Its words, yes and no, 1 and 0 do as well.
    """
    said = str(found).strip(" []").lower()
    answers = dict.fromkeys(["true", "yes", "1", "1.0"], True)
    answers |= dict.fromkeys(["false", "no", "0", "0.0"], False)
    if answers.get(said) == expected:
        return
    facts = [("", name), (_("came"), shown(found))]
    if said not in answers:
        facts.append((_("one of"), "True, False"))
        raise NotYet(facts)
    raise NotYet(facts, mistake)


def holds(condition, facts=(), sentence=None):
    """Fail, with these facts and this sentence, unless a condition holds."""
    if not condition:
        raise NotYet(list(facts), sentence)


def behaves(function, cases, reference, mistakes=(), *, rel=REL, abs=ABS):
    """Fail unless a function returns for every case what the reference returns.

    Parameters
    ----------
    function : callable
        The learner's.
    cases : iterable of tuple
        The arguments of each call.
    reference : callable
        Independent of how the book computes it.
    mistakes : iterable of (callable, sentence)
        Functions that are wrong in a known way: each is recognised by returning in
        every case what the learner's does.
    rel, abs : float
        By how much a result may be off.
    """
    cases = list(cases)
    right = [reference(*case) for case in cases]
    found = []
    for case, expected in zip(cases, right, strict=True):
        found.append(call(function, *case))
        as_text = isinstance(found[-1], str) and not isinstance(expected, str)
        if not as_text and same(found[-1], expected, rel=rel, abs=abs):
            continue
        facts = [
            ("", shown_call(function, case)),
            (_("expected"), shown(expected)),
            (_("came"), shown(found[-1])),
        ]
        if as_text:
            raise NotYet(
                facts, _("The function returns a text. Return the number as it is.")
            )
        raise NotYet(
            facts,
            next(
                (
                    why
                    for wrong, why in mistakes
                    if _is_made(wrong, cases, found, rel=rel, abs=abs)
                ),
                _guess(found[-1], expected, rel),
            ),
        )


def _is_made(wrong, cases, found, **bounds):
    """Return whether a wrong function returns what was found, in all cases so far."""
    try:
        return all(
            same(one, wrong(*case), **bounds)
            for case, one in zip(cases, found, strict=False)
        )
    except (ArithmeticError, IndexError, ValueError):  # wrong functions may fail
        return False


def same(found, expected, *, rel=REL, abs=ABS):
    """Return whether a value is the expected one: the same numbers, in its shape.

    Axes of length 1 do not count, so a column may stand for a row.
    """
    if isinstance(expected, tuple):
        try:
            found = list(found)
        except Exception:
            return False
        return len(found) == len(expected) and all(
            same(one, other, rel=rel, abs=abs)
            for one, other in zip(found, expected, strict=True)
        )
    if isinstance(expected, str):
        return _as_text(found) == expected.strip().lower()
    found, expected = numbers(found), np.asarray(expected, dtype=float)
    if found is None or found.squeeze().shape != expected.squeeze().shape:
        return False
    return np.allclose(
        found.squeeze(), expected.squeeze(), rtol=rel, atol=abs, equal_nan=True
    )


def _as_text(value):
    """Return a text, or the only one in an array or a list, as it is compared."""
    value = np.squeeze(value).tolist() if np.size(value) == 1 else value
    return value.strip().lower() if isinstance(value, str) else None


def _guess(found, expected, rel):
    """Return a sentence for what goes wrong in any exercise, or None."""
    if found is None:
        return _(
            "This is None: nothing was handed over. If a function computes it, does it "
            "end in a line that begins with return? (print only shows a value.)"
        )
    if isinstance(expected, tuple):
        return _several(found, expected, rel)
    if isinstance(expected, str):
        return None
    if hasattr(found, "__next__"):
        return _("This is computed only when it is read. Make a list of it: list(...).")
    found, expected = numbers(found), np.asarray(expected, dtype=float)
    if found is None:
        return _("This should be a number, or an array of numbers.")
    if np.isnan(found).any() and not np.isnan(expected).any():
        return _(
            "nan is not a number: a missing value came in, or somewhere 0 is divided "
            "by 0, or inf taken off inf."
        )
    if found.squeeze().shape != expected.squeeze().shape:
        return _shape(found, expected)
    if np.allclose(found.squeeze(), -expected.squeeze(), rtol=rel) and expected.any():
        return _("The numbers are right and the sign is turned.")
    whole = np.array_equal(expected, np.round(expected))
    if not whole and np.allclose(found.squeeze(), expected.squeeze(), rtol=0.02):
        return _(
            "Close, but not the same: was something rounded on the way, or is a detail "
            "another one?"
        )
    return None


def _several(found, expected, rel):
    try:
        count = len(found)
    except Exception:
        count = 1
    if count != len(expected):
        return _("More than one thing is asked for here: count them.")
    pairs = [
        (one, other)
        for one, other in zip(found, expected, strict=True)
        if not same(one, other, rel=rel)
    ]
    return _guess(*pairs[0], rel) if pairs else None


def _shape(found, expected):
    if expected.ndim == 2 and found.shape == expected.T.shape:
        return _("Rows and columns are swapped: each example is a row.")
    if expected.size == 1:
        return _("One number is asked for, and this is more than one.")
    if found.size == 1:
        return _("More than one number is asked for, and this is one.")
    if found.size == expected.size**2:
        return _(
            "Each number met each: a column and a row were paired. Give both the same "
            "shape, with reshape."
        )
    return _("The shape is another one.")
