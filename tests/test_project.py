"""The project's files agree with one another: data, addresses, versions, pins, CI."""

import csv
import gzip
import hashlib
import math
import os
import re
import tomllib
from pathlib import Path

import numpy as np
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import chapters
from chapters import ROOT
from commands import run


def read(name):
    """Return the text of a file, by its path from the repository's root."""
    return (ROOT / name).read_text(encoding="utf-8")


def files():
    """Return the files that are, or are about to be, in the repository."""
    every = ["-z", "--cached", "--others", "--exclude-standard"]
    listed = run("git", "ls-files", *every, cwd=ROOT)
    return [name for name in listed.split("\0") if (ROOT / name).is_file()]


def texts():
    """Return the text of each of those files, by its name; site/vendor/ is not ours."""
    found = {}
    for name in files():
        if not name.startswith("site/vendor/"):
            try:
                found[name] = read(name)
            except UnicodeDecodeError:
                continue  # a picture, a font
    return found


PYPROJECT = tomllib.loads(read("pyproject.toml"))
MAKEFILE = read("Makefile")
SUPPORTED = re.findall(r"3\.\d+", re.search(r"^SUPPORTED := (.*)", MAKEFILE, re.M)[1])
REPOSITORY = yaml.safe_load(read("_config.yml"))["repository"]["url"]
WORKFLOWS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / ".github/workflows").glob("*.yml"))
}


# --- the data --------------------------------------------------------------------

DATA = sorted(
    path.name
    for path in (ROOT / "data").iterdir()
    if path.is_file() and path.suffix not in (".md", ".py")
)


def described(name):
    """Return the section of data/README.md that describes a file."""
    section = re.search(
        rf"^## `{re.escape(name)}`\n(.*?)(?=^## |\Z)",
        read("data/README.md"),
        re.M | re.S,
    )
    assert section, f"data/README.md has no section headed `{name}`"
    return section[1]


def test_each_described_data_file_exists():
    """A section of data/README.md is headed by a file that is there."""
    assert re.findall(r"^## `(.+)`$", read("data/README.md"), re.M) == DATA


@pytest.mark.parametrize("name", DATA)
def test_data_checksum(name):
    """A data file is, to the byte, the one that data/README.md describes."""
    stated = re.search(r"\*\*SHA-256\*\*: `(\w+)`", described(name))[1]
    assert hashlib.sha256((ROOT / "data" / name).read_bytes()).hexdigest() == stated


@pytest.mark.parametrize("name", DATA)
def test_data_is_described(name):
    """The section says where the file comes from, on what terms, and its gaps."""
    for part in ("Source", "Licence", "Missing values"):
        assert f"- **{part}**: " in described(name)


@pytest.mark.parametrize("name", [name for name in DATA if ".csv" in name])
def test_data_columns(name):
    """Its columns, missing values and sums are those of the table there."""
    opened = gzip.open if name.endswith(".gz") else Path.open
    with opened(ROOT / "data" / name, "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    table = re.findall(
        r"^\| `(\w+)` \| .+ \| .*\| (\d+) \| (-?[\d.]*) ?\|$", described(name), re.M
    )
    assert [column for column, _, _ in table] == list(rows[0])
    for column, missing, total in table:
        values = [row[column] for row in rows]
        assert sum(value in ("-1", "") for value in values) == int(missing), column
        if total:
            sum_ = math.fsum(float(value) for value in values if value)
            assert sum_ == pytest.approx(float(total), abs=1e-9), column


@pytest.mark.parametrize("name", [name for name in DATA if name.endswith(".npz")])
def test_data_arrays(name):
    """Its arrays, and their shapes, ranges and sums, are those of the table there."""
    table = re.findall(
        r"^\| `(\w+)` \|.*\| \(([\d, ]+)\) \| (\S+) to (\S+) \| (\S+) \|$",
        described(name),
        re.M,
    )
    with np.load(ROOT / "data" / name) as arrays:
        assert [array for array, *_ in table] == list(arrays)
        for array, shape, low, high, total in table:
            values = arrays[array]
            assert str(values.shape) == f"({shape})"
            decimals = len(total.partition(".")[2])
            found = values.min(), values.max(), values.sum(dtype=float)
            stated = float(low), float(high), float(total)
            assert tuple(np.round(found, decimals)) == stated


