"""The exercises: numbered, with a starter, and with a solution that is right.

A function marked `answers(number)` fails unless the names in `ns`, which the solution
has defined after the chapter was run, are a right answer.
"""

import functools
import itertools
import math

import numpy as np
import pytest

import chapters
import firstneuron as fn
from firstneuron import datasets

ANSWERS = {}


def answers(exercise):
    """Register the check of one exercise."""

    def register(check):
        ANSWERS[exercise] = check
        return check

    return register


EXERCISES = {
    exercise: (name, starter, solution)
    for name in chapters.NAMES
    for exercise, starter, solution in chapters.exercises(chapters.read(name))
}


@functools.cache
def after(name):
    """Return the names that a chapter defines, without its Keras cells."""
    cells = chapters.code_cells(chapters.read(name))
    return chapters.run([cell for cell in cells if not chapters.has_tag(cell, "keras")])


@pytest.mark.parametrize("name", chapters.NAMES)
def test_exercises_are_numbered_without_a_gap(name):
    found = [exercise for exercise, *_ in chapters.exercises(chapters.read(name))]
    chapter = chapters.number(name)
    assert found == [f"{chapter}.{count + 1}" for count in range(len(found))]
    assert len(found) >= 5


def test_every_exercise_has_a_check():
    assert set(ANSWERS) == set(EXERCISES)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_solution_is_right(exercise, capsys):
    """It passes its check, and prints what the book says it prints."""
    name, _, (solution, printed) = EXERCISES[exercise]
    ns = dict(after(name))
    capsys.readouterr()
    exec(compile(solution, f"solution {exercise}", "exec"), ns)
    assert capsys.readouterr().out == printed
    ANSWERS[exercise](ns)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_starter_runs_and_is_no_answer(exercise):
    name, starter, _ = EXERCISES[exercise]
    ns = dict(after(name))
    exec(compile(starter.source, f"starter {exercise}", "exec"), ns)
    no_answer = (AssertionError, AttributeError, KeyError, TypeError, ValueError)
    with pytest.raises(no_answer):
        ANSWERS[exercise](ns)


def least_squares(*names, rows=None):
    """Return the weights, then the bias, of the best fit of calories, and its MSE."""
    rows = rows or datasets.load_cereals().complete("calories", *names)
    columns = np.column_stack([rows.matrix(*names), np.ones(len(rows))])
    found, *_ = np.linalg.lstsq(columns, rows["calories"])
    return found, np.mean((columns @ found - rows["calories"]) ** 2)


# --- chapter 0 ----------------------------------------------------------------------


@answers("0.1")
def regression_or_classification(ns):
    numbers = {name for name, kind in ns["answers"].items() if kind == "regression"}
    classes = {name for name, kind in ns["answers"].items() if kind == "classification"}
    assert numbers == {"price of a flat", "temperature tomorrow"}
    assert classes == set(ns["answers"]) - numbers


@answers("0.2")
def ranks(ns):
    names = ("temperature", "week", "grey_picture", "film", "colour_batch")
    assert [ns[name] for name in names] == [0, 1, 2, 3, 4]


@answers("0.3")
def shapes(ns):
    assert tuple(ns["shape"]) == (100, 28, 32, 3)
    assert ns["count"] == np.prod(ns["shape"])


@answers("0.4")
def average_sugar(ns):
    # The column sum of the file is 533 with the -1 in it, so 534 over 76 cereals.
    assert ns["sugar_model"] == pytest.approx(534 / 76)


@answers("0.5")
def chain_of_units(ns):
    assert ns["out"] == 4 * (2 - 1) + (0.5 * 2 - 2)


# --- chapter 1 ----------------------------------------------------------------------


@answers("1.1")
def taxi(ns):
    assert (ns["w_taxi"], ns["b_taxi"]) == (1.25, 4.8)
    assert ns["price"] == pytest.approx(13.55)


@answers("1.2")
def two_points(ns):
    w, b = ns["w_found"], ns["b_found"]
    assert w * 2 + b == pytest.approx(20)
    assert w * 5 + b == pytest.approx(26)


