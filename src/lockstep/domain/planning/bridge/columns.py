"""Which column of a spreadsheet is what, as people chose it for a project: read, kept, and fitted to the next file."""

import json
from collections.abc import Mapping as Names
from dataclasses import replace
from typing import Any

from lockstep.domain.planning.bridge.files import read_kept
from lockstep.domain.planning.models import ImportRun
from lockstep.domain.planning.vocabulary import ImportState
from lockstep.foundation.findings import LockstepError

MOST_LETTERS = 100_000


def checked(text: str) -> str:
    """Return a mapping's text in one form, "" for none. Raises LockstepError where it is no mapping."""
    from lockstep.exchange import Mapping

    return Mapping.from_json(text[:MOST_LETTERS]).to_json() if text.strip() else ""


def saved_columns(project: int, digest: str, name: str) -> str:
    """Return the columns that were chosen for a project's last file, fitted to this one; "" where they do not fit."""
    row = (
        ImportRun.objects.filter(
            project_id=project, state=ImportState.APPLIED, source_format__in=("csv", "xlsx")
        )
        .exclude(arguments__mapping=None)
        .exclude(arguments__mapping="")
        .order_by("-pk")
        .first()
    )
    return _fitted(row.arguments["mapping"], digest, name) if row is not None else ""


def changed_columns(text: str, columns: Names[int, str]) -> str:
    """Return a mapping with other columns: the name of a field by number of column, "" keeps it raw.

    Raises LockstepError where a field is unknown, or is given to two columns.
    """
    chosen: dict[str, int] = {}
    for column, field in sorted(columns.items()):
        if field and chosen.setdefault(field, column) != column:
            raise LockstepError(
                "columns",
                f"Two columns are said to be '{field}'; choose it for one of them.",
                code="exchange.mapping",
            )
    return checked(json.dumps({**json.loads(text), "columns": chosen}))


def columns_of(text: str) -> list[dict[str, Any]]:
    """Return the columns of a mapping: number, letters, head and field, "" where it is kept raw."""
    found = json.loads(text)
    fields = {column: field for field, column in found["columns"].items()}
    heads = {int(column): head for column, head in found["heads"].items()}
    return [
        {"number": number, "head": heads.get(number, ""), "field": fields.get(number, "")}
        for number in sorted({*heads, *fields})
    ]


def field_names() -> list[str]:
    """Return the fields that a column can be."""
    from lockstep.exchange import SHEET_FIELDS

    return list(SHEET_FIELDS)


def _fitted(text: str, digest: str, name: str) -> str:
    """Fit a saved mapping by the heads of its columns, which may have moved."""
    from lockstep.exchange import Mapping, NoColumns

    try:
        proposed = read_kept(digest, name).mapping
    except NoColumns as error:
        proposed = error.mapping
    if proposed is None:
        return ""
    saved = Mapping.from_json(text)
    if saved.heads == proposed.heads:
        return replace(saved, sheet=proposed.sheet).to_json()
    column_of = {head: column for column, head in proposed.heads.items() if head}
    columns = {
        field: column_of.get(saved.heads.get(column, ""), 0) for field, column in saved.columns.items()
    }
    if 0 in columns.values():
        return ""
    fitted = replace(
        saved,
        sheet=proposed.sheet,
        header_row=proposed.header_row,
        columns=columns,
        heads=proposed.heads,
    )
    return fitted.to_json()
