"""The book's data files, described in README.md, read by `firstneuron.datasets`."""
