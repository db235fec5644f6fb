"""Every declared register, one after the other."""

from zlib import crc32

import pytest

from lockstep.domain.records.declarations import Register
from lockstep.domain.records.registry import register_of, registers
from tests.conftest import DATABASE

MOST_SQL = {
    "test_every_filter_keeps_the_records_that_have_the_value",
    "test_every_column_sorts_both_ways_and_every_group_counts",
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes `register` for each declared register.

    On PostgreSQL, where all of this runs a second time, what asks most of SQL does so too; of the other tests each
    register has about a third, and each test a third of the registers.
    """
    if "register" in metafunc.fixturenames:
        names = [register.name for register in registers()]
        test = metafunc.function.__name__
        if DATABASE == "postgres" and test not in MOST_SQL:
            names = [name for name in names if crc32(f"{test} {name}".encode()) % 3 == 0]
        metafunc.parametrize("register", names, ids=names, indirect=True)


@pytest.fixture
def register(request: pytest.FixtureRequest) -> Register:
    """One declared register."""
    return register_of(request.param)
