"""Where the library differs from Keras: each case of `library.md`, run in both.

A test here is named after its paragraph there: `(differs-own-layer)=` stands above what
`test_differs_own_layer` shows. Neither goes stale without the other: if Keras changes,
or this library, a test fails; and each paragraph has a test, each test a paragraph.
"""

import doctest
import pickle
import re
import warnings
from pathlib import Path

import numpy as np
import pytest
import tensorflow as tf

import firstneuron as fn
from firstneuron import parity

PAGE = (Path(__file__).parents[1] / "library.md").read_text(encoding="utf-8")
X = np.array([[0.0], [1.0], [2.0], [3.0]], "float32")
Y = 2 * X + 1
QUIET = {"verbose": 0, "shuffle": False}


def test_each_paragraph_has_its_test():
    stated = re.findall(r"^\(differs-(.+)\)=$", PAGE, re.M)
    tests = [name for name in globals() if name.startswith("test_differs_")]
    shown = [name.removeprefix("test_differs_").replace("_", "-") for name in tests]
    assert stated == shown


def test_the_example_runs_in_both():
    first, second = re.findall(r"^```pycon\n(.*?)^```", PAGE, re.M | re.S)
    examples = {"ours": first + second, "Keras": first.replace("firstneuron", "keras")}
    for name, text in examples.items():
        case = doctest.DocTestParser().get_doctest(text, {}, name, "library.md", 0)
        assert doctest.DocTestRunner().run(case).failed == 0


def dense(k, units=1, activation=None):
    return k.layers.Dense(units, activation, kernel_initializer="ones")


def model(k, *layers, loss="mse", optimizer=None, **settings):
    """Return a compiled model of one feature, a unit with the weight 1 by default."""
    made = k.Sequential([k.Input((1,)), *(layers or [dense(k)])])
    made.compile(optimizer or k.optimizers.SGD(0.01), loss, **settings)
    return made


def losses_of_fit(made, x=X, y=Y, **settings):
    return made.fit(x, y, **QUIET | settings).history["loss"]


# --- what you write yourself --------------------------------------------------------


def test_differs_own_layer(keras):
    def halved(k):
        class Half(k.layers.Dense):
            def call(self, inputs):
                return 0.5 * super().call(inputs)

        return model(k, Half(1))

    assert losses_of_fit(halved(keras))
    ours = halved(fn)
    assert ours.predict(X).shape == Y.shape
    with pytest.raises(NotImplementedError, match="does not define backward"):
        ours.fit(X, Y, **QUIET)


def test_differs_own_loss(keras):
    def fourth(y_true, y_pred):
        return (y_true - y_pred)[:, 0] ** 4

    def kind(k):
        class Fourth(k.losses.Loss):
            def call(self, y_true, y_pred):
                return fourth(y_true, y_pred)

        return Fourth()

    for theirs, ours in ((fourth, fourth), (kind(keras), kind(fn))):
        trained = model(keras, loss=theirs)
        assert losses_of_fit(trained)
        refusing = model(fn, loss=ours)
        assert refusing.evaluate(X, Y, verbose=0) > 0
        with pytest.raises(NotImplementedError, match="derivative"):
            refusing.fit(X, Y, **QUIET)
    fourth.derivative = lambda y_true, y_pred: -4 * (y_true - y_pred) ** 3
    ours = model(fn, loss=fourth)
    ours.fit(X, Y, **QUIET)
    for one, other in zip(ours.get_weights(), trained.get_weights(), strict=True):
        assert parity.difference(one, other) < 1e-6


def test_differs_own_activation(keras):
    def cube(x):
        return x**3

    trained = model(keras, dense(keras, activation=cube))
    trained.fit(X, Y, **QUIET)
    refusing = model(fn, dense(fn, activation=cube))
    assert refusing.predict(X).shape == Y.shape
    with pytest.raises(ValueError, match="no derivative"):
        refusing.fit(X, Y, **QUIET)
    cube.derivative = lambda x: 3 * x**2
    ours = model(fn, dense(fn, activation=cube))
    ours.fit(X, Y, **QUIET)
    for one, other in zip(ours.get_weights(), trained.get_weights(), strict=True):
        assert parity.difference(one, other) < 1e-6


