"""The checks of chapter 0's exercises."""

import functools
from collections import Counter

import numpy as np

from firstneuron import datasets
from firstneuron._words import _
from firstneuron.checks._judge import behaves, equals, is_one_of, is_shape
from firstneuron.checks._register import answers


@answers(
    "0.1",
    _(
        "To tell regression from classification, ask whether something between two "
        "labels makes sense."
    ),
)
def regression_or_classification(
    flat_price, spam, postcode, passengers, birth_year, label
):
    regression, classification = kinds = ("regression", "classification")
    between = (
        classification,
        _("This label is a number, and a price between two prices is a price, too."),
    )
    is_one_of("flat_price", flat_price, kinds, regression, [between])
    names = (
        regression,
        _("There are two answers here. Is there anything between them?"),
    )
    is_one_of("spam", spam, kinds, classification, [names])
    digits = (
        regression,
        _(
            "It is written with digits. But does a number between two postcodes mean "
            "a place between them?"
        ),
    )
    is_one_of("postcode", postcode, kinds, classification, [digits])
    whole = (
        classification,
        _(
            "It is a whole number. But is a guess that is off by 1 nearly right, or "
            "simply wrong?"
        ),
    )
    is_one_of("passengers", passengers, kinds, regression, [whole])
    years = (
        classification,
        _(
            "There are many years, and they have an order. Is a guess that is off by "
            "one year nearly right, or simply wrong?"
        ),
    )
    is_one_of("birth_year", birth_year, kinds, regression, [years])
    unseen = [
        (
            "a",
            _(
                "Nobody can look into you. A label must be something that the "
                "service can observe and write down."
            ),
        ),
        (
            "c",
            _(
                "The service's computers cannot see what you think, now or next "
                "year. What can they see?"
            ),
        ),
    ]
    is_one_of("label", label, "abc", "b", unseen)


@answers(
    "0.2",
    _(
        "The number of pictures has no influence on the number of weights: each "
        "picture goes through the same ones."
    ),
)
def shapes(shape, flat, weights):
    first = _("The first axis of a batch counts the examples.")
    width_first = _("Height comes first, then width: as in rows, then columns.")
    channels = _("The channels come last: three numbers for each point.")
    colours = _("A colour picture has one more axis. How many numbers has a point?")
    is_shape(
        "shape",
        shape,
        (100, 28, 32, 3),
        [
            ((100, 32, 28, 3), width_first),
            ((28, 32, 3, 100), first),
            ((100, 3, 28, 32), channels),
            ((100, 28, 32), colours),
            ((28, 32, 3), _("This is the shape of one picture. There are many.")),
        ],
    )
    is_shape(
        "flat",
        flat,
        (100, 2688),
        [
            ((2688, 100), first),
            ((100, 28 * 32), _("The points are counted, and their colours are not.")),
            (
                (268800,),
                _("All pictures are in one row now. Each must stay an example."),
            ),
            (
                (2688,),
                _("This is one picture. The axis of the examples stays."),
            ),
            ((100, -1), _("NumPy works out what −1 stands for. Here you do it.")),
        ],
    )
    equals(
        "weights",
        weights,
        134400,
        [
            (
                13440000,
                _("All pictures go through the same weights: do not count them."),
            ),
            (134450, _("The biases are counted here, too. Only weights are asked.")),
            (2688, _("This is one unit of the layer. How many units are there?")),
            (44800, _("This is for grey pictures. A colour has three numbers.")),
            (5000, _("A unit has one weight for each input, not for each picture.")),
        ],
        rel=0,
    )


@answers(
    "0.3",
    _("Between two layers the numbers of circles are multiplied, not added."),
)
def count_the_arrows(units, arrows, more_arrows):
    equals(
        "units",
        units,
        7,
        [
            (9, _("The inputs are circles, too, but they compute nothing.")),
            (3, _("This is the number of layers. A layer has several units.")),
            (6, _("The last circle on the right computes, too.")),
        ],
        rel=0,
    )
    equals(
        "arrows",
        arrows,
        18,
        [
            (12, _("The arrows that leave the inputs are missing.")),
            (15, _("The arrows that end in the last circle are missing.")),
            (9, _("Count again. An arrow goes from every circle to every next one.")),
        ],
        rel=0,
    )
    equals(
        "more_arrows",
        more_arrows,
        28,
        [
            (27, _("The two new units are connected with each other, too.")),
            (22, _("This has a fourth unit in layer 2 only.")),
            (23, _("This has a fourth unit in layer 1 only.")),
            (20, _("A new unit brings more than one arrow: some in, some out.")),
            (10, _("So many are new. How many are there in all?")),
        ],
        rel=0,
    )


