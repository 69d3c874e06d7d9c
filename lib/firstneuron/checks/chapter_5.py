"""The checks of chapter 5's exercises."""

import itertools
import math

import numpy as np

from firstneuron import datasets
from firstneuron._words import _
from firstneuron.checks._judge import behaves, equals, holds, is_shape
from firstneuron.checks._learner import numbers, shown
from firstneuron.checks._register import answers

# For each hidden unit: the weights of temperature and minutes, and the bias.
UNITS = ((-8.93, -0.1, -9.82), (0.29, -7.32, -9.28), (12.9, 10.81, 0.96))
LAST = (-31.18, -27.59, -32.56)


def sigmoid(z):
    """Return the sigmoid of one number, in plain Python."""
    return 1 / (1 + math.exp(-z)) if z > -700 else 0.0


def scaled(rows):
    """Return roasts scaled as the 200 of the chapter are."""
    x, _y = datasets.make_coffee(200)
    return (np.array(rows, float) - x.mean(axis=0)) / x.std(axis=0)


def alarms(x):
    """Return the three hidden values for one scaled roast."""
    return [sigmoid(v * x[0] + w * x[1] + b) for v, w, b in UNITS]


def coffee_network(x, last=LAST):
    """Return the output for one scaled roast."""
    z = sum(w * a for w, a in zip(last, alarms(x), strict=True)) + 15.41
    return sigmoid(z)


@answers(
    "5.1",
    _("Minus times minus: the shorter the roast, the louder the alarm for too short."),
)
def one_hidden_unit(a_second):
    z = 0.29 + 7.32 - 9.28
    equals(
        "a_second",
        a_second,
        sigmoid(z),
        [
            (z, _("This is the score. The output is its sigmoid.")),
            (
                sigmoid(-z),
                _(
                    "This is above 0.5, for a score below 0. Look at the sign in the "
                    "exponent of the sigmoid."
                ),
            ),
            (
                sigmoid(0.29 + 7.32),
                _(
                    "This is without the bias, and the bias is what makes this alarm "
                    "hard to wake."
                ),
            ),
            (
                sigmoid(-0.29 + 7.32 - 9.28),
                _(
                    "The signs of the inputs are mixed up: the temperature is 1, the "
                    "minutes are −1."
                ),
            ),
            (
                sigmoid(12.9 - 10.81 + 0.96),
                _(
                    "This is the third unit. The second one has its weights in the "
                    "second line of the table."
                ),
            ),
            (
                sigmoid(-0.1 + 7.32 - 9.28),
                _(
                    "The weights of a unit stand in one line of the table: those of "
                    "unit 2 are 0.29 and −7.32."
                ),
            ),
            (
                sigmoid(0.29 + 7.32 - 9.82),
                _("This has the bias of unit 1. Unit 2 has its own, −9.28."),
            ),
            (
                15.84,
                _("This is in percent. The output of a sigmoid is between 0 and 1."),
            ),
            (
                1,
                _(
                    "Nearly 1 comes out if the bias is added with its sign turned. It "
                    "is below 0."
                ),
            ),
            (
                0,
                _(
                    "Nearly 0 comes out if a short roast lowers the score, or in unit "
                    "1. In unit 2, what is −7.32 times −1?"
                ),
            ),
        ],
        rel=0,
        abs=1.3e-4,  # cut off after four digits, too
    )


