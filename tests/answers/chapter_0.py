"""The checks of chapter 0's exercises."""

import numpy as np
import pytest

from answers.common import answers


@answers("0.1")
def regression_or_classification(answers):
    numbers = {name for name, kind in answers.items() if kind == "regression"}
    classes = {name for name, kind in answers.items() if kind == "classification"}
    assert numbers == {"price of a flat", "temperature tomorrow"}
    assert classes == set(answers) - numbers


@answers("0.2")
def ranks(temperature, week, grey_picture, film, colour_batch):
    assert [temperature, week, grey_picture, film, colour_batch] == [0, 1, 2, 3, 4]


@answers("0.3")
def shapes(shape, count):
    assert tuple(shape) == (100, 28, 32, 3)
    assert count == np.prod(shape)


@answers("0.4")
def average_sugar(sugar_model):
    # The column sum of the file is 533 with the -1 in it, so 534 over 76 cereals.
    assert sugar_model == pytest.approx(534 / 76)


@answers("0.5")
def chain_of_units(out):
    assert out == 4 * (2 - 1) + (0.5 * 2 - 2)
