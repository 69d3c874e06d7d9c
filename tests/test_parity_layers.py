"""Layers and models agree with Keras: values, weights, gradients, the summary."""

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

import firstneuron as fn
from parity_cases import (
    CLOSE,
    Masked,
    arrays,
    assert_close,
    assert_close_by_entry,
    covers,
)

# --- layers -------------------------------------------------------------------------


@covers("layers.Input")
def test_input(floatx, keras):
    for arguments in [((3,),), ((28, 28, 1),), ((None, 2), 4)]:
        ours, theirs = fn.Input(*arguments), keras.Input(*arguments)
        assert ours.shape == theirs.shape
        assert ours.dtype == theirs.dtype


@covers("layers.Layer")
def test_layer_of_one_s_own(floatx, keras):
    def scaled(library):
        class Scale(library.layers.Layer):
            def build(self, input_shape):
                self.factor = self.add_weight(input_shape[1:], "ones")
                self.built = True

            def call(self, inputs):
                return inputs * self.factor

        layer = Scale(name="scale")
        outputs = layer(np.array([[1.0, 2.0]]))
        layer.set_weights([np.array([3.0, 5.0])])
        return layer, outputs, layer(np.array([[1.0, 2.0]]))

    (ours, *our_outputs), (theirs, *their_outputs) = scaled(fn), scaled(keras)
    for one, other in zip(our_outputs, their_outputs, strict=True):
        assert_close(one, other)
    assert ours.count_params() == theirs.count_params() == 2
    assert ours.name == theirs.name
    assert len(ours.trainable_weights) == len(theirs.trainable_weights) == 1


@st.composite
def dense_cases(draw):
    """Return the units, whether there is a bias, and a batch of two axes or more."""
    batch = draw(arrays("float64", min_dims=2, bound=10))
    return draw(st.integers(1, 4)), draw(st.booleans()), batch


@covers("layers.Dense")
@given(case=dense_cases())
def test_dense(case, floatx, keras):
    units, use_bias, batch = case
    ours = fn.layers.Dense(units, use_bias=use_bias)
    theirs = keras.layers.Dense(units, use_bias=use_bias)
    inputs = tf.Variable(batch.astype(floatx))
    theirs.build(batch.shape)
    ours.build((None, *batch.shape[1:]))
    ours.set_weights(theirs.get_weights())
    with tf.GradientTape() as tape:
        outputs = theirs(inputs)
        value = tf.reduce_sum(outputs**2)
    slopes = tape.gradient(value, [inputs, *theirs.trainable_variables])
    prediction = ours(batch)
    backward = ours.backward(2 * prediction)
    bound = 100 * CLOSE[floatx]  # sums of up to 25 products
    assert_close(prediction, outputs, bound)
    for one, other in zip([backward, *ours.gradients], slopes, strict=True):
        assert_close(one, other, bound)


@pytest.mark.parametrize("size", [1e3, 1e30, -1e30, np.inf])
def test_dense_at_extremes(size, floatx, keras):
    weights = [np.array([[size], [1.0]]), np.array([1.0])]
    outputs = []
    for library in (fn, keras):
        layer = library.layers.Dense(1)
        layer.build((None, 2))
        layer.set_weights(weights)
        outputs.append(layer(np.array([[size, 1.0], [0.0, -size], [0.0, 0.5]])))
    assert_close_by_entry(*outputs)


@pytest.mark.parametrize("wrong", [0, -1, 2.5, "a", None])
def test_both_refuse_wrong_units(wrong, keras):
    for library in (fn, keras):
        with pytest.raises(ValueError, match="positive integer"):
            library.layers.Dense(wrong)


@covers("layers.Activation")
@given(batch=arrays("float64", min_dims=2, bound=10))
@pytest.mark.parametrize("name", ["linear", "sigmoid", "tanh", "relu"])
def test_activation_layer(name, batch, floatx, keras):
    ours, theirs = fn.layers.Activation(name), keras.layers.Activation(name)
    inputs = tf.Variable(batch.astype(floatx))
    with tf.GradientTape() as tape:
        outputs = theirs(inputs)
        value = tf.reduce_sum(outputs**2)
    bound = 10 * CLOSE[floatx]
    assert_close(ours(batch), outputs, bound)
    assert_close(ours.backward(2 * ours(batch)), tape.gradient(value, inputs), bound)


