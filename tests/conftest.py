"""What all tests share: repeatable random inputs and the two float types."""

import pytest
from hypothesis import HealthCheck, settings

from firstneuron import parity

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
