"""The built site: its links, its buttons, and how it does in a real browser.

Every page of `_toc.yml` is checked, so a new chapter needs no new test.
"""

import functools
import importlib
import inspect
import itertools
import json
import re
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import parse_qs, unquote, urldefrag, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup

import chapters
import firstneuron as fn
from parity_cases import INNER, MODULES, resolve

ROOT = Path(__file__).parents[1]
HTML = ROOT / "_build" / "html"
SITE = ROOT / "site"
CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text())
TOC = yaml.safe_load((ROOT / "_toc.yml").read_text())
REPOSITORY = CONFIG["repository"]["url"]
ORG_REPO = urlsplit(REPOSITORY).path.strip("/")


def listed(node):
    """Every page that a part of `_toc.yml` names, in reading order."""
    if isinstance(node, dict):
        yield from (node[key] for key in ("root", "file") if key in node)
    for child in node.values() if isinstance(node, dict) else node:
        if isinstance(child, dict | list):
            yield from listed(child)


ARTICLES = list(listed(TOC))
CHAPTERS = [name for name in ARTICLES if (ROOT / f"{name}.ipynb").exists()]
# The library's modules by their names in the code: with one more, a page is missing.
LIBRARY = [module for module in fn.__all__ if inspect.ismodule(getattr(fn, module))]
PAGES = [*ARTICLES, "search", "_modules/firstneuron/layers/_dense"]

every_page = pytest.mark.parametrize("name", PAGES)
every_article = pytest.mark.parametrize("name", ARTICLES)
every_chapter = pytest.mark.parametrize("name", CHAPTERS)
every_module = pytest.mark.parametrize("name", [*LIBRARY, *sorted(INNER)])


@pytest.fixture(scope="module", autouse=True)
def _built():
    """Refuse to judge a site that is not made from what is here."""
    sources = [ROOT / "_config.yml", ROOT / "_toc.yml"]
    sources += [path for name in ARTICLES for path in ROOT.glob(f"{name}.*")]
    sources += (ROOT / "lib").rglob("*.py")
    sources += [path for path in SITE.rglob("*") if path.suffix != ".pyc"]
    newest = max(path.stat().st_mtime for path in sources if path.is_file())
    index = HTML / "searchindex.js"  # written last
    if not index.exists():
        pytest.fail("The site is not built: run `make book` first.", pytrace=False)
    if index.stat().st_mtime < newest:
        pytest.fail("The site is older than its sources: run `make book`.", False)


@functools.cache
def soup(path):
    """Parse a page of the site; treat it as read-only."""
    return BeautifulSoup(path.read_text(), "html.parser")


def page(name):
    """Parse the page that `_toc.yml` calls `name`."""
    return soup(HTML / f"{name}.html")


def addresses(name):
    """Every address on a page, each with the element that has it."""
    for element in page(name).find_all(True):
        for attribute in ("href", "src", "poster", "data", "action"):
            if attribute in element.attrs:
                yield element, element[attribute]


# --- the files ------------------------------------------------------------------------


@every_page
def test_links_lead_somewhere(name):
    """Each address inside the site is a file, each anchor an element of it."""
    here = HTML / f"{name}.html"
    broken = []
    for _, address in addresses(name):
        if urlsplit(address).scheme or address in ("", "#"):
            continue
        path, anchor = urldefrag(urlsplit(address)._replace(query="").geturl())
        target = (here.parent / unquote(path)).resolve() if path else here
        if not target.is_file() or (
            anchor and not soup(target).find(id=unquote(anchor))
        ):
            broken.append(address)
    assert broken == []


@every_page
def test_nothing_is_loaded_from_another_host(name):
    """Other hosts are linked to; nothing that a page needs comes from them."""
    foreign = [
        address
        for element, address in addresses(name)
        if (urlsplit(address).netloc or urlsplit(address).scheme)
        and element.name != "a"
        and element.get("rel") != ["canonical"]
    ]
    assert foreign == []


