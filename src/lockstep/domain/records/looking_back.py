"""A register as it was at the end of a day: its rows taken back by the ledger, in a table of the same name.

A temporary table hides the stored one for this connection while a query runs, so that the same SQL filters, sorts
and counts the past as it does the present. Only the register's own rows go back; names of people and nodes are
today's.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import connection, transaction

from lockstep.domain.ledger import insert_many
from lockstep.domain.ledger.queries.past import rows_before
from lockstep.domain.records.declarations import Register
from lockstep.domain.records.vocabulary import looking_at, today


@contextmanager
def as_it_was(register: Register, day: date | None) -> Iterator[None]:
    """Let the rows of a register be those of the end of a day; None, and any day to come, is now."""
    if day is None or day >= today():
        yield
        return
    rows = rows_as_of(register, day)
    quote = connection.ops.quote_name
    table = quote(register.model._meta.db_table)
    with _as_one(), connection.cursor() as cursor:
        # Only names of our own tables are put into the text.
        cursor.execute(f"CREATE TEMPORARY TABLE {table} AS SELECT * FROM {table} LIMIT 0")  # noqa: S608
        try:
            insert_many(register.model, rows)
            with looking_at(day):
                yield
        finally:
            if not connection.needs_rollback:
                schema = "pg_temp" if connection.vendor == "postgresql" else "temp"
                cursor.execute(f"DROP TABLE {schema}.{table}")


def _as_one() -> AbstractContextManager[Any]:
    """Hold PostgreSQL's table together; SQLite would take its one write lock, which a read must not."""
    return transaction.atomic() if connection.vendor == "postgresql" else nullcontext()


def rows_as_of(register: Register, day: date) -> list[Any]:
    """Return the rows of a register at the end of a day."""
    end = datetime.combine(day + timedelta(days=1), time(), UTC)
    rows = list(rows_before(register.model, end).values())
    for row in rows:
        # The moment of the last change is not kept in history; what was written later was written by then.
        row.changed_at = min(row.changed_at, end - timedelta(seconds=1))
    if register.derive is not None:
        # By the surroundings of today: what followed from others is not kept in history.
        register.derive(rows)
    return rows
