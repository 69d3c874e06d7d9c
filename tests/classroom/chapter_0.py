"""Answers to chapter 0's exercises."""

from collections import Counter
from statistics import mode

import numpy as np

REG, CLA = "regression", "classification"
KINDS = (REG, CLA, CLA, REG, REG, "b")
SHAPES = ((100, 28, 32, 3), (100, 2688), 134400)
PICTURES = ((8, 8), (1797, 8), (182, 8, 8), (1797, 64))


def changed(right, place, wrong):
    """Return a right answer with one part of it changed."""
    return (*right[:place], wrong, *right[place + 1 :])


def unique(labels):
    return np.unique(labels, return_counts=True)


def looked_up(labels):
    classes, counts = unique(labels)
    return classes[counts.argmax()]


def looped(labels):
    best = labels[0]
    for one in labels:
        if list(labels).count(one) > list(labels).count(best):
            best = one
    return [best]


def collapse(first, second, last):
    return last[0] * first + last[1] * second


def collapsed_in_loops(first, second, last):
    found = []
    for j in range(2):
        found.append(float(last[0] * first[j] + last[1] * second[j]))
    return found


def through_matrices(first, second, last):
    return np.array([last]) @ np.array([first, second])


def tried_out(first, second, last):
    def out(x):
        return np.dot(last, [np.dot(first, x), np.dot(second, x)])

    return (out([1, 0]), out([0, 1]))


def squares(picture, known):
    return ((known - picture) ** 2).sum(axis=(1, 2))


def nearest(picture, known):
    return squares(picture, known).argmin()


def nearest_in_loops(picture, known):
    best, found = None, None
    for k, other in enumerate(known):
        miss = 0
        for i in range(8):
            for j in range(8):
                miss += (other[i][j] - picture[i][j]) ** 2
        if best is None or miss < best:
            best, found = miss, k
    return found


def nearest_flat(picture, known):
    flat = known.reshape(-1, 64).astype("float32")
    return np.linalg.norm(flat - picture.reshape(1, 64), axis=1).argsort()[0]


def nearest_where(picture, known):
    found = squares(picture, known)
    return np.where(found == found.min())


RIGHT = {
    "0.1": [
        KINDS,
        tuple(one.upper() for one in KINDS),
        tuple(f" {one.title()} " for one in KINDS),
        tuple(np.str_(one) for one in KINDS),
        (*(f"{one}." for one in KINDS[:5]), "b)"),
        (*KINDS[:5], "(B)"),
    ],
    "0.2": [
        SHAPES,
        ([100, 28, 32, 3], np.array([100, 28 * 32 * 3]), np.int64(134400)),
        (np.zeros((100, 28, 32, 3)).shape, (100.0, 2688.0), 134400.0),
        ("(100, 28, 32, 3)", "(100, 2688)", [134400]),
    ],
    "0.3": [(7, 18, 28), (7.0, np.int32(18), np.float32(28)), ([7], (18,), "28")],
    "0.4": [
        (looked_up,),
        (looped,),
        (mode,),
        (lambda labels: Counter(labels).most_common(1)[0][0],),
        (lambda labels: max(set(labels), key=list(labels).count),),
        (
            lambda labels: unique(labels)[0][
                unique(labels)[1] == max(unique(labels)[1])
            ],
        ),
    ],
    "0.5": [(3, 4.5, 6), (3.0, 9 / 2, 6.0), (np.float32(3), [4.5], np.array(6))],
    "0.6": [
        (collapse,),
        (collapsed_in_loops,),
        (through_matrices,),
        (tried_out,),
        (lambda first, second, last: (one for one in collapse(first, second, last)),),
    ],
    "0.7": [
        PICTURES,
        tuple(list(shape) for shape in PICTURES),
        tuple(str(shape) for shape in PICTURES),
        (np.array([8, 8]), (1797, 8.0), [182, 8, 8], (1797, 8 * 8)),
    ],
    "0.8": [
        (nearest, 295),
        (nearest_in_loops, np.int64(295)),
        (nearest_flat, 295.0),
        (nearest_where, [295]),
        (lambda p, k: int(min((s, i) for i, s in enumerate(squares(p, k)))[1]), 295),
    ],
    "0.9": [
        (0, 549 / 891),
        (0.0, 0.62),
        (False, 0.616),
        (np.float64(0), 1 - np.float32(342 / 891)),
        ("0", [0.6162]),
    ],
}

