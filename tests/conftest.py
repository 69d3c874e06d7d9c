"""What all tests share: repeatable random inputs and the two float types."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, settings

import firstneuron as fn
from browsing import browser, live, server, visit  # noqa: F401 - fixtures
from firstneuron import parity

collect_ignore = ["conftest.py"]  # it has no examples; and `lib/` has one of its own

# The same inputs in every run: a failure on one machine is a failure on all.
settings.register_profile(
    "firstneuron",
    derandomize=True,
    deadline=None,
    # The fixture `floatx` sets one float type, the same for all inputs of a test.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("firstneuron")

# So that a failure in a shared comparison shows the values that it compared.
pytest.register_assert_rewrite("parity_cases")


@pytest.fixture(scope="session")
def keras():
    """Keras, imported once, quietly."""
    return parity.import_keras()


@pytest.fixture(params=["float32", "float64"])
def floatx(request, keras):
    """Run the test with each float type as the default one of both libraries."""
    with parity.floatx(request.param):
        yield request.param


# --- what a test says that it covers, it runs ---------------------------------------

_cases = Counter()  # how many cases of a test will run
_left = {}  # the names that no case of a test has touched so far
_chosen_from = set()  # the tests of which only some cases run: they prove nothing


def pytest_configure(config):
    words = "covers(*names): compares these public names with Keras"
    config.addinivalue_line("markers", words)


def pytest_deselected(items):
    _chosen_from.update(getattr(item, "function", None) for item in items)


def pytest_collection_finish(session):
    some = session.config.getoption("lf", False)
    some = some or any("[" in argument for argument in session.config.args)
    for item in session.items:
        marks = list(item.iter_markers("covers"))
        if marks and not some and item.function not in _chosen_from:
            _cases[item.function] += 1
            _left[item.function] = {name for mark in marks for name in mark.args}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Watch what a test runs; after its last case, it must have run all it covers."""
    test = getattr(item, "function", None)
    if test not in _left:
        return (yield)
    from parity_cases import resolve, untouched  # not before it is registered above

    with untouched({name: resolve(fn, name) for name in _left[test]}) as left:
        result = yield
    _left[test] = left
    _cases[test] -= 1
    if left and _cases[test] == 0:
        pytest.fail(f"{test.__name__} covers {', '.join(left)}, and never runs it")
    return result
