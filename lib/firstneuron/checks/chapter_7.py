"""The checks of chapter 7's exercises."""

import numpy as np

from firstneuron._words import _
from firstneuron.checks._judge import behaves, equals, holds, is_one_of, same
from firstneuron.checks._learner import call, numbers, shown, shown_call
from firstneuron.checks._register import answers


class Generator(np.random.Generator):
    """A generator of random numbers that shows the seed it was made with."""

    def __init__(self, seed):
        super().__init__(np.random.PCG64(seed))
        self.seed = seed

    def __repr__(self):
        return f"np.random.default_rng({self.seed})"


@answers("7.1", _("An epoch takes the examples divided by the batch size, rounded up."))
def count_the_steps(per_epoch, last_batch, all_steps):
    whole = {"rel": 0, "abs": 0.01}
    equals(
        "per_epoch",
        per_epoch,
        782,
        [
            (
                781,
                _(
                    "So many batches are full. What happens to the pictures that are "
                    "left over?"
                ),
            ),
            (
                781.25,
                _(
                    "Steps come whole: what is done with the quarter of a batch that "
                    "is left over?"
                ),
            ),
            (
                15640,
                _("This is for all 20 epochs. How many steps are made in one?"),
            ),
        ],
        **whole,
    )
    equals(
        "last_batch",
        last_batch,
        16,
        [
            (64, _("All the others are full. How many pictures are left for it?")),
            (
                48,
                _("So many are missing in the last batch. How many does it have?"),
            ),
            (
                0.25,
                _(
                    "This is the part of a batch that is left over. How many pictures "
                    "is that?"
                ),
            ),
        ],
        **whole,
    )
    equals(
        "all_steps",
        all_steps,
        15640,
        [
            (
                15625,
                _(
                    "As if what is left over were carried into the next epoch. Every "
                    "epoch ends with a small batch of its own."
                ),
            ),
            (
                15620,
                _("Here the small batch at the end of each epoch is forgotten."),
            ),
        ],
        **whole,
    )


@answers(
    "7.2",
    _("The first step is the plain one; what is kept of it makes the next longer."),
)
def three_steps_with_momentum(w_1, w_2, w_3, plain_3):
    # Without a speed: each step is half of the last one, and a tenth of the slope.
    path = [4.0, 4.0]
    for _step in range(3):
        path.append(path[-1] + 0.5 * (path[-1] - path[-2]) - 0.2 * path[-1])
    no_memory = _(
        "This step is the plain one. Half of the speed of the step before belongs to "
        "it too."
    )
    all_kept = _("Here the whole speed is kept. The momentum keeps a part of it.")
    equals(
        "w_1",
        w_1,
        path[2],
        [
            (4.8, _("This step climbs. The rate times the slope is taken away.")),
            (
                3.6,
                _(
                    "Half of the step. The slope of w² is 2w, and the momentum "
                    "multiplies the old speed alone."
                ),
            ),
        ],
        rel=0,
        abs=0.005,
    )
    equals(
        "w_2",
        w_2,
        path[3],
        [
            (2.56, no_memory),
            (1.76, all_kept),
            (
                2.0,
                _("The slope is that of the start. Take it where the weight is now."),
            ),
            (
                2.96,
                _(
                    "The kept speed has lost its sign: it points down, as the step "
                    "before did."
                ),
            ),
        ],
        rel=0,
        abs=0.005,
    )
    equals(
        "w_3",
        w_3,
        path[4],
        [
            (1.728, no_memory),
            (0.688, all_kept),
            (
                1.328,
                _(
                    "Half of the first speed is kept here. Keep half of the last one, "
                    "which has some of the first in it."
                ),
            ),
        ],
        rel=0,
        abs=0.005,
    )
    equals(
        "plain_3",
        plain_3,
        4 * 0.8**3,
        [
            (
                1.6,
                _(
                    "Here all three steps are equally long. The slope gets smaller on "
                    "the way."
                ),
            ),
            (2.56, _("So far it is after two steps.")),
            (
                2.916,
                _("Here the slope is w. The slope of w² is 2w."),
            ),
        ],
        rel=0,
        abs=0.005,
    )