# Where Keras rounds a float64 constant, as 0.3, to float32.
ROUNDED = 2e-7


@covers("layers.ReLU", "layers.LeakyReLU", "layers.Softmax")
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("ReLU", {}),
        ("ReLU", {"max_value": 2.5}),
        ("ReLU", {"max_value": 2.5, "negative_slope": 0.25, "threshold": 1.0}),
        ("ReLU", {"threshold": 0.5}),
        ("LeakyReLU", {}),
        ("LeakyReLU", {"negative_slope": 0.5}),
        ("Softmax", {}),
        ("Softmax", {"axis": 1}),
    ],
)
def test_activation_with_settings(name, arguments, floatx, keras):
    batch, weights = 3 * np.random.default_rng(0).normal(size=(2, 20, 3))
    ours, theirs = (getattr(lib.layers, name)(**arguments) for lib in (fn, keras))
    inputs = tf.Variable(batch.astype(floatx))
    with tf.GradientTape() as tape:
        outputs = theirs(inputs)
        value = tf.reduce_sum(outputs * weights)
    bound = max(ROUNDED if name == "LeakyReLU" else 0, 10 * CLOSE[floatx])
    assert_close(ours(batch), outputs, bound)
    assert_close(ours.backward(weights), tape.gradient(value, inputs), bound)
    assert ours.compute_output_shape((None, 3)) == (None, 3)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("ReLU", {"max_value": -1.0}),
        ("ReLU", {"negative_slope": -0.5}),
        ("ReLU", {"threshold": -1.0}),
        ("LeakyReLU", {"negative_slope": -0.5}),
        ("LeakyReLU", {"negative_slope": None}),
    ],
)
def test_both_refuse_wrong_settings_of_an_activation(name, arguments, keras):
    for library in (fn, keras):
        with pytest.raises(ValueError, match=next(iter(arguments))):
            getattr(library.layers, name)(**arguments)


@pytest.mark.parametrize(
    "kind",
    [
        "MyDense2D",
        "HTTPLayer",
        "A",
        "ABTest",
        "Layer2",
        "MyLayer2x",
        "lower_case",
        "XY",
    ],
)
def test_made_up_names(kind, keras):
    names = []
    for library in (fn, keras):
        library.utils.clear_session()
        made = type(kind, (library.layers.Layer,), {})
        names.append([made().name, made().name, library.layers.LeakyReLU().name])
    assert names[0] == names[1]


@covers("utils.clear_session")
def test_clear_session_counts_names_from_the_first(keras):
    for library in (fn, keras):
        for _ in range(2):
            library.utils.clear_session()
            made = [library.layers.Dense(1).name for _ in range(2)]
            assert made == ["dense", "dense_1"]
        assert library.Sequential().name == "sequential"


def test_get_layer(keras):
    for library in (fn, keras):
        model = build(library, [2, 3, 1])
        first, second = model.layers
        assert model.get_layer("layer_1") is model.get_layer(index=1) is second
        assert model.get_layer(name="layer_0") is model.get_layer(None, 0) is first
        for wrong in ({"name": "layer_2"}, {"index": 2}, {}, {"name": "a", "index": 0}):
            with pytest.raises(ValueError, match=r"."):
                model.get_layer(**wrong)


@covers("layers.Flatten")
@given(batch=arrays("float64"))
def test_flatten(batch, floatx, keras):
    ours, theirs = fn.layers.Flatten(), keras.layers.Flatten()
    assert_close(ours(batch), theirs(batch))
    for shape in (batch.shape, (None, *batch.shape[1:]), (2, None, 3)):
        if len(shape) > 1:
            shapes = [layer.compute_output_shape(shape) for layer in (ours, theirs)]
            assert shapes[0] == shapes[1]


