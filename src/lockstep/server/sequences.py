"""The numbers that a database gives to new rows: kept in a backup, because an id must never come again."""

from typing import Any

from django.db.models import AutoField, Model


def read_sequences(connection: Any, models: list[type[Model]]) -> dict[str, int]:
    """Return the last number given by each table."""
    found: dict[str, int] = {}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            by_table = dict(cursor.fetchall())
            tables = {model._meta.db_table: model._meta.label_lower for model in models}
            return {tables[table]: int(last) for table, last in by_table.items() if table in tables}
        for model in _numbered(models):
            cursor.execute(
                "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s))",
                [f'"{model._meta.db_table}"', model._meta.pk.column],
            )
            last = cursor.fetchone()[0]
            if last is not None:
                found[model._meta.label_lower] = int(last)
    return found


def write_sequences(connection: Any, models: list[type[Model]], last: dict[str, int]) -> None:
    """Let each table go on after the last number that was ever given."""
    with connection.cursor() as cursor:
        for model in _numbered(models):
            number = last.get(model._meta.label_lower)
            if not number:
                continue
            table = model._meta.db_table
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
            else:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), %s)",
                    [f'"{table}"', model._meta.pk.column, number],
                )


def _numbered(models: list[type[Model]]) -> list[type[Model]]:
    return [model for model in models if isinstance(model._meta.pk, AutoField) or _is_big(model)]


def _is_big(model: type[Model]) -> bool:
    return model._meta.pk.get_internal_type() in {"BigAutoField", "SmallAutoField"}
