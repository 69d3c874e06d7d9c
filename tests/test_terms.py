"""Words and symbols: each explained once, in the chapter where it first stands."""

import re

import pytest

import chapters

GLOSSARY = (chapters.ROOT / "glossary.md").read_text(encoding="utf-8")
ENTRIES = re.findall(r"^(\S.*)\n(\S.*)\n  (.*) \[(\d+)\]$", GLOSSARY, re.M)
TERMS = {english.lower(): int(chapter) for english, _, _, chapter in ENTRIES}
SYMBOLS = re.findall(
    r"^\| \$(.+?)\$ \|.*\| (\d+) \|$",
    (chapters.ROOT / "notation.md").read_text(encoding="utf-8"),
    re.M,
)


def prose(name):
    """Return the text of a chapter without its code."""
    cells = chapters.read(name).cells
    text = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    text = re.sub(r"^\*\*Question\.\*\*", "", text, flags=re.M)  # bold, and no term
    return re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.S)


def singular(term):
    """Return the glossary's form of a term in bold: its own, or without a plural."""
    term = term.lower()
    endings = (("", ""), ("s", ""), ("es", ""), ("es", "is"), ("ies", "y"))
    forms = [term.removesuffix(end) + new for end, new in endings if term.endswith(end)]
    return next((form for form in forms if form in TERMS), term)


def first_chapters():
    """Return for each term in bold the number of the first chapter it stands in."""
    found = {}
    for name in chapters.NAMES:
        for term in re.findall(r"\*\*(.+?)\*\*", prose(name)):
            found.setdefault(singular(term), chapters.number(name))
    return found


def test_each_term_in_bold_is_in_the_glossary():
    assert {term for term in first_chapters() if term not in TERMS} == set()


def test_glossary_names_the_first_chapter():
    first = first_chapters()
    unbold = {"missing value"}  # explained in chapter 1 by what goes wrong
    assert set(TERMS) - set(first) == unbold
    assert {term: TERMS[term] for term in first} == first


def test_glossary_is_in_order_and_each_term_has_korean():
    terms = [english.lower() for english, *_ in ENTRIES]
    assert terms == sorted(terms)
    assert len(ENTRIES) == len(re.findall(r"\[\d+\]$", GLOSSARY, re.M))
    for english, korean, *_ in ENTRIES:
        assert re.search("[가-힣]", korean), english


def formulas(name):
    """Return the formulas of a chapter, without words in them."""
    found = re.findall(r"\$\$(.+?)\$\$|\$(.+?)\$", prose(name), re.S)
    text = " ; ".join(display or inline for display, inline in found)
    return re.sub(r"\\text\{.*?\}|\\(begin|end)\{.*?\}", "", text)


@pytest.mark.parametrize(("symbol", "chapter"), SYMBOLS)
def test_symbol_is_first_used_where_notation_says(symbol, chapter):
    before, after = (r"(?<![\\a-zA-Z])", "") if symbol.isalpha() else ("", "")
    after = r"(?![a-zA-Z])" if symbol[-1].isalpha() else after
    pattern = before + re.escape(symbol) + after
    uses = [
        chapters.number(name)
        for name in chapters.NAMES
        if re.search(pattern, formulas(name))
    ]
    assert uses[:1] == [int(chapter)]


def test_each_symbol_stands_once():
    symbols = [symbol for symbol, _ in SYMBOLS]
    assert len(symbols) > 15
    assert len(set(symbols)) == len(symbols)
