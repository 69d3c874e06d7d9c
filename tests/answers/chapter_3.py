"""The checks of chapter 3's exercises."""

import itertools

import numpy as np
import pytest

from answers.common import answers
from firstneuron import datasets


@answers("3.1")
def two_gates(w_nor, b_nor, w_door, b_door):
    for bits in itertools.product((0, 1), repeat=2):
        assert (np.dot(w_nor, bits) + b_nor > 0) == (not any(bits))
    for bits in itertools.product((0, 1), repeat=3):
        assert (np.dot(w_door, bits) + b_door > 0) == (sum(bits) >= 2)


@answers("3.2")
def first_epoch(w_after, b_after):
    # (0, 0) is right; (0, 1) is added; then (1, 0) and (1, 1) are right.
    assert list(w_after) == [0, 1]
    assert b_after == 1


@answers("3.3")
def sixteen_gates(how_many, impossible):
    assert how_many == 2
    # Two filled corners on one diagonal, two empty ones on the other.
    assert {tuple(map(int, table)) for table in impossible} == {
        (0, 1, 1, 0),
        (1, 0, 0, 1),
    }
    assert len(impossible) == 2


@answers("3.4")
def only_nand(xor_from_nand):
    bits = np.array(list(itertools.product((0, 1), repeat=2)))
    assert list(xor_from_nand(bits)) == [a ^ b for a, b in bits.tolist()]


@answers("3.5")
def full_adder(full_adder):
    bits = np.array(list(itertools.product((0, 1), repeat=3)))
    carry, digit = full_adder(*bits.T)
    assert list(2 * carry + digit) == list(bits.sum(axis=1))


@answers("3.6")
def triangle_from_three(triangle, w_all, b_all):
    assert len(triangle) == 3
    for x1, x2 in itertools.product(np.arange(0.25, 6.3, 0.5), repeat=2):
        sides = [int(side([x1, x2])) for side in triangle]
        inside = x1 > 1 and x2 > 1 and x1 + x2 < 5.9
        if abs(x1 + x2 - 6) > 0.1:  # not on the side itself
            assert (np.dot(w_all, sides) + b_all > 0) == inside


@answers("3.7")
def learner_with_a_fault(learn_gate):
    bits = np.array(list(itertools.product((0, 1), repeat=2)))
    for labels in (
        [0, 0, 0, 1],
        [0, 1, 1, 1],
        [1, 1, 1, 0],
        [1, 0, 0, 0],
        [0, 0, 1, 1],
    ):
        w, b = learn_gate(bits, np.array(labels))
        assert [int(np.dot(w, x) + b > 0) for x in bits] == labels


@answers("3.8")
def even_or_odd(converged, share_wrong):
    assert not converged
    digits = datasets.load_digits()
    # The rule once more, with the bias as a weight whose input is 1.
    pixels = np.column_stack([digits.images.reshape(-1, 64), np.ones(1797)])
    signs = np.where(digits.labels % 2 == 0, 1, -1)
    w = np.zeros(65)
    for _, i in itertools.product(range(20), range(1200)):
        if (pixels[i] @ w > 0) != (signs[i] > 0):
            w += signs[i] * pixels[i]
    wrong = (pixels[1200:] @ w > 0) != (signs[1200:] > 0)
    assert share_wrong == pytest.approx(wrong.mean())
