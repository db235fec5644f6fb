"""Accounts: by invitation, through a link that works once."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q
from pydantic import SecretStr

from lockstep.domain.access.actions.grants import refuse_more_than_own
from lockstep.domain.access.errors import Forbidden, NotFound, Refused
from lockstep.domain.access.models import Grant, Invitation, Node, User
from lockstep.domain.access.policies import grants_in_force, may_administer, may_grant_roles
from lockstep.domain.access.vocabulary import SYSTEM, Role
from lockstep.domain.access.work import Work
from lockstep.foundation.findings import Finding, LockstepError, Severity

DEFAULT_DAYS = 7


class WeakPassword(LockstepError):
    """The password is too easy to guess."""

    code = "access.weak_password"


@dataclass(frozen=True, slots=True)
class IssuedInvitation:
    """A stored invitation with its token, which is shown once and never stored."""

    invitation: Invitation
    token: str


def hash_of(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_set_up(work: Work, *, days: int = DEFAULT_DAYS) -> IssuedInvitation:
    """Make the link of the first run, whose holder becomes administrator; earlier such links end."""
    if work.actor is not SYSTEM:
        raise Forbidden("Lockstep", "Only the server itself opens the set-up, at its first start.")
    work.open_to("the server, before the first account exists")
    if User.objects.exists():
        raise Refused("Lockstep", "It is set up already. Ask an administrator for an invitation.")
    for earlier in _open_invitations(work.at).filter(email=""):
        work.change(earlier, version=earlier.version, withdrawn_at=work.at)
    return _issue(work, email="", role=Role.ADMINISTRATOR, node=None, days=days)


def invite(
    work: Work, *, email: str, role: Role, node: int | None = None, days: int = DEFAULT_DAYS
) -> IssuedInvitation:
    """Make a link with which one person gets an account and a role."""
    place = work.get(Node, node) if node is not None else None
    work.require(may_grant_roles, place)
    refuse_more_than_own(work, role, place)
    address = email.strip().casefold()
    if User.objects.filter(email=address).exists():
        raise Refused(address, "There is an account with this e-mail. Grant it a role instead.")
    for earlier in _open_invitations(work.at).filter(email=address, node=place):
        work.change(earlier, version=earlier.version, withdrawn_at=work.at)
    return _issue(work, email=address, role=role, node=place, days=days)


def withdraw_invitation(work: Work, *, invitation: int, version: int) -> Invitation:
    """End an invitation before it is used."""
    row = work.get(Invitation, invitation)
    work.require(may_grant_roles, row.node)
    if row.accepted_at is not None:
        raise Refused(str(row), "It was accepted already. Revoke the role instead.")
    return work.change(row, version=version, withdrawn_at=work.at)


def accept_invitation(
    work: Work, *, token: SecretStr, name: str, password: SecretStr, email: str = ""
) -> User:
    """Make the account of an invited person; the link ends with it."""
    row = (
        _open_invitations(work.at)
        .select_for_update()
        .filter(token_hash=hash_of(token.get_secret_value()))
        .first()
    )
    if row is None:
        raise NotFound("invitation", "This link was used, has expired or was withdrawn. Ask for a new one.")
    work.open_to("the holder of the invitation link")
    address = (row.email or email).strip().casefold()
    if User.objects.filter(email=address).exists():
        raise Refused(address, "There is an account with this e-mail. Sign in instead.")
    user = work.create(User, email=address, name=name.strip(), password="!")  # noqa: S106  set below
    _set_password(user, password.get_secret_value())
    work.act_as(user)
    work.create(Grant, user=user, node=row.node, role=row.role, since=work.at)
    work.change(row, version=row.version, accepted_at=work.at)
    return user


def rename_account(work: Work, *, user: int, version: int, name: str) -> User:
    """Change the name that others see."""
    row = work.get(User, user)
    if row.pk == work.user_id:
        work.open_to("the owner of the account")
    else:
        work.require(may_administer, None)
    return work.change(row, version=version, name=name.strip())


def deactivate_account(work: Work, *, user: int, version: int) -> User:
    """Keep someone out from now on; history keeps the name."""
    row = work.lock(User, user)
    work.require(may_administer, None)
    administrators = grants_in_force().filter(node__isnull=True, role=Role.ADMINISTRATOR)
    if not administrators.exclude(user=row).exists():
        raise Refused(row.name, "This is the last administrator. Make someone else administrator first.")
    return work.change(row, version=version, is_active=False)


def reactivate_account(work: Work, *, user: int, version: int) -> User:
    """Let someone in again."""
    row = work.get(User, user)
    work.require(may_administer, None)
    return work.change(row, version=version, is_active=True)


def _open_invitations(now: datetime):
    return Invitation.objects.filter(
        Q(expires_at__gt=now), accepted_at__isnull=True, withdrawn_at__isnull=True
    )


def _issue(work: Work, *, email: str, role: Role, node: Node | None, days: int) -> IssuedInvitation:
    token = secrets.token_urlsafe(32)
    invitation = work.create(
        Invitation,
        email=email,
        node=node,
        role=role.value,
        token_hash=hash_of(token),
        expires_at=work.at + timedelta(days=days),
        invited_by=work.user_id,
    )
    return IssuedInvitation(invitation, token)


def _set_password(user: User, password: str) -> None:
    """Store a password outside the history, where not even its hash belongs."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        findings = [
            Finding("access.weak_password", Severity.ERROR, "password", text) for text in error.messages
        ]
        raise WeakPassword("password", error.messages[0], findings=findings) from None
    user.set_password(password)
    User.objects.filter(pk=user.pk).update(password=user.password)
