"""The chapters as the tests see them: their cells, and a way to run them."""

import re
from pathlib import Path
from typing import NamedTuple

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


class Exercise(NamedTuple):
    """An exercise: what is asked, where one begins, and how the book answers."""

    number: str
    statement: str
    starter: nbformat.NotebookNode
    check: nbformat.NotebookNode
    folded: str

    @property
    def solution(self):
        """The code of the solution."""
        return fenced(self.folded, "python")

    @property
    def printed(self):
        """What the solution prints."""
        return fenced(self.folded, "text")


def exercises(notebook):
    """Return the exercises of a chapter, in its order."""
    found = []
    for cell in notebook.cells:
        if heading := re.search(r"^### Exercise (\d+\.\d+)", cell.source, re.M):
            found.append([heading[1], cell.source])
        elif has_tag(cell, "exercise") or has_tag(cell, "check"):
            found[-1].append(cell)
        elif summary := re.search(
            r"<summary>Solution (\d+\.\d+)</summary>", cell.source
        ):
            assert summary[1] == found[-1][0], "a solution stands below its exercise"
            found[-1].append(cell.source)
    return [Exercise(*parts) for parts in found]


def fenced(markdown, kind):
    """Return what stands in the fenced blocks of a kind."""
    return "".join(re.findall(rf"^```{kind}\n(.*?)^```", markdown, re.M | re.S))
