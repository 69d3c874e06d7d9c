"""What the parity tests share: the walk over public names, inputs, comparisons.

The library is Keras in NumPy: same names, same arguments, same results. Every public
name of a mirrored module needs a test in some `test_parity_*.py` that is marked with
`covers(name)`; `test_parity_names.py` fails for one that has none.
"""

import importlib
import inspect
import pkgutil
import sys
from contextlib import contextmanager

import numpy as np
import pytest
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import firstneuron as fn
from firstneuron import parity

# Modules that Keras has not. All others mirror the Keras module of their name.
OURS = {
    "checks",
    "confusion",
    "datasets",
    "derivatives",
    "figures",
    "parity",
    "perceptron",
    "pictures",
    "plots",
}
MODULES = {
    module.name
    for module in pkgutil.iter_modules(fn.__path__)
    if not module.name.startswith("_") and module.name != "data"  # it holds files
}
INNER = {  # modules that a module offers, such as `optimizers.schedules`
    f"{module.__name__.removeprefix('firstneuron.')}.{name}"
    for module in (importlib.import_module(f"firstneuron.{one}") for one in MODULES)
    for name in getattr(module, "__all__", ())
    if inspect.ismodule(getattr(module, name))
}
MIRRORED = sorted(MODULES - OURS | INNER)
CLOSE = {"float16": 2e-3, "float32": 1e-6, "float64": 1e-14}

covered = set()


def covers(*names):
    """Note that a test compares these public names with Keras.

    `conftest.py` sees to it that the test, in some of its cases, runs the code of each.
    """
    covered.update(names)
    return pytest.mark.covers(*names)


def codes(thing):
    """Return the code of a function, or of each method of a class."""
    members = vars(thing).values() if inspect.isclass(thing) else [thing]
    functions = map(_function, members)
    return [function.__code__ for function in functions if function is not None]


def _function(member):
    """Return the function inside a decorator, a property or a static method."""
    for inner in ("fget", "__func__"):
        member = getattr(member, inner, None) or member
    member = inspect.unwrap(member) if callable(member) else None
    return member if inspect.isfunction(member) else None


@contextmanager
def untouched(things):
    """Yield the names of things, a dict; each is taken out when its code is run."""
    left = set(things)
    name_of = {id(code): name for name in left for code in codes(things[name])}
    before = sys.getprofile()

    def note(frame, event, argument):
        left.discard(name_of.get(id(frame.f_code)))
        if not left:
            sys.setprofile(before)  # watching slows a test down

    if left:
        sys.setprofile(note)
    try:
        yield left
    finally:
        sys.setprofile(before)


def public_names():
    """Return the dotted names of all functions and classes of mirrored modules."""
    return [
        f"{module}.{name}"
        for module in MIRRORED
        for name, thing in vars(
            importlib.import_module(f"firstneuron.{module}")
        ).items()
        if not name.startswith("_") and is_of(thing, module)
    ]


def is_of(thing, module):
    """Return whether a thing was made in a module of the library, or below it."""
    place = getattr(thing, "__module__", "")
    return f"{place}.".startswith(f"firstneuron.{module}.")


def resolve(root, dotted):
    """Return what a dotted name stands for below a module."""
    for part in dotted.split("."):
        root = getattr(root, part)
    return root


def eagerly(library):
    """Return what spares Keras, in `compile`, the second that a graph takes to make."""
    return {} if library is fn else {"run_eagerly": True}


def assert_close(ours, keras, bound=None):
    """Fail unless shape and float type are equal and the values agree."""
    ours, keras = np.asarray(ours), np.asarray(keras)
    assert ours.dtype == keras.dtype
    assert parity.difference(ours, keras) <= (bound or CLOSE[ours.dtype.name])


def assert_close_by_entry(ours, keras, bound=None):
    """Fail unless each value agrees, also those that are small beside another."""
    ours, keras = np.asarray(ours), np.asarray(keras)
    assert ours.shape == keras.shape
    for entry in np.ndindex(ours.shape):
        assert_close(ours[entry], keras[entry], bound)


class Masked(fn.layers.Dropout):
    """A Dropout with the masks of a twin in Keras: those of its seed, one by one."""

    def __init__(self, keras, rate, noise_shape=None, seed=0):
        super().__init__(rate, noise_shape, seed)
        self._twin = keras.layers.Dropout(rate, noise_shape, seed)

    def _new_mask(self, shape):
        return np.asarray(self._twin(np.ones(shape), training=True)) != 0


# --- inputs that hypothesis chooses -------------------------------------------------

FLOATS = st.sampled_from(["float16", "float32", "float64"])


def numbers(dtype, bound=1e3):
    """Return a strategy for numbers without subnormals, which TensorFlow drops."""
    width = int(dtype.removeprefix("float"))
    return st.floats(-bound, bound, width=width, allow_subnormal=False)


@st.composite
def arrays(draw, dtype=None, min_dims=1, bound=1e3):
    dtype = dtype or draw(FLOATS)
    shape = draw(hnp.array_shapes(min_dims=min_dims, max_dims=3, max_side=5))
    return draw(hnp.arrays(dtype, shape, elements=numbers(dtype, bound)))


@st.composite
def pairs(draw, dtype=None):
    """Return labels and predictions of one shape, `(n, 1)` against `(n,)` included."""
    y_pred = draw(arrays(dtype, bound=100))
    y_true = draw(
        hnp.arrays(y_pred.dtype, y_pred.shape, elements=numbers(y_pred.dtype.name, 100))
    )
    if y_pred.ndim == 1 and draw(st.booleans()):
        return (
            (y_true[:, None], y_pred)
            if draw(st.booleans())
            else (y_true, y_pred[:, None])
        )
    return y_true, y_pred
