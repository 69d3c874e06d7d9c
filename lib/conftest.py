"""What the examples in docstrings share: NumPy, and a start without a figure."""

import sys

import numpy as np
import pytest

collect_ignore = ["conftest.py"]  # it has no examples itself


@pytest.fixture(autouse=True)
def _numpy(doctest_namespace):
    doctest_namespace["np"] = np


@pytest.fixture(autouse=True)
def _in_english(monkeypatch):
    monkeypatch.setenv("FIRSTNEURON_LANGUAGE", "en")  # the chapters run without words


@pytest.fixture(autouse=True)
def _without_figures():
    yield
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
