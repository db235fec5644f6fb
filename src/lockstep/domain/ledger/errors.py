"""What the ledger answers when a write cannot be carried out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lockstep.domain.access.errors import Forbidden, NotFound, Refused
from lockstep.foundation.findings import Finding, LockstepError

__all__ = [
    "ActionMisuse",
    "AlreadyUndone",
    "FieldConflict",
    "Forbidden",
    "InvalidInput",
    "NotFound",
    "Refused",
    "StaleVersion",
    "StillReferenced",
    "UndoConflict",
]


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """One field that two writers disagree about, in JSON values.

    `yours` is what was about to be written; `theirs` is what is stored now.
    """

    record_type: str
    record_id: int
    label: str
    field: str
    yours: Any
    theirs: Any


class StaleVersion(LockstepError):
    """Someone else changed the record since it was read; both values are here."""

    code = "ledger.stale_version"

    def __init__(
        self,
        place: str,
        *,
        record_type: str,
        record_id: int,
        expected_version: int,
        current_version: int,
        current: Mapping[str, Any],
        conflicts: Iterable[FieldConflict],
    ) -> None:
        self.record_type = record_type
        self.record_id = record_id
        self.expected_version = expected_version
        self.current_version = current_version
        self.current = dict(current)
        self.conflicts = tuple(conflicts)
        fields = ", ".join(conflict.field for conflict in self.conflicts)
        super().__init__(
            place,
            f"It was changed meanwhile: you read version {expected_version}, stored is {current_version}"
            + (f" ({fields} differ)." if fields else ".")
            + " Look at the current values, then send your change again.",
        )


class InvalidInput(LockstepError):
    """An argument or a field value cannot be used; each fault is a finding whose place is the field."""

    code = "domain.invalid_input"

    def __init__(self, place: str, sentence: str, *, findings: Iterable[Finding] = ()) -> None:
        super().__init__(place, sentence, findings=findings)


class UndoConflict(LockstepError):
    """The change cannot be taken back because later changes stand on it."""

    code = "ledger.undo_conflict"

    def __init__(self, place: str, conflicts: Iterable[FieldConflict]) -> None:
        self.conflicts = tuple(conflicts)
        first = self.conflicts[0]
        more = f" and {len(self.conflicts) - 1} more" if len(self.conflicts) > 1 else ""
        super().__init__(
            place,
            f"It cannot be undone: {first.label} was changed since ({first.field}){more}. "
            "Undo the later changes first, or edit the values by hand.",
        )


class AlreadyUndone(LockstepError):
    """The change set was taken back before."""

    code = "ledger.already_undone"


class StillReferenced(Refused):
    """A record is removed while others still need it."""

    code = "ledger.still_referenced"


class ActionMisuse(LockstepError):
    """A programming error in an action; never the fault of the person who asked."""

    code = "ledger.misuse"
