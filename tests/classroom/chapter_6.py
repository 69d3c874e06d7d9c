"""Answers to chapter 6's exercises."""

import numpy as np

from firstneuron import datasets


def slope(f, w, tiny=1e-6):
    return (f(w + tiny) - f(w - tiny)) / (2 * tiny)


# 6.2


def looped(f, w, rate, steps):
    for _ in range(steps):
        w = w - rate * slope(f, w)
    return w


def kept_as_a_path(height, start, learning_rate, count):
    path = [start]
    while len(path) <= count:
        path.append(path[-1] - learning_rate * slope(height, path[-1], 1e-4))
    return np.array(path[-1:])


def recursive(f, w, rate, steps):
    if steps == 0:
        return np.float64(w)
    return recursive(f, w - slope(f, w) * rate, rate, steps - 1)


def in_place(f, w, rate, steps):
    w = np.array([float(w)])
    for _ in range(steps):
        w -= rate * (f(w + 0.001) - f(w - 0.001)) / 0.002
    return w


def forward_difference(f, w, rate, steps):
    for _ in range(steps):
        w += -rate * (f(w + 1e-5) - f(w)) / 1e-5
    return float(w)


def uphill(f, w, rate, steps):
    for _ in range(steps):
        w = w + rate * slope(f, w)
    return w


def returns_too_early(f, w, rate, steps):
    for _ in range(steps):
        w = w - rate * slope(f, w)
        return w
    return w


def felt_once(f, w, rate, steps):
    felt = slope(f, w)
    for _ in range(steps):
        w = w - rate * felt
    return w


def without_rate(f, w, rate, steps):
    return looped(f, w, 1, steps)


def the_chapter_s_rate(f, w, rate, steps):
    return looped(f, w, 0.1, steps)


def only_the_chapter_s(f, w, rate, steps):
    return looped(lambda w: (w - 3) ** 2, w, rate, steps)


def one_too_few(f, w, rate, steps):
    for _ in range(1, steps):
        w = w - rate * slope(f, w)
    return w


def one_too_many(f, w, rate, steps):
    for _ in range(steps + 1):
        w = w - rate * slope(f, w)
    return w


def height_at_the_end(f, w, rate, steps):
    return f(looped(f, w, rate, steps))


def forgets_return(f, w, rate, steps):
    looped(f, w, rate, steps)


def whole_path(f, w, rate, steps):
    return [looped(f, w, rate, number) for number in range(steps + 1)]


def momentum_too(f, w, rate, steps):
    speed = 0
    for _ in range(steps):
        speed = 0.5 * speed - rate * slope(f, w)
        w = w + speed
    return w


# 6.6


def mended(w, b, x, y):
    error = w * x + b - y
    return 2 * np.mean(error * x), 2 * np.mean(error)


def mended_by_length(w, b, x, y):
    error = y - (w * x + b)
    return [-2 * np.sum(error * x) / len(y), -2 * sum(error) / len(y)]


def mended_by_rows(w, b, x, y):
    in_w = in_b = 0.0
    for one, label in zip(x, y, strict=True):
        in_w += 2 * (w * one + b - label) * one / x.size
        in_b += 2 * (w * one + b - label) / x.size
    return np.array([[in_w], [in_b]], dtype=np.float32)


def mended_by_a_product(w, b, x, y):
    error = (w * x + b - y).reshape(-1, 1)
    return 2 * x.reshape(1, -1) @ error / len(x), (2 * error).mean()


def summed(w, b, x, y):
    error = w * x + b - y
    return np.sum(error * x), np.sum(error)


def summed_twice(w, b, x, y):
    return tuple(2 * np.array(summed(w, b, x, y)))


def mean_only(w, b, x, y):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def residual_the_other_way(w, b, x, y):
    return tuple(-one for one in mended(w, b, x, y))


def half_mended(w, b, x, y):
    return mended(w, b, x, y)[0], mean_only(w, b, x, y)[1]


def first_one_mended(w, b, x, y):
    return mended(w, b, x, y)[0], summed(w, b, x, y)[1]


# 6.8


def product(X, y, w, b):
    error = X @ w + b - y
    return 2 * error @ X / len(y), 2 * error.mean()


def transposed(features, labels, weights, bias):
    rest = labels - features @ weights - bias
    return -2 / len(labels) * features.T @ rest, -2 * np.mean(rest)


def as_columns(X, y, w, b):
    error = X @ w.reshape(-1, 1) + b - y.reshape(-1, 1)
    return X.T @ error * 2 / len(X), np.mean(error, axis=0, keepdims=True) * 2


def by_axis(X, y, w, b):
    error = np.float32(X @ w + b - y)
    return [np.mean(2 * error[:, None] * X, axis=0), np.mean(2 * error)]


def by_feature(X, y, w, b):
    error = (X * w).sum(axis=1) + b - y
    return [2 * float(np.mean(error * column)) for column in X.T], 2 * error.mean()


