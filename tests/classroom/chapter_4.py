"""Answers to chapter 4's exercises."""

import math

import numpy as np

SHARE = 342 / 891


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def relu(z):
    return np.maximum(z, 0)


def looped(z):
    return [[math.tanh(x) for x in row] for row in np.atleast_2d(z)]


def one_by_one(x):
    found = np.zeros(len(x), np.float32)
    for i in range(len(x)):
        found[i] = max(x[i], 0) + max(-x[i], 0)
    return found


def counted(y, p, cut):
    found = wrong = 0
    for label, probability in zip(y, p, strict=True):
        if probability > cut:
            found += label == 1
            wrong += label == 0
    return [found, wrong]


def cross_table(y, p, cut):
    said = np.where(p > cut, 1, 0)
    return np.array([y @ said, (1 - y) @ said], dtype=np.float32)


def picked(y, p, cut):
    chosen = y[p > cut]
    return int(chosen.sum()), len(chosen) - int(chosen.sum())


def loss(p, log=np.log):
    survived = np.repeat([1.0, 0.0], [342, 549])
    return -np.mean(survived * log(p) + (1 - survived) * log(1 - p))


RIGHT = {
    "4.1": [
        (1.0, 1.0, sigmoid(1.0), np.exp(1)),
        (1, 1, 0.73, 2.7),
        ([1.0], np.array([[1]]), np.float32(0.731), 0.731 / 0.269),
        (np.int64(1), np.float32(1), 0.7311, "2.718"),
    ],
    "4.2": [
        (lambda x: relu(x) + relu(-x),),
        (lambda x: max(x, 0) + max(-x, 0),),
        (one_by_one,),
        (lambda x: [max(v, 0) - min(v, 0) for v in x],),
        (lambda z: np.float32(2 * relu(z) - z),),
        (lambda x: relu(x)[:, None] + relu(-x)[:, None],),
    ],
    "4.3": [
        ([1, 3, 6], [3, -4, 2]),
        ((1.0, 3.0, 6.0), np.array([[3], [-4], [2]])),
        (np.array([6, 1, 3]), [2, 3, -4]),
        (np.float32([1, 3, 6]), (3.0, -4.0, 1.99)),
    ],
    "4.4": [
        ([0, 1, 1, 0], [2, 1, 1, 0]),
        (np.array([[0.0], [1], [1], [0]]), (2, 1, 1, 0)),
        (np.array([False, True, True, False]), np.float32([2, 1, 1, 0])),
    ],
    "4.5": [
        (lambda z: 2 * sigmoid(2 * z) - 1,),
        (lambda z: 1 - 2 * sigmoid(-2 * np.float32(z)),),
        (looped,),
        (lambda z: sigmoid(2 * z) - sigmoid(-2 * z),),
        (lambda z: 2 / (1 + math.exp(-2 * z)) - 1,),
        (np.tanh,),
    ],
    "4.6": [
        (0.38, loss(0.38)),
        (np.float64(SHARE), 0.666),
        ([0.38], 0.67),
        (np.float32(0.384), np.array(loss(SHARE))),
    ],
    "4.7": [
        (lambda model, X: model.predict(X)[:, 0] > 0.5,),
        (lambda model, X: model.predict(X, verbose=0) > 0.5,),
        (lambda model, X: [bool(row[0] > 0.5) for row in model.predict(X)],),
        (lambda model, X: model(X).ravel().round().astype(int),),
        (lambda m, rows: sigmoid(m.predict(rows)[:, 0]) > sigmoid(0.5),),
    ],
    "4.8": [
        (counted,),
        (cross_table,),
        (picked,),
        (lambda y, p, cut: (((p > cut) * y).sum(), ((p > cut) * (y == 0)).sum()),),
    ],
    "4.9": [
        (0.725, 0.725),
        (np.float32(0.725), 29 / 40),
        ([0.73], np.array([0.72])),
        ("0.725", 0.725),
    ],
}

