"""What the actions of this app need of the ledger, which stands above: the part of `ledger.Work` used here."""

from datetime import datetime
from typing import Any, Protocol, TypeVar

from django.db.models import Model

from lockstep.domain.access.policies import Policy, Standing

M = TypeVar("M", bound=Model)


class Work(Protocol):
    """One running action."""

    actor: Any
    at: datetime

    @property
    def standing(self) -> Standing:
        """Return the roles of the actor."""

    @property
    def user_id(self) -> int | None:
        """Return the account of the actor."""

    def require(self, policy: Policy, target: Model | None) -> None:
        """Go on only if the policy holds."""

    def open_to(self, whom: str) -> None:
        """State that no role is needed."""

    def act_as(self, user: Any) -> None:
        """Go on in the name of the account that the action just made."""

    def get(self, model: type[M], record_id: int) -> M:
        """Return a record that may be read."""

    def lock(self, model: type[M], record_id: int) -> M:
        """Return a record and hold it."""

    def create(self, model: type[M], /, **fields: Any) -> M:
        """Store a record."""

    def change(self, row: M, /, *, version: int, **fields: Any) -> M:
        """Write fields of a record."""

    def change_many(self, model: type[M], edits: Any) -> list[M]:
        """Write many records."""

    def delete(self, row: Model, *, version: int) -> None:
        """Remove a record."""

    def reserve_id(self, model: type[Model]) -> int:
        """Return an id for a record to come."""