@answers("1.3")
def mean_absolute_error(ns):
    assert ns["mae"](np.array([1.0, 2.0, 3.0]), np.array([3.0, 2.0, -1.0])) == 2.0
    assert ns["mae"](np.array([0.0]), np.array([-0.5])) == 0.5


@answers("1.4")
def fat(ns):
    (w, b), loss = least_squares("fat")
    assert [ns["w_fat"], ns["b_fat"], ns["mse_fat"]] == pytest.approx([w, b, loss])


@answers("1.5")
def potassium(ns):
    assert ns["gaps"] == 2
    (w, _), _ = least_squares("potass")
    assert ns["w_right"] == pytest.approx(w)
    (w, _), _ = least_squares("potass", rows=datasets.load_cereals(keep_codes=True))
    assert ns["w_wrong"] == pytest.approx(w)


@answers("1.6")
def kilojoules(ns):
    kcal = 2.5355953 * 10 + 89.1577907  # the published fit, at 10 g
    assert ns["w_kj"] * 10 + ns["b_kj"] == pytest.approx(4.184 * kcal)
    assert ns["b_kj"] == pytest.approx(4.184 * 89.1577907)


@answers("1.7")
def best_column(ns):
    losses = {name: least_squares(name)[1] for name in ns["candidates"]}
    assert ns["results"] == pytest.approx(losses)
    assert ns["winner"] == min(losses, key=losses.get)


# --- chapter 2 ----------------------------------------------------------------------


@answers("2.1")
def pizza(ns):
    assert np.asarray(ns["w_pizza"]) == pytest.approx([1.5, 0.8, -2])
    assert ns["b_pizza"] == 7
    assert ns["price"] == pytest.approx(8.8)


@answers("2.2")
def without_a_loop(ns):
    inputs, w = np.arange(6.0).reshape(2, 3), np.array([1.0, -1.0, 0.5])
    by_hand = [0 - 1 + 0.5 * 2 + 4, 3 - 4 + 0.5 * 5 + 4]
    assert ns["predict"](inputs, w, 4.0) == pytest.approx(by_hand)


@answers("2.3")
def count_parameters(ns):
    for name, inputs, units in (("small", 20, 5), ("large", 784, 10)):
        layer = fn.layers.Dense(units)
        layer.build((None, inputs))
        assert ns[name] == layer.count_params()


@answers("2.4")
def shelf(ns):
    assert ns["mse_number"] == pytest.approx(least_squares("shelf")[1])
    # One-hot, the best prediction is the average of each shelf.
    cereals = datasets.load_cereals()
    groups = [cereals["calories"][cereals["shelf"] == one] for one in (1, 2, 3)]
    inside = sum(np.sum((group - group.mean()) ** 2) for group in groups)
    assert ns["mse_one_hot"] == pytest.approx(inside / 77)


@answers("2.5")
def mend_the_shape(ns):
    assert ns["fixed"].shape == (3, 1)
    assert ns["answers"][:, 0] == pytest.approx([90, 102.5, 115])


@answers("2.6")
def scale_back(ns):
    rows = datasets.load_cereals().complete("sodium", "fiber")
    (*w, b), _ = least_squares("sodium", "fiber")
    expected = rows.matrix("sodium", "fiber") @ w + b
    assert ns["y_back"] == pytest.approx(expected)


@answers("2.7")
def energy(ns):
    (*w, _), loss = least_squares("fat", "carbo", "sugars")
    assert ns["w_three"] == pytest.approx(w)
    assert ns["mse_three"] == pytest.approx(loss)


# --- chapter 3 ----------------------------------------------------------------------


@answers("3.1")
def nor(ns):
    for bits in itertools.product((0, 1), repeat=2):
        assert (np.dot(ns["w_nor"], bits) + ns["b_nor"] > 0) == (not any(bits))


@answers("3.2")
def door(ns):
    for bits in itertools.product((0, 1), repeat=3):
        assert (np.dot(ns["w_door"], bits) + ns["b_door"] > 0) == (sum(bits) >= 2)


