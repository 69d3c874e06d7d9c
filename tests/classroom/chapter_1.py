"""Answers to chapter 1's exercises."""

import functools

import numpy as np

from firstneuron import datasets

CEREALS = datasets.load_cereals()
COLUMNS = ["protein", "fat", "fiber", "carbo", "sugars", "weight"]
W, B = 2.5355953, 89.1577907  # the published fit of calories to sugars


def changed(right, place, wrong):
    """Return a right answer with one part of it changed."""
    return (*right[:place], wrong, *right[place + 1 :])


def mse(y, y_hat):
    return np.mean((y - y_hat) ** 2)


def mae_in_a_loop(y, y_hat):
    total = 0
    for i in range(len(y)):
        miss = y[i] - y_hat[i]
        if miss < 0:
            miss = -miss
        total += miss
    return total / len(y)


def begun_anew(y, y_hat):
    for i in range(len(y)):
        total = 0
        total += abs(y[i] - y_hat[i])
    return total / len(y)


def returned_at_once(y, y_hat):
    total = 0
    for i in range(len(y)):
        total += abs(y[i] - y_hat[i])
        return total / len(y)


def mse_in_a_loop(y, y_hat):
    total = 0.0
    for label, guess in zip(y, y_hat, strict=True):
        total += (label - guess) ** 2
    return [total / len(y)]


@functools.cache
def line(name, rows=None):
    """Return the weight and the bias of a fit of calories."""
    rows = CEREALS.complete(name, "calories") if rows is None else rows
    return tuple(np.polyfit(rows[name], rows["calories"], 1))


@functools.cache
def losses(own=False):
    """Return the losses of all columns, over the same rows or over their own."""
    found = []
    for name in COLUMNS:
        rows = CEREALS.complete("calories", name) if own else SAME
        w, b = np.polyfit(rows[name], rows["calories"], 1)
        found.append(mse(rows["calories"], w * rows[name] + b))
    return found


def with_gaps():
    """Return the losses over all rows, where two of them are nan."""
    known = [not np.isnan(CEREALS[name]).any() for name in COLUMNS]
    return np.where(known, losses(own=True), np.nan)


def through_lstsq(x, y):
    return np.linalg.lstsq(x.reshape(-1, 1), y)[0]


def weight_in_a_loop(x, y):
    above = below = 0
    for one, other in zip(x, y, strict=True):
        above += one * other
        below += one**2
    return above / below


def fit_line(x, y):
    dx, dy = x - x.mean(), y - y.mean()
    w = np.sum(dx * dy) / np.sum(dx**2)
    return w, y.mean() - w * x.mean()


W_POTASS, B_POTASS = line("potass")
RAW = datasets.load_cereals(keep_codes=True)
BOTH = CEREALS.complete("potass", "sugars", "calories")
SAME = CEREALS.complete("calories", *COLUMNS)
POTASS = CEREALS.complete("potass", "calories")
TURNED = np.polyfit(POTASS["calories"], POTASS["potass"], 1)[0]
KJ = (4.184 * W, 4.184 * B, 4.184**2)

