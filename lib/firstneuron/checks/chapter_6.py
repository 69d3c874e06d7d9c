"""The checks of chapter 6's exercises."""

import math

import numpy as np

from firstneuron import datasets
from firstneuron._words import _
from firstneuron.checks._judge import behaves, equals, holds, is_one_of
from firstneuron.checks._learner import numbers, shown
from firstneuron.checks._measure import measured_slopes
from firstneuron.checks._register import answers


@answers(
    "6.1", _("A slope below 0 makes the weight grow: the step goes against the slope.")
)
def one_step_by_hand(slope_at_1, w_next):
    equals(
        "slope_at_1",
        slope_at_1,
        -16,
        [
            (
                -8,
                _(
                    "Half of it. Two factors of 2 belong here: one comes from the "
                    "square, and the other one is x. Which of them is missing?"
                ),
            ),
            (
                -4,
                _(
                    "This is the error. How fast does the squared error change with "
                    "the prediction, and the prediction with the weight?"
                ),
            ),
            (
                16,
                _(
                    "The error is prediction minus label, and here the prediction is "
                    "the smaller one."
                ),
            ),
            (
                -20,
                _(
                    "Here the weight itself stands for the prediction. The unit "
                    "answers w · x."
                ),
            ),
        ],
        rel=1e-3,
    )
    equals(
        "w_next",
        w_next,
        2.6,
        [
            (
                -0.6,
                _(
                    "This step goes up the slope. Which way must the weight move if "
                    "the loss is to fall?"
                ),
            ),
            (17, _("This is a step of the whole slope. Where is the learning rate?")),
            (
                1.6,
                _("This is the change of the weight. From where does the step start?"),
            ),
        ],
        rel=1e-3,
    )


def bowl(text, height, slope):
    """Return a function of one number that shows itself, and knows its slope."""

    def f(w):
        return height(w)

    f.__name__ = text
    f.slope = slope
    return f


BOWL = bowl("lambda w: (w - 3) ** 2", lambda w: (w - 3) ** 2, lambda w: 2 * (w - 3))
WIDE = bowl(
    "lambda w: 0.5 * (w + 1) ** 2", lambda w: 0.5 * (w + 1) ** 2, lambda w: w + 1
)
FLAT = bowl("lambda w: w ** 4", lambda w: w**4, lambda w: 4 * w**3)


def walk_down(f, w, rate, steps):
    """Return where a walk ends."""
    for _step in range(steps):
        w = w - rate * f.slope(w)
    return w


def walk_up(f, w, rate, steps):
    """Return where a walk with the wrong sign ends."""
    return walk_down(f, w, -rate, steps)


@answers(
    "6.2",
    _("Slope, step against it, repeat: in this loop the largest networks learn, too."),
)
def your_own_descent(go_down):
    behaves(
        go_down,
        [
            (BOWL, 4.0, 0.1, 1),
            (BOWL, 1.0, 0.1, 2),
            (WIDE, 4.0, 0.5, 3),
            (BOWL, 5.0, 1.0, 1),
            (WIDE, 2.0, 0.3, 0),
            (FLAT, -1.0, 0.05, 6),
            (BOWL, 4.25, 0.1, 30),
        ],
        walk_down,
        [
            (
                walk_up,
                _(
                    "The walk climbs: the slope is added. A step goes against the "
                    "slope."
                ),
            ),
            (
                lambda f, w, rate, steps: walk_down(f, w, rate, min(steps, 1)),
                _(
                    "Only one step is made, however many are asked for. Does return "
                    "stand inside the loop?"
                ),
            ),
            (
                lambda f, w, rate, steps: w - steps * rate * f.slope(w),
                _(
                    "All steps are equally long, as if the slope were felt at the "
                    "start only. Compute it anew at each place."
                ),
            ),
            (
                lambda f, w, rate, steps: walk_down(f, w, 1, steps),
                _("Each step is the whole slope. Where is the rate?"),
            ),
            (
                lambda f, w, rate, steps: walk_down(f, w, 0.1, steps),
                _(
                    "The rate is 0.1 in every case. Use the one that is handed over, "
                    "rate."
                ),
            ),
            (
                lambda f, w, rate, steps: walk_down(BOWL, w, rate, steps),
                _(
                    "The slope is always that of the chapter's loss. Go down the "
                    "function that is handed over, f."
                ),
            ),
            (
                lambda f, w, rate, steps: walk_down(f, w, rate, steps - 1),
                _("One step too few. How often does your loop run if steps is 1?"),
            ),
            (
                lambda f, w, rate, steps: walk_down(f, w, rate, steps + 1),
                _("One step too many. How often does your loop run if steps is 1?"),
            ),
            (
                lambda f, w, rate, steps: f(walk_down(f, w, rate, steps)),
                _(
                    "This is the height at the end of the walk. The weight itself is "
                    "asked for."
                ),
            ),
        ],
        abs=1e-3,
    )