@answers("3.3")
def line_of_a_gate(ns):
    for x1 in (0.0, 1.0, 5.0):
        x2 = ns["slope"] * x1 + ns["intercept"]
        assert 2 * x1 + 4 * x2 - 4 == pytest.approx(0)
    assert ns["fires"] == 1


@answers("3.5")
def only_nand(ns):
    bits = np.array(list(itertools.product((0, 1), repeat=2)))
    assert list(ns["xor_from_nand"](bits)) == [a ^ b for a, b in bits.tolist()]


@answers("3.6")
def full_adder(ns):
    bits = np.array(list(itertools.product((0, 1), repeat=3)))
    carry, digit = ns["full_adder"](*bits.T)
    assert list(2 * carry + digit) == list(bits.sum(axis=1))


@answers("3.4")
def first_epoch(ns):
    # (0, 0) is right; (0, 1) is added; then (1, 0) and (1, 1) are right.
    assert list(ns["w_after"]) == [0, 1]
    assert ns["b_after"] == 1


# --- chapter 4 ----------------------------------------------------------------------


@answers("4.1")
def one_unit_by_hand(ns):
    assert ns["score"] == 1
    assert ns["with_relu"] == 1
    assert ns["with_sigmoid"] == pytest.approx(math.e / (1 + math.e))


@answers("4.2")
def leaky(ns):
    assert ns["leaky"](np.array([-10.0, -1.0, 0.0, 7.0])).tolist() == [-1, -0.1, 0, 7]


@answers("4.3")
def slope_of_tanh(ns):
    exact = 1 / math.cosh(0.5) ** 2
    assert ns["by_formula"] == pytest.approx(exact)
    assert ns["measured"] == pytest.approx(exact, abs=1e-8)


@answers("4.4")
def collapse(ns):
    for x in (-1.0, 2.0):
        layer_by_layer = ((np.array([x]) @ ns["A"]) @ ns["B"]) @ ns["C"]
        assert np.array([x]) @ ns["one"] == pytest.approx(layer_by_layer)


@answers("4.5")
def price_of_a_wrong_answer(ns):
    for y, p in ((1, 0.2), (0, 0.2), (1, 0.9)):
        happened = p if y == 1 else 1 - p
        assert ns["log_loss"](y, p) == pytest.approx(-math.log(happened))
    assert ns["extra"] == pytest.approx(math.log(10))


@answers("4.6")
def women_and_men(ns):
    # As published: 233 of 314 women and 109 of 577 men survived.
    assert ns["women_rate"] == pytest.approx(233 / 314)
    assert ns["men_rate"] == pytest.approx(109 / 577)
    assert ns["rule_accuracy"] == pytest.approx((233 + 577 - 109) / 891)


# --- chapter 5 ----------------------------------------------------------------------


def coffee_network(x, last=(-31.18, -27.59, -32.56)):
    """Return the output for one scaled roast, in plain Python."""
    units = ((-8.93, -0.1, -9.82), (0.29, -7.32, -9.28), (12.9, 10.81, 0.96))
    hidden = [1 / (1 + math.exp(-(v * x[0] + w * x[1] + b))) for v, w, b in units]
    z = sum(w * a for w, a in zip(last, hidden, strict=True)) + 15.41
    return 1 / (1 + math.exp(-z))


@answers("5.1")
def one_hidden_unit(ns):
    assert ns["a_second"] == pytest.approx(1 / (1 + math.exp(9.28 - 0.29 - 7.32)))


@answers("5.2")
def layer_in_one_line(ns):
    hidden = ns["layer"](ns["scaled"], ns["W1"], np.array(ns["b1"]))
    outputs = ns["layer"](hidden, ns["W2"], ns["b2"])
    expected = [coffee_network(x) for x in ns["scaled"]]
    assert outputs[:, 0] == pytest.approx(expected)


