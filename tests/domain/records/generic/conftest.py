"""Every declared register, one after the other."""

import pytest

from lockstep.domain.records.declarations import Register
from lockstep.domain.records.registry import register_of, registers


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes `register` for each declared register."""
    if "register" in metafunc.fixturenames:
        names = [register.name for register in registers()]
        metafunc.parametrize("register", names, ids=names, indirect=True)


@pytest.fixture
def register(request: pytest.FixtureRequest) -> Register:
    """One declared register."""
    return register_of(request.param)