WRONG = {
    "4.1": [
        ((0.5, 0.5, sigmoid(0.5), np.exp(0.5)), "the bias is still to be added"),
        ((3.0, 3.0, sigmoid(3), np.exp(3)), "second weight"),
        ((-2.0, 0, sigmoid(-2), np.exp(-2)), "changed places"),
        ((1, 0, 0.731, 2.718), "which side of 0"),
        ((1, 0.731, 0.731, 2.718), "what the sigmoid answers"),
        ((1, 1, 0.269, 2.718), "probability of no"),
        ((1, 1, 1, 2.718), "the score itself"),
        ((1, 1, 0.5, 1), "the sigmoid of 0"),
        ((1, 1, 73.1, 2.72), "in percent"),
        ((1, 1, 2.718, 2.718), "which is the odds"),
        ((1, 1, 0.731, 0.368), "upside down"),
        ((1, 1, 0.731, 0.731), "This is the probability"),
        ((1, 1, 0.731, 1), "The odds are more"),
    ],
    "4.2": [
        ((relu,), "bring it back"),
        ((lambda x: relu(-x),), "to the left only"),
        ((lambda x: relu(x) - relu(-x),), "x again"),
        ((lambda x: -x,), "Every sign"),
        ((lambda x: relu(x) * relu(-x),), "product is 0"),
        ((lambda x: -(relu(x) + relu(-x)),), "sign is turned"),
        ((lambda x: print(x),), "return"),
    ],
    "4.3": [
        (([0, 6, 3], [3, -4, 2]), "axis of x"),
        (([0, 1, 3, 6], [0, 3, -4, 2]), "begins flat"),
        (([1, 3, 6, 8], [3, -4, 2, 0]), "only ends"),
        (([0, 1, 3, 6, 8], [0, 3, -4, 2, 0]), "begins and where it ends"),
        (([1, 3, 6], [3, -1, 1]), "slopes of the pieces"),
        (([1, 3, 6], [3, 4, 2]), "becomes smaller"),
        (([1, 3, 6], [-3, 4, -2]), "curve turns up"),
        (([1, 3, 6], [0, 6, 3]), "heights at the places"),
        (([1, 3, 6], [6, -3, 2]), "how far they run"),
    ],
    "4.4": [
        (([2, 1, 1, 0], [0, 1, 1, 0]), "without a bend"),
        (([0, -1, -1, -2], [0, -1, -1, -2]), "without the bias"),
        (([0, 1, 1, 1], [1, 1, 1, 1]), "only once"),
        (([0, 1, 1, 2], [0, 1, 1, 2]), "second unit is missing"),
        (([0, 1, 1, 0], [0, 1, 1, 0]), "same as with ReLU"),
        (([0, 1, 1, 0], [-2, 1, 1, 0]), "their product"),
        (([0, 1, 1, 0], [0, -1, -1, -2]), "without the bias"),
        (([0, 1, 1, 0], [1, 1, 1, 1]), "only once"),
    ],
    "4.5": [
        ((lambda z: 2 * sigmoid(z) - 1,), "not quick enough"),
        ((lambda z: 2 * sigmoid(2 * z),), "Lower it"),
        ((lambda z: sigmoid(2 * z) - 1,), "taller"),
        ((lambda z: 2 * (sigmoid(2 * z) - 1),), "is doubled"),
        ((lambda z: 2 * sigmoid(4 * z) - 1,), "too quick"),
        ((lambda z: 2 / (1 + math.exp(-z)) - 1,), "not quick enough"),
        ((lambda z: print(z),), "return"),
    ],
    "4.6": [
        ((0.5, 0.693), "knows nothing"),
        ((0.62, 0.666), "probability of dying"),
        ((37, 0.666), "position"),
        ((0.37, 0.666), "counted from 0"),
        ((0.39, 0.666), "rounded up"),
        ((38, 0.666), "in percent"),
        ((0.01, 1.774), "each survivor"),
        ((0.99, loss(0.99)), "many who died"),
        ((0, 0), "infinite surprise"),
        ((0.38, 0.693), "0.5 for everybody"),
        ((0.38, -0.666), "minus that"),
        ((0.38, 891 * loss(SHARE)), "sum over all"),
        ((0.38, 593.4), "sum over all"),
        ((0.38, loss(0.38, np.log2)), "base 2"),
        ((0.38, loss(0.38, np.log10)), "base 10"),
        ((0.38, 2 * SHARE * (1 - SHARE)), "without logarithms"),
    ],
    "4.7": [
        ((lambda model, X: sigmoid(model.predict(X)[:, 0]) > 0.5,), "yes to everybody"),
        ((lambda model, X: model.predict(X)[:, 0] > 0,), "yes to everybody"),
        ((lambda model, X: sigmoid(model.predict(X)) < 0.5,), "no to everybody"),
        ((lambda model, X: model.predict(X)[:, 0] < 0.5,), "changed places"),
        ((lambda model, X: model.predict(X)[:, 0],), "These are the probabilities"),
        ((lambda model, X: sigmoid(model.predict(X)),), "sigmoid of probabilities"),
        ((lambda model, X: (model.predict(X) > 0.5).sum(),), "how many get a yes"),
    ],
    "4.8": [
        ((lambda *given: counted(*given)[::-1],), "change places"),
        ((lambda y, p, cut: counted(y, p, 0.5),), "no effect"),
        (
            (
                lambda y, p, c: (
                    ((p > c) & (y == 1)).sum(),
                    ((p <= c) & (y == 1)).sum(),
                ),
            ),
            "that were missed",
        ),
        (
            (lambda y, p, c: (((p > c) & (y == 1)).sum(), ((p > c) != y).sum()),),
            "all mistakes",
        ),
        (
            (lambda y, p, c: (sum(p > c), ((p > c) & (y == 0)).sum()),),
            "everybody who gets a yes",
        ),
        (
            (lambda y, p, c: (sum((p > c) == y), sum((p > c) != y)),),
            "how often it is right",
        ),
        (
            (lambda y, p, c: (np.mean((p > c) * y), np.mean((p > c) * (1 - y))),),
            "Count them",
        ),
        (
            (lambda y, p, c: (((p < c) & (y == 1)).sum(), ((p < c) & (y == 0)).sum()),),
            "below the cut",
        ),
        (
            (lambda y, p, c: (((p >= c) * y).sum(), ((p >= c) * (1 - y)).sum()),),
            "exactly the cut",
        ),
        ((lambda y, p, c: ((p > c) * y).sum(),), "More than one thing"),
    ],
    "4.9": [
        ((0.8, 0.8), "trained on"),
        ((0.785, 0.785), "on all 200"),
        ((0.725, 0.825), "seed 0"),
        ((72.5, 72.5), "percent"),
        ((29, 29), "how many are right"),
        ((0.725, 0.275), "always yes"),
    ],
}