RIGHT = {
    "1.1": [
        (1.25, 4.80, 13.55),
        (np.float32(1.25), np.array(4.8), [13.55]),
        (5 / 4, 4.8, 1.25 * 7 + 4.8),
        ("1.25", "4.80", "13.55"),
    ],
    "1.2": [
        ("first", 3.5, 1.0),
        ("First ", 3.48, 0.99),
        (" FIRST", np.float32(3.4), 1),
        (np.str_("first"), [3.5], 1.1),
        ("first", 3.6, 0.8),
    ],
    "1.3": [
        (lambda y, y_hat: np.mean(np.abs(y - y_hat)),),
        (mae_in_a_loop,),
        (lambda labels, guesses: sum(abs(guesses - labels)) / labels.size,),
        (lambda y, y_hat: np.float32(np.linalg.norm(y - y_hat, 1) / y.shape[0]),),
        (lambda y, y_hat: np.sqrt((y_hat - y) ** 2).mean(keepdims=True),),
    ],
    "1.4": [
        (mse,),
        (mse_in_a_loop,),
        (lambda y, y_hat: (y - y_hat) @ (y - y_hat) / len(y),),
        (lambda y, y_hat: np.average(np.square(y_hat - y)).astype("float32"),),
        (lambda y, y_hat: np.mean(y**2 - 2 * y * y_hat + y_hat**2),),
    ],
    "1.5": [
        (322, 110),
        (322.0, np.float64(110)),
        (np.mean([90, 100, 110, 110, 1200]), np.median([90, 100, 110, 110, 1200])),
        ([322], "110"),
    ],
    "1.6": [
        KJ,
        (10.61, 373.04, 17.51),
        (10.6, 373, 17.5),
        (4.184 * 2.54, 4.184 * 89.16, 17.505856),
        tuple(np.float32(KJ)),
    ],
    "1.7": [
        (lambda x, y: np.sum(x * y) / np.sum(x**2),),
        (lambda x, y: x @ y / (x @ x),),
        (through_lstsq,),
        (weight_in_a_loop,),
        (lambda x, y: np.mean(x * y) / np.mean(x * x),),
    ],
    "1.8": [
        (2, W_POTASS, 0.51),
        (np.int64(2), -0.0202, 0.54),
        (2.0, -0.02, np.float32(0.499)),
        ([2], np.array([W_POTASS]), 0.57),
        (2, W_POTASS, 0.6),
        (2, W_POTASS, 0.495),
    ],
    "1.9": [
        (losses(), "weight"),
        ([round(one, 2) for one in losses()], " Weight"),
        (np.array(losses(), dtype="float32").reshape(6, 1), np.str_("weight")),
        (tuple(round(one, 1) for one in losses()), "WEIGHT"),
        (dict(zip(COLUMNS, losses(), strict=True)), "weight"),
        (dict(zip(COLUMNS, losses(), strict=True)).values(), "weight"),
        (list(zip(COLUMNS, losses(), strict=True)), "weight."),
    ],
}

TAXI = RIGHT["1.1"][0]
MAP = RIGHT["1.2"][0]
POTASSIUM = RIGHT["1.8"][0]