def times(first, second):
    def wrong(X, y, w, b):
        in_w, in_b = product(X, y, w, b)
        return in_w * first(X), in_b * second(X)

    return wrong


def no_bias(X, y, w, b):
    return product(X, y, w, 0)


def bias_for_all(X, y, w, b):
    in_b = product(X, y, w, b)[1]
    return np.ones(len(w)) * in_b, in_b


def mean_of_all(X, y, w, b):
    error = X @ w + b - y
    return 2 * np.mean(error @ X) / len(y), 2 * error.mean()


def sum_of_all(X, y, w, b):
    error = (X @ w + b - y)[:, None]
    return 2 * np.sum(error * X) / len(y), 2 * error.mean()


def flipped(X, y, w, b):
    return product(X, y, w, b)[::-1]


# 6.9

ROWS = datasets.load_cereals().complete("fiber", "potass")
FIBER, POTASS = ROWS["fiber"], ROWS["potass"]
W, B = np.polyfit(FIBER, POTASS, 1)
MEAN, STD = FIBER.mean(), FIBER.std()


def walked(rate, steps):
    w = b = 0.0
    z = (FIBER - MEAN) / STD
    for _ in range(steps):
        error = w * z + b - POTASS
        w, b = w - rate * 2 * np.mean(error * z), b - rate * 2 * np.mean(error)
    return w / STD, b - w / STD * MEAN


RIGHT = {
    "6.1": [
        (-16, 2.6),
        (np.float32(-16), np.array([2.6], dtype=np.float32)),
        (-15.9999999, 1 + 1.6),
        ([-16.0], [[2.6]]),
        (slope(lambda w: (2 * w - 6) ** 2, 1), 1 - 0.1 * -16),
    ],
    "6.2": [
        (looped,),
        (kept_as_a_path,),
        (recursive,),
        (in_place,),
        (forward_difference,),
    ],
    "6.3": [
        (10, 0.2, 0.1),
        (np.float32(10), np.array(0.2), [0.1]),
        (9.99999, 2 / 10, 1 / 10),
        ("10", "0.2", "0.1"),
    ],
    "6.4": [
        (0.2, -0.8, 0.982, 254),
        (2 / 10, 1 - 0.18 * 10, 1 - 0.18 * 0.1, np.int64(254)),
        ([0.2], np.float32(-0.8), np.float32(0.982), 254.0),
        (0.2, -0.8, 0.9820001, np.array([254])),
    ],
    "6.5": [
        ("C", 13),
        ("(C)", 13),
        (" c ", 13.0),
        ("c", np.float32(12.8)),
        ("C", [13]),
    ],
    "6.6": [(mended,), (mended_by_length,), (mended_by_rows,), (mended_by_a_product,)],
    "6.7": [
        (0.8, 1.2, 76),
        (1 - 0.1 * 2, 1 + 0.1 * 2, 76.0),
        (np.float32(0.8), np.array([1.2]), np.int32(76)),
    ],
    "6.8": [(product,), (transposed,), (as_columns,), (by_axis,), (by_feature,)],
    "6.9": [
        (W, B),
        (26.7, 40.5),
        (26.66, 40.48),
        ([W], np.float32(B)),
        (np.array([[W]]), np.array([B])),
        walked(0.1, 40),
        walked(0.5, 1),
    ],
}