@answers(
    "6.3",
    _("The curvature sets both rates: beyond 2/c a walk diverges, at 1/c it arrives."),
)
def how_far_may_you_step(curvature_5, limit_5, one_step_5):
    equals(
        "curvature_5",
        curvature_5,
        10,
        [
            (
                5,
                _(
                    "This is the number in front of the square. Write down the slope "
                    "first: by how much does it grow if w grows by 1?"
                ),
            ),
            (
                12,
                _(
                    "The 2 at the end lifts the whole bowl. Does it change how steep "
                    "it is anywhere?"
                ),
            ),
            (
                7,
                _(
                    "This is the loss at w = 0 or at w = 2. Write down the slope: how "
                    "fast does it grow?"
                ),
            ),
        ],
        rel=5e-3,
    )
    equals(
        "limit_5",
        limit_5,
        0.2,
        [
            (
                0.1,
                _(
                    "With this rate the factor 1 − αc is 0, so the walk arrives. At "
                    "the limit it is −1."
                ),
            ),
            (
                0.4,
                _(
                    "With this rate the walk diverges already. Divide by the "
                    "curvature, not by the number in front of the square."
                ),
            ),
            (
                5,
                _(
                    "The fraction is upside down: the steeper a bowl curves, the "
                    "smaller a rate it bears."
                ),
            ),
        ],
        rel=5e-3,
    )
    equals(
        "one_step_5",
        one_step_5,
        0.1,
        [
            (
                0.2,
                _(
                    "With this rate the walk lands as far away on the other side. "
                    "Nothing of the distance may be left: 1 − αc must be 0."
                ),
            ),
            (
                0.05,
                _("This rate leaves half of the distance. All of it must go at once."),
            ),
        ],
        rel=5e-3,
    )


@answers(
    "6.4",
    _("The steepest direction sets the rate, and the flattest one sets the waiting."),
)
def one_rate_for_two_directions(rate_limit, steep_factor, flat_factor, steps_needed):
    equals(
        "rate_limit",
        rate_limit,
        0.2,
        [
            (
                20,
                _(
                    "The flat direction alone would bear this rate. What happens to "
                    "the steep one with it?"
                ),
            ),
            (
                0.4,
                _(
                    "Here 5 stands for the curvature. The slope is 10 times the "
                    "weight: by how much does it grow if the weight grows by 1?"
                ),
            ),
            (
                0.1,
                _(
                    "With this rate the steep direction arrives in one step. How far "
                    "may you go before it diverges?"
                ),
            ),
        ],
        rel=5e-3,
    )
    equals(
        "steep_factor",
        steep_factor,
        -0.8,
        [
            (
                1.8,
                _(
                    "This is what a step takes away, αc. The factor says what is left "
                    "of the distance."
                ),
            ),
            (
                0.8,
                _(
                    "The size is right. On which side of the lowest point does the "
                    "step land?"
                ),
            ),
            (
                0.1,
                _(
                    "Here 5 stands for the curvature. It is the number with which "
                    "the weight is multiplied in the slope."
                ),
            ),
        ],
        abs=5e-4,
    )
    equals(
        "flat_factor",
        flat_factor,
        0.982,
        [
            (
                0.018,
                _(
                    "This is what a step takes away, αc. The factor says what is left "
                    "of the distance."
                ),
            ),
            (
                0.991,
                _(
                    "Here 0.05 stands for the curvature. It is the number with which "
                    "the weight is multiplied in the slope."
                ),
            ),
            (
                0.98,
                _("Rounded too far: over hundreds of steps the third decimal counts."),
            ),
        ],
        rel=0,
        abs=5e-4,
    )
    equals(
        "steps_needed",
        steps_needed,
        254,
        [
            (253, _("Nearly: after so many steps the weight is still above 0.01.")),
            (
                255,
                _(
                    "One too many: one step before, it is below 0.01. Is the start "
                    "a step?"
                ),
            ),
            (
                math.log(0.01) / math.log(0.982),
                _("Steps come whole. Which is the first one after which it is below?"),
            ),
            (
                21,
                _(
                    "So many steps does the steep direction need. How fast does the "
                    "flat one shrink?"
                ),
            ),
            (
                228,
                _(
                    "This comes of the factor 0.98. Over hundreds of steps its third "
                    "decimal counts."
                ),
            ),
        ],
        rel=0,
        abs=0.01,
    )


