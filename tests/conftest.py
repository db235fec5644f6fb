"""Django and its database in tests.

The suite runs on SQLite (a file, as in real life). Domain, API and jobs run again on PostgreSQL:

    LOCKSTEP_TEST_DATABASE=postgres pytest tests/domain tests/api tests/jobs

which starts a cluster of its own in a temporary folder, reached by a socket only. A test that needs PostgreSQL
whatever the run carries the mark `postgres` and takes the fixture `postgres_cluster`. Where no server can be
started it is skipped with the reason, and fails instead when LOCKSTEP_REQUIRE names `postgres`.

A test of the domain takes pytest-django's `db` fixture; one with threads or processes takes `transactional_db`.
"""

import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.postgres import Cluster, NoCluster

DATABASE = os.environ.get("LOCKSTEP_TEST_DATABASE", "sqlite")


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of this run."""
    try:
        cluster = Cluster.start()
    except NoCluster as error:
        if "postgres" in os.environ.get("LOCKSTEP_REQUIRE", "").split(",") or DATABASE == "postgres":
            pytest.fail(f"PostgreSQL is required and could not be started: {error}", pytrace=False)
        pytest.skip(f"no PostgreSQL server: {error}")
    yield cluster
    cluster.stop()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Point Django at a database file of this run, or at the cluster, before anything used a database."""
    from lockstep.server.databases import postgres_config, sqlite_config
    from lockstep.server.settings import Settings

    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if DATABASE == "postgres":
        config = postgres_config(request.getfixturevalue("postgres_cluster").url("postgres"))
        name = f"test_lockstep_{worker or 'one'}"
    else:
        folder = tmp_path_factory.mktemp("database")
        config = sqlite_config(Settings(data_folder=folder))
        name = str(folder / "test.sqlite3")
    _use(config, name)


def _use(config: dict[str, Any], test_name: str) -> None:
    from django.db import connections

    entry = connections.settings["default"]
    entry.update(config)
    entry["TEST"]["NAME"] = test_name
    if hasattr(connections._connections, "default"):
        del connections["default"]


@pytest.fixture(scope="session", autouse=True)
def _ledger_can_be_emptied() -> Iterator[None]:
    """Tests with real transactions empty all tables at their end, which the ledger's triggers would forbid."""
    from django.test import TransactionTestCase

    original = TransactionTestCase._fixture_teardown

    def teardown(self: TransactionTestCase) -> None:
        from django.db import connection

        from lockstep.domain.ledger import append_only

        append_only.remove(connection)
        original(self)
        append_only.install(connection)

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = original


@pytest.fixture(autouse=True)
def _fast_passwords(request: pytest.FixtureRequest) -> None:
    """Hash passwords quickly: their strength is not what tests are about; the pure rooms run without Django too."""
    if request.config.pluginmanager.hasplugin("django"):
        request.getfixturevalue("settings").PASSWORD_HASHERS = [
            "django.contrib.auth.hashers.MD5PasswordHasher"
        ]


@pytest.fixture(autouse=True)
def _no_compiled_networks() -> Iterator[None]:
    """Forget what the process computed: databases of tests go back in time, and their revisions come again."""
    yield
    compiled = sys.modules.get("lockstep.domain.planning.bridge.compiled")
    if compiled is not None:
        compiled.forget()
