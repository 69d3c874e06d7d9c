"""The comparison with Keras: it must see every difference that there is."""

import numpy as np
import pytest

from firstneuron import config, parity


@pytest.mark.parametrize(
    ("ours", "keras", "expected"),
    [
        ([1.0, 2.0], [1.0, 2.5], 0.2),
        ([0.1], [0.35], 0.25),  # below 1 the difference counts as it is
        ([[200.0], [0.0]], [[200.0], [1.0]], 0.005),
        ([0.1, 5.0], np.float64([0.1, 5.0]), 0),
        ([np.inf, -np.inf, np.nan], [np.inf, -np.inf, np.nan], 0),
        ([np.inf], [-np.inf], np.inf),
        ([1e308], [-1e308], np.inf),
        ([np.nan], [1.0], np.nan),
        ([1.0, 1.0], [1.0, np.nan], np.nan),
        ([np.inf], [1.0], np.inf),
        ([1.0], [np.inf], np.inf),
        ([2**24 + 1], [2**24], 1 / 2**24),
    ],
)
def test_difference(ours, keras, expected):
    assert parity.difference(ours, keras) == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(
    ("ours", "keras"), [([1.0], [[1.0]]), ([1.0, 1.0], [1.0]), ([], []), (None, None)]
)
def test_nothing_is_compared_by_broadcasting_or_if_absent(ours, keras):
    with pytest.raises((ValueError, TypeError)):
        parity.difference(ours, keras)


@pytest.mark.parametrize("wrong", [1 + 1e-5, np.nan, np.inf, -1.0])
def test_a_comparison_fails_beyond_its_bound(wrong):
    assert "< 1e-05" in repr(parity.Comparison({"w": (1 + 1e-7, 1.0)}, bound=1e-5))
    with pytest.raises(AssertionError, match="w: NumPy and Keras differ by"):
        parity.Comparison({"b": (1.0, 1.0), "w": (wrong, 1.0)})


def test_a_comparison_shows_the_first_numbers():
    table = parity.Comparison({"w <1>": (np.arange(9.0), np.arange(9.0))})
    assert str(table).splitlines()[1] == "w <1> | 0, 1, 2, … | 0, 1, 2, … | < 1e-06"
    assert "<td>w &lt;1&gt;</td><td>0, 1, 2, …</td>" in table._repr_html_()


def test_floatx_puts_all_settings_back_after_an_error(keras):
    def settings():
        return config.floatx(), keras.config.floatx(), keras.config.dtype_policy().name

    def fail(dtype):
        with parity.floatx(dtype):
            assert settings() == (dtype,) * 3
            raise RuntimeError("stop")

    before = settings()
    with pytest.raises(RuntimeError, match="stop"):
        fail("float64")
    assert settings() == before
    with pytest.raises(ValueError, match="float type"):
        fail("float8")
    assert settings() == before
