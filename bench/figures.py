"""Measure the figures to play with: ``make bench-figures``.

For each one: how heavy its own script is, how heavy what it needs is in all, and how
long a change of its state takes in Chromium, the median of many. Markdown goes to
stdout.
"""

import gzip
import random
import shutil
from importlib import resources

from playwright.sync_api import sync_playwright

import firstneuron as fn
from bench import tables

CHANGES = 100

SET = """(element, states) => {
  const figure = element.firstNeuron;
  const took = states.map((state) => {
    const begin = performance.now();
    figure.set(state);
    return performance.now() - begin;
  });
  return took.sort((a, b) => a - b)[took.length >> 1];
}"""


def figures():
    """Yield every figure, as the book begins it."""
    for name in fn.figures.__all__:
        if name != "Figure":
            yield getattr(fn.figures, name)()


def states(figure):
    """Return states that a reader can reach."""
    rng = random.Random(0)
    return [
        {name: part.drawn(rng) for name, part in figure.spec.items()}
        for _ in range(CHANGES)
    ]


def kilobytes(scripts):
    """Return the size of scripts as a server sends them, in kB."""
    folder = resources.files("firstneuron._scripts")
    code = b"".join((folder / name).read_bytes() for name in scripts)
    return f"{len(gzip.compress(code)) / 1000:.1f}"


def main():
    """Print the table."""
    heads = ["figure", "kB of its own", "kB in all", "ms a change"]
    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for figure in figures():
            page = browser.new_page(viewport={"width": 700, "height": 900})
            page.set_content(f"<!doctype html>{figure._repr_html_()}")
            took = page.locator("[data-figure]").evaluate(SET, states(figure))
            *_, own = scripts = figure.scripts
            sizes = [kilobytes([own]), kilobytes(scripts)]
            rows.append([figure.name, *sizes, f"{took:.1f}"])
            page.close()
    print(tables.table(heads, rows))


if __name__ == "__main__":
    main()
