"""The proof that a parity case runs the code of each name that it covers."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from firstneuron import activations, layers, metrics
from parity_cases import untouched

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("thing", "run"),
    [
        (activations.tanh, lambda: activations.tanh([1.0])),
        (activations.sigmoid, lambda: activations.sigmoid([1.0])),  # decorated
        (activations.sigmoid, lambda: layers.Dense(1, "sigmoid")([[1.0]])),  # inside
        (layers.Layer, lambda: layers.Flatten()),  # a method of the base
        (layers.Layer, lambda: layers.Flatten().weights),
        (metrics.Accuracy, lambda: metrics.get("accuracy")),
    ],
)
def test_what_is_run_is_touched(thing, run):
    with untouched({"thing": thing}) as left:
        run()
    assert not left
    assert sys.getprofile() is None


@pytest.mark.parametrize(
    ("thing", "run"),
    [
        (activations.tanh, lambda: activations.sigmoid([1.0])),
        (activations.tanh, lambda: activations.get("tanh")),
        (layers.Dense, lambda: layers.Flatten()([[1.0]])),
        (metrics.MeanSquaredError, lambda: metrics.MeanAbsoluteError()),
    ],
)
def test_what_is_not_run_is_not_touched(thing, run):
    with untouched({"thing": thing}) as left:
        run()
    assert left == {"thing"}
    assert sys.getprofile() is None


CASES = """
import pytest
import firstneuron as fn
from parity_cases import covers

@covers("activations.tanh", "activations.relu")
@pytest.mark.parametrize("name", ["tanh", "relu"])
def test_both(name):
    getattr(fn.activations, name)([1.0])

@covers("activations.sigmoid", "activations.elu")
@pytest.mark.parametrize("name", ["sigmoid", "silu"])
def test_one(name):
    getattr(fn.activations, name)([1.0])

@covers("activations.softplus")
def test_none():
    pass
"""


@pytest.mark.parametrize(
    ("select", "failed"),
    [
        (
            [],
            {"test_one[silu]": "activations.elu", "test_none": "activations.softplus"},
        ),
        (["-k", "relu or sigmoid"], {}),  # a part of the cases proves nothing
        (["test_cases.py::test_one[silu]"], {}),
    ],
)
def test_a_case_that_does_not_touch_its_names_fails(select, failed, tmp_path):
    (tmp_path / "test_cases.py").write_text(CASES)
    (tmp_path / "conftest.py").write_text((HERE / "conftest.py").read_text())
    (tmp_path / "pytest.ini").write_text(f"[pytest]\npythonpath = {HERE}\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *select]
    wide = {"env": os.environ | {"COLUMNS": "200"}, "cwd": tmp_path}
    ran = subprocess.run(command, **wide, capture_output=True, text=True)
    said = [line for line in ran.stdout.splitlines() if line.startswith("FAILED")]
    assert len(said) == len(failed), ran.stdout + ran.stderr
    for line, (test, name) in zip(said, failed.items(), strict=True):
        assert f"test_cases.py::{test} - " in line
        assert line.endswith(f"covers {name}, and never runs it")
