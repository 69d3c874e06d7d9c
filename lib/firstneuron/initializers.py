"""Initial weights, as in `keras.initializers`.

An initializer is called with a shape and returns an array. The random ones draw
from NumPy's generator: the distributions are Keras's, the numbers are not.
"""

import math
import random

import numpy as np

from firstneuron import _arguments, _names
from firstneuron._quiet import quiet


class Constant:
    """Every weight the same number.

    Parameters
    ----------
    value : float or array_like
        A number, or an array that broadcasts to the shape asked for.

    Raises
    ------
    TypeError
        If `value` does not hold real numbers.

    Source: https://keras.io/api/layers/initializers/#constant-class

    Examples
    --------
    >>> Constant(2.5)((1, 2))
    array([[2.5, 2.5]], dtype=float32)
    """

    def __init__(self, value=0.0):
        _arguments.real_array(value, "value")
        self.value = value

    def __call__(self, shape, dtype=None):
        """Return an array of that shape and float type."""
        value = _arguments.cast(self.value, _arguments.float_type(dtype))
        return np.full(_sizes(shape), value)


class Zeros:
    """Every weight 0: the usual start for biases.

    Source: https://keras.io/api/layers/initializers/#zeros-class

    Examples
    --------
    >>> Zeros()((2,))
    array([0., 0.], dtype=float32)
    """

    def __call__(self, shape, dtype=None):
        """Return an array of that shape and float type."""
        return np.zeros(_sizes(shape), _arguments.float_type(dtype))


class Ones:
    """Every weight 1.

    Source: https://keras.io/api/layers/initializers/#ones-class

    Examples
    --------
    >>> Ones()((2,))
    array([1., 1.], dtype=float32)
    """

    def __call__(self, shape, dtype=None):
        """Return an array of that shape and float type."""
        return np.ones(_sizes(shape), _arguments.float_type(dtype))


class _Random:
    """What is drawn from a seed, the same numbers in each call."""

    def __init__(self, seed=None):
        if seed is None:
            seed = random.randrange(1, 10**9)
        self.seed = _arguments.whole(seed, "seed")

    @quiet
    def __call__(self, shape, dtype=None):
        """Return an array of that shape and float type."""
        values = self._draw(np.random.default_rng(self.seed), _sizes(shape))
        return _arguments.cast(values, _arguments.float_type(dtype))


class RandomNormal(_Random):
    r"""Random weights from a normal distribution, the bell curve.

    .. math:: w \sim N(\mu, \sigma^2)

    Parameters
    ----------
    mean : float
        The middle of the curve, :math:`\mu`.
    stddev : float
        The standard deviation :math:`\sigma`: about two weights in three are closer to
        the middle than this.
    seed : int, optional
        As in `GlorotUniform`.

    Raises
    ------
    TypeError
        If `mean` or `stddev` is not a number.
    ValueError
        If one is infinite or NaN, `stddev` is negative, or `seed` is not a whole
        number, 0 or larger.

    Source: https://keras.io/api/layers/initializers/#randomnormal-class

    Examples
    --------
    >>> weights = RandomNormal(mean=5.0, stddev=0.1, seed=1)((1000,), "float64")
    >>> weights.mean().round(1), weights.std().round(2)
    (np.float64(5.0), np.float64(0.1))
    """

    def __init__(self, mean=0.0, stddev=0.05, seed=None):
        self.mean = _finite(mean, "mean")
        self.stddev = _arguments.at_least_0(_finite(stddev, "stddev"), "stddev")
        super().__init__(seed)

    def _draw(self, generator, shape):
        return self.mean + self.stddev * generator.standard_normal(shape)


class TruncatedNormal(RandomNormal):
    r"""Random weights from a normal distribution whose ends are cut off.

    .. math:: w \sim N(\mu, \sigma^2), \qquad |w - \mu| \le 2 \sigma

    A weight further from the middle, as one in 22 is, is drawn again. So the standard
    deviation of what remains is smaller than :math:`\sigma`: :math:`0.88 \sigma`.

    Parameters
    ----------
    mean : float
        The middle of the curve, :math:`\mu`.
    stddev : float
        The standard deviation before the cut, :math:`\sigma`.
    seed : int, optional
        As in `GlorotUniform`.

    Raises
    ------
    TypeError
        If `mean` or `stddev` is not a number.
    ValueError
        If one is infinite or NaN, `stddev` is negative, or `seed` is not a whole
        number, 0 or larger.

    Source: https://keras.io/api/layers/initializers/#truncatednormal-class

    Examples
    --------
    >>> weights = TruncatedNormal(stddev=1.0, seed=1)((9000,), "float64")
    >>> bool(abs(weights).max() <= 2)
    True
    >>> weights.std().round(2)
    np.float64(0.88)
    """

    def _draw(self, generator, shape):
        return self.mean + self.stddev * _within_2(generator, shape)


