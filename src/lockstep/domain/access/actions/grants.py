"""Giving and taking roles."""

from collections.abc import Iterable
from datetime import datetime

from lockstep.domain.access.errors import Forbidden, NotFound, Refused
from lockstep.domain.access.models import Grant, Node, User
from lockstep.domain.access.policies import grants_in_force, may_grant_roles
from lockstep.domain.access.vocabulary import MATRIX, Role
from lockstep.domain.access.work import Work


def grant_role(
    work: Work, *, user: int, role: Role, node: int | None = None, until: datetime | None = None
) -> Grant:
    """Give an account a role on a node and all below it; without a node, on the whole installation."""
    place = work.get(Node, node) if node is not None else None
    work.require(may_grant_roles, place)
    refuse_more_than_own(work, role, place)
    holder = User.objects.filter(pk=user, is_active=True).first()
    if holder is None:
        raise NotFound(f"account {user}", "There is no such active account. Invite the person first.")
    if grants_in_force().filter(user=holder, node=place, role=role).exists():
        raise Refused(holder.name, f"{holder.name} is {role.words} here already.")
    return work.create(Grant, user=holder, node=place, role=role.value, since=work.at, until=until)


def lend_roles(
    work: Work, *, giver: int, taker: int, node: int, since: datetime, until: datetime
) -> list[Grant]:
    """Give an account the roles that another holds at and below a node, for a time; part of a higher action.

    A role that is held above the node is lent at the node; what the taker holds already is passed over.
    """
    place = work.get(Node, node)
    work.require(may_grant_roles, place)
    held = grants_in_force().filter(user_id=giver).select_related("node")
    wanted = {
        (grant.node if grant.node and grant.node.path.startswith(place.path) else place, Role(grant.role))
        for grant in held
        if grant.node is None
        or grant.node.path.startswith(place.path)
        or place.path.startswith(grant.node.path)
    }
    lent = []
    for where, role in sorted(wanted, key=lambda item: (item[0].path, item[1])):
        refuse_more_than_own(work, role, where)
        known = grants_in_force().filter(user_id=taker, node=where, role=role, until__isnull=True)
        if not known.exists():
            lent.append(
                work.create(Grant, user_id=taker, node=where, role=role.value, since=since, until=until)
            )
    return lent


def end_roles(work: Work, grants: Iterable[int], *, at: datetime) -> None:
    """End lent roles early; part of a higher action."""
    for grant in Grant.objects.filter(pk__in=list(grants)).select_related("node"):
        work.require(may_grant_roles, grant.node)
        if grant.until is None or grant.until > at:
            work.change(grant, version=grant.version, until=max(at, grant.since))


def change_grant(work: Work, *, grant: int, version: int, role: Role, until: datetime | None = None) -> Grant:
    """Give another role in place of a held one."""
    held = _held(work, grant)
    refuse_more_than_own(work, role, held.node)
    _refuse_to_lose_the_last_administrator(held)
    return work.change(held, version=version, role=role.value, until=until)


def revoke_grant(work: Work, *, grant: int, version: int) -> Grant:
    """End a role now; the next request of its holder feels it."""
    held = _held(work, grant)
    _refuse_to_lose_the_last_administrator(held)
    return work.change(held, version=version, until=work.at)


def refuse_more_than_own(work: Work, role: Role, place: Node | None) -> None:
    """Nobody gives a role that holds more than they hold there themselves."""
    path = place.path if place else ""
    if not all(work.standing.may(permission, path) for permission in MATRIX[role]):
        raise Forbidden(
            str(place or "Lockstep"), f"You cannot make someone {role.words} here: you are not one."
        )


def _held(work: Work, grant_id: int) -> Grant:
    grant = work.lock(Grant, grant_id)
    work.require(may_grant_roles, grant.node)
    refuse_more_than_own(work, Role(grant.role), grant.node)
    if grant.until is not None and grant.until <= work.at:
        raise Refused(str(grant), "This role has ended already. Grant it anew.")
    return grant


def _refuse_to_lose_the_last_administrator(held: Grant) -> None:
    if held.node_id is not None or held.role != Role.ADMINISTRATOR:
        return
    others = grants_in_force().filter(node__isnull=True, role=Role.ADMINISTRATOR).exclude(pk=held.pk)
    if not others.exists():
        raise Refused(str(held), "This is the last administrator. Make someone else administrator first.")
