"""What the site adds to Jupyter Book's pages where no setting reaches."""

from html import escape
from textwrap import shorten

from docutils import nodes


def describe(app, pagename, templatename, context, doctree):
    """Give the page a description: its first paragraph, as search engines show it."""
    paragraph = doctree and doctree.next_node(nodes.paragraph)
    if paragraph:
        text = escape(shorten(paragraph.astext(), 160, placeholder="…"))
        context["metatags"] += f'<meta name="description" content="{text}">\n'


def setup(app):
    """Connect the hooks."""
    app.connect("html-page-context", describe)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