@answers(
    "6.5",
    _("Straight down is at a right angle to the ring, and seldom towards the goal."),
)
def which_way_down(arrow, loss_here):
    is_one_of(
        "arrow",
        arrow,
        "ABCD",
        "C",
        [
            (
                "a",
                _(
                    "A points to the star, which nobody sees in the fog. Which arrow "
                    "leaves the ring by the shortest way?"
                ),
            ),
            (
                "b",
                _(
                    "B is at a right angle to the ring, and it leads outwards, to "
                    "rings with larger numbers."
                ),
            ),
            (
                "d",
                _(
                    "D runs along the ring, where the loss stays the same at first. A "
                    "step must leave the ring."
                ),
            ),
        ],
    )
    equals(
        "loss_here",
        loss_here,
        13,
        [
            (
                25,
                _(
                    "This is the next ring outside. Which number stands on the ring "
                    "through the dot?"
                ),
            ),
            (
                4,
                _(
                    "This is the next ring inside. Which number stands on the ring "
                    "through the dot?"
                ),
            ),
        ],
        rel=0,
        abs=0.5,
    )


def mse_slopes(w, b, x, y):
    """Return the slopes of the MSE of a line, by differences."""
    return tuple(
        float(one)
        for one in measured_slopes(
            lambda w, b: np.mean((w * x + b - y) ** 2), [float(w), float(b)]
        )
    )


def changed(change):
    """Return a wrong way to find the slopes, from the right ones."""

    def wrong(w, b, x, y):
        return change(*mse_slopes(w, b, x, y), len(x))

    return wrong


@answers(
    "6.6",
    _("A sum grows with the data and a mean does not: then one rate suits all sizes."),
)
def slopes_that_grow_with_the_data(slopes_of):
    rng = np.random.default_rng(seed=6)
    cases = [(1.0, 0.0, np.array([1.0, 2.0, 0.0, 3.0]), np.array([3.0, 1.0, 2.0, 1.0]))]
    cases += [(0.4, -0.3, *rng.normal(size=(2, count))) for count in (1, 2, 5, 76)]
    behaves(
        slopes_of,
        cases,
        mse_slopes,
        [
            (
                changed(lambda w, b, n: (w * n / 2, b * n / 2)),
                _(
                    "A sum still: with 4 examples the slopes are 2 times too large, "
                    "with 76 they are 38 times. The loss is a mean over the examples: "
                    "what are its slopes?"
                ),
            ),
            (
                changed(lambda w, b, n: (w * n, b * n)),
                _(
                    "The 2 is there now, but it is a sum still, and it grows with the "
                    "number of examples. What is the loss: a sum or a mean?"
                ),
            ),
            (
                changed(lambda w, b, n: (w / 2, b / 2)),
                _(
                    "The mean is right. But the slopes are half of the measured ones: "
                    "what does the square bring along?"
                ),
            ),
            (
                changed(lambda w, b, n: (-w, -b)),
                _("The sign is turned: the error is prediction minus label."),
            ),
            (
                changed(lambda w, b, n: (b, w)),
                _("The other order: first the slope of w, then that of b."),
            ),
            (
                changed(lambda w, b, n: (w, b / 2)),
                _("The first slope is right. Mend the second one in the same way."),
            ),
            (
                changed(lambda w, b, n: (w, b * n / 2)),
                _("The first slope is right. Mend the second one in the same way."),
            ),
        ],
    )