@answers("5.3")
def any_number_of_layers(ns):
    two = [(ns["W1"], np.array(ns["b1"])), (ns["W2"], ns["b2"])]
    expected = [coffee_network(x) for x in ns["scaled"]]
    assert ns["forward"](ns["scaled"], two)[:, 0] == pytest.approx(expected)
    assert ns["forward"](np.zeros((1, 1)), [(np.eye(1), 0.0)] * 3) == pytest.approx(
        1 / (1 + math.exp(-1 / (1 + math.exp(-0.5))))
    )


@answers("5.4")
def count_a_large_network(ns):
    model = fn.Sequential([fn.Input((784,))])
    for units in (128, 64, 10):
        model.add(fn.layers.Dense(units))
    assert list(ns["per_layer"]) == [layer.count_params() for layer in model.layers]
    assert ns["total"] == model.count_params()


@answers("5.5")
def turn_off_an_alarm(ns):
    x, y = datasets.make_coffee(200)
    scaled = (x - x.mean(axis=0)) / x.std(axis=0)
    says = [coffee_network(row, last=(-31.18, -27.59, 0)) > 0.5 for row in scaled]
    assert ns["right_without"] == np.sum(np.array(says) == y)


@answers("5.6")
def another_digit(ns):
    wrong = {index: ns["p"][index] for index in range(297) if not ns["truth"][index]}
    worst = max(wrong, key=wrong.get)
    assert ns["most_like_five"] == datasets.load_digits().labels[ns["test"][worst]]


# --- chapter 6 ----------------------------------------------------------------------


@answers("6.1")
def one_step_by_hand(ns):
    # (2 w - 6)² = 4 w² - 24 w + 36, so the slope at 1 is 8 - 24.
    assert ns["slope_w"] == pytest.approx(-16)
    assert ns["w_next"] == pytest.approx(2.6)


@answers("6.2")
def count_the_steps(ns):
    batches = [min(64, 50_000 - start) for start in range(0, 50_000, 64)]
    assert ns["per_epoch"] == len(batches)
    assert ns["last_batch"] == batches[-1]
    assert ns["all_steps"] == 20 * len(batches)


@answers("6.3")
def your_own_descent(ns):
    for lowest, start, rate, steps in (
        (3, 4.25, 0.1, 30),
        (-1, 5, 0.3, 4),
        (0, 2, 1, 1),
    ):
        # Each step multiplies the distance from the lowest point by 1 - 2 rate.
        expected = lowest + (start - lowest) * (1 - 2 * rate) ** steps
        found = ns["go_down"](lambda w, to=lowest: (w - to) ** 2, start, rate, steps)
        assert found == pytest.approx(expected, abs=1e-5)


@answers("6.4")
def largest_learning_rate(ns):
    assert ns["curvature_5"] == pytest.approx(10, rel=1e-3)
    assert ns["limit_5"] == pytest.approx(0.2, rel=1e-3)


def measured_slopes(loss, arrays, tiny=1e-6):
    """Return the slopes of a loss with respect to every number, by differences."""
    found = []
    for position, array in enumerate(arrays):
        slopes = np.zeros(np.shape(array))
        for place in np.ndindex(slopes.shape):
            ends = []
            for change in (tiny, -tiny):
                moved = [np.array(one, dtype=float) for one in arrays]
                moved[position][place] += change
                ends.append(loss(*moved))
            slopes[place] = (ends[0] - ends[1]) / (2 * tiny)
        found.append(slopes)
    return found


@answers("6.5")
def many_features(ns):
    rng = np.random.default_rng(seed=5)
    x, y, w = rng.normal(size=(7, 3)), rng.normal(size=7), rng.normal(size=3)
    expected = measured_slopes(lambda w, b: np.mean((x @ w + b - y) ** 2), [w, 0.7])
    found_w, found_b = ns["mse_gradient"](x, y, w, 0.7)
    assert np.ravel(found_w) == pytest.approx(expected[0], abs=1e-6)
    assert np.ravel(found_b) == pytest.approx(np.ravel(expected[1]), abs=1e-6)


