"""The checks of chapter 2's exercises."""

import itertools

import numpy as np

from firstneuron import datasets
from firstneuron._words import _
from firstneuron.checks._judge import behaves, equals, is_shape, is_true
from firstneuron.checks._measure import least_squares
from firstneuron.checks._register import answers

PRINTED = {"rel": 0, "abs": 0.051}  # as rounded to one digit after the point


@answers("2.1", _("Each input has a weight of its own; the bias is what is left at 0."))
def pizza(w_pizza, b_pizza, price):
    coupon = _("The coupon is an input, too: you can have 0 or 1 of it.")
    equals(
        "w_pizza",
        w_pizza,
        [1.5, 0.8, -2],
        [
            ([1.5, 0.8, 2], _("A coupon makes the sum smaller. What is its sign?")),
            ([1.5, 0.8], coupon),
            ([1.5, 0.8, 0], coupon),
            ([7, 1.5, 0.8, -2], _("The plain pizza is no input: you pay it always.")),
            ([1.5, 0.8, -2, 7], _("The plain pizza is no input: you pay it always.")),
            ([3, 0.8, -2], _("These are the products. A weight is for one piece.")),
            (
                [2, 1, 1],
                _("These are the inputs, how many of each. What does one cost?"),
            ),
            ([0.8, 1.5, -2], _("The order is cheese, mushroom, coupon.")),
        ],
    )
    equals(
        "b_pizza",
        b_pizza,
        7,
        [
            (0, _("What do you pay if all three inputs are 0?")),
            (5, _("This is with a coupon. The bias is the price without any.")),
            (-2, _("The coupon is an input. The bias is what you pay always.")),
        ],
    )
    equals(
        "price",
        price,
        8.8,
        [
            (1.8, _("The plain pizza is missing: add the bias.")),
            (12.8, _("The coupon takes something away.")),
            (10.8, _("The coupon is missing.")),
            (7.3, _("There are 2 cheese: multiply before you add.")),
            (8, _("The mushroom is missing.")),
        ],
    )


@answers("2.2", _("The two inner numbers must be equal; the outer ones are left."))
def shapes(shape_one, shape_many, count, runs):
    inner = _("The inner numbers, 4 and 4, are used up by the adding.")
    is_shape(
        "shape_one",
        shape_one,
        (200,),
        [
            ((200, 1), _("w has one axis only, so there is no column left of it.")),
            ((4,), inner),
            ((200, 4), inner),
            ((1, 200), _("Each row gives one number, and no axis comes along.")),
        ],
    )
    is_shape(
        "shape_many",
        shape_many,
        (200, 10),
        [
            ((200, 4, 10), inner),
            ((4, 10), inner),
            ((200, 20), _("c is added to each row. It brings no new columns.")),
            ((200, 11), _("c is added to each row. It brings no new columns.")),
            ((10,), _("There is such a row for each of the 200 examples.")),
            ((200,), _("This would be one unit. K has ten columns.")),
            ((10, 200), _("The rows of A come first.")),
        ],
    )
    equals(
        "count",
        count,
        7850,
        [
            (7840, _("These are the weights. Each unit has a bias, too.")),
            (7841, _("Each of the units has a bias of its own.")),
            (784, _("These are the inputs. Each unit has a weight for each of them.")),
            (785, _("This is one unit with its bias. How many are there?")),
            (794, _("The inputs and the units are multiplied, not added.")),
            (290, _("How many points has a picture of 28 by 28? Multiply.")),
            (570, _("How many points has a picture of 28 by 28? Multiply.")),
            (8624, _("The bias belongs to a unit, not to an input.")),
        ],
        rel=0,
    )
    is_true(
        "runs",
        runs,
        False,
        _("Write the two shapes side by side, K first. Are the inner numbers equal?"),
    )