@every_page
def test_images_say_what_they_show(name):
    """Figures have alt text in words; ornaments have an empty one."""
    assert all("alt" in image.attrs for image in page(name).find_all("img"))
    for image in page(name).select("article img"):
        assert len(image["alt"].split()) > 2, image


@every_article
def test_headings_make_an_outline(name):
    """One h1, first; no level is left out on the way down."""
    found = page(name).select("article :is(h1, h2, h3, h4, h5, h6)")
    levels = [int(heading.name[1]) for heading in found]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), levels


@every_article
def test_head_names_the_page(name):
    """Title, description, language and address, for readers and search engines."""
    head = page(name).head
    heading = page(name).select_one("article h1").find(string=True)
    names = [heading] if heading == CONFIG["title"] else [heading, CONFIG["title"]]
    assert head.title.string == " \N{EM DASH} ".join(names)
    assert len(head.select_one("meta[name=description]")["content"]) > 20
    assert page(name).html["lang"] == "en"
    org, repo = ORG_REPO.split("/")
    assert CONFIG["html"]["baseurl"] == f"https://{org}.github.io/{repo}/"
    canonical = head.select_one("link[rel=canonical]")["href"]
    assert canonical == f"{CONFIG['html']['baseurl']}{name}.html"


RAW = re.compile(
    r"""\*\*\S            # bold
      | \$[^\s$][^$\n]*\$ # mathematics
      | `                 # code
      | \]\(              # a link
      | \{[a-z][a-z:-]+\} # a role or directive
      | ^\s*(:::|\#{1,6}\s|\|) # a directive, a heading, a table
      | </?[a-z]+>        # HTML that was escaped
      | \\[a-z(\[]        # TeX""",
    re.VERBOSE | re.MULTILINE,
)


@every_article
def test_no_markup_is_left_raw(name):
    """No Markdown, MyST or TeX stands where a reader should see its effect."""
    article = BeautifulSoup(str(page(name).article), "html.parser")
    for element in article.select("pre, code, script, style, .math, .sig"):
        element.replace_with("x")
    raw = [line for line in article.get_text().splitlines() if RAW.search(line)]
    assert raw == []


@every_chapter
def test_chapter_has_its_buttons(name):
    """Colab, Binder, source and issue buttons lead to this chapter's own notebook."""
    branch, notebook = CONFIG["repository"]["branch"], f"{name}.ipynb"
    assert (ROOT / notebook).is_file()
    buttons = [a["href"] for a in page(name).select(".article-header-buttons a[href]")]
    for wanted in (
        f"https://colab.research.google.com/github/{ORG_REPO}/blob/{branch}/{notebook}",
        f"https://mybinder.org/v2/gh/{ORG_REPO}/{branch}?urlpath=lab/tree/{notebook}",
        f"{REPOSITORY}/edit/{branch}/{notebook}",
        REPOSITORY,
    ):
        assert wanted in buttons
    (issue,) = (button for button in buttons if "/issues/new" in button)
    assert issue.startswith(f"{REPOSITORY}/issues/new?")
    assert name in parse_qs(urlsplit(issue).query)["title"][0]


@every_page
def test_repository_has_one_address(name):
    """Each link to the book's repository, however made, is `repository.url`'s."""
    for _, address in addresses(name):
        host = urlsplit(address).netloc
        ours = host in ("colab.research.google.com", "mybinder.org")
        if ours or (host == "github.com" and "neuron" in address):
            assert re.search(rf"/{ORG_REPO}(/|$)", urlsplit(address).path), address


def test_files_are_small():
    """A reader on a phone can load every file; none is there by accident."""
    files = [path for path in HTML.rglob("*") if path.is_file()]
    assert [path for path in files if path.stat().st_size > 2_000_000] == []