@answers(
    "6.7",
    _("On a saddle the factor of one direction is above 1: a millionth is enough."),
)
def off_the_saddle(factor_1, factor_2, steps_to_leave):
    equals(
        "factor_1",
        factor_1,
        0.8,
        [
            (
                0.2,
                _(
                    "This is what a step takes away, αc. The factor says what is left "
                    "of the distance."
                ),
            ),
            (
                0.9,
                _(
                    "Here 1 stands for the curvature. It is the number with which the "
                    "weight is multiplied in the slope."
                ),
            ),
            (
                1.2,
                _("This is the other direction: along the first one it is a bowl."),
            ),
        ],
        rel=5e-3,
    )
    equals(
        "factor_2",
        factor_2,
        1.2,
        [
            (
                0.8,
                _(
                    "The slope of the second weight has a minus sign, and so has its "
                    "curvature. What does 1 − αc become?"
                ),
            ),
            (
                (-0.2),
                _("This is αc. The factor is what it leaves: 1 − αc."),
            ),
            (
                1.1,
                _(
                    "Here −1 stands for the curvature. It is the number with which "
                    "the weight is multiplied in the slope."
                ),
            ),
        ],
        rel=5e-3,
    )
    equals(
        "steps_to_leave",
        steps_to_leave,
        76,
        [
            (75, _("Nearly: after so many steps the weight is still below 1.")),
            (
                77,
                _("One too many: one step before, it is above 1. Is the start a step?"),
            ),
            (
                math.log(1e6) / math.log(1.2),
                _("Steps come whole. Which is the first one after which it is above?"),
            ),
            (
                145,
                _(
                    "This comes of the factor 1.1. By which factor does the weight "
                    "grow in each step?"
                ),
            ),
        ],
        rel=0,
        abs=0.01,
    )


def gradient(x, y, w, b):
    """Return the slopes of the MSE of a unit, by differences."""
    in_w, in_b = measured_slopes(
        lambda w, b: np.mean((x @ w + b - y) ** 2), [w, float(b)]
    )
    return in_w, float(in_b)


def changed_gradient(change):
    """Return a wrong way to find the gradient, from the right one."""

    def wrong(x, y, w, b):
        return change(*gradient(x, y, w, b), x)

    return wrong


@answers(
    "6.8",
    _("The slope of a weight is the mean of error times input, twice: error @ X."),
)
def many_features(mse_gradient):
    rng = np.random.default_rng(seed=5)
    four = np.array(
        [[1.0, 2.0, 0.0], [0.0, 1.0, 1.0], [2.0, 0.0, 1.0], [1.0, 1.0, 1.0]]
    )
    cases = [(four, np.array([1.0, 0.0, 2.0, 1.0]), np.array([1.0, 2.0, 3.0]), 1.0)]
    for rows, columns, b in ((7, 3, 0.7), (1, 3, -1.0), (5, 1, 0.0), (3, 3, 2.0)):
        x, y = rng.normal(size=(rows, columns)), rng.normal(size=rows)
        cases.append((x, y, rng.normal(size=columns), b))
    behaves(
        mse_gradient,
        cases,
        gradient,
        [
            (
                changed_gradient(lambda w, b, x: (w / 2, b / 2)),
                _("Half of what it should be: what does the square bring along?"),
            ),
            (
                changed_gradient(lambda w, b, x: (w * len(x), b * len(x))),
                _(
                    "These are sums over the examples. The MSE is a mean, and so are "
                    "its slopes."
                ),
            ),
            (
                changed_gradient(lambda w, b, x: (w * len(x) / 2, b * len(x) / 2)),
                _(
                    "These are sums of error times input. The MSE is a mean, and it "
                    "has a square: what becomes of both in the slope?"
                ),
            ),
            (
                changed_gradient(lambda w, b, x: (w, b * len(x))),
                _(
                    "The slopes of the weights are right, and that of the bias is a "
                    "sum. Take the mean there, too."
                ),
            ),
            (
                changed_gradient(lambda w, b, x: (w * len(x), b)),
                _(
                    "The slope of the bias is a mean and those of the weights are "
                    "sums. Divide them too by the number of examples."
                ),
            ),
            (
                changed_gradient(lambda w, b, x: (w * len(x) / x.shape[1], b)),
                _(
                    "The sum is divided by the number of features. How many examples "
                    "went into it?"
                ),
            ),
            (
                changed_gradient(lambda w, b, x: (-w, -b)),
                _("The sign is turned: the error is prediction minus label."),
            ),
            (
                lambda x, y, w, b: gradient(x, y, w, 0.0),
                _("The errors are those of a unit without a bias: add b."),
            ),
            (
                changed_gradient(lambda w, b, x: (np.full(w.shape, b), b)),
                _(
                    "Every weight gets the slope of the bias. The error reaches a "
                    "weight multiplied by its own input."
                ),
            ),
            (
                changed_gradient(lambda w, b, x: (np.mean(w), b)),
                _(
                    "One number for all weights: a mean was taken over the features "
                    "too. Each weight has a slope of its own."
                ),
            ),
            (
                changed_gradient(lambda w, b, x: (np.sum(w), b)),
                _(
                    "One number for all weights: a sum runs over the features too. "
                    "Each weight has a slope of its own."
                ),
            ),
            (
                changed_gradient(lambda w, b, x: (b, w)),
                _("The other order: first the slopes of the weights, then the bias's."),
            ),
        ],
        abs=1e-5,
    )


