"""The checks of chapter 1's exercises."""

from collections.abc import ValuesView

import numpy as np

from firstneuron import datasets
from firstneuron._words import _
from firstneuron.checks._judge import behaves, equals, is_one_of, same
from firstneuron.checks._measure import least_squares
from firstneuron.checks._register import answers

PAIRS = [
    (np.array([1.0, 5.0, 2.0, 3.0]), np.array([5.0, 5.0, 0.0, -2.0])),
    (np.array([0.0]), np.array([-0.5])),
    (np.array([-4.0, -4.0]), np.array([-4.0, -4.0])),
    (np.arange(100.0), np.linspace(60, 20, 100)),
]
ONE = _(
    "Only one example counts here. Does the sum begin at 0 before the loop, and does "
    "return stand behind it?"
)
FIT = 2.5355953, 89.1577907  # the published fit of calories to sugars


@answers(
    "1.1", _("The bias is what you pay for nothing; the weight, what one more adds.")
)
def taxi(w_taxi, b_taxi, price):
    comma = _("Python writes a point in a number, 1.25. A comma makes two numbers.")
    equals(
        "w_taxi",
        w_taxi,
        1.25,
        [
            (4.8, _("You pay this once. The weight is what one more kilometre adds.")),
            (8.75, _("This is for 7 kilometres. The weight is for one.")),
            ([1, 25], comma),
        ],
    )
    equals(
        "b_taxi",
        b_taxi,
        4.8,
        [
            (1.25, _("The bias is the price of 0 kilometres. What do you pay then?")),
            (0, _("You pay something even for 0 kilometres.")),
            (6.05, _("This is the price of one kilometre. And that of none?")),
            ([4, 80], comma),
            ([4, 8], comma),
        ],
    )
    equals(
        "price",
        price,
        13.55,
        [
            (8.75, _("The price of getting in is missing.")),
            (34.85, _("The weight and the bias are swapped.")),
            (42.35, _("You get in once, not at each kilometre.")),
            (6.05, _("This is for one kilometre. Multiply the weight by 7.")),
            ([13, 55], comma),
        ],
        rel=1e-5,
    )


@answers(
    "1.2",
    _(
        "The valley gives the best bias for each weight. The best weight for a given "
        "bias lies somewhere else."
    ),
)
def read_the_map(better, best_w, w_at_100):
    rows = datasets.load_cereals().complete("sugars", "calories")
    x, y = rows["sugars"], rows["calories"]

    def weight_for(b):  # where the parabola in w is lowest
        return np.sum(x * (y - b)) / np.sum(x**2)

    def valley(b):
        return (y.mean() - b) / x.mean()

    two = ("first", "second")
    rings = (
        "second",
        _(
            "Find both places on the map, the weight to the right and the bias "
            "upwards. Which one lies within the smaller ring?"
        ),
    )
    is_one_of("better", better, two, "first", [rings])
    equals(
        "best_w",
        best_w,
        weight_for(80),
        [
            (
                valley(80),
                _(
                    "The dashed line shows the best bias for each weight. Here the "
                    "bias is given: go along at the height 80 to the lowest place."
                ),
            ),
            (FIT[0], _("This is the star's weight. But the bias must be 80 here.")),
            (80, _("This is the bias. Which weight goes best with it?")),
        ],
        rel=0,
        abs=0.31,
    )
    equals(
        "w_at_100",
        w_at_100,
        valley(100),
        [
            (
                weight_for(100),
                _(
                    "At the height 100 this is the best weight. Asked is the weight "
                    "whose best bias is 100: where is the dashed line so high?"
                ),
            ),
            (FIT[0], _("This is the star's weight, and its best bias is lower.")),
        ],
        rel=0,
        abs=0.28,
    )