class RandomUniform(_Random):
    r"""Random weights, evenly spread over an interval.

    .. math:: w \sim U(a, b)

    Parameters
    ----------
    minval, maxval : float
        The ends of the interval, :math:`a` and :math:`b`.
    seed : int, optional
        As in `GlorotUniform`.

    Raises
    ------
    TypeError
        If `minval` or `maxval` is not a number.
    ValueError
        If one is infinite or NaN, `minval` is larger than `maxval`, or `seed` is not a
        whole number, 0 or larger.

    Source: https://keras.io/api/layers/initializers/#randomuniform-class

    Examples
    --------
    >>> weights = RandomUniform(2.0, 3.0, seed=1)((3, 3))
    >>> bool(weights.min() >= 2), bool(weights.max() <= 3)
    (True, True)
    """

    def __init__(self, minval=-0.05, maxval=0.05, seed=None):
        self.minval = _finite(minval, "minval")
        self.maxval = _finite(maxval, "maxval")
        if self.minval > self.maxval:
            raise ValueError(
                "minval must not be larger than maxval, "
                f"got minval={minval!r} and maxval={maxval!r}"
            )
        super().__init__(seed)

    def _draw(self, generator, shape):
        return generator.uniform(self.minval, self.maxval, shape)


# The standard deviation of a standard normal distribution cut off at -2 and 2.
_OF_WHAT_IS_LEFT = 0.87962566103423978


class VarianceScaling(_Random):
    r"""Random weights whose variance suits the layer's size.

    .. math:: \operatorname{Var}(w) = \frac{s}{n}

    :math:`s` is the scale, and :math:`n` a number of inputs or outputs, see `mode`. The
    weighted sum of :math:`n` inputs then varies about as much as one of them does, or
    :math:`s` times as much, however many there are.

    Parameters
    ----------
    scale : float
        :math:`s`: 2 makes up for `relu`, which lets half of the scores through.
    mode : {"fan_in", "fan_out", "fan_avg"}
        What :math:`n` is: the number of inputs of a unit, :math:`n_{in}`; the number of
        units that take the same input, :math:`n_{out}`; or the mean of both. For a
        kernel ``(features, units)`` these are `features` and `units`.
    distribution : {"truncated_normal", "untruncated_normal", "uniform"}
        A bell curve as in `TruncatedNormal`, of which the variance is that after the
        cut; as in `RandomNormal`; or evenly from :math:`-\sqrt{3 s / n}` to
        :math:`\sqrt{3 s / n}`, as in `RandomUniform`.
    seed : int, optional
        As in `GlorotUniform`.

    Raises
    ------
    ValueError
        If `scale` is not a positive number, `mode` or `distribution` is none of these,
        or `seed` is not a whole number, 0 or larger.

    Source: He et al. (2015), Delving deep into rectifiers, section 2.2;
    https://keras.io/api/layers/initializers/#variancescaling-class

    Examples
    --------
    >>> weights = VarianceScaling(scale=2.0, seed=1)((50, 400), "float64")
    >>> weights.std().round(2)  # the root of 2 / 50
    np.float64(0.2)
    """

    def __init__(
        self, scale=1.0, mode="fan_in", distribution="truncated_normal", seed=None
    ):
        self.scale = _arguments.positive(scale, "scale")
        self.mode = _arguments.choice(mode, ("fan_in", "fan_out", "fan_avg"), "mode")
        known = ("truncated_normal", "untruncated_normal", "uniform")
        self.distribution = _arguments.choice(distribution, known, "distribution")
        super().__init__(seed)

    def _draw(self, generator, shape):
        fan_in, fan_out = _fans(shape)
        fan_avg = (fan_in + fan_out) / 2
        n = {"fan_in": fan_in, "fan_out": fan_out, "fan_avg": fan_avg}[self.mode]
        if self.distribution == "uniform":
            limit = math.sqrt(3 * self.scale / n)
            return generator.uniform(-limit, limit, shape)
        stddev = math.sqrt(self.scale / n)
        if self.distribution == "untruncated_normal":
            return stddev * generator.standard_normal(shape)
        return stddev / _OF_WHAT_IS_LEFT * _within_2(generator, shape)


