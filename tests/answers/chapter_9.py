"""The checks of chapter 9's exercises."""

import math

import numpy as np
import pytest

import firstneuron as fn
from answers.common import answers
from firstneuron import datasets


def shares_of(scores):
    """Return the softmax of one row of scores, in plain Python."""
    powers = [math.exp(score) for score in scores]
    return [power / sum(powers) for power in powers]


def mean_loss(scores, y):
    """Return the mean cross-entropy of a table of scores, in plain Python."""
    rows = zip(scores, y, strict=True)
    return -sum(math.log(shares_of(row)[true]) for row, true in rows) / len(y)


def digits_of_the_test():
    """Return the pictures and the labels of chapter 9's test."""
    images, labels = datasets.load_digits()
    test = np.random.default_rng(seed=0).permutation(1797)[:297]
    return images[test], labels[test]


def shares_of_network(seed, images):
    """Return the shares that one of the five shipped networks gives to pictures."""
    a = images.reshape(len(images), 64) / 16
    w1, b1, w2, b2, w3, b3 = datasets.load_digit_network(seed)
    scores = np.maximum(np.maximum(a @ w1 + b1, 0) @ w2 + b2, 0) @ w3 + b3
    return np.array([shares_of(row) for row in scores])


@answers("9.1")
def shares_by_hand(three_shares, slopes, first_loss):
    assert list(three_shares) == pytest.approx([2 / 6, 3 / 6, 1 / 6])
    assert list(slopes) == pytest.approx([1 / 3, 1 / 2, -5 / 6])
    assert first_loss == pytest.approx(mean_loss([[0] * 10], [7]))


@answers("9.2")
def slopes_from_class_numbers(score_slopes):
    scores = np.array([[2.0, -1.0, 0.5], [0.0, 0.0, 1.0], [3.0, 3.0, 1.0], [1, 0, 0]])
    y, tiny = np.array([1, 0, 2, 1]), 1e-6
    before = scores.copy()
    found = score_slopes(scores, y)
    assert (scores == before).all()
    for place in np.ndindex(scores.shape):
        ends = []
        for change in (tiny, -tiny):
            moved = scores.copy()
            moved[place] += change
            ends.append(mean_loss(moved, y))
        assert found[place] == pytest.approx((ends[0] - ends[1]) / 2e-6, abs=1e-7)


@answers("9.3")
def the_third_fruit(mean_surprise):
    scores = np.array([[2.0, 1.0, 0.0], [0.0, 3.0, -1.0], [1.0, 1.5, 1.0], [0, 4, 2]])
    y = np.array([1, 0, 2, 2])
    for count in (1, 2, 3, 4):
        few = scores[:count], y[:count]
        assert mean_surprise(*few) == pytest.approx(mean_loss(*few))


@answers("9.4")
def read_the_matrix(recall_of_6, precision_of_0, f1_of_6):
    images, truth = digits_of_the_test()
    says = shares_of_network(0, images).argmax(axis=1)
    assert recall_of_6 == pytest.approx(np.mean(says[truth == 6] == 6), abs=6e-3)
    assert precision_of_0 == pytest.approx(np.mean(truth[says == 0] == 0), abs=6e-3)
    f1 = fn.metrics.F1Score(threshold=0.5, dtype="float64")
    (expected,) = f1((truth == 6)[:, None] + 0.0, (says == 6)[:, None] + 0.0)
    assert f1_of_6 == pytest.approx(expected, abs=6e-3)


@answers("9.5")
def one_point_to_the_right(shifted_accuracy, shifted_share):
    images, truth = digits_of_the_test()
    shifted = np.empty_like(images)
    for column in range(8):
        shifted[:, :, column] = images[:, :, column - 1]
    shares = shares_of_network(0, shifted)
    right = np.mean(shares.argmax(axis=1) == truth)
    assert shifted_accuracy == pytest.approx(right, abs=1e-3)
    assert shifted_share == pytest.approx(shares.max(axis=1).mean(), abs=1e-3)


@answers("9.6")
def five_heads(together):
    images, truth = digits_of_the_test()
    total = sum(shares_of_network(seed, images) for seed in range(5))
    assert together == pytest.approx(np.mean(total.argmax(axis=1) == truth), abs=1e-3)


@answers("9.7")
def which_shelf(shelf_baseline, shelf_accuracy):
    names = [
        "calories",
        "protein",
        "fat",
        "sodium",
        "fiber",
        "carbo",
        "sugars",
        "potass",
        "vitamins",
    ]
    rows = datasets.load_cereals().complete(*names)
    shelf = rows["shelf"].astype(int) - 1
    ours, frequent = [], []
    for seed in range(20):
        order = np.random.default_rng(seed).permutation(len(rows))
        out, rest = order[:15], order[15:]
        scale = fn.layers.Normalization()
        scale.adapt(rows.matrix(*names)[rest])
        model = fn.Sequential([fn.Input((9,)), scale])
        model.add(fn.layers.Dense(3, "softmax", kernel_initializer="zeros"))
        model.compile(fn.optimizers.Adam(0.05), "sparse_categorical_crossentropy")
        model.fit(rows.matrix(*names)[rest], shelf[rest], 60, 100, 0, shuffle=False)
        says = model.predict(rows.matrix(*names)[out], verbose=0).argmax(axis=1)
        ours.append(np.mean(says == shelf[out]))
        counts = [np.sum(shelf[rest] == number) for number in range(3)]
        frequent.append(np.mean(shelf[out] == counts.index(max(counts))))
    assert shelf_baseline == pytest.approx(np.mean(frequent))
    # How long one trains is free, and changes the mean by a few hundredths.
    assert shelf_accuracy == pytest.approx(np.mean(ours), abs=0.05)
