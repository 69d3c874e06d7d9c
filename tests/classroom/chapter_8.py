"""Answers to chapter 8's exercises."""

import numpy as np

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


# 8.4


def with_relu(X, Y, W1, b1, W2, b2):
    z1 = X @ W1 + b1
    a1 = np.maximum(z1, 0)
    delta2 = 2 * (a1 @ W2 + b2 - Y) / Y.size
    delta1 = (delta2 @ W2.T) * (z1 > 0)
    return [X.T @ delta1, delta1.sum(axis=0), a1.T @ delta2, delta2.sum(axis=0)]


def with_relu_by_rows(inputs, labels, W1, b1, W2, b2):
    kernel_1, bias_1, kernel_2, bias_2 = (np.zeros_like(a) for a in (W1, b1, W2, b2))
    for x, y in zip(inputs, labels, strict=True):
        a = [max(float(x @ W1[:, j] + b1[j]), 0.0) for j in range(len(b1))]
        errors = 2 * (np.array(a) @ W2 + b2 - y) / labels.size
        for reader, error in enumerate(errors):
            bias_2[reader] += error
            for j, sent in enumerate(a):
                kernel_2[j, reader] += error * sent
                if sent > 0:
                    bias_1[j] += error * W2[j, reader]
                    kernel_1[:, j] += error * W2[j, reader] * x
    return kernel_1, bias_1, kernel_2, bias_2


def with_relu_in_float32(*arrays):
    arrays = [one.astype(np.float32) for one in arrays]
    return tuple(with_relu(*arrays))


def with_relu_as_rows(X, Y, W1, b1, W2, b2):
    a1 = np.where(X @ W1 + b1 > 0, X @ W1 + b1, 0)
    delta2 = np.mean(2 * (a1 @ W2 + b2 - Y)[None], axis=0) / Y.size
    delta1 = np.where(a1 > 0, np.dot(delta2, W2.transpose()), 0)
    ones = np.ones((1, len(X)))
    found = [X.T @ delta1, ones @ delta1, np.dot(a1.T, delta2), ones @ delta2]
    return [one.tolist() for one in found]


def relu_network(X, Y, W1, b1, W2, b2, hidden=None, slope=None, last=None, error=None):
    """Make the slopes of the network with ReLU, with a part of one's own."""
    z1 = X @ W1 + b1
    a1 = np.maximum(z1, 0) if hidden is None else hidden(z1)
    a2 = a1 @ W2 + b2
    a2 = a2 if last is None else last(a2)
    delta2 = 2 * (a2 - Y) / Y.size if error is None else error(a2, Y)
    delta1 = delta2 @ W2.T * ((z1 > 0) if slope is None else slope(z1, a1))
    return [X.T @ delta1, delta1.sum(axis=0), a1.T @ delta2, delta2.sum(axis=0)]


def relu_but(**parts):
    return lambda *arrays: relu_network(*arrays, **parts)


def with_means(function, *places):
    def found(X, *rest):
        slopes = function(X, *rest)
        return [
            one / len(X) if place in places else one for place, one in enumerate(slopes)
        ]

    return found


def without_sums(X, Y, W1, b1, W2, b2):
    z1 = X @ W1 + b1
    delta2 = 2 * (np.maximum(z1, 0) @ W2 + b2 - Y) / Y.size
    delta1 = delta2 @ W2.T * (z1 > 0)
    return [X.T @ delta1, delta1, np.maximum(z1, 0).T @ delta2, delta2]


def sums_along_rows(X, Y, W1, b1, W2, b2):
    found = without_sums(X, Y, W1, b1, W2, b2)
    return [one.sum(axis=1) if k % 2 else one for k, one in enumerate(found)]


