"""Compute the data that a program made: `make data` writes them again.

What a chapter or an exercise needs and what takes long to compute is kept as a file, so
that a reader need not wait. `tests/test_datasets.py` computes some of it again.
"""

from pathlib import Path

import numpy as np

import firstneuron as fn
from firstneuron import datasets

NAMES = ("kernel_1", "bias_1", "kernel_2", "bias_2", "kernel_3", "bias_3")


def digit_networks(seeds):
    """Train chapter 9's network 64-128-64-10 on its 1,200 pictures, once a seed.

    Returns a list of weights for each seed, as `get_weights` gives them.
    """
    return [_digit_network(seed) for seed in seeds]


def _digit_network(seed):
    images, labels = datasets.load_digits()
    train = np.random.default_rng(seed=0).permutation(len(labels))[597:]
    before, network = fn.config.floatx(), fn.Sequential([fn.Input((64,))])
    fn.config.set_floatx("float64")  # so that other machines find the same
    try:
        for number, (units, g) in enumerate(
            [(128, "relu"), (64, "relu"), (10, "softmax")]
        ):
            start = fn.initializers.GlorotUniform(10 * seed + number)
            network.add(fn.layers.Dense(units, g, kernel_initializer=start))
        adam = fn.optimizers.Adam(learning_rate=0.003)
        network.compile(adam, "sparse_categorical_crossentropy")
        fn.utils.set_random_seed(seed)
        pixels = images[train].reshape(-1, 64) / 16
        network.fit(pixels, labels[train], epochs=30, verbose=0)
    finally:
        fn.config.set_floatx(before)
    return network.get_weights()


def five_network():
    """Train chapter 5's network 64-25-15-1, "is it a 5?", on its 1,500 pictures."""
    images, labels = datasets.load_digits()
    train = np.random.default_rng(seed=0).permutation(len(labels))[297:]
    before, network = fn.config.floatx(), fn.Sequential([fn.Input((64,))])
    fn.config.set_floatx("float64")  # so that other machines find the same
    try:
        for seed, (units, g) in enumerate([(25, "relu"), (15, "relu"), (1, "sigmoid")]):
            start = fn.initializers.GlorotUniform(seed)
            network.add(fn.layers.Dense(units, g, kernel_initializer=start))
        adam = fn.optimizers.Adam(learning_rate=0.01)
        network.compile(adam, "binary_crossentropy")
        pixels, is_five = images[train].reshape(-1, 64) / 16, labels[train] == 5
        network.fit(pixels, is_five.astype(float), epochs=20, shuffle=False, verbose=0)
    finally:
        fn.config.set_floatx(before)
    return network.get_weights()


def main():
    """Write each network's weights.

    An array of `digit_networks.npz` holds one of the five networks a row; one of
    `five_network.npz` holds the weights of the only one.
    """
    arrays = {
        name: np.stack(alike).astype(np.float32)
        for name, alike in zip(
            NAMES, zip(*digit_networks(range(5)), strict=True), strict=True
        )
    }
    folder = Path(__file__).parent
    np.savez_compressed(folder / "digit_networks.npz", **arrays)
    five = [array.astype(np.float32) for array in five_network()]
    np.savez_compressed(
        folder / "five_network.npz", **dict(zip(NAMES, five, strict=True))
    )


if __name__ == "__main__":
    main()
