"""Two ways to be sure of a right answer that are not the book's."""

import numpy as np

from firstneuron import datasets


def least_squares(*names, rows=None, label="calories"):
    """Return the weights, then the bias, of the best fit to cereals, and its MSE."""
    rows = rows or datasets.load_cereals().complete(label, *names)
    columns = np.column_stack([rows.matrix(*names), np.ones(len(rows))])
    found, *_ = np.linalg.lstsq(columns, rows[label])
    return found, np.mean((columns @ found - rows[label]) ** 2)


def measured_slopes(loss, arrays, tiny=1e-6):
    """Return the slopes of a loss with respect to every number, by differences."""
    found = []
    for position, array in enumerate(arrays):
        slopes = np.zeros(np.shape(array))
        for place in np.ndindex(slopes.shape):
            ends = []
            for change in (tiny, -tiny):
                moved = [np.array(one, dtype=float) for one in arrays]
                moved[position][place] += change
                ends.append(loss(*moved))
            slopes[place] = (ends[0] - ends[1]) / (2 * tiny)
        found.append(slopes)
    return found
