"""What every chapter must be before it is shown: executed, plain, readable."""

import ast
import re
import sys
from itertools import pairwise

import pytest

import chapters

# How Jupyter and Colab fold the code of a cell; `hide-input` folds it on the site.
FOLDED = {"jupyter": {"source_hidden": True}, "cellView": "form"}

each_chapter = pytest.mark.parametrize("name", chapters.NAMES)


def test_there_are_chapters():
    assert chapters.NAMES


@each_chapter
def test_was_run_once_from_top_to_bottom(name):
    cells = chapters.code_cells(chapters.read(name))
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))


@each_chapter
def test_outputs_are_stored(name):
    """A cell that prints, or ends in an expression, has an output."""
    for cell in chapters.code_cells(chapters.read(name))[1:]:
        tree = ast.parse(cell.source)
        prints = any(
            isinstance(node, ast.Name) and node.id == "print" for node in ast.walk(tree)
        )
        if prints or isinstance(tree.body[-1], ast.Expr):
            assert cell.outputs, cell.source


@each_chapter
def test_outputs_are_clean(name):
    """No error, nothing on stderr, no path of a machine, no warning."""
    for cell in chapters.code_cells(chapters.read(name)):
        for output in cell.outputs:
            assert output.output_type != "error", cell.source
            assert output.get("name") != "stderr", cell.source
            text = str(output.get("text", "")) + str(output.get("data", ""))
            path = r"/(home|root|tmp|usr|work)/|site-packages"
            assert not re.search(path, text), cell.source
            numpy_2 = r"np\.(float|int|str|bool|True|False)"
            assert not re.search(f"{numpy_2}|Warning", text), cell.source


@each_chapter
def test_durations_are_the_same_in_every_run(name):
    """What `fit` prints of them is replaced, by what durations.cfg says."""
    for cell in chapters.code_cells(chapters.read(name)):
        text = "".join(str(output.get("text", "")) for output in cell.outputs)
        for found in re.finditer(r"\d+s( -)? \d+(us|ms|s)/step", text):
            assert re.fullmatch("0s( -)? 2ms/step", found[0]), cell.source


@each_chapter
def test_figures_are_vector_dateless_and_described(name):
    for cell in chapters.code_cells(chapters.read(name)):
        data = [output.get("data", {}) for output in cell.outputs]
        assert not any("image/png" in bundle for bundle in data), cell.source
        for svg in (
            bundle["image/svg+xml"] for bundle in data if "image/svg+xml" in bundle
        ):
            assert "<dc:date>" not in svg
            assert "matplotlib.org" not in svg.replace("www.w3.org", ""), "a creator"
            alt = cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
            assert len(alt) > 40, f"say what this figure shows: {cell.source}"


@each_chapter
def test_what_is_called_dark_is_dark_on_every_page(name):
    """A dark page inverts figures, but for those with the tag `true-colours`."""
    for cell in chapters.code_cells(chapters.read(name)):
        alt = cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
        if re.search(r"\b(black|dark|light|pale|white)\b", alt, re.I):
            assert chapters.has_tag(cell, "true-colours"), alt


@each_chapter
def test_keeps_nothing_that_changes_from_run_to_run(name):
    notebook = chapters.read(name)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    assert notebook.metadata == {
        "kernelspec": kernel,
        "language_info": {"name": "python"},
    }
    for cell in notebook.cells:
        kept = {"tags", "mystnb", "exercise", *FOLDED}
        assert not set(cell.metadata) - kept, cell.metadata


@each_chapter
def test_what_is_folded_on_the_site_is_folded_in_jupyter_and_colab(name):
    for cell in chapters.read(name).cells:
        says = {key: cell.metadata[key] for key in FOLDED if key in cell.metadata}
        assert says == (FOLDED if chapters.has_tag(cell, "hide-input") else {}), cell.id


@each_chapter
def test_code_that_only_draws_is_folded(name):
    """The page shows the idea, the code that computes, and the figure."""
    for cell in chapters.code_cells(chapters.read(name)):
        if has_figure(cell) and len(cell.source.splitlines()) > 5:
            assert chapters.has_tag(cell, "hide-input"), cell.source


def has_figure(cell):
    """Return whether a cell draws."""
    return any("image/svg+xml" in output.get("data", {}) for output in cell.outputs)


def test_cells_keep_their_ids():
    """Later things hang on them; `cell_ids.txt` lists those that were published.

    A new cell is added to it, under its chapter. An id never changes, and one that was
    deleted is never given again.
    """
    listed = (chapters.ROOT / "tests/cell_ids.txt").read_text().split()
    found = [cell.id for name in chapters.NAMES for cell in chapters.read(name).cells]
    assert sorted(set(found)) == sorted(found), "an id stands for one cell"
    assert set(found) == set(listed)