@answers(
    "0.4",
    _(
        "Test a function with something for which a wrong answer looks different from "
        "the right one."
    ),
)
def most_frequent_label(most_frequent):
    def counted(labels):
        return Counter(labels.tolist()).most_common(1)[0][0]

    def unique(labels):
        return np.unique(labels, return_counts=True)

    def position(labels):
        return unique(labels)[1].argmax()

    behaves(
        most_frequent,
        [
            (np.array(list("BRKTKPKBRKT")),),
            (np.array(["H", "H", "C", "H"]),),
            (np.array([7, 3, 7, 9]),),
            (np.array([-1.0]),),
            (np.array([3, 1, 1, 3, 3, 8, 8, 8, 8]),),
        ],
        counted,
        [
            (position, _("This is a position. Which class stands there?")),
            (
                lambda labels: unique(labels)[1].max(),
                _("This is how often it occurs. Which class occurs so often?"),
            ),
            (
                lambda labels: labels[position(labels)],
                _(
                    "The position belongs to the list of different classes, and you "
                    "look it up in the labels."
                ),
            ),
            (
                lambda labels: unique(labels)[0][unique(labels)[1].argmin()],
                _("This is the class that occurs least often."),
            ),
            (
                lambda labels: unique(labels)[0][-1],
                _("This is the last class in order, however often it occurs."),
            ),
        ],
    )


@answers("0.5", _("Multiply along each way from an input to the output; add the ways."))
def chain_of_units(out, w1_one, w2_one):
    equals(
        "out",
        out,
        3,
        [
            (5, _("The second unit gives a negative number, and it keeps its sign.")),
            (15, _("The second input is negative: −1, not 1.")),
            (
                7.5,
                _(
                    "Two numbers have changed places: the first input is 2, and the "
                    "second unit's weight for it is 0.5."
                ),
            ),
            (-3, _("The third unit's weights are swapped: the 4 is for the first.")),
            (0, _("The third unit has weights, too: multiply before you add.")),
        ],
    )
    last = _("The way goes on through the third unit, and its weight multiplies, too.")
    one_way = _("There are two ways from this input to the output. This is one.")
    swapped = _("The third unit's weights are swapped here: 4 is for the first unit.")
    product = _("Along one way you multiply. Two ways are added.")
    rows = _(
        "Each unit has one weight for each input. Here both weights of one unit are "
        "used for the same input."
    )
    other = _("This is the weight of the other input.")
    equals(
        "w1_one",
        w1_one,
        4.5,
        [
            (1.5, last),
            (4, one_way),
            (0.5, one_way),
            (3, swapped),
            (2, product),
            (5, rows),
            (6, other),
        ],
    )
    equals(
        "w2_one",
        w2_one,
        6,
        [
            (3, last),
            (2, one_way),
            (9, swapped),
            (8, product),
            (4, one_way),
            (4.5, other),
        ],
    )


