"""The figures to play with: what holds for each of them.

What one figure is about, its own test says, in `tests/figures`.
"""

import contextlib
import importlib
import json
import random
import re
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from babel.messages import mofile, pofile
from bs4 import BeautifulSoup

import firstneuron as fn
from browsing import FOLDER, LiveFigure, open_figure, page_of, visiting
from firstneuron._words import FOLDER as LOCALE
from firstneuron.figures import _state
from firstneuron.figures._figure import WORDS, put

NAMES = [name for name in fn.figures.__all__ if name != "Figure"]
each_figure = pytest.mark.parametrize("name", NAMES)

# One of them moves whatever can be moved: at a limit, a way back is left.
KEYS = ("ArrowRight", "ArrowUp", "ArrowLeft", "Space", "ArrowDown")


def made(name):
    """Return a figure as the book begins it."""
    return getattr(fn.figures, name)()


def address(name):
    """Return what a figure is called in its page: "fit-line" for `fit_line`."""
    return name.replace("_", "-")


def random_states(figure, count):
    """Return states that a reader can reach; the first is the author's."""
    rng = random.Random(figure.name)
    yield dict(figure.state)
    for _ in range(count):
        yield {name: part.drawn(rng) for name, part in figure.spec.items()}


def close(found, wanted):
    """Return whether two values from JSON are equal, numbers to nine digits."""
    if isinstance(wanted, dict):
        return found.keys() == wanted.keys() and all(
            close(found[key], one) for key, one in wanted.items()
        )
    if isinstance(wanted, list | tuple | np.ndarray):
        return len(found) == len(wanted) and all(map(close, found, wanted))
    if isinstance(wanted, str | bool) or wanted is None:
        return found == wanted
    # Seven digits are what a figure is told of its data.
    return found == pytest.approx(float(wanted), rel=1e-5, abs=1e-6)


# --- in Python ------------------------------------------------------------------------


@each_figure
def test_is_the_same_html_each_time(name):
    html = made(name)._repr_html_()
    assert html == made(name)._repr_html_()
    assert html.count("</script>") == 2, "data, scripts, and no end too early"


@each_figure
def test_shows_its_picture_where_no_script_runs(name):
    """What an untrusted notebook leaves of it says what it shows."""
    page = BeautifulSoup(made(name)._repr_html_(), "html.parser")
    for stripped in page(["script", "style"]):
        stripped.decompose()
    assert page.img["src"].startswith("data:image/svg+xml;base64,")
    assert len(page.img["alt"].split()) > 8
    assert page.img["alt"] == repr(made(name))


@each_figure
def test_refuses_a_state_that_is_beyond_its_limits(name):
    for key, part in made(name).spec.items():
        wrong = part.high + 1 if isinstance(part, _state.Number) else "no such"
        with pytest.raises((TypeError, ValueError), match=key):
            getattr(fn.figures, name)(**{key: wrong})


@each_figure
def test_its_words_reach_the_translators(name):
    template = (LOCALE / "firstneuron.pot").read_text(encoding="utf-8")
    known = re.sub(r'"\n"', "", template)
    for word in (WORDS | made(name).words).values():
        assert json.dumps(word, ensure_ascii=False) in known, word


def test_a_sentence_takes_values():
    assert put("{a:.1f} {b} {c}", {"a": -0.04, "b": -3, "c": "x"}) == "0.0 −3 x"


# --- in its chapter -------------------------------------------------------------------


@pytest.fixture(scope="module", params=NAMES)
def opened(request, browser):
    """Open each figure once, and give it with its page."""
    with contextlib.ExitStack() as stack:
        yield made(request.param), open_figure(stack, browser, address(request.param))


@pytest.fixture
def here(opened):
    """Give each test the figure in its first state, on a wide page."""
    figure, page = opened
    page.tab.emulate_media(media="screen", color_scheme="light")
    page.tab.set_viewport_size({"width": 1280, "height": 900})
    page.set(**figure.state)
    return figure, page


def test_shows_what_numpy_computes(here):
    """In twenty states, and in words at the first."""
    figure, page = here
    assert page.says == figure.alt().removeprefix(figure.words["title"]).strip()
    for state in random_states(figure, 20):
        page.set(**state)
        assert close(page.state, state), state
        assert close(page.values, figure.values(**state)), state