def test_bundles_are_what_the_readme_says():
    """Each vendored folder has its licence, and the version said in both places."""
    wanted = r"^fetch \S+@(\S+) (\S+)"
    fetched = {
        folder: version
        for version, folder in re.findall(
            wanted, (SITE / "vendor.sh").read_text(), re.M
        )
    }
    readme = (SITE / "README.md").read_text()
    said = dict(re.findall(r"^\| `(\S+/\S+)` \| (\S+) \|", readme, re.M))
    assert fetched == said
    licensed = {path.parent.relative_to(SITE) for path in SITE.rglob("LICENSE")}
    assert {folder.as_posix() for folder in licensed} == set(said)
    for folder, version in said.items():
        scripts = (SITE / folder).rglob("*.js")
        named = re.compile(rf"[\"v ]{re.escape(version)}\b")
        assert any(named.search(script.read_text()) for script in scripts)


# --- the library's pages --------------------------------------------------------------


def test_each_module_has_a_page():
    """No module of the library is without one, and each is in the table of contents."""
    assert set(LIBRARY) == MODULES
    pages = [name for name in ARTICLES if name.startswith("library/")]
    assert pages == [f"library/{name}" for name in sorted(MODULES)]
    for name in LIBRARY:
        inner = [one for one in sorted(INNER) if one.startswith(f"{name}.")]
        sections = [f"# {name}", *(f"## {one.rpartition('.')[2]}" for one in inner)]
        assert (ROOT / "library" / f"{name}.md").read_text() == "\n".join(
            f"{heading}\n\n```{{eval-rst}}\n.. automodule:: firstneuron.{one}\n```\n"
            for heading, one in zip(sections, [name, *inner], strict=True)
        )


def public_names(module):
    """Return the functions and classes of a module, and the methods a class adds."""
    for name, thing in vars(module).items():
        is_made = inspect.isfunction(thing) or inspect.isclass(thing)
        of_module = f"{getattr(thing, '__module__', '')}.".startswith(
            f"{module.__name__}."
        )
        if name.startswith("_") or not is_made or not of_module:
            continue
        yield name
        for base in thing.__mro__ if inspect.isclass(thing) else ():
            # What a private base adds is known by the class made from it.
            if base is thing or is_private(base):
                yield from (
                    f"{name}.{method}"
                    for method, function in vars(base).items()
                    if inspect.isfunction(function) and not method.startswith("_")
                )


def is_private(base):
    """Return whether a class is met only through the classes made from it."""
    package = importlib.import_module(base.__module__.partition("._")[0])
    return getattr(package, base.__name__, None) is not base


def words(text):
    """Return the words of a text, which its signs on a page may stand between."""
    return re.findall(r"\w+", text.replace(":math:", ""))


@every_module
def test_every_public_name_is_described(name):
    """It has its place on the module's page, and a summary in `library.md`."""
    module = resolve(fn, name)
    names = list(public_names(module))
    assert names
    where = f"library/{name.partition('.')[0]}"
    places = {element["id"] for element in page(where).find_all(id=True)}
    assert {f"firstneuron.{name}.{each}" for each in names} <= places
    rows = page("library").select("details.module tr")
    summaries = {row.a["href"]: row.find_all("td")[1].get_text() for row in rows}
    for each in names:
        if "." not in each:
            summary = summaries[f"{where}.html#firstneuron.{name}.{each}"]
            wanted = inspect.getdoc(getattr(module, each)).partition("\n")[0]
            assert words(summary) == words(wanted)


def test_a_step_of_training_can_be_read():
    """The source of `fit` is one click away, though it is in a private module."""
    (source,) = page("library/models").select(
        'dt[id="firstneuron.models.Sequential.fit"] a:has(> .viewcode-link)'
    )
    assert "_train_epoch" in soup(HTML / "library" / source["href"].split("#")[0]).text


# --- in a browser ---------------------------------------------------------------------

