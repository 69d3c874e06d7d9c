"""What the site adds to Jupyter Book's pages where no setting reaches."""

from html import escape
from textwrap import shorten

from docutils import nodes


def describe(app, pagename, templatename, context, doctree):
    """Say what the page is: its first paragraph, as search engines show it."""
    paragraph = doctree and doctree.next_node(nodes.paragraph)
    if paragraph:
        text = escape(shorten(paragraph.astext(), 160, placeholder="…"))
        context["metatags"] += f'<meta name="description" content="{text}">\n'


def title_once(app, pagename, templatename, context, doctree):
    """Keep the start page from being titled "First Neuron — First Neuron"."""
    if context.get("title") == context["docstitle"]:
        context["docstitle"] = ""


def name_launch_menu(app, pagename, templatename, context, doctree):
    """Call the rocket menu "Run", which book.css shows beside the rocket."""
    for button in context["header_buttons"]:
        if button["label"] == "launch-buttons":
            button["tooltip"] = "Run"


# A search result's summary is fetched from its page, which browsers refuse in a folder
# without a server; then no more than the title is shown, and no error.
SEARCH_FROM_A_FOLDER = (
    'if (location.protocol === "file:") '
    "DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;"
)


def setup(app):
    """Connect the hooks."""
    app.add_js_file(None, body=SEARCH_FROM_A_FOLDER)
    app.connect("html-page-context", describe)
    app.connect("html-page-context", title_once)
    # The theme makes its buttons at priority 501.
    app.connect("html-page-context", name_launch_menu, priority=600)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
