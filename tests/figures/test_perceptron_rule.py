"""The perceptron rule: each step is Rosenblatt's, and for XOR there is no end."""

import numpy as np
import pytest

TABLES = {"AND": (0, 0, 0, 1), "NAND": (1, 1, 1, 0), "XOR": (0, 1, 1, 0)}
ROWS = ((0, 0), (0, 1), (1, 0), (1, 1))


def taught(gate, count):
    """Return weights and bias after some examples, and the mistakes by epoch."""
    w, wrong = np.zeros(3), []  # the bias is the weight of a 1
    for i in range(count):
        x = np.array([*ROWS[i % 4], 1])
        change = TABLES[gate][i % 4] - (w @ x > 0)
        w = w + change * x
        wrong.append(abs(change))
    return w.tolist(), np.sum(np.reshape(wrong, (-1, 4)), axis=1).tolist()


@pytest.mark.parametrize("gate", TABLES)
def test_next_example_is_a_step_of_the_rule(live, gate):
    page = live("perceptron-rule", f"gate={gate}&shown=0")
    for count in range(4, 49, 4):
        for _ in range(4):
            page.press("Next example")
        w, mistakes = taught(gate, count)
        assert [page.values[name] for name in ("w1", "w2", "b")] == w
        assert page.values["mistakes"] == mistakes
    assert ("has learned" in page.says) == (gate != "XOR")


def test_run_ends_when_it_has_learned(live):
    page = live("perceptron-rule", reduced_motion="reduce")
    page.press("Run")
    assert page.state == {"gate": "AND", "shown": 24}
    assert page.values["mistakes"] == [1, 3, 3, 2, 1, 0]


def test_xor_comes_back_to_where_it_was(live):
    """The epoch that begins and ends with the same weights: the proof of never."""
    page = live("perceptron-rule", "gate=XOR&shown=11", reduced_motion="reduce")
    assert "as they were before it" not in page.says
    page.press("Next example")
    assert "as they were before it" in page.says
    page.press("Run")
    assert page.state["shown"] == 48
    assert page.values["mistakes"][2:] == [4] * 10