@covers("layers.Normalization")
@given(
    data=arrays("float64", min_dims=2, bound=50),
    axis=st.sampled_from([-1, None, 1, (1,)]),
    invert=st.booleans(),
)
def test_normalization(data, axis, invert, floatx, keras):
    ours = fn.layers.Normalization(axis=axis, invert=invert)
    theirs = keras.layers.Normalization(axis=axis, invert=invert)
    for layer in (ours, theirs):
        layer.adapt(data)
    (*moments, count), (*their_moments, their_count) = (
        layer.get_weights() for layer in (ours, theirs)
    )
    for one, other in zip(moments, their_moments, strict=True):
        assert_close(one, other, 1e3 * CLOSE[floatx])
    assert (count, count.dtype) == (their_count, their_count.dtype)
    # Where a column does not vary, Keras and we divide what rounding leaves by 1e-7.
    varies = np.asarray(theirs(data))
    if np.abs(varies).max() < 100:
        assert_close(ours(data), varies, 1e3 * CLOSE[floatx])
    assert ours.count_params() == theirs.count_params()
    assert ours.trainable_weights == theirs.trainable_weights == []


@pytest.mark.parametrize("invert", [False, True])
@pytest.mark.parametrize(
    ("mean", "variance"), [(3.0, 2.0), ([3.0, -1.0], [2.0, 0.25]), ([1.0, 1.0], [0, 1])]
)
def test_normalization_with_given_values(mean, variance, invert, floatx, keras):
    x = np.array([[1.0, 2.0], [3.0, -4.0]])
    results = []
    for library in (fn, keras):
        layer = library.layers.Normalization(
            mean=mean, variance=variance, invert=invert
        )
        results.append(layer(x))
        assert layer.get_weights() == []
    assert_close(*results)


@st.composite
def batches_to_normalize(draw):
    """Return a batch, and the axis along which each place has a mean of its own."""
    batch = draw(arrays("float64", min_dims=2, bound=10))
    axis = draw(st.integers(1, batch.ndim - 1))
    return batch, axis - draw(st.sampled_from([0, batch.ndim]))


def beginnings(library, shape, **settings):
    """Return a BatchNormalization with weights of which none is 0 or 1."""
    layer = library.layers.BatchNormalization(**settings)
    layer.build((None, *shape[1:]))
    sizes = [weight.shape for weight in layer.get_weights()]
    rng = np.random.default_rng(0)
    layer.set_weights([rng.uniform(0.5, 2.0, size) for size in sizes])
    return layer


@covers("layers.BatchNormalization")
@given(
    case=batches_to_normalize(),
    center=st.booleans(),
    scale=st.booleans(),
    momentum=st.sampled_from([0.99, 0.5, 0.0, 1.0]),
    epsilon=st.sampled_from([0.001, 0.25]),
    calls=st.lists(st.booleans(), min_size=1, max_size=3),
    trainable=st.sampled_from([True, True, False]),
)
@limits(max_examples=25)
def test_batch_normalization(
    case, center, scale, momentum, epsilon, calls, trainable, floatx, keras
):
    batch, axis = case
    settings = {"axis": axis, "momentum": momentum, "epsilon": epsilon}
    settings |= {"center": center, "scale": scale, "trainable": trainable}
    ours, theirs = (beginnings(one, batch.shape, **settings) for one in (fn, keras))
    inputs, weights = tf.Variable(batch.astype(floatx)), np.cos(batch).astype(floatx)
    # Keras subtracts what is large where a column hardly varies.
    bound = 1e4 * CLOSE[floatx]
    for training in calls:
        with tf.GradientTape() as tape:
            outputs = theirs(inputs, training=training)
            value = tf.reduce_sum(outputs * weights)
        slopes = tape.gradient(value, [inputs, *theirs.trainable_variables])
        assert_close(ours(batch, training=training), outputs, bound)
        backward = ours.backward(weights)
        for one, other in zip([backward, *ours.gradients], slopes, strict=True):
            assert_close(one, other, bound)
        for one, other in zip(ours.weights, theirs.get_weights(), strict=True):
            assert_close(one, other, 10 * CLOSE[floatx])
    counts = [len(layer.trainable_weights) for layer in (ours, theirs)]
    assert counts[0] == counts[1] == (center + scale) * trainable
    assert ours.count_params() == theirs.count_params()
    assert ours.compute_output_shape(batch.shape) == batch.shape


