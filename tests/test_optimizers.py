"""Optimizers against steps worked out by hand and against what must not happen."""

import copy
import math
import pickle
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstneuron import optimizers
from firstneuron.optimizers import SGD, Adam, AdamW, RMSprop
from firstneuron.optimizers.schedules import ExponentialDecay, LearningRateSchedule


def walked(optimizer, slopes, start=0.0):
    """Return where one weight stands after each of the slopes."""
    weight = np.array([start])
    places = []
    for slope in slopes:
        optimizer.apply([np.array([float(slope)])], [weight])
        places.append(weight.item())
    return places


# --- the rules ----------------------------------------------------------------------


def test_gradient_descent_steps_against_the_slope():
    assert walked(SGD(0.5), [4, -2, 0], start=3.0) == [1, 2, 2]


def test_momentum_keeps_a_part_of_the_last_step():
    assert walked(SGD(1.0, momentum=0.5), [8, 0, 0, 0]) == [-8, -12, -14, -15]


def test_nesterov_looks_ahead():
    # v = -8, w = 0.5 v - 8; then v = -4, w += 0.5 v
    assert walked(SGD(1.0, 0.5, nesterov=True), [8, 0]) == [-12, -14]


def test_nesterov_without_momentum_is_gradient_descent():
    slopes = [1.0, -3.0, 0.25]
    assert walked(SGD(0.1, nesterov=True), slopes) == walked(SGD(0.1), slopes)


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=8))
def test_adam_is_its_equation(slopes):
    means = squares = weight = 0.0
    expected = []
    for step, g in enumerate(slopes, 1):
        means = 0.9 * means + 0.1 * g
        squares = 0.999 * squares + 0.001 * g * g
        unbiased = means / (1 - 0.9**step)
        # Keras's epsilon is added before the bias of the squares is taken out.
        epsilon = 1e-7 / math.sqrt(1 - 0.999**step)
        root = math.sqrt(squares / (1 - 0.999**step))
        weight -= 0.01 * unbiased / (root + epsilon)
        expected.append(weight)
    assert walked(Adam(0.01), slopes) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("slope", [1e-2, 1.0, 1e6])
def test_adam_s_first_step_is_as_long_as_the_learning_rate(slope):
    assert walked(Adam(0.25), [slope]) == pytest.approx([-0.25], rel=2e-3)


def test_rmsprop_is_its_equation():
    squares = [0.25 * 4.0, 0.75 * 0.25 * 4.0 + 0.25 * 1.0]
    first = -2.0 / math.sqrt(squares[0] + 1e-7)
    expected = [first, first + 1.0 / math.sqrt(squares[1] + 1e-7)]
    assert walked(RMSprop(1.0, rho=0.75), [2, -1]) == pytest.approx(expected)


# --- weight decay -------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind",
    [
        lambda **settings: SGD(0.5, **settings),
        lambda **settings: SGD(0.5, 0.5, **settings),
        lambda **settings: RMSprop(0.5, **settings),
        lambda **settings: AdamW(0.5, **settings),
    ],
)
def test_without_a_slope_a_weight_decays_by_the_same_share(kind):
    places = walked(kind(weight_decay=0.25), [0, 0, 0], start=64.0)
    assert places == [56, 49, 42.875]  # each is 1 - 0.5 * 0.25 of the one before


def test_the_decay_is_no_part_of_the_slope():
    """It comes first, is not clipped, and neither momentum nor Adam remembers it."""
    assert walked(SGD(1.0, 0.5, weight_decay=0.5), [8, 0], 4.0) == [2 - 8, -3 - 4]
    assert walked(SGD(1.0, weight_decay=0.5, clipnorm=1.0), [9], 8.0) == [3]
    steps = np.diff(walked(Adam(0.25), [4.0, -1.0, 2.0], 0.0), prepend=0.0)
    weight = 3.0
    for place, step in zip(
        walked(AdamW(0.25, 0.5), [4.0, -1.0, 2.0], weight), steps, strict=True
    ):
        weight += step - 0.25 * 0.5 * weight
        assert place == pytest.approx(weight, rel=1e-12)


