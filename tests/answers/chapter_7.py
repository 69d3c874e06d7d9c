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
def three_steps_with_momentum(w_1, w_2, w_3, plain_3):
    # Without a speed: each step is half of the last one, and a tenth of the slope.
    found = [4.0, 4.0]
    for _ in range(3):
        found.append(found[-1] + 0.5 * (found[-1] - found[-2]) - 0.2 * found[-1])
    assert [w_1, w_2, w_3] == pytest.approx(found[2:])
    assert plain_3 == pytest.approx(4 * (1 - 0.2) ** 3)


@answers("7.3")
def deal_the_cards(batches):
    for n, size in ((76, 10), (12, 4), (5, 8), (3, 1)):
        dealt = list(batches(n, size, np.random.default_rng(1)))
        sizes = [len(rows) for rows in dealt]
        assert sizes == [min(size, n - start) for start in range(0, n, size)]
        assert sorted(np.concatenate(dealt).tolist()) == list(range(n))
    one, again, other = (
        np.concatenate(list(batches(76, 10, np.random.default_rng(seed))))
        for seed in (1, 1, 2)
    )
    assert (one == again).all()
    assert (one != other).any()
    assert (one != np.arange(76)).any()


@answers("7.4")
def choose_a_learning_rate(best_rate):
    rng = np.random.default_rng(6)
    x = rng.uniform(-2, 2, 200)
    y = 1.5 * x + 0.5 + rng.normal(0, 0.5, 200)
    losses = {}
    for rate in [0.0001, 0.001, 0.01, 0.1, 1.0, 10.0]:
        w, b = 0.0, 0.0
        with np.errstate(all="ignore"):
            for start in 5 * list(range(0, 128, 32)):
                rows = slice(start, start + 32)
                error = w * x[rows] + b - y[rows]
                w -= rate * 2 * np.mean(error * x[rows])
                b -= rate * 2 * np.mean(error)
            losses[rate] = np.mean((w * x[128:160] + b - y[128:160]) ** 2)
    assert best_rate == min(losses, key=losses.get)


@answers("7.5")
def five_patients(a, b, c, d, e):
    assert [a, b, c, d, e] == [
        "overfitting",
        "too large",
        "diverging",
        "unshuffled",
        "too small",
    ]


@answers("7.6")
def find_the_bug(train_line):
    rng = np.random.default_rng(3)
    x = rng.normal(size=60)
    y = 4 - 3 * x + rng.normal(0, 0.1, 60)
    w, b = train_line(x, y, 10, 60, 0.05, 0)
    assert [w, b] == pytest.approx(np.polyfit(x, y, 1), abs=0.05)
    # Sorted examples tell whether they are still shuffled.
    order = np.argsort(y)
    w, b = train_line(x[order], y[order], 1, 60, 0.05, 1)
    assert [w, b] == pytest.approx([-3, 4], abs=0.2)
    assert train_line(x, y, 7, 2, 0.05, 0) == train_line(x, y, 7, 2, 0.05, 0)
    assert train_line(x, y, 7, 2, 0.05, 0) != train_line(x, y, 7, 2, 0.05, 5)


@answers("7.7")
def dollars_instead_of_thousands(sgd_times, adam_times):
    # SGD's step is the slope, times the rate; Adam's first one is the rate.
    assert sgd_times == pytest.approx(1000, rel=1e-3)
    assert adam_times == pytest.approx(1, rel=1e-3)


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


@answers("7.8")
def what_helped_on_the_titanic(base, with_age, with_fare, held_out_loss):
    rows = datasets.load_titanic()
    age = np.nan_to_num(rows["Age"], nan=np.nanmedian(rows["Age"]))
    two = [rows["Pclass"], rows["Sex"] == "female"]
    exact, exact_age, exact_fare = (
        np.mean([titanic_loss([*two, *more], seed) for seed in range(20)])
        for more in ([], [age], [rows["Fare"]])
    )
    # Other splits and other ways to train give numbers a little apart.
    assert base == pytest.approx(exact, abs=0.02)
    assert with_age - base == pytest.approx(exact_age - exact, abs=0.008)
    assert with_fare - base == pytest.approx(exact_fare - exact, abs=0.008)
    assert with_age < base
    one, other = (held_out_loss(two, seed) for seed in (0, 1))
    assert one != other
    assert [one, other] == pytest.approx(
        [titanic_loss(two, seed) for seed in (0, 1)], abs=0.2
    )
