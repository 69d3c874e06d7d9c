"""The checks of chapter 4's exercises."""

import math

import numpy as np

from firstneuron import datasets
from firstneuron._words import _
from firstneuron.checks._judge import behaves, equals, same
from firstneuron.checks._learner import NotYet, call, numbers
from firstneuron.checks._register import answers

SCORES = np.array([-5.0, -0.7, 0.0, 0.1, 3.0])


def sigmoid(z):
    """Return the sigmoid of some scores."""
    return 1 / (1 + np.exp(-z))


def relu(z):
    """Return what is above 0 of some scores."""
    return np.maximum(z, 0)


def calls(function, *arrays):
    """Return the calls to try: arrays, or numbers if the function takes only these."""
    try:
        call(function, arrays[0])
    except NotYet:
        return [(float(one),) for one in arrays[0]]
    return [(array,) for array in arrays]


@answers(
    "4.1", _("The sigmoid is made so that the odds are e to the power of the score.")
)
def one_unit_by_hand(score, with_relu, with_sigmoid, odds):
    equals(
        "score",
        score,
        1,
        [
            (0.5, _("The weighted inputs are right; the bias is still to be added.")),
            (3, _("The second weight is −1. What does it do with the second input?")),
            (
                -2,
                _(
                    "The weights have changed places: 0.5 belongs to the first input, "
                    "3."
                ),
            ),
        ],
    )
    equals(
        "with_relu",
        with_relu,
        1,
        [
            (
                0,
                _("ReLU drops what is below 0. On which side of 0 does the score lie?"),
            ),
            (sigmoid(1), _("This is what the sigmoid answers. ReLU is max(z, 0).")),
        ],
        abs=1e-3,
    )
    equals(
        "with_sigmoid",
        with_sigmoid,
        math.e / (1 + math.e),
        [
            (
                1 / (1 + math.e),
                _(
                    "This is the probability of no: below 0.5 for a score above 0. "
                    "Look at the sign in the exponent."
                ),
            ),
            (1, _("This is the score itself. Put it into 1 / (1 + e^(−z)).")),
            (0.5, _("This is the sigmoid of 0, and the score is not 0.")),
            (73.1, _("This is in percent. A probability lies between 0 and 1.")),
            (
                math.e,
                _(
                    "This is e^z, which is the odds. The probability is yet another "
                    "number, below 1."
                ),
            ),
        ],
        abs=0.005,
    )
    equals(
        "odds",
        odds,
        math.e,
        [
            (
                1 / math.e,
                _(
                    "This is upside down. Odds are the probability of yes divided by "
                    "that of no."
                ),
            ),
            (
                math.e / (1 + math.e),
                _("This is the probability. Divide it by the probability of no."),
            ),
            (
                1,
                _(
                    "This is the score. The odds are more than it: what does the "
                    "sigmoid undo?"
                ),
            ),
        ],
        abs=0.02,
    )


@answers("4.2", _("Two hinges that open to different sides make a corner."))
def two_hinges(absolute):
    behaves(
        absolute,
        calls(
            absolute,
            np.array([-4.0, -0.5, 0.0, 7.0]),
            np.array([-2.0]),
            np.arange(9) - 3.0,
        ),
        lambda x: np.vectorize(math.fabs)(x),
        [
            (
                relu,
                _(
                    "What is below 0 is dropped here, and |−4| is 4. A second hinge "
                    "must bring it back."
                ),
            ),
            (
                lambda x: relu(-x),
                _("This hinge opens to the left only. What is above 0 is missing."),
            ),
            (
                lambda x: x,
                _(
                    "This is x again, sign and all. Where x is below 0, which hinge is "
                    "above 0, and must it be added or taken away?"
                ),
            ),
            (lambda x: -x, _("Every sign is turned here, also of what was above 0.")),
            (
                lambda x: 0 * x,
                _(
                    "This is 0 everywhere: at every x one of the two hinges is 0, so "
                    "their product is 0. Put them together in another way."
                ),
            ),
        ],
    )


