"""Answers to chapter 5's exercises."""

import math
from functools import reduce

import numpy as np

import firstneuron as fn
from firstneuron import datasets

X, y = datasets.make_coffee(200)
mean, std = X.mean(axis=0), X.std(axis=0)
LATER, _ = datasets.make_coffee(2000, seed=10)
HOT = LATER[LATER[:, 0] > 220]
W1 = np.array([[-8.93, 0.29, 12.9], [-0.1, -7.32, 10.81]])
b1 = np.array([-9.82, -9.28, 0.96])
W2 = np.array([[-31.18], [-27.59], [-32.56]])
b2 = np.array([15.41])


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def relu(z):
    return np.maximum(z, 0)


def network(inputs, last=W2):
    return sigmoid(sigmoid(inputs @ W1 + b1) @ last + b2)


def forward(a, layers):
    for w, b in layers:
        a = sigmoid(a @ w + b)
    return a


def recursive(rows, layers):
    if not layers:
        return rows.tolist()
    w, b = layers[0]
    return recursive(sigmoid(np.matmul(rows, w) + b), layers[1:])


def emptying(rows, layers):
    values = [list(row) for row in rows]
    while layers:
        w, b = layers.pop(0)
        values = [
            [
                1
                / (
                    1
                    + math.exp(
                        -sum(v * k for v, k in zip(row, w[:, j], strict=True)) - b[j]
                    )
                )
                for j in range(len(b))
            ]
            for row in values
        ]
    return values


def with_library(a, layers):
    model = fn.Sequential([fn.Input((a.shape[1],))])
    for kernel, _ in layers:
        model.add(fn.layers.Dense(kernel.shape[1], "sigmoid"))
    model.set_weights([one for pair in layers for one in pair])
    return model.predict(a)


def ending(last, hidden):
    """Return forward with another activation at the end, and in the layers before."""

    def answer(a, layers):
        for i, (w, b) in enumerate(layers):
            a = (last if i == len(layers) - 1 else hidden)(a @ w + b)
        return a

    return answer


def linear(z):
    return z


def stops(a, layers):
    for w, b in layers:
        a = sigmoid(a @ w + b)
        return a


def discards(a, layers):
    for w, b in layers:
        sigmoid(a @ w + b)
    return a


def keeps_the_inputs(a, layers):
    for w, b in layers:
        out = sigmoid(a @ w + b)
    return out


def by_steps(step):
    def answer(a, layers):
        for w, b in layers:
            a = step(a, w, b)
        return a

    return answer


def forgets(a, layers):
    for w, b in layers:
        sigmoid(a @ w[: a.shape[1]] + b)
    return a


def scores(pictures):
    u, d, v, e, w, f = datasets.load_digit_network()
    return relu(relu(pictures @ u + d) @ v + e) @ w + f


def right(last):
    return np.sum((network((X - mean) / std, last)[:, 0] > 0.5) == y)


def deaf(unit):
    last = W2.copy()
    last[unit] = 0
    return last


images, labels = datasets.load_digits()
test = np.random.default_rng(0).permutation(len(labels))[:297]
SCORES = scores(images[test].reshape(-1, 64) / 16)
digits = SCORES.argmax(axis=1)
(place,) = np.flatnonzero(test == 245)

PLACES = np.array([[165, 13], [270, 15], [210, 12.5], [160, 11.6]])
LAYERS = [784 * 128 + 128, 128 * 64 + 64, 64 * 10 + 10]
ALARMS = 20.0 * np.array([[-1, 0, 1], [0, -1, 1]]), 20.0 * np.array([6, 1, -10])
LAST = np.full((3, 1), -20.0), np.array([10.0])
GOOD = (-ALARMS[0], -ALARMS[1])

