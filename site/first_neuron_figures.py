"""Figures to play with, on the site: lighter than a notebook stores them.

A notebook's figure brings its scripts and its still picture along. The site has both
once, as files, and loads them when they are needed (`static/figures/loader.js`).
"""

import base64
import json
import re
from hashlib import sha256
from html import escape
from pathlib import Path

from docutils import nodes

from firstneuron import figures
from firstneuron._words import translated

INLINED = re.compile(r'<(style|script) class="fn-inlined">.*?</\1>\n?', re.S)
STILL = re.compile(r'src="data:image/svg\+xml;base64,([^"]+)"')
DATA = re.compile(r'(<script type="application/json">)(.*?)(</script>)', re.S)
WORDS = re.compile(r'(?<=aria-label=")[^"]*|(?<= alt=")[^"]*')


def lighten(app, doctree, docname):
    """Replace what a figure has inlined by the site's files, in the site's language."""
    if app.builder.format != "html":
        return
    for node in list(doctree.findall(nodes.raw)):
        if "data-figure=" not in node.astext():
            continue
        html = INLINED.sub("", node.astext())
        html = STILL.sub(lambda still: f'src="{filed(app, docname, still[1])}"', html)
        if app.config.language != "en":
            html = reworded(html, app.config.language)
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


def reworded(html, language):
    """Return a figure with its words in another language."""
    before, data, after = DATA.search(html).groups()
    page = json.loads(data)
    name = re.search('data-figure="([^"]+)"', html)[1].replace("-", "_")
    state = {key: part["value"] for key, part in page["spec"].items()}
    figure = getattr(figures, name)(**state)
    page["words"] = {
        key: translated(word, language) for key, word in page["words"].items()
    }
    said = iter((page["words"]["title"], figure.alt(language)))
    html = WORDS.sub(lambda _: escape(next(said)), html)
    written = json.dumps(page, ensure_ascii=False, separators=(",", ":"))
    written = written.replace("</", "<\\/")
    return DATA.sub(lambda _: f"{before}{written}{after}", html)


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
