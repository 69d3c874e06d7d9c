"""The chapters as the tests see them: their cells, and a way to run them."""

import re
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat

ROOT = Path(__file__).parents[1]
PATHS = sorted((ROOT / "chapters").glob("*.ipynb"))
NAMES = [path.stem for path in PATHS]


def read(name):
    """Return the notebook of a chapter."""
    return nbformat.read(ROOT / "chapters" / f"{name}.ipynb", as_version=4)


def number(name):
    """Return the number of a chapter: 1 for "01-linear-unit"."""
    return int(name.split("-")[0])


def has_tag(cell, tag):
    """Return whether a cell has this tag."""
    return tag in cell.metadata.get("tags", [])


def code_cells(notebook):
    """Return the code cells."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def run(cells):
    """Run cells in order, as plain Python, and return the names they define."""
    names = {"__name__": "__main__"}
    for cell in cells:
        exec(compile(cell.source, cell.id, "exec"), names)
        plt.close("all")
    return names


def exercises(notebook):
    """Return for each exercise its number, its starter and its solution.

    A solution is its code and, where it prints something, what that is.
    """
    found = []
    for cell in notebook.cells:
        if heading := re.search(r"^### Exercise (\d+\.\d+)", cell.source, re.M):
            found.append([heading[1], None, None])
        elif has_tag(cell, "exercise"):
            found[-1][1] = cell
        elif summary := re.search(
            r"<summary>Solution (\d+\.\d+)</summary>", cell.source
        ):
            assert summary[1] == found[-1][0], "a solution stands below its exercise"
            found[-1][2] = [
                "".join(re.findall(rf"^```{kind}\n(.*?)^```", cell.source, re.M | re.S))
                for kind in ("python", "text")
            ]
    return found