@answers("5.2", _("Rows stay examples all the way; a kernel knows nothing of them."))
def shapes_first(first_hidden, second_kernel, all_answers):
    is_shape(
        "first_hidden",
        first_hidden,
        (1797, 25),
        [
            (
                (25, 1797),
                _("Turned round: each picture is a row, and each unit a column."),
            ),
            (
                (64, 25),
                _(
                    "This is the shape of the first kernel. The outputs have one row "
                    "for each picture."
                ),
            ),
            (
                (1797, 64),
                _(
                    "These are the inputs. After the layer there is one column for "
                    "each of its units."
                ),
            ),
            (
                (297, 25),
                _(
                    "So many are only the pictures of the test. All of them go through "
                    "here."
                ),
            ),
            (
                (1500, 25),
                _("So many are those of the training. All pictures go through here."),
            ),
            (
                (1, 25),
                _("This is for one picture. How many go through at once?"),
            ),
            (
                (1797, 26),
                _("A bias is added to each column. It brings no column of its own."),
            ),
        ],
    )
    is_shape(
        "second_kernel",
        second_kernel,
        (25, 15),
        [
            (
                (15, 25),
                _(
                    "Turned round: a kernel has one row for each number that comes in, "
                    "and one column for each of its units."
                ),
            ),
            (
                (1797, 15),
                _(
                    "These are the outputs of the second layer. Its kernel does not "
                    "depend on how many pictures there are."
                ),
            ),
            (
                (64, 15),
                _("The second layer never sees the pixels. What comes into it?"),
            ),
            ((64, 25), _("This is the kernel of the first layer.")),
            (
                (26, 15),
                _("The biases are not in the kernel: the layer keeps them apart."),
            ),
        ],
    )
    is_shape(
        "all_answers",
        all_answers,
        (1797, 1),
        [
            (
                (1797,),
                _(
                    "The last layer returns a table, too: it has one column, for its "
                    "one unit."
                ),
            ),
            ((1, 1797), _("Turned round: each picture is a row, to the very end.")),
            (
                (1797, 15),
                _(
                    "This comes out of the second layer. The last one has a single "
                    "unit."
                ),
            ),
            (
                (1797, 10),
                _("This network has a single question, and not ten: is it a 5?"),
            ),
            (
                (15, 1),
                _(
                    "This is the shape of the last kernel. The answers have one row "
                    "for each picture."
                ),
            ),
            ((1, 1), _("One answer for each picture: how many pictures go through?")),
        ],
    )


@answers(
    "5.3", _("Each alarm knows one side of the triangle; in a corner two of them ring.")
)
def which_alarms_ring(roast_a, roast_b, roast_c, roast_d):
    places = [(165, 13), (270, 15), (210, 12.5), (160, 11.6)]
    given = (roast_a, roast_b, roast_c, roast_d)
    turned = _("Here 1 and 0 have changed places: 1 stands for an alarm that rings.")
    only_one = _("Two alarms can ring at once. Find this roast in the second map, too.")
    order = _(
        "Is this the alarm that you mean? They are listed as too cool, too short, "
        "burnt."
    )
    in_the_middle = _(
        "Look at the fourth map: this roast lies in the dark triangle. How many alarms "
        "ring there?"
    )
    off = _(
        "Some alarm rings here, because this roast is outside the triangle. On which "
        "side?"
    )
    fourth = _("The fourth map is the answer, and not an alarm: three numbers do.")
    rounded = _("These are the outputs. An alarm above 0.5 rings: write a 1 for it.")
    for name, place, read in zip("abcd", scaled(places), given, strict=True):
        right = [int(a > 0.5) for a in alarms(place)]
        mistakes = [
            ([1 - a for a in right], turned),
            ([*right, int(not sum(right))], fourth),
            (alarms(place), rounded),
        ]
        if name == "d":
            mistakes += [([1, 0, 0], only_one), ([0, 1, 0], only_one)]
        if sum(right) == 1:
            mistakes.append((right[::-1], order))
            mistakes.append(([0, 0, 0], off))
        if sum(right) == 0:
            mistakes += [(one, in_the_middle) for one in np.eye(3)]
        equals(f"roast_{name}", read, right, mistakes)


def squashed(z):
    """Return the sigmoid of an array."""
    return 1 / (1 + np.exp(-z))


def relu(z):
    """Return what is above 0 of an array."""
    return np.maximum(z, 0)


def unbent(z):
    """Return scores as they are."""
    return z


def in_rounds(step):
    """Return a forward that makes one step for each layer."""

    def found(a, layers):
        for kernel, bias in layers:
            a = step(a, kernel, bias)
        return a

    return found


def through(a, layers, g=squashed, last=None):
    """Return what layers make of rows; the last one may end in another function."""
    for kernel, bias in layers[:-1]:
        a = g(a @ kernel + bias)
    kernel, bias = layers[-1]
    return (last or g)(a @ kernel + bias)


