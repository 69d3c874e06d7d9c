"""The checks of chapter 8's exercises."""

import functools
import re
from itertools import pairwise

import numpy as np

from firstneuron._words import _
from firstneuron.checks._judge import behaves, equals, holds, same
from firstneuron.checks._learner import call, numbers, shown, shown_call
from firstneuron.checks._measure import measured_slopes
from firstneuron.checks._register import answers


@answers(
    "8.1", _("Count the arrows that leave a box: as many slopes come together in it.")
)
def a_number_used_twice(slope_s, slope_a, slope_b):
    equals(
        "slope_s",
        slope_s,
        -8,
        [
            (
                -4,
                _("This is the value of s. The slope of a square is twice as much."),
            ),
            (
                8,
                _("What is s itself, above or below 0? Look at the sign of q first."),
            ),
            (16, _("This is the value of L. How fast does it grow with s?")),
            (
                1,
                _("The 1 belongs below L. From there the slope of the square is next."),
            ),
        ],
        rel=1e-3,
    )
    equals(
        "slope_a",
        slope_a,
        8,
        [
            (
                -24,
                _(
                    "Here a is multiplied by its own value. In a product, the slope "
                    "for one factor is the other factor."
                ),
            ),
            (
                -8,
                _(
                    "This is what arrives at q. One arrow is left, from the product "
                    "to a: what does it carry?"
                ),
            ),
            (
                -1,
                _(
                    "This is the last arrow alone. Along a path all slopes multiply, "
                    "from L on."
                ),
            ),
        ],
        rel=1e-3,
    )
    equals(
        "slope_b",
        slope_b,
        -32,
        [
            (
                -24,
                _(
                    "This is the path by way of q. In which other computation does b "
                    "stand?"
                ),
            ),
            (
                -8,
                _(
                    "This is the direct path from s to b. In which other computation "
                    "does b stand?"
                ),
            ),
            (
                8,
                _(
                    "Here b is multiplied by its own value. In a product, the slope "
                    "for one factor is the other factor."
                ),
            ),
            (
                -16,
                _(
                    "Two paths, and one has the wrong sign. In s = q + b both parts "
                    "have the slope 1."
                ),
            ),
            (
                192,
                _("Along a path slopes multiply. But where two paths come together?"),
            ),
        ],
        rel=1e-3,
    )


@answers(
    "8.2",
    _("A slope is made for forecasts: a small step times the slope is the change."),
)
def read_a_slope_off_the_graph(slope_w, change):
    equals(
        "slope_w",
        slope_w,
        4,
        [
            (
                1,
                _(
                    "Either only the upper path was followed, or the last arrow, to "
                    "w, is still missing. How many arrows come back to a?"
                ),
            ),
            (
                3,
                _(
                    "The lower path by itself gives this, and so do all arrows "
                    "multiplied. Along a path slopes multiply; what do they do at a?"
                ),
            ),
            (
                -2,
                _(
                    "The paths are subtracted here. The lower one has two minus signs: "
                    "what do they make together?"
                ),
            ),
            (
                16,
                _(
                    "Below a belongs 4, and two arrows are left: one of them makes it "
                    "smaller. Which number does it carry?"
                ),
            ),
            (
                0,
                _(
                    "The numbers above the boxes are values. Multiply what stands at "
                    "the arrows."
                ),
            ),
        ],
        rel=1e-3,
    )
    equals(
        "change",
        change,
        0.04,
        [
            (
                4,
                _("This is the slope, the change for a whole 1. How far does w go?"),
            ),
            (0.01, _("So far goes w. L changes by as many times as the slope says.")),
            (1.04, _("This is L afterwards. By how much has it changed?")),
            (-0.04, _("The slope is above 0 and w grows. Does L grow or shrink?")),
        ],
        rel=0,
        abs=2e-3,
    )


