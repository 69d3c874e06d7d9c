"""Sequential models against compositions, finite differences and least squares."""

import itertools
import pickle
import re
import sys
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import firstneuron as fn
from firstneuron import Input, Sequential, datasets
from firstneuron.layers import Dense, Layer
from firstneuron.losses import MeanSquaredError
from slopes import slopes_by_differences

WIDTHS = st.lists(st.integers(1, 4), min_size=2, max_size=4)


def made(widths, seed=0):
    """Return a float64 model of linear layers with random weights."""
    rng = np.random.default_rng(seed)
    layers = [Dense(units, dtype="float64") for units in widths[1:]]
    model = Sequential([Input((widths[0],), dtype="float64"), *layers])
    model.set_weights([rng.normal(size=weight.shape) for weight in model.weights])
    return model


def linear_unit(w, b):
    model = Sequential([Input((1,)), Dense(1)])
    model.set_weights([[[w]], [b]])
    return model


# --- what a model computes ----------------------------------------------------------


@given(widths=WIDTHS, rows=st.integers(1, 4))
def test_layers_apply_one_after_the_other(widths, rows):
    model = made(widths)
    x = expected = np.random.default_rng(rows).normal(size=(rows, widths[0]))
    weights = iter(model.get_weights())
    for kernel, bias in zip(weights, weights, strict=True):
        expected = np.einsum("if,fu->iu", expected, kernel) + bias
    np.testing.assert_allclose(model(x), expected, rtol=1e-10, atol=1e-10)
    assert model.output_shape == (None, widths[-1])
    assert model.count_params() == sum(
        (before + 1) * after for before, after in itertools.pairwise(widths)
    )


@given(widths=WIDTHS, rows=st.integers(1, 4))
def test_backward_agrees_with_finite_differences(widths, rows):
    model, loss = made(widths), MeanSquaredError(dtype="float64")
    rng = np.random.default_rng(rows)
    x, y = rng.normal(size=(rows, widths[0])), rng.normal(size=(rows, widths[-1]))
    of_inputs = model.backward(loss.backward(y, model(x)))
    for array, got in zip(
        [x, *model.weights], [of_inputs, *model.gradients], strict=True
    ):
        expected = slopes_by_differences(lambda: loss(y, model(x)), array)
        np.testing.assert_allclose(got, expected, rtol=1e-5, atol=1e-6)


def test_steps_down_the_slope_arrive_at_least_squares():
    known = datasets.load_cereals().complete("sugars")
    x, y = known.matrix("sugars", "fiber"), known["calories"][:, np.newaxis]
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    model, loss = made([2, 1]), MeanSquaredError(dtype="float64")
    for _ in range(200):
        model.backward(loss.backward(y, model(x)))
        for weight, slope in zip(model.weights, model.gradients, strict=True):
            weight -= 0.3 * slope
    best, squares, *_ = np.linalg.lstsq(np.c_[x, np.ones(76)], y, rcond=None)
    np.testing.assert_allclose(np.vstack(model.weights), best, rtol=1e-9)
    assert float(loss(y, model(x))) == pytest.approx(squares.item() / 76, rel=1e-9)


@pytest.mark.parametrize("shape", [(70,), (70, 1), (70, 1, 1)])
def test_predict_gives_every_example_its_own_row(shape):
    x = np.arange(70.0).reshape(shape)
    for batch_size in (None, 1, 32, 69, 70, 1000):
        got = linear_unit(2, 1).predict(x, batch_size)
        np.testing.assert_array_equal(got, 2 * x.reshape(70, 1) + 1)


def test_a_missing_number_spoils_only_its_own_row():
    got = linear_unit(2, 1).predict([1, np.nan, 3])
    np.testing.assert_array_equal(got, [[3], [np.nan], [7]])


@pytest.mark.parametrize(("x", "expected"), [(1e38, np.inf), (-np.inf, -np.inf)])
def test_overflow_follows_ieee_in_silence(x, expected):
    before = np.geterr()
    assert linear_unit(1e3, 0).predict([x]).item() == expected
    assert np.geterr() == before


