"""Perceptrons against the truth tables, Python's own logic, and the theorem."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from firstneuron.perceptron import (
    AND,
    BITS,
    NAND,
    OR,
    Perceptron,
    half_adder,
    learn,
    step,
    xor,
)

PAIRS = list(itertools.product((0, 1), repeat=2))


def test_bits_are_all_pairs_and_cannot_be_changed():
    assert BITS.tolist() == [list(pair) for pair in PAIRS]
    with pytest.raises(ValueError, match="read-only"):
        BITS[0, 0] = 1


@pytest.mark.parametrize(
    ("gate", "rule"),
    [
        (AND, lambda a, b: a & b),
        (OR, lambda a, b: a | b),
        (NAND, lambda a, b: 1 - (a & b)),
        (xor, lambda a, b: a ^ b),
    ],
)
def test_gate_is_python_s_operator(gate, rule):
    assert gate(BITS).tolist() == [rule(a, b) for a, b in PAIRS]
    for a, b in PAIRS:
        assert int(gate([a, b])) == rule(a, b)


def test_half_adder_adds():
    for (a, b), (carry, digit) in zip(PAIRS, half_adder(BITS), strict=True):
        assert 2 * carry + digit == a + b


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_step_fires_above_0_and_keeps_the_float_type(dtype):
    smallest = np.finfo(dtype).tiny
    z = np.array([-np.inf, -1, -smallest, -0.0, 0.0, smallest, np.inf, np.nan], dtype)
    answers = step(z)
    assert answers.dtype == dtype
    np.testing.assert_array_equal(answers, [0, 0, 0, 0, 0, 1, 1, np.nan])


@given(
    w=hnp.arrays(float, 2, elements=st.floats(-9, 9).filter(lambda w: abs(w) > 0.01)),
    b=st.floats(-9, 9),
    x1=st.floats(-9, 9),
)
def test_the_sum_is_0_on_the_line(w, b, x1):
    slope, intercept = Perceptron(w, b).line()
    assert Perceptron(w, b).sums([x1, slope * x1 + intercept]) == pytest.approx(
        0, abs=1e-9 * (1 + abs(slope) + abs(intercept)) * 100
    )


@given(
    inputs=hnp.arrays(int, (8, 2), elements=st.integers(-5, 5)),
    w=hnp.arrays(int, 2, elements=st.integers(-3, 3)),
    b=st.integers(-3, 3),
)
def test_the_rule_finds_a_line_where_there_is_one(inputs, w, b):
    """Novikoff's theorem, on labels that some line separates with room to spare."""
    sums = inputs @ w + b + 0.5  # never 0
    labels = (sums > 0).astype(int)
    history = learn(inputs, labels, epochs=20_000)
    assert history.converged
    assert history.perceptron(inputs).tolist() == labels.tolist()
    assert history.mistakes[-1] == 0
    assert 0 not in history.mistakes[:-1]
    # R²·(1 + |w*|²)/margin² bounds the number of all mistakes.
    ideal = np.append(w, b + 0.5)
    radius = np.max(np.sum(inputs**2, axis=1) + 1)
    margin = np.min(np.abs(sums))
    assert sum(history.mistakes) <= radius * (ideal @ ideal) / margin**2


def test_the_rule_never_stops_on_xor():
    history = learn(BITS, xor(BITS), epochs=500)
    assert not history.converged
    assert min(history.mistakes) > 0
    assert len(history.mistakes) == 500


def test_history_holds_every_step():
    """Each step adds the error times the input, and nothing else."""
    labels = AND(BITS)
    history = learn(BITS, labels, learning_rate=0.5)
    assert history.weights[0].tolist() == [0, 0]
    assert len(history.weights) == len(history.biases) == 4 * len(history.mistakes) + 1
    for number in range(len(history.biases) - 1):
        x, y = BITS[number % 4], labels[number % 4]
        error = y - Perceptron(history.weights[number], history.biases[number])(x)
        np.testing.assert_allclose(
            history.weights[number + 1] - history.weights[number], 0.5 * error * x
        )
        assert history.biases[number + 1] - history.biases[number] == 0.5 * error
    assert history.perceptron.weights.tolist() == history.weights[-1].tolist()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (
            lambda: Perceptron([[1, 1]], 0),
            r"one number an input.*\(1, 2",
        ),
        (lambda: Perceptron([], 0), "weights is empty"),
        (lambda: AND([1, 1, 1]), r"2 numbers a row.*\(3,\)"),
        (lambda: AND(1), r"2 numbers a row.*\(\)"),
        (lambda: Perceptron([1, 0], 1).line(), "second not 0"),
        (lambda: Perceptron([1, 1, 1], 1).line(), "two weights"),
        (lambda: learn(BITS, [0, 0, 0, -1]), r"labels must be 0 or 1, got \[-1  0\]"),
        (lambda: learn(BITS, [0, 1]), r"inputs must be \(n, features\).*\(2,\)"),
        (lambda: learn([0, 1], [0, 1]), r"inputs must be \(n, features\).*\(2,\)"),
        (lambda: learn(np.zeros((0, 2)), []), "inputs is empty"),
        (lambda: learn([[np.nan, 1]], [1]), "must be finite"),
        (lambda: learn(BITS, [0, 0, 0, 1], learning_rate=0), "above 0, got 0"),
        (lambda: learn(BITS, [0, 0, 0, 1], epochs=0), "epochs must be a positive"),
    ],
)
def test_wrong_input_is_refused_in_words(call, words):
    with pytest.raises(ValueError, match=words):
        call()