# Which arrays: what their names are in small letters, for a set of them.
SOME_ZERO = [
    (
        {"w1", "b1"},
        _(
            "These two are right, and one is missing. Add up the four errors at the "
            "end: what do the labels make of the sum?"
        ),
    ),
    (
        {"w2"},
        _(
            "W2 is zero, and its slopes are another matter. They are what the hidden "
            "units send times the errors: is one of those zero?"
        ),
    ),
    (
        {"w1", "b1", "w2"},
        _(
            "Look at W2 again: its slopes are what the hidden units send times the "
            "errors, and W2 itself does not stand in the formula. And add up the four "
            "errors."
        ),
    ),
    (
        {"w1", "b1", "w2", "b2"},
        _(
            "Then nothing would ever move. What the hidden units send is not 0, and "
            "the errors are not 0: whose slopes are made of the two?"
        ),
    ),
    (
        {"w2", "b2"},
        _(
            "The other layer: an error must get through W2 to reach the first one. And "
            "what do the hidden units send?"
        ),
    ),
    (
        set(),
        _(
            "Some are. The errors of the hidden units are those of the last unit times "
            "W2: what is left of them?"
        ),
    ),
    (
        {"b1", "b2"},
        _(
            "Both biases, yes, and not because they start at 0. Which array shares its "
            "errors with b1?"
        ),
    ),
    (
        {"b1", "w2", "b2"},
        _(
            "These are the three that start at 0. Where an array starts says nothing "
            "about its slopes: from which errors, and from which inputs, are they made?"
        ),
    ),
    (
        {"w1"},
        _("Yes, since no error gets to it. Which array shares its errors with W1?"),
    ),
    (
        {"w1", "b2"},
        _("Both are right. Which array shares its errors with W1?"),
    ),
]


@answers(
    "8.3",
    _("Weights of 0 stop the errors on their way back, but not their own slopes."),
)
def half_of_it_zero(all_zero):
    facts = [("", "all_zero"), ("came", shown(all_zero))]
    if isinstance(all_zero, dict) and all(
        isinstance(zero, bool | np.bool_) for zero in all_zero.values()
    ):  # each name with True or False
        all_zero = [name for name, zero in all_zero.items() if zero]
    parts = [all_zero] if isinstance(all_zero, str) else list(all_zero)
    parts = np.ravel(np.array(parts, dtype=object)).tolist()
    texts = [part for part in parts if isinstance(part, str)]
    names = set(re.findall(r"\w+", " ".join(texts).lower())) - {"and"}
    holds(
        len(texts) == len(parts) and names <= {"w1", "b1", "w2", "b2"},
        [*facts, ("one of", "'W1', 'b1', 'W2', 'b2'")],
        _("A list of names is asked for, in quotation marks."),
    )
    known = (why for wrong, why in SOME_ZERO if names == wrong)
    holds(names == {"w1", "b1", "b2"}, facts, next(known, None))


def sigmoid(z):
    """Return the sigmoid of scores."""
    return 1 / (1 + np.exp(-z))


def log_loss(scores, y):
    """Return the mean log loss of scores: log(1 + e^z) - y z."""
    return np.mean(np.logaddexp(0, scores) - y * scores)


def squared_loss(scores, y):
    """Return the MSE."""
    return np.mean((scores - y) ** 2)


def measured(hidden, loss):
    """Return a function that measures the slopes of a network with a hidden layer."""

    def slopes(x, y, *weights):
        def loss_of(w1, b1, w2, b2):
            return loss(hidden(x @ w1 + b1) @ w2 + b2, y)

        return tuple(measured_slopes(loss_of, weights))

    return slopes


def networks(labels):
    """Return what a function of slopes is called with: networks of several sizes."""
    rng = np.random.default_rng(seed=7)
    cases = []
    for rows, inputs, hidden, outputs in ((5, 2, 3, 1), (1, 3, 4, 2), (3, 2, 3, 2)):
        shapes = ((inputs, hidden), (hidden,), (hidden, outputs), (outputs,))
        x = rng.normal(size=(rows, inputs)).round(1)
        y = labels(rng, (rows, outputs))
        cases.append((x, y, *(rng.normal(size=shape).round(1) for shape in shapes)))
    return cases


