"""The checks of chapter 3's exercises."""

import itertools

import numpy as np
import pytest

from answers.common import answers


@answers("3.1")
def nor(w_nor, b_nor):
    for bits in itertools.product((0, 1), repeat=2):
        assert (np.dot(w_nor, bits) + b_nor > 0) == (not any(bits))


@answers("3.2")
def door(w_door, b_door):
    for bits in itertools.product((0, 1), repeat=3):
        assert (np.dot(w_door, bits) + b_door > 0) == (sum(bits) >= 2)


@answers("3.3")
def line_of_a_gate(slope, intercept, fires):
    for x1 in (0.0, 1.0, 5.0):
        x2 = slope * x1 + intercept
        assert 2 * x1 + 4 * x2 - 4 == pytest.approx(0)
    assert fires == 1


@answers("3.5")
def only_nand(xor_from_nand):
    bits = np.array(list(itertools.product((0, 1), repeat=2)))
    assert list(xor_from_nand(bits)) == [a ^ b for a, b in bits.tolist()]


@answers("3.6")
def full_adder(full_adder):
    bits = np.array(list(itertools.product((0, 1), repeat=3)))
    carry, digit = full_adder(*bits.T)
    assert list(2 * carry + digit) == list(bits.sum(axis=1))


@answers("3.4")
def first_epoch(w_after, b_after):
    # (0, 0) is right; (0, 1) is added; then (1, 0) and (1, 1) are right.
    assert list(w_after) == [0, 1]
    assert b_after == 1
