"""Compute the data that a program made: `make data` writes them again.

What a chapter or an exercise needs and what takes long to compute is kept as a file, so
that a reader need not wait. `tests/test_datasets.py` computes some of it again. A few
numbers stand in `firstneuron.checks` instead, and are computed again, too.
"""

import contextlib
from pathlib import Path

import numpy as np

import firstneuron as fn
from firstneuron import datasets

UNITS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)  # of chapter 10's networks of a day
EPOCHS = range(20, 501, 20)
PLACES = np.linspace(0, 24, 73)  # every twenty minutes

NAMES = ("kernel_1", "bias_1", "kernel_2", "bias_2", "kernel_3", "bias_3")


def digit_network(seed):
    """Train chapter 9's network 64-128-64-10 on its 1,200 pictures.

    Returns its weights, as `get_weights` gives them.
    """
    layers = [(128, "relu"), (64, "relu"), (10, "softmax")]
    x, y = _digits(slice(597, None))
    fn.utils.set_random_seed(seed)  # for the order of the batches
    loss = "sparse_categorical_crossentropy"
    return _trained(x, y, layers, 10 * seed, 0.003, loss, epochs=30)


def five_network():
    """Train chapter 5's network 64-25-15-1, "is it a 5?", on its 1,500 pictures."""
    layers = [(25, "relu"), (15, "relu"), (1, "sigmoid")]
    x, y = _digits(slice(297, None))
    is_five = (y == 5).astype(float)
    loss = "binary_crossentropy"
    return _trained(x, is_five, layers, 0, 0.01, loss, epochs=20, shuffle=False)


def coast(loss="binary_crossentropy", use_bias=True, tested=False):
    """Train Exercise 8.7's unit on 2,000 block groups: 500 steps at the rate 1.0.

    Returns its weights and its bias, as a check compares them with an answer. A learner
    may take another loss by mistake, leave the bias at 0, or train on the tested rows.
    """
    housing = datasets.load_california_housing()
    order = np.random.default_rng(seed=0).permutation(len(housing))
    place = housing.matrix("longitude", "latitude")
    train, test = order[:2000], order[2000:4000]
    x = (place - place[train].mean(axis=0)) / place[train].std(axis=0)
    inland = (housing["ocean_proximity"] == "INLAND").astype(float)
    rows = test if tested else train
    settings = {"use_bias": use_bias, "kernel_initializer": "zeros"}
    layer = fn.layers.Dense(1, "sigmoid", **settings)
    with _float64():
        unit = fn.Sequential([fn.Input((2,)), layer])
        unit.compile(fn.optimizers.SGD(learning_rate=1.0), loss)
        unit.fit(x[rows], inland[rows], batch_size=2000, epochs=500, verbose=0)
    kernel, *bias = unit.get_weights()
    return kernel[:, 0], float(bias[0][0]) if use_bias else 0.0


def day_networks(units):
    """Train chapter 10's network of a day, with so many units in each of two layers.

    Returns what it says at `PLACES` after each epoch of `EPOCHS`, ``(25, 73)``, and its
    typical error on the twelve readings and on the sixty others, ``(25, 2)``, in °C.
    """
    hours, readings, hours_apart, readings_apart = day()
    inputs, targets = (hours[:, np.newaxis] - 12) / 7, (readings - 15) / 5
    apart = (hours_apart[:, np.newaxis] - 12) / 7, (readings_apart - 15) / 5
    places = (PLACES[:, np.newaxis] - 12) / 7
    with _float64():
        fn.utils.set_random_seed(0)
        network = fn.Sequential([fn.Input((1,))])
        for size, activation in ((units, "tanh"), (units, "tanh"), (1, None)):
            network.add(fn.layers.Dense(size, activation))
        network.compile(fn.optimizers.Adam(learning_rate=0.003), "mse")
        curves, errors = [], []
        for _ in EPOCHS:
            network.fit(inputs, targets, batch_size=60, epochs=20, verbose=0)
            both = (inputs, targets), apart
            squares = [network.evaluate(*one, verbose=0) for one in both]
            errors.append(5 * np.sqrt(squares))
            curves.append(15 + 5 * network.predict(places, verbose=0)[:, 0])
    return np.array(curves), np.array(errors)


def day():
    """Return chapter 10's readings: hours and °C of the twelve, and of the sixty."""

    def temperature(hour):
        return 15 - 6 * np.cos((hour - 4) * np.pi / 12)

    rng = np.random.default_rng(seed=3)
    hours = np.arange(1, 24, 2)
    readings = temperature(hours) + rng.normal(0, 2, size=12)
    hours_apart = rng.uniform(0, 24, size=60)
    readings_apart = temperature(hours_apart) + rng.normal(0, 2, size=60)
    return hours, readings, hours_apart, readings_apart


