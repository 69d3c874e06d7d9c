"""The checks of chapter 3's exercises."""

import functools
import itertools

import numpy as np

from firstneuron._words import _
from firstneuron.checks._judge import behaves, equals, holds, is_true, same
from firstneuron.checks._learner import call, numbers, shown
from firstneuron.checks._register import answers

PAIRS = np.array(list(itertools.product((0, 1), repeat=2)))
TRIPLES = np.array(list(itertools.product((0, 1), repeat=3)))

TURNED_BIAS = _(
    "The weights can stay. The bias is the threshold with its sign turned, and here it "
    "is the threshold itself."
)
ALL_TURNED = _(
    "It fires exactly where it should be silent: it has the right line, and the other "
    "side of it. What turns the side?"
)
ON_THE_LINE = _(
    "Here the sum is exactly 0, and a perceptron fires only above 0. Move the bias, so "
    "that no sum is 0."
)


def parts(name, w, b, inputs):
    """Return weights as one row and the bias as a number, or fail."""
    given = f"{name}: {shown(w)}, {shown(b)}"
    w, b = numbers(w), numbers(b)
    holds(
        w is not None and b is not None and w.size == inputs and b.size == 1,
        [("", given)],
        _(
            "A perceptron has one weight for each input, and one bias, all of them "
            "numbers."
        ),
    )
    return w.ravel(), b.item()


def fires(name, w, b, rows, labels, known=()):
    """Fail at the first row to which a perceptron does not give its label.

    Known are pairs of a truth table and a sentence.
    """
    w, b = parts(name, w, b, rows.shape[1])
    sums = rows @ w + b
    table = (sums > 0).astype(int)
    for row, z, found, label in zip(rows, sums, table, labels, strict=True):
        if found == label:
            continue
        sentences = [why for wrong, why in known if list(table) == list(wrong)]
        if z == 0 and label == 1:
            sentences.insert(0, ON_THE_LINE)
        elif list(rows @ w - b > 0) == list(labels):
            sentences.insert(0, TURNED_BIAS)
        elif list(1 - table) == list(labels):
            sentences.append(ALL_TURNED)
        mistakes = [(found, why) for why in sentences]
        equals(f"{name} {shown(row)}: z = {shown(z)}", found, label, mistakes)


@answers(
    "3.1",
    _(
        "The weights count what speaks for a yes, and the bias says how much of it is "
        "needed."
    ),
)
def two_gates(w_nor, b_nor, w_door, b_door):
    x1, x2 = PAIRS.T
    fires(
        "NOR",
        w_nor,
        b_nor,
        PAIRS,
        1 - (x1 | x2),
        [
            (
                x1 | x2,
                _("This is OR. NOR is its opposite: what did you turn to get NAND?"),
            ),
            (
                1 - (x1 & x2),
                _(
                    "This is NAND: it is silent only if both inputs are 1. NOR is "
                    "silent as soon as one of them is."
                ),
            ),
        ],
    )
    count = TRIPLES.sum(axis=1)
    fires(
        "door",
        w_door,
        b_door,
        TRIPLES,
        (count >= 2).astype(int),
        [
            (
                count >= 1,
                _("One open lock is enough for this door. Raise the threshold."),
            ),
            (
                count >= 3,
                _("This door wants all three locks open. Lower the threshold."),
            ),
        ],
    )


@answers(
    "3.2",
    _(
        "The rule changes something only after a mistake, and an input of 0 keeps its "
        "weight."
    ),
)
def first_epoch(w_after, b_after):
    equals(
        "w_after, b_after",
        (w_after, b_after),
        (np.array([0, 1]), 1),
        [
            (
                ([0, 0], 0),
                _(
                    "Nothing has changed here, but there is a mistake to correct. At "
                    "(0, 1) the sum is 0, and 0 is not above 0: what is the answer, "
                    "and what is the label?"
                ),
            ),
            (
                ([1, 1], 0),
                _(
                    "Here the rule ends if the bias never moves, after three epochs, "
                    "or if it begins with the last row. Do one epoch in the order of "
                    "bits, and move the bias at each mistake."
                ),
            ),
            (
                ([0, 1], 0),
                _(
                    "The weights are right, the bias is not. It moves at each mistake; "
                    "and at (0, 0) there is none, because a sum of 0 is not above 0."
                ),
            ),
            (
                ([1, 1], 1),
                _(
                    "Both weights have grown. The rule adds the input, row by row: "
                    "which input is 0 in the row that you corrected?"
                ),
            ),
            (
                ([2, 2], 3),
                _(
                    "Here all rows are corrected with the weights of the start. The "
                    "rule takes one row after the other, each with the newest weights."
                ),
            ),
            (
                ([1, 0], 1),
                _(
                    "Another order of the rows was taken here. In bits, (0, 1) comes "
                    "second."
                ),
            ),
            (
                ([-2, -2], -3),
                _(
                    "The inputs were subtracted. Where the answer is 0 and should be "
                    "1, must the sum grow or shrink?"
                ),
            ),
        ],
    )


