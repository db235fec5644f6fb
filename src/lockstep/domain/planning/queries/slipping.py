"""What moves when work finishes later than planned: the network computed anew with the slip in it, float and all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from lockstep.domain.access.policies import may_read
from lockstep.domain.ledger import DraftWork, Edit
from lockstep.domain.planning.bridge.compiled import Compiled, after_draft, compiled_network
from lockstep.domain.planning.bridge.networks import network_of
from lockstep.domain.planning.models import Activity
from lockstep.domain.planning.vocabulary import RowState
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY, TICKS_PER_MINUTE, datetime_of
from lockstep.plan import ActivityKind, ActivityMode

USUAL_MINUTES: Final = 480
_CALENDAR_DAYS: Final = 7 / 5
"""Calendar days in a working day, for what people date by hand."""


@dataclass(frozen=True, slots=True)
class Shift:
    """How an activity stands before and after a slip; `days` are calendar days, `float_days` working days before."""

    activity: int
    name: str
    project: int
    is_milestone: bool
    finish_before: date
    finish_after: date
    days: float
    float_days: float | None

    @property
    def has_moved(self) -> bool:
        """Tell whether it finishes later."""
        return self.days > 0


@dataclass(frozen=True, slots=True)
class Slip:
    """What a slip of some working days does to all that a user may read of the network.

    `shifts` has every unfinished activity by its id; `moved` counts those that finish later. `finished` are the
    activities asked for that are done, so that they cannot slip.
    """

    days: float
    shifts: Mapping[int, Shift]
    moved: int
    finished: tuple[int, ...]


def slip(user: Any, activities: Iterable[int], days: float) -> Slip:
    """Say what would move if some activities took so many working days longer; nothing is written."""
    readable = Activity.objects.filter(may_read.readable(user, "project"), pk__in=list(activities))
    rows = list(readable.filter(state=RowState.ACTIVE.value).select_related("project"))
    by_root: dict[str, list[Activity]] = defaultdict(list)
    for row in rows:
        by_root[row.project.path.split("/", 2)[1]].append(row)
    shifts: dict[int, Shift] = {}
    finished: list[int] = []
    for root, members in by_root.items():
        before = compiled_network(network_of(f"/{root}/").pk)
        draft = DraftWork(user)
        for row in members:
            edits = _later(before, row.pk, days)
            if edits:
                draft.carry_out(edits)
            else:
                finished.append(row.pk)
        if draft.changes:
            shifts |= _shifts(user, before, after_draft(before, draft.changes))
    return Slip(days, shifts, sum(shift.has_moved for shift in shifts.values()), tuple(sorted(finished)))


def _later(compiled: Compiled, activity: int, days: float) -> list[Edit]:
    """Return the edits that let an activity finish later: work takes longer, a milestone comes later."""
    row = compiled.row(activity)
    if row is None:
        return []
    plan, schedule = compiled.plan.activities, compiled.schedule
    if plan.kind[row] == ActivityKind.SUMMARY:
        return [edit for leaf in _last_leaves(compiled, row) for edit in _later(compiled, leaf, days)]
    if plan.actual_finish_ticks[row] != NO_TICKS or plan.mode[row] == ActivityMode.INACTIVE:
        return []
    version = int(compiled.assembled.activities["version"][row])
    more = round(days * _day_ticks(compiled, row))
    has_started = plan.actual_start_ticks[row] != NO_TICKS
    if plan.mode[row] != ActivityMode.AUTOMATIC:
        start = int(schedule.start_ticks[row]) + round(days * _CALENDAR_DAYS * TICKS_PER_DAY)
        moved = {"activity": activity, "version": version, "start_ticks": start}
        return [] if has_started else [Edit("planning.move_activity", moved)]
    if plan.duration_ticks[row] == 0:
        # What takes that long in its place comes that many working days later, in its own calendar.
        changes = {"kind": int(ActivityKind.ACTIVITY), "duration_ticks": more}
    else:
        name = "remaining_ticks" if has_started else "duration_ticks"
        changes = {name: int(getattr(plan, name)[row]) + more}
    return [Edit("planning.change_activity", {"activity": activity, "version": version, "changes": changes})]


def _last_leaves(compiled: Compiled, summary: int) -> list[int]:
    """Return the unfinished activities below a summary that finish last."""
    plan, finish = compiled.plan.activities, compiled.schedule.finish_ticks
    ids = compiled.assembled.activities["id"]
    below, leaves = [int(ids[summary])], []
    while below:
        for child in compiled.graph.children.get(below.pop(), ()):
            row = compiled.assembled.activity_row[child]
            if plan.kind[row] == ActivityKind.SUMMARY:
                below.append(child)
            elif plan.actual_finish_ticks[row] == NO_TICKS:
                leaves.append((int(finish[row]), child))
    last = max((at for at, _ in leaves), default=0)
    return [child for at, child in leaves if at == last]


def _day_ticks(compiled: Compiled, row: int) -> int:
    project = compiled.plan.projects[int(compiled.plan.activities.project[row])]
    return (project.minutes_per_day or USUAL_MINUTES) * TICKS_PER_MINUTE


def _shifts(user: Any, before: Compiled, after: Compiled) -> dict[int, Shift]:
    """Return the unfinished activities that the user may read, each before and after."""
    projects = before.assembled.project_ids.tolist()
    readable = Activity.objects.filter(may_read.readable(user, "project"), project_id__in=projects)
    found = {}
    plan = before.plan.activities
    for activity in readable.values_list("pk", flat=True):
        row, row_after = before.row(activity), after.row(activity)
        if row is None or row_after is None or plan.actual_finish_ticks[row] != NO_TICKS:
            continue
        was, will = int(before.schedule.finish_ticks[row]), int(after.schedule.finish_ticks[row_after])
        if NO_TICKS in (was, will):
            continue
        slack = int(before.schedule.total_float_ticks[row])
        kind = ActivityKind(int(plan.kind[row]))
        found[activity] = Shift(
            activity=activity,
            name=plan.names[row],
            project=int(before.assembled.project_ids[plan.project[row]]),
            is_milestone=kind.is_milestone
            or (kind is ActivityKind.ACTIVITY and not plan.duration_ticks[row]),
            finish_before=datetime_of(was).date(),
            finish_after=datetime_of(will).date(),
            days=round((will - was) / TICKS_PER_DAY, 1),
            float_days=None if slack == NO_TICKS else round(slack / _day_ticks(before, row), 1),
        )
    return found
