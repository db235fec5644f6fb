"""The columns of a spreadsheet that was read: what each was taken for, and what it could be."""

from dataclasses import dataclass

from lockstep.domain.planning.bridge.columns import columns_of, field_names


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column; `field` is "" where it is kept raw."""

    number: int
    head: str
    field: str


def sheet_columns(mapping: str) -> tuple[SheetColumn, ...]:
    """Return the columns in the mapping of an import's report; none where it is no spreadsheet."""
    return tuple(SheetColumn(**found) for found in columns_of(mapping)) if mapping else ()


def sheet_fields() -> tuple[str, ...]:
    """Return what a column can be."""
    return tuple(field_names())