@answers(
    "2.3",
    _(
        "Scaling changes how weights read, and not what the model says: weights and "
        "bias can always be taken back."
    ),
)
def back_to_grams(unscaled):
    def expected(w, b, mean, std):
        zeros, ones = np.zeros(len(w)), np.eye(len(w))
        start = sum((zeros - mean) / std * w) + b  # what it says to nothing
        rises = [sum((one - mean) / std * w) + b - start for one in ones]
        return np.array(rises), start

    times = _("A step of 4 g that adds 2 kcal adds less per gram. Divide, or multiply?")
    unchanged = _(
        "The bias is what the model says to scaled zeros, that is at the mean. What "
        "does it say to 0 grams?"
    )
    std = _("In the bias, too, each mean must be divided by its std.")
    sign = _("In the scaled column the mean is taken away, so in the bias, too.")
    one_number = _("There is one bias: add up what the columns bring.")
    swapped = _("The weights come first, then the bias.")
    joined = _("Return two things, the weights and the bias: do not join them.")
    only = _("Return both, the weights and the bias.")
    scaled = _(
        "The weights are no columns: do not take the mean away from them. Put the "
        "scaled x into the formula of a unit, and sort."
    )
    weights_too = _("A weight per step is not yet a weight per gram: change it, too.")
    of_weights = _("A mean counts in the bias as its column does: with its weight.")
    twice = _("One division by the std is enough: which step is a weight for?")
    generator = np.random.default_rng(seed=3)
    behaves(
        unscaled,
        [
            (
                np.array([2.0, 5.0]),
                7.0,
                np.array([10.0, -2.0]),
                np.array([4.0, 0.5]),
            ),
            (np.array([1.0]), 0.0, np.array([5.0]), np.array([2.0])),
            (
                *generator.normal(size=(1, 3)).round(2),
                -1.5,
                np.array([0.0, 159.7, 2.15]),
                np.array([1.0, 83.3, 2.37]),
            ),
        ],
        expected,
        [
            (lambda w, b, m, s: (w * s, b - (w * s) @ m), times),
            (lambda w, b, m, s: (w * s, b - (w / s) @ m), times),
            (lambda w, b, m, s: (w * s, b), times),
            (lambda w, b, m, s: (w * s + m, b), times),
            (lambda w, b, m, s: (w * s, b + w @ m), times),
            (lambda w, b, m, s: (w / s, b), unchanged),
            (lambda w, b, m, s: (w / s, b - w @ m), std),
            (lambda w, b, m, s: (w / s, b + (w / s) @ m), sign),
            (lambda w, b, m, s: (w / s, (w / s) @ m - b), sign),
            (lambda w, b, m, s: (w / s, b - w * m / s), one_number),
            (lambda w, b, m, s: (w / s, b - w * m), one_number),
            (lambda w, b, m, s: (w / s, b - np.mean(w * m / s)), one_number),
            (lambda w, b, m, s: (w / s, b - np.sum(m / s)), of_weights),
            (lambda w, b, m, s: (w / s, b - np.sum(m)), of_weights),
            (lambda w, b, m, s: (w / s, b - m), of_weights),
            (lambda w, b, m, s: (w / s**2, b - (w / s**2) @ m), twice),
            (lambda w, b, m, s: (w / s, (b - w @ m) / s), std),
            (lambda w, b, m, s: (b - (w / s) @ m, w / s), swapped),
            (lambda w, b, m, s: w / s, only),
            (lambda w, b, m, s: [*w / s, b - (w / s) @ m], joined),
            (lambda w, b, m, s: ((w - m) / s, b), scaled),
            (lambda w, b, m, s: ((w - m) / s, (b - m) / s), scaled),
            (lambda w, b, m, s: (w, b - (w / s) @ m), weights_too),
            (lambda w, b, m, s: (w, b - w @ m), weights_too),
            (lambda w, b, m, s: (w, b), weights_too),
        ],
    )


@answers(
    "2.4",
    _("A number must lie half-way between its neighbours; a category need not."),
)
def shelf(mse_number, mse_one_hot):
    cereals = datasets.load_cereals()
    rows = cereals.complete("sugars")
    (slope, start), number = least_squares("shelf", rows=rows, label="sugars")
    sugars, calories = rows["sugars"], rows["calories"]
    guess = slope * rows["shelf"] + start
    one_hot = _around_the_means(sugars, rows["shelf"])
    _found, number_kcal = least_squares("shelf", rows=rows)
    lazy = _("This is what the mean of the sugars leaves. The shelf is not used.")
    kcal = _("Here the calories are predicted. Asked is the sugar.")
    root = _("This is the RMSE, the square root of what is asked.")
    gap = _("One cereal has no value for sugars: take the complete rows.")
    total = _("This is the sum of the squares. The MSE is their mean.")
    absolute = _("This is the mean absolute error. Here the errors are squared.")
    everything = np.nan_to_num(cereals["sugars"])
    columns = np.column_stack([cereals["shelf"], np.ones(len(everything))])
    filled, *_rest = np.linalg.lstsq(columns, everything)
    apart = abs(sugars - _means_of_groups(sugars, rows["shelf"]))
    equals(
        "mse_number",
        mse_number,
        number,
        [
            (np.nan, gap),
            (one_hot, _("The two losses are swapped.")),
            (np.var(sugars), lazy),
            (number_kcal, kcal),
            (number**0.5, root),
            (number * len(rows), total),
            (np.mean(abs(sugars - guess)), absolute),
            (np.mean((everything - columns @ filled) ** 2), gap),
            (
                np.mean((sugars - slope * rows["shelf"]) ** 2),
                _("The bias is missing in the predictions."),
            ),
            (
                np.mean((sugars - guess[:, np.newaxis]) ** 2),
                _(
                    "A column met a flat array, so every label met every prediction. "
                    "Give both the same shape."
                ),
            ),
            (19, _("Do not round so far: the mean alone would leave 19, too.")),
        ],
        **PRINTED,
    )
    equals(
        "mse_one_hot",
        mse_one_hot,
        one_hot,
        [
            (number, _("This is the loss of the single column. Use all three.")),
            (np.var(sugars), lazy),
            (_around_the_means(calories, rows["shelf"]), kcal),
            (one_hot**0.5, root),
            (one_hot * len(rows), total),
            (np.mean(apart), absolute),
            (_around_the_means(everything, cereals["shelf"]), gap),
        ],
        **PRINTED,
    )