def test_a_model_is_a_layer():
    inner = made([2, 3])
    outer = Sequential([Input((2,), dtype="float64"), inner, made([3, 1])])
    x = np.random.default_rng(0).normal(size=(4, 2))
    np.testing.assert_allclose(outer(x), made([3, 1])(inner(x)))
    outer.backward(np.ones((4, 1)))
    shapes = [weight.shape for weight in outer.weights]
    assert shapes == [slopes.shape for slopes in outer.gradients]
    assert shapes == [(2, 3), (3,), (3, 1), (1,)]


def test_a_float64_model_keeps_every_digit_of_a_list():
    for first in ([Input((1,), dtype="float64")], []):
        model = Sequential([*first, Dense(1, "linear", False, "ones", dtype="float64")])
        assert model([[0.1]]).item() == model.predict([[0.1]]).item() == 0.1


# --- putting it together ------------------------------------------------------------


def test_weights_exist_at_once_with_an_input_and_later_without():
    assert len(Sequential([Input((2,)), Dense(1)]).weights) == 2
    later = Sequential([Dense(1)])
    assert not later.built
    assert later.input_shape is later.output_shape is None
    later([[1, 2]])
    assert later.input_shape == (None, 2)
    with pytest.raises(ValueError, match=r"\(examples, 2\), got shape \(1, 3\)"):
        later([[1, 2, 3]])


def test_models_do_not_share_layers_lists():
    layers = [Dense(1)]
    model = Sequential(layers)
    model.add(Dense(2))
    model.layers.clear()
    assert (len(layers), len(model.layers)) == (1, 2)


class Broken(Layer):
    """A layer that stops halfway through making its weights."""

    def build(self, input_shape):  # noqa: D102
        self.add_weight((1,), "ones")
        raise RuntimeError("not today")


def test_a_layer_that_cannot_be_built_is_left_out():
    model = Sequential([Input((2,)), Dense(3)])
    with pytest.raises(RuntimeError):
        model.add(Broken())
    assert [type(layer) for layer in model.layers] == [Dense]
    assert model([[1, 2]]).shape == (1, 3)
    assert model.output_shape == (None, 3)


def test_a_first_layer_that_cannot_be_built_is_left_out():
    model = Sequential([Input((None,))])
    with pytest.raises(ValueError, match="number of features"):
        model.add(Dense(1))
    assert model.layers == []
    assert not model.built


@pytest.mark.parametrize("wrong", [(None,), (), (None, 0), (None, "a")])
def test_a_refused_shape_is_forgotten(wrong):
    model = Sequential([Dense(1)])
    with pytest.raises(ValueError, match="shape"):
        model.build(wrong)
    assert model.input_shape is None
    assert model([[1, 2, 3]]).shape == (1, 1)


def test_pop_takes_the_last_layer_and_its_weights():
    model = made([2, 3, 1])
    last = model.layers[-1]
    assert model.pop() is last
    assert model.output_shape == (None, 3)
    assert len(model.weights) == 2
    model.add(Dense(5))
    assert model.output_shape == (None, 5)


def test_trainable_says_which_weights_training_changes():
    model = Sequential([Input((2,)), Dense(3, trainable=False), Dense(1)])
    assert [w.shape for w in model.trainable_weights] == [(3, 1), (1,)]
    assert [w.shape for w in model.non_trainable_weights] == [(2, 3), (3,)]
    model.trainable = False
    assert model.trainable_weights == []
    assert len(model.non_trainable_weights) == 4


def test_set_weights_sets_all_or_none():
    model = made([2, 3, 1])
    before = model.get_weights()
    with pytest.raises(ValueError, match=r"weights\[3\].*\(1,\).*\(2,\)"):
        model.set_weights([np.zeros((2, 3)), np.zeros(3), np.zeros((3, 1)), [0, 0]])
    for old, now in zip(before, model.get_weights(), strict=True):
        np.testing.assert_array_equal(now, old)