def test_adam_with_and_without_decay():
    slopes = [1.0, -3.0, 0.25]
    assert AdamW().weight_decay == 0.004
    assert walked(AdamW(0.1, 0.5), slopes) == walked(
        Adam(0.1, weight_decay=0.5), slopes
    )
    assert walked(AdamW(0.1, 0), slopes, 5.0) == walked(Adam(0.1), slopes, 5.0)


def decayed(optimizer, weights):
    """Return the weights after two steps without a slope."""
    for _ in range(2):
        optimizer.apply([np.zeros_like(weight) for weight in weights], weights)
    return [weight.tolist() for weight in weights]


def test_what_is_excluded_does_not_decay():
    weights = [np.ones((1, 2)), np.ones(2), np.ones(2)]
    made = SGD(1.0, weight_decay=0.5)
    made.exclude_from_weight_decay(weights[1:2])
    assert decayed(made, weights) == [[[0.25, 0.25]], [1, 1], [0.25, 0.25]]
    # It may be said anew at any time, and a copy goes by its own arrays.
    twin, copied = pickle.loads(pickle.dumps((made, weights)))
    assert decayed(twin, copied)[1] == [1, 1]
    made.exclude_from_weight_decay()
    assert decayed(made, weights)[1] == [0.25, 0.25]


@pytest.mark.parametrize("is_built", [False, True])
def test_exceptions_that_are_no_weights(is_built):
    weights = [np.ones(2), np.ones(1)]
    made = SGD(1.0, weight_decay=0.5)
    if is_built:
        made.build(weights)
    for wrong in (["bias"], [None], [[1.0, 1.0]], weights[0]):
        with pytest.raises(TypeError, match="var_list must hold arrays of weights"):
            made.exclude_from_weight_decay(wrong)

    def exclude_a_copy():
        made.exclude_from_weight_decay([weights[0].copy()])
        made.apply([np.zeros(2), np.zeros(1)], weights)

    with pytest.raises(ValueError, match="not those of get_weights"):
        exclude_a_copy()
    assert weights[0].tolist() == [1, 1]
    made.exclude_from_weight_decay([weights[1], np.ones(3)])  # of a frozen layer, say
    assert decayed(made, weights) == [[0.25, 0.25], [1]]


# --- learning rates by the step -----------------------------------------------------


class Rates(LearningRateSchedule):
    """Gives the learning rates of a list."""

    def __init__(self, *rates):
        self.rates = rates

    def __call__(self, step):  # noqa: D102
        return self.rates[step]


def test_a_schedule_is_asked_for_each_step():
    made = SGD(Rates(1.0, 0.5, 0.0, 8.0))
    assert made.learning_rate == 1
    assert walked(made, [1, 1, 1]) == [-1, -1.5, -1.5]
    assert made.learning_rate == 8
    assert repr(made) == "<SGD learning_rate=<Rates>>"


def test_a_function_is_asked_for_each_step():
    rates = iter([1.0, np.float32(0.5), np.array(0.25), 2])
    assert walked(SGD(lambda: next(rates)), [1] * 4) == [-1, -1.5, -1.75, -3.75]


def test_a_rate_of_numpy_leaves_float32_as_it_is():
    seen = []

    class Rule(optimizers.Optimizer):
        def update_step(self, gradient, variable, learning_rate):
            seen.append((learning_rate * gradient).dtype)

    Rule(Rates(np.float64(0.5))).apply([np.ones(1, "float32")], [np.ones(1, "float32")])
    assert seen == ["float32"]


def test_exponential_decay_by_hand():
    smooth = ExponentialDecay(0.5, decay_steps=2, decay_rate=0.25)
    stairs = ExponentialDecay(0.5, 2, 0.25, staircase=True)
    assert [smooth(step) for step in range(4)] == [0.5, 0.25, 0.125, 0.0625]
    assert [stairs(step) for step in range(4)] == [0.5, 0.5, 0.125, 0.125]
    assert smooth(np.arange(4)).tolist() == [0.5, 0.25, 0.125, 0.0625]
    assert smooth([[0], [2]]).tolist() == [[0.5], [0.125]]
    twin = pickle.loads(pickle.dumps(SGD(stairs)))
    assert walked(twin, [1] * 3) == [-0.5, -1, -1.125]