def test_how_a_batch_normalization_starts(keras):
    kinds = {
        "beta_initializer": "ones",
        "gamma_initializer": "zeros",
        "moving_mean_initializer": "ones",
        "moving_variance_initializer": "zeros",
    }
    for settings in ({}, kinds):
        starts = []
        for library in (fn, keras):
            layer = library.layers.BatchNormalization(**settings)
            layer.build((None, 2))
            starts.append(layer.get_weights())
        for one, other in zip(*starts, strict=True):
            assert_close(one, other)
    assert [weight[0] for weight in starts[0]] == [0, 1, 1, 0]


@st.composite
def noise_shapes(draw):
    """Return a batch, and the shape of a mask for it: None, or sizes, 1 or None."""
    batch = draw(arrays("float64", bound=10))
    sizes = [st.sampled_from([1, size, None]) for size in batch.shape]
    return batch, draw(st.none() | st.tuples(*sizes))


@covers("layers.Dropout")
@given(
    case=noise_shapes(),
    rate=st.sampled_from([0, 0.0, 0.25, 0.3, 0.9, 1.0, 1]),
    seed=st.integers(0, 100),
)
@limits(max_examples=25)
def test_dropout(case, rate, seed, floatx, keras):
    batch, noise_shape = case
    theirs = keras.layers.Dropout(rate, noise_shape, seed)
    ours = Masked(keras, rate, noise_shape, seed)
    inputs = tf.Variable(batch.astype(floatx))
    for training in (True, False, True, None):
        says = {} if training is None else {"training": training}
        with tf.GradientTape() as tape:
            outputs = theirs(inputs, **says)
            value = tf.reduce_sum(outputs**2)
        assert_close(ours(batch, **says), outputs)
        # With a rate of 1, Keras finds no way from the outputs to the inputs.
        slopes = tape.gradient(value, inputs, unconnected_gradients="zero")
        assert_close(ours.backward(2 * np.asarray(outputs)), slopes, 10 * CLOSE[floatx])
    assert ours.weights == theirs.weights == []
    assert fn.layers.Dropout(rate).compute_output_shape((None, 3)) == (None, 3)


@pytest.mark.parametrize("shape", [None, (1, 50), (400, 1), (None, 1), (50,), ()])
def test_a_mask_is_shared_along_the_same_axes(shape, keras):
    """The numbers left out are other ones; how many, and which together, is alike."""
    kept = [
        np.asarray(
            library.layers.Dropout(0.25, shape, seed=1)(
                np.ones((400, 50)), training=True
            )
        )
        != 0
        for library in (fn, keras)
    ]
    for axis in (0, 1):
        alike = [(one == one.take([0], axis)).all() for one in kept]
        assert alike[0] == alike[1]
    count = 400 * 50 if shape is None else np.prod([size or 400 for size in shape])
    for one in kept:  # within five standard deviations
        assert abs(one.mean() - 0.75) < 5 * np.sqrt(0.75 * 0.25 / count)


@pytest.mark.parametrize("wrong", [-0.1, 1.5, np.nan, -1])
def test_both_refuse_wrong_rates(wrong, keras):
    for library in (fn, keras):
        with pytest.raises(ValueError, match="rate"):
            library.layers.Dropout(wrong)


@pytest.mark.parametrize("wrong", [(0, 1), (-1,), (2.5, 1)])
def test_both_refuse_wrong_shapes_of_noise(wrong, keras):
    for library in (fn, keras):
        with pytest.raises(ValueError, match="noise_shape"):
            library.layers.Dropout(0.5, wrong)


# --- models -------------------------------------------------------------------------


