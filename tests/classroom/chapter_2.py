"""Answers to chapter 2's exercises."""

import numpy as np

from firstneuron import datasets, utils

CEREALS = datasets.load_cereals()


def changed(right, place, wrong):
    """Return a right answer with one part of it changed."""
    return (*right[:place], wrong, *right[place + 1 :])


def fit(X, y):
    solution = np.linalg.lstsq(np.hstack([X, np.ones((len(X), 1))]), y)[0]
    return solution[:-1], solution[-1]


def mse(y, y_hat):
    return np.mean((y - y_hat) ** 2)


def loss(X, y):
    w, b = fit(X, y)
    return mse(y, X @ w + b)


def unscaled(w, b, mean, std):
    return w / std, b - (w / std) @ mean


def unscaled_in_a_loop(w, b, mean, std):
    weights = []
    for j in range(len(w)):
        weights.append(float(w[j] / std[j]))
        b = b - weights[j] * mean[j]
    return [weights, b]


def unscaled_in_columns(w, b, mean, std):
    return np.float32(w / std).reshape(-1, 1), np.array([b - sum(w * mean / std)])


def asked_at_the_mean(w, b, mean, std):
    raw = w / std
    return raw, np.dot(raw, -mean) + b


def scaled(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)


def scaled_in_a_loop(X):
    found = np.zeros(X.shape)
    for j in range(X.shape[1]):
        column = X[:, j]
        found[:, j] = (column - np.mean(column)) / np.std(column)
    return found.tolist()


def scaled_by_rule(X):
    steps = X - np.sum(X, axis=0, keepdims=True) / len(X)
    return (steps / np.sqrt((steps**2).mean(axis=0))).astype("float32")


def scaled_in_place(table):
    table -= table.mean(axis=0)
    table /= table.std(axis=0)
    return table


def scaled_transposed(X):
    return np.array([(row - row.mean()) / row.std() for row in X.T]).T


KNOWN = CEREALS.complete("sugars")
SHELF, SUGARS = KNOWN["shelf"], KNOWN["sugars"]
NUMBER = loss(SHELF.reshape(-1, 1), SUGARS)
ONE_HOT = loss(utils.to_categorical(SHELF - 1), SUGARS)
W_SHELF, B_SHELF = fit(SHELF.reshape(-1, 1), SUGARS)
PAIRED = mse(SUGARS, SHELF.reshape(-1, 1) * W_SHELF + B_SHELF)

FILLED = np.nan_to_num(CEREALS["sugars"])

FEWER = CEREALS.complete("fat", "carbo", "sugars")
X_FEWER, KCAL = FEWER.matrix("fat", "carbo", "sugars"), FEWER["calories"]
W_FEWER, B_FEWER = fit(X_FEWER, KCAL)
X_FOUR = FEWER.matrix("protein", "fat", "carbo", "sugars")
W_FOUND, B_FOUND = fit(X_FOUR, KCAL)
NO_BIAS = np.linalg.lstsq(X_FEWER, KCAL)[0]
ENERGY = (True, W_FEWER, loss(X_FEWER, KCAL))

CALORIES = CEREALS["calories"]
MAKERS, CODES = np.unique(CEREALS["mfr"], return_inverse=True)
LETTERS = utils.to_categorical(CODES)
W_SIX, B_SIX = fit(np.delete(LETTERS, 1, axis=1), CALORIES)
W_SEVEN, B_SEVEN = fit(LETTERS, CALORIES)
W_OTHER, B_OTHER = fit(np.delete(LETTERS, 0, axis=1), CALORIES)
AVERAGE_K = CALORIES[CEREALS["mfr"] == "K"].mean()

PIZZA = (np.array([1.5, 0.8, -2.0]), 7.0, 8.8)
SHAPES = ((200,), (200, 10), 7850, False)