def test_a_layer_stands_in_a_model_once():
    twice = Dense(2, name="twice")
    nested = Sequential([twice])
    for layers in ([twice, nested], [nested, twice], [twice, twice], [nested, nested]):
        with pytest.raises(ValueError, match=r"twice|sequential") as error:
            Sequential([Input((2,)), *layers, Dense(1)], name="outer")
        assert "is in outer already" in str(error.value)
        assert "already has a layer named" not in str(error.value)
    deep = Sequential([Input((2,)), Sequential([nested])], name="outer")
    with pytest.raises(ValueError, match="twice is in outer already"):
        deep.add(twice)
    assert len(deep.layers) == 1
    other = Sequential([Input((2,)), twice])  # in another model it may stand as well
    assert other.layers == [twice]


def test_one_model_in_several_threads():
    model = made([4, 8, 8, 2])
    model.add(fn.layers.Activation("tanh", dtype="float64"))
    inputs = [np.full((3, 4), size) for size in (0.5, -1.0, 2.0, 4.0)]
    expected = [model.predict(x) for x in inputs]
    wrong = []

    def work(x, right):
        for _ in range(300):
            if not np.array_equal(model.predict(x), right):
                wrong.append(x)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [
            threading.Thread(target=work, args=pair)
            for pair in zip(inputs, expected, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert wrong == []


def test_a_stored_model_holds_its_weights_and_not_the_last_batch():
    model = Sequential([Input((10,)), Dense(100, "relu"), Dense(10, "sigmoid")])
    model.add(fn.layers.Normalization())
    model.add(fn.layers.Flatten())
    model.compile("adam", "mse")
    x = np.ones((20_000, 10), "float32")
    model.predict(x, batch_size=20_000)
    model.fit(x, x, batch_size=20_000, verbose=0)
    model.evaluate(x, x, batch_size=20_000, verbose=0)
    stored = pickle.dumps(model)
    assert len(stored) < 1_000_000  # 2,110 weights, and Adam's two means of each
    twin = pickle.loads(stored)
    np.testing.assert_array_equal(twin.predict(x[:3]), model.predict(x[:3]))
    for one in (model, twin):
        one.fit(x[:64], x[:64], epochs=2, verbose=0, shuffle=False)
    for weight, other in zip(model.get_weights(), twin.get_weights(), strict=True):
        np.testing.assert_array_equal(weight, other)


# --- weights in a file --------------------------------------------------------------


@pytest.mark.parametrize("as_text", [True, False])
def test_weights_come_back_from_a_file(as_text, tmp_path):
    path = tmp_path / "of a model.npz"
    path = str(path) if as_text else path
    model, other = made([2, 3, 1]), made([2, 3, 1], seed=1)
    model.add(fn.layers.Normalization(dtype="float64"))  # it counts in an integer
    other.add(fn.layers.Normalization(dtype="float64"))
    model.save_weights(path)
    other.load_weights(path)
    for weight, loaded in zip(model.weights, other.weights, strict=True):
        assert weight.dtype == loaded.dtype
        np.testing.assert_array_equal(weight, loaded)
    with np.load(path) as file:  # anything that reads NumPy's format reads it
        shapes = [file[name].shape for name in file.files]
    assert shapes == [weight.shape for weight in model.weights]


def test_more_than_ten_arrays_keep_their_order(tmp_path):
    model, other = made([1, *[2] * 7, 1]), made([1, *[2] * 7, 1], seed=1)
    model.save_weights(tmp_path / "a.npz")
    other.load_weights(tmp_path / "a.npz")
    for weight, loaded in zip(model.weights, other.weights, strict=True):
        np.testing.assert_array_equal(weight, loaded)


@pytest.mark.parametrize("name", ["a.weights.h5", "a.h5", "a.keras", "a", "a.npz.gz"])
def test_other_files_of_weights_are_refused(name, tmp_path):
    for use in (made([1, 1]).save_weights, made([1, 1]).load_weights):
        with pytest.raises(ValueError, match=r"stored as \.npz, got .*a"):
            use(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_only_if_it_may_be(tmp_path):
    path = tmp_path / "a.npz"
    one, other = made([1, 1]), made([1, 1], seed=1)
    one.save_weights(path)
    with pytest.raises(FileExistsError, match="overwrite=True"):
        other.save_weights(path, overwrite=False)
    loaded = made([1, 1], seed=2)
    loaded.load_weights(path)
    assert loaded.get_weights() == one.get_weights()
    other.save_weights(path)
    loaded.load_weights(path)
    assert loaded.get_weights() == other.get_weights()


def test_an_interrupted_save_leaves_the_old_file_whole(tmp_path, monkeypatch):
    path = tmp_path / "a.npz"
    model = made([1, 1])
    model.save_weights(path)
    before = path.read_bytes()

    def interrupted(file, *arrays, **named):
        file.write(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr("numpy.savez", interrupted)
    monkeypatch.setattr("numpy.savez_compressed", interrupted)
    with pytest.raises(KeyboardInterrupt):
        made([1, 1], seed=1).save_weights(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def half(path, data):
    path.write_bytes(data[: len(data) // 2])


@pytest.mark.parametrize(
    ("spoil", "error", "words"),
    [
        (lambda path, data: path.unlink(), FileNotFoundError, "a.npz"),
        (lambda path, data: path.write_bytes(b""), ValueError, "a.npz"),
        (lambda path, data: path.write_text("hello"), ValueError, "a.npz"),
        (half, ValueError, "a.npz"),
        (lambda path, data: np.savez(path, a=[1.0]), ValueError, "a.npz"),
        (lambda path, data: np.savez(path, [None]), ValueError, "a.npz"),
        (
            lambda path, data: made([2, 1]).save_weights(path),
            ValueError,
            r"\(1, 1\), got \(2, 1\)",
        ),
        (
            lambda path, data: made([1, 1, 1]).save_weights(path),
            ValueError,
            "2 arrays of weights, got 4",
        ),
    ],
)
def test_a_file_that_does_not_fit_changes_nothing(spoil, error, words, tmp_path):
    path = tmp_path / "a.npz"
    model = made([1, 1])
    made([1, 1], seed=1).save_weights(path)
    spoil(path, path.read_bytes())
    before = model.get_weights()
    with pytest.raises(error, match=words):
        model.load_weights(path)
    assert model.get_weights() == before


def test_a_model_without_weights_has_none_to_store(tmp_path):
    with pytest.raises(ValueError, match="has no weights yet"):
        Sequential([Dense(1)]).save_weights(tmp_path / "a.npz")
    assert list(tmp_path.iterdir()) == []


# --- the summary --------------------------------------------------------------------


def test_summary_counts_parameters_and_bytes(capsys):
    model = Sequential([Input((3,)), Dense(4, trainable=False), Dense(1)])
    model.summary()
    text = capsys.readouterr().out
    counts = re.findall(r"([-\w]+) params: (\d+) \(([\d.]+) B\)", text)
    assert counts == [
        ("Total", "21", "84.00"),  # 3·4 + 4 and 4·1 + 1, four bytes each
        ("Trainable", "5", "20.00"),
        ("Non-trainable", "16", "64.00"),
    ]
    assert re.findall(r"\(None, \d\) +│ +(\d+)", text) == ["16", "5"]


@pytest.mark.parametrize("width", [20, 64, 100])
def test_summary_is_as_wide_as_asked(width):
    texts = []
    Sequential([Input((1,)), Dense(1)]).summary(width, print_fn=texts.append)
    table = [line for line in texts[0].splitlines() if line[0] in "┏┃┡│└"]
    assert len(table) >= 5
    assert {len(line) for line in table} <= set(range(width - 4, width + 1))


def test_summary_of_no_layers_is_an_empty_table(capsys):
    fn.Sequential().summary()
    assert "┡" in (text := capsys.readouterr().out)
    assert "Total params: 0 (0.00 B)" in text
