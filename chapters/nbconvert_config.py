"""How `make notebooks` runs the chapters: alike in every run."""

c = get_config()  # noqa: F821 - nbconvert defines it

c.ExecutePreprocessor.record_timing = False
c.ExecutePreprocessor.timeout = 120

# What a cell prints arrives in one piece or in several; it is stored in
# one. (Named here, this is done after the cells have run, not before.)
c.CoalesceStreamsPreprocessor.enabled = True
c.NotebookExporter.preprocessors = [
    "nbconvert.preprocessors.CoalesceStreamsPreprocessor"
]

# Of the kernel, keep what a reader's program needs, and not its version.
c.ClearMetadataPreprocessor.enabled = True
c.ClearMetadataPreprocessor.clear_cell_metadata = False
c.ClearMetadataPreprocessor.preserve_nb_metadata_mask = {
    "kernelspec",
    ("language_info", "name"),
}