RIGHT = {
    "2.1": [
        PIZZA,
        ([1.5, 0.8, -2], 7, 8.8),
        (np.array([[1.5], [0.8], [-2]]), np.array([7]), np.float32(8.8)),
        ((3 / 2, 4 / 5, -2.0), [7.0], 2 * 1.5 + 0.8 - 2 + 7),
    ],
    "2.2": [
        SHAPES,
        ([200], [200, 10], 7850.0, 0),
        (np.ones(200).shape, np.array([200, 10]), np.int64(7850), np.False_),
        ("(200,)", "(200, 10)", "7850", "False"),
        (200, (200, 10), 7850, " No "),
        ((200), (200, 10), 28 * 28 * 10 + 10, False),  # NumPy takes such a shape
    ],
    "2.3": [
        (unscaled,),
        (unscaled_in_a_loop,),
        (unscaled_in_columns,),
        (asked_at_the_mean,),
    ],
    "2.4": [
        (NUMBER, ONE_HOT),
        (18.83, 16.02),
        (18.8, 16.0),
        (np.float32(NUMBER), [ONE_HOT]),
        (
            loss(KNOWN.matrix("shelf"), SUGARS),
            loss(utils.to_categorical(SHELF), SUGARS),
        ),
    ],
    "2.5": [
        (scaled,),
        (scaled_in_a_loop,),
        (scaled_by_rule,),
        (scaled_in_place,),
        (scaled_transposed,),
    ],
    "2.6": [(18, 7.5), (17.83, 7.43), (20, 8), ("16", np.float32(7.0)), ([17], 6.5)],
    "2.7": [
        ENERGY,
        (np.True_, [9.81, 3.89, 3.49], 38.95),
        (1, (9.8, 3.9, 3.5), 38.9),
        ("yes", (9.8, 3.9, 3.5), 39.0),
        ([True], W_FEWER.reshape(3, 1), np.float32(38.95)),
    ],
    "2.8": [
        (B_SIX, W_SIX[1]),
        (111.36, -2.67),
        (111.4, -2.7),
        (np.float32(111.364), [AVERAGE_K - 2450 / 22]),
    ],
}