def test_what_may_stand_in_the_place_of_a_rate():
    made = SGD(0.5)
    made.learning_rate = Rates(0.25)
    assert made.learning_rate == 0.25
    for give in (Rates(0.125), lambda: 0.125):
        made.learning_rate = give
        assert made.learning_rate == 0.125
        with pytest.raises(TypeError, match="make the optimizer with a number"):
            made.learning_rate = 0.5
        assert made.learning_rate == 0.125


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (Rates(-0.5), "what <Rates> returns must be a finite number, 0 or larger, got"),
        (Rates(None), "what <Rates> returns must be a finite number"),
        (Rates(np.ones(2)), "what <Rates> returns must be a finite number"),
        (lambda: math.nan, "the learning_rate's function returns must be a finite"),
        (lambda: math.inf, "the learning_rate's function returns must be a finite"),
    ],
)
def test_a_rate_that_is_none_changes_nothing(rate, words):
    weights, made = [np.ones(2)], Adam(rate)
    with pytest.raises(ValueError, match=words):
        made.apply([np.ones(2)], weights)
    assert weights[0].tolist() == [1, 1]
    assert made.iterations == 0
    assert not made._means.any()


def test_what_fails_inside_a_schedule_is_what_is_said():
    class Broken(LearningRateSchedule):
        def __call__(self, step):
            return step.nothing

    with pytest.raises(AttributeError, match="'nothing'"):
        walked(SGD(Broken()), [1])
    with pytest.raises(NotImplementedError, match="Schedule does not define __call__"):
        walked(SGD(LearningRateSchedule()), [1])


# --- clipping -----------------------------------------------------------------------


def test_clipnorm_shortens_each_array_by_itself():
    weights = [np.zeros(2), np.zeros((1, 1))]
    SGD(1.0, clipnorm=1.0).apply([np.array([3.0, 4.0]), np.array([[0.5]])], weights)
    np.testing.assert_allclose(weights[0], [-0.6, -0.8])
    assert weights[1] == -0.5


def test_clipvalue_cuts_each_slope():
    weights = [np.zeros(3)]
    SGD(1.0, clipvalue=1.0).apply([np.array([3.0, -4.0, 0.5])], weights)
    assert weights[0].tolist() == [-1, 1, -0.5]


def test_the_slopes_themselves_are_left_alone():
    slopes = [np.array([3.0, 4.0])]
    for made in (SGD(1.0, 0.5, nesterov=True, clipnorm=1.0), Adam(clipvalue=1.0)):
        made.apply(slopes, [np.zeros(2)])
        assert slopes[0].tolist() == [3, 4]


# --- weights ------------------------------------------------------------------------


@pytest.mark.parametrize("made", [SGD(0.1), SGD(0.1, 0.5), Adam(), RMSprop()])
def test_weights_are_changed_in_place_and_keep_their_float_type(made):
    weights = [np.ones((2, 3), "float32"), np.ones(3, "float64")]
    held = list(weights)
    made.apply([np.ones((2, 3), "float32"), np.ones(3)], weights)
    for weight, same, dtype in zip(weights, held, ["float32", "float64"], strict=True):
        assert weight is same
        assert weight.dtype == dtype
        assert (weight < 1).all()


def test_many_arrays_are_changed_as_one_would_be():
    rng = np.random.default_rng(0)
    whole, slopes = rng.normal(size=10), rng.normal(size=(4, 10))
    parts = [whole[:6].reshape(2, 3).copy(), whole[6:].copy()]
    one, other = Adam(0.1), Adam(0.1)
    for of_step in slopes:
        one.apply([of_step], [whole])
        other.apply([of_step[:6].reshape(2, 3), of_step[6:]], parts)
    np.testing.assert_array_equal(whole, np.r_[parts[0].ravel(), parts[1]])


def test_a_copy_goes_on_by_itself():
    weights, slopes = [np.ones(2)], [np.ones(2)]
    made = Adam(0.5)
    made.apply(slopes, weights)
    before = weights[0].copy()
    twin, copied = copy.deepcopy((made, weights))
    twin.apply(slopes, copied)
    np.testing.assert_array_equal(weights[0], before)
    made.apply(slopes, weights)
    np.testing.assert_array_equal(weights[0], copied[0])


