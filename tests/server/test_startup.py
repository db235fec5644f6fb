"""The first start, the next one, and health."""

from pathlib import Path

from tests.server.installations import Installation

FIRST = """
from lockstep.server.startup import start_here, set_up_link, migrate
settings = start_here()
print(oct((settings.data_folder / "secret-key").stat().st_mode & 0o777))
print(set_up_link())
print(migrate())
"""
ONE_LINK = """
from lockstep.server.startup import start_here, set_up_link
start_here()
first, second = set_up_link(), set_up_link()
from lockstep.domain.access.queries.accounts import invitation_behind
from lockstep.domain.access.errors import NotFound
print(invitation_behind(second.rstrip("/").rsplit("/", 1)[1]).role)
try:
    invitation_behind(first.rstrip("/").rsplit("/", 1)[1])
except NotFound as error:
    print(error.code)
from lockstep.server.doctor import check_installation
from lockstep.server.settings import current_settings
bad = [str(f) for check in check_installation(current_settings()) for f in check.findings if f.severity.word == "error"]
print([f for f in bad if "assets" not in f])
from django.db import connection
connection.cursor().execute("DROP TRIGGER ledger_change_no_delete")
print([c.words for c in check_installation(current_settings()) if c.name == "ledger"])
later = "INSERT INTO django_migrations (app, name, applied) VALUES ('ledger', '9999_later', '2030-01-01')"
connection.cursor().execute(later)
from lockstep.server.startup import migrate, NewerDatabase
try:
    migrate()
except NewerDatabase as error:
    print(error.code)
"""


def test_the_first_start_makes_folder_key_tables_and_a_link(tmp_path: Path) -> None:
    """Two that start at the same moment agree: one makes the tables, the other waits for them."""
    installation = Installation(tmp_path / "data")
    other = installation.start(FIRST)
    mode, link, migrated = installation.run(FIRST).splitlines()
    _, errors = other.communicate(timeout=120)
    assert other.returncode == 0, errors
    assert mode == "0o600"
    assert link.startswith("http://127.0.0.1:8000/")
    assert migrated == "()"
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_only_the_newest_set_up_link_works_and_the_doctor_sees_damage(tmp_path: Path) -> None:
    role, code, bad, ledger, newer = Installation(tmp_path / "data").run(ONE_LINK).splitlines()
    assert role == "administrator"
    assert code == "domain.not_found"
    assert bad == "[]"
    assert ledger == "['ledger_change_no_delete']"
    assert newer == "server.newer_database"


def test_starting_loads_no_compiled_kernels(tmp_path: Path) -> None:
    """They take seconds to load; a command that computes nothing, such as migrate, does not wait for them."""
    loaded = Installation(tmp_path / "data").run(
        "import sys, django\n"
        "from lockstep.server.startup import start_here\n"
        "start_here()\n"
        "print(sorted({'lockstep.engine', 'numba', 'scipy'} & set(sys.modules)))"
    )
    assert loaded.splitlines()[-1] == "[]"