@answers(
    "5.4", _("The output of a layer is the input of the next; there is no more to it.")
)
def any_number_of_layers(forward):
    rows = scaled([(200, 13.9), (200, 17), (160, 13), (210, 12.5)])
    first = np.array(UNITS)
    kernel, biases = first[:, :2].T, first[:, 2]
    last = np.array([LAST]).T, np.array([15.41])
    two = [(kernel, biases), last]
    square = [
        (np.array([[1.0, 2.0], [-1.0, 0.5]]), np.array([0.5, -1.0])),
        (np.array([[2.0, -1.0], [0.0, 1.0]]), np.array([0.3, -0.2])),
        (np.array([[1.0, -2.0], [-1.0, 3.0]]), np.array([0.0, 0.5])),
    ]
    soft = [
        (np.array([[1.0, 2.0], [-1.0, 0.5]]), np.array([0.5, -1.0])),
        (np.array([[0.5, -1.5, 1.0], [2.0, 1.0, -0.5]]), np.array([0.1, -0.6, 1.0])),
        (np.array([[2.0], [-3.0], [1.0]]), np.array([0.4])),
    ]

    def by_units(A, layers):
        found = []
        for row in A:
            for kernel, bias in layers:
                row = [
                    sigmoid(sum(a * w for a, w in zip(row, column, strict=True)) + b)
                    for column, b in zip(kernel.T, bias, strict=True)
                ]
            found.append(row)
        return found

    def every_layer(A, layers):
        return [A, *(through(A, layers[: k + 1]) for k in range(len(layers)))]

    last_alone = _("Every layer comes back here. Return the outputs of the last one.")
    behaves(
        forward,
        [
            (np.array([[1.0, -1.0], [0.5, 2.0]]), square),
            (rows, soft),
            (rows, two),
            (rows[:1], two),
            (rows, two[:1]),
            (rows, [*soft[:1] * 3, *two]),
            (np.zeros((1, 1)), [(np.eye(1), np.zeros(1))] * 3),
        ],
        by_units,
        [
            (
                lambda A, layers: through(A, layers, unbent),
                _(
                    "Nothing bends here: the sigmoid is missing, and without it all "
                    "layers are one."
                ),
            ),
            (
                lambda A, layers: through(A, layers, unbent, squashed),
                _(
                    "Only the last layer ends in a sigmoid. Every layer must, before "
                    "its outputs go on."
                ),
            ),
            (
                lambda A, layers: through(A, layers, squashed, unbent),
                _(
                    "These are the scores of the last layer. Its units end in a "
                    "sigmoid, too."
                ),
            ),
            (
                lambda A, layers: through(A, layers[:1]),
                _(
                    "These are the outputs of the first layer. Does return stand "
                    "inside the loop?"
                ),
            ),
            (
                lambda A, layers: every_layer(A, layers)[1:],
                last_alone,
            ),
            (every_layer, last_alone),
            (
                lambda A, layers: through(A, layers[-1:]),
                _(
                    "Each layer is given the inputs of the network here. What comes "
                    "into the second one?"
                ),
            ),
            (
                lambda A, layers: through(A, layers[:2]),
                _(
                    "The outputs of the second of three layers come back. Does every "
                    "layer of the list get its turn?"
                ),
            ),
            (
                lambda A, layers: through(A, layers[::-1]),
                _("These are the layers from back to front. The first comes first."),
            ),
            (
                lambda A, layers: through(A, [(W.T, b) for W, b in layers]),
                _("The kernels are turned: each unit is a column of W."),
            ),
            (
                in_rounds(lambda A, W, b: squashed(W @ A + b)),
                _("Rows meet columns: A, with its rows, comes first, and then W."),
            ),
            (
                in_rounds(lambda A, W, b: squashed(A * W + b)),
                _("The sign * multiplies place by place. Which one sums up, too?"),
            ),
            (
                in_rounds(lambda A, W, b: squashed(A @ W) + b),
                _("The biases belong to the scores: add them before the sigmoid."),
            ),
            (
                lambda A, layers: through(A, two),
                _(
                    "These are the weights of the coffee. Take those that are handed "
                    "over, in layers."
                ),
            ),
            (
                lambda A, layers: through(A, [(W, 0) for W, b in layers]),
                _("The biases are missing."),
            ),
            (
                lambda A, layers: through(A, [(W, -b) for W, b in layers]),
                _("The biases are taken off. They are added."),
            ),
            (
                lambda A, layers: through(A, layers, relu),
                _("These layers end in ReLU. Sigmoid units are asked for."),
            ),
            (
                lambda A, layers: through(A, layers, relu, squashed),
                _(
                    "The hidden layers end in ReLU. Sigmoid units are asked for, in "
                    "all layers."
                ),
            ),
            (
                lambda A, layers: through(A, layers) > 0.5,
                _("These are yes and no. Return the outputs as they are."),
            ),
            (
                lambda A, layers: A,
                _(
                    "The inputs come back as they went in. Does each round of the loop "
                    "give A a new value?"
                ),
            ),
        ],
        abs=1e-4,
    )