def build(library, widths, name="model"):
    """Return the same model in either library."""
    return library.Sequential(
        [
            library.Input((widths[0],)),
            *(
                library.layers.Dense(units, name=f"layer_{position}")
                for position, units in enumerate(widths[1:])
            ),
        ],
        name=name,
    )


@covers("models.Sequential")
@given(
    widths=st.lists(st.integers(1, 5), min_size=2, max_size=4), rows=st.integers(1, 70)
)
def test_sequential(widths, rows, floatx, keras):
    ours, theirs = build(fn, widths), build(keras, widths)
    ours.set_weights(theirs.get_weights())
    x = np.random.default_rng(rows).normal(size=(rows, widths[0]))
    y = np.random.default_rng(0).normal(size=(rows, widths[-1]))
    bound = 100 * CLOSE[floatx]
    assert_close(ours.predict(x), theirs.predict_on_batch(x), bound)
    with tf.GradientTape() as tape:
        value = keras.losses.MeanSquaredError()(y, theirs(x))
    loss = fn.losses.MeanSquaredError()
    ours.backward(loss.backward(y, ours(x)))
    slopes = tape.gradient(value, theirs.trainable_variables)
    for one, other in zip(ours.gradients, slopes, strict=True):
        assert_close(one, other, bound)
    assert ours.input_shape == theirs.input_shape
    assert ours.output_shape == theirs.output_shape
    assert ours.count_params() == theirs.count_params()


@pytest.mark.parametrize("shape", [(4,), (4, 1), (4, 1, 1)])
def test_one_feature_may_be_given_without_its_axis(shape, floatx, keras):
    ours, theirs = build(fn, [1, 2]), build(keras, [1, 2])
    ours.set_weights(theirs.get_weights())
    x = np.arange(4.0).reshape(shape)
    assert_close(ours(x), theirs(x))


@pytest.mark.parametrize("line_length", [None, 60, 76, 88, 101])
@pytest.mark.parametrize("widths", [[1, 1], [3, 400, 300], [2, 1000, 1500, 1]])
def test_summary(widths, line_length, floatx, keras, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    texts = []
    for library in (fn, keras):
        model = build(library, widths, name="a_model")
        model.add(
            library.layers.Dense(2, name="a_name_that_is_too_long_for_the_column")
        )
        model.add(library.layers.Dense(2, name="frozen", trainable=False))
        model.summary(line_length, print_fn=texts.append)
    assert texts[0] == texts[1]


def test_summary_counts_what_training_leaves_alone(keras, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    texts = []
    for library in (fn, keras):
        library.utils.clear_session()
        layers = library.layers
        inner = [library.Input((3,)), layers.BatchNormalization(scale=False)]
        model = library.Sequential(
            [
                library.Input((2,)),
                layers.Dense(3, kernel_regularizer="l2"),
                layers.BatchNormalization(),
                layers.Dropout(0.5),
                library.Sequential(inner),
                layers.BatchNormalization(trainable=False),
            ],
            name="m",
        )
        model.summary(print_fn=texts.append)
    assert texts[0] == texts[1]
    assert "Non-trainable params: 24 " in texts[0]


def test_summary_of_an_unbuilt_model(keras):
    texts = []
    for library in (fn, keras):
        model = library.Sequential([library.layers.Dense(2, name="later")], name="m")
        model.summary(print_fn=texts.append)
    assert texts[0] == texts[1]


def test_weights_may_be_made_later(keras):
    x = np.ones((5, 3))
    models = [
        library.Sequential([library.layers.Dense(2), library.layers.Dense(1)])
        for library in (fn, keras)
    ]
    assert models[0].get_weights() == models[1].get_weights() == []
    models[1](x)
    models[0](x)
    models[0].set_weights(models[1].get_weights())
    assert_close(models[0](x), models[1](x))


def test_layers_of_a_model(keras):
    for library in (fn, keras):
        model = build(library, [2, 3, 1])
        assert [layer.name for layer in model.layers] == ["layer_0", "layer_1"]
        model.pop()
        assert model.output_shape == (None, 3)