def test_differs_own_regularizer(keras):
    def cubes(x):
        return (x**3)[0, 0]

    def regularized(k):
        return model(k, k.layers.Dense(1, None, True, "ones", "zeros", cubes))

    trained = regularized(keras)
    trained.fit(X, Y, **QUIET)
    refusing = regularized(fn)
    assert refusing.evaluate(X, 0 * X, verbose=0) > 0
    with pytest.raises(NotImplementedError, match="without a derivative"):
        refusing.fit(X, Y, **QUIET)
    cubes.derivative = lambda x: 3 * x**2
    ours = regularized(fn)
    of_layer = ours.layers[0]
    ours.fit(X, Y, **QUIET)
    assert ours.gradients[0] - of_layer.gradients[0] == pytest.approx(3)
    for one, other in zip(ours.get_weights(), trained.get_weights(), strict=True):
        assert parity.difference(one, other) < 1e-6


def test_differs_own_optimizer(keras):
    def shapes_seen(k):
        seen = []

        class Watching(k.optimizers.Optimizer):
            def update_step(self, gradient, variable, learning_rate):
                seen.append((tuple(gradient.shape), tuple(variable.shape)))

        model(k, dense(k, 2), optimizer=Watching(0.1)).train_on_batch(X, X * [[1, 1]])
        return seen

    assert shapes_seen(keras) == [((1, 2), (1, 2)), ((2,), (2,))]
    assert shapes_seen(fn) == [((4,), (4,))]
    rule = fn.optimizers.SGD()
    rule.build([np.zeros((1, 2)), np.zeros(2)])
    assert rule.add_variable().shape == (4,)
    assert hasattr(keras.Variable([0.0]), "assign_sub")


def test_differs_weights(keras):
    def built(k):
        layer = dense(k)
        layer.build((None, 1))
        return layer

    ours, theirs = built(fn), built(keras)
    ours.kernel[0] = 5
    assert ours.get_weights()[0] == 5
    with pytest.raises(TypeError):
        theirs.kernel[0] = 5
    theirs.kernel.assign([[5]])
    assert theirs.kernel.name == "kernel"
    total = keras.metrics.Mean().add_weight(name="total", initializer="zeros")
    total.assign_add(1.0)
    mine = fn.metrics.MeanSquaredError().add_weight(name="total", initializer="zeros")
    mine += 1.0
    for array in (ours.kernel, mine):
        assert isinstance(array, np.ndarray)
        assert not hasattr(array, "name")


# --- losses -------------------------------------------------------------------------

MATCHING = {"sigmoid": "binary_crossentropy", "softmax": "categorical_crossentropy"}


def test_differs_logits(keras):
    one_hot = np.eye(3, dtype="float32")[[0, 1, 2, 0]]
    start = [np.array([[-3.0, 1.0, 2.0]]), np.array([0.5, 0.0, -0.5])]

    def evaluated(k, activation, name):
        made = model(k, dense(k, 3, activation), loss=name)
        made.set_weights(start)
        shown = made.evaluate(X, one_hot, verbose=0)
        function = getattr(k.losses, name)
        return shown, np.mean(function(one_hot, made.predict(X, verbose=0)))

    for activation, other in zip(MATCHING, reversed(MATCHING.values()), strict=True):
        shown, of_outputs = evaluated(keras, activation, other)
        assert abs(shown - of_outputs) > 0.1
        with pytest.warns(UserWarning, match=activation):
            shown, of_outputs = evaluated(fn, activation, other)
        assert shown == pytest.approx(of_outputs, rel=1e-6)
    for activation, matching in MATCHING.items():
        theirs, _ = evaluated(keras, activation, matching)
        assert evaluated(fn, activation, matching)[0] == pytest.approx(theirs, rel=1e-5)