@answers(
    "1.3",
    _("In an MAE no error cancels another, and none counts by its square."),
)
def mean_absolute_error(mae):
    cancelled = _(
        "Errors above and below cancel each other in this mean. Drop the signs before "
        "you take it."
    )
    behaves(
        mae,
        PAIRS,
        lambda y, y_hat: sum(map(abs, y - y_hat)) / len(y),
        [
            (
                lambda y, y_hat: np.mean((y - y_hat) ** 2),
                _("This is the MSE. Here the sizes count, not the squares."),
            ),
            (
                lambda y, y_hat: np.mean(y - y_hat),
                cancelled,
            ),
            (
                lambda y, y_hat: np.mean(y_hat - y),
                cancelled,
            ),
            (
                lambda y, y_hat: abs(np.mean(y - y_hat)),
                cancelled,
            ),
            (
                lambda y, y_hat: np.sum(abs(y - y_hat)),
                _("This is the sum. Asked is the average."),
            ),
            (
                lambda y, y_hat: np.sum(abs(y - y_hat)) / 76,
                _("Divide by the number of examples that come in, which may change."),
            ),
            (
                lambda y, y_hat: np.sqrt(np.mean((y - y_hat) ** 2)),
                _("This is the RMSE: large errors count more than others in it."),
            ),
            (
                lambda y, y_hat: abs(y - y_hat),
                _("This is the size of each error. Now take the average."),
            ),
            (
                lambda y, y_hat: np.mean(abs(y) - abs(y_hat)),
                _("The signs are dropped too early: subtract first."),
            ),
            (lambda y, y_hat: abs(y - y_hat)[-1] / len(y), ONE),
            (lambda y, y_hat: abs(y - y_hat)[0] / len(y), ONE),
            (lambda y, y_hat: abs(y - y_hat)[0], ONE),
        ],
    )


@answers(
    "1.4",
    _("Test a loss with a model whose loss you know, such as the lazy model."),
)
def mean_of_squares(mean_square):
    behaves(
        mean_square,
        PAIRS,
        lambda y, y_hat: sum(r * r for r in y - y_hat) / len(y),
        [
            (
                lambda y, y_hat: np.mean(y - y_hat) ** 2,
                _(
                    "It squares the mean, and in the mean errors have cancelled. What "
                    "must be squared?"
                ),
            ),
            (
                lambda y, y_hat: np.sum((y - y_hat) ** 2),
                _("This is the sum of the squares. Asked is their mean."),
            ),
            (
                lambda y, y_hat: np.sum((y - y_hat) ** 2) / 76,
                _("Divide by the number of examples that come in, which may change."),
            ),
            (
                lambda y, y_hat: np.mean(y**2 - y_hat**2),
                _("Here each of the two is squared. Square their difference."),
            ),
            (
                lambda y, y_hat: np.mean(y - y_hat**2),
                _("Only the prediction is squared: brackets are missing."),
            ),
            (
                lambda y, y_hat: np.sqrt(np.mean((y - y_hat) ** 2)),
                _("This is the RMSE, the square root of what is asked."),
            ),
            (
                lambda y, y_hat: np.mean(abs(y - y_hat)),
                _("This drops the signs. Square the residuals instead."),
            ),
            (
                lambda y, y_hat: (y - y_hat) ** 2,
                _("This is the square of each residual. Now take the mean."),
            ),
            (lambda y, y_hat: (y - y_hat)[-1] ** 2 / len(y), ONE),
            (lambda y, y_hat: (y - y_hat)[0] ** 2 / len(y), ONE),
            (lambda y, y_hat: (y - y_hat)[0] ** 2, ONE),
        ],
    )


@answers(
    "1.5",
    _("One outlier drags the mean far away, and the median hardly feels it."),
)
def one_wrong_label(best_by_mse, best_by_mae):
    before = _("This is the best answer before the mistake. One label is 1200 now.")
    equals(
        "best_by_mse",
        best_by_mse,
        322,
        [
            (106, before),
            (110, _("This is the number in the middle. Is it best for squares?")),
            (645, _("This is half-way between the smallest and the largest.")),
            (1610, _("This is the sum. There are five labels.")),
            (402.5, _("Divide by the number of labels. How many are there?")),
        ],
        abs=0.5,
        rel=0,
    )
    equals(
        "best_by_mae",
        best_by_mae,
        110,
        [
            (322, _("This is best for squares. With sizes the 1200 pulls less.")),
            (
                106,
                _("This is the mean before the mistake. Which one is in the middle?"),
            ),
            (645, _("Half-way between the ends is not in the middle of the five.")),
            (
                102.5,
                _("The wrong label is left out. The model does not know it is wrong."),
            ),
            (
                105,
                _("The wrong label is left out. The model does not know it is wrong."),
            ),
            (
                100,
                _("Put the labels in order. Here two are below this one, or fewer?"),
            ),
        ],
        abs=0.25,
        rel=0,
    )