@answers("5.5", _("A side of the region is lost with the alarm that guards it."))
def nobody_listens(right_without):
    x, y = datasets.make_coffee(200)
    roasts = scaled(x)

    def right(last):
        return np.sum(
            np.array([coffee_network(one, last) > 0.5 for one in roasts]) == y
        )

    first, second, third = LAST
    found = right((first, second, 0))
    equals(
        "right_without",
        right_without,
        found,
        [
            (
                200,
                _(
                    "This is the whole network. Is the changed copy the one that is "
                    "used?"
                ),
            ),
            (200 - found, _("This is how many it gets wrong.")),
            (
                157,
                _(
                    "So many does always no get right. Here most roasts get a yes: "
                    "which alarm still speaks?"
                ),
            ),
            (found / 200, _("This is a share. Count the roasts.")),
            (found / 2, _("This is a share. Count the roasts.")),
            (
                right((0, second, third)),
                _(
                    "Here the first alarm is not heard, too cool. Which row of W2 "
                    "belongs to the third?"
                ),
            ),
            (
                right((first, 0, third)),
                _(
                    "Here the second alarm is not heard, too short. Counting begins at "
                    "0."
                ),
            ),
            (
                43,
                _(
                    "This is how many roasts are good, and how many a network gets "
                    "right that always says yes. Were the roasts scaled?"
                ),
            ),
            (
                14414,
                _(
                    "Each roast met each: a column and a row were compared. Take the "
                    "first column of the answers, [:, 0]."
                ),
            ),
        ],
        rel=0,
    )


@answers(
    "5.6", _("For each layer: inputs times units for the weights, and one bias a unit.")
)
def count_a_large_network(per_layer, total):
    sizes = np.array([28 * 28, 128, 64, 10])
    weights = sizes[:-1] * sizes[1:]
    right = weights + sizes[1:]
    equals(
        "per_layer",
        per_layer,
        right,
        [
            (weights, _("These are the weights. Each unit has a bias as well.")),
            (
                weights + 1,
                _("One bias for each layer is too few: each unit has its own."),
            ),
            (
                weights + sizes[:-1],
                _("The biases belong to the units of a layer, not to its inputs."),
            ),
            (
                [28 * 128 + 128, *right[1:]],
                _("A picture has more than 28 pixels: it has 28 rows of 28."),
            ),
            ([56 * 128 + 128, *right[1:]], _("28 by 28 is a product, not a sum.")),
            (
                sizes[1:],
                _(
                    "These are the units. Each of them has a weight for every input, "
                    "and a bias."
                ),
            ),
            (
                np.multiply(28 * 28, sizes[1:]) + sizes[1:],
                _("Only the first layer sees the pixels. What comes into the others?"),
            ),
            (
                [64 * 128 + 128, *right[1:]],
                _("The pictures of the chapter have 64 pixels. These are larger."),
            ),
            (
                [0, *right],
                _("The inputs have no parameters, and are no layer of this list."),
            ),
            ([*right, right.sum()], _("The sum has a name of its own, total.")),
            (
                right[::-1],
                _(
                    "The numbers are right, in the opposite order. The first layer is "
                    "the one behind the pixels."
                ),
            ),
        ],
        rel=0,
    )
    equals(
        "total",
        total,
        right.sum(),
        [
            (
                weights.sum(),
                _("This is the sum of the weights alone, without the biases."),
            ),
            (right.prod(), _("This is the product of the three. They are added.")),
        ],
        rel=0,
    )


