"""Every change of a stored record: who, when, why, before and after, and how to take it back.

Public names are listed in `_WHERE` and loaded on first use, because Django forbids importing models before its
apps are ready. `docs/architecture/actions.md` shows them at work.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lockstep.domain.access.models.versioned import Versioned
    from lockstep.domain.ledger.announcements import announce_to
    from lockstep.domain.ledger.closing import closing_step
    from lockstep.domain.ledger.definitions import Edit, action, carry_out
    from lockstep.domain.ledger.drafting import DraftWork, matching
    from lockstep.domain.ledger.errors import (
        FieldConflict,
        Forbidden,
        InvalidInput,
        NotFound,
        Refused,
        StaleVersion,
        UndoConflict,
    )
    from lockstep.domain.ledger.inserting import insert_many
    from lockstep.domain.ledger.moments import moment, told_at
    from lockstep.domain.ledger.performing import (
        Outcome,
        has_pending_changes,
        perform,
        perform_edits,
        preview,
        undo,
    )
    from lockstep.domain.ledger.registry import register
    from lockstep.domain.ledger.values import encoded
    from lockstep.domain.ledger.work import Work

_WHERE = {
    "Versioned": "lockstep.domain.access.models.versioned",
    "announce_to": "lockstep.domain.ledger.announcements",
    "closing_step": "lockstep.domain.ledger.closing",
    "Edit": "lockstep.domain.ledger.definitions",
    "action": "lockstep.domain.ledger.definitions",
    "carry_out": "lockstep.domain.ledger.definitions",
    "encoded": "lockstep.domain.ledger.values",
    "DraftWork": "lockstep.domain.ledger.drafting",
    "matching": "lockstep.domain.ledger.drafting",
    "FieldConflict": "lockstep.domain.ledger.errors",
    "Forbidden": "lockstep.domain.ledger.errors",
    "InvalidInput": "lockstep.domain.ledger.errors",
    "NotFound": "lockstep.domain.ledger.errors",
    "Refused": "lockstep.domain.ledger.errors",
    "StaleVersion": "lockstep.domain.ledger.errors",
    "UndoConflict": "lockstep.domain.ledger.errors",
    "insert_many": "lockstep.domain.ledger.inserting",
    "moment": "lockstep.domain.ledger.moments",
    "told_at": "lockstep.domain.ledger.moments",
    "Outcome": "lockstep.domain.ledger.performing",
    "has_pending_changes": "lockstep.domain.ledger.performing",
    "perform": "lockstep.domain.ledger.performing",
    "perform_edits": "lockstep.domain.ledger.performing",
    "preview": "lockstep.domain.ledger.performing",
    "undo": "lockstep.domain.ledger.performing",
    "register": "lockstep.domain.ledger.registry",
    "Work": "lockstep.domain.ledger.work",
}

__all__ = [
    "DraftWork",
    "Edit",
    "FieldConflict",
    "Forbidden",
    "InvalidInput",
    "NotFound",
    "Outcome",
    "Refused",
    "StaleVersion",
    "UndoConflict",
    "Versioned",
    "Work",
    "action",
    "announce_to",
    "carry_out",
    "closing_step",
    "encoded",
    "has_pending_changes",
    "insert_many",
    "matching",
    "moment",
    "perform",
    "perform_edits",
    "preview",
    "register",
    "told_at",
    "undo",
]


def __getattr__(name: str) -> Any:
    try:
        return getattr(import_module(_WHERE[name]), name)
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
