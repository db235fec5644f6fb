"""What is hit if something slips by some days: the links tell what waits for it, the network tells what moves."""

from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from lockstep.domain.delivery.queries import HandOffInTime, giver_of, hand_offs_in_time
from lockstep.domain.outlook.vocabulary import USUAL_SLIP_DAYS
from lockstep.domain.planning.queries.slipping import Shift, slip
from lockstep.domain.records.queries import Trace, trace_down
from lockstep.domain.records.queries.graph import leading_to
from lockstep.domain.records.registry import LinkEnd, register_for

ACTIVITY: Final = "planning.activity"
HAND_OFF: Final = "delivery.handoff"
Thing = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that is hit: by how many calendar days it moves, None where it has no date of the network.

    `cause` is the thing nearer to the start that leads to it, and `cause_days` by how much that one moves. Of a
    hand-off, `margin_days` are calendar days from the forecast after the slip to the need-by; negative is too late.
    """

    end: LinkEnd
    depth: int
    days: float | None
    finish_after: date | None
    float_days: float | None
    margin_days: int | None
    cause: LinkEnd | None
    cause_words: str
    cause_days: float | None


@dataclass(frozen=True, slots=True)
class HitGroup:
    """Hits of one kind."""

    name: str
    label: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class SlipPage:
    """What a slip by some working days hits; `trace` is the way to it, `holding` the milestones that stay in place.

    `moved` counts the activities that finish later; `has_work` tells whether there is work that can slip at all.
    """

    days: float
    trace: Trace
    groups: tuple[HitGroup, ...]
    holding: tuple[Hit, ...]
    moved: int
    has_work: bool
    shifts: Mapping[Thing, float]


_GROUPS: Final = (
    ("milestones", "Milestones"),
    ("hand-offs", "Hand-offs"),
    ("gates", "Gates"),
    ("risks", "Risks and troubles"),
    ("results", "What it is for"),
    ("steering", "Decisions and steering"),
    ("work", "Work that others wait for"),
    ("other", "Others"),
)
_BY_REGISTER_GROUP: Final = {
    "Risk": "risks",
    "Strategy": "results",
    "Scope": "results",
    "Governance": "steering",
    "Hand-offs": "hand-offs",
}


def hit_if_slips(user: Any, record_type: str, record_id: int, days: float = USUAL_SLIP_DAYS) -> SlipPage:
    """Return what is hit if a thing slips by some working days; a record slips by the work that delivers it."""
    work = _work_of(record_type, record_id)
    done_by = {(ACTIVITY, pk) for pk in work} - {(record_type, record_id)}
    whole = trace_down(user, record_type, record_id, done_by=done_by)
    slipped = slip(user, work, days)
    kept, held = _reached(whole, slipped.shifts if work else {}, is_timed=bool(work))
    trace = replace(
        whole,
        ends=tuple((end, depth) for end, depth in whole.ends if (end.record_type, end.id) in kept),
        edges=tuple(edge for edge in whole.edges if edge.source in kept and edge.target in kept),
    )
    hits = _hits(user, trace, slipped.shifts)
    grouped: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        grouped[_group_of(hit.end)].append(hit)
    ends = {(end.record_type, end.id): end for end, _ in whole.ends}
    return SlipPage(
        days=days,
        trace=trace,
        groups=tuple(
            HitGroup(name, label, tuple(grouped[name])) for name, label in _GROUPS if name in grouped
        ),
        holding=tuple(_hit(ends[thing], 0, slipped.shifts, None, "", None) for thing in held),
        moved=slipped.moved,
        has_work=bool(slipped.shifts),
        shifts={(ACTIVITY, pk): shift.days for pk, shift in slipped.shifts.items() if shift.has_moved},
    )


def _work_of(record_type: str, record_id: int) -> list[int]:
    """Return the activities by which a thing slips: itself, what delivers it, who gives it."""
    if record_type == ACTIVITY:
        return [record_id]
    if record_type == HAND_OFF:
        return giver_of(record_id)
    return list(leading_to(ACTIVITY, (record_type, record_id)))


def _reached(whole: Trace, shifts: Mapping[int, Shift], *, is_timed: bool) -> tuple[set[Thing], list[Thing]]:
    """Return what is reached over work that moves, and the milestones whose float takes the slip in."""
    onward: dict[Thing, list[Thing]] = defaultdict(list)
    for edge in whole.edges:
        onward[edge.source].append(edge.target)
    ends = {(end.record_type, end.id): end for end, _ in whole.ends}
    kept, held = {whole.start}, []
    waiting = deque([whole.start])
    while waiting:
        for far in onward[waiting.popleft()]:
            if far in kept or far in held:
                continue
            if is_timed and far[0] == ACTIVITY and not ends[far].is_stub:
                shift = shifts.get(far[1])
                if shift is None:
                    continue
                if not shift.has_moved:
                    if shift.is_milestone:
                        held.append(far)
                    continue
            kept.add(far)
            waiting.append(far)
    return kept, held


def _hits(user: Any, trace: Trace, shifts: Mapping[int, Shift]) -> list[Hit]:
    ends = {(end.record_type, end.id): end for end, _ in trace.ends}
    depths = {(end.record_type, end.id): depth for end, depth in trace.ends}
    causes: dict[Thing, tuple[Thing, str]] = {}
    for edge in sorted(trace.edges, key=lambda edge: depths[edge.source]):
        if edge.target != trace.start:
            causes.setdefault(edge.target, (edge.source, edge.words))
    days_of = {
        row.id: row
        for row in hand_offs_in_time(user, [pk for record_type, pk in ends if record_type == HAND_OFF])
    }
    found = []
    for thing, end in ends.items():
        if thing == trace.start:
            continue
        near, words = causes.get(thing, (None, ""))
        cause = ends[near] if near else None
        moved = shifts.get(near[1]) if near and near[0] == ACTIVITY else None
        made = _hit(end, depths[thing], shifts, cause, words, moved.days if moved else None)
        if thing[0] == HAND_OFF and thing[1] in days_of:
            made = _with_margin(made, days_of[thing[1]], shifts)
        found.append(made)
    return sorted(found, key=lambda hit: (-(hit.days or 0.0), hit.depth, hit.end.title))


def _hit(
    end: LinkEnd,
    depth: int,
    shifts: Mapping[int, Shift],
    cause: LinkEnd | None,
    words: str,
    cause_days: float | None,
) -> Hit:
    shift = shifts.get(end.id) if end.record_type == ACTIVITY else None
    return Hit(
        end=end,
        depth=depth,
        days=shift.days if shift else None,
        finish_after=shift.finish_after if shift else None,
        float_days=shift.float_days if shift else None,
        margin_days=None,
        cause=cause,
        cause_words=words,
        cause_days=cause_days,
    )


def _with_margin(hit: Hit, row: HandOffInTime, shifts: Mapping[int, Shift]) -> Hit:
    """Hold the forecast after the slip against the day by which the hand-off is needed."""
    shift = shifts.get(row.giver)
    days = shift.days if shift else 0.0
    if row.forecast_on is None or shift is None:
        return replace(hit, days=days or None)
    # A finish in the evening and a forecast on the same day are one day; the shift is between two finishes.
    after = row.forecast_on + (shift.finish_after - shift.finish_before)
    margin = (row.need_by - after).days if row.need_by else None
    return replace(hit, days=days, finish_after=after, margin_days=margin)


def _group_of(end: LinkEnd) -> str:
    if end.record_type == ACTIVITY:
        return "milestones" if end.kind == "milestone" else "work"
    if end.record_type.startswith("governance.gate"):
        return "gates"
    register = register_for(end.record_type)
    return _BY_REGISTER_GROUP.get(register.group, "other") if register else "other"
