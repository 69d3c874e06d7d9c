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


@answers("9.1")
def shares_by_hand(three_shares):
    assert list(three_shares) == pytest.approx([2 / 6, 3 / 6, 1 / 6])


@answers("9.2")
def prices(price_of_nothing, share_for_one):
    assert price_of_nothing == pytest.approx(math.log(10))
    assert -math.log(share_for_one) == pytest.approx(1)


@answers("9.3")
def ten_times_as_likely(ahead, ahead_at_2):
    first, second = shares_of([ahead, 0])
    assert first == pytest.approx(10 * second)
    first, second = shares_of([ahead_at_2 / 2, 0])
    assert first == pytest.approx(10 * second)


@answers("9.4")
def soften(soften):
    scores = [[3.0, 1.0, -1.0], [0.0, 0.5, 0.0]]
    given = np.array([shares_of(row) for row in scores])
    for temperature in (0.5, 1.0, 4.0):
        expected = [shares_of([z / temperature for z in row]) for row in scores]
        assert soften(given, temperature) == pytest.approx(np.array(expected))


@answers("9.5")
def slopes_from_class_numbers(score_slopes):
    scores = np.array([[2.0, -1.0, 0.5], [0.0, 0.0, 1.0], [3.0, 3.0, 1.0]])
    y, tiny = np.array([1, 0, 2]), 1e-6
    before = scores.copy()
    found = score_slopes(scores, y)
    assert (scores == before).all()
    for place in np.ndindex(scores.shape):
        prices = []
        for change in (tiny, -tiny):
            moved = scores.copy()
            moved[place] += change
            rows = zip(moved, y, strict=True)
            prices.append(-sum(math.log(shares_of(z)[c]) for z, c in rows) / len(y))
        assert found[place] == pytest.approx((prices[0] - prices[1]) / 2e-6, abs=1e-7)


@answers("9.6")
def read_a_confusion_matrix(share_right, recalls, precisions, f1_scores):
    assert share_right == pytest.approx((90 + 48 + 25) / 200)
    recalls, precisions = [90 / 100, 48 / 50, 25 / 50], [90 / 117, 48 / 48, 25 / 35]
    assert list(recalls) == pytest.approx(recalls)
    assert list(precisions) == pytest.approx(precisions)
    truth = np.repeat(range(3), [100, 50, 50])
    says = np.repeat([0, 2, 0, 1, 0, 2], [90, 10, 2, 48, 25, 25])
    metric = fn.metrics.F1Score(dtype="float64")
    f1 = metric(*(fn.utils.to_categorical(classes) for classes in (truth, says)))
    assert list(f1_scores) == pytest.approx(f1, abs=1e-6)


@answers("9.7")
def five_heads(trained, together):
    images, labels = datasets.load_digits()
    right = 0
    for row in np.random.default_rng(seed=0).permutation(1797)[:297]:
        picture = images[row].reshape(1, 64) / 16
        total = sum(network.predict(picture, verbose=0) for network in trained)
        right += total.argmax() == labels[row]
    assert together == pytest.approx(right / 297)


@answers("9.8")
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
