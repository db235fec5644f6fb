"""Who may: the role matrix compiled to a check of one node and to a filter of many."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from lockstep.domain.access.models import Grant, Node
from lockstep.domain.access.vocabulary import SYSTEM, Permission, roles_with

_known: ContextVar[dict[int, "Standing"] | None] = ContextVar("lockstep_standings", default=None)


@contextmanager
def standings_read_once() -> Iterator[None]:
    """Read the grants of each person once while something is shown; the next request reads them anew."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def grants_in_force() -> QuerySet[Grant]:
    """Return the grants of active accounts that hold at this moment."""
    now = timezone.now()
    return Grant.objects.filter(
        Q(until__isnull=True) | Q(until__gt=now), since__lte=now, user__is_active=True
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """The roles that one actor holds at one moment, each with the path it holds for ("" is everywhere)."""

    grants: tuple[tuple[str, str], ...]
    is_system: bool = False

    @classmethod
    def of(cls, user: Any) -> "Standing":
        """Read the standing of a user, of `SYSTEM`, or of nobody."""
        if user is SYSTEM:
            return cls((), is_system=True)
        if user is None or user.pk is None:
            return cls(())
        known = _known.get()
        if known is not None and user.pk in known:
            return known[user.pk]
        rows = grants_in_force().filter(user_id=user.pk).values_list("node__path", "role")
        found = cls(tuple((path or "", role) for path, role in rows))
        if known is not None:
            known[user.pk] = found
        return found

    def may(self, permission: Permission, path: str) -> bool:
        """Tell whether the permission is held at a path; the empty path is the whole installation."""
        roles = roles_with(permission)
        return self.is_system or any(role in roles and path.startswith(root) for root, role in self.grants)

    def may_anywhere(self, permission: Permission) -> bool:
        """Tell whether the permission is held at any node at all."""
        roles = roles_with(permission)
        return self.is_system or any(role in roles for _, role in self.grants)


@dataclass(frozen=True, slots=True)
class Policy:
    """One question of the kind "may this person do that here?"."""

    name: str
    permission: Permission
    words: str

    def holds(self, standing: Standing, path: str, row: Any) -> bool:
        """Tell whether someone of this standing may, at a path; a policy of its own may also look at the row."""
        return standing.may(self.permission, path)

    def allows(self, user: Any, node: Node | None) -> bool:
        """Tell whether the user may, at a node; None asks for the whole installation."""
        return self.holds(Standing.of(user), node.path if node else "", node)

    def nodes(self, user: Any) -> QuerySet[Node]:
        """Return the nodes at which the user may."""
        return Node.objects.filter(self.readable(user))

    def readable(self, user: Any, to_node: str = "") -> Q:
        """Return the filter of rows whose node allows; `to_node` is the way to it, such as "project__node".

        The grants are read here and become plain comparisons of paths: a subquery would be planned anew for every
        size of the tree, and badly for one that has just grown.
        """
        if user is SYSTEM:
            return Q()
        roles = roles_with(self.permission)
        roots = sorted({root for root, role in Standing.of(user).grants if role in roles})
        if "" in roots:
            return Q(**{f"{to_node}__isnull": False}) if to_node else Q()
        path = f"{to_node}__path__startswith" if to_node else "path__startswith"
        return reduce(or_, (Q(**{path: root}) for root in _tops(roots)), Q(pk__in=[]))


def _tops(roots: list[str]) -> list[str]:
    """Return the paths that lie below no other one; `roots` is sorted."""
    tops: list[str] = []
    for root in roots:
        if not tops or not root.startswith(tops[-1]):
            tops.append(root)
    return tops


may_read = Policy("may_read", Permission.READ, "read this")
may_comment = Policy("may_comment", Permission.COMMENT, "comment here")
may_raise_records = Policy("may_raise_records", Permission.RAISE_RECORDS, "raise records here")
may_edit_records = Policy("may_edit_records", Permission.EDIT_RECORDS, "edit records here")
may_read_secrets = Policy(
    "may_read_secrets", Permission.READ_SECRETS, "read what is kept from most people here"
)
may_decide = Policy("may_decide", Permission.DECIDE, "approve or decide here")
may_report_progress = Policy("may_report_progress", Permission.REPORT_PROGRESS, "report progress here")
may_edit_schedule = Policy("may_edit_schedule", Permission.EDIT_SCHEDULE, "edit the schedule here")
may_import_plans = Policy("may_import_plans", Permission.IMPORT_PLANS, "import plans here")
may_set_baselines = Policy("may_set_baselines", Permission.SET_BASELINES, "set baselines here")
may_edit_people = Policy("may_edit_people", Permission.EDIT_PEOPLE, "edit people and calendars here")
may_edit_details = Policy("may_edit_details", Permission.EDIT_DETAILS, "edit the details here")
may_edit_structure = Policy("may_edit_structure", Permission.EDIT_STRUCTURE, "change the structure here")
may_grant_roles = Policy("may_grant_roles", Permission.GRANT_ROLES, "grant roles here")
may_administer = Policy("may_administer", Permission.ADMINISTER, "administer this")

POLICIES: dict[str, Policy] = {
    policy.name: policy
    for policy in (
        may_read,
        may_comment,
        may_raise_records,
        may_edit_records,
        may_read_secrets,
        may_decide,
        may_report_progress,
        may_edit_schedule,
        may_import_plans,
        may_set_baselines,
        may_edit_people,
        may_edit_details,
        may_edit_structure,
        may_grant_roles,
        may_administer,
    )
}