class GlorotUniform(VarianceScaling):
    r"""Random weights, evenly spread over an interval that suits the layer's size.

    .. math:: w \sim U(-r, r), \qquad r = \sqrt{\frac{6}{n_{in} + n_{out}}}

    :math:`n_{in}` and :math:`n_{out}` are the numbers of inputs and outputs. The
    variance is :math:`2 / (n_{in} + n_{out})`.

    Parameters
    ----------
    seed : int, optional
        With a seed, the numbers are the same in every run. One initializer gives
        the same numbers each time it is called, with a seed or without.

    Raises
    ------
    ValueError
        If `seed` is not a whole number, 0 or larger.

    Source: Glorot and Bengio (2010), Understanding the difficulty of training deep
    feedforward neural networks; https://keras.io/api/layers/initializers/

    Examples
    --------
    >>> weights = GlorotUniform(seed=1)((3, 3))
    >>> bool(abs(weights).max() <= 1)
    True
    """

    def __init__(self, seed=None):
        super().__init__(1.0, "fan_avg", "uniform", seed)


class GlorotNormal(VarianceScaling):
    r"""Random weights from a bell curve that suits the layer's size.

    .. math:: \operatorname{Var}(w) = \frac{2}{n_{in} + n_{out}}

    :math:`n_{in}` and :math:`n_{out}` are the numbers of inputs and outputs. As in
    `TruncatedNormal`, the ends of the curve are cut off; the variance is that of what
    remains.

    Parameters
    ----------
    seed : int, optional
        As in `GlorotUniform`.

    Raises
    ------
    ValueError
        If `seed` is not a whole number, 0 or larger.

    Source: Glorot and Bengio (2010), Understanding the difficulty of training deep
    feedforward neural networks;
    https://keras.io/api/layers/initializers/#glorotnormal-class

    Examples
    --------
    >>> weights = GlorotNormal(seed=1)((100, 400), "float64")
    >>> weights.std().round(2)  # the root of 2 / 500
    np.float64(0.06)
    """

    def __init__(self, seed=None):
        super().__init__(1.0, "fan_avg", "truncated_normal", seed)


class HeNormal(VarianceScaling):
    r"""Random weights from a bell curve that suits a layer with `relu`.

    .. math:: \operatorname{Var}(w) = \frac{2}{n_{in}}

    :math:`n_{in}` is the number of inputs. `relu` sets about half of the scores to 0;
    the 2 makes up for that, so that the scores of a deep network neither fade nor
    grow from layer to layer. As in `TruncatedNormal`, the ends of the curve are cut
    off; the variance is that of what remains.

    Parameters
    ----------
    seed : int, optional
        As in `GlorotUniform`.

    Raises
    ------
    ValueError
        If `seed` is not a whole number, 0 or larger.

    Source: He et al. (2015), Delving deep into rectifiers, equation 10;
    https://keras.io/api/layers/initializers/#henormal-class

    Examples
    --------
    >>> weights = HeNormal(seed=1)((50, 400), "float64")
    >>> weights.std().round(2)  # the root of 2 / 50
    np.float64(0.2)
    """

    def __init__(self, seed=None):
        super().__init__(2.0, "fan_in", "truncated_normal", seed)


class HeUniform(VarianceScaling):
    r"""Random weights, evenly spread over an interval that suits `relu`.

    .. math:: w \sim U(-r, r), \qquad r = \sqrt{\frac{6}{n_{in}}}

    :math:`n_{in}` is the number of inputs. The variance is that of `HeNormal`,
    :math:`2 / n_{in}`.

    Parameters
    ----------
    seed : int, optional
        As in `GlorotUniform`.

    Raises
    ------
    ValueError
        If `seed` is not a whole number, 0 or larger.

    Source: He et al. (2015), Delving deep into rectifiers, equation 10;
    https://keras.io/api/layers/initializers/#heuniform-class

    Examples
    --------
    >>> weights = HeUniform(seed=1)((6, 6))
    >>> bool(abs(weights).max() <= 1)
    True
    """

    def __init__(self, seed=None):
        super().__init__(2.0, "fan_in", "uniform", seed)