# --- one address -----------------------------------------------------------------


OURS = r"[\w.-]{0,40}first-?neuron[\w-]*"  # bounded: a picture is a long word
LINK = re.compile(
    rf"""(?:colab\.research\.google\.com/github|mybinder\.org/v2/gh)/([\w.-]+/[\w-]+)
    | github\.com/({OURS}/[\w-]+|[\w-]+/{OURS})
    | ({OURS}\.github\.io/[\w-]+)""",
    re.VERBOSE,
)


def test_one_address():
    """Every link to the repository, Colab, Binder or the site is the one address."""
    owner, name = REPOSITORY.removeprefix("https://github.com/").split("/")
    ours = {f"{owner}/{name}", f"{owner}.github.io/{name}"}
    links = [
        (file, match[match.lastindex])
        for file, text in texts().items()
        for match in LINK.finditer(text)
    ]
    assert not [(file, link) for file, link in links if link not in ours]


@pytest.mark.parametrize("file", ["README.md", "pyproject.toml", "CITATION.cff"])
def test_address_is_stated(file):
    """The pages that must lead to the repository do."""
    assert REPOSITORY in read(file)


def test_chapters_install_from_the_address():
    """The set-up cell of a chapter installs the library from the repository."""
    assert chapters.NAMES
    for name in chapters.NAMES:
        first = chapters.code_cells(chapters.read(name))[0]
        assert f"git+{REPOSITORY}" in first.source, name


# --- versions --------------------------------------------------------------------


def pins():
    """Return the lines of requirements.txt that are no comment."""
    lines = read("requirements.txt").splitlines()
    return [
        line for line in lines if line.strip() and not line.lstrip().startswith("#")
    ]


def test_every_requirement_is_pinned():
    """Each line is `name==version`, with a marker or none, and no address or path."""
    for line in pins():
        assert re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; [^;@]+)?", line), line


def test_pins_cover_every_extra():
    """Each thing pyproject.toml asks for is pinned, at a version it allows."""
    pinned = {}
    for pin in map(Requirement, pins()):
        version = str(pin.specifier).removeprefix("==")
        pinned.setdefault(canonicalize_name(pin.name), []).append(version)
    project = PYPROJECT["project"]
    for line in sum(project["optional-dependencies"].values(), project["dependencies"]):
        wanted = Requirement(line)
        if wanted.name != project["name"]:
            versions = pinned.get(canonicalize_name(wanted.name), [])
            assert versions, line
            assert all(wanted.specifier.contains(version) for version in versions), line


def test_python_versions_agree():
    """Makefile, package, workflows, Binder and README name the same Pythons."""
    bounds = re.search(
        r"^IS_SUPPORTED := .*\((3, \d+)\) <= .* <= \((3, \d+)\)", MAKEFILE, re.M
    )
    assert [SUPPORTED[0], SUPPORTED[-1]] == [
        bound.replace(", ", ".") for bound in bounds.groups()
    ]
    assert PYPROJECT["project"]["requires-python"] == f">={SUPPORTED[0]}"
    matrix = WORKFLOWS["test"]["jobs"]["test"]["strategy"]["matrix"]
    assert matrix["python"] == SUPPORTED
    assert {more["python"] for more in matrix["include"]} <= set(SUPPORTED)
    assert read("binder/runtime.txt").strip().removeprefix("python-") in SUPPORTED
    in_readme = set(re.findall(r"\b3\.\d\d\b", read("README.md")))
    assert in_readme
    assert in_readme <= set(SUPPORTED)


def test_version_is_said_alike():
    """The version to cite is the version of the package."""
    cited = yaml.safe_load(read("CITATION.cff"))["version"]
    assert cited == PYPROJECT["project"]["version"]


# --- commands and workflows ------------------------------------------------------


def targets():
    """Return the names of the Makefile's public targets."""
    return re.search(r"^\.PHONY: (.*)", MAKEFILE, re.M)[1].split()


