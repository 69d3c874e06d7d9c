"""The sentences of checks and figures, in the reader's language.

In the code they stand in English, marked by `_`, so that `make messages` finds them.
They are looked up in a catalogue, `locale/<language>/LC_MESSAGES/firstneuron.mo`, when
they are shown; a sentence that a catalogue lacks is shown in English.
"""

import functools
import gettext
import os
from importlib import resources

#: For stored notebooks, which serve every language: outcomes of checks are shown as
#: signs alone, and figures have their words in English, for the site to replace.
NO_WORDS = "none"

#: Where the catalogues are.
FOLDER = resources.files("firstneuron") / "locale"

_chosen = None


def _(sentence):
    """Mark a sentence that translators get; it is translated when it is shown."""
    return sentence


def language(code=None):
    """Return the language of checks and figures; with a code, choose it.

    Until one is chosen, it is that of the environment variable
    ``FIRSTNEURON_LANGUAGE``, and English if there is none.

    Parameters
    ----------
    code : str, optional
        Such as ``"en"`` or ``"ko"``; ``"none"`` for no words at all, only signs.

    Raises
    ------
    TypeError
        If `code` is not a string.

    Examples
    --------
    >>> language()
    'en'
    """
    global _chosen
    if code is not None:
        if not isinstance(code, str):
            raise TypeError(f'language must be a code such as "en", got {code!r}')
        _chosen = code
    return _chosen or os.environ.get("FIRSTNEURON_LANGUAGE") or "en"


def say(sentence, **values):
    """Return a sentence in the reader's language, with the values put in."""
    return translated(sentence).format(**values)


def translated(sentence, code=None):
    """Return a sentence in a language, the reader's if none is named, as it stands."""
    return _catalogue(code or language()).gettext(sentence)


@functools.cache
def _catalogue(code):
    """Return the catalogue of a language; without one, sentences stay as they are."""
    file = FOLDER / code / "LC_MESSAGES" / "firstneuron.mo"
    if not file.is_file():
        return gettext.NullTranslations()
    with file.open("rb") as catalogue:
        return gettext.GNUTranslations(catalogue)
