"""The numbers that a chapter's sentences and alt texts state: each one is computed.

A number must be found among what the same chapter's cells print, draw or are given, at
the precision in which it is stated: 2.54 may stand for a printed 2.5356. A paragraph
that names another chapter may state its numbers too. A sentence may also compute for
itself: "4.25 − 0.025 = 4.225". Small whole numbers are counting words and are left
alone; so are years, and the numbers of chapters and exercises.
"""

import functools
import re

import pytest

import chapters

COUNTING = 12  # whole numbers up to this one are words: "three units", "10 times"
YEARS = range(1800, 2031)

# By chapter: what is not computed there, and why it may be stated.
EXCEPTIONS = {name: {} for name in chapters.NAMES}

NUMBER = re.compile(
    r"(?<![\w.])(?:\d{1,3}(?:[,_]\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d+)?(?!th\b|st\b)"
)
ABOUT = re.compile(
    r"\b(about|almost|nearly|some|around|roughly|near|over|under|than|to|least|most|above"
    r"|below|every)\s+(a\s+)?[$−-]*$"
)
SUM = re.compile(r"((?:[\d.,()·×+−/-]|\s)*\d[\s)]*)[=≈]\s*(−?[\d.,]*\d)")
SIGNS = str.maketrans({"·": "*", "×": "*", "−": "-", ",": None})
REFERENCE = re.compile(
    r"\b(chapters?|exercises?|solutions?)"
    r"\s+(\d+(?:\.\d+)?(?:(?:, | and | to )\d+)*)",
    re.I,
)


def value(text):
    """Return the number that a text stands for."""
    return float(text.replace(",", "").replace("_", ""))


def decimals(text):
    """Return how many decimals a number is stated with."""
    return len(text.partition("e")[0].partition(".")[2])


@functools.cache
def computed(name):
    """Return the numbers that a chapter's cells, and its solutions, have or show."""
    texts = []
    for cell in chapters.read(name).cells:
        if cell.cell_type == "markdown":
            texts += re.findall(r"^```.*?^```", cell.source, re.M | re.S)
            continue
        texts.append(cell.source)
        for output in cell.outputs:
            data = output.get("data", {})
            texts += [output.get("text", ""), data.get("text/plain", "")]
            # What a figure says in letters, matplotlib writes into a comment too.
            texts += re.findall(r"<!-- (.*?) -->", data.get("image/svg+xml", ""))
    return {value(found[0]) for text in texts for found in NUMBER.finditer(text)}


def paragraphs(name):
    """Return the paragraphs and the alt texts of a chapter, without code."""
    for cell in chapters.read(name).cells:
        if cell.cell_type == "code":
            yield cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
            continue
        yield from plain(cell.source).split("\n\n")


def plain(markdown):
    """Return Markdown without code, headings, addresses and indices."""
    code = r"```.*?```|`[^`]*`|<[^>]+>|\]\([^)]*\)"
    text = re.sub(code, " ", markdown, flags=re.S)
    text = re.sub(r"^(#.*|\d+\.|\*[^*]*minutes[^*]*\*)", "", text, flags=re.M)
    text = re.sub(r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}", r"(\1)/(\2)", text)
    text = re.sub(r"\\(cdot|times)", "·", text)
    return re.sub(r"[_^](\{[^{}]*\}|\w)|\{,\}|\\[,;]", "", text)


def missing(paragraph, name):
    """Return the numbers in a paragraph that are computed nowhere."""
    known = set(computed(name))
    for _, numbers in REFERENCE.findall(paragraph):
        for number in re.findall(r"\d+", numbers):
            for other in chapters.NAMES:
                if chapters.number(other) == int(number):
                    known |= computed(other)
    text = REFERENCE.sub("", paragraph)
    allowed = [place for found in SUM.finditer(text) for place in sums(found, known)]
    return [
        f"{found[0]}: ...{text[max(0, found.start() - 60) : found.end() + 30]}..."
        for found in NUMBER.finditer(text)
        if found.start() not in allowed
        and found[0] not in EXCEPTIONS[name]
        and not is_known(found, known)
    ]


def is_known(found, known):
    """Return whether a stated number is one of the known ones, at its precision."""
    text = found[0]
    stated, places = value(text), decimals(text)
    if places == 0 and (stated <= COUNTING or stated in YEARS):
        return True
    candidates = [abs(one) for one in known]
    if re.match(r"\s*(\\?%|percent|(out )?(of|in) 100\b)", found.string[found.end() :]):
        candidates += [100 * one for one in candidates]
    if re.search(r"one part in $", found.string[: found.start()]):
        candidates += [1 / one for one in candidates if one]
    if ABOUT.search(found.string[: found.start()]):  # a round number: 40 for 42.1
        digits = len(text.replace(",", "").replace(".", "").strip("0")) or 1
        candidates += [float(f"{one:.{digits - 1}e}") for one in candidates]
    return any(abs(one - stated) < 0.501 * 10**-places for one in candidates)


def sums(found, known):
    """Return where a right sum's numbers stand, if its parts or result are known."""
    left = found[1]
    for start in range(len(left)):  # what stands before may not belong to it
        try:
            result = eval(left[start:].translate(SIGNS))
        except (SyntaxError, TypeError, ZeroDivisionError):
            continue
        if not isinstance(result, int | float):
            continue
        places = decimals(found[2])
        if abs(abs(result) - value(found[2].strip("−"))) > 0.501 * 10**-places:
            continue
        parts = list(NUMBER.finditer(found.string, found.start(1) + start, found.end()))
        *terms, total = parts
        if is_known(total, known) or all(is_known(term, known) for term in terms):
            return [part.start() for part in parts]
    return []


@pytest.mark.parametrize("name", chapters.NAMES)
def test_each_stated_number_is_computed(name):
    found = [line for text in paragraphs(name) for line in missing(text, name)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", chapters.NAMES)
def test_exceptions_are_needed(name, monkeypatch):
    """An exception that no sentence needs any more goes."""
    exceptions = EXCEPTIONS[name]
    monkeypatch.setitem(EXCEPTIONS, name, {})
    found = [line for text in paragraphs(name) for line in missing(text, name)]
    assert set(exceptions) <= {line.partition(":")[0] for line in found}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("the weight is 2.54", []),
        ("the weight is 2.55", ["2.55"]),
        ("20 % of them", []),
        ("30 % of them", ["30"]),
        ("about 40 more", []),
        ("exactly 40 more", ["40"]),
        ("42.1 − 0.2 = 41.9", []),
        ("42.1 − 0.2 = 41.8", ["41.8"]),
        ("one part in 1,000,000", ["1,000,000"]),
        ("chapter 77, Exercise 88.1 and three", []),
    ],
)
def test_a_wrong_number_is_found(text, wrong, monkeypatch):
    name = chapters.NAMES[0]
    monkeypatch.setitem(globals(), "computed", lambda _: {2.5356, 0.2, 42.1})
    assert [line.partition(":")[0] for line in missing(text, name)] == wrong
