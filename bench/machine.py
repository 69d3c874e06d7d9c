"""On what machine, and with which versions, it was measured."""

import os
import platform
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

# Every contender is measured with each number of threads, and its better time counts:
# a small network may be slower on two threads, a large one on one.
THREADS = (2, 1)
PACKAGES = ("numpy", "keras", "tensorflow-cpu", "tensorflow", "scikit-learn", "torch")


def environment(threads):
    """Return the variables that give every library that many threads."""
    names = (
        "MKL_NUM_THREADS",
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "TF_NUM_INTEROP_THREADS",
        "TF_NUM_INTRAOP_THREADS",
        "VECLIB_MAXIMUM_THREADS",
    )
    return {
        "KERAS_BACKEND": "tensorflow",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        # The Makefile turns this off, for the book's digits; here Keras runs its best.
        "TF_ENABLE_ONEDNN_OPTS": "1",
        **dict.fromkeys(names, str(threads)),
    }


def description():
    """Return one line: the day, the machine, how busy it is, the versions."""
    versions = [f"Python {platform.python_version()}", *map(_version, PACKAGES)]
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.system()} {platform.machine()}, "
        f"{_processor()}, {_cores()} cores, "
        f"{' or '.join(map(str, THREADS))} threads, whichever is better, "
        f"load {os.getloadavg()[0]:.1f} before; "
        f"{', '.join(filter(None, versions))}."
    )


def _version(package):
    try:
        return f"{package} {metadata.version(package)}"
    except metadata.PackageNotFoundError:
        return ""


def _cores():
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        return os.cpu_count()


def _processor():
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2] for line in lines if line.startswith("model name")]
    return " ".join(names[0].split()) if names else platform.processor()