def yes_or_no(rng, shape):
    """Return labels of 0 and 1."""
    return rng.integers(2, size=shape).astype(float)


def back(
    x,
    y,
    w1,
    b1,
    w2,
    b2,
    *,
    hidden=sigmoid,
    through=lambda z, a: a * (1 - a),
    last=sigmoid,
    error=lambda a, y: (a - y) / y.size,
    add_1=np.sum,
    add_2=np.sum,
):
    """Return slopes as backpropagation finds them; its parts may be wrong ones."""
    z1 = x @ w1 + b1
    a1 = hidden(z1)
    delta2 = error(last(a1 @ w2 + b2), y)
    delta1 = (delta2 @ w2.T) * through(z1, a1)
    return x.T @ delta1, add_1(delta1, axis=0), a1.T @ delta2, add_2(delta2, axis=0)


def relu(z):
    """Return what is above 0."""
    return np.maximum(z, 0)


def by_tanh(z, a):
    """Return the slope of tanh."""
    return 1 - a**2


back_tanh = functools.partial(back, hidden=np.tanh, through=by_tanh)
back_relu = functools.partial(
    back,
    hidden=relu,
    through=lambda z, a: z > 0,
    last=lambda z: z,
    error=lambda a, y: 2 * (a - y) / y.size,
)

BY_SIZE = _(
    "With one output all is well, with two it is not: the loss is a mean over all "
    "answers, and Y.size counts them, not the rows."
)
SUMMED = _("These are slopes of a sum over all answers. The loss is their mean.")
TURNED = _("All signs are turned: the error is prediction minus label.")
NO_SLOPE = _(
    "W2 and b2 are right. What is sent back to the hidden layer still has to go "
    "through its activation."
)
MEAN_OF_ROWS = _(
    "The slopes of a bias are the sum over the examples: the division is in delta "
    "already, and a mean divides a second time."
)

NOT_SUMMED = _(
    "A unit has one bias, and so one slope for it: sum its errors over the examples, "
    "down the column."
)
LAST_RIGHT = _(
    "The last layer is right, so its errors are. What happens to them on the way to "
    "the layer before?"
)
KERNEL_RIGHT = _(
    "The kernel of this layer is right, so its errors are. How does a bias get its "
    "slope from them?"
)
OTHER_SHAPE = _(
    "Each array of slopes has the shape of what it is the slope of, and this one has "
    "another."
)
OTHER_ORDER = _(
    "The slopes are right, in another order. It should be W1, b1, W2, and so on."
)
IN_A_DICT = _("The arrays come back in a dict. A list of them is asked for.")
CHANGED = _(
    "The slopes are right, but the arrays that were handed in have changed. Work on "
    "arrays of your own: slopes are only measured here, and no step is made."
)


