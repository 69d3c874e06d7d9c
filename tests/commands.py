"""Other programs as the tests run them: as a person would, in a terminal of theirs."""

import os
import subprocess

# Nothing of the environment and the settings that the tests run in.
CLEAN = {
    key: value
    for key, value in os.environ.items()
    if not key.startswith(("JUPYTER", "MAKE", "PYTHON", "VIRTUAL_ENV"))
}


def run(*command, cwd, env=CLEAN):
    """Run a command and return what it prints; if it fails, show all it said."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()
