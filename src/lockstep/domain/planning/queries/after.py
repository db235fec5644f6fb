"""What comes after an activity in its network: the milestones, hand-overs and linked work that wait for it."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db.models import Q

from lockstep.domain.access.policies import may_read
from lockstep.domain.planning.bridge.compiled import Compiled, compiled_network
from lockstep.domain.planning.bridge.networks import network_of
from lockstep.domain.planning.linkables import ACTIVITY, resolve
from lockstep.domain.planning.models import Activity
from lockstep.domain.records.queries.graph import every_link
from lockstep.domain.records.registry import LinkEnd
from lockstep.plan import ActivityKind

FARTHEST: Final = 20_000
"""Activities that are looked at on the way; a larger chain is cut."""


def marked_after(user: Any, ids: Iterable[int]) -> Mapping[int, tuple[LinkEnd, ...]]:
    """Return what follows in time: of each activity asked for, and of each that is reached, the nearest that matter.

    Milestones matter, work that records are linked to, and work that another project waits for. The steps between
    them are left out, so that what is reached is a chain one can read.
    """
    asked = list(ids)
    paths = Activity.objects.filter(pk__in=asked).values_list("pk", "project__path")
    by_root: dict[str, list[int]] = defaultdict(list)
    for pk, path in paths:
        by_root[path.split("/", 2)[1]].append(pk)
    following: dict[int, set[int]] = {}
    for root, members in by_root.items():
        compiled = compiled_network(network_of(f"/{root}/").pk)
        following |= _chains(compiled, members, _marked(user, compiled))
    ends = resolve({pk for found in following.values() for pk in found}, user)
    return {
        near: tuple(sorted((ends[pk] for pk in found if pk in ends), key=_by_date))
        for near, found in following.items()
    }


def _marked(user: Any, compiled: Compiled) -> set[int]:
    """Return the activities of a network that the user may read and at which a chain makes halt."""
    plan = compiled.plan.activities
    ids = compiled.assembled.activities["id"]
    kinds = (ActivityKind.START_MILESTONE, ActivityKind.FINISH_MILESTONE)
    is_milestone = (plan.kind == kinds[0]) | (plan.kind == kinds[1])
    is_milestone |= (plan.kind == ActivityKind.ACTIVITY) & (plan.duration_ticks == 0)
    found = set(ids[is_milestone].tolist())
    links = compiled.plan.links
    crosses = plan.project[links.predecessor] != plan.project[links.successor]
    found |= set(ids[links.predecessor[crosses]].tolist())
    at_an_end = every_link().filter(Q(source_type=ACTIVITY) | Q(target_type=ACTIVITY))
    for source_type, source, target_type, target in at_an_end.values_list(
        "source_type", "source_id", "target_type", "target_id"
    ):
        found |= {source} if source_type == ACTIVITY else set()
        found |= {target} if target_type == ACTIVITY else set()
    readable = Activity.objects.filter(may_read.readable(user, "project"))
    projects = compiled.assembled.project_ids.tolist()
    return found & set(readable.filter(project_id__in=projects).values_list("pk", flat=True))


def _chains(compiled: Compiled, starts: Iterable[int], marked: set[int]) -> dict[int, set[int]]:
    """Return the nearest marked activities after each start, and after each that is reached that way."""
    found: dict[int, set[int]] = {}
    waiting = deque(starts)
    looked_at = 0
    while waiting and looked_at < FARTHEST:
        near = waiting.popleft()
        if near in found:
            continue
        found[near], seen = set(), {near}
        layer = deque([near])
        while layer:
            here = layer.popleft()
            looked_at += 1
            for after in _next(compiled, here):
                if after in seen:
                    continue
                seen.add(after)
                if after in marked:
                    found[near].add(after)
                    waiting.append(after)
                else:
                    layer.append(after)
    return found


def _next(compiled: Compiled, activity: int) -> list[int]:
    """Return what waits for an activity: its successors, what lies below those that are summaries, its own summary."""
    graph = compiled.graph
    found = [after for _, after in graph.successors.get(activity, ())]
    found += [child for after in found for child in graph.children.get(after, ())]
    above = graph.parents.get(activity)
    return [*found, above] if above is not None else found


def _by_date(end: LinkEnd) -> tuple[Any, int]:
    return (end.finish is None, end.finish or 0), end.id
