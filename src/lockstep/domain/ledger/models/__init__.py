"""Models of the app: change sets < changes. Both are append-only; triggers of the database see to it."""

from lockstep.domain.ledger.models.change_sets import ChangeSet
from lockstep.domain.ledger.models.changes import Change

__all__ = ["Change", "ChangeSet"]
