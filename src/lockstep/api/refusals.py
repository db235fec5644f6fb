"""Which status and which details the domain's own errors have on this door."""

from typing import Any

from lockstep.api.problems import FieldConflict, VersionConflict, field_name
from lockstep.domain.ledger import errors
from lockstep.domain.ledger.registry import registrations
from lockstep.foundation.findings import LockstepError

STATUS: tuple[tuple[type[LockstepError], int], ...] = (
    (errors.NotFound, 404),
    (errors.Forbidden, 403),
    (errors.StaleVersion, 412),
    (errors.UndoConflict, 409),
    (errors.AlreadyUndone, 409),
    (errors.StillReferenced, 409),
    (errors.InvalidInput, 422),
    (errors.Refused, 422),
    (errors.ActionMisuse, 500),
)
"""The first class that fits decides; what is not listed could not be carried out as asked (422)."""


def status_of(error: LockstepError) -> int:
    """Return the status of an error of the domain."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 422)


def details_of(error: LockstepError) -> dict[str, Any]:
    """Return both values of everything that stands against the change."""
    details: dict[str, Any] = {}
    if isinstance(error, errors.StaleVersion | errors.UndoConflict):
        details["conflicts"] = [_field_conflict(conflict) for conflict in error.conflicts]
    if isinstance(error, errors.StaleVersion):
        details["versions"] = [
            VersionConflict(
                record=record_word(error.record_type),
                id=error.record_id,
                yours=error.expected_version,
                current=error.current_version,
            )
        ]
    return details


WORDS = {
    "apitoken": "token",
    "workcalendar": "calendar",
    "resource": "person",
    "savedview": "view",
    "activitylayer": "layer",
}
"""Records whose word on this door differs from the model's name."""


def record_word(record_type: str) -> str:
    """Return a record type as this interface names it: "planning.activity" is an activity."""
    word = record_type.rpartition(".")[2]
    return WORDS.get(word, word)


def record_type_of(word: str) -> str | None:
    """Return the record type that a word of this interface stands for."""
    known = {
        record_word(registration.record_type): registration.record_type for registration in registrations()
    }
    return known.get(word)


def _field_conflict(conflict: errors.FieldConflict) -> FieldConflict:
    return FieldConflict(
        record=record_word(conflict.record_type),
        id=conflict.record_id,
        field=field_name(conflict.field),
        yours=conflict.yours,
        current=conflict.theirs,
    )