@answers("0.6", _("Stacked units that only multiply and add are never more than one."))
def collapse_of_three_units(collapse):
    def ways(first, second, last):
        return [np.dot(last, column) for column in zip(first, second, strict=True)]

    generator = np.random.default_rng(seed=6)
    behaves(
        collapse,
        [
            (np.array([3.0, 0.5]), np.array([-1.0, 1.0]), np.array([1.0, 2.0])),
            (np.array([1.0, 0.0]), np.array([0.0, 1.0]), np.array([0.0, -4.0])),
            *(tuple(generator.normal(size=(3, 2)).round(2)) for _ in range(3)),
        ],
        ways,
        [
            (
                lambda first, second, last: first + second,
                _("The way goes on through the last unit: its weights multiply, too."),
            ),
            (
                lambda first, second, last: [first @ last, second @ last],
                _(
                    "Here each number follows one unit. Follow one input instead: it "
                    "goes through the first and the second unit."
                ),
            ),
            (
                lambda first, second, last: last * (first + second),
                _("Each of the last weights belongs to a unit, not to an input."),
            ),
            (
                lambda first, second, last: ways(first, second, last)[::-1],
                _("The two numbers are right, and in the wrong order."),
            ),
            (
                lambda first, second, last: last[0] * first,
                _("The ways through the second unit are missing."),
            ),
            (
                lambda first, second, last: first * second * last,
                _("Along one way you multiply. Two ways are added."),
            ),
            (
                lambda first, second, last: sum(ways(first, second, last)),
                _("This is one number. The unit has two inputs: a weight for each."),
            ),
        ],
    )


@answers(
    "0.7",
    _("An index, or a mean, takes an axis away; a condition only makes it shorter."),
)
def shapes_of_pictures(shape_mean, shape_row, shape_fives, shape_flat):
    gone = _("The axis that the mean is taken over is gone. Which one is axis 0?")
    is_shape(
        "shape_mean",
        shape_mean,
        (8, 8),
        [
            ((1797,), _("Axis 0 counts the pictures, and it is the one that goes.")),
            ((1797, 8), gone),
            ((1, 8, 8), gone),
            ((8,), gone),
            ((), _("A mean over one axis leaves the others. Here two are left.")),
        ],
    )
    is_shape(
        "shape_row",
        shape_row,
        (1797, 8),
        [
            (
                (8, 8),
                _("This is one picture, images[4]. What does the colon stand for?"),
            ),
            ((1797, 1, 8), _("A single number as an index takes its axis away.")),
            ((1797, 8, 8), _("A single number as an index takes its axis away.")),
            ((8,), _("This is a row of one picture. The colon means: of all.")),
            ((1797,), _("A whole row of each picture is left, not one point.")),
            ((4, 8, 8), _("images[:4] would be so. The 4 stands behind a comma.")),
            ((1797, 4, 8), _("images[:, :4] would be so. Here no colon is by the 4.")),
        ],
    )
    is_shape(
        "shape_fives",
        shape_fives,
        (182, 8, 8),
        [
            ((182,), _("The condition chooses pictures, and each stays 8 by 8.")),
            ((182, 64), _("The condition chooses pictures, and each stays 8 by 8.")),
            ((1797, 8, 8), _("Only the pictures stay for which the label is 5.")),
            ((1797,), _("This is the shape of the condition itself.")),
            ((8, 8), _("There are many fives. How many does the chapter count?")),
        ],
    )
    is_shape(
        "shape_flat",
        shape_flat,
        (1797, 64),
        [
            ((1797, 8, 8), _("Two lengths are given to reshape, so two are left.")),
            ((1797, 16), _("8 rows of 8 points: multiply.")),
            ((1797, -1), _("NumPy works out what −1 stands for. Here you do it.")),
            ((1797 * 64,), _("The first length stays: one row for each picture.")),
            ((1797, 8), _("All points of a picture stand in its row. Count them.")),
        ],
    )