def test_the_learning_rate_may_change_between_steps():
    made = SGD(1.0)
    weights = [np.zeros(1)]
    for made.learning_rate in (1.0, 0.25):
        made.apply([np.ones(1)], weights)
    assert weights[0] == -1.25
    assert made.iterations == 2


# --- wrong arguments ----------------------------------------------------------------

NOT_POSITIVE = [0, 0.0, -0.1, math.nan, math.inf, "0.1", None, True, [0.1]]


@pytest.mark.parametrize("wrong", NOT_POSITIVE)
@pytest.mark.parametrize("kind", [SGD, Adam, AdamW, RMSprop])
def test_a_learning_rate_that_is_none(kind, wrong):
    words = f"learning_rate must be a positive number, got {re.escape(repr(wrong))}"
    with pytest.raises(ValueError, match=words):
        kind(wrong)
    made = kind()
    before = made.learning_rate
    with pytest.raises(ValueError, match=words):
        made.learning_rate = wrong
    assert made.learning_rate == before


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: SGD(momentum=1.5), "momentum must be a number from 0 to 1, got 1.5"),
        (lambda: SGD(momentum=-0.1), "momentum must be a number from 0 to 1, got -0.1"),
        (lambda: SGD(momentum="a"), "momentum must be a number from 0 to 1, got 'a'"),
        (lambda: Adam(beta_1=1.0), "beta_1 must be a number from 0 to below 1, got 1"),
        (lambda: Adam(beta_2=math.nan), "beta_2 must be a number from 0 to below 1"),
        (lambda: Adam(epsilon=0), "epsilon must be a positive number, got 0"),
        (lambda: RMSprop(rho=1), "rho must be a number from 0 to below 1, got 1"),
        (lambda: SGD(clipnorm=0), "clipnorm must be a positive number, got 0"),
        (lambda: SGD(clipvalue=-1), "clipvalue must be a positive number, got -1"),
        (lambda: SGD(clipvalue=1, clipnorm=2), "clipnorm or clipvalue, not both"),
        (lambda: SGD(name=5), "name must be a string, got 5"),
        (lambda: SGD(weight_decay=-1), "weight_decay must be a finite number, 0 or l"),
        (lambda: Adam(weight_decay=math.inf), "weight_decay must be a finite number"),
        (lambda: RMSprop(weight_decay="a"), "weight_decay must be a finite number"),
        (lambda: AdamW(weight_decay=None), "weight_decay must be a finite number"),
        (lambda: ExponentialDecay(0, 1, 1), "initial_learning_rate must be a positive"),
        (lambda: ExponentialDecay(1, 0, 1), "decay_steps must be a positive number"),
        (lambda: ExponentialDecay(1, 1, -1), "decay_rate must be a positive number"),
        (lambda: ExponentialDecay(1, 1, 1, 2), "staircase must be one of True, False"),
        (lambda: ExponentialDecay(1, 1, 1, name=1), "name must be a string, got 1"),
        (lambda: optimizers.get("sdg"), "one of adam, adamw, rmsprop, sgd; got 'sdg'"),
        (lambda: optimizers.get(None), "one of adam, adamw, rmsprop, sgd; got None"),
        (lambda: optimizers.get(SGD), "such as firstneuron.optimizers.SGD() or one"),
    ],
)
def test_settings(make, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        make()


def test_what_cannot_be_applied():
    made, weights = SGD(), [np.zeros((2, 1))]
    with pytest.raises(ValueError, match="no weights to change: build it first"):
        made.apply([np.ones((2, 1))])
    with pytest.raises(ValueError, match="got no weights to change"):
        made.build([])
    made.build(weights)
    for wrong in ([np.ones((1, 2))], [], [np.ones((2, 1))] * 2):
        with pytest.raises(ValueError, match=r"shapes of the weights, \[\(2, 1\)\]"):
            made.apply(wrong)
    with pytest.raises(ValueError, match="was built for other weights"):
        made.apply([np.ones((2, 1))], [np.zeros((2, 1))])
    assert made.iterations == 0
    assert not weights[0].any()
    with pytest.raises(NotImplementedError, match="Optimizer does not define update"):
        optimizers.Optimizer(0.1).apply([np.ones(1)], [np.zeros(1)])
