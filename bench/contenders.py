"""Who trains: the same training, written for each library as its users write it.

Each function here builds a model for a task and returns a function that trains it for
one epoch, on shuffled rows, and returns the epoch's mean loss. The libraries are
imported inside, so that a process loads only the one that it measures.
"""

import warnings

from bench.tables import FLOOR, OURS, SHUFFLED_FLOOR


def firstneuron(task, x, y):
    """Train with `firstneuron`."""
    import firstneuron

    return _fit(firstneuron, task, x, y)


def keras(task, x, y):
    """Train with Keras on TensorFlow: the same lines, another `k`."""
    import keras

    return _fit(keras, task, x, y)


def _fit(k, task, x, y):
    *hidden, outputs = task.widths[1:]
    loss, last = {
        "binary": (k.losses.BinaryCrossentropy, {"activation": "sigmoid"}),
        "squared": (k.losses.MeanSquaredError, {}),
        "classes": (k.losses.SparseCategoricalCrossentropy, {}),
    }[task.loss]
    optimizer = {"adam": k.optimizers.Adam, "sgd": k.optimizers.SGD}[task.optimizer]
    layers = [k.layers.Dense(units, activation=task.hidden) for units in hidden]
    model = k.Sequential(
        [k.Input((task.widths[0],)), *layers, k.layers.Dense(outputs, **last)]
    )
    model.compile(
        optimizer=optimizer(learning_rate=task.learning_rate),
        loss=loss(from_logits=True) if task.loss == "classes" else loss(),
    )

    def epoch():
        history = model.fit(x, y, batch_size=task.batch, verbose=0)
        return history.history["loss"][-1]

    return epoch


def sklearn(task, x, y):
    """Train with scikit-learn's multi-layer perceptron."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier, MLPRegressor

    warnings.simplefilter("ignore", ConvergenceWarning)  # one epoch is meant
    model = (MLPRegressor if task.loss == "squared" else MLPClassifier)(
        hidden_layer_sizes=task.widths[1:-1],
        activation={"sigmoid": "logistic", "relu": "relu", "": "identity"}[task.hidden],
        solver=task.optimizer,
        alpha=0,
        batch_size=task.batch,
        learning_rate_init=task.learning_rate,
        max_iter=1,
        momentum=0,
        nesterovs_momentum=False,
        warm_start=True,
    )

    def epoch():
        loss = model.fit(x, y).loss_
        return 2 * loss if task.loss == "squared" else loss  # it halves the squares

    return epoch


def torch(task, x, y):
    """Train with PyTorch, eager: the loop that its users write, without a DataLoader.

    A DataLoader fetches row by row and would take most of the time.
    """
    import torch
    from torch import nn
    from torch.nn import functional

    x, y = torch.from_numpy(x), torch.from_numpy(y)
    activation = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "": nn.Identity}[task.hidden]
    pairs = list(zip(task.widths, task.widths[1:], strict=False))
    layers = [layer for pair in pairs for layer in (nn.Linear(*pair), activation())]
    layers = layers[:-1]
    if task.loss == "binary":
        layers.append(nn.Sigmoid())
    if task.loss != "classes":
        layers.append(nn.Flatten(0))  # one output: a row's answer is a number
    model = nn.Sequential(*layers)
    loss_of = {
        "binary": functional.binary_cross_entropy,
        "squared": functional.mse_loss,
        "classes": functional.cross_entropy,
    }[task.loss]
    make = {"adam": torch.optim.Adam, "sgd": torch.optim.SGD}[task.optimizer]
    optimizer = make(model.parameters(), lr=task.learning_rate)

    def epoch():
        total = 0.0
        for rows in torch.randperm(len(x)).split(task.batch):
            loss = loss_of(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
        return total / len(x)

    return epoch


def products(task, x, y):
    """Multiply the matrices that a step must multiply, and do nothing else.

    No bias, activation, loss or shuffling, and no weight changes: no library that
    multiplies with NumPy can be faster. It has no loss to return.
    """
    return _products(task, x, lambda rows: x[rows.start : rows.stop])


def products_shuffled(task, x, y):
    """Do the same on shuffled rows, which lie all over the memory."""
    import numpy as np

    order = np.random.default_rng(0).permutation(len(x))
    place = np.empty((task.batch, x.shape[1]), x.dtype)

    def fetch(rows):
        chosen = order[rows.start : rows.stop]
        return x.take(chosen, axis=0, out=place[: len(chosen)], mode="clip")

    return _products(task, x, fetch)


def _products(task, x, fetch):
    import numpy as np

    rng = np.random.default_rng(0)
    pairs = list(zip(task.widths, task.widths[1:], strict=False))
    weights = [rng.standard_normal(pair, dtype=np.float32) / pair[0] for pair in pairs]
    slopes = [np.empty_like(weight) for weight in weights]

    def epoch():
        for start in range(0, len(x), task.batch):
            inputs = [fetch(range(start, start + task.batch))]
            for weight in weights:
                inputs.append(inputs[-1] @ weight)
            slope = inputs.pop()
            for layer in reversed(range(len(weights))):
                np.matmul(inputs[layer].T, slope, out=slopes[layer])
                if layer:  # nobody asks for the slope of the data
                    slope = slope @ weights[layer].T

    return epoch


NAMES = {
    OURS: firstneuron,
    "Keras": keras,
    "PyTorch": torch,
    "scikit-learn": sklearn,
    SHUFFLED_FLOOR: products_shuffled,
    FLOOR: products,
}
