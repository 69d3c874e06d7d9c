"""Every public name of the mirrored modules: Keras has it, and a case compares it."""

import importlib
import inspect
from pathlib import Path

import pytest

import firstneuron as fn
from parity_cases import MIRRORED, MODULES, OURS, covered, public_names, resolve

# What backpropagation by hand needs and Keras, which derives by itself, has not.
OURS_ALONE = {"backward", "derivative", "draw_mask", "gradients"}
# What a layer of Keras has as well, but its class has not.
OF_BUILT_LAYERS = {
    *("bias", "mean", "variance"),
    *("gamma", "beta", "moving_mean", "moving_variance"),
}

# Whichever file is run, the cases of all of them are known here.
for file in sorted(Path(__file__).parent.glob("test_parity_*.py")):
    if file.stem != __name__:
        importlib.import_module(file.stem)


def test_every_module_is_keras_s_or_ours_alone(keras):
    assert OURS <= MODULES, "a module is gone: take it out of OURS"
    assert len(MIRRORED) > 6, "the walk found too little to be right"
    for module in MODULES - OURS:
        assert hasattr(keras, module), f"Keras has no {module}: name it in OURS"


def test_every_public_name_has_a_case():
    names = public_names()
    assert len(names) > 15, "the walk found too little to be right"
    assert set(names) == covered


@pytest.mark.parametrize("name", public_names())
def test_name_and_arguments_are_keras_s(name, keras):
    ours, theirs = resolve(fn, name), resolve(keras, name)
    assert_same_arguments(ours, theirs, keras)
    if inspect.isclass(ours):
        members = [member for member in vars(ours) if not member.startswith("_")]
        for member in set(members) - OURS_ALONE - OF_BUILT_LAYERS:
            assert hasattr(theirs, member), f"Keras has no {name}.{member}"
            if inspect.isfunction(vars(ours)[member]):
                assert_same_arguments(
                    getattr(ours, member), getattr(theirs, member), keras
                )


def assert_same_arguments(ours, theirs, keras):
    """Fail unless our arguments are Keras's: the first ones in its order."""
    own, known = arguments(ours), arguments(theirs)
    if inspect.isclass(theirs) and issubclass(theirs, keras.Layer):
        known |= arguments(keras.Layer)  # what its **kwargs pass on
    if not known or any(p.kind is p.VAR_POSITIONAL for p in known.values()):
        return  # Keras leaves the arguments open
    positional = [p.name for p in own.values() if p.kind is not p.KEYWORD_ONLY]
    assert positional == list(known)[: len(positional)]
    for parameter in own.values():
        assert parameter.name in known
        assert_same_default(parameter, known[parameter.name])


def arguments(thing):
    """Return the parameters of a function, or of what a class is made with."""
    if not inspect.isclass(thing):
        return dict(inspect.signature(thing).parameters)
    parameters = dict(inspect.signature(thing.__init__).parameters)
    del parameters["self"]
    return {name: p for name, p in parameters.items() if name not in ("args", "kwargs")}


def assert_same_default(ours, theirs):
    # Where Keras leaves an argument open that it then insists on, ours may demand it.
    if ours.default is not inspect.Parameter.empty:
        assert ours.default == theirs.default


def test_top_level_names_are_keras_s(keras):
    for name in ("Input", "Sequential"):
        assert hasattr(keras, name)
        assert hasattr(fn, name)
