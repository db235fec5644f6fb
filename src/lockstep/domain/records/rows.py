"""A record as rules see it, and what the machine keeps beside the values that people give."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lockstep.domain.records.declarations import FieldKind, Register
from lockstep.domain.records.vocabulary import today


class RowView:
    """A record with changes laid over it: attributes are those of the model, plus `today`."""

    def __init__(self, row: Any, changes: Mapping[str, Any]) -> None:
        self._row, self._changes = row, changes

    def __getattr__(self, name: str) -> Any:
        if name == "today":
            return today()
        changes = self._changes
        return changes[name] if name in changes else getattr(self._row, name)


def folded_text(register: Register, row: Any) -> str:
    """Return what search compares: key, title and the texts that the register names, none of them secret."""
    words = [row.key, row.title]
    for name in register.search_fields:
        field = register.all_fields[name]
        if field.secrecy is None and field.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.TAGS):
            words.append(str(getattr(row, field.column) or ""))
    return " ".join(word.casefold() for word in words if word)[:4_000]


def written_changes(register: Register, row: Any, changes: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """Return the changes that differ, with what the machine keeps beside them; nothing for nothing."""
    differing = {name: value for name, value in changes.items() if getattr(row, name) != value}
    if not differing:
        return {}
    view = RowView(row, differing)
    return {**differing, "folded": folded_text(register, view), "changed_at": at}