@answers("6.6")
def choose_a_learning_rate(ns):
    x, y, losses = ns["x_line"], ns["y_line"], {}
    for rate in ns["candidates"]:
        w, b = 0.0, 0.0
        with np.errstate(all="ignore"):
            for start in 5 * list(range(0, 128, 32)):
                rows = slice(start, start + 32)
                error = w * x[rows] + b - y[rows]
                w -= rate * 2 * np.mean(error * x[rows])
                b -= rate * 2 * np.mean(error)
            losses[rate] = np.mean((w * x[128:160] + b - y[128:160]) ** 2)
    assert ns["best_rate"] == min(losses, key=losses.get)


@answers("6.7")
def backpropagation_with_relu(ns):
    rng = np.random.default_rng(seed=7)
    for rows, inputs, hidden in ((5, 2, 3), (1, 3, 4)):
        x, y = rng.normal(size=(rows, inputs)), rng.normal(size=(rows, 1))
        shapes = ((inputs, hidden), (hidden,), (hidden, 1), (1,))
        weights = [rng.normal(size=shape) for shape in shapes]

        def loss(w1, b1, w2, b2, x=x, y=y):
            return np.mean((np.maximum(x @ w1 + b1, 0) @ w2 + b2 - y) ** 2)

        found = ns["backward_relu"](x, y, *weights)
        for ours, theirs in zip(found, measured_slopes(loss, weights), strict=True):
            assert np.asarray(ours) == pytest.approx(theirs, abs=1e-6)


def titanic_loss(columns, seed):
    """Return the log loss of 178 held-out passengers, fitted by Newton's method."""
    x = np.column_stack([*columns, np.ones(891)]).astype(float)
    y = datasets.load_titanic()["Survived"]
    order = np.random.default_rng(seed).permutation(891)
    held_out, used, w = order[:178], order[178:], np.zeros(x.shape[1])
    for _ in range(12):
        p = 1 / (1 + np.exp(-x[used] @ w))
        bowl = (x[used] * (p * (1 - p))[:, None]).T @ x[used]
        w += np.linalg.solve(bowl, x[used].T @ (y[used] - p))
    p = 1 / (1 + np.exp(-x[held_out] @ w))
    return -np.mean(np.where(y[held_out] == 1, np.log(p), np.log(1 - p)))


@answers("6.8")
def what_helped_on_the_titanic(ns):
    rows = datasets.load_titanic()
    age = np.nan_to_num(rows["Age"], nan=np.nanmedian(rows["Age"]))
    two = [rows["Pclass"], rows["Sex"] == "female"]
    base, with_age, with_fare = (
        np.mean([titanic_loss([*two, *more], seed) for seed in range(20)])
        for more in ([], [age], [rows["Fare"]])
    )
    # Other splits and other ways to train give numbers a little apart.
    assert ns["base"] == pytest.approx(base, abs=0.02)
    assert ns["with_age"] - ns["base"] == pytest.approx(with_age - base, abs=0.008)
    assert ns["with_fare"] - ns["base"] == pytest.approx(with_fare - base, abs=0.008)
    assert ns["with_age"] < ns["base"]
    one, other = (ns["held_out_loss"](two, seed) for seed in (0, 1))
    assert one != other
    assert [one, other] == pytest.approx(
        [titanic_loss(two, s) for s in (0, 1)], abs=0.2
    )


# --- chapter 7 ----------------------------------------------------------------------


def shares_of(scores):
    """Return the softmax of one row of scores, in plain Python."""
    powers = [math.exp(score) for score in scores]
    return [power / sum(powers) for power in powers]


@answers("7.1")
def shares_by_hand(ns):
    assert list(ns["three_shares"]) == pytest.approx([2 / 6, 3 / 6, 1 / 6])


@answers("7.2")
def prices(ns):
    assert ns["price_of_nothing"] == pytest.approx(math.log(10))
    assert -math.log(ns["share_for_one"]) == pytest.approx(1)


@answers("7.3")
def ten_times_as_likely(ns):
    first, second = shares_of([ns["ahead"], 0])
    assert first == pytest.approx(10 * second)
    first, second = shares_of([ns["ahead_at_2"] / 2, 0])
    assert first == pytest.approx(10 * second)