@answers(
    "8.4",
    _("A new activation changes one factor on the way back, and a new loss another."),
)
def backpropagation_with_relu(backward_relu):
    changed = functools.partial(functools.partial, back_relu)
    gives_slopes(
        backward_relu,
        networks(lambda rng, shape: rng.normal(size=shape).round(1)),
        measured(relu, squared_loss),
        [
            (
                changed(error=lambda a, y: (a - y) / y.size),
                _("Half of what it should be, everywhere. What does the square bring?"),
            ),
            (
                changed(last=sigmoid),
                _(
                    "A sigmoid is left at the end. This network answers with the score "
                    "itself."
                ),
            ),
            (
                changed(last=sigmoid, error=lambda a, y: (a - y) / y.size),
                _(
                    "The end is that of the network before: a sigmoid and the log "
                    "loss. Here the answer is the score, and the loss is the MSE."
                ),
            ),
            (
                changed(hidden=np.tanh, through=by_tanh),
                _("The hidden layer still has tanh, on both ways. Put ReLU there."),
            ),
            (
                back_tanh,
                _(
                    "This is backward as it was. Three things change: the way forward, "
                    "and a factor in each line with delta."
                ),
            ),
            (
                changed(last=relu),
                _(
                    "ReLU is at the end, too, and cuts off what is below 0. There the "
                    "answer is the score itself."
                ),
            ),
            (
                changed(hidden=np.tanh),
                _(
                    "The way back has the slope of ReLU; the way forward still has "
                    "tanh."
                ),
            ),
            (
                changed(through=by_tanh),
                _(
                    "W2 and b2 are right. In delta1 stands the slope of tanh: what is "
                    "the slope of ReLU, left and right of 0?"
                ),
            ),
            (changed(through=lambda z, a: 1), NO_SLOPE),
            (
                changed(through=lambda z, a: a),
                _(
                    "W2 and b2 are right. In delta1 stands ReLU itself; its slope is "
                    "asked for there."
                ),
            ),
            (
                changed(through=lambda z, a: 2 * (z > 0)),
                _(
                    "W2 and b2 are right, W1 and b1 are twice too large: the 2 is in "
                    "delta2 already, and comes along from there."
                ),
            ),
            (changed(error=lambda a, y: 2 * (y - a) / y.size), TURNED),
            (changed(error=lambda a, y: 2 * (a - y)), SUMMED),
            (changed(error=lambda a, y: 2 * (a - y) / len(y)), BY_SIZE),
            (changed(add_1=np.mean, add_2=np.mean), MEAN_OF_ROWS),
        ],
    )


@answers(
    "8.5",
    _("What the right arrays share cannot be wrong: look where the wrong ones meet."),
)
def two_planted_mistakes(backward_sigmoid):
    changed = functools.partial(functools.partial, back)
    gives_slopes(
        backward_sigmoid,
        networks(yes_or_no),
        measured(sigmoid, log_loss),
        [
            (
                changed(through=lambda z, a: z * (1 - z), add_2=np.mean),
                _(
                    "W2 is right, so delta2 is right too. Which line does b2 have for "
                    "itself, and which one do W1 and b1 share?"
                ),
            ),
            (
                changed(through=lambda z, a: z * (1 - z)),
                _(
                    "b2 is mended. W1 and b1 share the line with delta1: what is the "
                    "slope of the sigmoid, and what is it computed from?"
                ),
            ),
            (
                changed(add_2=np.mean),
                _(
                    "delta1 is mended. b2 has a line of its own, the last one: compare "
                    "it with that of b1."
                ),
            ),
            (changed(add_1=np.mean, add_2=np.mean), MEAN_OF_ROWS),
            (
                changed(through=by_tanh),
                _("In delta1 stands the slope of tanh. This layer has a sigmoid."),
            ),
            (changed(through=lambda z, a: 1), NO_SLOPE),
            (
                changed(through=lambda z, a: a * (1 - z)),
                _(
                    "Half of the line with delta1 is mended: the slope of the sigmoid "
                    "takes its output in both places."
                ),
            ),
            (
                changed(through=lambda z, a: z * (1 - a)),
                _(
                    "Half of the line with delta1 is mended: the slope of the sigmoid "
                    "takes its output in both places."
                ),
            ),
            (
                changed(through=lambda z, a: sigmoid(a) * (1 - sigmoid(a))),
                _(
                    "A1 is the output of the sigmoid already. Here it goes through the "
                    "sigmoid a second time."
                ),
            ),
            (changed(error=lambda a, y: (a - y) / len(y)), BY_SIZE),
            (changed(error=lambda a, y: a - y), SUMMED),
            (
                changed(error=lambda a, y: a - y, add_1=np.mean, add_2=np.mean),
                _(
                    "The division is taken out of delta2, and now the weights' slopes "
                    "are sums. Let delta2 keep it, and sum up for the biases."
                ),
            ),
        ],
    )