WRONG = {
    "2.1": [
        (changed(PIZZA, 0, [1.5, 0.8, 2]), "sign"),
        (changed(PIZZA, 0, [1.5, 0.8]), "0 or 1 of it"),
        (changed(PIZZA, 0, [1.5, 0.8, 0]), "0 or 1 of it"),
        (changed(PIZZA, 0, [7, 1.5, 0.8, -2]), "no input"),
        (changed(PIZZA, 0, [1.5, 0.8, -2, 7]), "no input"),
        (changed(PIZZA, 0, [3, 0.8, -2]), "products"),
        (changed(PIZZA, 0, [2, 1, 1]), "how many of each"),
        (changed(PIZZA, 0, [0.8, 1.5, -2]), "order"),
        (changed(PIZZA, 1, 0), "all three"),
        (changed(PIZZA, 1, 5), "without any"),
        (changed(PIZZA, 1, -2), "always"),
        (changed(PIZZA, 2, 1.8), "plain pizza"),
        (changed(PIZZA, 2, 12.8), "away"),
        (changed(PIZZA, 2, 10.8), "coupon is missing"),
        (changed(PIZZA, 2, 7.3), "2 cheese"),
        (changed(PIZZA, 2, 8), "mushroom is missing"),
    ],
    "2.2": [
        (changed(SHAPES, 0, (200, 1)), "one axis only"),
        (changed(SHAPES, 0, (4,)), "used up"),
        (changed(SHAPES, 0, (200, 4)), "used up"),
        (changed(SHAPES, 0, (1, 200)), "one number"),
        (changed(SHAPES, 1, (200, 4, 10)), "used up"),
        (changed(SHAPES, 1, (200, 20)), "no new columns"),
        (changed(SHAPES, 1, (10,)), "200 examples"),
        (changed(SHAPES, 1, (200,)), "ten columns"),
        (changed(SHAPES, 1, (10, 200)), "come first"),
        (changed(SHAPES, 2, 7840), "a bias, too"),
        (changed(SHAPES, 2, 7841), "of its own"),
        (changed(SHAPES, 2, 784), "the inputs"),
        (changed(SHAPES, 2, 785), "one unit"),
        (changed(SHAPES, 2, 794), "not added"),
        (changed(SHAPES, 2, 290), "How many points"),
        (changed(SHAPES, 2, 570), "How many points"),
        (changed(SHAPES, 2, 8624), "not to an input"),
        (changed(SHAPES, 3, True), "K first"),
        (changed(SHAPES, 3, "true"), "K first"),
    ],
    "2.3": [
        ((lambda w, b, mean, std: (w * std, b - (w * std) @ mean),), "Divide, or"),
        ((lambda w, b, mean, std: (w * std + mean, b),), "Divide, or"),
        ((lambda w, b, mean, std: (w / std, b),), "0 grams"),
        ((lambda w, b, mean, std: (w / std, b - w @ mean),), "divided by its std"),
        ((lambda w, b, mean, std: (w / std, b + (w / std) @ mean),), "taken away"),
        ((lambda w, b, mean, std: (w / std, b - w * mean / std),), "one bias"),
        ((lambda w, b, mean, std: (w / std, b - w * mean),), "one bias"),
        ((lambda w, b, m, s: (w / s, b - np.mean(w * m / s)),), "one bias"),
        ((lambda w, b, mean, std: (w / std, b - sum(mean / std)),), "with its weight"),
        ((lambda w, b, mean, std: (w / std, b - sum(mean)),), "with its weight"),
        ((lambda w, b, mean, std: (w / std, b - mean),), "with its weight"),
        ((lambda w, b, m, s: (w / s**2, b - (w / s**2) @ m),), "division"),
        ((lambda w, b, m, s: (w / s, (b - w @ m) / s),), "divided by its std"),
        ((lambda w, b, mean, std: (b - (w / std) @ mean, w / std),), "come first"),
        ((lambda w, b, mean, std: w / std,), "Return both"),
        ((lambda *given: np.append(*unscaled(*given)),), "do not join"),
        ((lambda w, b, mean, std: ((w - mean) / std, b),), "no columns"),
        ((lambda w, b, mean, std: (w, b - (w / std) @ mean),), "per gram: change"),
        ((lambda w, b, mean, std: (w, b),), "per gram: change"),
    ],
    "2.4": [
        ((np.nan, ONE_HOT), "no value for sugars"),
        ((ONE_HOT, NUMBER), "swapped"),
        ((np.var(SUGARS), ONE_HOT), "not used"),
        ((loss(SHELF.reshape(-1, 1), KNOWN["calories"]), ONE_HOT), "calories"),
        ((NUMBER**0.5, ONE_HOT), "RMSE"),
        ((NUMBER * 76, ONE_HOT), "sum of the squares"),
        ((mse(SUGARS, SHELF * W_SHELF), ONE_HOT), "bias is missing"),
        ((np.mean(abs(SUGARS - SHELF * W_SHELF - B_SHELF)), ONE_HOT), "absolute"),
        ((loss(CEREALS["shelf"].reshape(-1, 1), FILLED), ONE_HOT), "complete rows"),
        ((19, 16), "round"),
        ((19.01, ONE_HOT), "every prediction"),
        ((PAIRED, ONE_HOT), "every prediction"),
        ((NUMBER, NUMBER), "single column"),
        ((NUMBER, np.var(SUGARS)), "not used"),
        ((NUMBER, loss(utils.to_categorical(SHELF), KNOWN["calories"])), "calories"),
        ((NUMBER, 4.0), "RMSE"),
        ((NUMBER, ONE_HOT * 76), "sum of the squares"),
        ((NUMBER, loss(utils.to_categorical(CEREALS["shelf"]), FILLED)), "complete"),
    ],
    "2.5": [
        ((lambda X: (X - X.mean()) / X.std(),), "whole table here"),
        ((lambda X: (X - X.mean(axis=1)) / X.std(axis=1),), "along a row"),
        ((lambda X: scaled(X.T).T,), "along a row"),
        ((lambda X: (X - X.mean(axis=0)) / X.std(),), "The means are right"),
        ((lambda X: (X - X.mean()) / X.std(axis=0),), "The stds are right"),
        ((lambda X: X - X.mean(axis=0),), "about its std"),
        ((lambda X: X / X.std(axis=0),), "about its mean"),
        ((lambda X: (X - X.mean(axis=0)) / X.var(axis=0),), "variance"),
        ((lambda X: X - X.mean(axis=0) / X.std(axis=0),), "brackets"),
        ((lambda X: (X - X.mean(axis=0)) / X.std(axis=0, ddof=1),), "n − 1"),
        ((lambda X: (X - X.min(axis=0)) / np.ptp(X, axis=0),), "from 0 to 1"),
    ],
    "2.6": [
        ((9, 7.5), "one step"),
        ((10, 7.5), "grams of fiber lie"),
        ((1.8, 7.5), "one gram of fiber"),
        ((-18, 7.5), "minus"),
        ((76, 7.5), "lowest line begins"),
        ((94, 7.5), "upper line begins"),
        ((18, 3.7), "middle line"),
        ((18, 18), "in kcal"),
        ((18, 43), "fewer grams"),
        ((18, 0), "far below"),
    ],
    "2.7": [
        (changed(ENERGY, 0, False), "every prediction"),
        (changed(ENERGY, 1, W_FOUND[1:]), "with protein"),
        (changed(ENERGY, 1, W_FOUND), "with protein"),
        (changed(ENERGY, 1, (W_FEWER, B_FEWER)), "two things"),
        (changed(ENERGY, 1, [*W_FEWER, B_FEWER]), "two things"),
        (changed(ENERGY, 1, W_FEWER[[0, 2, 1]]), "order"),
        (changed(ENERGY, 1, W_FEWER[[2, 0, 1]]), "order"),
        (changed(ENERGY, 1, W_FEWER[::-1]), "order"),
        (changed(ENERGY, 1, W_FEWER[[1, 2, 0]]), "order"),
        (changed(ENERGY, 1, NO_BIAS), "column of ones"),
        (changed(ENERGY, 1, [9, 4, 4]), "rule"),
        (changed(ENERGY, 2, 23.24), "with protein"),
        (changed(ENERGY, 2, 6.24), "RMSE"),
        (changed(ENERGY, 2, 76 * ENERGY[2]), "sum of the squares"),
        (changed(ENERGY, 2, mse(KCAL, X_FEWER @ W_FEWER + B_FOUND)), "old one"),
        (changed(ENERGY, 2, mse(KCAL, X_FEWER @ W_FOUND[1:] + B_FOUND)), "team"),
        (changed(ENERGY, 2, mse(KCAL, X_FEWER @ W_FEWER)), "bias is missing"),
    ],
    "2.8": [
        ((B_SEVEN, W_SIX[1]), "all seven"),
        ((CALORIES.mean(), W_SIX[1]), "all cereals"),
        ((AVERAGE_K, W_SIX[1]), "average of K"),
        ((B_OTHER, W_SIX[1]), "second column"),
        ((B_SIX, -W_SIX[1]), "above or below"),
        ((B_SIX, AVERAGE_K), "prediction"),
        ((B_SIX, W_SIX[2]), "weight of N"),
        ((B_SIX, W_SIX[0]), "weight of A"),
        ((B_SIX, W_SEVEN[2]), "all seven"),
        ((B_SIX, W_OTHER[1]), "A is left out"),
    ],
}

