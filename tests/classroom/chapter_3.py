"""Answers to chapter 3's exercises."""

import itertools

import numpy as np

from firstneuron import datasets, perceptron

BITS = perceptron.BITS
Perceptron = perceptron.Perceptron


def nand(left, right):
    return perceptron.NAND(np.stack([left, right], axis=1))


def four_nands(bits):
    both = nand(bits[:, 0], bits[:, 1])
    return nand(nand(bits[:, 0], both), nand(bits[:, 1], both))


def looped_xor(rows):
    answers = []
    for a, b in rows:
        both = not (a and b)
        answers.append(not ((not (a and both)) and (not (b and both))))
    return answers


def column_xor(bits):
    return four_nands(bits).reshape(-1, 1).astype(np.float32)


def half(left, right):
    return perceptron.half_adder(np.stack([left, right], axis=1)).T


def adder(x1, x2, carry):
    first, digit = half(x1, x2)
    second, digit = half(digit, carry)
    return perceptron.OR(np.stack([first, second], axis=1)), digit


def counted(a, b, c):
    total = a + b + c
    return [total // 2, total % 2]


def looped_adder(a, b, c):
    carries, digits = [], []
    for bits in zip(a, b, c, strict=True):
        carries.append(sum(bits) >= 2)
        digits.append(float(sum(bits) % 2))
    return carries, digits


def rule(turn_w=1, turn_b=1, epochs=100, rate=1.0):
    def learn_gate(inputs, labels):
        w, b = np.zeros(inputs.shape[1]), 0.0
        for _ in range(epochs):
            for x, y in zip(inputs, labels, strict=True):
                change = y - perceptron.step(w @ x + b)
                w = w + rate * turn_w * change * x
                b = b + rate * turn_b * change
        return w, b

    return learn_gate


def with_library(inputs, labels):
    learned = perceptron.learn(inputs, labels).perceptron
    return learned.weights.tolist(), [learned.bias]


def as_one_list(inputs, labels):
    rows = np.column_stack([inputs, np.ones(len(inputs))])
    w = np.zeros((rows.shape[1], 1), np.float32)
    for x, y in list(zip(rows, labels, strict=True)) * 50:
        w[:, 0] += (y - (x @ w > 0)) * x
    return w[:-1], w[-1]


def with_threshold(inputs, labels):
    w, b = rule()(inputs, labels)
    return w, -b


def even_or_odd(wanted=0, scale=1):
    images, digits = datasets.load_digits()
    pixels = images.reshape(-1, 64) / scale
    labels = (digits % 2 == wanted).astype(int)
    history = perceptron.learn(pixels[:1200], labels[:1200], epochs=20)
    wrong = history.perceptron(pixels) != labels
    return history.converged, wrong[1200:].mean(), wrong[:1200].mean()


converged, share, share_shown = even_or_odd()
_, share_odd, _ = even_or_odd(wanted=1)
_, share_scaled, _ = even_or_odd(scale=16)
_, share_both, _ = even_or_odd(wanted=1, scale=16)

NOR, DOOR = ([-1, -1], 0.5), ([1, 1, 1], -1.5)
SIDES = [Perceptron([1, 0], -1), Perceptron([0, 1], -1), Perceptron([-1, -1], 6)]
TABLES = list(itertools.product((0, 1), repeat=4))
XOR, SAME = (0, 1, 1, 0), (1, 0, 0, 1)


RIGHT = {
    "3.1": [
        (*NOR, *DOOR),
        (np.array([-2.0, -3.0]), np.float32(1), [[2], [2], [2]], -3),
        ((-1, -1), [0.1], np.full((1, 3), 0.5), np.array(-0.9)),
        ([-5, -5], 5, [1, 1, 1], -1),
    ],
    "3.2": [
        (np.array([0.0, 1.0]), 1.0),
        ([0, 1], 1),
        (np.array([[0], [1]], np.float32), np.array([1])),
        ((0, 1.0), np.int64(1)),
    ],
    "3.3": [
        (2, [XOR, SAME]),
        (2.0, {SAME, XOR}),
        (np.int64(2), np.array([SAME, XOR], dtype=bool)),
        (2, (list(XOR), np.array(SAME))),
        (2, ["0110", "1001"]),
        (2, ["(0, 1, 1, 0)", "1, 0, 0, 1"]),
    ],
    "3.4": [
        (four_nands,),
        (looped_xor,),
        (column_xor,),
        (lambda bits: bits[:, 0] != bits[:, 1],),
        (lambda inputs: np.abs(np.diff(inputs, axis=1)),),
    ],
    "3.5": [
        (adder,),
        (counted,),
        (looped_adder,),
        (lambda *bits: np.array([sum(bits) > 1, sum(bits) & 1], np.float32),),
    ],
    "3.6": [
        (SIDES, [1.0, 1.0, 1.0], -2.5),
        (tuple(SIDES[::-1]), np.array([[2], [2], [2]]), [-5]),
        (
            [
                lambda p: p[0] > 1,
                lambda p: int(p[1] > 1),
                np.vectorize(lambda p: p.sum() < 6, signature="(n)->()"),
            ],
            (0.4, 0.4, 0.4),
            -1,
        ),
        (
            np.array(
                [
                    Perceptron([0, 3], -3.1),
                    Perceptron([-0.5, -0.5], 2.98),
                    Perceptron([9, 0], -9),
                ]
            ),
            [1, 2, 3],
            np.float32(-5.5),
        ),
    ],
    "3.7": [
        (rule(),),
        (with_library,),
        (as_one_list,),
        (rule(rate=0.3),),
        (lambda X, y: list(rule(epochs=20)(X, y)),),
    ],
    "3.8": [
        (converged, share),
        (np.bool_(False), np.float32(share)),
        (0, 0.13),
        ("False", np.array([0.126])),
        (False, share_odd),
        (False, share_scaled),
        (False, share_both),
        (False, 0.17),
    ],
}

WRONG = {
    "3.1": [
        (([1, 1], -0.5, *DOOR), "This is OR"),
        (([-1, -1], 1.5, *DOOR), "This is NAND"),
        (([-1, -1], -0.5, *DOOR), "threshold with its sign turned"),
        (([-1, -1], 0, *DOOR), "exactly 0"),
        ((*NOR, [1, 1, 1], 1.5), "threshold with its sign turned"),
        ((*NOR, [1, 1, 1], -2), "exactly 0"),
        ((*NOR, [1, 1, 1], -0.5), "One open lock"),
        ((*NOR, [1, 1, 1], -2.5), "all three locks"),
        ((*NOR, [-1, -1, -1], 1.5), "other side"),
        ((*NOR, [1, 1], -1.5), "one weight for each input"),
        (([-1, -1], "high", *DOOR), "one weight for each input"),
    ],
    "3.2": [
        (([0, 0], 0), "mistake to correct"),
        (([1, 1], 0), "Do one epoch in"),
        (([0, 1], 0), "bias is not"),
        (([1, 1], 1), "which input is 0"),
        (([2, 2], 3), "newest weights"),
        (([1, 0], 1), "order"),
        (([-2, -2], -3), "grow or shrink"),
    ],
    "3.3": [
        ((14, [t for t in TABLES if t not in (XOR, SAME)]), "are not?"),
        ((1, [XOR]), "Turn all its answers"),
        ((2, [SAME]), "Turn all its answers"),
        ((2, perceptron.learn), "four answers"),
        ((0, []), "no line makes it"),
        ((2, [t for t in TABLES if t not in (XOR, SAME)]), "other ones"),
        ((2, [(0, 0, 0, 1), (1, 1, 1, 0)]), "AND and NAND"),
        ((2, ["XOR", "XNOR"]), "four answers"),
        ((2, [0, 1, 1, 0, 1, 0, 0, 1]), "four answers"),
    ],
    "3.4": [
        ((perceptron.OR,), "This is OR"),
        ((perceptron.NAND,), "This is NAND"),
        ((perceptron.AND,), "This is AND"),
        ((lambda bits: 1 - four_nands(bits),), "opposite"),
        ((lambda bits: [0, 1, 1, 0],), "handed in"),
        ((lambda bits: print(four_nands(bits)),), "return"),
    ],
    "3.5": [
        ((lambda *bits: adder(*bits)[::-1],), "change places"),
        ((lambda *bits: (0 * bits[0], adder(*bits)[1]),), "carry never comes"),
        ((lambda x1, x2, carry: half(x1, x2),), "third bit has no"),
        ((lambda a, b, c: half(half(a, b)[0], c),), "At which place"),
        (
            (lambda a, b, c: (adder(a, b, c)[0], half(a, b)[1]),),
            "not in it yet",
        ),
        (
            (lambda a, b, c: half(half(a, b)[1], c),),
            "that of the first half adder",
        ),
        (
            (lambda a, b, c: (half(a, b)[0], adder(a, b, c)[1]),),
            "that of the second half adder",
        ),
        (
            (
                lambda a, b, c: (
                    nand(half(a, b)[0], half(half(a, b)[1], c)[0]),
                    adder(a, b, c)[1],
                ),
            ),
            "NAND of the two carries",
        ),
        ((lambda *bits: adder(*bits)[0],), "More than one thing"),
        ((lambda *bits: np.stack(adder(*bits), axis=1),), "in one table"),
    ],
    "3.6": [
        (([*SIDES[:2], Perceptron([1, 1], -6)], [1, 1, 1], -2.5), "outer side"),
        (([Perceptron([1, 0], 1), *SIDES[1:]], [1, 1, 1], -2.5), "sign of its bias"),
        (([*SIDES[:2], Perceptron([-1, -1], 5)], [1, 1, 1], -2.5), "none of the three"),
        (([*SIDES[:2], SIDES[0]], [1, 1, 1], -2.5), "left out"),
        ((SIDES, [1, 1, 1], -0.5), "OR"),
        ((SIDES, [1, 1, 1], -1.5), "Two answers"),
        ((SIDES, [1, 1, 1], -3), "exactly 0"),
        ((SIDES, [1, 1, 1], 2.5), "sign turned"),
        (([([1, 0], -1), ([0, 1], -1), ([-1, -1], 6)], [1, 1, 1], -2.5), "Perceptron"),
        (([side([2, 2]) for side in SIDES], [1, 1, 1], -2.5), "Perceptron"),
    ],
    "3.7": [
        ((rule(turn_b=-1),), "moves away"),
        ((rule(turn_b=0),), "stands still"),
        ((rule(turn_w=-1),), "weights move the wrong way"),
        ((rule(turn_w=-1, turn_b=-1),), "both move the wrong way"),
        ((rule(epochs=1),), "one epoch"),
        ((with_threshold,), "a threshold"),
        ((lambda inputs, labels: rule()(inputs, labels)[0],), "and one bias"),
        ((lambda inputs, labels: 3,), "Two things"),
        ((lambda inputs, labels: None,), "return"),
    ],
    "3.8": [
        ((True, share), "not converged"),
        ((False, 1 - share), "that is right"),
        ((False, 100 * share), "percent"),
        ((False, 13), "percent"),
        ((False, 44 / 597), "held out"),
        ((False, 75), "how many are wrong"),
        ((False, share_shown), "shown"),
    ],
}

UNKNOWN = {
    "3.1": [
        ([1, -1], 0.5, *DOOR),
        (*NOR, [1, 1, 2], -1.5),
        (*NOR, [np.nan] * 3, -1.5),
        (*NOR, [1, 1, 0], -0.5),
    ],
    "3.2": [([0, 2], 2), ([0, 1], -1), ([0, 1, 0], 1), ([0, 1], 1.5)],
    "3.3": [
        (3, [XOR, SAME, (0, 0, 0, 0)]),
        (2, [XOR, XOR]),
        (2, [XOR, SAME, XOR]),
        (2, [(0, 1), (1, 0)]),
        (8, [XOR]),
    ],
    "3.4": [
        (lambda bits: np.array([0, 1, 1, 0]) * bits[:, 0],),
        (lambda bits: bits.sum(axis=1),),
        (lambda bits: four_nands(bits)[::-1],),
        (lambda bits: undefined,),  # noqa: F821
    ],
    "3.5": [
        (lambda a, b, c: (a | b | c, a ^ b ^ c),),
        (lambda a, b, c: (a + b + c, a ^ b ^ c),),
        (lambda a, b, c: a + b + c,),
    ],
    "3.6": [
        ([*SIDES, SIDES[0]], [1, 1, 1], -2.5),
        (SIDES, [1, 1], -1.5),
        (SIDES, [1, 1, 0], -1.5),
        ([Perceptron([1], -1), *SIDES[1:]], [1, 1, 1], -2.5),
        ([lambda p: None, *SIDES[1:]], [1, 1, 1], -2.5),
    ],
    "3.7": [
        (lambda inputs, labels: (np.zeros(inputs.shape[1]), 0.0),),
        (lambda inputs, labels: (np.array([1.0, 1.0]), -0.5),),
        (lambda inputs, labels: (labels, inputs),),
        (rule(epochs=3),),
    ],
    "3.8": [(False, 0.1), (False, 0.5), (None, share), (False, True), ("x", share)],
}
