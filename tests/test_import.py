"""What `import firstneuron` needs and offers, in a fresh Python each."""

import ast
import importlib
import inspect
import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import firstneuron as fn
from parity_cases import INNER, is_of

LIBRARY = Path(fn.__file__).parent
SOURCES = sorted(LIBRARY.rglob("*.py"))
MODULES = [
    module.name
    for module in pkgutil.iter_modules(fn.__path__)
    if not module.name.startswith("_") and module.name != "data"  # it holds files
]
HEAVY = ("IPython", "keras", "matplotlib", "pandas", "tensorflow")
BLOCKED = f"import sys; sys.modules.update(dict.fromkeys({HEAVY}))\n"


def run(code):
    """Return what a fresh Python prints, which must be all that it says."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


def test_import_loads_numpy_and_nothing_slow():
    code = """import json, sys, numpy
before = set(sys.modules)
import firstneuron
print(json.dumps(sorted(set(sys.modules) - before)))"""
    loaded = json.loads(run(code))
    assert loaded == ["firstneuron"], "each module waits until it is asked for"


def test_a_model_loads_numpy_and_nothing_slow():
    code = """import json, sys, numpy
before = set(sys.modules)
from firstneuron import Sequential, losses, optimizers
print(json.dumps(sorted(set(sys.modules) - before)))"""
    loaded = set(json.loads(run(code)))
    others = {name.partition(".")[0] for name in loaded} - sys.stdlib_module_names
    assert others == {"firstneuron"}
    for late in ("datasets", "parity", "perceptron", "pictures", "plots"):
        assert f"firstneuron.{late}" not in loaded
    assert not loaded & {"csv", "difflib", "importlib.resources", "html", "inspect"}


def test_works_where_nothing_but_numpy_is_installed():
    code = """import firstneuron as fn
model = fn.Sequential([fn.Input((1,)), fn.layers.Dense(1)])
model.set_weights([[[2]], [1]])
model.summary(print_fn=len)
model.backward(fn.losses.MeanSquaredError().backward([[0]], model([[1]])))
print(model.predict([3]).item(), len(fn.datasets.load_cereals()))
print(fn.parity.Comparison({"w": (1.0, 1.0)}).rows[0][0], fn.plots.BLUE)
print(fn.pictures.bowl.__name__)"""
    assert run(BLOCKED + code) == "7.0 77\nw #0072B2\nbowl\n"


def test_without_keras_the_comparison_says_what_to_install():
    code = """import firstneuron as fn
try:
    fn.parity.import_keras()
except ImportError as error:
    print(error)"""
    assert "pip install keras tensorflow" in run(BLOCKED + code)


def test_dir_and_star_offer_every_public_module():
    assert len(MODULES) >= 11
    assert set(MODULES) <= set(dir(fn))
    assert set(fn.__all__) - {"Input", "Sequential"} == set(MODULES)
    assert run(
        "from firstneuron import *; print(datasets.__name__, Sequential.__name__)"
    )
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        fn.nothing  # noqa: B018


def imported(source):
    """Return the first parts of the names of all modules that a source imports."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module.partition(".")[0]


def module(source):
    """Return the module that a file of the library belongs to."""
    return source.relative_to(LIBRARY).parts[0].removesuffix(".py")


def test_only_parity_imports_keras_and_only_what_draws_matplotlib():
    users = {
        name: {module(source) for source in SOURCES if name in set(imported(source))}
        for name in ("keras", "tensorflow", "matplotlib", "numpy")
    }
    assert users["keras"] == {"parity"}
    assert users["tensorflow"] == set()
    assert users["matplotlib"] == {"figures", "pictures", "plots"}
    assert "layers" in users["numpy"]


# --- docstrings ---------------------------------------------------------------------


def public():
    """Return the functions and classes of the public modules, by dotted name."""
    return {
        f"{name}.{key}": thing
        for name in [*MODULES, *INNER]
        for key, thing in vars(importlib.import_module(f"firstneuron.{name}")).items()
        if not key.startswith("_")
        and (inspect.isroutine(thing) or inspect.isclass(thing))
        and is_of(thing, name)
    }


def parameters(thing):
    """Return the parameters' names; those of a class are what it is made with."""
    if inspect.isclass(thing) and thing.__init__ is object.__init__:
        return []
    return list(inspect.signature(thing).parameters)


@pytest.mark.parametrize("name", public())
def test_docstring_says_what_goes_in_and_shows_an_example(name):
    thing = public()[name]
    text = inspect.cleandoc(thing.__doc__)
    summary = text.splitlines()[0]
    assert summary.endswith(".")
    described = text.partition("Parameters\n----------\n")[2]
    if described:
        assert "Examples\n--------\n>>> " in text
    else:  # derivatives have all the same parameters: their module describes them
        assert ">>> " in text
        described = text + inspect.getmodule(thing).__doc__
    for parameter in parameters(thing):
        assert parameter in described, f"{name} does not describe {parameter}"


FUNCTIONS = ("activations", "derivatives", "losses", "metrics")


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, thing in public().items()
        if name.startswith(FUNCTIONS)
        and inspect.isfunction(thing)
        and not name.endswith(".get")
    ],
)
def test_docstring_of_a_function_of_mathematics_has_its_equation(name):
    assert ".. math::" in public()[name].__doc__
    # Derivatives are ours: Keras, which finds them by itself, has no page for them.
    assert ("Source: " in public()[name].__doc__) != name.startswith("derivatives")
