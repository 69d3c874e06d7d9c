"""The checks of chapter 8's exercises."""

import numpy as np
import pytest

from answers.common import answers, measured_slopes


@answers("8.1")
def backpropagation_with_relu(backward_relu):
    rng = np.random.default_rng(seed=7)
    for rows, inputs, hidden in ((5, 2, 3), (1, 3, 4)):
        x, y = rng.normal(size=(rows, inputs)), rng.normal(size=(rows, 1))
        shapes = ((inputs, hidden), (hidden,), (hidden, 1), (1,))
        weights = [rng.normal(size=shape) for shape in shapes]

        def loss(w1, b1, w2, b2, x=x, y=y):
            return np.mean((np.maximum(x @ w1 + b1, 0) @ w2 + b2 - y) ** 2)

        found = backward_relu(x, y, *weights)
        for ours, theirs in zip(found, measured_slopes(loss, weights), strict=True):
            assert np.asarray(ours) == pytest.approx(theirs, abs=1e-6)
