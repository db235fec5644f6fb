"""Accounts and invitations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from lockstep.domain.access.actions.accounts import hash_of
from lockstep.domain.access.errors import NotFound
from lockstep.domain.access.models import Invitation, User
from lockstep.domain.access.policies import Standing, grants_in_force, may_grant_roles
from lockstep.domain.access.vocabulary import Permission, Role


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as others see it."""

    id: int
    version: int
    name: str
    email: str
    is_active: bool
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation that waits; never with its token."""

    id: int
    version: int
    email: str
    role: Role
    node_id: int | None
    node: str
    expires_at: datetime
    invited_by: str


def has_accounts() -> bool:
    """Tell whether the installation was set up."""
    return User.objects.exists()


def user_by_email(email: str) -> User:
    """Return the active account of an e-mail, to act as it."""
    user = User.objects.filter(email=email.strip().casefold(), is_active=True).first()
    if user is None:
        raise NotFound(email, "There is no active account with this e-mail.")
    return user


def user_by_id(account_id: int) -> User | None:
    """Return an active account, for work that it asked for earlier; None where it is gone."""
    return User.objects.filter(pk=account_id, is_active=True).first()


def account_names(account_ids: Iterable[int]) -> dict[int, str]:
    """Return the names of accounts by id, for whoever sees what they own; those that are gone are left out."""
    found = User.objects.filter(pk__in=list(account_ids)).only("name", "email")
    return {row.pk: str(row) for row in found}


def active_account_names() -> tuple[User, ...]:
    """Return all active accounts with their names, for finding who is meant by a text."""
    return tuple(User.objects.filter(is_active=True).only("pk", "name", "email", "is_active"))


def first_administrator() -> User | None:
    """Return the oldest active administrator of the whole installation."""
    grants = grants_in_force().filter(node__isnull=True, role=Role.ADMINISTRATOR).order_by("user_id")
    grant = grants.select_related("user").first()
    return grant.user if grant else None


def accounts(
    user: Any, *, text: str = "", after: tuple[str, int] | None = None, limit: int = 50
) -> tuple[AccountRow, ...]:
    """Return accounts by name, for whoever holds a role somewhere; `after` is name and id of the last one seen."""
    if not Standing.of(user).may_anywhere(Permission.READ):
        return ()
    found = User.objects.order_by("name", "pk")
    if text:
        found = found.filter(Q(name__icontains=text) | Q(email__icontains=text.casefold()))
    if after is not None:
        found = found.filter(Q(name__gt=after[0]) | Q(name=after[0], pk__gt=after[1]))
    return tuple(_account(row) for row in found[:limit])


def account(user: Any, account_id: int) -> AccountRow:
    """Return one account; one's own is always there."""
    row = User.objects.filter(pk=account_id).first()
    if row is None or (row.pk != user.pk and not Standing.of(user).may_anywhere(Permission.READ)):
        raise NotFound(f"account {account_id}", "There is no such account, or you may not see it.")
    return _account(row)


def open_invitations(
    user: Any, *, before: int | None = None, limit: int | None = None
) -> tuple[InvitationRow, ...]:
    """Return the waiting invitations to places where the user may grant roles, the newest first.

    `before` is the id after which the next page starts.
    """
    allowed = Q(node__in=may_grant_roles.nodes(user))
    if Standing.of(user).may(Permission.GRANT_ROLES, ""):
        allowed |= Q(node__isnull=True)
    rows = _waiting().filter(allowed).select_related("node", "invited_by").order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return tuple(_invitation(row) for row in rows[:limit])


def invitation_behind(token: str) -> InvitationRow:
    """Return the invitation of a link; NotFound when it was used, withdrawn or has expired."""
    row = _waiting().filter(token_hash=hash_of(token)).select_related("node", "invited_by").first()
    if row is None:
        raise NotFound("invitation", "This link was used, has expired or was withdrawn. Ask for a new one.")
    return _invitation(row)


def _waiting() -> Any:
    return Invitation.objects.filter(
        expires_at__gt=timezone.now(), accepted_at__isnull=True, withdrawn_at__isnull=True
    )


def _account(row: User) -> AccountRow:
    return AccountRow(row.pk, row.version, row.name, row.email, row.is_active, row.joined_at)


def _invitation(row: Invitation) -> InvitationRow:
    return InvitationRow(
        row.pk,
        row.version,
        row.email,
        Role(row.role),
        row.node_id,
        row.node.name if row.node else "",
        row.expires_at,
        row.invited_by.name if row.invited_by else "",
    )