def five_readers():
    """Let the shipped digit networks read chapter 9's test, as in its exercises.

    Returns how often each is right alone; how often all are together, by averaging
    shares and by votes; and how sure the first one is, how sure of shifted pixels from
    0 to 16, and how sure all are together.
    """
    pixels, labels = _digits(slice(297))
    shifted = np.roll(16 * pixels.reshape(-1, 8, 8), 1, axis=2).reshape(-1, 64)
    shares, of_16 = [], []
    with _float64():
        layers = [fn.layers.Dense(units, "relu") for units in (128, 64)]
        layers.append(fn.layers.Dense(10, "softmax"))
        network = fn.Sequential([fn.Input((64,)), *layers])
        for seed in range(5):
            network.set_weights(datasets.load_digit_network(seed))
            shares.append(network.predict(pixels, verbose=0))
            of_16.append(network.predict(shifted, verbose=0))
    says, team = np.argmax(shares, axis=2), np.mean(shares, axis=0)
    votes = [np.bincount(each).argmax() for each in says.T]
    right = [np.mean(says == labels, axis=1), np.mean(team.argmax(axis=1) == labels)]
    sure = [np.max(one, axis=1).mean() for one in (shares[0], of_16[0], team)]
    return *right, np.mean(votes == labels), *sure


def shelves():
    """Train Exercise 9.7's softmax regression in its 20 rounds; return the accuracy.

    Another optimizer finds about what the exercise's steps do.
    """
    names = ["calories", "protein", "fat", "sodium", "fiber"]
    names += ["carbo", "sugars", "potass", "vitamins"]
    rows = datasets.load_cereals().complete(*names)
    table, shelf = rows.matrix(*names), rows["shelf"].astype(int) - 1
    found = []
    for seed in range(20):
        order = np.random.default_rng(seed).permutation(len(rows))
        out, rest = order[:15], order[15:]
        with _float64():
            scale = fn.layers.Normalization()
            scale.adapt(table[rest])
            layer = fn.layers.Dense(3, "softmax", kernel_initializer="zeros")
            model = fn.Sequential([fn.Input((9,)), scale, layer])
            adam = fn.optimizers.Adam(learning_rate=0.05)
            model.compile(adam, "sparse_categorical_crossentropy")
            settings = {"batch_size": 60, "shuffle": False, "verbose": 0}
            model.fit(table[rest], shelf[rest], epochs=100, **settings)
            says = model.predict(table[out], verbose=0).argmax(axis=1)
        found.append(np.mean(says == shelf[out]))
    return np.mean(found)


def remedies(misprinted=True, seeds=range(5, 12)):
    """Train Exercise 10.4's digit networks: plain, with dropout and with 16 units.

    Returns two tables, the accuracy on the validation pictures and on the training
    pictures, in points: a row a network, a column a seed. A learner may train on the
    right labels by mistake.
    """
    (pixels, labels), apart = _digits(slice(597, None)), _digits(slice(297, 597))
    if misprinted:
        rng = np.random.default_rng(seed=0)
        for first in range(0, 1200, 100):
            wrong = slice(first, first + 20)
            labels[wrong] = (labels[wrong] + rng.integers(1, 10, 20)) % 10
    found = np.zeros((2, 3, len(seeds)))
    for column, seed in enumerate(seeds):
        rows = slice(100 * seed, 100 * seed + 100)
        for row, (units, drops) in enumerate(((64, 0), (64, 0.5), (16, 0))):
            with _float64():
                fn.utils.set_random_seed(seed)
                network = fn.Sequential([fn.Input((64,))])
                network.add(fn.layers.Dense(units, "relu"))
                if drops:
                    network.add(fn.layers.Dropout(drops))
                network.add(fn.layers.Dense(10, "softmax"))
                loss, adam = "sparse_categorical_crossentropy", fn.optimizers.Adam(0.01)
                network.compile(adam, loss, metrics=["accuracy"])
                settings = {"batch_size": 50, "epochs": 50, "verbose": 0}
                history = network.fit(pixels[rows], labels[rows], **settings).history
                _, right = network.evaluate(*apart, verbose=0)
            found[:, row, column] = 100 * right, 100 * history["accuracy"][-1]
    return found