@answers(
    "4.3", _("A hinge's weight is the change of the slope at its place, not the slope.")
)
def which_hinges(places, weights):
    # The corners of the curve in the figure.
    x, y = np.array([0, 1, 3, 6, 8]), np.array([0, 0, 6, 3, 5])
    at = numbers(places)
    if at is not None and same(np.sort(at, axis=None), [1, 3, 6], abs=0.05):
        order = np.argsort(at, axis=None)  # the hinges may come in any order
        places, weights = np.ravel(at)[order], np.ravel(weights)[order]
    equals(
        "places",
        places,
        [1, 3, 6],
        [
            (
                y[1:4],
                _("These are the heights. The places are read off the axis of x."),
            ),
            (
                x[:4],
                _(
                    "At 0 the curve does not bend: it begins flat. Three places are "
                    "left."
                ),
            ),
            (
                x[1:],
                _("At 8 the curve does not bend, it only ends. Three places are left."),
            ),
            (x, _("Where the curve begins and where it ends it does not bend.")),
        ],
        abs=0.05,
    )
    slopes = np.diff(y) / np.diff(x)
    changes = np.diff(slopes)
    equals(
        "weights",
        weights,
        changes,
        [
            (
                slopes[1:],
                _(
                    "These are the slopes of the pieces. A hinge adds to the slope "
                    "that is there before it: by how much does the slope change at "
                    "each place?"
                ),
            ),
            (
                np.abs(changes),
                _("The sizes are right. At one place the slope becomes smaller."),
            ),
            (
                -changes,
                _(
                    "At the first place the curve turns up, so the first weight is "
                    "above 0. Take the slope after a place less the slope before it."
                ),
            ),
            (
                y[1:4],
                _(
                    "These are the heights at the places. The weights come from the "
                    "slopes."
                ),
            ),
            (
                np.diff(y)[1:],
                _(
                    "This is how far the pieces rise. Divide by how far they run, and "
                    "then compare neighbours."
                ),
            ),
        ],
        abs=0.05,
    )


@answers(
    "4.4", _("A single score below 0 is all that ReLU changes here, and it makes XOR.")
)
def take_the_bend_away(with_bend, without_bend):
    no_bias = _(
        "This is what comes out without the bias of the second unit: its score is "
        "smaller by 1 than that of the first."
    )
    no_double = _(
        "The second unit is taken off only once. In the output its weight is −2."
    )
    # Without a bend it is one linear unit: 2 - x1 - x2.
    equals(
        "with_bend",
        with_bend,
        [0, 1, 1, 0],
        [
            (
                [2, 1, 1, 0],
                _(
                    "This is what comes out without a bend. At (0, 0) the second score "
                    "is below 0: what does ReLU make of it?"
                ),
            ),
            ([0, -1, -1, -2], no_bias),
            ([0, 1, 1, 1], no_double),
            ([0, 1, 1, 2], _("The second unit is missing. It is above 0 for (1, 1).")),
        ],
    )
    equals(
        "without_bend",
        without_bend,
        [2, 1, 1, 0],
        [
            (
                [0, 1, 1, 0],
                _(
                    "This is the same as with ReLU. At (0, 0) the second score is "
                    "below 0, and now nothing drops it."
                ),
            ),
            (
                [-2, 1, 1, 0],
                _(
                    "At (0, 0) the second score is −1, and its weight in the output is "
                    "−2. What is their product?"
                ),
            ),
            ([0, -1, -1, -2], no_bias),
            ([1, 1, 1, 1], no_double),
        ],
    )


@answers(
    "4.5", _("tanh is the sigmoid, twice as tall, twice as quick, and lowered by 1.")
)
def tanh_unmasked(my_tanh):
    behaves(
        my_tanh,
        calls(my_tanh, SCORES, np.array([1.0, -2.0]), np.array([0.4])),
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
            (
                lambda z: 2 * (sigmoid(2 * z) - 1),
                _("It rises from −2 to 0: the 1 that is taken off is doubled, too."),
            ),
            (
                lambda z: 2 * sigmoid(4 * z) - 1,
                _(
                    "Now it is too quick: at 0 its slope is 2. How steep is it without "
                    "any factor inside?"
                ),
            ),
        ],
    )


SHARE = 342 / 891  # as published; the best constant is the share itself


def log_loss(p, log=math.log):
    """Return the log loss of saying the same to all passengers."""
    return -SHARE * log(p) - (1 - SHARE) * log(1 - p)