UNKNOWN = {
    "4.1": [
        (2, 2, 0.88, 7.39),
        (1, 1, 0.7, 2.7),
        (1, 1, 0.731, 2.6),
        ([1, 1], 1, 1, 1),
    ],
    "4.2": [
        (lambda x: x**2,),
        (lambda x: relu(x) + relu(x),),
        (lambda x: relu(-3.0) + relu(3.0),),
        (lambda x: [4, 0.5, 0, 7],),
        (lambda x: relu(y),),  # noqa: F821
    ],
    "4.3": [
        ([1, 3, 6], [3, -4, 1]),
        ([1, 3, 5], [3, -4, 2]),
        ([1, 3, 6], [2, -4, 3]),
        ([1, 3], [3, -4]),
    ],
    "4.4": [
        ([0, 1, 1], [2, 1, 1]),
        ([0, 1, 1, 0], [2, 1, 1, 1]),
        ([0, 1, 0, 1], [2, 1, 1, 0]),
        ([[0, 1, 1, 0]] * 2, [2, 1, 1, 0]),
    ],
    "4.5": [(sigmoid,), (lambda z: sigmoid(2 * z) - 0.5,), (np.tan,), (lambda z: z,)],
    "4.6": [
        (0.38, -np.log(SHARE)),
        (0.35, 0.668),
        (0.38, 0.675),
        (0.38, 0.6),
        ([0.38, 0.384], 0.666),
    ],
    "4.7": [
        (lambda model, X: model.predict(X)[0, 0] > 0.5,),
        (lambda model, X: model.predict(X)[:, 0] > 0.6,),
        (lambda model, X: X[:, 1] > 0.5,),
        (lambda model, X: model.guess(X),),
    ],
    "4.8": [
        (lambda y, p, cut: (44, 19),),
        (lambda y, p, cut: (np.sum(y == 1), np.sum(y == 0)),),
        (lambda y, p, cut: (p > cut, y == 1),),
    ],
    "4.9": [(0.9, 0.725), (0.725, 0.5), (1.0, 1.0), (None, 0.725)],
}
