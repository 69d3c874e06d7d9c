"""The library installs with its data, on NumPy alone, and without a network.

The environments here are new, and hold NumPy and nothing else: the one this Python
has, by links. pip gets no index, so a requirement more than NumPy would fail.
"""

import sys
import venv
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

from chapters import ROOT
from commands import run

DATA = [path.name for path in (ROOT / "data").iterdir() if path.is_file()]
LOAD = """
import firstneuron
assert len(firstneuron.datasets.load_cereals()) == 77
assert len(firstneuron.datasets.load_california_housing()) == 20640
print(firstneuron.__file__)
"""
ALONE = """
import importlib.util
assert importlib.util.find_spec("matplotlib") is None
"""


def from_sdist(folder):
    """Build the source distribution, and from that the wheel."""
    run(sys.executable, "-m", "build", "--no-isolation", "-o", folder, cwd=ROOT)


def from_git(folder):
    """Let pip build what is committed."""
    options = ["--no-deps", "--no-build-isolation", "--wheel-dir", folder]
    url = f"git+{ROOT.as_uri()}"
    run(sys.executable, "-m", "pip", "wheel", *options, url, cwd=folder)


@pytest.mark.parametrize("build", [from_sdist, from_git])
def test_wheel(build, tmp_path):
    """A wheel has the data, and works where there is only NumPy."""
    build(tmp_path)
    (wheel,) = tmp_path.glob("firstneuron-*.whl")
    packed = zipfile.ZipFile(wheel).namelist()
    assert {f"firstneuron/data/{name}" for name in DATA} <= set(packed)

    home = tmp_path / "venv"
    venv.create(home, symlinks=True)
    python = home / "bin/python"
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(run(python, "-c", where, cwd="/"))
    numpy = metadata.distribution("numpy")
    for top in {path.parts[0] for path in numpy.files} - {".."}:
        (site / top).symlink_to(numpy.locate_file(top))
    pip = [sys.executable, "-m", "pip", "--python", python]
    run(*pip, "install", "--no-index", wheel, cwd=tmp_path)
    loaded = run(python, "-c", ALONE + LOAD, cwd=tmp_path)
    assert Path(loaded) == site / "firstneuron/__init__.py"


def test_editable(tmp_path):
    """The environment that `make` makes uses library and data where they stand."""
    loaded = run(sys.executable, "-c", LOAD, cwd=tmp_path)
    assert Path(loaded) == ROOT / "lib/firstneuron/__init__.py"
