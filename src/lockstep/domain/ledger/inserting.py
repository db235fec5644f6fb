"""Inserting many rows: one prepared statement, or PostgreSQL's COPY.

Django's own bulk insert spends most of its time on the text of statements; an import writes tens of thousands of
rows with their history.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import orjson
from django.db import connection
from django.db.models import (
    BooleanField,
    CharField,
    FloatField,
    ForeignKey,
    IntegerField,
    JSONField,
    Model,
    TextField,
)


def insert_many(model: type[Model], made: Sequence[Model]) -> None:
    """Insert rows; those without an id get one."""
    if not made:
        return
    fresh = [row for row in made if row.pk is None]
    for row, number in zip(fresh, next_ids(model, len(fresh)), strict=True):
        row.pk = number
    names = [field.attname for field in model._meta.concrete_fields]
    insert_rows(model, names, ([getattr(row, name) for name in names] for row in made))


def insert_rows(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows given as values by column; a column that is left out gets what the database gives it."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    quote = connection.ops.quote_name
    table, columns = quote(model._meta.db_table), ", ".join(quote(fields[name].column) for name in names)
    preparers = [_preparer(fields[name]) for name in names]
    ready = ([prepare(value) for prepare, value in zip(preparers, row, strict=True)] for row in rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in ready:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(names))
        # Only names of our own tables and columns are put into the text.
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", ready)  # noqa: S608


def next_ids(model: type[Model], count: int) -> Iterator[int]:
    """Return ids that no row has or will get otherwise."""
    if count == 0:
        return iter(())
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [f'"{table}"', column, count],
            )
            return iter([int(row[0]) for row in cursor.fetchall()])
        # An action is the only writer of SQLite while it runs, and Django's ids never come again.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
        first = int(last[0]) + 1 if last else 1
        statement = (
            "UPDATE sqlite_sequence SET seq = %s WHERE name = %s"
            if last
            else "INSERT INTO sqlite_sequence (seq, name) VALUES (%s, %s)"
        )
        cursor.execute(statement, [first + count - 1, table])
        return iter(range(first, first + count))


def _preparer(field: Any) -> Callable[[Any], Any]:
    """Return what turns a value of a column into what the database takes; plain columns take the short way."""
    target = field.target_field if isinstance(field, ForeignKey) else field
    if isinstance(target, IntegerField):
        return lambda value: None if value is None else int(value)
    if isinstance(target, BooleanField):
        return lambda value: None if value is None else bool(value)
    if isinstance(target, FloatField):
        return lambda value: None if value is None else float(value)
    if isinstance(target, CharField | TextField):
        return lambda value: None if value is None else str(value)
    if isinstance(target, JSONField) and target.encoder is None:
        return lambda value: None if value is None else orjson.dumps(value).decode()
    return lambda value: field.get_db_prep_save(value, connection)
