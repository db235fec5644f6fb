"""The trace over links: why something exists, and what is hit when it slips."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Any

from django.db.models import Q

from lockstep.domain.access.queries.nodes import readable_nodes
from lockstep.domain.ledger import NotFound
from lockstep.domain.records.link_kinds import HIT, LEANING, TOUCHED, UPWARD
from lockstep.domain.records.models import Link
from lockstep.domain.records.queries.hanging import resolved_ends
from lockstep.domain.records.registry import (
    LinkEnd,
    following_of,
    is_linkable,
    link_kind,
    linkable,
    register_for,
)

DEEPEST = 12
MOST = 2_000
NODE = "access.node"
BELONGS_TO = "belongs to"
DONE_BY = "is done by"
_BY_PLACE = 1_000
"""What a step by place costs beside a step by a link."""
Thing = tuple[str, int]


@dataclass(frozen=True, slots=True)
class TraceEdge:
    """One step: `words` read from source to target, as the link says it."""

    source: Thing
    target: Thing
    words: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """What is reached from one thing, step by step.

    `ends` lists every thing with its distance, the start first. `path` is the way to something that is a reason in
    itself, such as an objective: over links rather than places, and the shortest of those; () where none is reached.
    """

    start: Thing
    ends: tuple[tuple[LinkEnd, int], ...]
    edges: tuple[TraceEdge, ...]
    path: tuple[LinkEnd, ...] = ()
    is_cut: bool = False


@dataclass
class _Walk:
    """Things in the order in which they are reached."""

    depths: dict[Thing, int]
    edges: list[TraceEdge] = field(default_factory=list)
    timed: set[tuple[str, Thing]] = field(default_factory=set)
    """Things of which all that follows in time, in some words, is known already."""

    def step(self, near: Thing, far: Thing, edge: TraceEdge, depth: int) -> bool:
        """Note a step; tell whether it reaches something new."""
        self.edges.append(edge)
        if far in self.depths or len(self.depths) >= MOST:
            return False
        self.depths[far] = depth
        return True


def trace_up(user: Any, record_type: str, record_id: int) -> Trace:
    """Return why a thing exists: what it delivers, enables and serves, up to the objectives."""
    start = (record_type, record_id)
    _require_readable(user, start)
    walk = _Walk({start: 0})
    layer = {start}
    depth = 0
    while layer and depth < DEEPEST:
        depth += 1
        following = _up_by_links(walk, layer, depth)
        following |= _up_by_place(user, walk, layer, depth)
        layer = _readable_part(user, following)
    return _trace(user, start, walk, with_path=_is_reason)


def trace_down(user: Any, record_type: str, record_id: int, *, done_by: Collection[Thing] = ()) -> Trace:
    """Return what is hit if a thing slips: what it delivers, what depends on it, milestones, and what to look at.

    `done_by` is the work by which it slips, where it is not work itself; what waits for that is hit as well.
    """
    start = (record_type, record_id)
    _require_readable(user, start)
    walk = _Walk({start: 0})
    layer = {start}
    depth = 0
    while layer and depth < DEEPEST:
        depth += 1
        following = _down_by_links(walk, layer, depth)
        following |= _down_by_time(user, walk, layer, depth)
        if depth == 1:
            following |= {far for far in done_by if walk.step(start, far, TraceEdge(start, far, DONE_BY), 1)}
        layer = _readable_part(user, following)
    return _trace(user, start, walk, with_path=None)


def _up_by_links(walk: _Walk, layer: set[Thing], depth: int) -> set[Thing]:
    found = set()
    for link in Link.objects.filter(_at_source(layer), kind__in=UPWARD | LEANING):
        near, far = (link.source_type, link.source_id), (link.target_type, link.target_id)
        edge = TraceEdge(near, far, link_kind(link.kind).forward, link.share)
        if walk.step(near, far, edge, depth):
            found.add(far)
    return found


def _up_by_place(user: Any, walk: _Walk, layer: set[Thing], depth: int) -> set[Thing]:
    """An activity serves what its project serves, a project what its program serves."""
    found = set()
    by_type: dict[str, list[int]] = defaultdict(list)
    for record_type, record_id in layer:
        if register_for(record_type) is None and is_linkable(record_type):
            by_type[record_type].append(record_id)
    for record_type, ids in by_type.items():
        if record_type == NODE:
            nodes = readable_nodes(user, ids)
            homes = {pk: node.parent_id for pk, node in nodes.items() if node.parent_id}
        else:
            homes = dict(linkable(record_type).node_ids(ids))
        for record_id, node_id in homes.items():
            near, far = (record_type, record_id), (NODE, node_id)
            if walk.step(near, far, TraceEdge(near, far, BELONGS_TO), depth):
                found.add(far)
    return found


def _down_by_links(walk: _Walk, layer: set[Thing], depth: int) -> set[Thing]:
    found = set()
    forward = Link.objects.filter(_at_source(layer), kind__in=UPWARD)
    backward = Link.objects.filter(_at_target(layer), kind__in=HIT | TOUCHED)
    for link in (*forward, *backward):
        source, target = (link.source_type, link.source_id), (link.target_type, link.target_id)
        near, far = (source, target) if link.kind in UPWARD else (target, source)
        words = link_kind(link.kind)
        edge = TraceEdge(near, far, words.forward if near == source else words.backward, link.share)
        # What is to be looked at does not slip by itself, so the walk ends there.
        if walk.step(near, far, edge, depth) and link.kind not in TOUCHED:
            found.add(far)
    return found


def _down_by_time(user: Any, walk: _Walk, layer: set[Thing], depth: int) -> set[Thing]:
    found = set()
    by_type: dict[str, list[int]] = defaultdict(list)
    for record_type, record_id in sorted(layer):
        by_type[record_type].append(record_id)
    for record_type, all_ids in by_type.items():
        for words, following in following_of(record_type).items():
            ids = [pk for pk in all_ids if (words, (record_type, pk)) not in walk.timed]
            if ids:
                found |= _step_through_time(walk, record_type, ids, following(user, ids), words, depth)
    return found


def _step_through_time(
    walk: _Walk,
    record_type: str,
    ids: list[int],
    following: Mapping[int, tuple[LinkEnd, ...]],
    words: str,
    depth: int,
) -> set[Thing]:
    """Step from things to what follows from them, and on to what follows from that in turn."""
    found = set()
    waiting = deque((record_id, depth) for record_id in ids)
    seen = set(ids)
    while waiting:
        record_id, at = waiting.popleft()
        near = (record_type, record_id)
        walk.timed.add((words, near))
        for end in following.get(record_id, ()):
            far = (end.record_type, end.id)
            if walk.step(near, far, TraceEdge(near, far, words), at):
                found.add(far)
            if end.record_type == record_type and end.id in following and end.id not in seen:
                seen.add(end.id)
                waiting.append((end.id, at + 1))
    return found


def _at_source(layer: set[Thing]) -> Q:
    return _any_of(layer, "source")


def _at_target(layer: set[Thing]) -> Q:
    return _any_of(layer, "target")


def _any_of(layer: set[Thing], end: str) -> Q:
    by_type: dict[str, list[int]] = defaultdict(list)
    for record_type, record_id in layer:
        by_type[record_type].append(record_id)
    found = Q(pk__in=[])
    for record_type, ids in by_type.items():
        found |= Q(**{f"{end}_type": record_type, f"{end}_id__in": ids})
    return found


def _readable_part(user: Any, things: set[Thing]) -> set[Thing]:
    """Walk on only from what the user may read: what lies behind a stub stays unknown."""
    return (
        {thing for thing, end in resolved_ends(user, things).items() if not end.is_stub} if things else set()
    )


def _is_reason(end: LinkEnd) -> bool:
    register = register_for(end.record_type)
    return register is not None and register.is_reason


def _trace(user: Any, start: Thing, walk: _Walk, *, with_path: Any) -> Trace:
    ends = resolved_ends(user, set(walk.depths))
    placed = sorted(walk.depths.items(), key=lambda item: (item[1], ends[item[0]].title, item[0]))
    reasons = {thing for thing in ends if with_path is not None and with_path(ends[thing])}
    return Trace(
        start=start,
        ends=tuple((ends[thing], depth) for thing, depth in placed),
        edges=tuple(dict.fromkeys(walk.edges)),
        path=tuple(ends[thing] for thing in best_way(start, walk.edges, reasons)),
        is_cut=len(walk.depths) >= MOST,
    )


def best_way(start: Thing, edges: Iterable[TraceEdge], reasons: Collection[Thing]) -> tuple[Thing, ...]:
    """Return the way to a reason with the fewest steps by place, and of those the shortest; () where none leads.

    What somebody linked says more about why a thing exists than the project in which it lies.
    """
    onward: dict[Thing, list[tuple[Thing, int]]] = defaultdict(list)
    for edge in edges:
        onward[edge.source].append((edge.target, _BY_PLACE if edge.words == BELONGS_TO else 1))
    waiting: list[tuple[int, Thing, tuple[Thing, ...]]] = [(0, start, (start,))]
    known: set[Thing] = set()
    while waiting:
        cost, thing, way = heappop(waiting)
        if thing in reasons:
            return way
        if thing in known:
            continue
        known.add(thing)
        for far, step in onward[thing]:
            if far not in known:
                heappush(waiting, (cost + step, far, (*way, far)))
    return ()


def _require_readable(user: Any, thing: Thing) -> None:
    if resolved_ends(user, {thing})[thing].is_stub:
        raise NotFound(f"{thing[0]} {thing[1]}", "There is no such thing, or you may not see it.")