def gives_slopes(function, cases, reference, mistakes):
    """Fail unless a function returns the slopes that a reference does, array by array.

    Parameters and mistakes are as for `behaves`; here a failure names the array.
    """
    seen = []
    for case in cases:
        expected, found = reference(*case), call(function, *case)
        seen.append(found)
        if same(found, expected):
            continue
        known = (why for wrong, why in mistakes if is_made(wrong, cases, seen))
        why, what = next(known, None), shown_call(function, case)
        if isinstance(found, dict):
            why = IN_A_DICT
        if isinstance(found, dict) or sized(found) != len(expected):
            differ(what, found, expected, why)
        if why is None and all(
            any(same(one, other) for one in found) for other in expected
        ):
            why = OTHER_ORDER
        for place, (one, other) in enumerate(zip(found, expected, strict=True)):
            name = f"{'Wb'[place % 2]}{place // 2 + 1}"
            differ(f"{what}: {name}", one, other, why or guess(found, expected, place))
    for case in cases:
        leaves_alone(function, case)


def guess(found, expected, place):
    """Return a sentence about the array at a place, if it is the first wrong one."""
    one, other = numbers(found[place]), expected[place]
    if one is None:
        return None
    if place % 2:
        return KERNEL_RIGHT if one.size == other.size else NOT_SUMMED
    if one.squeeze().shape != other.squeeze().shape:
        return OTHER_SHAPE
    last = place == len(expected) - 2
    return LAST_RIGHT if not last and same(tuple(found)[-2:], expected[-2:]) else None


def leaves_alone(function, case):
    """Fail if a function changes the arrays that it is given."""
    given = [
        [one.copy() for one in part] if isinstance(part, list) else part.copy()
        for part in case
    ]
    kept = arrays_of(given)
    call(functools.partial(function, *given))
    pairs = zip(kept, arrays_of(case), strict=True)
    facts = [("", shown_call(function, case))]
    holds(all(np.array_equal(*pair) for pair in pairs), facts, CHANGED)


def arrays_of(case):
    """Return all arrays of a case, also those in a list."""
    return [
        one for part in case for one in (part if isinstance(part, list) else [part])
    ]


def differ(name, found, expected, why):
    """Fail, with a sentence if there is one, unless a value is the expected one."""
    facts = [("", name), ("expected", shown(expected)), ("came", shown(found))]
    holds(why is None or same(found, expected), facts, why)
    equals(name, found, expected)


def sized(found):
    """Return how many things there are; 0 if that cannot be told."""
    try:
        return len(found)
    except Exception:
        return 0


def is_made(wrong, cases, seen):
    """Return whether a wrong function returns what was seen, in all cases so far."""
    return all(
        same(one, tuple(wrong(*case))) for case, one in zip(cases, seen, strict=False)
    )


def deep_slopes(x, y, weights):
    """Measure the slopes of a network of any depth: tanh, and sigmoids at the end."""

    def loss(*weights):
        a = x
        *hidden, (w_last, b_last) = zip(weights[::2], weights[1::2], strict=True)
        for w, b in hidden:
            a = np.tanh(a @ w + b)
        return log_loss(a @ w_last + b_last, y)

    return tuple(measured_slopes(loss, weights))


def deep_networks():
    """Return networks of two layers, of one and of more, with more outputs too."""
    rng = np.random.default_rng(seed=8)
    cases = []
    for sizes in ((2, 3, 1), (2, 1), (3, 4, 2, 3, 2), (3, 3, 3, 3)):
        x = rng.normal(size=(4, sizes[0])).round(1)
        weights = []
        for inputs, units in pairwise(sizes):
            weights += [rng.normal(size=(inputs, units)), rng.normal(size=units)]
        weights = [array.round(1) for array in weights]
        cases.append((x, yes_or_no(rng, (4, sizes[-1])), weights))
    return cases


