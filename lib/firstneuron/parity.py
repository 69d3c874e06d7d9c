"""The comparison with Keras. Of the whole library only this module imports Keras.

Every function here is about two results of one computation, NumPy's and Keras's.
"""

import math
import os
from contextlib import contextmanager

import numpy as np

from firstneuron import _arguments, _html, config
from firstneuron._quiet import quiet


def import_keras():
    """Return the `keras` module, imported without TensorFlow's messages.

    TensorFlow writes to the terminal when it is imported, and by default rounds
    differently from one processor to the next. Both are settings that it reads once,
    on import.

    Raises
    ------
    ImportError
        If Keras or TensorFlow is not installed.

    Examples
    --------
    >>> keras = import_keras()
    >>> keras.config.floatx()
    'float32'
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
    try:
        import keras
    except ImportError as error:
        raise ImportError(
            "the comparison needs Keras: pip install keras tensorflow"
        ) from error
    return keras


@contextmanager
def floatx(dtype):
    """Let both libraries use a float type by default, inside a `with` block.

    In Keras that takes two settings: once any layer exists, `set_floatx` alone leaves
    new layers as they were.

    Parameters
    ----------
    dtype : {"float16", "float32", "float64"}

    Examples
    --------
    >>> with floatx("float64"):
    ...     print(import_keras().layers.Dense(1).dtype, config.floatx())
    float64 float64
    """
    keras = import_keras()
    before = config.floatx(), keras.config.floatx(), keras.config.dtype_policy()
    try:
        config.set_floatx(dtype)
        keras.config.set_floatx(dtype)
        keras.config.set_dtype_policy(dtype)
        yield
    finally:
        config.set_floatx(before[0])
        keras.config.set_floatx(before[1])
        keras.config.set_dtype_policy(before[2])


@quiet
def difference(ours, keras):
    r"""Return the largest difference, relative to the largest value above 1.

    Equal infinities, and NaN in the same places, do not differ.

    .. math:: \frac{\max_i |a_i - k_i|}{\max(1, \max_i |k_i|)}

    Parameters
    ----------
    ours, keras : array_like
        NumPy's and Keras's numbers, :math:`a` and :math:`k`.

    Raises
    ------
    ValueError
        If the shapes differ, or there are no numbers.
    TypeError
        If one of them does not hold real numbers.

    Examples
    --------
    >>> difference([100.0, 2.0], [100.0, 1.0])
    0.01
    """
    ours, keras = _float64(ours, "ours"), _float64(keras, "keras")
    if ours.shape != keras.shape:
        raise ValueError(f"NumPy gives the shape {ours.shape}, Keras {keras.shape}")
    same = (ours == keras) | (np.isnan(ours) & np.isnan(keras))
    if same.all():
        return 0.0
    gap = np.where(same, 0.0, np.abs(ours - keras))
    finite = np.abs(keras[np.isfinite(keras)])
    return float(np.max(gap) / max(1.0, finite.max(initial=0.0)))


class Comparison:
    """A table of results: the quantity, NumPy, Keras and the bound they agree to.

    Arrays are shown by their first numbers. What is shown of a difference is the
    bound that it stays below, because its own digits change with the processor.

    Parameters
    ----------
    results : dict of str to (array_like, array_like)
        The name of each quantity, with NumPy's and Keras's numbers.
    bound : float
        How far apart they may be, relative to the largest value above 1.

    Raises
    ------
    AssertionError
        If some quantity differs by more, or in shape.

    Examples
    --------
    >>> print(Comparison({"w": ([[2.5]], [[2.5]]), "b": ([90.0], [90.0])}))
    quantity | NumPy | Keras | difference
    w | 2.5 | 2.5 | < 1e-06
    b | 90 | 90 | < 1e-06
    """

    heads = ("quantity", "NumPy", "Keras", "difference")

    def __init__(self, results, bound=1e-6):
        self.rows = []
        for quantity, (ours, keras) in results.items():
            apart = difference(ours, keras)
            if not apart < bound:
                raise AssertionError(
                    f"{quantity}: NumPy and Keras differ by {apart:.1e}, "
                    f"which is not below {bound:g}"
                )
            shown = _first_numbers(ours), _first_numbers(keras)
            self.rows.append((quantity, *shown, f"< {bound:g}"))

    def __repr__(self):
        return "\n".join(" | ".join(row) for row in (self.heads, *self.rows))

    def _repr_html_(self):
        return _html.table(self.heads, self.rows)


def _float64(values, name):
    _arguments.not_empty(_arguments.real_array(values, name), name)
    return np.asarray(values, dtype="float64")


def _first_numbers(values, most=3):
    """Return the first numbers as text, to five digits of the largest one.

    What is much smaller is shown as 0: its digits change with the processor.
    """
    flat = np.ravel(np.asarray(values, dtype="float64"))
    largest = np.max(np.abs(flat[np.isfinite(flat)]), initial=0.0)
    decimals = 4 - math.floor(math.log10(largest)) if largest else 0
    shown = ", ".join(f"{round(value, decimals) + 0.0:.5g}" for value in flat[:most])
    return f"{shown}, …" if flat.size > most else shown
