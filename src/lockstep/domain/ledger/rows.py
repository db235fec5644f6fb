"""Statements on versioned rows, the same on both databases."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, Final, TypeVar

from django.db import connection
from django.db.models import CASCADE, SET_NULL, F, Model

from lockstep.domain.ledger.errors import FieldConflict, NotFound, StaleVersion
from lockstep.domain.ledger.registry import Registration, is_registered, registration_of
from lockstep.domain.ledger.values import encoded, whole_row

M = TypeVar("M", bound=Model)
# Below SQLite's limit on variables of a statement, also in old builds.
CHUNK = 500


def chunks(items: Iterable[Any]) -> Iterable[list[Any]]:
    """Cut into lists that one statement can take."""
    iterator = iter(items)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def load(model: type[M], record_ids: Iterable[int]) -> dict[int, M]:
    """Return the rows that exist, by id."""
    found: dict[int, M] = {}
    for chunk in chunks(record_ids):
        found.update((row.pk, row) for row in model._base_manager.filter(pk__in=chunk))
    return found


def load_locked(model: type[M], record_ids: Iterable[int]) -> dict[int, M]:
    """Return the rows that exist, held until commit; always in the order of ids, so that two writers never cross.

    SQLite has one writer at a time, so there nothing is to be held.
    """
    found: dict[int, M] = {}
    for chunk in chunks(sorted(set(record_ids))):
        held = model._base_manager.select_for_update().filter(pk__in=chunk).order_by("pk")
        found.update((row.pk, row) for row in held)
    return found


def update(model: type[Model], record_id: int, version: int, values: Mapping[str, Any]) -> bool:
    """Write a row if it is still at the version."""
    written = model._base_manager.filter(pk=record_id, version=version).update(
        version=F("version") + 1, **values
    )
    return written == 1


def update_many(model: type[Model], writes: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
    """Write rows that are held already, one prepared statement for each set of columns."""
    by_columns: dict[tuple[str, ...], list[tuple[int, Mapping[str, Any]]]] = defaultdict(list)
    for record_id, values in writes:
        by_columns[tuple(sorted(values))].append((record_id, values))
    quote = connection.ops.quote_name
    fields = {field.attname: field for field in model._meta.concrete_fields}
    for names, group in by_columns.items():
        sets = ", ".join(f"{quote(fields[name].column)} = %s" for name in names)
        version, pk = quote("version"), quote(model._meta.pk.column)
        # Only names of our own tables and columns are put into the text.
        sql = (
            f"UPDATE {quote(model._meta.db_table)} SET {sets}, {version} = {version} + 1 "  # noqa: S608
            f"WHERE {pk} = %s"
        )
        parameters = [
            [fields[name].get_db_prep_save(values[name], connection) for name in names] + [record_id]
            for record_id, values in group
        ]
        with connection.cursor() as cursor:
            cursor.executemany(sql, parameters)


def remove(model: type[Model], record_ids: Sequence[int]) -> None:
    """Remove rows, and what is derived from them: rows of models that the ledger does not write."""
    for relation in references(model):
        dependent = relation.related_model
        if is_registered(dependent) or relation.many_to_many:
            continue
        for chunk in chunks(record_ids):
            rows = dependent._base_manager.filter(**{f"{relation.field.name}__in": chunk})
            if relation.on_delete is CASCADE:
                rows.delete()
            elif relation.on_delete is SET_NULL:
                rows.update(**{relation.field.name: None})
    for chunk in chunks(record_ids):
        doomed = model._base_manager.filter(pk__in=chunk)
        # Django's own delete would silently take other records with it.
        doomed._raw_delete(doomed.db)


def references(model: type[Model]) -> list[Any]:
    """Return the relations that lead to a model, also those without a name of their own ("+")."""
    found = model._meta.get_fields(include_hidden=True)
    return [field for field in found if field.auto_created and not field.concrete and field.is_relation]


def references_to(model: type[Model], record_ids: Sequence[int]) -> list[str]:
    """Return sentences on records that still refer to removed ones."""
    found = []
    for relation in references(model):
        dependent = relation.related_model
        if not is_registered(dependent) or relation.many_to_many:
            continue
        for chunk in chunks(record_ids):
            row = dependent._base_manager.filter(**{f"{relation.field.name}__in": chunk}).first()
            if row is not None:
                label = registration_of(dependent).label_of(row)
                found.append(f"{dependent._meta.verbose_name} {label} still refers to it")
                break
    return found


def next_id(model: type[Model]) -> int:
    """Return an id that no row has or will get otherwise."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s))", [f'"{table}"', column])
            return int(cursor.fetchone()[0])
        # An action is the only writer of SQLite while it runs, and Django's ids never come again.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
        number = int(last[0]) + 1 if last else 1
        statement = (
            "UPDATE sqlite_sequence SET seq = %s WHERE name = %s"
            if last
            else "INSERT INTO sqlite_sequence (seq, name) VALUES (%s, %s)"
        )
        cursor.execute(statement, [number, table])
        return number


# Columns that follow from others, so nobody wrote or reads them.
DERIVED: Final = frozenset({"folded", "changed_at"})


def stale(registration: Registration, row: Any, expected: int, values: Mapping[str, Any]) -> StaleVersion:
    """Return the error that shows what is stored beside what was to be written."""
    label = registration.label_of(row)
    theirs = {name: getattr(row, name) for name in values}
    return StaleVersion(
        f"{registration.model._meta.verbose_name} {label}",
        record_type=registration.record_type,
        record_id=row.pk,
        expected_version=expected,
        current_version=row.version,
        # Nothing is known here of the reader, so what is kept from some is told to nobody.
        current={
            name: value
            for name, value in whole_row(registration, row).items()
            if name not in registration.secrets
        },
        conflicts=[
            FieldConflict(
                registration.record_type, row.pk, label, name, encoded(values[name]), encoded(theirs[name])
            )
            for name in values
            if theirs[name] != values[name] and name not in DERIVED
        ],
    )


def stale_or_gone(
    registration: Registration, record_id: int, expected: int, values: Mapping[str, Any]
) -> StaleVersion | NotFound:
    """Return the error for a row that was written or removed between reading and writing."""
    row = load(registration.model, [record_id]).get(record_id)
    if row is None:
        name = registration.model._meta.verbose_name
        return NotFound(f"{name} {record_id}", "It was removed meanwhile. Load the page again.")
    return stale(registration, row, expected, values)