RIGHT = {
    "5.1": [
        (sigmoid(-1.67),),
        (0.1584,),
        (np.float32(0.15842),),
        ([[0.158416]],),
        ("0.1584",),
        (0.1583,),  # cut off
    ],
    "5.2": [
        ((1797, 25), (25, 15), (1797, 1)),
        ([1797, 25], np.array([25, 15]), "(1797, 1)"),
        ((1797.0, 25.0), (25, np.int64(15)), np.empty((1797, 1)).shape),
    ],
    "5.3": [
        ([1, 0, 0], [0, 0, 1], [0, 0, 0], [1, 1, 0]),
        ((1, 0, 0), np.array([0, 0, 1]), [[0], [0], [0]], (True, True, False)),
        (*np.eye(3)[[0, 2]], np.zeros(3, bool), np.float32([1, 1, 0])),
    ],
    "5.4": [
        (forward,),
        (recursive,),
        (emptying,),
        (with_library,),
        (lambda A, layers: np.squeeze(forward(np.float32(A), layers)),),
        (lambda A, layers: [forward(row, layers) for row in A],),
        (lambda A, ls: reduce(lambda a, one: sigmoid(a @ one[0] + one[1]), ls, A),),
    ],
    "5.5": [(94,), (np.int64(94),), ([94.0],), (right(deaf(2)),)],
    "5.6": [
        (LAYERS, sum(LAYERS)),
        (tuple(LAYERS), 109386),
        (np.array(LAYERS, np.float32), np.float64(109386)),
        (np.array([LAYERS]).T, [109_386]),
    ],
    "5.7": [
        (lambda roasts: network((roasts - mean) / std)[:, 0],),
        (lambda roasts: network((np.float32(roasts) - mean) / std),),
        (lambda rows: [network((row - mean) / std).item() for row in rows],),
        (lambda r: network(r / std - mean / std).round(3),),
    ],
    "5.8": [
        (*ALARMS, *LAST),
        (ALARMS[0].tolist(), ALARMS[1].tolist(), [[-9], [-9], [-9]], 4.5),
        (*GOOD, [20, 20, 20], -50),
        (50 * ALARMS[0], ALARMS[1].reshape(1, 3) * 50, -np.ones(3), [0.5]),
        (
            [[30, -40, 0], [30, 0, -40]],
            (-300, 240, 40),
            np.array([[-30], [-30], [-30]], np.float32),
            15,
        ),
    ],
    "5.9": [
        (33, 5),
        (np.sum(digits[labels[test] == 5] == 5), digits[place]),
        (33.0, [5]),
        (np.int32(33), "5"),
    ],
}

