"""Rows of a backup into the tables they came from, proven by their checksums."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps as todays_apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Field, Model

from lockstep.server.backup import backed_up_models
from lockstep.server.backup_files import BackupError, Manifest, sum_lines, table_file
from lockstep.server.rows_as_lines import as_line, columns_of, instance_of, read_rows
from lockstep.server.sequences import write_sequences

BATCH = 1_000


def fill(source: Path, manifest: Manifest, apps: Any = todays_apps) -> None:
    """Replace all rows by those of a backup, inside the caller's transaction, and prove that they are the same.

    `apps` are those of the moment of the backup, whose tables the database must have.
    """
    models = {model._meta.label_lower: model for model in backed_up_models(apps)}
    columns = {label: _columns(source, manifest, label, models) for label in manifest.tables}
    # What migrations put there comes again with the backup, under its old ids.
    for model in reversed(list(models.values())):
        rows = model._base_manager.all()
        rows._raw_delete(rows.db)
    with zipfile.ZipFile(source) as archive:
        for label, fields in columns.items():
            with archive.open(table_file(label)) as file:
                _insert(f"{source}: {label}", models[label], fields, iter(file))
    write_sequences(connection, list(models.values()), manifest.sequences)
    for label, fields in columns.items():
        stored = sum_lines(as_line(row, fields) for row in read_rows(models[label], "default"))
        if stored != manifest.tables[label]:
            raise BackupError(
                f"{source}: {label}", "The stored rows differ from the backup; nothing was kept."
            )


def _columns(
    source: Path, manifest: Manifest, label: str, models: dict[str, type[Model]]
) -> tuple["Field[Any, Any]", ...]:
    """Return the columns that the values of a table's lines belong to, in their order."""
    place = f"{source}: {label}"
    if label not in models:
        raise BackupError(place, "There is no such table in this Lockstep; nothing was changed.")
    names = manifest.columns.get(label) or _names_in_todays_order(place, models[label])
    fields = {field.name: field for field in columns_of(models[label])}
    if set(names) != fields.keys():
        raise BackupError(place, "Its columns are not those of its version; use another backup.")
    return tuple(fields[name] for name in names)


def _names_in_todays_order(place: str, model: type[Model]) -> list[str]:
    """Return the columns of a table that a backup does not name: their order then was that of today's table."""
    there = {field.name for field in columns_of(model)}
    try:
        today = [field.name for field in columns_of(todays_apps.get_model(model._meta.label_lower))]
    except LookupError:
        today = []
    if there - set(today):
        raise BackupError(
            place,
            "An early Lockstep wrote it without the names of its columns, and the table has changed since. "
            "Restore it with the Lockstep that wrote it, then upgrade that installation.",
        )
    return [name for name in today if name in there]


def _insert(
    place: str, model: type[Model], fields: tuple["Field[Any, Any]", ...], lines: Iterator[bytes]
) -> None:
    batch: list[Model] = []
    for line in lines:
        try:
            batch.append(instance_of(model, fields, line))
        except (ValueError, TypeError, ValidationError) as error:
            raise BackupError(place, f"A row does not fit its table ({error}); nothing was kept.") from error
        if len(batch) == BATCH:
            model._base_manager.bulk_create(batch)
            batch = []
    model._base_manager.bulk_create(batch)