WRONG = {
    "1.1": [
        (changed(TAXI, 0, 4.8), "You pay this once"),
        (changed(TAXI, 0, 8.75), "for one"),
        (changed(TAXI, 0, (1, 25)), "point"),
        (changed(TAXI, 1, 1.25), "0 kilometres"),
        (changed(TAXI, 1, 0), "even for 0"),
        (changed(TAXI, 1, 6.05), "And that of none"),
        (changed(TAXI, 1, (4, 80)), "point"),
        (changed(TAXI, 1, (4, 8)), "point"),
        (changed(TAXI, 2, 8.75), "getting in is missing"),
        (changed(TAXI, 2, 34.85), "swapped"),
        (changed(TAXI, 2, 42.35), "once"),
        (changed(TAXI, 2, 6.05), "by 7"),
        (changed(TAXI, 2, (13, 55)), "point"),
        (changed(TAXI, 2, 13.5), "rounded"),
    ],
    "1.2": [
        (changed(MAP, 0, "second"), "smaller ring"),
        (changed(MAP, 1, 4), "the bias is given"),
        (changed(MAP, 1, 3.84), "the bias is given"),
        (changed(MAP, 1, 2.5), "star"),
        (changed(MAP, 1, 80), "This is the bias"),
        (changed(MAP, 2, 1.4), "dashed line so high"),
        (changed(MAP, 2, 1.5), "dashed line so high"),
        (changed(MAP, 2, 2.5), "star"),
    ],
    "1.3": [
        ((mse,), "MSE"),
        ((lambda y, y_hat: np.mean(y - y_hat),), "Drop the signs before"),
        ((lambda y, y_hat: np.mean(y_hat - y),), "Drop the signs before"),
        ((lambda y, y_hat: abs(np.mean(y - y_hat)),), "Drop the signs before"),
        ((lambda y, y_hat: sum(abs(y - y_hat)),), "sum"),
        ((lambda y, y_hat: sum(abs(y - y_hat)) / 76,), "come in"),
        ((lambda y, y_hat: mse(y, y_hat) ** 0.5,), "RMSE"),
        ((lambda y, y_hat: abs(y - y_hat),), "each error"),
        ((lambda y, y_hat: np.mean(abs(y) - abs(y_hat)),), "too early"),
        ((begun_anew,), "one example"),
        ((returned_at_once,), "one example"),
        ((lambda y, y_hat: print(abs(y - y_hat).mean()),), "return"),
        ((lambda y, y_hat: f"{mae_in_a_loop(y, y_hat):.2f}",), "a text"),
    ],
    "1.4": [
        ((lambda y, y_hat: np.mean(y - y_hat) ** 2,), "squares the mean"),
        ((lambda y, y_hat: ((y - y_hat) ** 2).sum(),), "sum of the squares"),
        ((lambda y, y_hat: ((y - y_hat) ** 2).sum() / 76,), "come in"),
        ((lambda y, y_hat: np.mean(y**2 - y_hat**2),), "each of the two"),
        ((lambda y, y_hat: np.mean(y - y_hat**2),), "brackets"),
        ((lambda y, y_hat: mse(y, y_hat) ** 0.5,), "RMSE"),
        ((lambda y, y_hat: np.mean(np.abs(y - y_hat)),), "drops the signs"),
        ((lambda y, y_hat: (y - y_hat) ** 2,), "each residual"),
        ((lambda y, y_hat: (y[-1] - y_hat[-1]) ** 2 / len(y),), "one example"),
    ],
    "1.5": [
        ((106, 110), "before the mistake"),
        ((110, 110), "in the middle"),
        ((645, 110), "half-way"),
        ((1610, 110), "five labels"),
        ((402.5, 110), "How many"),
        ((322, 322), "best for squares"),
        ((322, 106), "mean before"),
        ((322, 645), "Half-way"),
        ((322, 102.5), "left out"),
        ((322, 105), "left out"),
        ((322, 100), "in order"),
    ],
    "1.6": [
        (changed(KJ, 0, W), "still in kcal"),
        (changed(KJ, 0, 0.606), "must be larger"),
        (changed(KJ, 0, 10.46), "by hand"),
        (changed(KJ, 0, KJ[1]), "the bias"),
        (changed(KJ, 0, 44.4), "Multiply once"),
        (changed(KJ, 1, 89.16), "milligrams"),
        (changed(KJ, 1, 21.31), "must be larger"),
        (changed(KJ, 1, 376.56), "by hand"),
        (changed(KJ, 2, 4.184), "squares it"),
        (changed(KJ, 2, 1), "numbers are not"),
        (changed(KJ, 2, 8.368), "not by 2"),
        (changed(KJ, 2, 1 / 4.184**2), "smaller"),
        (changed(KJ, 2, 2.0455), "root"),
    ],
    "1.7": [
        ((lambda x, y: fit_line(x, y)[0],), "beside a bias"),
        ((lambda x, y: np.mean(y / x),), "mean of the slopes"),
        ((lambda x, y: y.mean() / x.mean(),), "through the averages"),
        ((lambda x, y: np.sum(x * y) / np.sum(x) ** 2,), "square of the sum"),
        ((lambda x, y: np.sum(x * y) / np.sum(y**2),), "squares of the labels"),
        ((lambda x, y: np.sum(x * y),), "half"),
        ((lambda x, y: np.sum(x * y) / (2 * np.sum(x**2)),), "Off by 2"),
        ((lambda x, y: 2 * np.sum(x * y) / np.sum(x**2),), "Off by 2"),
        ((lambda x, y: y / x,), "Sum first"),
        ((fit_line,), "One number"),
    ],
    "1.8": [
        (changed(POTASSIUM, 0, 0), "np.isnan"),
        (changed(POTASSIUM, 0, 1), "sugars have one"),
        (changed(POTASSIUM, 0, 75), "missing"),
        (changed(POTASSIUM, 1, np.nan), "every sum is nan"),
        (changed(POTASSIUM, 1, B_POTASS), "the weight first"),
        (changed(POTASSIUM, 1, (W_POTASS, B_POTASS)), "weight alone"),
        (changed(POTASSIUM, 1, line("potass", RAW)[0]), "for −1 or 0"),
        (changed(POTASSIUM, 1, TURNED), "swap"),
        (changed(POTASSIUM, 1, W), "weight of sugar"),
        (changed(POTASSIUM, 1, line("potass", BOTH)[0]), "One cereal too many"),
        (changed(POTASSIUM, 1, 0.0202), "sign"),
        (changed(POTASSIUM, 2, 0.26), "both sides"),
        (changed(POTASSIUM, 2, 0.74), "without signs"),
        (changed(POTASSIUM, 2, 1), "size of w_potass"),
        (changed(POTASSIUM, 2, 0.47), "nearer"),
        (changed(POTASSIUM, 2, 0.487), "nearer"),  # with the starter's rng
        (changed(POTASSIUM, 2, 0.0), "Shuffle anew"),
        (changed(POTASSIUM, 2, 51.3), "between 0 and 1"),
        (changed(POTASSIUM, 2, 513), "between 0 and 1"),
    ],
    "1.9": [
        ((np.sqrt(losses()), "weight"), "RMSE"),
        (([76 * one for one in losses()], "weight"), "sums"),
        ((losses(own=True), "weight"), "same"),
        ((with_gaps(), "weight"), "missing values"),
        (([line(name, SAME)[0] for name in COLUMNS], "weight"), "weights of the fits"),
        (((one for one in losses()), "weight"), "list(...)"),
        ((sorted(losses()), "weight"), "order"),
        ((losses()[-1], "weight"), "last one"),
        ((losses()[0], "weight"), "first one"),
        ((losses(), "protein"), "largest"),
        ((losses(), "sugars"), "second"),
    ],
}