def part_of(found, right):
    """Return which part of the right number was found; 0 if it is no number."""
    found = numbers(found)
    return 0 if found is None or found.size != 1 else found.item() / right


@answers(
    "6.9",
    _("Scale, walk, scale back: the line is the same, and the walk is short."),
)
def potassium_by_the_gram(w_fiber, b_fiber):
    rows = datasets.load_cereals().complete("fiber", "potass")
    fiber, potass = rows["fiber"], rows["potass"]
    mean, std = fiber.mean(), fiber.std()
    columns = np.column_stack([fiber, np.ones(len(rows))])
    (w, b), *_rest = np.linalg.lstsq(columns, potass)
    (back, _start), *_rest = np.linalg.lstsq(
        np.column_stack([potass, np.ones(len(rows))]), fiber
    )
    part_w, part_b = part_of(w_fiber, w), part_of(b_fiber, b)
    holds(
        not (0.01 < part_w < 0.995 and abs(part_w - part_b) < 0.005),
        [("", f"w_fiber, b_fiber = {shown(w_fiber)}, {shown(b_fiber)}")],
        _(
            "Both numbers are the same part of the right ones, so the walk has not "
            "arrived yet. Give it more steps or, on scaled data, a larger rate."
        ),
    )
    equals(
        "w_fiber",
        w_fiber,
        w,
        [
            (
                w * std,
                _(
                    "This is the weight for scaled fiber, in mg per standard "
                    "deviation. What must be done with it for one gram?"
                ),
            ),
            (
                w * std**2,
                _(
                    "Multiplied, where it should be divided: one gram is only a part "
                    "of a standard deviation."
                ),
            ),
            (
                back,
                _(
                    "This line gives grams of fiber for mg of potassium. The label is "
                    "potass."
                ),
            ),
            (b, _("The weight and the bias are swapped.")),
        ],
        rel=0,
        abs=0.1,
    )
    equals(
        "b_fiber",
        b_fiber,
        b,
        [
            (
                b + w * mean,
                _(
                    "This is the bias for scaled fiber: the potassium of a cereal with "
                    "average fiber. What does the line say at 0 g?"
                ),
            ),
            (
                b + w * mean - w * std * mean,
                _(
                    "The mean is in grams, so multiply it by the weight per gram, not "
                    "by the scaled one."
                ),
            ),
            (
                b + 2 * w * mean,
                _(
                    "The way back from the mean has the wrong sign: at 0 g there is "
                    "less potassium than at the average."
                ),
            ),
        ],
        rel=0,
        abs=0.5,
    )
