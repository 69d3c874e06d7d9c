"""The checks of chapter 10's exercises."""

import numpy as np
import pytest

import firstneuron as fn
from answers.common import answers


@answers("10.1")
def three_remedies_by_hand(new_weight, in_training, at_inference, averages):
    # The price by its loss: the slope of 0.05 times the square, by a difference.
    price = (0.05 * (2 + 1e-6) ** 2 - 0.05 * (2 - 1e-6) ** 2) / 2e-6
    assert new_weight == pytest.approx(2 - 0.1 * (0.5 + price))
    assert list(in_training) == pytest.approx([4, 0, 0])
    assert list(at_inference) == pytest.approx([3, 0, 6])
    layer = fn.layers.BatchNormalization(momentum=0.9, dtype="float64")
    layer(np.array([[2.0], [4.0], [4.0], [6.0]]), training=True)
    expected = [layer.moving_mean[0], layer.moving_variance[0]]
    assert list(averages) == pytest.approx(expected)


@answers("10.2")
def a_layer_with_two_modes(batch_norm):
    rng = np.random.default_rng(seed=4)
    layer = fn.layers.BatchNormalization(momentum=0.9, dtype="float64")
    averages = np.array([[0.0] * 3, [1.0] * 3])
    for training in (True, True, False, True, False, False):
        scores = rng.normal([1, -2, 30], [1, 3, 0.1], size=(7, 3))
        given = scores.copy(), averages.copy()
        scaled, new = batch_norm(scores, averages, training)
        assert (scores == given[0]).all()
        assert (averages == given[1]).all()
        np.testing.assert_allclose(scaled, layer(scores, training=training))
        np.testing.assert_allclose(new, [layer.moving_mean, layer.moving_variance])
        averages = np.array(new)
    # One picture at inference.
    alone, _ = batch_norm(scores[:1], averages, False)
    np.testing.assert_allclose(alone, layer(scores[:1]))


@answers("10.3")
def who_is_who(a, b, c, d):
    assert [a, b, c, d] == ["few units", "more pictures", "plain", "dropout"]


def digits_with_misprints():
    """Return the pictures, their labels with misprints, the rows of each part."""
    images, labels = fn.datasets.load_digits()
    order = np.random.default_rng(seed=0).permutation(1797)
    hundreds = order[597:].reshape(12, 100)
    typed = labels.copy()
    rng = np.random.default_rng(seed=0)
    for rows in hundreds:
        typed[rows[:20]] = (typed[rows[:20]] + rng.integers(1, 10, 20)) % 10
    return images.reshape(-1, 64) / 16, labels, typed, order[297:597], hundreds


def last_accuracy(seed, hidden):
    """Return the validation accuracy, in points, of one of chapter 10's trainings."""
    pixels, labels, typed, validation, hundreds = digits_with_misprints()
    fn.utils.set_random_seed(seed)
    output = fn.layers.Dense(10, "softmax", dtype="float64")
    model = fn.Sequential([fn.Input((64,)), *hidden(), output])
    model.compile(fn.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    rows = hundreds[seed]
    model.fit(pixels[rows], typed[rows], batch_size=50, epochs=50, verbose=0)
    says = model.predict(pixels[validation], verbose=0).argmax(axis=1)
    return 100 * np.mean(says == labels[validation])


@answers("10.4")
def the_other_seven(dropout_gains, units_gains):
    def measured(make):
        return np.array([last_accuracy(seed, make) for seed in range(5, 12)])

    def dense(count):
        return [fn.layers.Dense(count, "relu", dtype="float64")]

    plain = measured(lambda: dense(64))
    few = measured(lambda: dense(16))
    drop = measured(lambda: [*dense(64), fn.layers.Dropout(0.5, dtype="float64")])
    assert list(dropout_gains) == pytest.approx(list(drop - plain), abs=0.5)
    assert list(units_gains) == pytest.approx(list(few - plain), abs=0.5)