def measures(X, Y, *weights):
    slopes = []
    for array in weights:
        slopes.append(np.zeros(array.shape))
        for place in np.ndindex(array.shape):
            kept = array[place]
            for nudge in (1e-6, -1e-6):
                array[place] = kept + nudge
                w_1, b_1, w_2, b_2 = weights
                answers = np.maximum(X @ w_1 + b_1, 0) @ w_2 + b_2
                slopes[-1][place] += np.mean((answers - Y) ** 2) / (2 * nudge)
            array[place] = kept
    return slopes


def with_tanh(X, Y, W1, b1, W2, b2):
    a1 = np.tanh(X @ W1 + b1)
    delta2 = (sigmoid(a1 @ W2 + b2) - Y) / Y.size
    delta1 = (delta2 @ W2.T) * (1 - a1**2)
    return [X.T @ delta1, delta1.sum(axis=0), a1.T @ delta2, delta2.sum(axis=0)]


def turned_arrays(*arrays):
    return [one.T for one in with_relu(*arrays)]


def with_a_step(X, Y, *weights):
    slopes = with_relu(X, Y, *weights)
    for array, slope in zip(weights, slopes, strict=True):
        array -= slope
    return slopes


def with_labels_changed(X, labels, *weights):
    slopes = with_relu(X, labels, *weights)
    labels -= 1
    return slopes


# 8.5


def mended(X, Y, W1, b1, W2, b2):
    a1 = sigmoid(X @ W1 + b1)
    a2 = sigmoid(a1 @ W2 + b2)
    delta2 = (a2 - Y) / Y.size
    delta1 = (delta2 @ W2.T) * a1 * (1 - a1)
    return [X.T @ delta1, delta1.sum(axis=0), a1.T @ delta2, delta2.sum(axis=0)]


def mended_late(X, Y, W1, b1, W2, b2):
    a1 = sigmoid(X @ W1 + b1)
    delta2 = sigmoid(a1 @ W2 + b2) - Y
    delta1 = (delta2 @ W2.T) * (a1 - a1**2)
    found = (X.T @ delta1, sum(delta1), a1.T @ delta2, sum(delta2))
    return tuple(one / Y.size for one in found)


def mended_by_scores(X, Y, W1, b1, W2, b2):
    z1 = X @ W1 + b1
    a1 = sigmoid(z1)
    delta2 = (sigmoid(a1 @ W2 + b2) - Y) / np.size(Y)
    delta1 = np.einsum("ij,kj->ik", delta2, W2) * sigmoid(z1) * sigmoid(-z1)
    return (
        np.einsum("ni,nj->ij", X, delta1),
        np.add.reduce(delta1),
        np.einsum("ni,nj->ij", a1, delta2),
        delta2.sum(0, keepdims=True),
    )


def sigmoids(X, Y, W1, b1, W2, b2, slope=None, error=None, hidden=sigmoid):
    """Make the slopes of the network with sigmoids, with a part of one's own."""
    z1 = X @ W1 + b1
    a1 = hidden(z1)
    a2 = sigmoid(a1 @ W2 + b2)
    delta2 = (a2 - Y) / Y.size if error is None else error(a2, Y)
    delta1 = (delta2 @ W2.T) * (a1 * (1 - a1) if slope is None else slope(z1, a1))
    return [X.T @ delta1, delta1.sum(axis=0), a1.T @ delta2, delta2.sum(axis=0)]


def sigmoids_but(**parts):
    return lambda *arrays: sigmoids(*arrays, **parts)


def planted(z, a):
    return z * (1 - z)


def untransposed(X, Y, W1, b1, W2, b2):
    a1 = sigmoid(X @ W1 + b1)
    delta2 = (sigmoid(a1 @ W2 + b2) - Y) / Y.size
    delta1 = (delta2 @ W2) * a1 * (1 - a1)
    return [X.T @ delta1, delta1.sum(axis=0), a1.T @ delta2, delta2.sum(axis=0)]


# 8.6


def forward_deep(X, weights):
    outputs = [X]
    for w, b in zip(weights[::2], weights[1::2], strict=True):
        z = outputs[-1] @ w + b
        outputs.append(np.tanh(z))
    outputs[-1] = sigmoid(z)
    return outputs