UNKNOWN = {
    "2.1": [([1.5, 0.8, -1], 7, 8.8), ([1.5, 0.8, -2], 8, 8.8), (*PIZZA[:2], 9)],
    "2.2": [
        ((201,), *SHAPES[1:]),
        (np.ones(200), *SHAPES[1:]),
        changed(SHAPES, 2, 7000),
        changed(SHAPES, 3, "no?"),
    ],
    "2.3": [
        (lambda w, b, m, s: (w / s, b - w[0] * m[0] / s[0]),),
        (lambda w, b, mean, std: (w / std**2, b - (w / std) @ mean),),
        (lambda w, b, mean, std: (std / w, b),),
        (lambda w, b, mean, std: 0,),
        (lambda w, b: (w, b),),
    ],
    "2.4": [(18.5, 16.02), (NUMBER, 15.0), (NUMBER, [5.1, 9.6, 6.5])],
    "2.5": [
        (lambda X: X,),
        (lambda X: X - X,),
        (lambda X: scaled(X) + 1,),
        (lambda X: scaled(X)[:, 0],),
    ],
    "2.6": [(30, 7.5), (18, 10), (18, -7.5)],
    "2.7": [
        ("maybe", *ENERGY[1:]),
        changed(ENERGY, 1, [1, 2, 3]),
        changed(ENERGY, 2, 30),
    ],
    "2.8": [(111, -2.67), (B_SIX, -3.67), (B_SIX, W_SIX)],
}