@answers(
    "0.8",
    _(
        "Nearest neighbour needs no training, but it keeps every picture and searches "
        "through all of them for each answer."
    ),
)
def nearest_picture(nearest, right):
    def squares(picture, known):
        return np.square(known - picture).sum(axis=(1, 2))

    axes = _(
        "Over which axes is the sum taken here? One number must be left for each known "
        "picture."
    )
    zeros = np.zeros((8, 8))
    six = np.zeros((8, 8))
    six[2, 1:7] = 1.0
    four = np.zeros((8, 8))
    four[5, 5] = 4.0
    both = np.zeros((8, 8))
    both[0, 0], both[7, 7] = 5.0, -5.0
    # Each known mistake finds another one of these.
    picture, *known = np.random.default_rng(seed=8).integers(0, 17, size=(31, 8, 8))
    picture, known = picture.astype(float), np.array(known, dtype=float)
    behaves(
        nearest,
        [
            (picture, known),
            (known[0] - 0.1, known),
            (zeros, np.array([both, four, six])),
            (four, np.array([six, zeros, four, both])),
            (zeros, np.array([both])),
        ],
        lambda picture, known: min(
            range(len(known)), key=lambda k: squares(picture, known)[k]
        ),
        [
            (
                lambda picture, known: squares(picture, known).argmax(),
                _("This is the picture that is least similar."),
            ),
            (
                lambda picture, known: abs(known - picture).sum(axis=(1, 2)).argmin(),
                _("Here a miss counts by its size. Squares are asked for."),
            ),
            (
                lambda picture, known: abs((known - picture).sum(axis=(1, 2))).argmin(),
                _(
                    "Misses above and below cancel each other, because the sum is "
                    "squared. Square each difference first."
                ),
            ),
            (
                lambda picture, known: (known - picture).sum(axis=(1, 2)).argmin(),
                _("The differences are not squared, so those below 0 look small."),
            ),
            (
                lambda picture, known: squares(picture, known).min(),
                _("This is the smallest sum. At which position does it stand?"),
            ),
            (
                lambda picture, known: np.sqrt(squares(picture, known).min()),
                _("This is the smallest distance. At which position does it stand?"),
            ),
            (
                squares,
                _("These are the sums of all. At which position is the smallest?"),
            ),
            *(
                (
                    lambda picture, known, axis=axis: (
                        np.square(known - picture).sum(axis=axis).argmin()
                    ),
                    axes,
                )
                for axis in (None, 0, 1, 2, (0, 1), (0, 2))
            ),
            (
                lambda picture, known: np.square(known - picture).argmin(),
                _(
                    "This is the position of one point, counted through all pictures. "
                    "Sum over the points of each picture first."
                ),
            ),
            (
                lambda picture, known: known[squares(picture, known).argmin()],
                _("This is the picture itself. Its position is asked for."),
            ),
        ],
    )
    equals(
        "right",
        right,
        _read_by_neighbours(),
        [
            (2, _("This counts the wrong answers.")),
            (295 / 297, _("This is a share. How many are right?")),
            (297, _("Each picture found itself. Compare with the seen ones only.")),
            (290, _("This is what the network reads. Count for nearest neighbour.")),
            (
                36,
                _(
                    "The position counts within the seen pictures, and the label was "
                    "looked up among all: take it from labels[seen]."
                ),
            ),
            (294, _("This compares with more pictures than the 1,200 of seen.")),
            (293, _("Is each difference squared, or only its sign dropped?")),
        ],
        rel=0,
        abs=0.005,
    )


@functools.cache
def _read_by_neighbours():
    """Return how many of the unseen digits their nearest seen one has the label of."""
    images, labels = datasets.load_digits()
    order = np.random.default_rng(seed=0).permutation(len(images))
    flat = images.reshape(-1, 64)
    unseen, seen = flat[order[:297]], flat[order[597:]]
    # |a - b|^2 without the |b|^2, which is the same for all that b is compared with
    found = ((seen**2).sum(axis=1) - 2 * unseen @ seen.T).argmin(axis=1)
    return int(np.sum(labels[order[597:]][found] == labels[order[:297]]))


@answers(
    "0.9",
    _("Before you praise a share of right answers, ask what the lazy answer has."),
)
def lazy_answer(lazy, share):
    equals(
        "lazy",
        lazy,
        0,
        [
            (1, _("Did more passengers survive than die? Count both.")),
            (549, _("This is how often it occurs. Which value occurs so often?")),
            (0.384, _("The model answers a class, 0 or 1, and not a share.")),
        ],
        abs=0.002,
    )
    equals(
        "share",
        share,
        549 / 891,  # published: 549 of 891 died
        [
            (342 / 891, _("This is the share of those who survived.")),
            (549, _("This is how many. Divide by the number of passengers.")),
            (61.6, _("This is in percent. A share lies between 0 and 1.")),
            (62, _("This is in percent. A share lies between 0 and 1.")),
            (0.5, _("Half would be right by a coin. Count how many are 0.")),
            (342 / 549, _("Of how many passengers is the share? Of all of them.")),
        ],
        rel=0,
        abs=0.004,  # as rounded to two digits
    )