def test_make_lists_every_target():
    """`make` alone prints a line for each target, saying what it does."""
    listed = run("make", cwd=ROOT)
    assert re.findall(r"^ *make ([\w-]+) +\S.*$", listed, re.M) == targets()


def test_what_people_are_told_to_type_exists():
    """Each `make ...` in a page, a hook or a workflow is a target."""
    pages = [name for name in files() if name.endswith((".md", ".yml", ".toml"))]
    told = {
        (name, target)
        for name in [*pages, ".ci/run"]
        for target in re.findall(
            r"(?:`|run: |exec |^ *)make ([a-z-]+)", read(name), re.M
        )
    }
    assert {(".ci/run", "test"), ("README.md", "book"), ("README.md", "test")} <= told
    assert not {(name, target) for name, target in told if target not in targets()}


def test_ci_runs_where_it_is_called():
    """`.ci/run` can be run, and the workflow for pushes runs it."""
    assert os.access(ROOT / ".ci/run", os.X_OK)
    assert {"run": "bash .ci/run"} in WORKFLOWS["test"]["jobs"]["test"]["steps"]


def test_workflows():
    """Each action is pinned at a major version, and each job has an end."""
    # YAML 1.1 reads the key `on` as true.
    assert {"push", "pull_request"} <= WORKFLOWS["test"][True].keys()
    assert WORKFLOWS["deploy"][True]["push"] == {"branches": ["main"]}
    assert {"schedule", "workflow_dispatch"} <= WORKFLOWS["weekly"][True].keys()
    for workflow in WORKFLOWS.values():
        assert workflow["permissions"]["contents"] == "read"
        for job in workflow["jobs"].values():
            assert job["timeout-minutes"] <= 30
            used = [step["uses"] for step in job["steps"] if "uses" in step]
            assert used
            assert all(re.fullmatch(r"actions/[\w-]+@v\d+", name) for name in used)


def test_other_processors_are_tried():
    """Each push is tested on ARM and on a Mac; other kernels are tried each week."""
    job = WORKFLOWS["test"]["jobs"]["test"]
    assert job["runs-on"] == "${{ matrix.runner }}"
    runners = {more["runner"] for more in job["strategy"]["matrix"]["include"]}
    assert runners == {"ubuntu-24.04-arm", "macos-latest"}
    weekly = WORKFLOWS["weekly"]["jobs"].values()
    assert any({"run": "make test-machines"} in job["steps"] for job in weekly)


def test_workflow_settings_exist():
    """A variable that a workflow gives to make is one that the Makefile uses."""
    for name, workflow in WORKFLOWS.items():
        runs = re.findall(r"'run': '(make [^']*)'", str(workflow))
        for setting in re.findall(r"\b([A-Z]+)=", " ".join(runs)):
            assert f"$({setting})" in MAKEFILE, (name, setting)


# --- what must never be committed ------------------------------------------------


def test_no_large_file():
    """Only data may be larger than 2 MB."""
    large = [
        name
        for name in files()
        if not name.startswith("data/") and (ROOT / name).stat().st_size > 2_000_000
    ]
    assert not large


# Each has a one-letter class in it, so that this file does not match.
PRIVATE = re.compile(
    r"(?<![\w.])/(?:wor[k]|far[m]|roo[t]|hom[e]|User[s])/[\w.]|/tm[p]/[a-z]"
    r"|(?<!emit-)index-ur[l][ =]\S|find-link[s][ =]\S"
    r"|pypi\.or[g]|pythonhoste[d]|npmjs\.or[g]|deb\.debia[n]"
)


def test_nothing_of_one_machine():
    """No file names a path of somebody's machine, or the host of a package index."""
    found = {
        name: match[0]
        for name, text in texts().items()
        if (match := PRIVATE.search(text))
    }
    assert not found


@pytest.mark.parametrize(
    "text", ["/wor" + "k/main", "--index-ur" + "l https://x", "https://pypi.o" + "rg/x"]
)
def test_what_belongs_to_one_machine_is_seen(text):
    """The pattern above sees what it is for."""
    assert PRIVATE.search(text)
