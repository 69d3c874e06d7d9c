"""Build the book in a made-up language, as a translator's catalogues would.

Sphinx extracts every message into a catalogue (gettext). Here each one is "translated"
by putting it between brackets, and the book is read again in that language. What then
has no brackets could not be translated.

    python tests/translation.py DIRECTORY

prints the texts without brackets, and the number of all.
"""

import pickle
import re
import sys
from pathlib import Path

import yaml
from babel.messages import mofile, pofile
from docutils import nodes
from jupyter_book.sphinx import build_sphinx

ROOT = Path(__file__).parents[1]
LANGUAGE = "eo"  # any that is not the book's
TEXTS = (nodes.paragraph, nodes.title, nodes.term, nodes.caption, nodes.raw)


def build(builder, directory, **settings):
    """Build the book, but for the library's pages, which stay in English."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    for entry in toc["chapters"]:
        entry.pop("sections", None)
    (directory / "toc.yml").write_text(yaml.safe_dump(toc), encoding="utf-8")
    shared = {
        "external_toc_path": str(directory / "toc.yml"),
        "latex_individualpages": False,
        "suppress_warnings": ["ref", "i18n", "myst", "toc", "docutils"],
    }
    failed = build_sphinx(
        str(ROOT),
        str(directory / builder),
        path_config=str(ROOT / "_config.yml"),
        doctreedir=str(directory / f"doctrees-{builder}"),
        confoverrides=shared | settings,
        builder=builder,
        noconfig=True,
        really_quiet=True,
    )
    if failed:
        raise SystemExit(failed)


def translate(catalogues, to):
    """Write for each catalogue one in which every message stands in brackets."""
    for path in catalogues.rglob("*.pot"):
        with path.open("rb") as file:
            catalogue = pofile.read_po(file, locale=LANGUAGE)
        for message in catalogue:
            if message.id:
                message.string = bracketed(message.id)
        target = to / LANGUAGE / "LC_MESSAGES" / path.relative_to(catalogues)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.with_suffix(".mo").open("wb") as file:
            mofile.write_mo(file, catalogue)


def bracketed(message):
    """Return a message in the made-up language: HTML keeps its tags."""
    if message.startswith("<"):
        return re.sub(r">([^<>]*\w[^<>]*)<", r">⟦\1⟧<", message)
    return f"⟦{message}⟧"


def texts(doctrees):
    """Return the page and the words of each text in the translated book."""
    for path in sorted(doctrees.rglob("*.doctree")):
        document = pickle.loads(path.read_bytes())
        for node in document.findall(nodes.TextElement):
            words = re.sub(r"<[^>]*>", "", node.astext()).strip()
            is_text = isinstance(node, TEXTS) and not is_output(node)
            if is_text and re.search(r"\w", words):
                yield path.stem, words


def is_output(node):
    """Return whether a node stands in what a cell has put out, which is neutral."""
    while node.parent is not None:
        node = node.parent
        if "cell_output" in node.get("classes", []):
            return True
    return False


def main(directory):
    """Print the texts that stay untranslated, and how many there are in all."""
    build("gettext", directory)
    translate(directory / "gettext", directory / "locale")
    build("dummy", directory, language=LANGUAGE, locale_dirs=[f"{directory}/locale"])
    found = list(texts(directory / "doctrees-dummy"))
    for page, text in found:
        if "⟦" not in text:
            print(f"{page}: {text[:70]!r}")
    print(len(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