def test_differs_labels(keras):
    labels, logits = np.array([[1.0, 1.0]]), np.array([[0.5, -0.5]])
    loss = fn.losses.CategoricalCrossentropy(from_logits=True, dtype="float64")
    step = np.array([[1e-6, 0.0]])
    slope = (loss(labels, logits + step) - loss(labels, logits - step)) / 2e-6
    assert loss.backward(labels, logits)[0, 0] == pytest.approx(slope, rel=1e-5)
    scores = tf.constant(logits)
    with tf.GradientTape() as tape:
        tape.watch(scores)
        theirs = keras.losses.categorical_crossentropy(
            tf.constant(labels), scores, from_logits=True
        )
    assert abs(tape.gradient(theirs, scores)[0, 0] - slope) > 0.1


def test_differs_shapes(keras):
    wide = np.ones((4, 2), "float32")
    assert losses_of_fit(model(keras), y=wide)
    with pytest.raises(ValueError, match=r"\(4, 2\).*\(4, 1\)"):
        model(fn).fit(X, wide, **QUIET)
    row, column = np.ones(3), np.full((3, 1), 0.5)
    for k in (fn, keras):
        assert np.shape(k.losses.mean_squared_error(row, column)) == (3,)
    assert fn.losses.binary_crossentropy(row, column).shape == (3,)
    with pytest.raises(ValueError, match="same rank"):
        keras.losses.binary_crossentropy(row, column)


def test_differs_class_numbers(keras):
    p = np.array([[0.75, 0.25]])
    cut = keras.losses.sparse_categorical_crossentropy(np.array([0.5]), p)
    assert np.asarray(cut) == pytest.approx(-np.log(0.75))
    with pytest.raises(ValueError, match=r"whole ones.*got 0\.5"):
        fn.losses.sparse_categorical_crossentropy(np.array([0.5]), p)


# --- training -----------------------------------------------------------------------


def test_differs_gaps(keras):
    holed = np.where(X == 2, np.nan, X)
    theirs, ours = model(keras), model(fn)
    assert np.isnan(losses_of_fit(theirs, holed)).all()
    assert all(np.isnan(weights).all() for weights in theirs.get_weights())
    with pytest.raises(ValueError, match=r"nan stands at \[2, 0\]"):
        ours.fit(holed, Y, **QUIET)
    assert ours.get_weights()[0] == 1


def test_differs_divergence(keras):
    def steep(k):
        return model(k, optimizer=k.optimizers.SGD(1e10))

    assert len(losses_of_fit(steep(keras), epochs=20)) == 20
    with pytest.raises(FloatingPointError, match="learning rate"):
        steep(fn).fit(X, Y, epochs=20, **QUIET)
    stop = fn.callbacks.EarlyStopping("loss", patience=20, restore_best_weights=True)
    restored = steep(fn)
    with pytest.raises(FloatingPointError):
        restored.fit(X, Y, epochs=20, callbacks=[stop], **QUIET)
    assert np.isfinite(restored.get_weights()[0]).all()


def test_differs_empty(keras):
    none = X[:0]
    assert len(dense(keras)(none)) == 0
    with pytest.warns(UserWarning, match="ran out of data"):
        model(keras).fit(none, none, **QUIET)
    with warnings.catch_warnings(action="ignore"), pytest.raises(UnboundLocalError):
        model(keras).predict(none, verbose=0)
    for use in (dense(fn), model(fn).predict, lambda x: model(fn).fit(x, x)):
        with pytest.raises(ValueError, match="is empty"):
            use(none)