@answers(
    "3.3",
    _("What no line can do is to take two opposite corners and leave the other two."),
)
def sixteen_gates(how_many, impossible):
    one_of_two = _(
        "You have found one of them. Turn all its answers: if a line could make the "
        "new gate, the same line would make the old one."
    )
    equals(
        "how_many",
        how_many,
        2,
        [
            (
                14,
                _("So many gates are perceptrons. How many of the 16 are not?"),
            ),
            (1, one_of_two),
            (
                0,
                _(
                    "XOR is one of the 16, and no line makes it. (search returns two "
                    "things: look at the first one only.)"
                ),
            ),
        ],
    )
    tables = sorted(table_of(one) or () for one in as_list(impossible))
    holds(
        () not in tables,
        [("", f"impossible = {shown(impossible)}")],
        _("Write each gate as its four answers, 0 or 1, in the order of bits."),
    )
    right = [(0, 1, 1, 0), (1, 0, 0, 1)]
    possible = sorted(set(itertools.product((0, 1), repeat=4)) - set(right))
    equals(
        "impossible",
        tables,
        right,
        [
            (right[:1], one_of_two),
            (right[1:], one_of_two),
            (
                possible,
                _(
                    "These are the gates that a line can make. The other ones are "
                    "asked for."
                ),
            ),
            (
                [(0, 0, 0, 1), (1, 1, 1, 0)],
                _(
                    "These are AND and NAND, and the chapter made both of them from "
                    "one unit each."
                ),
            ),
        ],
    )


def as_list(value):
    """Return what is in a list, or a list of the one thing that is none."""
    try:
        return list(value)
    except Exception:
        return [value]


def table_of(rows):
    """Return four answers as a tuple of numbers; None if they are something else."""
    if isinstance(rows, str):
        rows = [one for one in rows if one not in " ,()[]"]
    try:
        found = tuple(float(one) for one in np.ravel(list(rows)))
    except (TypeError, ValueError):
        return None
    return found if len(found) == 4 else None


@answers("3.4", _("Every gate, and so a whole computer, can be built from NAND alone."))
def only_nand(xor_from_nand):
    behaves(
        xor_from_nand,
        [(PAIRS,), (PAIRS[[3, 1, 1, 0, 2, 3, 2]],), (PAIRS[2:3],), (PAIRS[3:],)],
        lambda bits: bits.sum(axis=1) % 2,
        [
            (
                lambda bits: bits.max(axis=1),
                _(
                    "This is OR: it fires for (1, 1) too. Let the first NAND see both "
                    "inputs; it is 0 for that row alone."
                ),
            ),
            (
                lambda bits: 1 - bits.min(axis=1),
                _(
                    "This is NAND itself. It differs from XOR at (0, 0) only, and "
                    "three more gates can mend that."
                ),
            ),
            (
                lambda bits: bits.min(axis=1),
                _(
                    "This is AND. Two NANDs in a row make it; with four of them each "
                    "input can meet the first one's answer on its own."
                ),
            ),
            (
                lambda bits: 1 - bits.sum(axis=1) % 2,
                _(
                    "Every answer is the opposite: it fires if both bits are equal. Is "
                    "there one gate too many at the end?"
                ),
            ),
            (
                lambda bits: [0, 1, 1, 0],
                _(
                    "These four answers are right for the four rows of bits in their "
                    "order. Compute them from the rows that are handed in."
                ),
            ),
        ],
    )


