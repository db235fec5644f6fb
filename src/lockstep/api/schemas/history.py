"""Who changed what, and taking it back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lockstep.api.shapes import Shape


class FieldValues(Shape):
    """One record before and after; a new one has no before, a removed one no after."""

    record: str
    id: int
    node: int | None
    label: str
    version_before: int | None
    version_after: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class ChangeSet(Shape):
    """One carried-out action with the changes that the caller may see."""

    id: int
    actor_id: int | None
    actor: str
    at: datetime
    reason: str
    action: str
    inverse_of: int | None
    is_undone: bool
    revisions: Mapping[str, int]
    change_count: int
    changes: list[FieldValues]


class ChangeSets(Shape):
    """Change sets, the newest first; each with its first changes only."""

    items: list[ChangeSet]
    next: str | None