UNKNOWN = {
    "1.1": [(-1.25, 4.8, 13.55), (1.25, 4.7, 13.55), (1.25, 4.8, 14)],
    "1.2": [("third", 3.5, 1), ("first", 3, 1), ("first", 3.5, 0), ("first", 3.5, 5)],
    "1.3": [
        (lambda y, y_hat: np.median(abs(y - y_hat)),),
        (lambda y, y_hat: max(abs(y - y_hat)),),
        (lambda y, y_hat: sum(abs(y - y_hat)) // len(y),),
        (lambda y, y_hat: sum(abs(y - y_hat)) / (len(y) - 1),),
        (lambda y, y_hat: y,),
        (lambda y: y,),
    ],
    "1.4": [
        (lambda y, y_hat: np.mean((y + y_hat) ** 2),),
        (lambda y, y_hat: np.mean((y - y_hat) ** 4),),
        (lambda y, y_hat: np.var(y - y_hat),),
        (lambda y, y_hat: 379.0,),
    ],
    "1.5": [(320, 110), (322, 1200), (322, 111)],
    "1.6": [(10.5, 373.04, 17.51), (10.61, 380, 17.51), (10.61, 373.04, 17)],
    "1.7": [
        (lambda x, y: 11.71,),
        (lambda x, y: np.sum(x * y) / len(x),),
        (lambda x, y: np.corrcoef(x, y)[0, 1],),
    ],
    "1.8": [(3, W_POTASS, 0.51), (2, -0.03, 0.51), (2, W_POTASS, 0.2)],
    "1.9": [
        (losses()[:5], "weight"),
        (losses(), "calories"),
        ([379.0] * 6, "weight"),
        (losses(), 5),
    ],
}
