"""What the examples in docstrings share: each one begins without a figure."""

import sys

import pytest

collect_ignore = ["conftest.py"]  # it has no examples itself


@pytest.fixture(autouse=True)
def _without_figures():
    yield
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