class LecunNormal(VarianceScaling):
    r"""Random weights from a bell curve that suits the number of inputs.

    .. math:: \operatorname{Var}(w) = \frac{1}{n_{in}}

    :math:`n_{in}` is the number of inputs. The weighted sum varies about as much as one
    input. As in `TruncatedNormal`, the ends of the curve are cut off; the variance is
    that of what remains.

    Parameters
    ----------
    seed : int, optional
        As in `GlorotUniform`.

    Raises
    ------
    ValueError
        If `seed` is not a whole number, 0 or larger.

    Source: LeCun et al. (1998), Efficient BackProp, equation 16;
    https://keras.io/api/layers/initializers/#lecunnormal-class

    Examples
    --------
    >>> weights = LecunNormal(seed=1)((100, 400), "float64")
    >>> weights.std().round(2)  # the root of 1 / 100
    np.float64(0.1)
    """

    def __init__(self, seed=None):
        super().__init__(1.0, "fan_in", "truncated_normal", seed)


class LecunUniform(VarianceScaling):
    r"""Random weights, evenly spread by the number of inputs.

    .. math:: w \sim U(-r, r), \qquad r = \sqrt{\frac{3}{n_{in}}}

    :math:`n_{in}` is the number of inputs. The variance is that of `LecunNormal`,
    :math:`1 / n_{in}`.

    Parameters
    ----------
    seed : int, optional
        As in `GlorotUniform`.

    Raises
    ------
    ValueError
        If `seed` is not a whole number, 0 or larger.

    Source: LeCun et al. (1998), Efficient BackProp, equation 16;
    https://keras.io/api/layers/initializers/#lecununiform-class

    Examples
    --------
    >>> weights = LecunUniform(seed=1)((3, 3))
    >>> bool(abs(weights).max() <= 1)
    True
    """

    def __init__(self, seed=None):
        super().__init__(1.0, "fan_in", "uniform", seed)


def _sizes(shape):
    """Return the shape of an array of weights, or say what is wrong with it."""
    return _arguments.shape(shape, "shape", may_be_open=False)


def _fans(shape):
    """Return how many inputs and outputs weights of that shape connect."""
    if len(shape) < 2:
        size = shape[0] if shape else 1
        return size, size
    field = math.prod(shape[:-2])
    return shape[-2] * field, shape[-1] * field


def _within_2(generator, shape):
    """Return standard normal numbers; those beyond -2 and 2 are drawn again."""
    values = generator.standard_normal(shape)
    while (beyond := np.abs(values) > 2).any():
        values[beyond] = generator.standard_normal(np.count_nonzero(beyond))
    return values


def _finite(value, name):
    """Return a number that is neither infinite nor NaN as a float."""
    value = _arguments.number(value, name)
    if not math.isfinite(value):
        raise ValueError(f"{name} must be a finite number, got {value!r}")
    return value


_BY_NAME = {
    _names.snake_case(kind.__name__): kind
    for kind in (
        Zeros,
        Ones,
        RandomNormal,
        TruncatedNormal,
        RandomUniform,
        VarianceScaling,
        GlorotUniform,
        GlorotNormal,
        HeNormal,
        HeUniform,
        LecunNormal,
        LecunUniform,
    )
}
# The same by the name of the class, and Keras's short names.
_ALSO = {kind.__name__: kind for kind in _BY_NAME.values()} | {
    "normal": RandomNormal,
    "one": Ones,
    "uniform": RandomUniform,
    "zero": Zeros,
}


def get(identifier):
    """Return the initializer that a name or a callable stands for.

    Parameters
    ----------
    identifier : str or callable
        A name such as ``"zeros"``; a class such as `Zeros`, of which one is made; or
        another callable, which is returned as it is.

    Raises
    ------
    ValueError
        If there is no initializer of that name, or `identifier` is something else.

    Source: https://keras.io/api/layers/initializers/

    Examples
    --------
    >>> get("zeros")((1,))
    array([0.], dtype=float32)
    """
    if callable(identifier):
        return identifier() if isinstance(identifier, type) else identifier
    known = _BY_NAME | _ALSO
    if isinstance(identifier, str) and identifier in known:
        return known[identifier]()
    raise ValueError(
        f"initializer must be callable or one of {', '.join(_BY_NAME)}; "
        f"got {identifier!r}"
    )
