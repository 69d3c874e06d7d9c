"""Colab and Binder, as far as one can prove them without their servers.

Both start from what they would find at the public address: the last commit. Changes
that are not committed are not tested here.
"""

import json
import platform
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
import venv

import nbformat
import pytest
import yaml
from jupyter_client.blocking import BlockingKernelClient

from chapters import PATHS, ROOT
from commands import CLEAN, run

pytestmark = pytest.mark.launch

each_chapter = pytest.mark.parametrize("chapter", [path.name for path in PATHS])
ADDRESS = yaml.safe_load((ROOT / "_config.yml").read_text())["repository"]["url"]
TENSORFLOW = (
    "tensorflow-cpu"
    if sys.platform == "linux" and platform.machine() == "x86_64"
    else "tensorflow"
)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Return a fresh clone of the last commit."""
    clone = tmp_path_factory.mktemp("published") / "first-neuron"
    run("git", "clone", "--quiet", ROOT, clone, cwd=clone.parent)
    return clone


def new_environment(home):
    """Make a virtual environment and return its Python."""
    venv.create(home, symlinks=True, with_pip=True)
    return home / "bin/python"


# --- Colab -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def colab(tmp_path_factory):
    """Return the Python of an environment with only what Colab has, and a kernel."""
    home = tmp_path_factory.mktemp("colab")
    python = new_environment(home)
    has = ["numpy", "matplotlib", "ipykernel", TENSORFLOW]
    pins = ["--constraint", ROOT / "requirements.txt"]
    run(python, "-m", "pip", "install", *pins, *has, cwd=home)
    kernel = ["--prefix", home, "--name", "colab"]
    run(python, "-m", "ipykernel", "install", *kernel, cwd=home)
    return python


@each_chapter
def test_colab(chapter, colab, published, tmp_path):
    """From the public address alone, a chapter runs from its first cell to its last."""
    ask = (
        "import numpy, importlib.util as u; print(numpy.__version__, u.find_spec('%s'))"
    )
    run(colab, "-m", "pip", "uninstall", "--yes", "firstneuron", cwd=tmp_path)
    before = run(colab, "-c", ask % "firstneuron", cwd=tmp_path)
    assert before.endswith(" None")

    # git itself takes the public address to the clone, for pip in the set-up cell too.
    env = CLEAN | {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{published}.insteadOf",
        "GIT_CONFIG_VALUE_0": ADDRESS,
        "JUPYTER_PATH": str(colab.parents[1] / "share/jupyter"),
    }
    notebook = tmp_path / chapter
    notebook.write_bytes((published / "chapters" / chapter).read_bytes())
    run(
        *[sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute"],
        *["--ExecutePreprocessor.kernel_name=colab", "--output", "done", notebook],
        cwd=tmp_path,
        env=env,
    )
    after = run(colab, "-c", ask % "firstneuron", cwd=tmp_path)
    assert after.split()[0] == before.split()[0]  # NumPy is the one Colab had
    assert str(colab.parents[1]) in after


# --- Binder ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def binder(published, tmp_path_factory):
    """Run JupyterLab as Binder does; return a way to ask it, and its runtime folder."""
    home = tmp_path_factory.mktemp("binder")
    python = new_environment(home)
    # What repo2docker runs, where it runs it, and the JupyterLab that it brings along.
    run(python, "-m", "pip", "install", "-r", "binder/requirements.txt", cwd=published)
    pins = ["--constraint", "requirements.txt"]
    run(python, "-m", "pip", "install", *pins, "jupyterlab", cwd=published)

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex()
    runtime = home / "runtime"
    kept = {"CONFIG": home / "config", "DATA": home / "data", "RUNTIME": runtime}
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "IdentityProvider.token": token,
    }

    def ask(path, body=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/{path}",
            data=body and json.dumps(body).encode(),
            headers={"Authorization": f"token {token}"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read().decode()

    log = home / "log"
    with (
        log.open("w") as said,
        subprocess.Popen(
            [python, "-m", "jupyterlab", "--no-browser", "--allow-root"]
            + [f"--{name}={value}" for name, value in options.items()],
            cwd=published,
            env=CLEAN | {f"JUPYTER_{key}_DIR": str(to) for key, to in kept.items()},
            stdout=said,
            stderr=subprocess.STDOUT,
        ) as server,
    ):
        try:
            for _ in range(120):
                try:
                    ask("api/status")
                    break
                except OSError:
                    assert server.poll() is None, log.read_text()
                    time.sleep(0.5)
            yield ask, runtime
        finally:
            server.terminate()


@each_chapter
def test_binder(chapter, binder):
    """JupyterLab opens a chapter, and the kernel it starts for it runs every cell."""
    ask, runtime = binder
    path = f"chapters/{chapter}"
    assert "<title>JupyterLab</title>" in ask(f"lab/tree/{path}")
    notebook = nbformat.from_dict(json.loads(ask(f"api/contents/{path}"))["content"])

    kernel = {"name": notebook.metadata.kernelspec.name}
    session = {"path": path, "name": chapter, "type": "notebook", "kernel": kernel}
    started = json.loads(ask("api/sessions", session))["kernel"]["id"]
    client = BlockingKernelClient(
        connection_file=str(runtime / f"kernel-{started}.json")
    )
    client.load_connection_file()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                reply = client.execute_interactive(
                    cell.source,
                    allow_stdin=False,
                    output_hook=lambda message: None,
                    timeout=120,
                )["content"]
                assert reply["status"] == "ok", "\n".join(reply["traceback"])
    finally:
        client.stop_channels()
