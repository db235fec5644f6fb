"""Three values of each field: as last imported, as it is here now, as the file says. Who edited what?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that the file changes, or would."""

    name: str
    base: Any
    ours: Any
    theirs: Any


@dataclass(slots=True)
class Comparison:
    """What a file does to one record."""

    changes: list[FieldChange] = field(default_factory=list)
    """The source changed it and nobody here did: taken over."""
    conflicts: list[FieldChange] = field(default_factory=list)
    """Both changed it, to different values: ours stays unless someone decides otherwise."""
    kept: list[FieldChange] = field(default_factory=list)
    """Edited here, unchanged in the source: ours stays."""


def compare_fields(base: Values | None, ours: Values, theirs: Values, names: Iterable[str]) -> Comparison:
    """Compare the fields of one record. Without a base (never imported before) every difference is the source's."""
    found = Comparison()
    for name in names:
        our, their = ours[name], theirs[name]
        if our == their:
            continue
        last = their if base is None else base.get(name)
        change = FieldChange(name, None if base is None else last, our, their)
        if base is None or our == last:
            found.changes.append(change)
        elif their == last:
            found.kept.append(change)
        else:
            found.conflicts.append(change)
    return found
