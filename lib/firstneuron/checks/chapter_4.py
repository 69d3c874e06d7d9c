"""The checks of chapter 4's exercises."""

import math

import numpy as np

from firstneuron.checks._judge import behaves
from firstneuron.checks._register import answers
from firstneuron.checks._words import _

SCORES = np.array([-5.0, -0.7, 0.0, 0.1, 3.0])


def sigmoid(z):
    """Return the sigmoid of some scores."""
    return 1 / (1 + np.exp(-z))


@answers(
    "4.5", _("tanh is the sigmoid, twice as tall, twice as quick, and lowered by 1.")
)
def tanh_unmasked(my_tanh):
    behaves(
        my_tanh,
        [(SCORES,), (np.array([[1.0], [-2.0]]),)],
        lambda z: np.vectorize(math.tanh)(z),
        [
            (
                lambda z: 2 * sigmoid(z) - 1,
                _(
                    "Tall enough, and not quick enough: at 0 its slope is 1/2, and "
                    "that of tanh is 1. What must stand inside the sigmoid?"
                ),
            ),
            (
                lambda z: 2 * sigmoid(2 * z),
                _("It ends between 0 and 2. Lower it, so that it begins at −1."),
            ),
            (
                lambda z: sigmoid(2 * z) - 1,
                _("It rises by 1 only, from −1 to 0. Make the sigmoid taller first."),
            ),
        ],
    )
