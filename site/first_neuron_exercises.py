"""Chapters and their exercises on the site: heads, feet, cards, a page of all.

What is done is kept by the reader's browser (`static/progress.js`), and nowhere else.
"""

import json
import re
from html import escape

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import get_translation
from sphinx.util.docutils import SphinxDirective

_ = get_translation("first-neuron")  # the words of heads and boxes

TITLE = re.compile(r"\w+ (\d+\.\d+) · (.*)")
PLACES = ("launch-buttons", "download-buttons")  # the theme's names


class AllExercises(SphinxDirective):
    """A place for the list of all exercises: ``{all-exercises}``."""

    def run(self):
        """Leave the place empty; it is filled when every chapter was read."""
        return [nodes.container(classes=["all-exercises"])]


# --- reading --------------------------------------------------------------------------


def collect(app, doctree):
    """Remember a page's exercises, and from the front page the chapters' questions."""
    env = app.env
    if exercises := [about(section) for section in exercises_in(doctree)]:
        env.metadata[env.docname]["exercises"] = exercises
    if env.docname == app.config.root_doc:
        env.metadata[env.docname]["questions"] = dict(questions_in(doctree))


def exercises_in(doctree):
    """Return the sections that are exercises."""
    sections = doctree.findall(nodes.section)
    return [section for section in sections if TITLE.fullmatch(section[0].astext())]


def about(section):
    """Return an exercise's number, its title, and what the line below it says."""
    number, title = TITLE.fullmatch(section[0].astext()).groups()
    says = section.next_node(nodes.emphasis).astext().split(" · ")
    return {"number": number, "title": title, "says": says}


def questions_in(doctree):
    """Yield each chapter's name and question, as the front page's table has them."""
    for row in doctree.findall(nodes.row):
        chapter, question = map(row.next_node, (addnodes.pending_xref, nodes.emphasis))
        if chapter and question:
            yield chapter["reftarget"], question.astext()


# --- writing --------------------------------------------------------------------------


def dress(app, doctree, docname):
    """Make each exercise a card, with a fixed address and a box to tick."""
    if app.builder.format != "html":
        return
    exercises = exercises_in(doctree)
    if exercises:
        raise_needs(doctree.next_node(nodes.section))
    for section in exercises:
        number = about(section)["number"]
        section["ids"].append(anchor(number))
        section["classes"].append("exercise")
        section.insert(1, nodes.raw("", box(number), format="html"))
    for place in doctree.findall(nodes.container):
        if "all-exercises" in place["classes"]:
            html = "".join(tables(app, docname))
            place += nodes.raw("", html, format="html")


def raise_needs(chapter):
    """Move what a chapter needs, and how long it takes, up below its title."""
    for paragraph in chapter.findall(nodes.paragraph):
        if [type(child) for child in paragraph] == [nodes.emphasis]:
            paragraph.parent.remove(paragraph)
            paragraph["classes"].append("chapter-needs")
            chapter.insert(1, paragraph)
            return


def anchor(number):
    """Return the fixed address of an exercise on its page: "ex-3-2"."""
    return f"ex-{number.replace('.', '-')}"


def box(number):
    """Return a box to tick when an exercise is done; it is shown by progress.js."""
    done = _("done")
    return (
        '<label class="exercise-done" hidden><input type="checkbox" '
        f'data-exercise="{number}" aria-label="{number} {done}"> '
        f"<span>{done}</span></label>"
    )


def tables(app, docname):
    """Yield a table of the exercises of each chapter."""
    for chapter, metadata in sorted(app.env.metadata.items()):
        if exercises := metadata.get("exercises"):
            address = app.builder.get_relative_uri(docname, chapter)
            title = escape(app.env.titles[chapter].astext())
            rows = "".join(row(address, exercise) for exercise in exercises)
            yield (
                f'<h2><a href="{address}">{title}</a></h2>'
                '<div class="pst-scrollable-table-container">'
                f'<table class="table exercises">{rows}</table></div>'
            )


def row(address, exercise):
    """Return an exercise as a row of a table."""
    number, title = exercise["number"], escape(exercise["title"])
    link = f'<a href="{address}#{anchor(number)}">{number} · {title}</a>'
    cells = [box(number), link, *map(escape, exercise["says"])]
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def add_head(app, pagename, templatename, context, doctree):
    """Put below a chapter's title what is done, and where the chapter can be run."""
    exercises = app.env.metadata.get(pagename, {}).get("exercises")
    if not exercises:
        return
    numbers = json.dumps([exercise["number"] for exercise in exercises])
    links = "".join(
        f'<a href="{escape(button["url"])}">{escape(button["text"])}</a>'
        for group in context["header_buttons"]
        if group["label"] in PLACES
        for button in group["buttons"]
        if button["type"] == "link"
    )
    head = (
        f'<div class="chapter-head"><span hidden>{_("exercises done")} '
        f"<b data-exercises='{numbers}'></b></span>{links}</div>"
    )
    context["body"] = context["body"].replace("</h1>", f"</h1>\n{head}", 1)


def add_foot(app, pagename, templatename, context, doctree):
    """Say below the titles of the pages before and after what question they answer."""
    questions = app.env.metadata[app.config.root_doc]["questions"]
    _, before, after = app.builder.relations.get(pagename, (None, None, None))
    for side, page in (("prev", before), ("next", after)):
        if page in questions:
            context[f"{side}_title"] = (
                f'{context[side]["title"]}<span class="chapter-question">'
                f"{escape(questions[page])}</span>"
            )


def add_counts(app, pagename, templatename, context, doctree):
    """Tell the page which exercises each chapter has, for the table of contents."""
    exercises = {
        app.builder.get_target_uri(chapter).removesuffix(".html"): [
            exercise["number"] for exercise in metadata["exercises"]
        ]
        for chapter, metadata in sorted(app.env.metadata.items())
        if "exercises" in metadata
    }
    app.add_js_file(None, body=f"const EXERCISES = {json.dumps(exercises)};")
    app.add_js_file("progress.js", loading_method="defer")


def setup(app):
    """Connect the hooks."""
    app.add_directive("all-exercises", AllExercises)
    app.connect("doctree-read", collect)
    app.connect("doctree-resolved", dress)
    # The theme makes its buttons at priority 501.
    app.connect("html-page-context", add_head, priority=600)
    app.connect("html-page-context", add_foot)
    app.connect("html-page-context", add_counts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
