"""Reads of the app: history."""

from lockstep.domain.ledger.queries.history import (
    ChangeRow,
    ChangeSetRow,
    change_set,
    history,
    undone_change_sets,
)

__all__ = ["ChangeRow", "ChangeSetRow", "change_set", "history", "undone_change_sets"]
