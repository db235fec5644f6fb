"""Who answers for a node, who did before, and when it is to be looked at again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from lockstep.domain.access.policies import Standing, may_edit_details
from lockstep.domain.ledger import NotFound
from lockstep.domain.portfolio.models import Membership, Profile, Tenure
from lockstep.domain.portfolio.queries.tree import readable_profiles
from lockstep.domain.portfolio.vocabulary import Office


@dataclass(frozen=True, slots=True)
class TenureRow:
    """One office in one hand; `to_date` is None for today's."""

    office: Office
    holder: str
    from_date: date
    to_date: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers for a node today and did before, newest first; whether it has an end, and when it is reviewed."""

    node: int
    version: int
    manager_id: int | None
    manager: str
    sponsor: str
    organization: str
    target_finish: date | None
    review_days: int | None
    reviewed_on: date | None
    review_note: str
    next_review_on: date | None
    is_review_due: bool
    tenures: tuple[TenureRow, ...]
    may_edit: bool


@dataclass(frozen=True, slots=True)
class Review:
    """When a node is to be looked at again; `has_end` where a finish is wanted."""

    next_on: date | None
    is_due: bool
    has_end: bool


def answering_for(user: Any, node: int) -> Answering:
    """Return who answers for a node; NotFound when it may not be read."""
    profile = readable_profiles(user).filter(node_id=node).first()
    if profile is None:
        raise NotFound(f"node {node}", "There is no such node, or you may not see it.")
    rows = Tenure.objects.filter(node_id=node).select_related("holder").order_by("-from_date", "-pk")
    review = _review(profile, _first_days([node]))
    return Answering(
        node,
        profile.version,
        profile.manager_id,
        profile.manager.name if profile.manager else "",
        profile.sponsor,
        profile.organization,
        profile.target_finish,
        profile.review_days,
        profile.reviewed_on,
        profile.review_note,
        review.next_on,
        review.is_due,
        tuple(_tenure(row) for row in rows),
        Standing.of(user).may(may_edit_details.permission, profile.node.path),
    )


def reviews_of(user: Any, nodes: Sequence[int]) -> dict[int, Review]:
    """Return the next review of each node that may be read, in two statements."""
    profiles = list(readable_profiles(user).filter(node_id__in=list(nodes)))
    first = _first_days([profile.node_id for profile in profiles])
    return {profile.node_id: _review(profile, first) for profile in profiles}


def _first_days(nodes: Sequence[int]) -> dict[int, date]:
    rows = Membership.objects.filter(child_id__in=nodes).order_by("-from_date")
    return dict(rows.values_list("child_id", "from_date"))


def _review(profile: Profile, first: dict[int, date]) -> Review:
    has_end = profile.target_finish is not None
    since = profile.reviewed_on or first.get(profile.node_id) or profile.target_start
    if profile.review_days is None or since is None:
        return Review(None, False, has_end)
    following = since + timedelta(days=profile.review_days)
    return Review(following, following <= timezone.localdate(), has_end)


def _tenure(row: Tenure) -> TenureRow:
    holder = row.holder.name if row.holder else row.name
    return TenureRow(Office(row.office), holder, row.from_date, row.to_date, row.reason)