def test_differs_settings(keras):
    def tried(k):
        yield lambda: k.optimizers.SGD(0.0)
        yield lambda: k.optimizers.SGD(-1.0)
        yield lambda: model(k).fit(X, Y, epochs=0, **QUIET)
        yield lambda: model(k).fit(X, Y, validation_split=1.5, **QUIET)

    for try_theirs, try_ours in zip(tried(keras), tried(fn), strict=True):
        try_theirs()
        with pytest.raises(ValueError, match="must be"):
            try_ours()


@pytest.mark.filterwarnings("ignore:__array__:DeprecationWarning")  # inside Keras
def test_differs_nothing_to_do(keras, tmp_path):
    def frozen(k):
        layer = dense(k)
        layer.trainable = False
        return model(k, layer)

    def watching(k):
        yield k.callbacks.EarlyStopping()
        yield k.callbacks.ReduceLROnPlateau()
        best = {"save_best_only": True, "save_weights_only": True}
        ending = "npz" if k is fn else "weights.h5"
        yield k.callbacks.ModelCheckpoint(tmp_path / f"best.{ending}", **best)

    with pytest.warns(UserWarning, match="any trainable weights"):
        losses_of_fit(frozen(keras))
    for callback in watching(keras):
        with pytest.warns(UserWarning, match="val_loss.* available"):
            losses_of_fit(model(keras), callbacks=[callback])
    with pytest.raises(ValueError, match="no weights that training could change"):
        losses_of_fit(frozen(fn))
    for callback in watching(fn):
        with pytest.raises(ValueError, match="monitors 'val_loss'"):
            losses_of_fit(model(fn), callbacks=[callback])


def test_differs_one_place(keras):
    shared = dense(keras)
    assert len(model(keras, shared, shared).get_weights()) == 2
    shared = dense(fn)
    with pytest.raises(ValueError, match="a layer stands in a model once"):
        model(fn, shared, shared)


def test_differs_inside(keras):
    def block(k):
        class Block(k.layers.Layer):
            def __init__(self):
                super().__init__()
                self.inner = dense(k)

            def call(self, inputs):
                return self.inner(inputs)

            def backward(self, gradient):
                return self.inner.backward(gradient)

        return Block()

    theirs = model(keras, block(keras))
    losses_of_fit(theirs)
    assert theirs.get_weights()[0] != 1
    with pytest.raises(ValueError, match="inner is a layer inside a layer"):
        losses_of_fit(model(fn, block(fn)))
    nested = model(fn, fn.Sequential([dense(fn)]))
    losses_of_fit(nested)
    assert nested.get_weights()[0] != 1


def test_differs_random(keras):
    def drawn(k):
        return np.asarray(k.initializers.GlorotUniform(seed=1)((300, 300)))

    ours, theirs = drawn(fn), drawn(keras)
    assert parity.difference(ours, theirs) > 0.01
    for number in (np.mean, np.std, np.min, np.max):
        assert number(ours) == pytest.approx(number(theirs), abs=1e-3)


def test_differs_print(keras, capsys):
    model(keras).predict(X)
    assert "s/step" in capsys.readouterr().out
    model(fn).predict(X)
    assert capsys.readouterr().out == ""


# --- numbers at the edges -----------------------------------------------------------


def test_differs_limits(keras):
    lowest, tiny = np.array([-np.inf], "float32"), np.array([-1e-30], "float32")
    no, yes = np.array([[0.0]], "float16"), np.array([[1.0]], "float16")
    for name in ("silu", "gelu"):
        assert np.isnan(getattr(keras.activations, name)(lowest))
        assert getattr(fn.activations, name)(lowest) == 0
    assert np.asarray(keras.activations.elu(tiny)) == 0
    assert fn.activations.elu(tiny) == tiny
    assert np.isinf(keras.losses.binary_crossentropy(no, yes))
    assert np.isfinite(fn.losses.binary_crossentropy(no, yes))