@answers(
    "4.6", _("Whoever makes the log loss small is led to give honest probabilities.")
)
def best_constant(best_p, best_loss):
    equals(
        "best_p",
        best_p,
        0.38,  # of those to try, the one next to the share, which does as well
        [
            (
                0.5,
                _(
                    "This is the safest guess for whoever knows nothing. But most of "
                    "the passengers did not survive."
                ),
            ),
            (
                1 - SHARE,
                _(
                    "This is best if it is the probability of dying. Survivors are the "
                    "1."
                ),
            ),
            (
                37,
                _(
                    "This is the position of the smallest loss in the list. Which "
                    "probability stands there?"
                ),
            ),
            (
                0.37,
                _(
                    "One too low: the list begins with 0.01, and positions are counted "
                    "from 0."
                ),
            ),
            (
                0.39,
                _(
                    "One too high. Was the position counted from 0, or the share "
                    "rounded up?"
                ),
            ),
            (38, _("This is in percent. A probability lies between 0 and 1.")),
            (
                0.99,
                _(
                    "If everybody is given so much, each of the many who died is a "
                    "great surprise. Do you look for the smallest loss, and over all "
                    "passengers?"
                ),
            ),
            (
                0.01,
                _(
                    "If everybody is given so little, each survivor is a great "
                    "surprise. Do you look for the smallest loss, and over all "
                    "passengers?"
                ),
            ),
            (
                0,
                _(
                    "A survivor would be an infinite surprise. Accuracy is content "
                    "with always no; the log loss is not."
                ),
            ),
        ],
        rel=0,
        abs=0.0045,
    )
    loss = log_loss(0.38)
    equals(
        "best_loss",
        best_loss,
        loss,
        [
            (
                math.log(2),
                _("This is the loss of 0.5 for everybody. The best one is below it."),
            ),
            (
                -loss,
                _(
                    "The logarithm of a probability is below 0, and the surprise is "
                    "minus that."
                ),
            ),
            (
                891 * loss,
                _("This is the sum over all passengers. The log loss is the average."),
            ),
            (
                log_loss(SHARE, math.log2),
                _(
                    "This is right with the logarithm to the base 2. In this book log "
                    "is the natural one, np.log."
                ),
            ),
            (
                log_loss(SHARE, math.log10),
                _(
                    "This is right with the logarithm to the base 10. In this book log "
                    "is the natural one, np.log."
                ),
            ),
            (
                2 * SHARE * (1 - SHARE),
                _(
                    "A loss without logarithms is another loss. Take minus the "
                    "logarithm of the probability that was given to what happened."
                ),
            ),
        ],
        rel=1e-3,
        abs=0.0045,
    )


class Knowing:
    """A model whose probability for a row is the row's first number."""

    __name__ = "model"

    def predict(self, rows, *_, **__):
        """Return a column of probabilities, as any model does."""
        return np.array(rows, dtype=float)[:, :1]

    __call__ = predict


@answers("4.7", _("One sigmoid stands at the end of the model, and none behind it."))
def everybody_survives(says_yes):
    behaves(
        says_yes,
        [
            (Knowing(), np.array([[p, 7.0] for p in some]))
            for some in ([0.1, 0.49, 0.51, 0.98], [0.6, 0.55, 0.3], [0.2], [0.7])
        ],
        lambda model, X: X[:, 0] > 0.5,
        [
            (
                lambda model, X: np.ones(len(X)),
                _(
                    "It still says yes to everybody. p is a probability already, and "
                    "always above 0: what is left to do with it?"
                ),
            ),
            (
                lambda model, X: np.zeros(len(X)),
                _(
                    "Now it says no to everybody. p is a probability already: compare "
                    "it with the cut as it is."
                ),
            ),
            (
                lambda model, X: X[:, 0] < 0.5,
                _("Yes and no have changed places: yes is what lies above the cut."),
            ),
            (
                lambda model, X: X[:, 0],
                _(
                    "These are the probabilities. The question is which of them are "
                    "above 0.5."
                ),
            ),
            (
                lambda model, X: sigmoid(X[:, 0]),
                _(
                    "This is a sigmoid of probabilities, and they have been through "
                    "one already."
                ),
            ),
            (
                lambda model, X: np.sum(X[:, 0] > 0.5),
                _("This is how many get a yes. Return a yes or no for each of them."),
            ),
        ],
    )


