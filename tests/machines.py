"""Run the chapters as other processors would run them: `make test-machines`.

A processor adds in its own order, so the last digits of a result are its own. No output
of a chapter may show them. OpenBLAS and NumPy choose among several kernels by what the
processor can; here they are told what to choose. Each choice is proven to be in force
before the chapters are run and compared, strictly, with what is stored.
"""

import json
import os
import platform
import signal
import subprocess
import sys
from collections import namedtuple

from chapters import PATHS, ROOT

# From an old one to a new one: they add 2 numbers at once, 4, or 8.
KERNELS = ["Nehalem", "Haswell", "SkylakeX"]

# What a new process finds: OpenBLAS's kernel, and what NumPy's own loops make use of.
# It multiplies, because a processor stops at an instruction that it does not have.
FOUND = """
import json
import numpy as np
from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__
from threadpoolctl import threadpool_info

for dtype in ("float32", "float64"):
    table = np.ones((200, 200), dtype)
    table @ table, table @ table[0]
libraries = [library.get("architecture") for library in threadpool_info()]
loops = [name for name in __cpu_dispatch__ if __cpu_features__[name]]
print(json.dumps([libraries, loops]))
"""

Setting = namedtuple("Setting", "name variables skipped", defaults=[None])


def found(**variables):
    """Return a process's BLAS kernels and NumPy loops; None if it cannot run."""
    done = subprocess.run(
        [sys.executable, "-c", FOUND],
        env=os.environ | variables,
        stdout=subprocess.PIPE,
    )
    if done.returncode == -signal.SIGILL:  # "illegal instruction"
        return None
    done.check_returncode()
    return json.loads(done.stdout)


def kernel(name):
    """Return the setting in which OpenBLAS uses a kernel, proven or skipped."""
    setting = Setting(f"OpenBLAS {name}", {"OPENBLAS_CORETYPE": name})
    if platform.machine() not in ("x86_64", "AMD64"):
        return setting._replace(skipped="it is for x86-64")
    here = found(**setting.variables)
    if here is None:
        return setting._replace(skipped="this processor lacks its instructions")
    if here[0] != [name]:
        raise RuntimeError(f"{setting.variables} is not in force: {here[0]}")
    return setting


def cut_loops():
    """Return the setting in which NumPy uses no loop for newer processors, proven."""
    _, loops = found()
    setting = Setting(f"NumPy without {', '.join(loops)}", {})
    if not loops:
        return setting._replace(skipped="it has none for newer processors here")
    setting.variables["NPY_DISABLE_CPU_FEATURES"] = " ".join(loops)
    if found(**setting.variables)[1]:
        raise RuntimeError(f"{setting.variables} is not in force")
    return setting


def same(setting):
    """Run the chapters in a setting; return whether every output is the stored one."""
    sanitize = ["--nbval-sanitize-with", ROOT / "chapters" / "durations.cfg"]
    command = [sys.executable, "-m", "pytest", "--nbval", *sanitize, *PATHS]
    return subprocess.run(command, env=os.environ | setting.variables).returncode == 0


def main():
    """Run all settings; say at the end how each one went."""
    results = {}
    for setting in [*map(kernel, KERNELS), cut_loops()]:
        print(f"\n{setting.name}", flush=True)
        if setting.skipped:
            results[setting.name] = f"skipped: {setting.skipped}"
        else:
            results[setting.name] = "same" if same(setting) else "DIFFERENT"
    print()
    for name, result in results.items():
        print(f"{name:24} {result}")
    return (
        0 if "same" in results.values() and "DIFFERENT" not in results.values() else 1
    )


if __name__ == "__main__":
    sys.exit(main())