def test_differs_integers(keras):
    for name in ("sigmoid", "elu", "softplus", "softmax"):
        with pytest.raises(tf.errors.InvalidArgumentError):
            getattr(keras.activations, name)(np.array([[0, 1]]))
        assert getattr(fn.activations, name)(np.array([[0, 1]])).dtype == "float32"


def test_differs_constants():
    def apart(momentum):
        with parity.floatx("float64"):
            ours, theirs = (
                model(k, optimizer=k.optimizers.SGD(2**-6, momentum=momentum))
                for k in (fn, parity.import_keras())
            )
            for made in (ours, theirs):
                made.fit(X.astype("float64"), Y, epochs=20, **QUIET)
        weights = zip(ours.get_weights(), theirs.get_weights(), strict=True)
        return max(parity.difference(*pair) for pair in weights)

    assert 1e-9 < apart(0.9) < 1e-5
    assert apart(0.875) < 1e-9


def test_differs_normalization(keras):
    for k, shape in ((fn, (2,)), (keras, (1, 2))):
        scale = k.layers.Normalization()
        scale.adapt(np.array([[1.0, 10.0], [3.0, 30.0]], "float32"))
        assert np.shape(scale.mean) == shape


# --- storing ------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # inside Keras
def test_differs_files(keras, tmp_path):
    model(fn).save_weights(tmp_path / "ours.npz")
    with np.load(tmp_path / "ours.npz") as file:
        assert [array.tolist() for array in file.values()] == [[[1.0]], [0.0]]
    model(keras).save_weights(tmp_path / "theirs.weights.h5")
    with pytest.raises(ValueError, match="h5"):
        model(keras).save_weights(tmp_path / "theirs.npz")
    with pytest.raises(ValueError, match="npz"):
        model(fn).save_weights(tmp_path / "ours.weights.h5")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # inside Keras
def test_differs_save(keras, tmp_path):
    model(keras).save(tmp_path / "theirs.keras")
    keras.callbacks.ModelCheckpoint("theirs.keras")
    ours = model(fn)
    assert not hasattr(ours, "save")
    with pytest.raises(ValueError, match="save_weights_only=True"):
        fn.callbacks.ModelCheckpoint("ours.npz")
    copy = pickle.loads(pickle.dumps(ours))
    assert (copy.predict(X) == ours.predict(X)).all()


# --- what is not there --------------------------------------------------------------


def test_differs_few(keras):
    def offered(module):
        return {name for name in dir(module) if not name.startswith("_")}

    for kind in ("activations", "callbacks", "initializers", "layers", "losses"):
        ours, theirs = offered(getattr(fn, kind)), offered(getattr(keras, kind))
        assert 2 * len(ours & theirs) < len(theirs)


def test_differs_absent(keras):
    absent = ["Model", *(f"layers.{name}" for name in ("Conv2D", "LSTM", "Embedding"))]
    for name in absent:
        where, _, what = name.rpartition(".")
        assert hasattr(getattr(keras, where) if where else keras, what)
        with pytest.raises(AttributeError, match="firstneuron has no"):
            getattr(getattr(fn, where) if where else fn, what)
    assert keras.layers.Dense(1)(keras.Input((3,))) is not None
    with pytest.raises(TypeError, match="no functional API"):
        fn.layers.Dense(1)(fn.Input((3,)))
    assert not hasattr(fn, "GradientTape")
    assert hasattr(tf, "GradientTape")


def test_differs_arrays(keras):
    def batches():
        while True:
            yield X, Y

    data = tf.data.Dataset.from_tensors((X, Y))
    model(keras).fit(data, **QUIET)
    model(keras).fit(batches(), steps_per_epoch=1, **QUIET)
    for given in (data, batches()):
        with pytest.raises(TypeError, match=r"generators nor tf\.data"):
            model(fn).fit(given, **QUIET)
    model(keras, run_eagerly=True)
    with pytest.raises(TypeError, match="run_eagerly"):
        model(fn, run_eagerly=True)