@answers(
    "4.8",
    _("A probability lets you choose the cut afterwards; a bare yes or no does not."),
)
def another_cut(count):
    y = np.array([1.0, 1, 1, 0, 0, 0, 0])
    p = np.array([0.9, 0.4, 0.1, 0.8, 0.45, 0.35, 0.0])
    other = np.array([0.7, 0.2, 0.6, 0.65, 0.3]), np.array([0, 1, 1, 0, 1.0])

    def counted(test):
        return lambda y, p, cut: (
            np.sum(test(p, cut) & (y == 1)),
            np.sum(test(p, cut) & (y == 0)),
        )

    above = counted(np.greater)
    behaves(
        count,
        [
            (y, p, 0.05),
            (y, p, 0.3),
            (y, p, 0.5),
            (y, p, 0.95),
            (*other[::-1], 0.25),
            (y[:1], p[:1], 0.5),
            (y, p, 0.4),
        ],
        above,
        [
            (
                lambda *given: above(*given)[::-1],
                _(
                    "Both are counted, and they change places: first the survivors "
                    "found, then the false ones."
                ),
            ),
            (
                lambda y, p, cut: above(y, p, 0.5),
                _(
                    "The cut has no effect: it is 0.5 in every case. Use the one that "
                    "is handed in."
                ),
            ),
            (
                lambda y, p, cut: (
                    np.sum((p > cut) & (y == 1)),
                    np.sum((p <= cut) & (y == 1)),
                ),
                _(
                    "The second number is of the survivors that were missed. Asked for "
                    "is how many with the label 0 get a yes."
                ),
            ),
            (
                lambda y, p, cut: (
                    np.sum((p > cut) & (y == 1)),
                    np.sum((p > cut) != (y == 1)),
                ),
                _(
                    "The second number is of all mistakes, the missed survivors among "
                    "them. Count only the label 0 with a yes."
                ),
            ),
            (
                lambda y, p, cut: (np.sum(p > cut), np.sum((p > cut) & (y == 0))),
                _(
                    "The first number is of everybody who gets a yes. How many of "
                    "these have the label 1?"
                ),
            ),
            (
                lambda y, p, cut: (
                    np.sum((p > cut) == (y == 1)),
                    np.sum((p > cut) != (y == 1)),
                ),
                _(
                    "This is how often it is right and how often it is wrong. Both "
                    "numbers are about those who get a yes."
                ),
            ),
            (
                lambda y, p, cut: (
                    np.mean((p > cut) & (y == 1)),
                    np.mean((p > cut) & (y == 0)),
                ),
                _("These are shares of all. Count them."),
            ),
            (counted(np.less), _("Here those below the cut get the yes.")),
            (
                counted(np.greater_equal),
                _("A probability of exactly the cut is not above it."),
            ),
        ],
    )


@answers(
    "4.9",
    _("A straight border cannot hold what is good in the middle: that takes bends."),
)
def coffee(accuracy_unit, accuracy_no):
    x, y = datasets.make_coffee()
    order = np.random.default_rng(0).permutation(200)
    aside, rest = order[:40], order[40:]
    # Least squares is another straight border, and says no to each of them too.
    columns = np.column_stack([x, np.ones(200)])
    found, *_others = np.linalg.lstsq(columns[rest], y[rest])
    straight = np.mean((columns[aside] @ found > 0.5) == y[aside])
    bad = 1 - y
    mistakes = [
        (
            bad[rest].mean(),
            _(
                "This is the accuracy on the 160 that it was trained on. Measure on "
                "the 40 that were put aside."
            ),
        ),
        (
            bad.mean(),
            _(
                "This is the accuracy on all 200. Measure on the 40 that were put "
                "aside."
            ),
        ),
        (
            bad[:40].mean(),
            _(
                "This is the accuracy on the first 40 rows of the file, or on other 40 "
                "than asked for. Put aside the first 40 of the permutation with the "
                "seed 0."
            ),
        ),
        (
            100 * bad[aside].mean(),
            _("This is in percent. A share lies between 0 and 1."),
        ),
        (
            40 * bad[aside].mean(),
            _("This is how many are right. Divide by how many there are."),
        ),
        (
            y[aside].mean(),
            _(
                "This is the share of good roasts, which is how often always yes is "
                "right."
            ),
        ),
    ]
    equals("accuracy_unit", accuracy_unit, straight, mistakes, rel=0, abs=0.006)
    equals("accuracy_no", accuracy_no, bad[aside].mean(), mistakes, rel=0, abs=0.006)
