"""Answers to chapter 9's exercises."""

import math

import numpy as np


def softmax(z):
    powers = np.exp(z - z.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


# 9.2


def by_one_hot(scores, y):
    labels = np.eye(scores.shape[1])[y]
    return (softmax(scores) - labels) / len(y)


def by_index(table, classes):
    shares = softmax(table)
    shares[np.arange(len(classes)), classes] -= 1
    return shares / len(classes)


def by_loops(scores, y):
    found = []
    for row, true in zip(scores, y, strict=True):
        powers = [math.exp(z) for z in row]
        found.append([p / sum(powers) / len(y) for p in powers])
        found[-1][true] -= 1 / len(y)
    return found


def by_comparison(scores, y):
    powers = np.exp(scores.astype("float32"))
    shares = powers / powers.sum(axis=1)[:, None]
    return np.mean([shares - (np.arange(scores.shape[1]) == y[:, None])], 0) / y.size


def with_shares(shares, factor=1):
    def found(scores, y):
        return factor * (shares(scores) - np.eye(scores.shape[1])[y]) / len(y)

    return found


def times(factor):
    return lambda scores, y: factor(scores) * by_one_hot(scores, y)


def whole_columns(scores, y):
    shares = softmax(scores)
    shares[:, y] -= 1
    return shares / len(y)


def down_the_columns(scores):
    powers = np.exp(scores)
    return powers / powers.sum(axis=0)


def whole_table(scores):
    powers = np.exp(scores)
    return powers / powers.sum()


def averaged(scores, y):
    return np.mean(softmax(scores) - np.eye(scores.shape[1])[y], axis=0)


def changes_the_table(scores, y):
    scores -= scores.max(axis=1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=1, keepdims=True)
    scores[np.arange(len(y)), y] -= 1
    scores /= len(y)
    return scores


def changes_it_a_little(scores, y):
    scores -= scores.max(axis=1, keepdims=True)
    return by_one_hot(scores, y)


def only_the_true_class(scores, y):
    labels = np.eye(scores.shape[1])[y]
    return labels * by_one_hot(scores, y)


# 9.3


def mended(scores, y):
    highest = scores.max(axis=-1, keepdims=True)
    powers = np.exp(scores - highest)
    shares = powers / powers.sum(axis=-1, keepdims=True)
    return -np.mean(np.log(shares[np.arange(len(y)), y]))


def mended_by_turning(scores, y):
    powers = np.exp(scores - scores.max())
    shares = (powers.T / powers.sum(axis=-1)).T
    return [np.mean([-np.log(shares[i, true]) for i, true in enumerate(y)])]


def mended_without_shares(scores, y):
    found = np.log(np.exp(scores).sum(axis=1)) - scores[range(len(y)), y]
    return np.float32(found.mean())


def mended_by_rows(scores, y):
    total = 0
    for row, true in zip(scores.tolist(), y.tolist(), strict=True):
        total -= math.log(math.exp(row[true]) / sum(math.exp(z) for z in row))
    return total / len(y)


def planted(scores, y, axis=-1, mean=np.mean):
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares = powers / powers.sum(axis=axis)
    return -mean(np.log(shares[np.arange(len(y)), y]))


def true_shares(scores, y):
    return softmax(scores)[np.arange(len(y)), y]


RIGHT = {
    "9.1": [
        ([1 / 3, 1 / 2, 1 / 6], [1 / 3, 1 / 2, -5 / 6], math.log(10)),
        ((0.333, 0.5, 0.167), (0.333, 0.5, -0.833), 2.303),
        (np.array([[0.33], [0.5], [0.17]]), [0.33, 0.5, -0.83], 2.3),
        (
            softmax(np.log([2, 3, 1])).astype(np.float32),
            softmax(np.log([2, 3, 1])) - [0, 0, 1],
            np.array([2.3026]),
        ),
    ],
    "9.2": [(by_one_hot,), (by_index,), (by_loops,), (by_comparison,)],
    "9.3": [
        (mended,),
        (mended_by_turning,),
        (mended_without_shares,),
        (mended_by_rows,),
    ],
    "9.4": [
        (26 / 28, 21 / 22, 52 / 54),
        (0.93, 0.95, 0.96),
        (np.float32(0.929), [0.955], np.array([0.963])),
        ("0.929", "0.9545", "0.963"),
        (0.929, 0.955, 0.964),  # from a rounded recall
    ],
    "9.5": [
        (156 / 297, 0.8946),
        (0.53, 0.89),
        (np.float32(0.525), np.array([0.895])),
        ([0.5253], 0.894),
    ],
    "9.6": [(292 / 297,), (0.983,), (np.array([0.9832]),), ([np.float32(0.98316)],)],
    "9.7": [
        (0.5733333, 0.48),
        (0.57, 0.48),
        (np.array([0.61]), np.float32(0.48)),
        ([0.5467], [0.48]),
        (0.62, 0.4800001),
    ],
}

LOGS = np.log([2, 3, 1])
SHARES, SLOPES, LOSS = RIGHT["9.1"][0]

WRONG = {
    "9.1": [
        ((LOGS / LOGS.sum(), SLOPES, LOSS), "powers first"),
        (([2, 3, 1], SLOPES, LOSS), "sum to 1"),
        ((LOGS, SLOPES, LOSS), "the scores"),
        (([1 / 2, 1 / 3, 1 / 6], SLOPES, LOSS), "order"),
        ((SHARES, [1 / 3, 1 / 2, 5 / 6], LOSS), "One sign"),
        (([0.4, 0.6, 0], SLOPES, LOSS), "power of 0"),
        (([1 / 3] * 3, SLOPES, LOSS), "equal"),
        (([33.3, 50, 16.7], SLOPES, LOSS), "percent"),
        ((softmax(np.array([2.0, 3.0, 1.0])), SLOPES, LOSS), "the powers"),
        (([2 / 3, 3 / 4, 1 / 2], SLOPES, LOSS), "sigmoids"),
        ((SHARES, [-1 / 3, -1 / 2, 5 / 6], LOSS), "Label minus share"),
        ((SHARES, [-2 / 3, 1 / 2, 1 / 6], LOSS), "first class"),
        ((SHARES, [1 / 3, -1 / 2, 1 / 6], LOSS), "second class"),
        ((SHARES, [0, 0, -6], LOSS), "respect to the shares"),
        ((SHARES, [0, 0, -5 / 6], LOSS), "other scores"),
        ((SHARES, SHARES, LOSS), "still missing"),
        ((SHARES, [1 / 9, 1 / 6, -5 / 18], LOSS), "number of classes"),
        ((SHARES, SLOPES, -LOSS), "never below 0"),
        ((SHARES, SLOPES, 1), "base 10"),
        ((SHARES, SLOPES, 3.32), "base 2"),
        ((SHARES, SLOPES, 23.026), "there is one"),
        ((SHARES, SLOPES, 0.23), "a tenth"),
        ((SHARES, SLOPES, 0.1), "the share"),
        ((SHARES, SLOPES, 0.9), "1 minus"),
        ((SHARES, SLOPES, 1.0986), "three classes"),
        ((SHARES, SLOPES, 1.792), "three shares above"),
        ((SHARES, SLOPES, 0.105), "share of 0.9"),
    ],
    "9.2": [
        ((times(len),), "by itself"),
        ((times(lambda scores: -1),), "share minus label"),
        ((times(lambda scores: -len(scores)),), "and of each example"),
        ((times(lambda scores: len(scores) / scores.shape[1]),), "number of classes"),
        ((times(lambda scores: 1 / scores.shape[1]),), "number of entries"),
        ((with_shares(lambda scores: scores),), "Scores minus labels"),
        (
            (lambda scores, y: scores - np.eye(scores.shape[1])[y],),
            "Scores minus labels",
        ),
        ((with_shares(down_the_columns),), "down the columns"),
        (
            (lambda scores, y: (softmax(scores) - y[:, None]) / len(y),),
            "class number itself",
        ),
        ((with_shares(whole_table),), "whole table"),
        ((whole_columns,), "whole columns"),
        ((with_shares(lambda scores: 1 / (1 + np.exp(-scores))),), "sigmoids"),
        ((lambda scores, y: softmax(scores) / len(y),), "Where are the labels"),
        ((lambda scores, y: softmax(scores),), "Where are the labels"),
        ((averaged,), "a table"),
        ((changes_the_table,), "has changed"),
        ((changes_it_a_little,), "has changed"),
    ],
    "9.3": [
        ((planted,), "sums of the rows"),
        ((lambda scores, y: planted(scores, y, axis=0),), "over the fruit"),
        ((lambda scores, y: planted(scores, y, axis=None),), "whole table"),
        ((lambda scores, y: mended(scores, y) * len(y),), "sum of the surprises"),
        ((lambda scores, y: -mended(scores, y),), "not below 0"),
        (
            (lambda scores, y: mended(scores, y) * len(y) / scores.size,),
            "every class of every fruit",
        ),
        ((lambda scores, y: -np.mean(np.log(softmax(scores))),), "all classes"),
        ((lambda scores, y: -np.log(true_shares(scores, y).mean()),), "of the mean"),
        ((lambda scores, y: -np.log(true_shares(scores, y)),), "Their mean"),
    ],
    "9.4": [
        ((1, 0.955, 0.963), "Column 6"),
        ((0.071, 0.955, 0.963), "missed"),
        ((26 / 297, 0.955, 0.963), "all pictures"),
        ((27 / 28, 0.955, 0.963), "overlooked"),
        ((26 / 27, 0.955, 0.963), "overlooked"),
        ((26, 21, 0.963), "Of how many?"),
        ((92.9, 95.5, 96.3), "percent"),
        ((26 / 28, 1, 0.963), "Row 0"),
        ((26 / 28, 1 / 22, 0.963), "wrong"),
        ((26 / 28, 21 / 297, 0.963), "all pictures"),
        ((26 / 28, 21, 0.963), "called 0"),
        ((26 / 28, 95.5, 96.3), "percent"),
        ((26 / 28, 21 / 22, 27 / 28), "half-way"),
        ((26 / 28, 21 / 22, 0.941), "column 6"),
        ((26 / 28, 21 / 22, 0.481), "Half of it"),
        ((26 / 28, 21 / 22, 26 / 28), "the recall"),
        ((26 / 28, 21 / 22, 52 / 28), "twice the product"),
        ((26 / 28, 21 / 22, 96.3), "percent"),
    ],
    "9.5": [
        ((290 / 297, 0.984), "before the shift"),
        ((141 / 297, 0.895), "part that is wrong"),
        ((0.895, 0.895), "how sure"),
        ((52.5, 89.5), "percent"),
        ((156, 0.895), "number of pictures"),
        ((0.0707, 0.895), "axis=1"),
        ((156 / 297, 0.984), "before the shift"),
        ((156 / 297, 0.9893), "from 0 to 16"),
        ((156 / 297, 0.1), "a tenth"),
        ((156 / 297, 0.9447), "that are right"),
        ((156 / 297, 0.5186), "true class"),
        ((156 / 297, 1.0), "one largest"),
        ((156 / 297, 89.5), "percent"),
        ((156 / 297, 156 / 297), "the accuracy"),
        ((156 / 297, 0.98081574), "median"),
    ],
    "9.6": [
        ((291 / 297,), "best one"),
        ((0.98,), "three digits"),
        ((0.9771,), "five accuracies"),
        ((290 / 297,), "seed 0"),
        ((289 / 297,), "a vote"),
        ((0.98018,), "how sure"),
        ((5 / 297,), "wrong"),
        ((292,), "number of pictures"),
        ((98.316,), "percent"),
    ],
    "9.7": [
        (([0.6, 0.5], 0.48), "One number"),
        ((0.48, 0.57), "most frequent shelf"),
        ((0.712, 0.48), "Too good"),
        ((0.13, 0.11), "standard deviation"),
        ((57.3, 48), "percent"),
        ((8.6, 7.2), "number of cereals"),
        ((None, 0.48), "One number"),
        ((0.35, 0.48), "Another number"),
        ((0.57, 0.4712), "training cereals"),
        ((0.57, 35 / 74), "in all cereals"),
        ((0.57, 0.5033), "where one may look"),
        ((0.57, 0.3333), "blind guessing"),
        ((0.57, 0.29), "shelf 1"),
        ((0.57, 0.23), "shelf 2"),
        ((0.57, 48), "percent"),
        ((0.57, 0.57), "no model"),
        ((0.57, 0.52), "part that is wrong"),
    ],
}

UNKNOWN = {
    "9.1": [
        ([0.3, 0.5, 0.2], SLOPES, LOSS),
        (SHARES, [0.5, 0.5, -1], LOSS),
        (SHARES, SLOPES, 2),
        (SHARES, None, LOSS),
    ],
    "9.2": [
        (only_the_true_class,),
        (lambda scores, y: by_one_hot(scores, y).T,),
        (lambda scores, y: y,),
        (0.5,),
    ],
    "9.3": [(lambda scores, y: 1.0,), (lambda scores: 0.867,), (0.867,)],
    "9.4": [(0.9, 0.9, 0.9), (26 / 28, 21 / 22, 0.98), ("a lot", 0.95, 0.96)],
    "9.5": [(0.5, 0.9), (0.51, 0.89), (156 / 297, 0.91), (0.545, 0.889)],
    "9.6": [(0.99,), (0.9798 + 0.0017,), (1.0,), (None,)],
    "9.7": [(0.57, 0.5), (float("nan"), 0.48), (0.95, 0.48), (0.57, 0.47)],
}