@answers(
    "3.5",
    _("Two half adders and a gate that joins their carries add three bits."),
)
def adder(full_adder):
    three = tuple(TRIPLES.T)
    behaves(
        full_adder,
        [three, tuple(TRIPLES[[7, 2, 4, 1, 6]].T), tuple(TRIPLES[5:6].T)],
        lambda *bits: (np.add.reduce(bits) // 2, np.add.reduce(bits) % 2),
        [
            (
                lambda *bits: (np.add.reduce(bits) % 2, np.add.reduce(bits) // 2),
                _(
                    "Both are computed, and they change places: first the carry, then "
                    "the digit."
                ),
            ),
            (
                lambda *bits: np.stack(
                    [np.add.reduce(bits) // 2, np.add.reduce(bits) % 2], axis=1
                ),
                _(
                    "These are the right numbers in one table. Return its two columns, "
                    "one after the other."
                ),
            ),
            (
                lambda *bits: (0 * bits[0], np.add.reduce(bits) % 2),
                _(
                    "The digit is right, and the carry never comes. The two half "
                    "adders never carry both: which gate fires if one of them does?"
                ),
            ),
            (
                lambda x1, x2, carry: (x1 & x2, x1 ^ x2),
                _(
                    "The third bit has no effect yet. Which of the two results must it "
                    "be added to?"
                ),
            ),
            (
                lambda x1, x2, carry: (x1 & x2 & carry, (x1 & x2) ^ carry),
                _(
                    "The third bit is added to the first carry here. At which place "
                    "does it stand, that of the carry or that of the digit?"
                ),
            ),
            (
                lambda *bits: (np.add.reduce(bits) // 2, bits[0] ^ bits[1]),
                _(
                    "The carry is right. The digit is that of the first half adder, "
                    "and the third bit is not in it yet."
                ),
            ),
            (
                lambda x1, x2, carry: ((x1 ^ x2) & carry, x1 ^ x2 ^ carry),
                _(
                    "The digit is right, and a carry is lost: that of the first half "
                    "adder. Look at 1 + 1 + 0."
                ),
            ),
            (
                lambda x1, x2, carry: (x1 & x2, x1 ^ x2 ^ carry),
                _(
                    "The digit is right, and a carry is lost: that of the second half "
                    "adder. Look at 1 + 0 + 1."
                ),
            ),
            (
                lambda x1, x2, carry: (
                    1 - (x1 & x2) * ((x1 ^ x2) & carry),
                    x1 ^ x2 ^ carry,
                ),
                _(
                    "NAND of the two carries is always 1, because they are never both "
                    "1."
                ),
            ),
        ],
    )


SIDES = (
    lambda x1, x2: x1 > 1,
    lambda x1, x2: x2 > 1,
    lambda x1, x2: x1 + x2 < 6,
)
# Of the plane, what is not on a line; some of it close to one.
PLACES = [
    np.array(place)
    for place in itertools.product((0.2, 0.8, 1.2, 2.0, 3.1, 4.6, 5.3), repeat=2)
]


@answers(
    "3.6",
    _(
        "Each unit has one line; the one behind them asks for all their answers at "
        "once."
    ),
)
def triangle_from_three(triangle, w_all, b_all):
    triangle = as_list(triangle)
    equals("len(triangle)", len(triangle), 3)
    tables = []
    for count, side in enumerate(triangle):
        holds(
            callable(side),
            [("", f"triangle[{count}] = {shown(side)}")],
            _(
                "Each of the three must be a perceptron.Perceptron, made of its two "
                "weights and its bias."
            ),
        )
        found = [numbers(call(side, place)) for place in PLACES]
        single = all(one is not None and one.size == 1 for one in found)
        found = [bool(one.item() > 0) for one in found] if single else []
        tables.append(found)
    wanted = [[bool(side(*place)) for place in PLACES] for side in SIDES]
    for count, (side, table) in enumerate(zip(triangle, tables, strict=True)):
        if table not in wanted:
            unlike_a_side(f"triangle[{count}] = {shown(side)}", table, wanted)
    for table in wanted:
        holds(
            table in tables,
            [("", f"triangle = {shown(triangle)}")],
            _(
                "Two of the three have the same line. Which side of the triangle is "
                "left out?"
            ),
        )
    fires(
        "w_all, b_all",
        w_all,
        b_all,
        TRIPLES,
        TRIPLES.min(axis=1),
        [
            (
                TRIPLES.max(axis=1),
                _("This is an OR: one answer is enough for it. All three are needed."),
            ),
            (
                TRIPLES.sum(axis=1) >= 2,
                _(
                    "Two answers are enough for this one. Between which numbers must "
                    "the threshold lie?"
                ),
            ),
        ],
    )


def unlike_a_side(name, table, wanted):
    """Fail: a perceptron does not answer as any side of the triangle does."""
    sentence = None
    if [not one for one in table] in wanted:
        sentence = _(
            "This is the right line, and it fires on the outer side. Turn all its "
            "signs."
        )
    elif table and len(set(table)) == 1:
        sentence = _(
            "This one gives the same answer all over the picture. Look at the sign of "
            "its bias."
        )
    for place, *sides, found in zip(PLACES, *wanted, table, strict=False):
        if found not in sides:  # no side of the triangle has this answer here
            name = f"{name}, at {shown(place)}"
            break
    holds(False, [("", name)], sentence or LINE)


LINE = _(
    "This is none of the three lines, on the triangle's side. Where does its line meet "
    "the axes? Take one point inside, such as (2, 2), and one outside, and compute "
    "both sums."
)


def learned(inputs, labels, turn_w=1, turn_b=1, epochs=100):
    """Return what the perceptron rule learns, with signs turned, say."""
    w, b = np.zeros(inputs.shape[1]), 0.0
    for x, y in itertools.chain.from_iterable(
        itertools.repeat(list(zip(inputs, labels, strict=True)), epochs)
    ):
        change = int(y) - int(w @ x + b > 0)
        w, b = w + turn_w * change * x, b + turn_b * change
    return w, b


FAULTS = [
    (
        functools.partial(learned, turn_b=-1),
        _(
            "The bias still moves away from where it should. It is a weight whose "
            "input is 1: compare its line with that of w."
        ),
    ),
    (
        functools.partial(learned, turn_b=0),
        _("Now the bias stands still at 0. It must move at each mistake, too."),
    ),
    (
        functools.partial(learned, turn_w=-1, turn_b=1),
        _("The bias is mended, and now the weights move the wrong way."),
    ),
    (
        functools.partial(learned, turn_w=-1, turn_b=-1),
        _(
            "Now both move the wrong way: the sum of a missed example falls. Which "
            "must change its sign, label minus answer or the weights?"
        ),
    ),
    (
        functools.partial(learned, epochs=1),
        _("This stops after one epoch. Does return stand inside the loop?"),
    ),
]


@answers(
    "3.7",
    _("One example that works is not a test: AND hid a fault that NAND shows at once."),
)
def learner_with_a_fault(learn_gate):
    x1, x2 = PAIRS.T
    tables = (x1 | x2, x1 & x2, 1 - (x1 & x2), 1 - x2)  # OR tells most faults apart
    cases = [(PAIRS, labels) for labels in tables]
    cases.append((TRIPLES[[4, 3, 7]], np.array([0, 1, 0])))
    seen = []
    for inputs, labels in cases:
        name = f"learn_gate({shown(inputs)}, {shown(labels)})"
        seen.append(call(learn_gate, inputs, labels))
        if seen[-1] is None:
            equals(name, None, labels)
        w, b = weights_and_bias(name, seen[-1], inputs.shape[1])
        found = (inputs @ w + b > 0).astype(int)
        if list(found) != list(labels):
            known = [why for wrong, why in FAULTS if is_of(wrong, cases, seen)]
            if list(inputs @ w - b > 0) == list(labels):
                known.append(
                    _(
                        "With −b these answers are right: what is returned here is a "
                        "threshold. A bias is added to the sum."
                    ),
                )
            equals(name, found, labels, [(found, why) for why in known])


def weights_and_bias(name, found, inputs):
    """Return weights and bias from what a learner's learner returns, or fail."""
    try:
        w, b = found
    except Exception:
        w = b = None
    holds(
        w is not None and b is not None,
        [("", name)],
        _("Two things are to be returned, as before: w and b."),
    )
    return parts(name, w, b, inputs)


def is_of(wrong, cases, seen):
    """Return whether a faulty learner finds the same in all cases so far."""
    return all(
        same(tuple(one), wrong(*case)) for case, one in zip(cases, seen, strict=False)
    )


# How many of the 597 held-out pictures are wrong, and of the 1,200 shown; then the same
# held-out ones with odd as the yes, with the ink divided by 16, and with both.
HELD_OUT, SHOWN = 75 / 597, 112 / 1200
OTHER_WAYS = np.array([99, 96, 86]) / 597


@answers(
    "3.8",
    _("Even is not one shape but five: a single unit is often right, and never done."),
)
def even_or_odd(converged, share_wrong):
    is_true(
        "converged",
        converged,
        False,
        _(
            "In the last of the 20 epochs there are still mistakes, so it has not "
            "converged. history.converged says it."
        ),
    )
    for other in OTHER_WAYS:
        if same(share_wrong, other) or same(share_wrong, other.round(3)):
            return
        if same(share_wrong, other.round(2)):
            return
    equals(
        "share_wrong",
        share_wrong,
        HELD_OUT,
        [
            (
                1 - HELD_OUT,
                _("This is the share that is right. The wrong ones are asked for."),
            ),
            (
                44 / 597,
                _(
                    "It has learned from all pictures here, also from those that "
                    "should be held out. Let it learn from the first 1,200 only."
                ),
            ),
            (
                share_wrong if same(share_wrong, 100 * HELD_OUT, abs=0.5) else 100,
                _("This is in percent. A share lies between 0 and 1."),
            ),
            (
                597 * HELD_OUT,
                _("This is how many are wrong. Divide by how many are held out."),
            ),
            (
                SHOWN,
                _(
                    "This is the share among the pictures that it was shown. Those "
                    "from 1,200 on are held out."
                ),
            ),
        ],
        abs=0.005,
    )
