"""The checks of chapter 8's exercises."""

from itertools import pairwise

import numpy as np
import pytest

import firstneuron as fn
from answers.common import answers, measured_slopes
from firstneuron import datasets


@answers("8.1")
def a_number_used_twice(slope_s, slope_a, slope_b):
    # L = (a b + b)² = b² (a + 1)², so 2 b² (a + 1) and 2 b (a + 1)².
    assert slope_s == pytest.approx(2 * -4)
    assert slope_a == pytest.approx(2 * (-1) ** 2 * 4)
    assert slope_b == pytest.approx(2 * -1 * 4**2)


@answers("8.2")
def read_a_slope_off_the_graph(slope_w, change):
    # a = sigmoid(4 w), q = 2 a, s = 1 - 3 a, and L = q / 2 - s, which is 4 a - 1.
    def loss(w):
        return 4 / (1 + np.exp(-4 * w)) - 1

    (expected,) = measured_slopes(loss, [np.array(0.0)])
    assert slope_w == pytest.approx(float(expected))
    assert change == pytest.approx(loss(0.01) - loss(0), abs=1e-4)


@answers("8.3")
def half_of_it_zero(all_zero):
    # Every answer is 0.5, so the errors are ± 1/8; and tanh keeps no two sums alike.
    assert sorted(all_zero) == ["W1", "b1", "b2"]


def assert_slopes(backward, hidden_activation, loss_of, labels):
    """Compare with measured slopes, for two networks of different sizes."""
    rng = np.random.default_rng(seed=7)
    for rows, inputs, hidden, outputs in ((5, 2, 3, 1), (1, 3, 4, 2)):
        x, y = rng.normal(size=(rows, inputs)), labels(rng, (rows, outputs))
        shapes = ((inputs, hidden), (hidden,), (hidden, outputs), (outputs,))
        weights = [rng.normal(size=shape) for shape in shapes]

        def loss(w1, b1, w2, b2, x=x, y=y):
            return loss_of(hidden_activation(x @ w1 + b1) @ w2 + b2, y)

        found = backward(x, y, *weights)
        assert len(found) == 4
        for ours, theirs in zip(found, measured_slopes(loss, weights), strict=True):
            assert np.asarray(ours) == pytest.approx(theirs, abs=1e-6)


def log_loss(scores, y):
    """Return the mean log loss of scores: log(1 + e^z) - y z."""
    return np.mean(np.logaddexp(0, scores) - y * scores)


def yes_or_no(rng, shape):
    return rng.integers(2, size=shape).astype(float)


@answers("8.4")
def backpropagation_with_relu(backward_relu):
    assert_slopes(
        backward_relu,
        lambda z: np.maximum(z, 0),
        lambda scores, y: np.mean((scores - y) ** 2),
        lambda rng, shape: rng.normal(size=shape),
    )


@answers("8.5")
def two_planted_mistakes(backward_sigmoid):
    assert_slopes(backward_sigmoid, lambda z: 1 / (1 + np.exp(-z)), log_loss, yes_or_no)


@answers("8.6")
def any_number_of_layers(backward_deep):
    rng = np.random.default_rng(seed=8)
    for sizes in ((2, 1), (2, 3, 1), (3, 4, 2, 3, 2)):
        x, y = rng.normal(size=(5, sizes[0])), yes_or_no(rng, (5, sizes[-1]))
        weights = []
        for inputs, units in pairwise(sizes):
            weights += [rng.normal(size=(inputs, units)), rng.normal(size=units)]

        def loss(*weights, x=x, y=y):
            *hidden, last = zip(weights[::2], weights[1::2], strict=True)
            for w, b in hidden:
                x = np.tanh(x @ w + b)
            return log_loss(x @ last[0] + last[1], y)

        found = backward_deep(x, y, weights)
        for ours, theirs in zip(found, measured_slopes(loss, weights), strict=True):
            assert np.asarray(ours) == pytest.approx(theirs, abs=1e-6)


@answers("8.7")
def the_coast_of_california(w, b):
    housing = datasets.load_california_housing()
    order = np.random.default_rng(seed=0).permutation(len(housing))
    place = housing.matrix("longitude", "latitude")
    train, test = order[:2000], order[2000:4000]
    x = (place - place[train].mean(axis=0)) / place[train].std(axis=0)
    inland = (housing["ocean_proximity"] == "INLAND").astype(float)

    # The library's own training: all rows in one batch, 500 times, from zero.
    unit = fn.layers.Dense(1, "sigmoid", kernel_initializer="zeros")
    model = fn.Sequential([fn.Input((2,)), unit])
    model.compile(fn.optimizers.SGD(1.0), "binary_crossentropy")
    model.fit(x[train], inland[train], batch_size=2000, epochs=500, verbose=0)
    kernel, bias = model.get_weights()
    assert np.ravel(w) == pytest.approx(kernel[:, 0], abs=0.01)
    assert np.ravel(b) == pytest.approx(bias, abs=0.01)

    scores = x[test] @ np.ravel(w) + np.ravel(b)
    assert np.mean((scores > 0) == inland[test]) > 0.94


@answers("8.8")
def a_tape_of_your_own(walk_back):
    # Sums and products of earlier numbers, some used twice or not at all.
    rng = np.random.default_rng(seed=9)
    for steps in (0, 1, 4, 9):
        made = [(rng.integers(3 + k, size=2), rng.integers(2)) for k in range(steps)]

        def values(numbers, made=made):
            found = list(numbers)
            for (i, j), times in made:
                one, other = found[i], found[j]
                found.append(one * other if times else one + other)
            return found

        start = rng.normal(size=3)
        found = values(start)
        tape = [(value, ()) for value in found[:3]]
        for value, ((i, j), times) in zip(found[3:], made, strict=True):
            factors = (found[j], found[i]) if times else (1.0, 1.0)
            tape.append((value, ((i, factors[0]), (j, factors[1]))))
        (expected,) = measured_slopes(lambda x, f=values: f(x)[-1], [start])
        slopes = walk_back(tape)
        assert len(slopes) == len(tape)
        assert slopes[-1] == pytest.approx(1)
        assert slopes[:3] == pytest.approx(expected, rel=1e-5, abs=1e-6)