def falling(rate=0.3, every=95, epochs=20, hidden=2):
    """Train Exercise 10.7's digit network; return the loss of its last epoch.

    Its rate is halved every so many steps, or never. A learner may count another number
    of steps, epochs or hidden layers.
    """
    if every:
        rate = fn.optimizers.schedules.ExponentialDecay(rate, every, 0.5)
    x, y = _digits(slice(597, None))
    with _float64():
        fn.utils.set_random_seed(0)
        start = {"kernel_initializer": "he_normal"}
        layers = [fn.layers.Dense(32, "relu", **start) for _ in range(hidden)]
        layers.append(fn.layers.Dense(10, "softmax", **start))
        network = fn.Sequential([fn.Input((64,)), *layers])
        network.compile(fn.optimizers.SGD(rate), "sparse_categorical_crossentropy")
        return network.fit(x, y, epochs=epochs, verbose=0).history["loss"][-1]


def houses():
    """Return the errors of Exercise 10.8's baselines, right ones and others.

    They are in thousands of dollars, by the names they have in the check.
    """
    names = ["longitude", "latitude", "housing_median_age", "total_rooms"]
    names += ["population", "households", "median_income"]
    housing = datasets.load_california_housing()
    order = np.random.default_rng(seed=0).permutation(len(housing))[:3000]
    table, price = housing.matrix(*names), housing["median_house_value"] / 1000
    table, price = table[order], price[order]
    everything = np.arange(3000)
    test, validation, train = np.split(everything, [500, 1000])
    scaled = (table - table[train].mean(axis=0)) / table[train].std(axis=0)
    with_one = np.column_stack([scaled, np.ones(3000)])

    def error(predicted, rows=validation):
        return np.sqrt(np.mean((predicted - price)[rows] ** 2))

    def absolute(predicted):
        return np.mean(np.abs(predicted - price)[validation])

    def line(rows, columns=with_one):
        return columns @ np.linalg.lstsq(columns[rows], price[rows])[0]

    mean, best = price[train].mean(), line(train)
    return {
        "MEAN_ERROR": error(mean),
        "MEAN_OF_ITSELF": error(price[validation].mean()),
        "MEAN_OF_ALL": error(price.mean()),
        "MEDIAN_ERROR": error(np.median(price[train])),
        "MEAN_IN_TRAINING": error(mean, train),
        "MEAN_IN_TEST": error(mean, test),
        "MEAN_ABSOLUTE": absolute(mean),
        "LINE_ERROR": error(best),
        "LINE_IN_TRAINING": error(best, train),
        "LINE_IN_TEST": error(best, test),
        "LINE_ABSOLUTE": absolute(best),
        "LINE_OF_BOTH": error(line(everything[500:])),
        "LINE_OF_ALL": error(line(everything)),
        "LINE_OF_ITSELF": error(line(validation)),
        "LINE_THROUGH_0": error(line(train, scaled)),
        "RAW_LINE_THROUGH_0": error(line(train, table)),
    }


def _digits(part):
    """Return the pixels, from 0 to 1, and the labels of a part of the shuffled rows."""
    images, labels = datasets.load_digits()
    rows = np.random.default_rng(seed=0).permutation(len(labels))[part]
    return images[rows].reshape(-1, 64) / 16, labels[rows]


def _trained(x, y, layers, seed, rate, loss, **settings):
    """Train dense layers with Adam, in float64, so that other machines find the same.

    The start of the first layer has that seed, that of each next one a seed more.
    """
    with _float64():
        network = fn.Sequential([fn.Input((64,))])
        for number, (units, g) in enumerate(layers):
            start = fn.initializers.GlorotUniform(seed + number)
            network.add(fn.layers.Dense(units, g, kernel_initializer=start))
        network.compile(fn.optimizers.Adam(learning_rate=rate), loss)
        network.fit(x, y, verbose=0, **settings)
    return network.get_weights()


@contextlib.contextmanager
def _float64():
    before = fn.config.floatx()
    fn.config.set_floatx("float64")
    try:
        yield
    finally:
        fn.config.set_floatx(before)


def _write(name, arrays):
    arrays = [array.astype(np.float32) for array in arrays]
    named = dict(zip(NAMES, arrays, strict=True))
    np.savez_compressed(Path(__file__).parent / name, **named)


def main():
    """Write each network's weights; of the digit networks, one a row."""
    digits = zip(*map(digit_network, range(5)), strict=True)
    _write("digit_networks.npz", [np.stack(alike) for alike in digits])
    _write("five_network.npz", five_network())
    curves, errors = zip(*map(day_networks, UNITS), strict=True)
    names = ("hours", "readings", "hours_apart", "readings_apart")
    arrays = {"units": UNITS, "epochs": EPOCHS, "places": PLACES}
    arrays |= {"curves": curves, "errors": errors}
    arrays |= dict(zip(names, day(), strict=True))
    rounded = {name: np.round(array, 3).astype("f4") for name, array in arrays.items()}
    np.savez_compressed(Path(__file__).parent / "day_networks.npz", **rounded)


if __name__ == "__main__":
    main()