# What sticks out to the right without a box of its own to scroll in.
STICKS_OUT = """() => {
  const wide = document.documentElement.clientWidth + 1;
  const scrolls = e => ["auto", "scroll"].includes(getComputedStyle(e).overflowX);
  const held = e => e && (scrolls(e) || held(e.parentElement));
  return [...document.querySelectorAll("article *:not(mjx-assistive-mml *)")]
    .filter(e => e.getBoundingClientRect().right > wide && !held(e.parentElement))
    .map(e => e.outerHTML.slice(0, 120));
}"""

IMAGES = """() => [...document.querySelectorAll("article img")].map(image => ({
  src: image.src,
  drawn: image.naturalWidth > 0 && image.getBoundingClientRect().width > 100,
  look: [getComputedStyle(image).backgroundColor, getComputedStyle(image).filter],
  tagged: Boolean(image.closest(".tag_true-colours")),
}))"""
CLEAR = "rgba(0, 0, 0, 0)"
CARD = ["rgb(255, 255, 255)", "none"]
INVERTED = [CLEAR, "invert(0.93) hue-rotate(180deg)"]


@every_page
def test_page_works_in_a_browser(name, visit):
    """No complaint; formulas set; nothing cut off, wide or narrow, light or dark."""
    tab = visit(f"{name}.html")
    formulas = page(name).select("article .math")
    if formulas:
        tab.evaluate("MathJax.startup.promise")
    # With the hidden MathML that a screen reader reads.
    assert tab.locator(".math mjx-container mjx-assistive-mml").count() == len(formulas)
    # Where TeX is wrong, MathJax shows an error; a macro it doesn't know, in red.
    assert tab.locator("mjx-merror, mjx-mtext[style*=red]").count() == 0

    tab.evaluate("document.querySelectorAll('details').forEach(box => box.open = true)")
    for width, scheme in itertools.product((1280, 390), ("light", "dark")):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.emulate_media(color_scheme=scheme)
        tab.locator(f"html[data-theme={scheme}]").wait_for()
        root = "document.documentElement"
        assert tab.evaluate(f"{root}.scrollWidth <= {root}.clientWidth"), width
        assert tab.evaluate(STICKS_OUT) == [], width
        for image in tab.evaluate(IMAGES):
            assert image["drawn"], image
            dark = CARD if image["tagged"] else INVERTED
            assert image["look"] == (dark if scheme == "dark" else [CLEAR, "none"])


@pytest.mark.parametrize("paper", [False, True])
def test_a_figure_has_no_edge_in_the_dark(paper, browser):
    """On a dark screen its white is the page's ground; on paper it stays white."""
    with browser.new_page(color_scheme="dark") as tab:
        tab.goto((HTML / f"{CHAPTERS[1]}.html").as_uri())
        tab.emulate_media(media="print" if paper else "screen")
        assert tab.evaluate(IMAGES)[0]["look"] == (CARD if paper else INVERTED)
        ground = tab.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == f"rgb{(round(255 * (1 - 0.93)),) * 3}"


# Boxes of formulas in which a scrollbar takes room, each with whether it is in a
# sentence, and whether it is wider than the column of text.
SCROLLBARS = """() => {
  const column = e => getComputedStyle(e.parentElement).display === "inline"
    ? column(e.parentElement) : e.parentElement.clientWidth;
  return [...document.querySelectorAll("article .math, article .math mjx-container")]
    .filter(e => e.offsetHeight > e.clientHeight || e.offsetWidth > e.clientWidth)
    .map(e => ({
      tex: e.closest(".math").innerText,
      inline: e.closest(".math").matches("span"),
      wide: e.querySelector("mjx-math").getBoundingClientRect().width
        > column(e.closest(".math")),
    }));
}"""


