"""Answers to chapter 10's exercises."""

import random

import numpy as np

from firstneuron.checks import chapter_10

# 10.2


def by_one_if(scores, averages, training):
    used = new_averages = averages
    if training:
        used = np.array([scores.mean(axis=0), scores.var(axis=0)])
        new_averages = 0.9 * averages + 0.1 * used
    return (scores - used[0]) / np.sqrt(used[1] + 0.001), new_averages


def by_early_return(batch, kept, training):
    mean, variance = kept
    if not training:
        return [(batch - mean) / (variance + 0.001) ** 0.5, kept]
    m, v = np.mean(batch, 0), np.mean((batch - np.mean(batch, 0)) ** 2, 0)
    return (batch - m) / (v + 0.001) ** 0.5, (
        mean * 0.9 + m / 10,
        variance * 0.9 + v / 10,
    )


def by_loops(scores, averages, training):
    n, units = scores.shape
    new, scaled = averages.tolist(), [[0.0] * units for _ in range(n)]
    for j in range(units):
        mean, variance = averages[0][j], averages[1][j]
        if training:
            mean = sum(row[j] for row in scores) / n
            variance = sum(row[j] ** 2 for row in scores) / n - mean**2
            new[0][j] += 0.1 * (mean - new[0][j])
            new[1][j] += 0.1 * (variance - new[1][j])
        for i in range(n):
            scaled[i][j] = (scores[i][j] - mean) / (variance + 0.001) ** 0.5
    return scaled, new


def in_float32(scores, averages, training):
    scaled, new = by_one_if(scores, averages, training)
    return scaled.astype("float32"), np.float32(new)


def like(**parts):
    """Return batch normalisation with other parts."""

    def norm(scores, averages, training):
        measure = parts.get("measure", lambda s: (s.mean(axis=0), s.var(axis=0)))
        batch = np.array(measure(scores))
        divisor = parts.get("divisor", lambda v: np.sqrt(v + 0.001))
        measured_by = parts.get("used", lambda b, a, t: b if t else a)
        keep = parts.get("keep", lambda b, a, t: 0.9 * a + 0.1 * b if t else a)
        used = measured_by(batch, averages, training)
        new = keep(batch, averages, training)
        return (scores - used[0]) / divisor(used[1]), new

    return norm


def updated(batch, averages, training):
    return 0.9 * averages + 0.1 * batch


def of_root(batch, averages, training):
    root = np.array([batch[0], np.sqrt(batch[1])])
    return 0.9 * averages + 0.1 * root if training else averages


def swapped_modes(scores, averages, training):
    return by_one_if(scores, averages, not training)


def averages_in_place(scores, averages, training):
    used = averages
    if training:
        used = np.array([scores.mean(axis=0), scores.var(axis=0)])
        averages *= 0.9
        averages += 0.1 * used
    return (scores - used[0]) / np.sqrt(used[1] + 0.001), averages


def scores_in_place(scores, averages, training):
    used = averages
    if training:
        used = np.array([scores.mean(axis=0), scores.var(axis=0)])
        averages = 0.9 * averages + 0.1 * used
    scores -= used[0]
    scores /= np.sqrt(used[1] + 0.001)
    return scores, averages


# 10.6