@answers(
    "1.6",
    _("Another unit of measurement for the output changes weight, bias and MSE alike."),
)
def kilojoules(w_kj, b_kj, factor):
    w, b = FIT
    by_hand = _("This was picked by hand. Take the fitted one.")
    divided = _("1 kcal is more than 1 kJ, so in kJ the number must be larger.")
    equals(
        "w_kj",
        w_kj,
        4.184 * w,
        [
            (w, _("This is still in kcal for each gram.")),
            (w / 4.184, divided),
            (4.184 * 2.5, by_hand),
            (4.184 * b, _("This is the bias. The weight is the other number.")),
            (4.184**2 * w, _("Only the MSE is in squares. Multiply once.")),
        ],
        rel=2.5e-3,
    )
    equals(
        "b_kj",
        b_kj,
        4.184 * b,
        [
            (
                b,
                _(
                    "With milligrams the bias stayed, because the input changed. Now "
                    "the output changes: what is the answer for 0 g, in kJ?"
                ),
            ),
            (b / 4.184, divided),
            (4.184 * 90, by_hand),
        ],
        rel=2.5e-3,
    )
    equals(
        "factor",
        factor,
        4.184**2,
        [
            (4.184, _("Each residual is multiplied by this. But the MSE squares it.")),
            (1, _("The predictions are as good as before, but the numbers are not.")),
            (8.368, _("To square is to multiply by itself, not by 2.")),
            (4.184**-2, _("This makes the MSE smaller. Are the residuals smaller?")),
            (4.184**0.5, _("This is the root. What does the MSE do to a residual?")),
        ],
        rel=2.5e-3,
    )


@answers(
    "1.7",
    _("Without a bias the line must go through the origin, whatever the data say."),
)
def weight_alone(fit_weight):
    def centred(x, y):
        dx = x - x.mean()
        return np.sum(dx * (y - y.mean())) / np.sum(dx**2)

    generator = np.random.default_rng(seed=7)
    behaves(
        fit_weight,
        [
            (np.array([1.0, 2.0, 4.0]), np.array([3.0, 5.0, 4.0])),
            (np.array([2.0]), np.array([-6.0])),
            (np.array([0.0, 1.0]), np.array([90.0, 92.0])),
            tuple(generator.normal(size=(2, 20)).round(2)),
        ],
        lambda x, y: np.linalg.lstsq(x[:, np.newaxis], y)[0][0],
        [
            (
                centred,
                _(
                    "This is the best weight beside a bias. Without a bias the line "
                    "cannot go through the averages: leave them out."
                ),
            ),
            (
                lambda x, y: np.mean(y / x),
                _("This is the mean of the slopes. The squared residuals are larger."),
            ),
            (
                lambda x, y: np.sum(y) / np.sum(x),
                _(
                    "This line goes through the averages. Are its squared residuals "
                    "the smallest? Derive it from the parabola."
                ),
            ),
            (
                lambda x, y: np.sum(x * y) / np.sum(x) ** 2,
                _("The sum of the squares is not the square of the sum."),
            ),
            (
                lambda x, y: np.sum(x * y) / np.sum(y**2),
                _("Below the line are the squares of the labels. Which belong there?"),
            ),
            (
                lambda x, y: np.sum(x * y),
                _("This is half of what stands with w. What stands with its square?"),
            ),
            (
                lambda x, y: np.sum(x * y) / (2 * np.sum(x**2)),
                _("Off by 2: a parabola A w² − 2 B w + C is lowest at B / A."),
            ),
            (
                lambda x, y: 2 * np.sum(x * y) / np.sum(x**2),
                _("Off by 2: a parabola A w² − 2 B w + C is lowest at B / A."),
            ),
            (
                lambda x, y: x * y / x**2,
                _("This is one slope for each example. Sum first, then divide."),
            ),
        ],
    )