@answers("7.4")
def soften(ns):
    scores = [[3.0, 1.0, -1.0], [0.0, 0.5, 0.0]]
    given = np.array([shares_of(row) for row in scores])
    for temperature in (0.5, 1.0, 4.0):
        expected = [shares_of([z / temperature for z in row]) for row in scores]
        assert ns["soften"](given, temperature) == pytest.approx(np.array(expected))


@answers("7.5")
def slopes_from_class_numbers(ns):
    scores = np.array([[2.0, -1.0, 0.5], [0.0, 0.0, 1.0], [3.0, 3.0, 1.0]])
    y, tiny = np.array([1, 0, 2]), 1e-6
    before = scores.copy()
    found = ns["score_slopes"](scores, y)
    assert (scores == before).all()
    for place in np.ndindex(scores.shape):
        prices = []
        for change in (tiny, -tiny):
            moved = scores.copy()
            moved[place] += change
            rows = zip(moved, y, strict=True)
            prices.append(-sum(math.log(shares_of(z)[c]) for z, c in rows) / len(y))
        assert found[place] == pytest.approx((prices[0] - prices[1]) / 2e-6, abs=1e-7)


@answers("7.6")
def read_a_confusion_matrix(ns):
    assert ns["share_right"] == pytest.approx((90 + 48 + 25) / 200)
    recalls, precisions = [90 / 100, 48 / 50, 25 / 50], [90 / 117, 48 / 48, 25 / 35]
    assert list(ns["recalls"]) == pytest.approx(recalls)
    assert list(ns["precisions"]) == pytest.approx(precisions)
    truth = np.repeat(range(3), [100, 50, 50])
    says = np.repeat([0, 2, 0, 1, 0, 2], [90, 10, 2, 48, 25, 25])
    metric = fn.metrics.F1Score(dtype="float64")
    f1 = metric(*(fn.utils.to_categorical(classes) for classes in (truth, says)))
    assert list(ns["f1_scores"]) == pytest.approx(f1, abs=1e-6)


@answers("7.7")
def five_heads(ns):
    images, labels = datasets.load_digits()
    right = 0
    for row in np.random.default_rng(seed=0).permutation(1797)[:297]:
        picture = images[row].reshape(1, 64) / 16
        total = sum(network.predict(picture, verbose=0) for network in ns["trained"])
        right += total.argmax() == labels[row]
    assert ns["together"] == pytest.approx(right / 297)


@answers("7.8")
def which_shelf(ns):
    names = [
        "calories",
        "protein",
        "fat",
        "sodium",
        "fiber",
        "carbo",
        "sugars",
        "potass",
        "vitamins",
    ]
    rows = datasets.load_cereals().complete(*names)
    shelf = rows["shelf"].astype(int) - 1
    ours, frequent = [], []
    for seed in range(20):
        order = np.random.default_rng(seed).permutation(len(rows))
        out, rest = order[:15], order[15:]
        scale = fn.layers.Normalization()
        scale.adapt(rows.matrix(*names)[rest])
        model = fn.Sequential([fn.Input((9,)), scale])
        model.add(fn.layers.Dense(3, "softmax", kernel_initializer="zeros"))
        model.compile(fn.optimizers.Adam(0.05), "sparse_categorical_crossentropy")
        model.fit(rows.matrix(*names)[rest], shelf[rest], 60, 100, 0, shuffle=False)
        says = model.predict(rows.matrix(*names)[out], verbose=0).argmax(axis=1)
        ours.append(np.mean(says == shelf[out]))
        counts = [np.sum(shelf[rest] == number) for number in range(3)]
        frequent.append(np.mean(shelf[out] == counts.index(max(counts))))
    assert ns["shelf_baseline"] == pytest.approx(np.mean(frequent))
    # How long one trains is free, and changes the mean by a few hundredths.
    assert ns["shelf_accuracy"] == pytest.approx(np.mean(ours), abs=0.05)