def back_deep(x, y, weights, through=by_tanh, scale=lambda y: 1 / y.size, add=np.sum):
    """Return slopes as backpropagation finds them; its parts may be wrong ones."""
    outputs = [x]
    for w, b in zip(weights[::2], weights[1::2], strict=True):
        z = outputs[-1] @ w + b
        outputs.append(np.tanh(z))
    delta = (sigmoid(z) - y) * scale(y)
    slopes = []
    for a, w in zip(outputs[-2::-1], weights[-2::-2], strict=True):
        slopes = [a.T @ delta, add(delta, axis=0), *slopes]
        delta = (delta @ w.T) * through(None, a)
    return slopes


@answers(
    "8.6", _("However deep a network is, the way back is one line, said once a layer.")
)
def any_number_of_layers(backward_deep):
    def turned(change):
        return lambda *given: change(back_deep(*given))

    def layers(slopes):
        return list(zip(slopes[::2], slopes[1::2], strict=True))

    part = functools.partial(functools.partial, back_deep)
    gives_slopes(
        backward_deep,
        deep_networks(),
        deep_slopes,
        [
            (
                turned(
                    lambda slopes: [one for w_b in layers(slopes)[::-1] for one in w_b]
                ),
                _(
                    "The slopes are right, and the last layer comes first. Put each "
                    "layer in front of what was found so far."
                ),
            ),
            (
                turned(lambda slopes: slopes[::-1]),
                _(
                    "The slopes are right, from the end to the beginning. The order of "
                    "weights is asked for: W1, b1, W2, and so on."
                ),
            ),
            (
                turned(lambda slopes: [*slopes[::2], *slopes[1::2]]),
                _(
                    "The slopes are right; all kernels come first and then all biases. "
                    "The order of weights is asked for: W1, b1, W2, and so on."
                ),
            ),
            (
                turned(
                    lambda slopes: [one for w, b in layers(slopes) for one in (b, w)]
                ),
                _("In each layer the bias comes before the kernel: swap the two."),
            ),
            (
                turned(lambda slopes: slopes[-2:]),
                _(
                    "These are the slopes of the last layer only. Does return stand "
                    "inside the loop?"
                ),
            ),
            (
                turned(layers),
                _(
                    "The slopes are right, in pairs. Put the arrays one after the "
                    "other, as they stand in weights."
                ),
            ),
            (
                part(through=lambda z, a: 1),
                _(
                    "The last layer is right. On its way through each hidden layer the "
                    "error needs the factor of tanh, too."
                ),
            ),
            (
                part(through=lambda z, a: a * (1 - a)),
                _(
                    "The last layer is right. In the loop stands the slope of the "
                    "sigmoid, and the hidden layers have tanh."
                ),
            ),
            (
                part(through=lambda z, a: 1 - np.tanh(a) ** 2),
                _(
                    "The last layer is right. The outputs have been through tanh "
                    "already; here they go through it a second time."
                ),
            ),
            (part(scale=lambda y: 1), SUMMED),
            (part(scale=lambda y: 1 / len(y)), BY_SIZE),
            (part(scale=lambda y: -1 / y.size), TURNED),
            (part(add=np.mean), MEAN_OF_ROWS),
        ],
    )


# Two weights and a bias after 500 steps: right ones, and what else people find. The
# data take longer to read than a check may last, so `data/make.py` computes these.
COAST = (np.array([7.8444, 8.7844]), -0.9410)
COAST_OF_TEST = (np.array([7.8828, 8.6150]), -1.0245)
COAST_OF_MSE = (np.array([4.8644, 5.5007]), -0.6876)
COAST_WITHOUT_BIAS = (np.array([8.4719, 9.5932]), 0.0)


def rounded(found, right):
    """Return whether each number is the right one, or that with one or two digits."""
    if not same(found, right, rel=0, abs=0.06):
        return False
    found = numbers(found).squeeze()
    off = [np.abs(found - np.round(right, digits)) for digits in (1, 2)]
    off += [np.abs(found - right) - 1.5e-3]
    return np.min(off, axis=0).max() < 1e-6


