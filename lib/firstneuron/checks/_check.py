"""The one function a learner calls."""

import functools
import importlib
import inspect
import re
import warnings

import numpy as np

from firstneuron._words import _
from firstneuron.checks._learner import NotAttempted, NotYet, is_open
from firstneuron.checks._outcome import Outcome
from firstneuron.checks._register import CHECKS

_NOT_OF_THE_KIND = _(
    "This answer is not of the kind that is asked for: look at the starter again."
)


def check(number, *answer):
    """Return whether an answer to an exercise is right, and if not, why.

    Parameters
    ----------
    number : str
        That of the exercise, such as ``"1.4"``.
    *answer
        What the exercise's starter asks for, in its order: values or functions.

    Returns
    -------
    Outcome
        It shows itself in a notebook; its `state` is "not attempted", "not yet" or
        "correct". Nothing is raised, but for an interrupt.

    Examples
    --------
    >>> check("4.5", ...)
    4.5 … not attempted
    my_tanh = ...
    """
    number = str(number)
    found = _checks_of(number).get(number)
    if found is None:
        return Outcome(number, "not yet", (), _("There is no exercise of this number."))
    names = list(inspect.signature(found.judge).parameters)
    if len(answer) != len(names):
        facts = [(_("expected"), ", ".join(names))]
        return Outcome(number, "not yet", facts, _("The check takes these answers."))
    for name, value in zip(names, answer, strict=True):
        if is_open(value):
            return _open(number, name)
    return _judged(number, found, answer)


def _judged(number, found, answer):
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found.judge(*answer)
    except NotAttempted as error:
        return _open(number, error.name)
    except NotYet as error:
        return Outcome(number, "not yet", error.facts, error.sentence, **error.values)
    except Exception:  # an answer of a kind that nobody thought of
        return Outcome(number, "not yet", (), _NOT_OF_THE_KIND)
    return Outcome(number, "correct", (), found.remember)


def _open(number, name):
    return Outcome(number, "not attempted", [("", f"{name} = ...")])


@functools.cache
def _checks_of(number):
    """Return the checks of the chapter that an exercise belongs to."""
    chapter = re.fullmatch(r"(\d+)\.\d+", number)
    name = f"firstneuron.checks.chapter_{chapter[1]}" if chapter else None
    if name and importlib.util.find_spec(name):
        importlib.import_module(name)
    return CHECKS