def _around_the_means(values, groups):
    """Return the MSE of the mean of each group, which is what one-hot columns fit."""
    return np.mean((values - _means_of_groups(values, groups)) ** 2)


def _means_of_groups(values, groups):
    """Return for each value the mean of its group."""
    return np.array([values[groups == one].mean() for one in groups])


@answers("2.5", _("Shapes that fit are no proof: print the mean of each column."))
def one_mean_for_all(scaled):
    def expected(X):
        columns = []
        for column in X.T:
            steps = column - sum(column) / len(column)
            columns.append(steps / np.sqrt(sum(steps * steps) / len(column)))
        return np.column_stack(columns)

    generator = np.random.default_rng(seed=5)
    behaves(
        scaled,
        [
            (np.array([[1.0, 300.0, 0.0], [3.0, 100.0, 2.0], [5.0, 500.0, 7.0]]),),
            (np.array([[-1.0], [2.0], [0.0], [11.0]]),),
            (generator.normal(size=(40, 2)) * [80.0, 2.0] + [160.0, -2.0],),
        ],
        expected,
        [
            (
                lambda X: (X - X.mean()) / X.std(),
                _(
                    "There is one mean for the whole table here. How many columns, "
                    "and how many means?"
                ),
            ),
            (
                lambda X: (X - X.mean(axis=1)) / X.std(axis=1),
                _("Axis 1 goes along a row. Scale down each column."),
            ),
            (
                lambda X: (
                    (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)
                ),
                _("Axis 1 goes along a row. Scale down each column."),
            ),
            (
                lambda X: (X - X.mean(axis=0)) / X.std(),
                _("The means are right. But there is one std for the whole table."),
            ),
            (
                lambda X: (X - X.mean()) / X.std(axis=0),
                _("The stds are right. But there is one mean for the whole table."),
            ),
            (
                lambda X: X - X.mean(axis=0),
                _("Each column has the mean 0 now. What about its std?"),
            ),
            (
                lambda X: X / X.std(axis=0),
                _("Each column has the std 1 now. What about its mean?"),
            ),
            (
                lambda X: (X - X.mean(axis=0)) / X.var(axis=0),
                _("This divides by the variance, which is the std times itself."),
            ),
            (
                lambda X: X - X.mean(axis=0) / X.std(axis=0),
                _("Only the mean is divided: brackets are missing."),
            ),
            (
                lambda X: (X - X.mean(axis=0)) / X.std(axis=0, ddof=1),
                _("This std divides by n − 1. In this book it divides by n."),
            ),
            (
                lambda X: (X - X.min(axis=0)) / (X.max(axis=0) - X.min(axis=0)),
                _("This runs from 0 to 1. Asked are the mean 0 and the std 1."),
            ),
        ],
    )