def deep(X, Y, weights):
    *outputs, answers = forward_deep(X, weights)
    delta = (answers - Y) / Y.size
    slopes = []
    for a, w in zip(outputs[::-1], weights[-2::-2], strict=True):
        slopes = [a.T @ delta, delta.sum(axis=0), *slopes]
        delta = (delta @ w.T) * (1 - a**2)
    return slopes


def deep_by_places(X, Y, weights):
    outputs = forward_deep(X, weights)
    slopes = [None] * len(weights)
    delta = (outputs[-1] - Y) / Y.size
    for layer in range(len(weights) // 2 - 1, -1, -1):
        slopes[2 * layer] = outputs[layer].T @ delta
        slopes[2 * layer + 1] = np.sum(delta, axis=0, keepdims=True)
        if layer:
            delta = delta @ weights[2 * layer].T * (1 - outputs[layer] ** 2)
    return tuple(slopes)


def deep_and_recursive(X, Y, weights):
    w, b, *rest = weights
    if not rest:
        delta = (sigmoid(X @ w + b) - Y) / Y.size
        return [X.T @ delta, delta.sum(0)]
    a = np.tanh(X @ w + b)
    found = deep_and_recursive(a, Y, rest)
    delta = error_of(a, Y, rest)
    return [X.T @ delta, delta.sum(0), *found]


def error_of(a, Y, weights):
    w, b, *rest = weights
    if rest:
        delta = error_of(np.tanh(a @ w + b), Y, rest)
    else:
        delta = (sigmoid(a @ w + b) - Y) / Y.size
    return delta @ w.T * (1 - a**2)


def deep_backwards(X, Y, weights):
    outputs = forward_deep(X, weights)
    slopes = []
    delta = (outputs.pop() - Y) / Y.size
    weights = list(weights)
    while weights:
        weights.pop()
        w = weights.pop()
        a = outputs.pop()
        slopes.append(delta.sum(axis=0))
        slopes.append(a.T @ delta)
        delta = (delta @ w.T) * (1 - a * a)
    slopes.reverse()
    return slopes


def deep_as_objects(X, Y, weights):
    found = np.empty(len(weights), dtype=object)
    for place, one in enumerate(deep(X, Y, weights)):
        found[place] = one.astype(np.float32)
    return found


def deep_but(slope=lambda a: 1 - a**2, factor=lambda Y: 1 / Y.size, axis_sum=np.sum):
    def found(X, Y, weights):
        *outputs, answers = forward_deep(X, weights)
        delta = (answers - Y) * factor(Y)
        slopes = []
        for a, w in zip(outputs[::-1], weights[-2::-2], strict=True):
            slopes = [a.T @ delta, axis_sum(delta, axis=0), *slopes]
            delta = (delta @ w.T) * slope(a)
        return slopes

    return found


def layers_turned(X, Y, weights):
    slopes = deep(X, Y, weights)
    return [one for k in range(len(slopes) - 2, -1, -2) for one in slopes[k : k + 2]]


def biases_first(X, Y, weights):
    slopes = deep(X, Y, weights)
    slopes[::2], slopes[1::2] = slopes[1::2], slopes[::2]
    return slopes


def in_pairs(X, Y, weights):
    slopes = deep(X, Y, weights)
    return [(slopes[k], slopes[k + 1]) for k in range(0, len(slopes), 2)]


def deep_that_empties_the_list(X, Y, weights):
    *outputs, answers = forward_deep(X, weights)
    delta = (answers - Y) / Y.size
    slopes = []
    while weights:
        weights.pop()
        a = outputs.pop()
        slopes = [a.T @ delta, delta.sum(axis=0), *slopes]
        delta = (delta @ weights.pop().T) * (1 - a**2)
    return slopes


def deep_with_a_step(X, Y, weights):
    slopes = deep(X, Y, weights)
    for array, slope in zip(weights, slopes, strict=True):
        array -= slope
    return slopes


def first_layers_forgotten(X, Y, weights):
    slopes = deep(X, Y, weights)
    return [0 * one for one in slopes[:-2]] + slopes[-2:]


# 8.7

W_COAST, B_COAST = [7.844434, 8.784375], -0.941


# 8.8


def accumulate(tape):
    slopes = [0.0] * len(tape)
    slopes[-1] = 1.0
    for place in reversed(range(len(tape))):
        _, sources = tape[place]
        for source, factor in sources:
            slopes[source] += slopes[place] * factor
    return slopes


def accumulate_in_an_array(records):
    found = np.zeros(len(records), dtype=np.float32)
    found[len(records) - 1] = 1
    for k in range(len(records) - 1, -1, -1):
        for i, factor in records[k][1]:
            found[i] = found[i] + factor * found[k]
    return found


def by_readers(tape):
    found = {}
    for place in range(len(tape) - 1, -1, -1):
        found[place] = float(place == len(tape) - 1)
        for later in range(place + 1, len(tape)):
            for source, factor in tape[later][1]:
                found[place] += found[later] * factor * (source == place)
    return tuple(found[place] for place in range(len(tape)))


def by_matrix(tape):
    arrows = np.zeros((len(tape), len(tape)))
    for place, (_, sources) in enumerate(tape):
        for source, factor in sources:
            arrows[place, source] += factor
    last = np.eye(len(tape))[-1]
    return np.linalg.solve((np.eye(len(tape)) - arrows).T, last).reshape(-1, 1)


def by_pops(tape):
    left, slopes = list(tape), [0] * len(tape)
    slopes[-1] = 1
    while left:
        _, sources = left.pop()
        for source, factor in sources:
            slopes[source] += slopes[len(left)] * factor
    return slopes


def by_walks(tape):
    slopes = [0] * len(tape)

    def go(place, factor):
        slopes[place] += factor
        for source, by in tape[place][1]:
            go(source, factor * by)

    go(len(tape) - 1, 1)
    return slopes


def by_breadth(tape):
    slopes, waiting, seen = np.zeros(len(tape)), [len(tape) - 1], set()
    slopes[-1] = 1
    while waiting:
        place = waiting.pop(0)
        if place not in seen:
            seen.add(place)
            for source, factor in tape[place][1]:
                slopes[source] += slopes[place] * factor
                waiting.append(source)
    return slopes


def each_source_once(tape):
    return accumulate([(value, dict(sources).items()) for value, sources in tape])


def walk(tape, start=1.0, forward=False, add=True, multiply=True, factors=True):
    slopes = [0.0] * len(tape)
    slopes[-1] = start
    places = range(len(tape)) if forward else reversed(range(len(tape)))
    for place in places:
        for source, factor in tape[place][1]:
            new = (slopes[place] if multiply else 1) * (factor if factors else 1)
            slopes[source] = slopes[source] + new if add else new
    return slopes


def multiplies_everything(tape):
    slopes = [0.0] * len(tape)
    slopes[-1] = 1.0
    for place in reversed(range(len(tape))):
        for source, factor in tape[place][1]:
            new = slopes[place] * factor
            slopes[source] = slopes[source] * new if slopes[source] else new
    return slopes


CAFE = [
    (120.0, ()),
    (-20.0, ()),
    (2.0, ()),
    (-40.0, ((1, 2.0), (2, -20.0))),
    (80.0, ((0, 1.0), (3, 1.0))),
    (160.0, ((2, 80.0), (4, 2.0))),
]


def prints_only(tape):
    accumulate(tape)


RIGHT = {
    "8.1": [
        (-8, 8, -32),
        (-8.0, np.float32(8), np.array([-32])),
        ([-8], np.int64(8), "-32"),
        (2 * (3 * -1 - 1), -8 * -1, -8 * 3 - 8),
    ],
    "8.2": [
        (4, 0.04),
        (4.0, 4 * 0.01),
        (np.float32(4), np.array([0.04])),
        (4.0000001, 4 / (1 + np.exp(-0.04)) - 2),
        ("4", "0.04"),
    ],
    "8.3": [
        (["W1", "b1", "b2"],),
        (("b2", "W1", "b1"),),
        ({"W1", "b1", "b2"},),
        (np.array(["w1", "b1", "B2"]),),
        ("W1, b1, b2",),
        (["b1 ", " b2", "W1", "W1"],),
        ("W1, b1 and b2",),
        ({"W1": True, "b1": True, "W2": False, "b2": np.True_},),
    ],
    "8.4": [
        (with_relu,),
        (with_relu_by_rows,),
        (with_relu_in_float32,),
        (with_relu_as_rows,),
        (relu_but(slope=lambda Z, a: np.sign(a)),),
        (relu_but(slope=lambda Z, a: np.heaviside(Z, 0.5)),),
        (lambda *arrays: iter(with_relu(*arrays)),),
        (measures,),
    ],
    "8.5": [(mended,), (mended_late,), (mended_by_scores,), (sigmoids,)],
    "8.6": [
        (deep,),
        (deep_by_places,),
        (deep_and_recursive,),
        (deep_backwards,),
        (deep_as_objects,),
        (deep_that_empties_the_list,),
    ],
    "8.7": [
        (W_COAST, B_COAST),
        (np.array(W_COAST), np.float64(B_COAST)),
        ([7.8, 8.8], -0.9),
        (np.array([[7.84], [8.78]], dtype=np.float32), np.array([-0.94])),
        ((7.84448, 8.78443), -0.94099),  # the bias is moved after the weights
        ([7.84, 8.784], [-0.94]),
    ],
    "8.8": [
        (accumulate,),
        (accumulate_in_an_array,),
        (by_readers,),
        (by_matrix,),
        (by_pops,),
        (by_walks,),
        (lambda tape: dict(enumerate(accumulate(tape))).values(),),
    ],
}

WRONG = {
    "8.1": [
        ((-4, 4, -16), "twice as much"),
        ((8, -8, 32), "sign of q"),
        ((16, -16, 64), "value of L"),
        ((1, -1, 4), "below L"),
        ((-8, -24, 0), "other factor"),
        ((-8, -8, -32), "One arrow is left"),
        ((-8, -1, -32), "last arrow alone"),
        ((-8, 8, -24), "by way of q"),
        ((-8, 8, -8), "direct path"),
        ((-8, 8, 8), "other factor"),
        ((-8, 8, -16), "wrong sign"),
        ((-8, 8, 192), "come together"),
    ],
    "8.2": [
        ((1, 0.01), "upper path"),
        ((3, 0.03), "lower path"),
        ((-2, -0.02), "two minus signs"),
        ((16, 0.16), "smaller"),
        ((0, 0), "values"),
        ((4, 4), "whole 1"),
        ((4, 0.01), "as many times"),
        ((4, 1.04), "afterwards"),
        ((4, -0.04), "grow or shrink"),
        ((-4, 0.04), "sign"),
    ],
    "8.3": [
        ((["W1", "b1"],), "Add up"),
        ((["W2"],), "another matter"),
        (("W2 W1 b1",), "W2 again"),
        ((["W1", "b1", "W2", "b2"],), "ever move"),
        ((["W2", "b2"],), "other layer"),
        (([],), "what is left of them"),
        (({"b1", "b2"},), "Both biases"),
        ((["W1"],), "no error gets"),
        ((["W1", "b2"],), "Both are right"),
        ((["b1", "W2", "b2"],), "start at 0"),
        (({"W1": 0.0, "W2": 1.0, "delta": 2},), "quotation marks"),
        (([1, 3, 4],), "quotation marks"),
        ((["W1", "b1", "delta2"],), "quotation marks"),
    ],
    "8.4": [
        ((relu_but(error=lambda a, y: (a - y) / y.size),), "Half"),
        ((relu_but(last=sigmoid),), "left at the end"),
        (
            (relu_but(last=sigmoid, error=lambda a, y: (a - y) / y.size),),
            "network before",
        ),
        (
            (relu_but(hidden=np.tanh, slope=lambda z, a: 1 - a**2),),
            "still has tanh, on",
        ),
        ((relu_but(hidden=np.tanh),), "way forward still"),
        ((relu_but(slope=lambda z, a: 1 - a**2),), "left and right of 0"),
        ((relu_but(slope=lambda z, a: 1),), "through its activation"),
        ((relu_but(slope=lambda z, a: np.maximum(z, 0)),), "ReLU itself"),
        ((relu_but(slope=lambda z, a: 2 * (z > 0)),), "delta2 already"),
        ((relu_but(error=lambda a, y: 2 * (y - a) / y.size),), "turned"),
        ((relu_but(error=lambda a, y: 2 * (a - y)),), "slopes of a sum"),
        ((relu_but(error=lambda a, y: 2 * (a - y) / len(y)),), "Y.size"),
        ((with_means(with_relu, 1, 3),), "a second time"),
        ((without_sums,), "down the column"),
        ((sums_along_rows,), "down the column"),
        ((relu_but(slope=lambda z, a: z < 0),), "on the way to the layer before"),
        ((relu_but(last=lambda z: np.maximum(z, 0)),), "at the end, too"),
        ((with_tanh,), "backward as it was"),
        ((with_means(with_relu, 3),), "kernel of this layer"),
        ((with_means(with_relu, 1),), "kernel of this layer"),
        ((turned_arrays,), "another"),
        ((lambda *arrays: with_relu(*arrays)[::-1],), "another order"),
        (
            (lambda *arrays: dict(zip("abcd", with_relu(*arrays), strict=True)),),
            "dict",
        ),
        ((with_a_step,), "have changed"),
        ((with_labels_changed,), "have changed"),
        ((lambda *arrays: with_relu(*arrays)[:2],), "count them"),
    ],
    "8.5": [
        ((with_means(sigmoids_but(slope=planted), 3),), "for itself"),
        ((sigmoids_but(slope=planted),), "b2 is mended"),
        ((with_means(mended, 3),), "delta1 is mended"),
        ((with_means(mended, 1, 3),), "a second time"),
        ((sigmoids_but(slope=lambda z, a: 1 - a**2),), "slope of tanh"),
        ((sigmoids_but(slope=lambda z, a: 1),), "through its activation"),
        ((sigmoids_but(slope=lambda z, a: a * (1 - z)),), "both places"),
        ((sigmoids_but(slope=lambda z, a: z * (1 - a)),), "both places"),
        (
            (sigmoids_but(slope=lambda z, a: sigmoid(a) * (1 - sigmoid(a))),),
            "a second time",
        ),
        ((sigmoids_but(error=lambda a, y: (a - y) / len(y)),), "Y.size"),
        ((sigmoids_but(error=lambda a, y: a - y),), "slopes of a sum"),
        ((with_means(sigmoids_but(error=lambda a, y: a - y), 1, 3),), "taken out"),
    ],
    "8.6": [
        ((layers_turned,), "last layer comes first"),
        ((lambda *given: deep(*given)[::-1],), "end to the beginning"),
        ((lambda *given: deep(*given)[::2] + deep(*given)[1::2],), "all kernels"),
        ((biases_first,), "swap"),
        ((lambda *given: deep(*given)[-2:],), "last layer only"),
        ((in_pairs,), "in pairs"),
        ((first_layers_forgotten,), "on the way to the layer before"),
        ((deep_but(slope=lambda a: 1),), "factor of tanh"),
        ((deep_but(slope=lambda a: a * (1 - a)),), "slope of the sigmoid"),
        ((deep_but(slope=lambda a: 1 - np.tanh(a) ** 2),), "second time"),
        ((deep_but(factor=lambda Y: 1),), "slopes of a sum"),
        ((deep_but(factor=lambda Y: 1 / len(Y)),), "Y.size"),
        ((deep_but(factor=lambda Y: -1 / Y.size),), "turned"),
        ((deep_but(axis_sum=np.mean),), "a second time"),
        ((deep_with_a_step,), "have changed"),
    ],
    "8.7": [
        (([7.883, 8.615], -1.024), "X_test"),
        (([4.864, 5.501], -0.688), "squared loss"),
        (([8.472, 9.593], 0.0), "every round"),
        (([-7.844, -8.784], 0.941), "labels are swapped"),
        (([7.844, 8.784], 0), "which b"),
        (([7.844, 8.784], 0.941), "sign of the bias"),
        (([7.83803, 8.77738], -0.94101), "exactly 500"),  # 499 steps
        (([7.85082, 8.79135], -0.94099), "exactly 500"),  # 501
        (([7.8158, 8.8154], -0.9001), "exactly 500"),  # scaled by all
        (([7.8508, 8.6892], -0.982), "exactly 500"),  # on X_test, too
        (([8.784, 7.844], -0.941), "changed places"),
        (([2.123, 2.616], -0.865), "not come as far"),
        (([4.398, 5.037], -0.919), "not come as far"),
        (([10.168, 11.324], -0.931), "too far"),
        (([1105.1, 1189.3], -17.7), "too far"),
    ],
    "8.8": [
        ((lambda tape: walk(tape, add=False),), "wipes out"),
        ((lambda tape: walk(tape, forward=True),), "from the front"),
        ((lambda tape: walk(tape, start=0.0),), "nothing starts"),
        ((lambda tape: walk(tape, multiply=False),), "by itself"),
        ((lambda tape: walk(tape, factors=False),), "handed on"),
        ((multiplies_everything,), "something else"),
        ((lambda tape: walk(tape, start=tape[-1][0]),), "starts with the value"),
        ((by_breadth,), "complete"),
        ((each_source_once,), "both count"),
        ((lambda tape: accumulate(tape)[::-1],), "list is turned"),
        ((lambda tape: [*accumulate(tape)[:-1], 0],), "Only the last"),
        ((lambda tape: accumulate(tape)[:-1],), "missing"),
        ((lambda tape: accumulate(tape)[0],), "One slope"),
        ((lambda tape: accumulate(CAFE),), "always the café"),
        ((lambda tape: [value for value, _ in tape],), "the values"),
        ((prints_only,), "return"),
    ],
}

UNKNOWN = {
    "8.1": [(-8, 8, -30), (-8, 8, None), ("minus 8", 8, -32), (-7, 8, -32)],
    "8.2": [(2, 0.02), (4, 0.4), (4.5, 0.04), (4, None)],
    "8.3": [(["b2"],), (["W2", "b1"],), ({"W1": 0.0, "W2": 1.0},), (None,), (True,)],
    "8.4": [
        (lambda X, Y, W1, b1, W2, b2: [W1, b1, W2, b2],),
        (mended,),
        (untransposed,),
        (with_relu(X, X[:, :1], np.ones((2, 2)), np.ones(2), np.ones((2, 1)), [1]),),
    ],
    "8.5": [(untransposed,), (lambda X, Y, *weights: weights,), (with_relu,)],
    "8.6": [
        (lambda X, Y, weights: weights,),
        (lambda X, Y, weights: mended(X, Y, *weights),),
    ],
    "8.7": [
        ([1, -1], 0),
        ([7.844, 8.784, -0.941], -0.941),
        ([7.844, 8.784], -0.5),
        ([float("nan")] * 2, float("nan")),
        (7.8, -0.94),
    ],
    "8.8": [
        (lambda tape: [1.0] * len(tape),),
        (lambda tape: tape,),
        (len,),
        (lambda tape: [2 * one for one in accumulate(tape)],),
    ],
}