WRONG = {
    "0.1": [
        (changed(KINDS, 0, CLA), "between two prices"),
        (changed(KINDS, 1, REG), "two answers"),
        (changed(KINDS, 2, REG), "digits"),
        (changed(KINDS, 3, CLA), "off by 1 "),
        (changed(KINDS, 4, CLA), "order"),
        (changed(KINDS, 5, "a"), "look into you"),
        (changed(KINDS, 5, "C"), "next year"),
    ],
    "0.2": [
        (changed(SHAPES, 0, (100, 32, 28, 3)), "Height"),
        (changed(SHAPES, 0, (28, 32, 3, 100)), "first axis"),
        (changed(SHAPES, 0, [100, 3, 28, 32]), "channels come last"),
        (changed(SHAPES, 0, "(100, 28, 32)"), "one more axis"),
        (changed(SHAPES, 0, (28, 32, 3)), "one picture"),
        (changed(SHAPES, 0, "a hundred"), "whole numbers"),
        (changed(SHAPES, 1, (100, 896)), "colours"),
        (changed(SHAPES, 1, (268800,)), "one row"),
        (changed(SHAPES, 1, 268800), "one row"),
        (changed(SHAPES, 1, (2688,)), "axis of the examples"),
        (changed(SHAPES, 1, (100, -1)), "−1"),
        (changed(SHAPES, 2, 28 * 32 * 3 * 50 * 100), "same weights"),
        (changed(SHAPES, 2, 134450), "biases"),
        (changed(SHAPES, 2, 2688), "How many units"),
        (changed(SHAPES, 2, 28 * 32 * 50), "grey"),
        (changed(SHAPES, 2, 5000), "each input"),
    ],
    "0.3": [
        ((9, 18, 28), "inputs"),
        ((3, 18, 28), "layers"),
        ((6, 18, 28), "last circle"),
        ((7, 12, 28), "leave the inputs"),
        ((7, 15, 28), "last circle"),
        ((7, 9, 28), "every circle"),
        ((7, 18, 27), "each other"),
        ((7, 18, 22), "layer 2 only"),
        ((7, 18, 23), "layer 1 only"),
        ((7, 18, 20), "more than one arrow"),
        ((7, 18, 10), "in all"),
    ],
    "0.4": [
        ((lambda labels: unique(labels)[1].argmax(),), "position"),
        ((lambda labels: unique(labels)[1].max(),), "how often"),
        ((lambda labels: labels[unique(labels)[1].argmax()],), "look it up"),
        ((lambda labels: min(set(labels), key=list(labels).count),), "least often"),
        ((lambda labels: max(labels),), "last class"),
        ((lambda labels: print(looked_up(labels)),), "return"),
    ],
    "0.5": [
        ((5, 4.5, 6), "sign"),
        ((15, 4.5, 6), "negative"),
        ((7.5, 4.5, 6), "changed places"),
        ((-3, 4.5, 6), "swapped"),
        ((0, 4.5, 6), "weights, too"),
        ((3, 1.5, 3), "goes on"),
        ((3, 4, 2), "This is one"),
        ((3, 3, 9), "swapped"),
        ((3, 2, 8), "multiply"),
        ((3, 5, 4), "both weights"),
        ((3, 6, 4.5), "other input"),
        ((3, 4.5, 3), "goes on"),
        ((3, 4.5, 9), "swapped"),
    ],
    "0.6": [
        ((lambda first, second, last: first + second,), "goes on"),
        ((lambda f, s, la: (f[0] * la[0] + f[1] * la[1], s @ la),), "one input"),
        ((lambda first, second, last: last * (first + second),), "to a unit"),
        ((lambda f, s, la: collapse(f, s, la)[::-1],), "wrong order"),
        ((lambda first, second, last: last[0] * first,), "second unit"),
        ((lambda first, second, last: first * second * last,), "multiply"),
        ((lambda f, s, la: collapse(f, s, la).sum(),), "one number"),
    ],
    "0.7": [
        (changed(PICTURES, 0, (1797,)), "counts the pictures"),
        (changed(PICTURES, 0, (1797, 8)), "is gone"),
        (changed(PICTURES, 0, (1, 8, 8)), "is gone"),
        (changed(PICTURES, 0, ()), "two are left"),
        (changed(PICTURES, 1, (8, 8)), "colon"),
        (changed(PICTURES, 1, (1797, 1, 8)), "takes its axis away"),
        (changed(PICTURES, 1, (8,)), "of all"),
        (changed(PICTURES, 1, (1797,)), "whole row"),
        (changed(PICTURES, 1, (4, 8, 8)), "comma"),
        (changed(PICTURES, 1, (1797, 4, 8)), "no colon"),
        (changed(PICTURES, 2, (182,)), "8 by 8"),
        (changed(PICTURES, 2, (1797, 8, 8)), "label is 5"),
        (changed(PICTURES, 2, (1797,)), "condition itself"),
        (changed(PICTURES, 2, (8, 8)), "many fives"),
        (changed(PICTURES, 3, (1797, 8, 8)), "Two lengths"),
        (changed(PICTURES, 3, (1797, 16)), "multiply"),
        (changed(PICTURES, 3, (1797, -1)), "−1"),
        (changed(PICTURES, 3, (115008,)), "first length"),
        (changed(PICTURES, 3, (1797, 8)), "All points"),
    ],
    "0.8": [
        ((lambda p, k: squares(p, k).argmax(), 295), "least similar"),
        ((lambda p, k: abs(k - p).sum(axis=(1, 2)).argmin(), 295), "Squares"),
        ((lambda p, k: ((k - p).sum(axis=(1, 2)) ** 2).argmin(), 295), "cancel"),
        ((lambda p, k: np.sum(k - p, axis=(1, 2)).argmin(), 295), "below 0"),
        ((lambda p, k: squares(p, k).min(), 295), "smallest sum"),
        ((lambda p, k: np.sqrt(squares(p, k)).min(), 295), "distance"),
        ((squares, 295), "sums of all"),
        ((lambda p, k: ((k - p) ** 2).argmin(), 295), "one point"),
        ((lambda p, k: k[nearest(p, k)], 295), "itself"),
        ((lambda p, k: ((k - p) ** 2).sum(axis=1).argmin(), 295), "which axes"),
        ((lambda p, k: ((k - p) ** 2).sum(axis=0).argmin(), 295), "which axes"),
        ((lambda p, k: ((k - p) ** 2).sum().argmin(), 295), "which axes"),
        ((nearest, 2), "wrong answers"),
        ((nearest, 0.9933), "share"),
        ((nearest, 297), "found itself"),
        ((nearest, 290), "network"),
        ((nearest, 36), "labels[seen]"),
        ((nearest, 294), "more pictures"),
        ((nearest, 293), "sign dropped"),
    ],
    "0.9": [
        ((1, 0.616), "Count both"),
        ((549, 0.616), "how often"),
        ((0.3838, 0.616), "class"),
        ((0, 0.3838), "survived"),
        ((0, 549), "Divide"),
        ((0, 61.6), "percent"),
        ((0, 62), "percent"),
        ((0, 0.5), "coin"),
        ((0, 342 / 549), "Of all"),
    ],
}

