"""The checks of chapter 0's exercises."""

from itertools import pairwise

import numpy as np
import pytest

from answers.common import answers
from firstneuron import datasets


@answers("0.1")
def regression_or_classification(
    flat_price, spam, postcode, passengers, birth_year, label
):
    assert {flat_price, passengers, birth_year} == {"regression"}
    assert {spam, postcode} == {"classification"}
    assert label == "b"  # the only one that is seen


@answers("0.2")
def shapes(shape, flat, weights):
    assert tuple(shape) == (100, 28, 32, 3)
    assert tuple(flat) == np.zeros(shape).reshape(100, -1).shape
    assert weights == 134400


@answers("0.3")
def count_the_arrows(units, arrows, more_arrows):
    def pairs(*circles):
        return sum(np.ones(ends).size for ends in pairwise(circles))

    assert units == 7
    assert [arrows, more_arrows] == [pairs(2, 3, 3, 1), pairs(2, 4, 4, 1)]


@answers("0.4")
def most_frequent_label(most_frequent):
    assert most_frequent(np.array(["H", "C", "C"])) == "C"
    assert most_frequent(np.array(["H", "H", "C"])) == "H"
    assert most_frequent(np.array([7, 3, 7, 9])) == 7


@answers("0.5")
def chain_of_units(out, w1_one, w2_one):
    def chain(x1, x2):
        return 4 * (x1 + x2) + (0.5 * x1 + 2 * x2)

    assert out == chain(2, -1)
    assert [w1_one, w2_one] == [chain(1, 0), chain(0, 1)]


@answers("0.6")
def collapse_of_three_units(collapse):
    rng = np.random.default_rng(6)
    for _ in range(5):
        first, second, last = rng.normal(size=(3, 2))
        x = rng.normal(size=2)
        through_three = np.dot(last, [np.dot(first, x), np.dot(second, x)])
        assert np.dot(collapse(first, second, last), x) == pytest.approx(through_three)


@answers("0.7")
def shapes_of_pictures(shape_mean, shape_row, shape_fives, shape_flat):
    assert tuple(shape_mean) == (8, 8)
    assert tuple(shape_row) == (1797, 8)
    assert tuple(shape_fives) == (182, 8, 8)  # published: 182 fives
    assert tuple(shape_flat) == (1797, 64)


@answers("0.8")
def nearest_picture(nearest, right):
    known = np.zeros((4, 2, 3))
    known[1, 0, 0], known[2], known[3, 1] = 4.0, 1.0, -2.0
    for position, picture in enumerate(known):
        assert nearest(picture + 0.1, known) == position
    # Squares: six misses of 1 are nearer than one miss of 4.
    assert nearest(np.zeros((2, 3)), known[1:3]) == 1
    images, labels = datasets.load_digits()
    order = np.random.default_rng(seed=0).permutation(len(images))
    flat = images.reshape(-1, 64)
    unseen, seen = flat[order[:297]], flat[order[597:]]
    # |a - b|^2 without the |b|^2, which is the same for all that b is compared with
    found = ((seen**2).sum(axis=1) - 2 * unseen @ seen.T).argmin(axis=1)
    assert right == np.sum(labels[order[597:]][found] == labels[order[:297]])


@answers("0.9")
def lazy_answer(lazy, share):
    assert lazy == 0
    assert share == pytest.approx(549 / 891)  # published: 549 of 891 died