def dealt(batches, n, size, seed):
    """Return the batches of a learner, as flat arrays, and the call that made them."""
    case = (n, size, Generator(seed))
    where = ("", shown_call(batches, case))
    came = call(batches, *case)
    try:
        found = [numbers(one) for one in came]
    except TypeError:
        found = [None]
    holds(
        not any(one is None for one in found),
        [where, ("came", shown(came))],
        _("A list of batches is asked for, and each batch is an array of row numbers."),
    )
    holds(
        n == 1 or [one.tolist() for one in found] != sizes_of(n, size),
        [where, ("came", shown(came))],
        _("These are the sizes of the batches. Their rows are asked for."),
    )
    holds(
        n == 1 or not found or any(one.ndim for one in found),
        [where, ("came", shown(came))],
        _(
            "These are row numbers, one after the other, and no batches yet: deal "
            "them out, size at a time."
        ),
    )
    return [one.ravel() for one in found], where


def sizes_of(n, size):
    """Return the sizes of the batches of n rows."""
    return [min(size, n - start) for start in range(0, n, size)]


def deals_right_sizes(found, where, n, size):
    """Fail unless the batches have the right sizes."""
    sizes = [len(rows) for rows in found]
    right = sizes_of(n, size)
    made = ("", f"[len(rows) for rows in {where[1]}]")
    facts = [made, ("expected", repr(right)), ("came", repr(sizes))]
    left_out = _(
        "The rows that do not fill a batch are left out. They belong into a smaller "
        "one at the end."
    )
    too_full = _(
        "The last batch is filled up. It takes what is left, and nothing twice."
    )
    as_many = _(
        "So many batches as there should be rows in one: size is the size of a batch, "
        "not the number of batches."
    )
    not_last = _(
        "The smaller batch should come last. Are batches shuffled instead of rows?"
    )
    evenly = _("Spread evenly. Every batch but the last one has size rows.")
    only_one = _("This is one batch alone. Does return stand inside the loop?")
    empty = _("An empty batch at the end: at which row does the last one begin?")
    known = [
        (len(sizes) == 1 < len(right) and sizes[0] == size, only_one),
        (sizes == [*right, 0], empty),
        (sizes == [size] * (n // size), left_out),
        (sizes == [size] * len(right), too_full),
        (len(sizes) == size and sum(sizes) == n, as_many),
        (sorted(sizes) == sorted(right), not_last),
        (len(sizes) == len(right) and sum(sizes) == n, evenly),
    ]
    holds(sizes == right, facts, next((why for so, why in known if so), None))


def deals_each_row(found, where, n):
    """Fail unless every row from 0 to n - 1 is dealt once."""
    rows = np.sort(np.concatenate(found))
    facts = [where, ("came", shown(found))]
    holds(
        not np.array_equal(rows, np.arange(1, n + 1)),
        facts,
        _("These run from 1 to n. Row numbers begin at 0."),
    )
    holds(
        len(np.unique(rows)) == len(rows),
        facts,
        _(
            "Some row is dealt twice, so another one is never dealt. Shuffle all rows "
            "once, then cut."
        ),
    )
    holds(np.array_equal(rows, np.arange(n)), facts)


@answers(
    "7.3",
    _("Shuffle the row numbers once an epoch and cut: each row is used exactly once."),
)
def deal_the_cards(batches):
    for n, size in ((10, 4), (12, 4), (9, 2), (76, 10), (5, 8), (3, 1), (1, 1)):
        found, where = dealt(batches, n, size, 1)
        deals_right_sizes(found, where, n, size)
        deals_each_row(found, where, n)
    found, where = dealt(batches, 76, 10, 1)
    one, again, other = (
        np.concatenate(found),
        *(np.concatenate(dealt(batches, 76, 10, seed)[0]) for seed in (1, 2)),
    )
    holds(
        not np.array_equal(one, np.arange(76)),
        [where],
        _("Every row is there, in the old order: nothing was shuffled."),
    )
    holds(
        any(np.ptp(rows) >= len(rows) for rows in found),
        [("", f"{where[1]}[0]"), ("came", shown(found[0]))],
        _(
            "Neighbours stay together: each batch holds rows that follow each other. "
            "Shuffle first, all rows at once, and then cut."
        ),
    )
    holds(
        np.array_equal(one, again),
        [where],
        _(
            "Called twice with equal generators, it deals differently. Shuffle with "
            "the generator that is handed over, rng."
        ),
    )
    holds(
        not np.array_equal(one, other),
        [where, ("", shown_call(batches, (76, 10, Generator(2))))],
        _(
            "Another generator, and the same order. Shuffle with the one that is "
            "handed over, rng, and do not make one inside."
        ),
    )


@answers(
    "7.4",
    _("A larger rate gets further in 5 epochs, up to about half of the limit."),
)
def choose_a_learning_rate(best_rate):
    equals(
        "best_rate",
        best_rate,
        0.1,
        [
            (
                0.01,
                _(
                    "The chapter's rate. It needs more than 5 epochs to arrive: which "
                    "of the others gets further by then?"
                ),
            ),
            (
                1.0,
                _(
                    "No error was raised, but look at its loss on the validation set: "
                    "it diverges, only not far enough yet to become infinite."
                ),
            ),
            (
                10.0,
                _("With this rate the loss becomes infinite. Leave it out."),
            ),
            (
                0.001,
                _("With this rate the unit has hardly left its start after 5 epochs."),
            ),
            (
                0.0001,
                _(
                    "With the smallest rate the unit creeps: after 5 epochs it is next "
                    "to where it began."
                ),
            ),
            (
                0.268,
                _("This is the smallest loss. With which rate was it found?"),
            ),
        ],
        rel=5e-3,
    )


DIAGNOSES = ("too small", "too large", "diverging", "overfitting", "unshuffled")


@answers(
    "7.5",
    _("Read both curves: how fast, how smooth, and since when there is a gap."),
)
def five_patients(a, b, c, d, e):
    never_flat = _("Neither curve has a plain, and both still sink at the end.")
    is_one_of(
        "a",
        a,
        DIAGNOSES,
        "overfitting",
        [
            (
                "unshuffled",
                _(
                    "A wrong order shows in a gap at once. Here the curves begin "
                    "together: since when do they part?"
                ),
            ),
            (
                "diverging",
                _("Only one of the two curves rises. What does the other one do?"),
            ),
        ],
    )
    is_one_of(
        "b",
        b,
        DIAGNOSES,
        "too large",
        [
            (
                "diverging",
                _(
                    "It goes up and down and does not leave the picture. What makes "
                    "the steps so long that they never settle?"
                ),
            ),
            (
                "too small",
                _("It is low after the first epoch already, so the steps are long."),
            ),
            (
                "unshuffled",
                _(
                    "A wrong order leaves a wide gap between the curves. Here they go "
                    "up and down together."
                ),
            ),
        ],
    )
    is_one_of(
        "c",
        c,
        DIAGNOSES,
        "diverging",
        [
            (
                "too large",
                _(
                    "The rate is too large, and there is a word for a loss that rises "
                    "without end. Another panel only flickers."
                ),
            ),
            (
                "overfitting",
                _("Look at the solid line: the loss on the training set rises too."),
            ),
        ],
    )
    is_one_of(
        "d",
        d,
        DIAGNOSES,
        "unshuffled",
        [
            (
                "overfitting",
                _(
                    "Overfitting opens a gap slowly, and the dashed line turns. Here "
                    "the gap is wide at once: what does that say?"
                ),
            ),
            (
                "too large",
                _(
                    "A rate that is too large shows in a flicker. These curves are "
                    "level, and far apart."
                ),
            ),
        ],
    )
    is_one_of(
        "e",
        e,
        DIAGNOSES,
        "too small",
        [
            (
                "overfitting",
                _("The dashed line does not turn: both curves still sink at the end."),
            ),
            ("unshuffled", never_flat),
        ],
    )


@answers(
    "7.6",
    _("Shuffle row numbers, and use them for both: an example keeps its label."),
)
def find_the_bug(train_line):
    x = np.array([-2.0, 1.5, 0.5, -1.0, 2.0, -0.5, 1.0, -1.5])
    case = (x, 4 - 3 * x, 4, 150, 0.03, 0)
    where = ("", shown_call(train_line, case))
    found = call(train_line, *case)
    line = numbers(found)
    facts = [where, ("expected", shown((-3.0, 4.0))), ("came", shown(found))]
    if line is not None and line.size == 2:
        w, b = line.ravel()
        holds(
            not (abs(w) < 1.5 and 2.5 < b < 5.5),
            facts,
            _(
                "The weight is too near 0 and the bias is the average label: x and y "
                "are still shuffled apart. What must one row of x keep beside it?"
            ),
        )
    behaves(
        returning(found, train_line),
        [case],
        lambda *given: (-3.0, 4.0),
        [
            (
                lambda *given: (4.0, -3.0),
                _("The weight and the bias are swapped: return the weight first."),
            ),
            (
                lambda *given: (3.0, -4.0),
                _("The line is upside down: which way round is the error?"),
            ),
        ],
        abs=0.05,
    )
    rng = np.random.default_rng(seed=3)
    x = rng.normal(size=60)
    y = 4 - 3 * x + rng.normal(0, 0.1, 60)
    one, again, other = (call(train_line, x, y, 7, 2, 0.05, s) for s in (0, 0, 5))
    holds(
        not same(one, numbers(other), rel=0, abs=1e-12),
        [("", shown_call(train_line, (x, y, 7, 2, 0.05, 5)))],
        _(
            "The line is right, but every seed gives the same one: nothing is shuffled "
            "any more. Shuffle again, x and y together."
        ),
    )
    holds(
        same(one, numbers(again), rel=1e-9),
        [("", shown_call(train_line, (x, y, 7, 2, 0.05, 0)))],
        _(
            "Called twice with the same seed, it gives two lines. Shuffle with the "
            "generator made from seed."
        ),
    )
    no_two = _(
        "The steps are half as long as they were. The slope of a squared error has a 2."
    )
    behaves(
        train_line,
        [(x, y, 60, 3, 0.1, 1)],  # all in one batch: their order plays no part
        lambda *given: full_steps(x, y, 0.1, 3),
        [(lambda *given: full_steps(x, y, 0.05, 3), no_two)],
        rel=1e-3,
    )
    alike = np.full(5, 2.0), np.full(5, 3.0)  # nor here
    behaves(
        train_line,
        [(*alike, 2, 1, 0.05, 1)],
        lambda *given: full_steps(*alike, 0.05, 3),
        [
            (
                lambda *given: full_steps(*alike, 0.05, 2),
                _(
                    "The rows that do not fill a batch are left out: 5 rows in batches "
                    "of 2 are three steps."
                ),
            ),
        ],
        rel=1e-3,
    )


def returning(found, function):
    """Return a function that shows itself as another one, and returns what it did."""

    def returned(*_given):
        return found

    returned.__name__ = shown(function)
    return returned


def full_steps(x, y, rate, count):
    """Return the weight and the bias after some full steps from 0, in closed form."""
    columns = np.column_stack([x, np.ones(len(x))])
    curvatures, directions = np.linalg.eigh(2 / len(x) * columns.T @ columns)
    slopes = directions.T @ (2 / len(x) * columns.T @ y)
    # Along each direction the steps are a geometric series.
    way = [
        rate * slope * sum((1 - rate * c) ** k for k in range(count))
        for c, slope in zip(curvatures, slopes, strict=True)
    ]
    return tuple(directions @ np.array(way))


@answers(
    "7.7",
    _("SGD's steps grow with the label and Adam's do not: so scale the label too."),
)
def dollars_instead_of_thousands(sgd_times, adam_times):
    backwards = _(
        "The other way round: how many times as long is it with dollars, compared with "
        "thousands?"
    )
    equals(
        "sgd_times",
        sgd_times,
        1000,
        [
            (
                1,
                _(
                    "The rate stays the same, but a step of SGD is the rate times the "
                    "slope. What happens to the slope?"
                ),
            ),
            (
                1e6,
                _(
                    "So many times as large is the loss. In the slope the error stands "
                    "once only: what about the input?"
                ),
            ),
            (0.001, backwards),
        ],
        rel=5e-4,
    )
    equals(
        "adam_times",
        adam_times,
        1,
        [
            (
                1000,
                _(
                    "Adam divides a slope by its typical size. What is left of the "
                    "1,000 then?"
                ),
            ),
            (
                0.001,
                _(
                    "Adam divides by the size of the slope, but the slope itself has "
                    "grown too. What is the quotient?"
                ),
            ),
            (
                1000**0.5,
                _(
                    "Adam keeps the mean of the squares and then takes the root: what "
                    "grows by 1,000² grows by how much after that?"
                ),
            ),
        ],
        rel=1e-3,
    )


# The mean held-out log loss for the seeds 0 to 19 of a unit with the lowest loss on the
# other passengers, found by Newton's method: without, with the age, with the fare.
BASE, AGE, FARE = 0.46583, 0.45379, 0.46545
# The same if every seed puts the first rows of the file aside, or the split of seed 0.
ONE_SPLIT = ((0.47895, 0.47138, 0.48147), (0.46521, 0.47421, 0.46442))


@answers(
    "7.8",
    _("A feature helps if the held-out loss falls clearly, in new splits too."),
)
def what_helped_on_the_titanic(held_out_loss, base, with_age, with_fare):
    is_a_mean_loss("base", base)
    equals("base", base, BASE, rel=0, abs=0.02)
    start = numbers(base).item()
    for name, value in (("with_age", with_age), ("with_fare", with_fare)):
        is_a_mean_loss(name, value)
    older, richer = numbers(with_age).item(), numbers(with_fare).item()
    moves = [
        ("", f"base, with_age, with_fare = {start:.4f}, {older:.4f}, {richer:.4f}")
    ]
    near = 0.008  # other splits, and other ways to train, give numbers a little apart
    holds(
        not any(same([start, older, richer], one, abs=0.0012) for one in ONE_SPLIT),
        moves,
        _(
            "These are the losses of one split: every seed puts the same passengers "
            "aside. Where does the seed choose them?"
        ),
    )
    swapped = (
        abs(richer - start - (AGE - BASE)) < 0.006
        and abs(older - start - (FARE - BASE)) < 0.006
    )
    holds(
        not swapped,
        moves,
        _("Are these two swapped? Look which column is added for which of them."),
    )
    holds(
        older < start and abs(older - start - (AGE - BASE)) < near,
        moves,
        _(
            "The age should lower the loss by more than a hundredth, and other splits "
            "change that little. Is it one more column, for all 20 seeds?"
        ),
    )
    holds(
        not (0.0035 < richer - start < 0.012 and older < start),
        moves,
        _(
            "With the fare the loss rises clearly, as it does where few passengers are "
            "there to learn from. How many are put aside, and how many train?"
        ),
    )
    holds(
        abs(richer - start - (FARE - BASE)) < near,
        moves,
        _(
            "The fare should hardly change the loss. Is it added to class and sex "
            "alone, without the age?"
        ),
    )
    puts_aside(held_out_loss)


def is_a_mean_loss(name, found):
    """Fail where a number is known to be something else than the mean of 20 losses."""
    facts = [("", name), ("came", shown(found))]
    found = numbers(found)
    holds(
        found is not None and found.size == 1,
        facts,
        _("One number is asked for: the mean of the 20 losses."),
    )
    found = found.item()
    holds(
        not np.isnan(found),
        facts,
        _("nan is not a number. Is every unknown age replaced?"),
    )
    holds(
        not 7 < found < 14,
        facts,
        _("This is the sum over the 20 seeds. Take the mean."),
    )
    holds(
        not 0.73 < found < 0.86,
        facts,
        _("This looks like an accuracy. What is asked for is the log loss."),
    )
    holds(
        not 0.52 < found < 0.62,
        facts,
        _(
            "The unit has not learned enough. 20 epochs in batches of 32 are hundreds "
            "of steps: how many does yours make?"
        ),
    )
    holds(
        not 0.62 < found < 0.72,
        facts,
        _(
            "A unit that knows next to nothing about anybody has such a loss. Does it "
            "get class and sex, and is it trained?"
        ),
    )


def puts_aside(held_out_loss):
    """Fail unless the loss is that of rows that played no part in the training.

    What 150 columns of chance say about some rows says nothing about the others.
    """
    chance = list(np.random.default_rng(seed=7).normal(size=(150, 891)))
    where = ("", f"{shown(held_out_loss)}([chance_1, …, chance_150], 0)")
    found = call(held_out_loss, chance, 0)
    facts = [where, ("came", shown(found))]
    loss = numbers(found)
    holds(
        loss is not None and loss.size == 1 and np.isfinite(loss).all(),
        facts,
        _("It should return one number, the log loss."),
    )
    holds(
        loss.item() > 0.65,
        facts,
        _(
            "From chance nobody can know who survived, and yet this loss is low: it is "
            "that of passengers whom the unit was trained on."
        ),
    )