@answers(
    "5.7", _("Mean and std of the training are part of the model, like its weights.")
)
def good_on_paper(answer):
    x, _y = datasets.make_coffee(200)
    mean, std = x.mean(axis=0), x.std(axis=0)

    later, _labels = datasets.make_coffee(2000, seed=10)

    def with_inputs(inputs):
        return [coffee_network(one) for one in inputs]

    behaves(
        answer,
        [
            (np.array(roasts, float),)
            for roasts in (
                [(220, 12.4), (185, 13.5), (207, 12.6), (250, 12.1), (172, 13.6)],
                [(219, 13.1), (240, 12.2), (270, 14.0), (230, 12.8)],
                [(200, 13.9)],
                [(180, 13), (160, 13), (200, 11.7)],
            )
        ],
        lambda roasts: with_inputs(scaled(roasts)),
        [
            (
                lambda roasts: with_inputs(
                    (roasts - roasts.mean(axis=0)) / roasts.std(axis=0)
                ),
                _(
                    "These roasts are still measured by their own mean and std, so the "
                    "average hot roast counts as average. What did the network learn "
                    "with?"
                ),
            ),
            (
                lambda roasts: with_inputs((roasts - roasts.mean(axis=0)) / std),
                _(
                    "The std is that of the training now, and the mean is still that "
                    "of these roasts."
                ),
            ),
            (
                lambda roasts: with_inputs((roasts - mean) / roasts.std(axis=0)),
                _(
                    "The mean is that of the training now, and the std is still that "
                    "of these roasts."
                ),
            ),
            (
                lambda roasts: with_inputs((roasts - mean.round(1)) / std.round(2)),
                _(
                    "These are the mean and std as they are printed, rounded. These "
                    "weights are so large that it makes a difference: take the "
                    "variables mean and std."
                ),
            ),
            (
                lambda roasts: np.zeros(len(roasts)),
                _(
                    "Every roast is refused here, as if all were much too hot or too "
                    "cool. Are the inputs scaled, and with the mean and std of the 200 "
                    "roasts?"
                ),
            ),
            (
                lambda roasts: with_inputs(
                    (roasts - later.mean(axis=0)) / later.std(axis=0)
                ),
                _(
                    "These are the mean and std of the new roasts. The network has "
                    "learned with the other ones."
                ),
            ),
            (
                lambda roasts: with_inputs((roasts - mean) / x.std(axis=0, ddof=1)),
                _("This std divides by n − 1. In this book it divides by n."),
            ),
            (
                lambda roasts: with_inputs((roasts - mean) / std**2),
                _("This divides by the variance, which is the std times itself."),
            ),
            (
                lambda roasts: [1 - one for one in with_inputs(scaled(roasts))],
                _("Yes and no have changed places: the answer is near 1 for good."),
            ),
            (
                lambda roasts: [one > 0.5 for one in with_inputs(scaled(roasts))],
                _("These are yes and no. Return the network's answers as they are."),
            ),
        ],
        abs=1e-3,
    )