def by_one_order(x, y, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    return x[order], y[order]


def by_pairs(x, y, seed):
    pairs = list(zip(x.tolist(), y.tolist(), strict=True))
    random.Random(seed).shuffle(pairs)
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def by_equal_generators(x, y, seed):
    first, second = np.random.default_rng(seed), np.random.default_rng(seed)
    return [first.permutation(x), second.permutation(y)]


def by_one_table(x, y, seed):
    table = np.random.default_rng(seed).permutation(np.column_stack([x, y]))
    return table[:, :-1], table[:, -1:]


def by_a_sample(x, y, seed):
    random.seed(seed)
    order = random.sample(range(len(y)), len(y))
    return x[order].astype("float32"), y[order]


def planted(x, y, seed):
    rng = np.random.default_rng(seed)
    return rng.permutation(x), rng.permutation(y)


def without_a_seed(x, y, seed):
    order = np.random.default_rng().permutation(len(x))
    return x[order], y[order]


def always_0(x, y, seed):
    return by_one_order(x, y, 0)


def drawn_again(x, y, seed):
    order = np.random.default_rng(seed).integers(0, len(x), len(x))
    return x[order], y[order]


def only_labels(x, y, seed):
    return x, np.random.default_rng(seed).permutation(y)


def only_pictures(x, y, seed):
    return np.random.default_rng(seed).permutation(x), y


def torn(x, y, seed):
    return np.random.default_rng(seed).permuted(x), by_one_order(x, y, seed)[1]


def all_but_one(x, y, seed):
    x, y = by_one_order(x, y, seed)
    return x[:-1], y[:-1]


def turned_round(x, y, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    return x[order], y[order[::-1]]


def sorted_by_label(x, y, seed):
    order = np.argsort(y)
    return x[order], y[order]


def rolled(x, y, seed):
    return np.roll(x, seed + 1, axis=0), np.roll(y, seed + 1)


DROPOUT, UNITS = chapter_10.GAINS
PLAIN = chapter_10.PLAIN
OWN_DROPOUT, OWN_UNITS = chapter_10.GAINS_IN_TRAINING
TRUE_DROPOUT, TRUE_UNITS = chapter_10.GAINS_WITHOUT_MISPRINTS
WHO = ("few units", "more pictures", "plain", "dropout")
ERRORS = (115.0713, 68.2719, 58.1, 56.4)


def instead(right, **others):
    """Return an answer with some parts, by their place, in place of the right ones."""
    given = list(right)
    for place, other in others.items():
        given["abcd".index(place)] = other
    return tuple(given)


def remedies(**others):
    return instead((2.92, [4, 0, 0], [3, 0, 6], [0.4, 1.1]), **others)


def squares(**others):
    return instead((1 / 64, 1 / 8, 0.2), **others)


def who(**others):
    return instead(WHO, **others)


def gains(**others):
    return instead((DROPOUT, UNITS), **others)


def errors(**others):
    return instead(ERRORS, **others)


RIGHT = {
    "10.1": [
        (2.92, [4, 0, 0], [3, 0, 6], [0.4, 1.1]),
        ("2.92", (4.0, 0.0, 0), np.array([3, 0, 6]), (0.4, 1.1)),
        (
            np.float32(0.99 * 3 - 0.05),
            np.array([[3], [0], [6]]) * [[1], [1], [0]] / 0.75,
            [3.0, 0.0, 6.0],
            np.array([[0.4], [1.1]], dtype="float32"),
        ),
        ([2.92], [4, 0, -0.0], (3, 0, 6), [np.float64(0.4), np.array(1.1)]),
    ],
    "10.2": [(by_one_if,), (by_early_return,), (by_loops,), (in_float32,), (like(),)],
    "10.3": [
        WHO,
        ("Few units", "more pictures.", " PLAIN ", "Dropout"),
        ("few_units", "more_pictures", np.str_("plain"), ["dropout"]),
    ],
    "10.4": [
        (DROPOUT, UNITS),
        (DROPOUT.round(1).tolist(), tuple(UNITS.round(1))),
        ([2, 8, 10, 10, 11, 8, 4], [4, 7, 2, 4, 7, 1, 1]),
        (np.float32(DROPOUT)[:, None], UNITS + np.array([0, 0, 2, -1, 0, 0, 1]) / 3),
    ],
    "10.5": [
        (0.5**6, 0.5**3, 0.2),
        (0.016, 0.13, [0.2]),
        (0.0156, np.float32(0.125), (2 / 50) ** 0.5),
        (0.02, "0.125", np.array(0.2)),
    ],
    "10.6": [
        (by_one_order,),
        (by_pairs,),
        (by_equal_generators,),
        (by_one_table,),
        (by_a_sample,),
    ],
    "10.7": [
        (0.0137, 0.0935),
        (0.01, 0.09),
        ([0.012], np.float32(0.098)),
        (np.array(0.0171), 0.0662),  # another start; a rate in stairs
        (0.02, "0.1"),
    ],
    "10.8": [
        (115.07, 68.27, 58.1, 56.4),
        (115, 68, 58, 58),
        ([115.1], np.float32(68.3), np.array([62.6]), "60"),
        (115.0713, 68.5, 66.9, 61),  # a line by many steps, and a small network
        (115.07, 68.27, 55.2, 62.0),
    ],
}

WRONG = {
    "10.1": [
        (remedies(a=2.905), "the price itself"),
        (remedies(a=2.935), "A 2 is missing"),
        (remedies(a=2.95), "without the price"),
        (remedies(a=2.97), "is missing"),
        (remedies(a=3.08), "goes up"),
        (remedies(a=2.98), "away from 0"),
        (remedies(a=3.02), "has shrunk, and then"),
        (remedies(a=2.2), "learning rate"),
        (remedies(a=2.65), "the price does not"),
        (remedies(a=2.9205), "comes first"),
        (remedies(a=0.08), "the change"),
        (remedies(a=0.8), "with its price"),
        (remedies(b=[3, 0, 0]), "the division"),
        (remedies(b=[12, 0, 0]), "is dropped"),
        (remedies(b=[2.25, 0, 0]), "must grow"),
        (remedies(b=[0.75, 0, 0]), "Which share"),
        (remedies(b=[4, 0, 8]), "mask is 0"),
        (remedies(b=[0, 0, 8]), "turned round"),
        (remedies(b=[4.5, 0, 0]), "counted in this mask"),
        (remedies(b=[3, 0, 6]), "at inference"),
        (remedies(c=[2.25, 0, 4.5]), "count twice"),
        (remedies(c=[4, 0, 8]), "belongs to training"),
        (remedies(c=[4, 0, 0]), "in use"),
        (remedies(c=[3, 0, 0]), "left out"),
        (remedies(d=[4, 2]), "of the batch"),
        (remedies(d=[3.6, 1.9]), "swap them"),
        (remedies(d=[0.4, 1.0414]), "without a root"),
        (remedies(d=[0.4, 1.1667]), "their number"),
        (remedies(d=[0.4, 1.7]), "mean of the squares"),
        (remedies(d=[1.1, 0.4]), "changed places"),
        (remedies(d=[0.4, 0.2]), "begins at 1"),
        (remedies(d=[0.4, 1.2]), "nine tenths"),
        (remedies(d=[0.04, 1.01]), "0.99"),
        (remedies(d=[0.4, 1.4]), "chapter's batch"),
        (remedies(d=[0, 1]), "before"),
    ],
    "10.2": [
        ((like(used=lambda b, a, t: b),), "measures itself again"),
        ((like(used=lambda b, a, t: a),), "too, the averages"),
        ((like(keep=updated),), "must stay as they are"),
        ((like(used=lambda b, a, t: b, keep=updated),), "training=False"),
        (
            (like(used=lambda b, a, t: b if t else updated(b, a, t), keep=updated),),
            "must stay as they are",
        ),
        ((like(keep=lambda b, a, t: a),), "have not moved"),
        ((like(keep=lambda b, a, t: b),), "this batch alone"),
        ((like(keep=lambda b, a, t: 0.1 * a + 0.9 * b),), "momentum is the part"),
        ((like(keep=lambda b, a, t: a + 0.1 * b if t else a),), "all of the old"),
        ((like(keep=lambda b, a, t: 0.99 * a + 0.01 * b if t else a),), "0.99"),
        ((like(used=lambda b, a, t: updated(b, a, t) if t else a),), "new averages"),
        ((swapped_modes,), "swapped"),
        ((like(divisor=np.sqrt),), "0.001 is added"),
        ((like(divisor=lambda v: np.sqrt(v) + 0.001),), "before the root"),
        ((like(divisor=lambda v: v + 0.001),), "by the variance"),
        (
            (like(measure=lambda s: (s.mean(axis=0), s.var(axis=0, ddof=1))),),
            "one less",
        ),
        ((like(measure=lambda s: (s.mean(axis=0), s.std(axis=0))),), "its root"),
        ((like(keep=of_root),), "its root"),
        (
            (like(keep=lambda b, a, t: updated(b, a, t)[::-1] if t else a),),
            "changed places",
        ),
        ((like(measure=lambda s: (s.mean(), s.var())),), "whole table"),
        ((like(measure=lambda s: ([s.mean()], [s.var()])),), "whole table"),
        ((averages_in_place,), "has changed"),
        ((scores_in_place,), "has changed"),
    ],
    "10.3": [
        (who(a="plain"), "no misprints by heart"),
        (who(a="dropout"), "no misprints by heart"),
        (who(b="dropout"), "how low"),
        (who(b="plain"), "how low"),
        (who(c="more pictures"), "held back"),
        (who(d="plain"), "in jumps"),
        (who(d="more pictures"), "in jumps"),
    ],
    "10.4": [
        (gains(a=[7.7, 7, 9.3, 7, 6.7]), "Five"),
        (gains(b=UNITS[:-1]), "Six"),
        (gains(a=[*np.ones(5), *DROPOUT]), "Twelve"),
        (gains(a=DROPOUT.mean()), "One number"),
        (gains(a=DROPOUT / 100, b=UNITS / 100), "fractions"),
        (gains(b=(UNITS / 100).round(2)), "fractions"),
        (gains(a=-DROPOUT.round(1)), "sign is turned"),
        (gains(a=UNITS, b=DROPOUT), "changed places"),
        (gains(a=PLAIN + DROPOUT), "accuracies of the remedy"),
        (gains(a=PLAIN.round(1)), "accuracies of plain"),
        (gains(b=np.zeros(7)), "Nothing has changed"),
        (gains(a=OWN_DROPOUT, b=OWN_UNITS), "of the training"),
        (gains(b=OWN_UNITS), "of the training"),
        (gains(a=TRUE_DROPOUT.round(1)), "misprinted"),
        (gains(b=TRUE_UNITS), "misprinted"),
    ],
    "10.5": [
        (squares(a=1 / 32), "too few"),
        (squares(a=1 / 128), "too many"),
        (squares(a=1 / 8), "three layers"),
        (squares(a=1 / 12), "a sixth"),
        (squares(a=0.5), "one layer"),
        (squares(a=3), "Six times"),
        (squares(a=64), "more than 1"),
        (squares(a=63 / 64), "lost"),
        (squares(a=1.5625), "percent"),
        (squares(b=1 / 64), "of the squares"),
        (squares(b=8), "more than 1"),
        (squares(b=1 / 4096), "Squared once more"),
        (squares(b=1 / 128), "Half of the squares"),
        (squares(b=7 / 8), "lost"),
        (squares(b=12.5), "percent"),
        (squares(b=(1 / 32) ** 0.5), "too few"),
        (squares(c=0.04), "mean square"),
        (squares(c=0.1414), "makes up"),
        (squares(c=0.02), "start with"),
        (squares(c=0.2828), "under the root"),
        (squares(c=0.0283), "of the 2 alone"),
        (squares(c=10), "2 times 50"),
        (squares(c=5), "upside down"),
        (squares(c=0.1768), "64 inputs"),
        (squares(c=0.25), "of the chapter"),
    ],
    "10.6": [
        ((planted,), "order of its own"),
        ((turned_round,), "order of its own"),
        ((without_a_seed,), "each time"),
        ((always_0,), "seeds 0 and 1"),
        ((drawn_again,), "come back twice"),
        ((only_labels,), "Only the labels"),
        ((only_pictures,), "Only the pictures"),
        ((torn,), "torn"),
        ((all_but_one,), "some are missing"),
        ((lambda x, y, seed: (x, y),), "Nothing has been mixed"),
        ((rolled,), "or hardly"),
        ((sorted_by_label,), "Nothing has been mixed"),
        ((lambda x, y, seed: by_one_order(x, y, seed)[::-1],), "pictures come first"),
        ((lambda x, y, seed: by_one_order(x, y, seed)[0],), "Two things"),
    ],
    "10.7": [
        (([0.02, 0.0137], 0.0935), "One number"),
        ((0.963, 0.947), "accuracy"),
        ((0.0935, 0.0137), "changed places"),
        ((0.0921, 0.1139), "stops after 8"),
        ((0.1094, 0.0935), "takes 0.05"),
        ((1.0858, 0.2172), "hidden=2"),
        ((0.177, 0.198), "mean over"),
        ((0.05, 0.0935), "Another loss"),
        ((0.0137, 0.0137), "hardly falls"),
        ((0.0137, 0.0113), "hardly falls"),
        ((0.0137, 0.1139), "8 epochs"),
        ((0.0137, 0.2172), "not with two"),
        ((0.0137, 0.2363), "each epoch"),
        ((0.0137, 2.036), "decay_steps"),
        ((0.0137, 0.52), "Another loss"),
    ],
    "10.8": [
        (errors(a=[115, 68]), "One number"),
        (errors(a=115071.3), "dollars"),
        (errors(a=1.1507), "scaled prices"),
        (errors(a=13241.4), "mean of squares"),
        (errors(a=114.966), "of the validation prices"),
        (errors(a=115.0334), "all 3,000"),
        (errors(a=117.032), "median"),
        (errors(a=116.98), "on the training rows"),
        (errors(a=110.128), "stay closed"),
        (errors(a=90.911), "absolute"),
        (errors(a=68.2719, b=115.0713), "error of the line"),
        (errors(b=69.092), "on the training rows"),
        (errors(b=66.731), "stay closed"),
        (errors(b=51.0688), "absolute"),
        (errors(b=219.018), "column of ones"),
        (errors(b=72.2196), "column of ones"),
        (errors(b=67.9038), "to validation rows"),
        (errors(b=67.983), "to all rows"),
        (errors(b=67.1966), "tested on"),
        (errors(b=115.0713), "error of the mean"),
        (errors(c=58100), "dollars"),
        (errors(c=0.581), "scaled prices"),
        (errors(c=3376), "mean of squares"),
        (errors(c=44.3), "Too good"),
        (errors(c=36.5), "Too good"),
        (errors(c=68.27), "No better"),
        (errors(c=115.07), "No better"),
        (errors(d=66.7308), "line on the test rows"),
        (errors(c=58.137, d=58.137), "once more"),
        (errors(d=33.7), "closed test set"),
        (errors(d=90.0), "Worse than the line"),
    ],
}

UNKNOWN = {
    "10.1": [
        remedies(a=2.9),
        remedies(b=[4, 0]),
        remedies(c=[6, 0, 3]),
        remedies(d=[0.5, 1.1]),
    ],
    "10.2": [
        (lambda scores, averages, training: scores,),
        (like(used=lambda b, a, t: a + b),),
        (like(keep=lambda b, a, t: 0.5 * a + 0.5 * b if t else a),),
        (3,),
    ],
    "10.3": [who(a="overfitting"), who(d=3), WHO[::-1], (None, *WHO[1:])],
    "10.4": [
        gains(a=DROPOUT + 2),
        gains(b=[1, 2, 3]),
        gains(b=UNITS[::-1]),
        gains(a="better"),
    ],
    "10.5": [squares(a=0.04), squares(b=0.4), squares(c=0.3), squares(c=None)],
    "10.6": [
        (lambda x, y: (x, y),),
        (lambda x, y, seed: (x[0], y),),
        (lambda x, y, seed: (x, "y"),),
        (0,),
    ],
    "10.7": [(0.03, 0.09), (0.0137, float("nan")), (-0.01, 0.09), (0.0137, 0.145)],
    "10.8": [
        errors(a=100),
        errors(b=70),
        errors(c=float("nan")),
        errors(c=-58.1),
        errors(d=300),
    ],
}
