"""What is trained: the networks, and the data for them."""

import math
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Task:
    """A network, data for it, and how it is trained.

    `loss` is "binary" (sigmoid at the end), "squared" (a number) or "classes"
    (softmax and cross-entropy in one, fed with scores); `widths` counts the inputs,
    the units of each hidden layer, and the outputs. A contender whose loss does not
    fall, unless it is below `learnt` already, has not trained, and its time would mean
    nothing.
    """

    title: str
    data: str
    rows: int
    widths: tuple[int, ...]
    hidden: str
    loss: str
    optimizer: str
    learning_rate: float
    batch: int
    learnt: float

    @property
    def steps(self):
        """The number of steps in an epoch."""
        return math.ceil(self.rows / self.batch)


COFFEE = Task(
    title="(a) Coffee: 2-3-1, sigmoid, Adam, 32,000 rows, batch 32",
    data="coffee",
    rows=32_000,
    widths=(2, 3, 1),
    hidden="sigmoid",
    loss="binary",
    optimizer="adam",
    learning_rate=0.01,
    batch=32,
    learnt=0.6,
)
REGRESSION = Task(
    title="(b) California housing: 8-1, SGD, 20,000 rows, batch 32",
    data="houses",
    rows=20_000,
    widths=(8, 1),
    hidden="",
    loss="squared",
    optimizer="sgd",
    learning_rate=0.01,
    batch=32,
    learnt=0.5,
)
SOFTMAX = Task(
    title="(c) Softmax regression: 784-10, SGD, 60,000 rows, batch 128",
    data="pictures",
    rows=60_000,
    widths=(784, 10),
    hidden="",
    loss="classes",
    optimizer="sgd",
    learning_rate=0.01,
    batch=128,
    learnt=2.5,
)
NETWORK = replace(
    SOFTMAX,
    title="(d) A network: 784-128-10, ReLU, SGD, 60,000 rows, batch 128",
    widths=(784, 128, 10),
    hidden="relu",
)
TASKS = (COFFEE, REGRESSION, SOFTMAX, NETWORK)

# One thing grows, the others stay.
BY_ROWS = [replace(COFFEE, rows=rows) for rows in (2_000, 20_000, 200_000)]
BY_BATCH = [replace(COFFEE, batch=batch) for batch in (8, 32, 128, 512, 2_048)]
BY_WIDTH = [
    replace(NETWORK, rows=6_400, widths=(784, width, 10)) for width in (8, 128, 2_048)
]


def data(task):
    """Return the inputs ``(rows, features)`` and labels ``(rows,)``, in float32."""
    import numpy as np

    rng = np.random.default_rng(0)
    if task.data == "coffee":
        from firstneuron.datasets import make_coffee

        x, y = make_coffee(task.rows)
        x = (x - x.mean(axis=0)) / x.std(axis=0)
    elif task.data == "houses":
        from firstneuron.datasets import load_california_housing

        # All columns are numbers but the last, and the one before it is the label.
        houses = load_california_housing().complete().rows(slice(task.rows))
        table = houses.matrix(*list(houses)[:-1])
        table = (table - table.mean(axis=0)) / table.std(axis=0)
        x, y = table[:, :-1], table[:, -1]
    else:
        # The shape of MNIST, at random: there is nothing to learn, but the work is
        # the same.
        x = rng.random((task.rows, task.widths[0]), dtype=np.float32)
        y = rng.integers(task.widths[-1], size=task.rows)
    return x.astype(np.float32, copy=False), y.astype(_label_type(task), copy=False)


def _label_type(task):
    return "int64" if task.loss == "classes" else "float32"
