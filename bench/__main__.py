"""Measure and print: ``make bench``, or ``python -m bench``.

Markdown goes to stdout, and what is being measured to stderr. This process imports
none of the libraries: a child's peak memory counts from its parent's.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict

from bench import contenders, machine, tables, tasks


def measure(task, names):
    """Return the best results of some contenders at a task.

    They take turns, so that a busy moment of the machine harms none alone.
    """
    best = {}
    for threads in machine.THREADS:
        for name in names:
            result = in_a_process(task, name, threads)
            if name not in best or result["seconds"] < best[name]["seconds"]:
                best[name] = result
    return best


def in_a_process(task, name, threads):
    """Return what `bench.worker` measures."""
    print(f"{task.title}: {name}, threads: {threads}", file=sys.stderr)
    worker = [sys.executable, "-m", "bench.worker", json.dumps(asdict(task)), name]
    done = subprocess.run(
        worker,
        env=os.environ | machine.environment(threads),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def by_size(head, sizes, work, names):
    """Return a table of µs a step and ms an epoch, a line for each size."""
    heads = [head]
    for name in names:
        heads += [f"{name}, µs a step", f"{name}, ms an epoch"]
    rows = []
    for size, task in zip(sizes, work, strict=True):
        row = [f"{size:,}"]
        for result in measure(task, names).values():
            seconds = result["seconds"]
            row += [tables.micros(seconds), f"{seconds * task.steps * 1e3:,.1f}"]
        rows.append(row)
    return tables.table(heads, rows)


def main():
    """Print every table."""
    print(machine.description(), flush=True)
    for task in tasks.TASKS:
        results = measure(task, contenders.NAMES)
        print(f"\n## {task.title}\n\n{tables.side_by_side(results)}", flush=True)
    ours = [tables.OURS]
    print(
        f"\n## How the time grows with the rows: coffee, batch {tasks.COFFEE.batch}\n"
    )
    work = tasks.BY_ROWS
    print(by_size("rows", [task.rows for task in work], work, ours), flush=True)
    print(f"\n## With the batch: coffee, {tasks.COFFEE.rows:,} rows\n")
    work = tasks.BY_BATCH
    print(by_size("batch", [task.batch for task in work], work, ours), flush=True)
    work = tasks.BY_WIDTH
    print(f"\n## With the width: 784-width-10, {work[0].rows:,} rows, batch 128\n")
    names = [tables.OURS, "Keras", "PyTorch"]
    print(by_size("width", [task.widths[1] for task in work], work, names))


if __name__ == "__main__":
    main()