WRONG = {
    "5.1": [
        ((-1.67,), "This is the score"),
        ((sigmoid(1.67),), "exponent"),
        ((sigmoid(7.61),), "without the bias"),
        ((sigmoid(-0.29 + 7.32 - 9.28),), "mixed up"),
        ((sigmoid(3.05),), "third unit"),
        ((sigmoid(-0.1 + 7.32 - 9.28),), "one line of the table"),
        ((sigmoid(0.29 + 7.32 + 9.28),), "Nearly 1"),
        ((sigmoid(0.29 - 7.32 - 9.28),), "Nearly 0"),
        ((sigmoid(0.29 + 7.32 - 9.82),), "bias of unit 1"),
        ((15.84,), "percent"),
        ((0.158,), "rounded"),
    ],
    "5.2": [
        (((25, 1797), (15, 25), (1, 1797)), "Turned round: each picture"),
        (((64, 25), (25, 15), (1797, 1)), "first kernel"),
        (((1797, 64), (25, 15), (1797, 1)), "These are the inputs"),
        (((297, 25), (25, 15), (297, 1)), "pictures of the test"),
        (((1500, 25), (25, 15), (1500, 1)), "those of the training"),
        (((1, 25), (25, 15), (1, 1)), "for one picture"),
        (((1797, 26), (25, 15), (1797, 1)), "added to each column"),
        (((1797, 25), (26, 15), (1797, 1)), "not in the kernel"),
        (((1797, 25), (15, 25), (1797, 1)), "a kernel has one row"),
        (((1797, 25), (1797, 15), (1797, 1)), "outputs of the second layer"),
        (((1797, 25), (64, 15), (1797, 1)), "never sees the pixels"),
        (((1797, 25), (64, 25), (1797, 1)), "kernel of the first layer"),
        (((1797, 25), (25, 15), (1797,)), "one column"),
        (((1797, 25), (25, 15), 1797), "one column"),
        (((1797, 25), (25, 15), (1, 1797)), "to the very end"),
        (((1797, 25), (25, 15), (1797, 15)), "a single unit"),
        (((1797, 25), (25, 15), (1797, 10)), "is it a 5"),
        (((1797, 25), (25, 15), (15, 1)), "the last kernel"),
        (((1797, 25), (25, 15), (1, 1)), "how many pictures"),
    ],
    "5.3": [
        (([0, 1, 1], [1, 1, 0], [1, 1, 1], [0, 0, 1]), "changed places"),
        (([1, 0, 0], [0, 0, 1], [0, 0, 0], [1, 0, 0]), "ring at once"),
        (([1, 0, 0], [0, 0, 1], [0, 0, 0], [0, 1, 0]), "ring at once"),
        (([0, 0, 1], [1, 0, 0], [0, 0, 0], [0, 1, 1]), "the alarm that you mean"),
        (([1, 0, 0], [0, 0, 1], [0, 1, 0], [1, 1, 0]), "dark triangle"),
        (([0, 0, 0], [0, 0, 1], [0, 0, 0], [1, 1, 0]), "On which side"),
        (([1, 0, 0], [0, 0, 1], [0, 0, 0, 1], [1, 1, 0]), "fourth map"),
        (([1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [1, 1, 0, 0]), "fourth map"),
        (tuple(sigmoid((PLACES - mean) / std @ W1 + b1)), "above 0.5 rings"),
    ],
    "5.4": [
        ((ending(linear, linear),), "Nothing bends"),
        ((ending(sigmoid, linear),), "Only the last layer"),
        ((ending(linear, sigmoid),), "scores of the last layer"),
        ((stops,), "inside the loop"),
        ((lambda A, layers: forward(A, [(W, 0) for W, _ in layers]),), "missing"),
        ((lambda A, layers: forward(A, [(W, -b) for W, b in layers]),), "taken off"),
        ((ending(relu, relu),), "end in ReLU. Sigmoid units are asked for."),
        ((ending(sigmoid, relu),), "in all layers"),
        ((lambda A, layers: forward(A, layers) > 0.5,), "yes and no"),
        ((lambda A, layers: A,), "as they went in"),
        ((discards,), "as they went in"),
        ((lambda A, ls: [forward(A, ls[:k]) for k in range(4)],), "last one"),
        ((lambda A, ls: [forward(A, ls[:k]) for k in (1, 2, 3)],), "last one"),
        ((keeps_the_inputs,), "comes into the second"),
        ((lambda A, layers: forward(A, layers[:2]),), "get its turn"),
        ((lambda A, layers: forward(A, layers[:-1]),), "get its turn"),
        ((lambda A, layers: forward(A, layers[::-1]),), "from back to front"),
        ((lambda A, layers: forward(A, [(W.T, b) for W, b in layers]),), "turned"),
        ((by_steps(lambda A, W, b: sigmoid(W @ A + b)),), "comes first"),
        ((by_steps(lambda A, W, b: sigmoid(A * W + b)),), "sums up"),
        ((by_steps(lambda A, W, b: sigmoid(A @ W) + b),), "before the sigmoid"),
        ((lambda A, layers: network(A),), "of the coffee"),
    ],
    "5.5": [
        ((200,), "whole network"),
        ((106,), "gets wrong"),
        ((157,), "always no"),
        ((0.47,), "a share"),
        ((47,), "a share"),
        ((right(deaf(0)),), "too cool"),
        ((right(deaf(1)),), "too short"),
        ((43,), "always says yes"),
        ((14414,), "met each"),
    ],
    "5.6": [
        (([784 * 128, 128 * 64, 64 * 10], 109184), "These are the weights"),
        (([784 * 128 + 1, 128 * 64 + 1, 641], 109187), "each unit has its own"),
        (([784 * 129, 128 * 65, 64 * 11], 1), "not to its inputs"),
        (([28 * 128 + 128, 8256, 650], 12618), "more than 28"),
        (([56 * 128 + 128, 8256, 650], 16202), "a product"),
        (([128, 64, 10], 202), "These are the units"),
        (([785 * 128, 785 * 64, 785 * 10], 158570), "sees the pixels"),
        (([8320, 8256, 650], 17226), "64 pixels"),
        (([0, *LAYERS], 109386), "no parameters"),
        (([*LAYERS, 109386], 109386), "name of its own"),
        ((LAYERS[::-1], 109386), "opposite order"),
        ((LAYERS, 109184), "weights alone"),
        ((LAYERS, math.prod(LAYERS)), "product of the three"),
    ],
    "5.7": [
        ((lambda r: network((r - r.mean(0)) / r.std(0))[:, 0],), "their own mean"),
        ((lambda r: network((r - r.mean(0)) / std)[:, 0],), "mean is still"),
        ((lambda r: network((r - mean) / r.std(0))[:, 0],), "std is still"),
        ((lambda r: network(r)[:, 0],), "Every roast is refused"),
        ((lambda r: network(r - mean)[:, 0],), "Every roast is refused"),
        ((lambda r: network((r - mean) / std)[:, 0] > 0.5,), "yes and no"),
        ((lambda r: network((r - [218.7, 13.4]) / [39.96, 1.13]),), "printed"),
        ((lambda r: network((r - LATER.mean(0)) / LATER.std(0)),), "of the new roasts"),
        ((lambda r: network((r - mean) / X.std(0, ddof=1)),), "n − 1"),
        ((lambda r: network((r - mean) / std**2)[:, 0],), "variance"),
        ((lambda r: 1 - network((r - mean) / std)[:, 0],), "changed places"),
    ],
    "5.8": [
        ((ALARMS[0] / 20, ALARMS[1] / 20, *LAST), "sharper"),
        ((ALARMS[0], ALARMS[1] / 20, *LAST), "A whole score"),
        ((ALARMS[0], ALARMS[1] * [10, 1, 10], *LAST), "tens of degrees"),
        ((np.full((2, 3), np.nan), *ALARMS[1:], *LAST), "nan and inf"),
        ((ALARMS[0], -ALARMS[1], *LAST), "signs of the biases"),
        ((*ALARMS, -LAST[0], -LAST[1]), "Every answer is the opposite"),
        ((*ALARMS, LAST[0], -LAST[1]), "the answer must be yes"),
        ((*ALARMS, LAST[0], 50), "The three alarms are right"),
        ((*GOOD, *LAST), "takes them for alarms"),
        ((*GOOD, [20, 20, 20], -10), "between which sums"),
        ((ALARMS[0].T, ALARMS[1], *LAST), "Turned round"),
        ((ALARMS[0], ALARMS[1], LAST[0][:2], LAST[1]), "Another shape"),
        ((ALARMS[0], "loud", *LAST), "Another shape"),
    ],
    "5.9": [
        ((32, 5), "network of the chapter"),
        ((290, 5), "all digits"),
        ((1.0, 5), "a share"),
        ((181, 5), "trained on"),
        ((0, 5), "argmax"),
        ((33, 245), "number of the picture"),
        ((33, place), "position of the picture"),
        ((33, digits[0]), "first picture"),
        ((33, SCORES[place].max()), "largest score"),
        ((33, True), "Which digit"),
        ((33, False), "ten scores"),
    ],
}

UNKNOWN = {
    "5.1": [(0.5,), (0.16,), ([0.1584, 0.1584],), (0.1589,)],
    "5.2": [
        ((1797, 26), (25, 15), (1797, 1)),
        (1797 * 25, "many", None),
        ((1797, 25), (25, 15, 1), (1797, 1)),
        ((1797, 25), (25, 15), (1797, 2)),
    ],
    "5.3": [
        ([1, 0, 0], [0, 0, 1], [0, 0, 0], [1, 1, 1]),
        ([1, 0, 0], [0, 1, 1], [0, 0, 0], [1, 1, 0]),
        ([1, 0], [0, 0, 1], [0, 0, 0], [1, 1, 0]),
        (1, 3, 0, 1),
    ],
    "5.4": [
        (forgets,),
        (lambda A, layers: forward(A, layers).T[0, 0],),
        (lambda A, layers: sigmoid(forward(A, layers)),),
        (ending(np.tanh, np.tanh),),
    ],
    "5.5": [(93,), (149,), (-94,), ([94, 94],)],
    "5.6": [
        (LAYERS, 109385),
        ([784, *LAYERS], 109386),
        (109386, 109386),
    ],
    "5.7": [
        (lambda r: network((r - mean) / std)[0, 0],),
        (lambda r: network((r - HOT.mean(0)) / HOT.std(0)),),
        (lambda r: sigmoid((r - mean) / std @ W1 + b1),),
        (lambda r: network((r - X.mean()) / X.std())[:, 0],),
    ],
    "5.8": [
        (np.zeros((2, 3)), np.zeros(3), np.zeros((3, 1)), 0),
        (ALARMS[0], 20.0 * np.array([6, 1, -11]), *LAST),
        (ALARMS[0], 20.0 * np.array([6, 2, -10]), *LAST),
    ],
    "5.9": [(33, 3), (34, 5), (33, 9.5), (33, [5, 5]), (33, "five")],
}