UNKNOWN = {
    "0.1": [
        changed(KINDS, 0, "number"),
        changed(KINDS, 5, "d"),
        changed(KINDS, 5, ["a", "b"]),
        changed(KINDS, 5, "ab"),
        changed(KINDS, 5, ""),
    ],
    "0.2": [
        changed(SHAPES, 0, (28, 100, 32, 3)),
        changed(SHAPES, 1, (100, 28, 96)),
        changed(SHAPES, 2, 134401),
    ],
    "0.3": [(8, 18, 28), (7, 25, 28), (7, 18, 36)],
    "0.4": [(len,), (lambda labels: labels.mean(),), (unique,), (sorted,)],
    "0.5": [(1, 4.5, 6), (3, 4.6, 6), (3, 4.5, -6)],
    "0.6": [
        (lambda first, second, last: last,),
        (lambda first, second, last: (first, second),),
        (lambda *given: (1.0, 2.5),),
    ],
    "0.7": [
        changed(PICTURES, 0, (64,)),
        changed(PICTURES, 1, (1, 8)),
        changed(PICTURES, 2, (183, 8, 8)),
        changed(PICTURES, 3, (64, 1797)),
    ],
    "0.8": [(lambda p, k: 0, 295), (nearest, 296), (lambda p, k: len(k) - 1, 295)],
    "0.9": [(2, 0.616), (0, 0.6), (0, -0.616)],
}
