"""One contender at one task, in a process of its own: ``python -m bench.worker``.

It prints a line of JSON: seconds a step, and the peak memory of the process.
"""

import json
import resource
import sys
import time

from bench import contenders, tasks

# A busy moment of the machine spoils an epoch, so there are several, for a while.
LEAST_EPOCHS, LEAST_SECONDS = 3, 2


def measure(task, contender):
    """Return the best of several epochs, after one that is not counted."""
    epoch = contenders.NAMES[contender](task, *tasks.data(task))
    first = epoch()  # warm-up: graphs are traced, memory is fetched
    seconds = []
    while len(seconds) < LEAST_EPOCHS or sum(seconds) < LEAST_SECONDS:
        start = time.perf_counter()
        loss = epoch()
        seconds.append(time.perf_counter() - start)
    if loss is not None and not (loss < first or loss <= task.learnt):
        raise RuntimeError(f"{contender} has not learnt: {first=}, {loss=}, {task=}")
    return {"seconds": min(seconds) / task.steps, "megabytes": _peak_bytes() / 1e6}


def _peak_bytes():
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def main():
    """Read what to measure from the command line, print the result."""
    fields, contender = json.loads(sys.argv[1]), sys.argv[2]
    task = tasks.Task(**fields | {"widths": tuple(fields["widths"])})
    print(json.dumps(measure(task, contender)))


if __name__ == "__main__":
    main()