@answers(
    "8.7",
    _("Prediction minus label, times input: three lines learn where a coast runs."),
)
def the_coast_of_california(w, b):
    found, right = numbers(w), COAST[0]
    facts = [
        ("", "w, b"),
        ("expected", f"{shown(right.round(2))}, {COAST[1]:.2f}"),
        ("came", f"{shown(w)}, {shown(b)}"),
    ]
    known = [
        (
            COAST_OF_TEST,
            _("This is trained on X_test. Those rows are for the question at the end."),
        ),
        (
            COAST_OF_MSE,
            _(
                "These are steps down the squared loss: with the log loss, the factor "
                "p(1 − p) is undone, and prediction minus label is left."
            ),
        ),
        (
            COAST_WITHOUT_BIAS,
            _("The bias has stayed where it was. It makes a step in every round, too."),
        ),
        (
            (-right, -COAST[1]),
            _(
                "Both labels are swapped: 1 is for inland, and further east and north "
                "it must become likelier."
            ),
        ),
        (
            (right, 0),
            _("The weights move and the bias comes back as 0: which b is it?"),
        ),
        (
            (right, -COAST[1]),
            _("The weights are right, and the sign of the bias is turned."),
        ),
        (
            (right[::-1], COAST[1]),
            _("The weights have changed places: longitude comes first."),
        ),
    ]
    for wrong, why in known:
        holds(not same((w, b), wrong, rel=0, abs=0.03), facts, why)
    if found is not None and found.size == 2 and not rounded(w, right):
        close = same(w, right, rel=0.02) and same(b, COAST[1], rel=0.1)
        holds(
            not close,
            facts,
            _(
                "Close, but another walk: exactly 500 steps from 0, each on all 2,000 "
                "rows of X_train at once. Do you count from 0 to 499?"
            ),
        )
        part = found.ravel() / right
        holds(
            not ((part > 0) & (part < 1)).all(),
            facts,
            _(
                "The direction may be right, but the walk has not come as far. Are "
                "there 500 steps, each at the rate 1.0, and is the mean taken over "
                "the 2,000 rows?"
            ),
        )
        holds(
            not (part > 1).all(),
            facts,
            _(
                "The direction may be right, but the walk has gone too far. Are there "
                "500 steps, each at the rate 1.0, and is the sum over the rows divided "
                "by their number?"
            ),
        )
    if not rounded(w, right):
        equals("w", w, right, rel=0, abs=1.5e-3)
    if not rounded(b, COAST[1]):
        equals("b", b, COAST[1], rel=0, abs=1.5e-3)


def paths_of(tape):
    """Return the slopes of the last number: over all paths, products added up."""

    @functools.cache
    def slope(place):
        if place == len(tape) - 1:
            return 1.0
        return sum(
            factor * slope(later)
            for later in range(place + 1, len(tape))
            for source, factor in tape[later][1]
            if source == place
        )

    return [float(slope(place)) for place in range(len(tape))]


def recorded(start, *steps):
    """Return a tape: a few numbers, then sums and products of earlier ones."""
    tape = [(value, ()) for value in start]
    for sign, i, j in steps:
        one, other = tape[i][0], tape[j][0]
        if sign == "+":
            tape.append((one + other, ((i, 1.0), (j, 1.0))))
        else:
            tape.append((one * other, ((i, other), (j, one))))
    return tape


CAFE = recorded([120.0, -20.0, 2.0], ("*", 1, 2), ("+", 0, 3), ("*", 2, 4))
TAPES = [
    CAFE,
    recorded([3.0, -2.0], ("*", 0, 1)),
    recorded([3.0, 2.0], ("*", 0, 0), ("+", 1, 2), ("+", 3, 0)),  # one used twice
    recorded([1.5, 4.0, -2.0], ("+", 0, 1), ("*", 2, 2)),  # some not used
    recorded([0.5, 2.0], ("*", 0, 1), ("*", 2, 0), ("+", 3, 2), ("*", 4, 3)),
    recorded([0.5, 2.0], ("*", 0, 1), ("*", 2, 0), ("*", 3, 2), ("+", 3, 4)),
    recorded([7.0]),
]


