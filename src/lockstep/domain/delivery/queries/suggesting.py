"""Links across projects that nobody has made a hand-off of, and pairs that nobody has linked."""

from collections import defaultdict
from itertools import combinations
from typing import Any

from lockstep.domain.delivery.models import HandOff
from lockstep.domain.delivery.vocabulary import HandOffEnd, LikelyHandOff, Suggestion
from lockstep.domain.planning.queries import CrossEnd, cross_links
from lockstep.domain.planning.queries.handing import readable_ends
from lockstep.domain.planning.queries.likely_ties import likely_ties
from lockstep.domain.records.queries.graph import every_link
from lockstep.domain.strategy.queries.deliverable_names import deliverable_names

ACTIVITY = "planning.activity"
DELIVERABLE = "strategy.deliverable"


def suggestions(user: Any, node: int) -> tuple[Suggestion, ...]:
    """Return the links across projects that touch a node, whose ends the user may read, and that have no hand-off."""
    links = [
        link for link in cross_links(user, node) if link.predecessor.activity and link.successor.activity
    ]
    givers = {link.predecessor.activity for link in links}
    known = set(HandOff.objects.filter(giver_id__in=givers).values_list("giver_id", "receiver_id"))
    return tuple(
        Suggestion(link.id, _end(link.predecessor), _end(link.successor), link.is_hard)
        for link in links
        if (link.predecessor.activity, link.successor.activity) not in known
    )


def _end(end: CrossEnd) -> HandOffEnd:
    return HandOffEnd(end.activity, end.name, end.project, end.project_name)


def likely_hand_offs(user: Any, node: int) -> tuple[LikelyHandOff, ...]:
    """Return pairs across projects that have neither link nor hand-off and that may need one, the likeliest first.

    They share a deliverable, their names speak of the same, or the same people go from one to the other.
    """
    ties = likely_ties(user, node, _by_deliverable(user))
    givers = {tie.giver for tie in ties}
    known = set(HandOff.objects.filter(giver_id__in=givers).values_list("giver_id", "receiver_id"))
    ends = {
        end.id: HandOffEnd(end.id, end.name, end.project, end.project_name)
        for end in readable_ends(user, {pk for tie in ties for pk in (tie.giver, tie.receiver)})
    }
    return tuple(
        LikelyHandOff(ends[tie.giver], ends[tie.receiver], tie.reasons)
        for tie in ties
        if (tie.giver, tie.receiver) not in known
    )


def _by_deliverable(user: Any) -> dict[tuple[int, int], str]:
    """Return pairs of activities that are linked to one deliverable that the user may read, and its name."""
    tied: dict[int, set[int]] = defaultdict(set)
    rows = every_link().filter(source_type=ACTIVITY, target_type=DELIVERABLE)
    for activity, deliverable in rows.values_list("source_id", "target_id"):
        tied[deliverable].add(activity)
    shared = {pk: members for pk, members in tied.items() if len(members) > 1}
    names = deliverable_names(user, shared)
    return {
        pair: f"both work for {names[pk]}"
        for pk, members in shared.items()
        if pk in names
        for pair in combinations(sorted(members), 2)
    }