def test_obeys_the_keyboard(here):
    """Each control and handle is reached by Tab and moved by keys; Reset undoes it."""
    figure, page = here
    stops = page.box.locator("input, [data-handle]")
    for index in range(stops.count()):
        page.set(**figure.state)
        stop = stops.nth(index)
        if stop.is_disabled():
            continue
        stop.focus()
        assert stop.evaluate("stop => stop === document.activeElement")
        author = page.state
        for key in KEYS:
            page.tab.keyboard.press(key)
            if page.state != author:
                break
        assert page.state != author, stop.evaluate("stop => stop.outerHTML")
    page.press("Reset")
    assert close(page.state, figure.state)


def test_each_handle_follows_the_mouse(here):
    figure, page = here
    for handle in page.handles:
        page.set(**figure.state)
        handle.scroll_into_view_if_needed()
        (x, y), (to_x, to_y) = way(handle)
        page.tab.mouse.move(x, y)
        page.tab.mouse.down()
        page.tab.mouse.move((x + to_x) / 2, (y + to_y) / 2)
        page.tab.mouse.move(to_x, to_y)
        page.tab.mouse.up()
        assert not close(page.state, figure.state), handle.get_attribute("data-handle")


def way(handle):
    """Return where a handle is, and a place a good step nearer its plot's middle."""
    knob = handle.locator(".fn-knob").bounding_box()
    plot = handle.locator("xpath=ancestor::*[local-name()='svg']").bounding_box()
    (x, y), aims = (
        (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        for box in (knob, plot)
    )
    return (x, y), [
        at + (40 if to >= at else -40) for at, to in zip((x, y), aims, strict=True)
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(here, scheme):
    figure, page = here
    page.tab.emulate_media(color_scheme=scheme)
    page.tab.locator(f"html[data-theme={scheme}]").wait_for()
    # Style sheets are not asked for again: a folder refuses that.
    found = Axe().run(page.tab, f'[data-figure="{figure.name}"]', {"preload": False})
    assert found.violations_count == 0, found.generate_report()


# The text that is cut off, or too small to read.
UNREADABLE = """box => {
  const frame = box.getBoundingClientRect();
  return [...box.querySelectorAll(".fn-live text, .fn-live p, .fn-live label")]
    .filter((text) => {
      const { left, right, width } = text.getBoundingClientRect();
      const tiny = parseFloat(getComputedStyle(text).fontSize) < 12;
      return width && (tiny || left < frame.left - 1 || right > frame.right + 1);
    })
    .map((text) => text.textContent);
}"""


def kept(box, width):
    """Return the height that a page keeps for a figure."""
    wide, narrow = re.findall(r"(\d+)px", box.get_attribute("style"))
    return int(wide if width > 700 else narrow)


@pytest.mark.parametrize("width", [1280, 390])
def test_fits_and_takes_the_room_that_was_kept_for_it(here, width):
    """No layout shift, no text cut off or tiny, wide or narrow, in any state."""
    figure, page = here
    page.tab.set_viewport_size({"width": width, "height": 844})
    room = kept(page.box, width)
    heights = []
    for state in random_states(figure, 10):
        page.set(**state)
        heights.append(page.box.locator(".fn-live").bounding_box()["height"])
        assert page.box.evaluate(UNREADABLE) == [], state
    # Where a line breaks hangs on the machine's fonts: a line more or less may be.
    assert 0.9 * room < max(heights) < room + 30
    root = "document.documentElement"
    assert page.tab.evaluate(f"{root}.scrollWidth <= {root}.clientWidth")


@pytest.mark.parametrize("width", [1280, 390])
@each_figure
def test_takes_that_room_before_it_is_live(name, width, browser):
    """Its still picture stands there meanwhile, and for good where no script runs."""
    size = {"width": width, "height": 844}
    with browser.new_context(viewport=size, java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(FOLDER + page_of(address(name)))
        box = tab.locator(f'[data-figure="{address(name)}"]')
        box.scroll_into_view_if_needed()
        assert box.bounding_box()["height"] == kept(box, width)
        still = box.locator(".fn-still").bounding_box()
        assert min(still["width"], still["height"]) > 100


def test_is_its_still_picture_on_paper(here):
    _, page = here
    page.tab.emulate_media(media="print")
    assert page.box.locator(".fn-still").is_visible()
    assert not page.box.locator(".fn-live").is_visible()


@each_figure
def test_a_handle_follows_a_finger_and_the_page_stays(name, live):
    """A finger on a handle drags it; beside it, it scrolls the page."""
    figure = made(name)
    page = live(address(name), viewport={"width": 390, "height": 844}, has_touch=True)
    finger = page.tab.context.new_cdp_session(page.tab)
    for handle in page.handles:
        page.set(**figure.state)
        handle.evaluate("handle => handle.scrollIntoView({block: 'center'})")
        before = page.tab.evaluate("scrollY")
        swipe(finger, *way(handle))
        assert not close(page.state, figure.state), handle.get_attribute("data-handle")
        assert page.tab.evaluate("scrollY") == before
    says = page.box.locator(".fn-says")
    says.evaluate("says => says.scrollIntoView({block: 'center'})")
    before, box = page.tab.evaluate("scrollY"), says.bounding_box()
    swipe(finger, (box["x"] + 20, box["y"]), (box["x"] + 20, box["y"] - 200))
    page.tab.wait_for_function(f"scrollY > {before}")


def swipe(finger, begin, end):
    """Move a finger over the screen."""
    for kind, share in (("Start", 0), ("Move", 0.3), ("Move", 0.7), ("Move", 1)):
        x, y = (a + share * (b - a) for a, b in zip(begin, end, strict=True))
        event = {"type": f"touch{kind}", "touchPoints": [{"x": x, "y": y}]}
        finger.send("Input.dispatchTouchEvent", event)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@each_figure
def test_its_address_is_its_state(name, live):
    """An address opens the figure in a state; a wrong one, in the author's."""
    figure = made(name)
    *_, state = random_states(figure, 3)
    asked = {key: json.dumps(value).strip('"') for key, value in state.items()}
    page = live(address(name), urlencode(asked))
    assert close(page.state, state)
    where = page.box.bounding_box()
    assert 0 <= where["y"] + where["height"] / 2 <= 900, "the page opens at the figure"
    page.set(**figure.state)
    link = page.box.locator(".fn-link").get_attribute("href")
    page.tab.wait_for_function("link => location.hash === link", arg=link)
    page.tab.evaluate("hash => { location.hash = hash }", page_hash(name, asked))
    page.tab.wait_for_function("name => location.hash.includes(name)", arg="&")
    assert close(page.state, state)
    wrong = dict.fromkeys(figure.spec, "\0NaN<") | {"other": "1"}
    page.set(**figure.state)
    page.tab.evaluate("hash => { location.hash = hash }", page_hash(name, wrong))
    assert close(page.state, figure.state)


def page_hash(name, state):
    """Return the end of an address that opens a figure in a state."""
    return f"figure={address(name)}&{urlencode(state)}"


# --- in a notebook --------------------------------------------------------------------


@each_figure
def test_lives_in_a_frame_of_its_own(name, browser, tmp_path):
    """As Colab shows an output: a sandboxed frame, no kernel, no other file."""
    frame = made(name)._repr_html_().replace("&", "&amp;").replace('"', "&quot;")
    host = tmp_path / "colab.html"
    host.write_text(
        f'<!doctype html><iframe sandbox="allow-scripts" width="700" height="900" '
        f'srcdoc="<!doctype html>{frame}"></iframe>',
        encoding="utf-8",
    )
    with visiting(browser, tmp_path.as_uri()) as open_page:
        tab = open_page(host.as_uri())
        inside = LiveFigure(tab.frame_locator("iframe"), address(name))
        author = inside.state
        handle = inside.box.locator("input, [data-handle]").first
        handle.focus()
        for key in KEYS:
            tab.keyboard.press(key)
            if inside.state != author:
                break
        assert inside.state != author


def test_moves_at_once_for_who_wants_no_motion(live):
    page = live("fit-line", reduced_motion="reduce")
    page.press("Best line")
    assert "That is almost the lowest" in page.says


# --- in another language --------------------------------------------------------------


def test_the_site_says_its_words_in_its_language(monkeypatch, tmp_path):
    """Of the stored English figure, every word becomes the catalogue's."""
    monkeypatch.syspath_prepend(Path(__file__).parents[1] / "site")
    monkeypatch.setattr("firstneuron._words.FOLDER", tmp_path)
    site = importlib.import_module("first_neuron_figures")
    stored = made("fit_line")._repr_html_()
    with (LOCALE / "firstneuron.pot").open("rb") as file:
        catalogue = pofile.read_po(file, locale="eo")
    for message in filter(None, (message.id for message in catalogue)):
        catalogue[message].string = f"⟦{message}⟧"
    target = tmp_path / "eo" / "LC_MESSAGES" / "firstneuron.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        mofile.write_mo(file, catalogue)
    page = BeautifulSoup(site.reworded(stored, "eo"), "html.parser")
    words = json.loads(page.script.string)["words"]
    assert words == {
        key: f"⟦{word}⟧" for key, word in (WORDS | made("fit_line").words).items()
    }
    assert page.figure["aria-label"] == "⟦Fit the cereals.⟧"
    assert page.img["alt"].startswith("⟦Fit the cereals.⟧ ⟦The line 1.00 x + 75")