def walked(
    tape,
    keep=lambda old, new: old + new,
    order=reversed,
    pass_on=lambda slope, factor: slope * factor,
    start=1.0,
):
    """Return the slopes of a walk over a tape; its parts may be wrong ones."""
    slopes = [0.0] * len(tape)
    slopes[-1] = start
    for place in order(range(len(tape))):
        for source, factor in tape[place][1]:
            new = pass_on(slopes[place], factor)
            slopes[source] = keep(slopes[source], new)
    return slopes


def by_breadth(tape):
    """Return slopes that are handed on too early: each number as it is first met."""
    slopes = [0.0] * len(tape)
    slopes[-1] = 1.0
    met = [len(tape) - 1]
    for place in met:  # it grows on the way
        for source, factor in tape[place][1]:
            slopes[source] += slopes[place] * factor
            if source not in met:
                met.append(source)
    return slopes


@answers(
    "8.8",
    _(
        "Record on the way forward, multiply and add on the way back: every library "
        "does this."
    ),
)
def a_tape_of_your_own(walk_back):
    part = functools.partial(functools.partial, walked)
    behaves(
        walk_back,
        [(tape,) for tape in TAPES],
        paths_of,
        [
            (
                part(keep=lambda old, new: new),
                _(
                    "Where two paths come together, the later one wipes out the "
                    "earlier one. What do slopes do there?"
                ),
            ),
            (
                part(order=iter),
                _(
                    "This walks from the front, where no slope is known yet. At which "
                    "end do you know one?"
                ),
            ),
            (
                part(start=0.0),
                _(
                    "Nothing arrives, because nothing starts. What is the slope of the "
                    "last number with respect to itself?"
                ),
            ),
            (
                part(pass_on=lambda slope, factor: factor),
                _(
                    "Each arrow counts by itself here. Along a path slopes multiply: "
                    "times what has arrived at its head."
                ),
            ),
            (
                part(pass_on=lambda slope, factor: slope),
                _(
                    "What arrives at a number is handed on as it is. Each arrow "
                    "carries a factor: multiply by it."
                ),
            ),
            (
                part(keep=lambda old, new: (old or 1.0) * new),
                _(
                    "Along a path slopes multiply. Where paths come together, they do "
                    "something else."
                ),
            ),
            (
                lambda tape: walked(tape, start=tape[-1][0]),
                _(
                    "The walk starts with the value of the last number. It should "
                    "start with its slope with respect to itself."
                ),
            ),
            (
                by_breadth,
                _(
                    "A slope is handed on here before it is complete: this number is "
                    "used by another one, which has not had its turn. Which order has "
                    "every reader first?"
                ),
            ),
            (
                lambda tape: walked([(v, tuple(set(s))) for v, s in tape]),
                _(
                    "Where a number is multiplied by itself or added to itself, its "
                    "two arrows are alike, and both count."
                ),
            ),
            (
                lambda tape: walked(tape)[::-1],
                _(
                    "The slopes are right, and the list is turned: the first one "
                    "belongs to the first number on the tape."
                ),
            ),
            (
                lambda tape: [*walked(tape)[:-1], 0.0],
                _(
                    "Only the last one is wrong: what is the slope of a number with "
                    "respect to itself?"
                ),
            ),
            (
                lambda tape: walked(tape)[:-1],
                _("One is missing at the end: the last number has a slope, too."),
            ),
            (
                lambda tape: walked(tape)[0],
                _("One slope comes back. The list of all of them is asked for."),
            ),
            (
                lambda tape: walked(CAFE),
                _(
                    "This is always the café. Walk over the tape that is handed over, "
                    "not over the one of the cell above."
                ),
            ),
            (
                lambda tape: [value for value, _sources in tape],
                _("These are the values. Each slope starts at 0 and collects."),
            ),
        ],
    )
