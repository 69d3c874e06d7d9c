"""The checks of chapter 7's exercises."""

import numpy as np
import pytest

from answers.common import answers
from firstneuron import datasets


@answers("7.1")
def count_the_steps(per_epoch, last_batch, all_steps):
    batches = [min(64, 50_000 - start) for start in range(0, 50_000, 64)]
    assert per_epoch == len(batches)
    assert last_batch == batches[-1]
    assert all_steps == 20 * len(batches)


@answers("7.2")
def choose_a_learning_rate(x_line, y_line, candidates, best_rate):
    x, y, losses = x_line, y_line, {}
    for rate in candidates:
        w, b = 0.0, 0.0
        with np.errstate(all="ignore"):
            for start in 5 * list(range(0, 128, 32)):
                rows = slice(start, start + 32)
                error = w * x[rows] + b - y[rows]
                w -= rate * 2 * np.mean(error * x[rows])
                b -= rate * 2 * np.mean(error)
            losses[rate] = np.mean((w * x[128:160] + b - y[128:160]) ** 2)
    assert best_rate == min(losses, key=losses.get)


def titanic_loss(columns, seed):
    """Return the log loss of 178 held-out passengers, fitted by Newton's method."""
    x = np.column_stack([*columns, np.ones(891)]).astype(float)
    y = datasets.load_titanic()["Survived"]
    order = np.random.default_rng(seed).permutation(891)
    held_out, used, w = order[:178], order[178:], np.zeros(x.shape[1])
    for _ in range(12):
        p = 1 / (1 + np.exp(-x[used] @ w))
        bowl = (x[used] * (p * (1 - p))[:, None]).T @ x[used]
        w += np.linalg.solve(bowl, x[used].T @ (y[used] - p))
    p = 1 / (1 + np.exp(-x[held_out] @ w))
    return -np.mean(np.where(y[held_out] == 1, np.log(p), np.log(1 - p)))


@answers("7.3")
def what_helped_on_the_titanic(base, with_age, with_fare, held_out_loss):
    rows = datasets.load_titanic()
    age = np.nan_to_num(rows["Age"], nan=np.nanmedian(rows["Age"]))
    two = [rows["Pclass"], rows["Sex"] == "female"]
    base, with_age, with_fare = (
        np.mean([titanic_loss([*two, *more], seed) for seed in range(20)])
        for more in ([], [age], [rows["Fare"]])
    )
    # Other splits and other ways to train give numbers a little apart.
    assert base == pytest.approx(base, abs=0.02)
    assert with_age - base == pytest.approx(with_age - base, abs=0.008)
    assert with_fare - base == pytest.approx(with_fare - base, abs=0.008)
    assert with_age < base
    one, other = (held_out_loss(two, seed) for seed in (0, 1))
    assert one != other
    assert [one, other] == pytest.approx(
        [titanic_loss(two, s) for s in (0, 1)], abs=0.2
    )