@pytest.mark.skipif(sys.platform == "darwin", reason="scrollbars lie over the page")
def test_only_formulas_wider_than_their_column_scroll(browser):
    """In the chapters with most of them; in a sentence, on a phone alone."""
    most = sorted(CHAPTERS, key=lambda name: len(page(name).select(".math")))[-3:]
    with browser.new_page() as tab:
        for name, width in itertools.product(most, (1280, 390)):
            tab.set_viewport_size({"width": width, "height": 900})
            tab.goto((HTML / f"{name}.html").as_uri())
            tab.evaluate("MathJax.startup.promise")
            tab.evaluate(
                "document.querySelectorAll('details').forEach(box => box.open = true)"
            )
            assert tab.evaluate("innerWidth > document.documentElement.clientWidth")
            for formula in tab.evaluate(SCROLLBARS):
                assert formula["wide"], formula
                assert width == 390 or not formula["inline"], formula


def test_search_finds(visit):
    """Every page that has a word is found, each shown once."""
    tab = visit("search.html?q=neuron")
    found = tab.locator("#search-results li a")
    tab.get_by_text("Search finished").wait_for()
    links = [link.get_attribute("href") for link in found.all()]
    having = {
        f"{name}.html"
        for name in ARTICLES
        if re.search(r"\bneuron\b", page(name).article.get_text(), re.I)
    }
    assert {urlsplit(link).path for link in links} >= having
    assert max(Counter(links).values()) == 1


def test_launch_menu_works_by_keyboard(visit):
    """Enter opens the menu called "Run"; an arrow reaches its first entry."""
    tab = visit(f"{CHAPTERS[0]}.html")
    for width in (1280, 390):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.get_by_role("button", name="Run", exact=True).press("Enter")
        entries = tab.locator(".dropdown-launch-buttons").get_by_role("link")
        entries.first.wait_for()
        assert entries.count() == 2
        tab.keyboard.press("ArrowDown")
        assert entries.first.evaluate("link => link === document.activeElement")
        for box in (entry.bounding_box() for entry in entries.all()):
            assert 0 <= box["x"] <= box["x"] + box["width"] <= width
        tab.keyboard.press("Escape")
        entries.first.wait_for(state="hidden")


# --- exercises ------------------------------------------------------------------------


@every_chapter
def test_each_exercise_is_a_card_with_a_fixed_address(name):
    """`#ex-3-2`; the hint and the solution are its foot."""
    notebook = chapters.read(Path(name).name)
    wanted = [exercise.number for exercise in chapters.exercises(notebook)]
    cards = page(name).select("section.exercise")
    assert [card.input["data-exercise"] for card in cards] == wanted
    for card, number in zip(cards, wanted, strict=True):
        anchor = f"ex-{number.replace('.', '-')}"
        assert card["id"] == anchor or card.find(id=anchor, recursive=False)
        assert card.find_all(True, recursive=False)[-1].name == "details"


def test_one_page_lists_every_exercise():
    """As the notebooks have them: where it is, its kind, its minutes, how hard."""
    rows = {
        cells[1].a["href"]: [cell.get_text() for cell in cells[1:]]
        for cells in (row.find_all("td") for row in page("exercises").select("tr"))
    }
    for name in CHAPTERS:
        for exercise in chapters.exercises(chapters.read(Path(name).name)):
            address = f"{name}.html#ex-{exercise.number.replace('.', '-')}"
            title, *says = rows.pop(address)
            heading, _, line, *_ = exercise.statement.split("### ")[-1].splitlines()
            assert heading == f"Exercise {title}"
            assert line == f"*{' · '.join(says)}*"
    assert rows == {}


@every_chapter
def test_a_chapter_s_head_says_what_it_takes_and_where_it_runs(name):
    title = page(name).article.h1
    head, needs = title.find_next_siblings(limit=2)
    assert re.search(r"You need.* about \d+ minutes", needs.get_text())
    links = [link["href"] for link in head.find_all("a")]
    menu = [link["href"] for link in page(name).select(".dropdown-launch-buttons a")]
    assert len(menu) == 2
    assert set(menu) < set(links)
    assert f"../_sources/{name}.ipynb" in links


