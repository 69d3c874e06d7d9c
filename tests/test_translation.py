"""The book can be translated: each paragraph of it, down to the folded solutions."""

import sys

import commands
from chapters import NAMES, ROOT


def test_every_paragraph_reaches_the_translators(tmp_path):
    """In a book whose messages all stand in brackets, no text is without."""
    said = commands.run(sys.executable, "tests/translation.py", tmp_path, cwd=ROOT)
    *untranslated, count = said.splitlines()
    assert untranslated == []
    assert int(count) > 100 * len(NAMES)
