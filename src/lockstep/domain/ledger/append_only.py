"""Triggers that keep history from being rewritten, whoever holds the connection."""

from typing import Any

TABLES = ("ledger_changeset", "ledger_change")
_MESSAGE = "The ledger is append-only"


def install(connection: Any) -> None:
    """Create the triggers."""
    _execute(connection, _postgres_up() if connection.vendor == "postgresql" else _sqlite_up())


def remove(connection: Any) -> None:
    """Drop the triggers: to migrate backwards, and where a test empties its database."""
    _execute(connection, _postgres_down() if connection.vendor == "postgresql" else _sqlite_down())


def _execute(connection: Any, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite_up() -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
        for table in TABLES
        for verb in ("UPDATE", "DELETE")
    ]


def _sqlite_down() -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for table in TABLES for verb in ("update", "delete")]


def _postgres_up() -> list[str]:
    function = (
        "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_MESSAGE}'; END $$"
    )
    triggers = [
        f"CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION ledger_refuse()"
        for table in TABLES
    ]
    truncates = [
        f"CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"
        for table in TABLES
    ]
    return [function, *triggers, *truncates]


def _postgres_down() -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {table}_{name} ON {table}"
        for table in TABLES
        for name in ("append_only", "no_truncate")
    ]


def missing_triggers(connection: Any) -> list[str]:
    """Return the names of guards that are not there."""
    if connection.vendor == "postgresql":
        wanted = {f"{table}_{name}" for table in TABLES for name in ("append_only", "no_truncate")}
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    else:
        wanted = {f"{table}_no_{verb}" for table in TABLES for verb in ("update", "delete")}
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = {row[0] for row in cursor.fetchall()}
    return sorted(wanted - found)