@answers(
    "5.8",
    _("An alarm for each side, and a last unit that says yes when all are silent."),
)
def three_alarms_of_your_own(alarm_weights, alarm_biases, last_weights, last_bias):
    wanted = {
        "alarm_weights": (alarm_weights, (2, 3)),
        "alarm_biases": (alarm_biases, (3,)),
        "last_weights": (last_weights, (3, 1)),
        "last_bias": (last_bias, (1,)),
    }
    found = []
    for name, (given, shape) in wanted.items():
        value = numbers(given)
        if name == "alarm_weights":
            holds(
                value is None or value.shape != (3, 2),
                [("", f"{name} {value.shape if value is not None else value}")],
                _("Turned round: a row for each input, and a column for each alarm."),
            )
        holds(
            value is not None
            and value.squeeze().shape == np.empty(shape).squeeze().shape,
            [("", f"{name} = {shown(given)}")],
            _(
                "Another shape is needed here: 2 by 3, three biases, 3 by 1, and one "
                "bias."
            ),
        )
        holds(
            np.isfinite(value).all(),
            [("", f"{name} = {shown(given)}")],
            _("A weight or a bias must be a number: nan and inf are none."),
        )
        found.append(value.reshape(shape))
    places = np.array(
        list(itertools.product(np.arange(3, 11, 0.1), np.arange(0, 7, 0.1)))
    )
    t, m = places.T
    sides = np.array([t - 6, m - 1, (10 - t - m) / math.sqrt(2)])
    # A good tea this far from every side, or any other this far from the triangle.
    inside, outside = (sides >= 0.3).all(axis=0), (sides <= -0.3).any(axis=0)

    def wrong(W, b, w, last):
        hidden = 1 / (1 + np.exp(-(places @ W + b)))
        says = 1 / (1 + np.exp(-(hidden @ w + last)))[:, 0]
        return np.where(inside, ~(says > 0.5), outside & ~(says < 0.5))

    failed = wrong(*found)
    if not failed.any():
        return
    rings, biases, last, bias = found
    repairs = [
        (
            (20 * rings, 20 * biases, last, bias),
            _(
                "Your lines are right, and your alarms change too slowly, so that they "
                "ring a little everywhere. Make them sharper."
            ),
        ),
        (
            (rings, biases * abs(rings).max(axis=0), last, bias),
            _(
                "The weights of the alarms are multiplied, and their biases are not. "
                "A whole score is multiplied, or its line moves."
            ),
        ),
        (
            (rings, biases * [0.1, 1, 0.1], last, bias),
            _("The temperature is in tens of degrees: water at 60 °C is a 6."),
        ),
        (
            (rings, -biases, last, bias),
            _(
                "The lines lie on the other side of 0. Look at the signs of the biases "
                "of the alarms: for an alarm below 6 the score is −(temperature − 6)."
            ),
        ),
        (
            (rings, biases, -last, -bias),
            _(
                "Every answer is the opposite: the last unit says yes when an alarm "
                "rings."
            ),
        ),
        (
            (rings, biases, last, -bias),
            _(
                "If no alarm rings, only the bias of the last unit is left, and the "
                "answer must be yes."
            ),
        ),
        (
            (rings, biases, [[-20.0]] * 3, 10.0),
            _(
                "The three alarms are right. The last unit must say yes when none of "
                "them rings, and no as soon as a single one does."
            ),
        ),
        (
            (-rings, -biases, last, bias),
            _(
                "Your hidden units are on where the tea is good, and the last unit "
                "takes them for alarms. One of the two must change."
            ),
        ),
        (
            (-rings, -biases, [[-20.0]] * 3, 10.0),
            _(
                "Your hidden units are on where the tea is good. Then the last unit "
                "must say yes only if all three are on: between which sums lies its "
                "threshold?"
            ),
        ),
    ]
    known = [why for repair, why in repairs if not wrong(*repair).any()]
    place, good = places[failed][0], inside[failed][0]
    equals(
        f"tea {shown(place)}",
        int(not good),
        int(good),
        [(int(not good), why) for why in known],
    )


@answers("5.9", _("The same lines read ten digits; only the matrices are others."))
def the_missed_five(fives_read, missed_read):
    images, labels = datasets.load_digits()
    *hidden, kernel, bias = datasets.load_digit_network()
    test = np.random.default_rng(seed=0).permutation(len(labels))[:297]
    a = images[test].reshape(-1, 64) / 16
    for weights, shift in (hidden[:2], hidden[2:]):
        a = np.where(a @ weights + shift > 0, a @ weights + shift, 0)
    scores = a @ kernel + bias
    digits, truth = scores.argmax(axis=1), labels[test]
    fives = np.sum((truth == 5) & (digits == 5))
    equals(
        "fives_read",
        fives_read,
        fives,
        [
            (
                fives - 1,
                _(
                    "So many does the network of the chapter find. Send the pictures "
                    "through the larger one."
                ),
            ),
            (
                np.sum(digits == truth),
                _("So many of all digits it reads right. How many of the fives?"),
            ),
            (fives / 33, _("This is a share. Count them.")),
            (
                181,
                _(
                    "This counts fives that it was trained on, too. Take the test "
                    "pictures."
                ),
            ),
            (
                0,
                _(
                    "argmax gives a digit for each picture, from 0 to 9. Compare it "
                    "with 5, for the pictures whose label is 5."
                ),
            ),
        ],
        rel=0,
    )
    (missed,) = np.flatnonzero(test == 245)  # the only five that the small one misses
    largest = scores[missed].max()
    equals(
        "missed_read",
        missed_read,
        digits[missed],
        [
            (
                245,
                _(
                    "This is the number of the picture. What does the network read in "
                    "it?"
                ),
            ),
            (
                missed,
                _(
                    "This is the position of the picture in the test. What does the "
                    "network read in it?"
                ),
            ),
            (
                digits[0],
                _(
                    "This is what it reads in the first picture of the test. Look up "
                    "the one called missed."
                ),
            ),
            (
                largest,
                _("This is the largest score. At which position does it stand?"),
            ),
            (1, _("This says yes, or that it is one. Which digit is it?")),
            (
                0,
                _(
                    "Which of the ten scores is the largest for this picture? Its "
                    "position is the digit."
                ),
            ),
        ],
        rel=0,
    )