@answers(
    "1.8",
    _("A weight that shuffled labels give as often means nothing by itself."),
)
def potassium(gaps, w_potass, share):
    cereals = datasets.load_cereals()
    equals(
        "gaps",
        gaps,
        2,
        [
            (
                0,
                _(
                    "nan is not equal to anything, not even to itself. Use np.isnan, "
                    "as for the sugars."
                ),
            ),
            (1, _("The sugars have one gap. Look at the column of potassium.")),
            (75, _("So many values are there. How many are missing?")),
        ],
        rel=0,
    )
    (w, b), _loss = least_squares("potass")
    fewer, _loss = least_squares(
        "potass", rows=cereals.complete("potass", "sugars", "calories")
    )
    codes, _loss = least_squares("potass", rows=datasets.load_cereals(keep_codes=True))
    turned, _loss = least_squares("calories", label="potass")
    sugars, _loss = least_squares("sugars")
    equals(
        "w_potass",
        w_potass,
        w,
        [
            (np.nan, _("With a gap in it, every sum is nan. Leave the gaps out.")),
            (-w, _("The sign is turned: with more potassium, do calories rise?")),
            (b, _("This is the bias. fit_line returns the weight first.")),
            ((w, b), _("This is the weight and the bias. Take the weight alone.")),
            (
                codes[0],
                _(
                    "Missing values were taken for numbers, for −1 or 0. They must be "
                    "left out."
                ),
            ),
            (turned[0], _("Here potassium is predicted from the calories: swap them.")),
            (sugars[0], _("This is the weight of sugar.")),
            (
                fewer[0],
                _("One cereal too many is left out: its sugars are not needed here."),
            ),
        ],
        rel=0,
        # The weight over one row fewer is 0.0002 away; -0.02 is rounded.
        abs=0.00015 if _is_written_out(w_potass) else 0.0005,
    )
    above_one = _("A share lies between 0 and 1: divide by the number of shuffles.")
    nearer = _("So many are nearer to 0. How many are at least as far?")
    # By Student's t, -0.62 for 75 rows; 1,000 shuffles are within 0.05.
    expected = 0.54
    # With the starter's rng 487 are nearer, which other shuffles might give as right.
    if any(same(share, one, abs=1e-6, rel=0) for one in (0.487, 0.49)):
        equals("share", share, expected, [(share, nearer)], rel=0, abs=0)
    equals(
        "share",
        share,
        expected,
        [
            (0.27, _("Count both sides: as far above 0 is as far from 0.")),
            (0.73, _("Compare the sizes, without signs: how far from 0?")),
            (
                1,
                _(
                    "Without its sign every weight is above −0.02. Compare it with the "
                    "size of w_potass."
                ),
            ),
            (0.46, nearer),
            (share if _is_above_one(share) else 100, above_one),
            (0, _("Hardly any? Shuffle anew each time, and compare the sizes.")),
        ],
        rel=0,
        abs=0.061,
    )


def _is_above_one(share):
    """Return whether a share was given in percent, or is a count."""
    try:
        return float(share) > 1.1
    except Exception:
        return False


def _is_written_out(weight):
    """Return whether a weight has more digits than -0.02."""
    try:
        return float(weight) != round(float(weight), 3)
    except Exception:
        return False


@answers(
    "1.9",
    _("Compare an MSE only with one over the same rows."),
)
def best_column(results, winner):
    candidates = ["protein", "fat", "fiber", "carbo", "sugars", "weight"]
    cereals = datasets.load_cereals()
    rows = cereals.complete("calories", *candidates)
    fits = [least_squares(name, rows=rows) for name in candidates]
    losses = [loss for _fit, loss in fits]
    with_gaps = np.where(
        [np.isnan(cereals[name]).any() for name in candidates], np.nan, 1.0
    )
    own_rows = [least_squares(name)[1] for name in candidates]
    results = _in_order(results, candidates)
    equals(
        "results",
        results,
        losses,
        [
            (np.sqrt(losses), _("These are RMSEs: leave out the root.")),
            (np.multiply(losses, len(rows)), _("These are sums. Take the mean.")),
            (
                own_rows,
                _("Each column has rows of its own here. Take those of same for all."),
            ),
            (
                with_gaps * own_rows,
                _("Some columns have missing values. Take the rows of same."),
            ),
            (
                [fit[0] for fit, _loss in fits],
                _("These are the weights of the fits. How far off is each fit?"),
            ),
            (sorted(losses), _("The order is that of the losses, not of candidates.")),
            (losses[-1], _("This is the last one. Keep all six in a list.")),
            (losses[0], _("This is the first one. Keep all six in a list.")),
        ],
        rel=2e-4,
        abs=0.051,
    )
    is_one_of(
        "winner",
        winner,
        candidates,
        "weight",
        [
            ("protein", _("This one has the largest MSE.")),
            ("sugars", _("The sugars come second. Which MSE is the smallest?")),
        ],
    )


def _in_order(results, names):
    """Return losses as a list, also those that come with their names."""
    if isinstance(results, ValuesView):
        return list(results)
    try:
        named = dict(results)
    except Exception:
        return results
    return [named[name] for name in names] if set(named) == set(names) else results
