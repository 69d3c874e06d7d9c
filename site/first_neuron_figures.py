"""Figures to play with, on the site: lighter than a notebook stores them.

A notebook's figure brings its scripts and its still picture along. The site has both
once, as files, and loads them when they are needed (`static/figures/loader.js`).
"""

import base64
import json
import re
from hashlib import sha256
from pathlib import Path

from docutils import nodes

from firstneuron._words import translated

INLINED = re.compile(r'<(style|script) class="fn-inlined">.*?</\1>\n?', re.S)
STILL = re.compile(r'src="data:image/svg\+xml;base64,([^"]+)"')
PAGE = re.compile(r'(<script type="application/json">)(.*?)(</script>)', re.S)


def lighten(app, doctree, docname):
    """Replace what a figure has inlined by the site's files, in the site's language."""
    if app.builder.format != "html":
        return
    for node in list(doctree.findall(nodes.raw)):
        if "data-figure=" not in node.astext():
            continue
        html = INLINED.sub("", node.astext())
        html = STILL.sub(lambda still: f'src="{filed(app, docname, still[1])}"', html)
        html = PAGE.sub(lambda page: page[1] + reworded(app, page[2]) + page[3], html)
        node.replace_self(nodes.raw("", html, format="html"))
        app.env.metadata[docname]["figures"] = True


def filed(app, docname, encoded):
    """Write a still picture into the site's images, and return its address."""
    svg = base64.b64decode(encoded)
    name = f"{sha256(svg).hexdigest()[:16]}.svg"
    folder = Path(app.outdir, app.builder.imagedir)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(svg)
    up = app.builder.get_relative_uri(docname, app.config.root_doc)
    return f"{up.rpartition('/')[0] or '.'}/{app.builder.imagedir}/{name}"


def reworded(app, text):
    """Return a figure's data with its words in the language of the site."""
    page = json.loads(text)
    page["words"] = {
        key: translated(word, app.config.language)
        for key, word in page["words"].items()
    }
    written = json.dumps(page, ensure_ascii=False, separators=(",", ":"))
    return written.replace("</", "<\\/")


def add_files(app, pagename, templatename, context, doctree):
    """Load the style and the loader on a page that has a figure."""
    if app.env.metadata.get(pagename, {}).get("figures"):
        app.add_css_file("figures/figures.css")
        app.add_js_file("figures/loader.js", loading_method="defer")


def setup(app):
    """Connect the hooks."""
    app.connect("doctree-resolved", lighten)
    app.connect("html-page-context", add_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