WRONG = {
    "6.1": [
        ((-8, 1.8), "Two factors of 2"),
        ((-4, 1.4), "This is the error"),
        ((16, -0.6), "prediction minus label"),
        ((-20, 3), "w · x"),
        ((-16, -0.6), "up the slope"),
        ((-16, 17), "learning rate"),
        ((-16, 1.6), "From where"),
    ],
    "6.2": [
        ((uphill,), "climbs"),
        ((returns_too_early,), "inside the loop"),
        ((felt_once,), "anew"),
        ((without_rate,), "Where is the rate"),
        ((the_chapter_s_rate,), "The rate is 0.1"),
        ((only_the_chapter_s,), "handed over"),
        ((one_too_few,), "too few"),
        ((one_too_many,), "too many"),
        ((height_at_the_end,), "height"),
        ((forgets_return,), "return"),
        ((whole_path,), "One number"),
    ],
    "6.3": [
        ((5, 0.4, 0.2), "in front of the square"),
        ((12, 1 / 6, 1 / 12), "lifts"),
        ((7, 2 / 7, 1 / 7), "how fast"),
        ((10, 0.1, 0.05), "arrives"),
        ((10, 0.4, 0.2), "diverges already"),
        ((10, 5, 10), "upside down"),
        ((10, 0.2, 0.2), "other side"),
        ((10, 0.2, 0.05), "half of the distance"),
    ],
    "6.4": [
        ((20, -0.8, 0.982, 254), "flat direction alone"),
        ((0.4, -0.8, 0.982, 254), "5 stands"),
        ((0.1, -0.8, 0.982, 254), "one step"),
        ((0.2, 1.8, 0.018, 254), "what is left"),
        ((0.2, 0.8, 0.982, 254), "side"),
        ((0.2, 0.1, 0.991, 254), "5 stands"),
        ((0.2, -0.8, 0.018, 254), "what is left"),
        ((0.2, -0.8, 0.991, 254), "0.05 stands"),
        ((0.2, -0.8, 0.98, 228), "third decimal"),
        ((0.2, -0.8, 0.982, 253), "still above"),
        ((0.2, -0.8, 0.982, 255), "too many"),
        ((0.2, -0.8, 0.982, np.log(0.01) / np.log(0.982)), "whole"),
        ((0.2, -0.8, 0.982, 21), "steep direction"),
        ((0.2, -0.8, 0.982, 228), "0.98"),
    ],
    "6.5": [
        (("A", 13), "fog"),
        (("b", 13), "outwards"),
        (("D", 13), "along the ring"),
        (("C", 25), "outside"),
        (("C", 4), "inside"),
    ],
    "6.6": [
        ((summed,), "38"),
        ((summed_twice,), "The 2 is there"),
        ((mean_only,), "square"),
        ((residual_the_other_way,), "prediction minus label"),
        ((lambda *given: mended(*given)[::-1],), "order"),
        ((half_mended,), "first slope is right"),
        ((first_one_mended,), "first slope is right"),
    ],
    "6.7": [
        ((0.2, 1.2, 76), "what is left"),
        ((0.9, 1.1, 145), "1 stands"),
        ((1.2, 0.8, 76), "a bowl"),
        ((0.8, 0.8, 76), "minus sign"),
        ((0.8, -0.2, 76), "αc"),
        ((0.8, 1.1, 145), "−1 stands"),
        ((0.8, 1.2, 75), "still below"),
        ((0.8, 1.2, 77), "too many"),
        ((0.8, 1.2, np.log(1e6) / np.log(1.2)), "whole"),
        ((0.8, 1.2, 145), "1.1"),
    ],
    "6.8": [
        ((times(lambda X: 0.5, lambda X: 0.5),), "Half"),
        ((times(len, len),), "These are sums"),
        ((times(*[lambda X: len(X) / 2] * 2),), "error times input"),
        ((times(lambda X: 1, len),), "that of the bias is a sum"),
        ((times(len, lambda X: 1),), "those of the weights are sums"),
        ((times(lambda X: len(X) / X.shape[1], lambda X: 1),), "number of features"),
        ((times(lambda X: -1, lambda X: -1),), "sign"),
        ((no_bias,), "add b"),
        ((bias_for_all,), "its own input"),
        ((mean_of_all,), "a mean was taken"),
        ((sum_of_all,), "a sum runs"),
        ((flipped,), "order"),
        ((lambda X, y, w, b: product(X, y, w, b)[0],), "count them"),
        ((times(lambda X: -1, lambda X: 1),), "sign"),
    ],
    "6.9": [
        ((W * STD, POTASS.mean()), "one gram"),
        ((W * STD**2, B), "divided"),
        ((np.polyfit(POTASS, FIBER, 1)), "The label is"),
        ((B, W), "swapped"),
        ((W, POTASS.mean()), "average fiber"),
        ((W, POTASS.mean() - W * STD * MEAN), "scaled one"),
        ((W, POTASS.mean() + W * MEAN), "wrong sign"),
        (walked(0.1, 5), "not arrived"),
        (walked(0.01, 40), "not arrived"),
    ],
}

UNKNOWN = {
    "6.1": [(-32, 4.2), (-16, 3), ("minus 16", 2.6), (-16, None)],
    "6.2": [
        (momentum_too,),
        (3.0015,),
        (lambda f, w, rate, steps: w,),
        (looped(abs, 1, 0.1, 3),),
    ],
    "6.3": [(10, 0.25, 0.1), (10, 0.2, 1), (9, 0.2, 0.1)],
    "6.4": [(0.2, -0.8, 0.982, 200), (2, -0.8, 0.982, 254), (0.2, -0.8, 0.99, 254)],
    "6.5": [("E", 13), ("C", 10), (3, 13), ("down", 13)],
    "6.6": [(lambda w, b, x, y: (0.0, 0.0),), (lambda w, b, x, y: w,)],
    "6.7": [(0.8, 1.2, 100), (0.8, -1.2, 76), (0.8, 1.02, 76)],
    "6.8": [(lambda X, y, w, b: (w, b),), (lambda X, y, w, b: X @ w + b - y,)],
    "6.9": [
        (W / 1000, B / 1000),
        (25, 45),
        (2.8, 98.5),
        (W, 0),
        (float("nan"), float("nan")),
    ],
}
