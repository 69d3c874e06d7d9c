"""Answers to chapter 7's exercises."""

import functools
import math

import numpy as np

from firstneuron import datasets

# 7.3


def sliced(n, size, rng):
    order = rng.permutation(n)
    return [order[start : start + size] for start in range(0, n, size)]


def yielded(count, batch, generator):
    rows = np.arange(count)
    generator.shuffle(rows)
    while len(rows):
        yield rows[:batch].tolist()
        rows = rows[batch:]


def split(n, size, rng):
    return np.array_split(rng.permutation(n), range(size, n, size))


def popped(n, size, rng):
    left = [int(one) for one in rng.choice(n, n, replace=False)]
    found = []
    while left:
        found.append(tuple(left.pop() for _ in range(min(size, len(left)))))
    return tuple(found)


def last_one_dropped(n, size, rng):
    order = rng.permutation(n)
    return [order[size * k : size * k + size] for k in range(n // size)]


def filled_up(n, size, rng):
    order = np.concatenate([rng.permutation(n), rng.permutation(n), np.arange(size)])
    return [order[start : start + size] for start in range(0, n, size)]


def as_many_as_size(n, size, rng):
    return np.array_split(rng.permutation(n), size)


def first_one_only(n, size, rng):
    order = rng.permutation(n)
    for start in range(0, n, size):
        return [order[start : start + size]]
    return None


def empty_at_the_end(n, size, rng):
    order = rng.permutation(n)
    return [order[start : start + size] for start in range(0, n + 1, size)]


def evenly(n, size, rng):
    return np.array_split(rng.permutation(n), math.ceil(n / size))


def sizes_alone(n, size, rng):
    return [len(rows) for rows in sliced(n, size, rng)]


def shuffled_after_the_cut(n, size, rng):
    return [rng.permutation(rows) for rows in in_order(n, size, rng)]


def batches_shuffled(n, size, rng):
    found = in_order(n, size, rng)
    return [found[k] for k in rng.permutation(len(found))]


def from_one(n, size, rng):
    return [rows + 1 for rows in sliced(n, size, rng)]


def with_replacement(n, size, rng):
    return [rng.integers(0, n, len(rows)) for rows in sliced(n, size, rng)]


def in_order(n, size, rng):
    return [np.arange(n)[start : start + size] for start in range(0, n, size)]


def with_chance_of_its_own(n, size, rng):
    return sliced(n, size, np.random.default_rng())


def with_a_seed_of_its_own(n, size, rng):
    return sliced(n, size, np.random.default_rng(0))


def not_dealt(n, size, rng):
    return rng.permutation(n)


# 7.6


def train_line(x, y, size, epochs, rate, seed, order_of=None):
    rng = np.random.default_rng(seed)
    order_of = order_of or rng.permutation
    w, b = 0.0, 0.0
    for _ in range(epochs):
        order = order_of(len(x))
        for start in range(0, len(x), size):
            rows = order[start : start + size]
            error = w * x[rows] + b - y[rows]
            w = w - rate * 2 * np.mean(error * x[rows])
            b = b - rate * 2 * np.mean(error)
    return w, b


def as_a_table(x, y, size, epochs, rate, seed):
    rng = np.random.default_rng(seed)
    table = np.column_stack([x, y])
    line = np.zeros(2)
    for _ in range(epochs):
        rng.shuffle(table)
        for start in range(0, len(table), size):
            one, label = table[start : start + size].T
            error = line[0] * one + line[1] - label
            line -= rate * 2 * np.array([np.mean(error * one), np.mean(error)])
    return line


def twice_the_same_seed(x, y, size, epochs, rate, seed):
    w = b = np.float32(0)
    for epoch in range(epochs):
        x = np.random.default_rng([seed, epoch]).permutation(x)
        y = np.random.default_rng([seed, epoch]).permutation(y)
        for start in range(0, len(x), size):
            one, label = x[start : start + size], y[start : start + size]
            error = label - w * one - b
            w, b = w + rate * 2 * np.mean(error * one), b + rate * 2 * np.mean(error)
    return [float(w), float(b)]


def shuffled_apart(x, y, size, epochs, rate, seed):
    rng = np.random.default_rng(seed)
    w, b = 0.0, 0.0
    for _ in range(epochs):
        x, y = rng.permutation(x), rng.permutation(y)
        for start in range(0, len(x), size):
            x_batch, y_batch = x[start : start + size], y[start : start + size]
            error = w * x_batch + b - y_batch
            w = w - rate * 2 * np.mean(error * x_batch)
            b = b - rate * 2 * np.mean(error)
    return w, b


def only_x_shuffled(x, y, *rest):
    seed = rest[-1]
    return train_line(np.random.default_rng(seed).permutation(x), y, *rest)


def unshuffled(*given):
    return train_line(*given, order_of=np.arange)


def seed_forgotten(*given):
    return train_line(*given[:-1], None)


def full_batches_only(x, y, size, *rest):
    kept = len(x) // size * size
    return train_line(x[:kept], y[:kept], size, *rest)


def drawn_with_replacement(x, y, size, epochs, rate, seed):
    rng = np.random.default_rng(seed)
    return train_line(
        *(x, y, size, epochs, rate, seed),
        order_of=lambda n: rng.integers(0, n, n),
    )


def half_steps(x, y, size, epochs, rate, seed):
    return train_line(x, y, size, epochs, rate / 2, seed)


def upside_down(*given):
    return [-one for one in train_line(*given)]


def one_epoch(x, y, size, epochs, rate, seed):
    return train_line(x, y, size, 1, rate, seed)


# 7.8

TITANIC = datasets.load_titanic()
SURVIVED = TITANIC["Survived"]
AGE = np.nan_to_num(TITANIC["Age"], nan=np.nanmedian(TITANIC["Age"]))
TWO = [TITANIC["Pclass"], TITANIC["Sex"] == "female"]


def fitted(x, y):
    """Return the weights with the lowest log loss, by Newton's method."""
    w = np.zeros(x.shape[1])
    for _ in range(8):
        p = 1 / (1 + np.exp(-x @ w))
        bowl = (x * (p * (1 - p))[:, None]).T @ x
        w += np.linalg.solve(bowl, x.T @ (y - p))
    return w


def log_loss(x, y, w):
    p = 1 / (1 + np.exp(-x @ w))
    return -np.mean(np.where(y == 1, np.log(p), np.log(1 - p)))


def exact(columns, seed, measured_on=slice(178), used=slice(178, None), order=None):
    x = np.column_stack([*columns, np.ones(891)]).astype(float)
    if order is None:
        order = np.random.default_rng(seed).permutation(891)
    w = fitted(x[order[used]], SURVIVED[order[used]])
    return log_loss(x[order[measured_on]], SURVIVED[order[measured_on]], w)


def stepped(columns, seed):
    """Return a held-out loss by gradient descent in NumPy, of another split."""
    x = np.array(columns, dtype=float).T
    left_out = np.zeros(891, dtype=bool)
    left_out[np.random.default_rng(seed + 1000).choice(891, 178, replace=False)] = True
    x = (x - x[~left_out].mean(axis=0)) / x[~left_out].std(axis=0)
    x = np.column_stack([x, np.ones(891)])
    w = np.zeros(x.shape[1])
    for _ in range(150):
        p = 1 / (1 + np.exp(-x[~left_out] @ w))
        w = w - x[~left_out].T @ (p - SURVIVED[~left_out]) / 713
    return np.array([log_loss(x[left_out], SURVIVED[left_out], w)], dtype=np.float32)


def on_the_used(columns, seed):
    return exact(columns, seed, measured_on=slice(178, None))


def trained_on_all(columns, seed):
    return exact(columns, seed, used=slice(None))


def seed_ignored(columns, seed):
    return exact(columns, 0)


def not_shuffled(columns, seed):
    return exact(columns, seed, order=np.arange(891))


def two_parts_swapped(columns, seed):
    return exact(columns, seed, measured_on=slice(178, None), used=slice(178))


def other_split(columns, seed):
    """Put the last ones of another shuffle aside."""
    order = np.random.RandomState(seed).permutation(891)
    return exact(
        columns, seed, measured_on=slice(-178, None), used=slice(-178), order=order
    )


def tells_two(columns, seed):
    return exact(columns, seed), 0.8


@functools.cache
def means(loss, seeds=range(20)):
    return tuple(
        float(np.mean([loss([*TWO, *more], seed) for seed in seeds]))
        for more in ([], [AGE], [TITANIC["Fare"]])
    )


BASE, WITH_AGE, WITH_FARE = means(exact)
BOTH = [TITANIC["Fare"], AGE]
WITH_BOTH = np.mean([exact([*TWO, *BOTH], seed) for seed in range(20)])

RIGHT = {
    "7.1": [
        (782, 16, 15640),
        (782.0, np.int64(16), 782 * 20),
        (math.ceil(50_000 / 64), 50_000 % 64, [15640]),
        (-(-50_000 // 64), np.array(16.0), np.float32(15640)),
    ],
    "7.2": [
        (3.2, 2.16, 1.208, 2.048),
        (3.2, 2.16, 1.21, 2.05),
        (np.float32(3.2), [2.16], np.array(1.208), 4 * 0.8**3),
    ],
    "7.3": [(sliced,), (yielded,), (split,), (popped,)],
    "7.4": [(0.1,), (np.float32(0.1),), ([0.1],), (1 / 10,)],
    "7.5": [
        ("overfitting", "too large", "diverging", "unshuffled", "too small"),
        (" Overfitting", "TOO LARGE", "Diverging ", "Unshuffled", "Too small"),
        ("over-fitting", "too_large", "diverging.", "un-shuffled", "too  small"),
        tuple(
            np.array(
                ["overfitting", "too large", "diverging", "unshuffled", "too small"]
            )
        ),
    ],
    "7.6": [(train_line,), (as_a_table,), (twice_the_same_seed,)],
    "7.7": [(1000, 1), (999.9999, 1.0000002), (np.float32(1000), [1]), (1e3, 1.0)],
    "7.8": [
        (exact, BASE, WITH_AGE, WITH_FARE),
        (stepped, *means(stepped)),
        (other_split, *means(other_split)),
        (exact, 0.4658, 0.4538, 0.4655),
        (exact, [0.466], np.float32(0.454), np.array(0.465)),
        (exact, *means(exact, range(20, 40))),
    ],
}

WRONG = {
    "7.1": [
        ((781, 64, 15620), "left over"),
        ((781.25, 64, 15625), "quarter"),
        ((15640, 16, 15640), "made in one"),
        ((782, 64, 15640), "full"),
        ((782, 48, 15640), "missing"),
        ((782, 0.25, 15640), "part of a batch"),
        ((782, 16, 15625), "carried"),
        ((782, 16, 15620), "forgotten"),
    ],
    "7.2": [
        ((4.8, 5.76, 6.9, 2.048), "climbs"),
        ((3.6, 3.1, 2.4, 2.916), "Half of the step"),
        ((3.2, 2.56, 2.048, 2.048), "plain"),
        ((3.2, 1.76, -0.03, 2.048), "whole speed"),
        ((3.2, 2.0, 1, 2.048), "where the weight is now"),
        ((3.2, 2.96, 2.4, 2.048), "lost its sign"),
        ((3.2, 2.16, 1.728, 2.048), "plain"),
        ((3.2, 2.16, 0.688, 2.048), "whole speed"),
        ((3.2, 2.16, 1.328, 2.048), "last one"),
        ((3.2, 2.16, 1.208, 1.6), "equally long"),
        ((3.2, 2.16, 1.208, 2.56), "two steps"),
        ((3.2, 2.16, 1.208, 2.916), "2w"),
    ],
    "7.3": [
        ((last_one_dropped,), "left out"),
        ((filled_up,), "filled up"),
        ((as_many_as_size,), "not the number of batches"),
        ((evenly,), "evenly"),
        ((sizes_alone,), "sizes of the batches"),
        ((shuffled_after_the_cut,), "Neighbours"),
        ((batches_shuffled,), "instead of rows"),
        ((first_one_only,), "inside the loop"),
        ((empty_at_the_end,), "empty"),
        ((from_one,), "begin at 0"),
        ((with_replacement,), "twice"),
        ((in_order,), "old order"),
        ((with_chance_of_its_own,), "handed over"),
        ((with_a_seed_of_its_own,), "Another generator"),
        ((not_dealt,), "no batches yet"),
        ((lambda n, size, rng: print(end=""),), "A list of batches"),
    ],
    "7.4": [
        ((0.01,), "more than 5 epochs"),
        ((1.0,), "No error was raised"),
        ((10,), "becomes infinite"),
        ((0.001,), "hardly left"),
        ((0.0001,), "creeps"),
        ((0.268,), "smallest loss"),
    ],
    "7.5": [
        (("unshuffled", *"bcde"), "since when"),
        (("diverging", *"bcde"), "other one"),
        (("overfitting", "diverging", *"cde"), "settle"),
        (("overfitting", "too small", *"cde"), "steps are long"),
        (("overfitting", "unshuffled", *"cde"), "together"),
        (("overfitting", "too large", "too large", *"de"), "without end"),
        (("overfitting", "too large", "overfitting", *"de"), "solid line"),
        (("overfitting", "too large", "diverging", "overfitting", "e"), "at once"),
        (("overfitting", "too large", "diverging", "too large", "e"), "level"),
        ((*RIGHT["7.5"][0][:4], "overfitting"), "does not turn"),
        ((*RIGHT["7.5"][0][:4], "unshuffled"), "plain"),
    ],
    "7.6": [
        ((shuffled_apart,), "shuffled apart"),
        ((only_x_shuffled,), "shuffled apart"),
        ((unshuffled,), "every seed"),
        ((seed_forgotten,), "two lines"),
        ((lambda *given: train_line(*given)[::-1],), "swapped"),
        ((upside_down,), "upside down"),
        ((full_batches_only,), "left out"),
        ((half_steps,), "has a 2"),
    ],
    "7.7": [
        ((1, 1), "slope"),
        ((1e6, 1), "the loss"),
        ((0.001, 1), "other way round"),
        ((1000, 1000), "typical size"),
        ((1000, 0.001), "quotient"),
        ((1000, 31.6), "root"),
    ],
    "7.8": [
        ((exact, 20 * BASE, 20 * WITH_AGE, 20 * WITH_FARE), "sum"),
        ((exact, 0.787, 0.79, 0.786), "accuracy"),
        ((exact, 0.556, 0.554, 0.549), "not learned enough"),
        ((exact, 0.693, 0.693, 0.693), "next to nothing"),
        ((exact, BASE, 0.664, 0.63), "next to nothing"),
        ((exact, BASE, float("nan"), WITH_FARE), "replaced"),
        ((exact, [BASE] * 20, WITH_AGE, WITH_FARE), "One number"),
        ((exact, BASE, WITH_FARE, WITH_AGE), "swapped"),
        ((exact, BASE, BASE, WITH_FARE), "The age should"),
        ((exact, BASE, WITH_AGE, WITH_BOTH), "without the age"),
        ((on_the_used, *means(on_the_used)), "trained on"),
        ((trained_on_all, BASE, WITH_AGE, WITH_FARE), "trained on"),
        ((seed_ignored, *means(seed_ignored)), "one split"),
        ((not_shuffled, *means(not_shuffled)), "one split"),
        ((two_parts_swapped, *means(two_parts_swapped)), "how many train"),
        ((tells_two, BASE, WITH_AGE, WITH_FARE), "should return one"),
    ],
}

UNKNOWN = {
    "7.1": [(782, 16, 782), (800, 16, 16000), (782, "16 pictures", 15640)],
    "7.2": [(3.2, 2.16, 1.208, 4), (3, 2, 1, 2), (3.2, 2.16, 1.5, 2.048)],
    "7.3": [
        (lambda n, size, rng: [rows * 2 for rows in sliced(n, size, rng)],),
        (lambda n, size, rng: np.arange(n),),
        ([[0, 1], [2]],),
    ],
    "7.4": [(0.03,), (1e-5,), ("one tenth",)],
    "7.5": [
        ("right", "too large", "diverging", "unshuffled", "too small"),
        ("overfitting", "too large", "diverging", "too small", "unshuffled"),
    ],
    "7.6": [
        (one_epoch,),
        (drawn_with_replacement,),
        (lambda *given: (0.0, 4.0),),
        (lambda *given: -3.0,),
    ],
    "7.7": [(100, 1), (999, 1), (1000, 10), (1000, 0)],
    "7.8": [
        (lambda columns, seed: 0.47, BASE, WITH_AGE, WITH_FARE),
        (exact, 0.4, 0.39, 0.4),
        (0.47, BASE, WITH_AGE, WITH_FARE),
    ],
}
