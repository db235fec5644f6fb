"""Changes of the running action, one for each record, until they are written together."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from lockstep.domain.ledger.registry import Registration


@dataclass(slots=True)
class PendingChange:
    """What the running action did to one record so far."""

    registration: Registration
    record_id: int
    node_id: int | None
    label: str
    version_before: int | None
    version_after: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def model(self) -> type[Model]:
        """Return the model of the record."""
        return self.registration.model

    @property
    def is_creation(self) -> bool:
        """Tell whether the action made the record."""
        return self.version_before is None

    @property
    def is_removal(self) -> bool:
        """Tell whether the action removed the record."""
        return self.version_after is None

    @property
    def field_names(self) -> frozenset[str]:
        """Return the columns that were written."""
        return frozenset(self.before or ()) | frozenset(self.after or ())


def merged(first: PendingChange, second: PendingChange) -> PendingChange | None:
    """Return two changes of one record as one; None when nothing remains of them."""
    if first.is_creation and second.is_removal:
        return None
    before, after = first.before, second.after
    if not first.is_creation and second.is_removal:
        before = {**(second.before or {}), **(first.before or {})}
    elif first.is_creation:
        after = {**(first.after or {}), **(second.after or {})}
    elif not first.is_removal:
        before = {**(second.before or {}), **(first.before or {})}
        after = {**(first.after or {}), **(second.after or {})}
        same = [name for name in after if name in before and before[name] == after[name]]
        before = {name: value for name, value in before.items() if name not in same}
        after = {name: value for name, value in after.items() if name not in same}
    return PendingChange(
        first.registration,
        first.record_id,
        second.node_id,
        second.label,
        first.version_before,
        second.version_after,
        before,
        after,
    )