@answers(
    "2.6", _("Lines of one model are parallel: a slope does not depend on the others.")
)
def three_lines(drop, grams):
    (w_sugars, w_fiber, b), _loss = least_squares("sugars", "fiber")
    about = {"rel": 0.15, "abs": 0}
    equals(
        "drop",
        drop,
        -10 * w_fiber,
        [
            (
                -5 * w_fiber,
                _("This is one step. From the upper to the lowest are two."),
            ),
            (10, _("So many grams of fiber lie between. How many kcal is that?")),
            (-w_fiber, _("This is for one gram of fiber. How many lie between?")),
            (10 * w_fiber, _("It falls by so much: write it without the minus.")),
            (b + 10 * w_fiber, _("There the lowest line begins. How far is it down?")),
            (b, _("There the upper line begins. Where does the lowest one?")),
        ],
        **about,
    )
    equals(
        "grams",
        grams,
        -10 * w_fiber / w_sugars,
        [
            (
                -5 * w_fiber / w_sugars,
                _("This is where the middle line reaches 94. Take the lowest one."),
            ),
            (
                -10 * w_fiber,
                _("This is in kcal. How many grams of sugar bring so much?"),
            ),
            (
                -10 * w_fiber * w_sugars,
                _("A gram of sugar brings more than 1 kcal, so fewer grams will do."),
            ),
            (0, _("Without sugar the lowest line is far below 94.")),
        ],
        **about,
    )


@answers("2.7", _("A missing input speaks through those that are left, and the bias."))
def energy(bias_rises, w_fewer, mse_fewer):
    cereals = datasets.load_cereals()
    three = ("fat", "carbo", "sugars")
    (*w, b), loss = least_squares(*three)
    (*w_found, b_found), loss_found = least_squares("protein", *three)
    rows = cereals.complete("protein", *three)
    columns, y = rows.matrix(*three), rows["calories"]
    without, *_rest = np.linalg.lstsq(columns, y)
    is_true(
        "bias_rises",
        bias_rises,
        b > b_found,
        _(
            "The calories of the protein are still in the labels, and each box has "
            "some protein. Which number is added to every prediction?"
        ),
    )
    kept = _("These come from the fit with protein. Fit again without it.")
    both = _("fit returns two things. Take the three weights alone.")
    order = _("The order is fat, carbo, sugars.")
    equals(
        "w_fewer",
        w_fewer,
        w,
        [
            (w_found[1:], kept),
            (w_found, kept),
            ((w, b), both),
            ([*w, b], both),
            *((other, order) for other in itertools.permutations(w)),
            (without, _("This fit has no bias: it needs the column of ones.")),
            ([9, 4, 4], _("This is the rule. What does the fit find?")),
        ],
        **PRINTED,
    )
    equals(
        "mse_fewer",
        mse_fewer,
        loss,
        [
            (loss_found, _("This is the loss with protein. It was smaller.")),
            (loss**0.5, _("This is the RMSE, the square root of what is asked.")),
            (
                np.mean((y - columns @ w - b_found) ** 2),
                _("The weights are new and the bias is the old one."),
            ),
            (
                np.mean((y - columns @ w_found[1:] - b_found) ** 2),
                _("The old weights cannot be kept: they are a team. Fit again."),
            ),
            (
                np.mean((y - columns @ w) ** 2),
                _("The bias is missing in the predictions."),
            ),
            (
                loss * len(y),
                _("This is the sum of the squares. The MSE is their mean."),
            ),
        ],
        rel=0,
        abs=0.06,  # 39 is rounded, too
    )


@answers(
    "2.8",
    _("With one column left out, its letter is the zero that the others count from."),
)
def one_column_fewer(b_six, w_k):
    cereals = datasets.load_cereals()
    calories, letters = cereals["calories"], cereals["mfr"]
    different = np.unique(letters)
    average = {one: calories[letters == one].mean() for one in different}
    one_hot = (letters[:, np.newaxis] == different).astype(float)
    seven, *_rest = np.linalg.lstsq(
        np.column_stack([one_hot, np.ones(len(letters))]), calories
    )
    all_seven = _("This is from all seven columns. Leave out that of G.")
    first = _("Here A is left out. G is the second column, and its number is 1.")
    equals(
        "b_six",
        b_six,
        average["G"],
        [
            (seven[-1], all_seven),
            (calories.mean(), _("This is the mean of all cereals. Which ones are 0?")),
            (average["K"], _("This is the average of K. Whose columns are all 0?")),
            (average["A"], first),
        ],
        **PRINTED,
    )
    equals(
        "w_k",
        w_k,
        average["K"] - average["G"],
        [
            (
                average["G"] - average["K"],
                _("Measured from G, does K lie above or below?"),
            ),
            (
                average["K"],
                _("This is K's prediction. Its weight is added to the bias."),
            ),
            (
                average["N"] - average["G"],
                _("This is the weight of N. With G gone, the letters move up."),
            ),
            (
                average["A"] - average["G"],
                _("This is the weight of A. K comes next."),
            ),
            (seven[2], all_seven),
            (average["K"] - average["A"], first),
        ],
        **PRINTED,
    )
