"""How `make notebooks` runs the chapters: alike in every run."""

import configparser
import re
from pathlib import Path

c = get_config()  # noqa: F821 - nbconvert defines it

c.ExecutePreprocessor.record_timing = False
c.ExecutePreprocessor.timeout = 120

# What a cell prints arrives in one piece or in several; it is stored in
# one. (Named here, this is done after the cells have run, not before.)
c.CoalesceStreamsPreprocessor.enabled = True
c.NotebookExporter.preprocessors = [
    "nbconvert.preprocessors.CoalesceStreamsPreprocessor"
]


def replace_durations(notebook, resources):
    """Store how long a training took as the same durations in every run.

    They are what nbval leaves out; durations.cfg says how they look.
    """
    rules = configparser.RawConfigParser()
    rules.read(
        Path(__file__).with_name("durations.cfg"), encoding="utf-8"
    )
    regex = rules["durations"]["regex"]
    fixed = rules["durations"]["replace"]
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                output.text = re.sub(regex, fixed, output.text)
    return notebook, resources


c.NotebookExporter.preprocessors.append(replace_durations)

# Of the kernel, keep what a reader's program needs, and not its version.
c.ClearMetadataPreprocessor.enabled = True
c.ClearMetadataPreprocessor.clear_cell_metadata = False
c.ClearMetadataPreprocessor.preserve_nb_metadata_mask = {
    "kernelspec",
    ("language_info", "name"),
}
