"""The checks that learners call: no right answer fails, and no wrong one passes."""

import ast
import inspect
from pathlib import Path

import numpy as np
import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

import chapters
import classroom
from firstneuron import checks
from firstneuron.checks._check import _checks_of
from firstneuron.checks._register import CHECKS

for name in chapters.NAMES:
    _checks_of(f"{chapters.number(name)}.1")

FOLDER = Path(inspect.getfile(checks)).parent
each = pytest.mark.parametrize("number", CHECKS)


def cases(answers, least):
    """Return each answer with its number, and say where there are too few."""
    for number in CHECKS:
        assert len(answers.get(number, ())) >= least, number
    return [
        pytest.param(number, answer, id=f"{number}-{count}")
        for number, some in answers.items()
        for count, answer in enumerate(some)
    ]


@pytest.fixture(autouse=True)
def _in_english(monkeypatch):
    monkeypatch.setenv("FIRSTNEURON_LANGUAGE", "en")


@pytest.mark.parametrize(("number", "answer"), cases(classroom.RIGHT, 3))
def test_right_answer_passes(number, answer):
    assert checks.check(number, *answer).state == "correct", checks.check(
        number, *answer
    )


@pytest.mark.parametrize(("number", "answer"), cases(classroom.WRONG, 2))
def test_known_mistake_is_told(number, answer):
    wrong, words = answer
    outcome = checks.check(number, *wrong)
    assert outcome.state == "not yet"
    assert words in outcome.sentence


@pytest.mark.parametrize(("number", "answer"), cases(classroom.UNKNOWN, 1))
def test_unknown_mistake_fails(number, answer):
    assert checks.check(number, *answer).state == "not yet"


def test_every_sentence_about_a_mistake_is_said():
    """A mistake that no answer of the classroom makes may be one that none can."""
    said = {
        checks.check(n, *w).sentence
        for n, some in classroom.WRONG.items()
        for w, _ in some
    }
    remembered = {check.remember for check in CHECKS.values()}
    for file in sorted(FOLDER.glob("chapter_*.py")):
        assert marked(file) - remembered <= said, file.name


def marked(file):
    """Return the sentences of a module that are marked for translators."""
    return {
        ast.literal_eval(call.args[0])
        for call in ast.walk(ast.parse(file.read_text()))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "_"
        if isinstance(call.args[0], ast.Constant)
    }


def test_translators_get_every_sentence():
    """As `make messages` writes them."""
    template = FOLDER.parent / "locale/firstneuron.pot"
    with template.open(encoding="utf-8") as file:
        found = {message.id for message in read_po(file) if message.id}
    assert found == set().union(*map(marked, FOLDER.parent.rglob("*.py")))


def test_sentences_are_shown_in_the_reader_s_language(tmp_path, monkeypatch):
    catalogue = Catalog(locale="ko")
    catalogue.add("not attempted", "아직 답이 없습니다")
    folder = tmp_path / "locale/ko/LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "firstneuron.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr("firstneuron._words.FOLDER", tmp_path / "locale")
    monkeypatch.setenv("FIRSTNEURON_LANGUAGE", "ko")
    assert "아직 답이 없습니다" in repr(checks.check("4.5", ...))
    assert "아직 답이 없습니다" in checks.check("4.5", ...)._repr_html_()
    monkeypatch.setenv("FIRSTNEURON_LANGUAGE", "xx")  # of which there is none
    assert "not attempted" in repr(checks.check("4.5", ...))


def test_without_a_language_there_are_signs_alone(monkeypatch):
    monkeypatch.setenv("FIRSTNEURON_LANGUAGE", "none")
    for answer, sign in ((..., "4.5 …"), (abs, "4.5 ✗"), (np.tanh, "4.5 ✓")):
        assert repr(checks.check("4.5", answer)) == sign
        assert checks.check("4.5", answer)._repr_html_() is None


class Broken:
    """A value that resists everything that one may try with it."""

    def _resist(self, *given, **named):
        raise RuntimeError("no")

    __array__ = __call__ = __eq__ = __float__ = __iter__ = __len__ = _resist
    __bool__ = __getitem__ = __repr__ = __str__ = __hash__ = _resist


ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.complex_numbers(),
    st.lists(st.floats(), max_size=4),
    st.dictionaries(st.text(max_size=2), st.integers(), max_size=2),
    st.builds(Broken),
    st.builds(np.array, st.lists(st.floats(width=32), max_size=4)),
    st.just(np.array([None, "a"], dtype=object)),
    st.just(lambda *given: None),
    st.just(lambda *given: given),
    st.just(lambda *given: Broken()),
    st.just(len),
    st.just(dict),
)


@each
@settings(max_examples=30)
@given(data=st.data())
def test_junk_is_never_right_and_nothing_is_raised(number, data):
    names = inspect.signature(CHECKS[number].judge).parameters
    junk = [data.draw(ANYTHING) for _ in names]
    outcome = checks.check(number, *junk)
    assert outcome.state == "not yet"
    assert repr(outcome)
    assert outcome._repr_html_()


def test_an_open_place_in_a_row_is_not_an_answer():
    weights = [[-20, ..., 20], [0, -20, 20]]
    outcome = checks.check("5.8", weights, [6, 1, -10], [-20, -20, -20], 10)
    assert outcome.state == "not attempted"


def test_a_mistake_is_told_before_one_that_is_near():
    """The value 10 lies within the 15 percent of both."""
    assert "grams of fiber" in checks.check("2.6", 10, 7.5).sentence
    assert "one step" in checks.check("2.6", 9.9, 7.5).sentence


@each
def test_too_few_answers_are_told(number):
    outcome = checks.check(number)
    assert outcome.state == "not yet"
    assert next(iter(inspect.signature(CHECKS[number].judge).parameters)) in repr(
        outcome
    )


@pytest.mark.parametrize("number", ["4.99", "99.1", "four", "", 4.5, None])
def test_unknown_number_is_told(number):
    if str(number) in CHECKS:
        return
    assert "no exercise" in checks.check(number, 1).sentence