def test_the_foot_says_which_question_the_next_page_answers():
    table = page("index").find("table")
    questions = {
        row.a["href"]: row.em.get_text() for row in table.find_all("tr") if row.em
    }
    assert len(questions) == len(CHAPTERS)
    for name, following in itertools.pairwise(CHAPTERS):
        foot = page(name).select_one(".prev-next-area .right-next")
        assert questions[f"{following}.html"] in foot.get_text()


def box_of(tab, number):
    """Return the box to tick when an exercise is done."""
    return tab.locator(f"article input[data-exercise='{number}']")


def settle(tab):
    """Wait until nothing is loading: leaving the page would break that off."""
    tab.wait_for_load_state("networkidle")


def test_what_is_done_is_kept_and_shown(visit):
    """By keyboard; at the chapter's head, in the contents, on the exercises' page."""
    tab = visit(f"{CHAPTERS[0]}.html")
    count = len(chapters.exercises(chapters.read(Path(CHAPTERS[0]).name)))
    head = tab.locator(".chapter-head b")
    assert head.inner_text() == f"0/{count}"
    box_of(tab, "0.2").press("Space")
    assert head.inner_text() == f"1/{count}"
    settle(tab)
    tab = visit("exercises.html")
    assert box_of(tab, "0.2").is_checked()
    assert not box_of(tab, "0.1").is_checked()
    contents = tab.locator(".bd-sidebar-primary .toc-done")
    assert contents.all_inner_texts() == [f" ✓ 1/{count}"]
    box_of(tab, "0.2").uncheck()
    assert contents.count() == 0


def test_what_is_done_can_be_taken_along_and_cleared(visit, tmp_path):
    """Exported, cleared and imported again; what is no such file changes nothing."""
    tab = visit("exercises.html")
    for number in ("1.1", "0.2"):
        box_of(tab, number).check()
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Export").click()
    file = tmp_path / "done.json"
    download.value.save_as(file)
    assert json.loads(file.read_text()) == ["0.2", "1.1"]

    tab.once("dialog", lambda dialog: dialog.dismiss())
    tab.get_by_role("button", name="Clear").click()
    assert box_of(tab, "1.1").is_checked(), "it asks first"
    tab.once("dialog", lambda dialog: dialog.accept())
    tab.get_by_role("button", name="Clear").click()
    assert not box_of(tab, "1.1").is_checked()

    box_of(tab, "0.3").check()
    for text, says in (
        ("[", "✗ done.json"),
        ('{"0.1": true}', "✗ done.json"),
        ('["0.2", "1.1", "99.1", 7]', "✓ 2/4"),
    ):
        file.write_text(text)
        tab.locator("#progress-file").set_input_files(file)
        tab.locator("#progress-status", has_text=says).wait_for()
    ticked = tab.locator("article input:checked")
    found = [box.get_attribute("data-exercise") for box in ticked.all()]
    assert found == ["0.2", "0.3", "1.1"]


@pytest.mark.parametrize("stored", ["[", "null", '"0.1"', "{}", '["0.1", 99]'])
def test_progress_survives_what_is_stored_by_others(visit, stored):
    tab = visit("exercises.html")
    script = "text => localStorage.setItem('first-neuron-exercises-done', text)"
    tab.evaluate(script, stored)
    settle(tab)
    tab.reload()
    box_of(tab, "0.2").check()
    settle(tab)
    tab.reload()
    assert box_of(tab, "0.2").is_checked()


def test_a_correct_answer_ticks_its_exercise(visit):
    """Code that runs in the page says so with an event."""
    tab = visit("exercises.html")
    tab.evaluate(
        "document.dispatchEvent(new CustomEvent('exercise-correct', {detail: '0.4'}))"
    )
    assert box_of(tab, "0.4").is_checked()