@each_chapter
def test_ids_say_the_chapter_and_the_exercise(name):
    for cell in chapters.read(name).cells:
        assert re.fullmatch(rf"{chapters.number(name):02}-[a-z0-9-]+", cell.id)
        if chapters.has_tag(cell, "exercise"):
            number = cell.metadata.exercise.number.split(".")[1]
            assert cell.id == f"{chapters.number(name):02}-exercise-{number}"
        if chapters.has_tag(cell, "check"):
            number = re.match(r'checks.check\(\s*"\d+\.(\d+)"', cell.source)[1]
            assert cell.id == f"{chapters.number(name):02}-check-{number}"


@each_chapter
def test_takes_an_evening_and_says_how_long(name):
    """At most 100 minutes (9: 120, 10: 150), the same here and on the front page."""
    introduction = chapters.read(name).cells[0].source
    minutes = re.search(r"about (\d+) minutes, the exercises included", introduction)[1]
    front = (chapters.ROOT / "index.md").read_text(encoding="utf-8")
    assert re.search(rf"\(chapters/{name}\) \|.*\| {minutes} \|\n", front)
    longest = {9: 120, 10: 150}.get(chapters.number(name), 100)
    asked = sum(
        exercise.starter.metadata.exercise.minutes
        for exercise in chapters.exercises(chapters.read(name))
    )
    assert asked < int(minutes) <= longest


@each_chapter
def test_what_a_cell_prints_is_in_one_piece(name):
    """Or a page shows a line broken where the kernel happened to pause."""
    for cell in chapters.code_cells(chapters.read(name)):
        streams = [o for o in cell.outputs if o.output_type == "stream"]
        assert len(streams) <= 1, cell.source


@each_chapter
def test_markdown_reads_right_everywhere(name):
    """No MyST directive or role: Colab and JupyterLab would show it raw."""
    myst = r"^\s*(```|:::)\s*\{|\{[a-z:-]+\}`|^\(\S+\)=$"
    for cell in chapters.read(name).cells:
        if cell.cell_type == "markdown":
            assert not re.search(myst, cell.source, re.M), cell.source


@each_chapter
def test_title_has_the_chapter_s_number(name):
    title = chapters.read(name).cells[0].source.splitlines()[0]
    assert title.startswith(f"# {chapters.number(name)} · ")


def test_set_up_cells_begin_alike():
    """Every chapter gets the library in the same way."""
    cells = [chapters.code_cells(chapters.read(name))[0] for name in chapters.NAMES]
    beginnings = {cell.source.split("import numpy as np")[0] for cell in cells}
    assert len(beginnings) == 1
    assert 'find_spec("firstneuron")' in beginnings.pop()


@each_chapter
def test_code_is_plain_python_in_short_cells(name):
    for cell in chapters.code_cells(chapters.read(name)):
        ast.parse(cell.source)  # a magic or a shell command is a SyntaxError
        # It hides an output in Jupyter, but not where nbval runs the cell again.
        assert not cell.source.rstrip().endswith(";"), cell.source
        assert len(cell.source.splitlines()) <= 30, cell.source


@each_chapter
def test_each_output_is_followed_by_words(name):
    cells = chapters.read(name).cells
    for cell, following in pairwise(cells):
        if chapters.has_tag(following, "check"):  # it says the words
            continue
        if cell.cell_type == "code" and cell.outputs:
            assert following.cell_type == "markdown", cell.source


@each_chapter
def test_all_but_the_keras_cells_run_without_keras(name, monkeypatch):
    """So that they run in a browser, where there is no TensorFlow."""
    for module in ("keras", "tensorflow"):
        monkeypatch.setitem(sys.modules, module, None)
    cells = chapters.code_cells(chapters.read(name))
    tagged = [cell for cell in cells if chapters.has_tag(cell, "keras")]
    chapters.run([cell for cell in cells if cell not in tagged])
    for cell in tagged:
        assert re.search("keras|parity|tensor", cell.source), cell.source


@each_chapter
def test_ends_with_a_summary_in_five_lines_and_exercises(name):
    headings = [
        line
        for cell in chapters.read(name).cells
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
        if line.startswith("## ")
    ]
    assert headings[-2:] == ["## Summary", "## Exercises"]
    summary = next(
        cell.source
        for cell in chapters.read(name).cells
        if cell.source.startswith("## Summary")
    )
    assert re.findall(r"^(\d)\. ", summary, re.M) == list("12345")


@each_chapter
def test_asks_questions_and_answers_each_choice(name):
    """Where a misconception lives: choose, then open, and see why."""
    asked = [
        cell.source
        for cell in chapters.read(name).cells
        if cell.source.startswith("**Question.**")
    ]
    assert 2 <= len(asked) <= 3
    for question in asked:
        choices = re.findall(
            r'^<details class="choice">\n<summary>([A-D]) · .+</summary>\n\n'
            r"(Yes|No|Not quite)\. [^<]+\n\n</details>$",
            question,
            re.M,
        )
        assert question.count("<details") == len(choices) >= 3, question
        assert [letter for letter, _ in choices] == list("ABCD")[: len(choices)]
        assert [verdict for _, verdict in choices].count("Yes") == 1, question
