"""Leveling a network: from its plan to a report that is stored as a proposal."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np

from lockstep.domain.planning.bridge.compiled import Compiled
from lockstep.domain.planning.bridge.loads import weekly_overload, workload_between
from lockstep.domain.planning.bridge.rollups import rows_below
from lockstep.domain.planning.vocabulary import LevelingAim, LevelingOrder, LevelingSplitting
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_WEEK, date_of_day, day_of
from lockstep.plan import ActivityMode, Plan

if TYPE_CHECKING:
    from lockstep.engine import CapacityValue, Hiring, Leveling, LevelingRules, Progress, Schedule

LOCKED: Final = 1_000
"""Priority of what stays where it is."""
USUAL_PRIORITY: Final = 500
MOST_VALUES: Final = 24
"""Of so many resources, those that were waited for longest, the value of capacity is computed."""
THREADS: Final = 2
_ENDLESS: Final = 10**9
_PLACED, _SEARCHED = 0.05, 0.85


class Watch(Protocol):
    """Who is told how far leveling is, and says when to stop."""

    @property
    def is_stopped(self) -> bool: ...

    def report(self, share: float, phase: str) -> None: ...


def leveling_report(compiled: Compiled, path: str, order: LevelingOrder, watch: Watch) -> dict[str, Any]:
    """Level what lies below a path, everything else of its network staying as it is; return plain data."""
    from lockstep.engine import level  # loads compiled kernels

    inside = rows_below(compiled, path)
    plan = _opened(compiled, inside, order.priorities)
    rules = _rules(compiled, order)
    clock = _Clock(order.seconds, watch)
    found = level(
        plan,
        compiled.schedule,
        rules=rules,
        iterations=_ENDLESS if order.seconds > 0 else 0,
        workers=THREADS,
        stop=clock.is_over,
        on_progress=clock.tell,
    )
    hiring = _hiring(order)
    values = _values(plan, compiled.schedule, found, (rules, hiring), watch)
    watch.report(0.97, "Counting the load before and after")
    return {
        "delays": _delays(compiled, found, inside),
        "gaps": _gaps(compiled, found, inside),
        "dates": _dates(compiled, found.schedule),
        "finish": _finishes(compiled, found, inside),
        "projects": _project_finishes(compiled, found, inside),
        "values": [_value(plan, value) for value in values],
        "unresolved": [int(plan.activities.uids[row]) for row in found.unresolved],
        "findings": [[f.code, f.severity.word, f.place, f.sentence] for f in found.findings[:200]],
        "rounds": found.rounds,
        "isStopped": watch.is_stopped,
        **_loads(compiled, found, inside),
    }


def _rules(compiled: Compiled, order: LevelingOrder) -> "LevelingRules":
    from lockstep.engine import Aim, LevelingRules, Splitting

    is_within = order.aim is LevelingAim.WITHIN_FLOAT
    is_split = order.splitting is LevelingSplitting.ALLOWED
    return LevelingRules(
        aim=Aim.WITHIN_FLOAT if is_within else Aim.AS_SHORT_AS_POSSIBLE,
        splitting=Splitting.ALLOWED if is_split else Splitting.NEVER,
        program_priority=_program_priority(compiled, order.program_priorities),
    )


def _program_priority(compiled: Compiled, given: Mapping[int, int]) -> tuple[int, ...]:
    """Return by project the priority of the nearest node above it that has one."""
    if not given:
        return ()
    paths = {node.id: node.path for node in compiled.tables.nodes}
    above = [
        [int(part) for part in paths[node].split("/") if part]
        for node in compiled.assembled.project_ids.tolist()
    ]
    return tuple(
        next((given[node] for node in reversed(path) if node in given), USUAL_PRIORITY) for path in above
    )


def _hiring(order: LevelingOrder) -> "Hiring":
    from lockstep.engine import Hiring

    weeks = (round(order.lead_weeks * TICKS_PER_WEEK), round(order.ramp_up_weeks * TICKS_PER_WEEK))
    return Hiring(lead_ticks=weeks[0], ramp_up_ticks=weeks[1])


class _Clock:
    """Turns the engine's progress into shares and words, and ends the search in time."""

    def __init__(self, seconds: float, watch: Watch) -> None:
        self.seconds, self.watch = seconds, watch
        self.started = time.monotonic()
        self.told = (0.01, "Placing the work")

    def is_over(self) -> bool:
        # Asked more often than there is progress to tell: this is where a cancel is heard within a long round.
        self.watch.report(*self.told)
        return self.watch.is_stopped or time.monotonic() - self.started > self.seconds

    def tell(self, progress: "Progress") -> None:
        from lockstep.engine import Phase

        if progress.phase is Phase.SEARCHING:
            share = min(1.0, (time.monotonic() - self.started) / max(self.seconds, 0.1))
            self.told = (_PLACED + (_SEARCHED - _PLACED) * share, _searching(progress))
        elif progress.phase is Phase.PROPOSING:
            self.told = (_SEARCHED, "Scheduling with the delays")
        self.watch.report(*self.told)


def _searching(progress: "Progress") -> str:
    found = "" if progress.finish_ticks == NO_TICKS else f", finish {_day(progress.finish_ticks)} so far"
    return f"Looking for a better order: round {progress.rounds}{found}"


def _day(ticks: int) -> str:
    day = date_of_day(day_of(ticks - 1))
    return f"{day.day} {day:%b %Y}"


def _opened(compiled: Compiled, inside: Any, priorities: Mapping[int, int]) -> Plan:
    """Return the plan in which only what lies inside may be delayed, with other priorities of projects."""
    plan = compiled.plan
    is_outside = np.ones(len(plan.activities), np.bool_)
    is_outside[inside] = False
    nodes = compiled.assembled.project_ids.tolist()
    at_home = set(np.unique(plan.activities.project[inside]).tolist())
    projects = tuple(
        replace(project, priority=priorities.get(node, project.priority) if index in at_home else LOCKED)
        for index, (project, node) in enumerate(zip(plan.projects, nodes, strict=True))
    )
    # What was delayed before keeps its delay only where leveling does not place it anew.
    is_held = is_outside & (plan.activities.leveling_delay_ticks != 0)
    changed = {
        "priority": np.where(is_outside, LOCKED, plan.activities.priority).astype(np.int32),
        "mode": np.where(is_held, ActivityMode.MANUAL, plan.activities.mode).astype(np.int8),
        "planned_start_ticks": np.where(
            is_held, compiled.schedule.start_ticks, plan.activities.planned_start_ticks
        ),
        "planned_finish_ticks": np.where(
            is_held, compiled.schedule.finish_ticks, plan.activities.planned_finish_ticks
        ),
    }
    for column in changed.values():
        column.flags.writeable = False
    return replace(plan, projects=projects, activities=replace(plan.activities, **changed))


def _delays(compiled: Compiled, found: "Leveling", inside: Any) -> list[list[Any]]:
    """Return by activity with another delay than now: ids, delays, what was waited for, dates before and after."""
    plan, now = compiled.plan, compiled.schedule
    table = plan.activities
    by_row = {delay.activity: delay for delay in found.delays}
    interrupted = {gap.activity for gap in found.gaps}
    differs = found.leveling_delay_ticks[inside] != table.leveling_delay_ticks[inside]
    split = np.isin(inside, [gap.activity for gap in found.gaps])
    rows = []
    for row in inside[differs | split].tolist():
        delay = by_row.get(row)
        blocker = delay.blocked_by if delay else None
        if blocker and blocker.resource < 0 and row not in interrupted:
            # It waits for nobody: a date that it must keep undoes the delay that would follow its predecessors.
            continue
        resource = int(plan.resources.uids[blocker.resource]) if blocker and blocker.resource >= 0 else 0
        holder = blocker.activity if blocker else -1
        rows.append(
            [
                int(table.uids[row]),
                int(table.leveling_delay_ticks[row]),
                int(found.leveling_delay_ticks[row]),
                delay.delay_work_ticks if delay else 0,
                resource,
                int(table.uids[holder]) if holder >= 0 else 0,
                int(table.priority[holder]) if holder >= 0 else 0,
                int(now.start_ticks[row]),
                int(now.finish_ticks[row]),
                int(found.schedule.start_ticks[row]),
                int(found.schedule.finish_ticks[row]),
            ]
        )
    return rows


def _gaps(compiled: Compiled, found: "Leveling", inside: Any) -> dict[str, list[list[int]]]:
    """Return the proposed gaps by activity."""
    uids, own = compiled.plan.activities.uids, set(inside.tolist())
    gaps: dict[str, list[list[int]]] = {}
    for gap in found.gaps:
        if gap.activity in own:
            gaps.setdefault(str(int(uids[gap.activity])), []).append([gap.after_ticks, gap.gap_ticks])
    return gaps


def _dates(compiled: Compiled, after: "Schedule") -> dict[str, list[int]]:
    now = compiled.schedule
    moved = (now.start_ticks != after.start_ticks) | (now.finish_ticks != after.finish_ticks)
    rows = np.flatnonzero(moved)
    return {
        "id": compiled.plan.activities.uids[rows].tolist(),
        "start": after.start_ticks[rows].tolist(),
        "finish": after.finish_ticks[rows].tolist(),
    }


def _finishes(compiled: Compiled, found: "Leveling", inside: Any) -> dict[str, int | None]:
    before, after = _latest(compiled.schedule, inside), _latest(found.schedule, inside)
    # The bound is of the whole network; it says something of this part where this part ends last.
    is_last = after is not None and after == found.finish_after_ticks
    bound = found.lower_bound_ticks if is_last and found.lower_bound_ticks != NO_TICKS else None
    return {"before": before, "after": after, "bound": bound}


def _project_finishes(compiled: Compiled, found: "Leveling", inside: Any) -> list[list[int | None]]:
    projects = compiled.plan.activities.project[inside]
    rows = []
    for project in np.unique(projects).tolist():
        own = inside[projects == project]
        node = int(compiled.assembled.project_ids[project])
        rows.append([node, _latest(compiled.schedule, own), _latest(found.schedule, own)])
    return rows


def _latest(schedule: "Schedule", rows: Any) -> int | None:
    finish = schedule.finish_ticks[rows]
    known = finish[finish != NO_TICKS]
    return int(known.max()) if len(known) else None


def _values(
    plan: Plan, schedule: "Schedule", found: "Leveling", how: tuple["LevelingRules", "Hiring"], watch: Watch
) -> list["CapacityValue"]:
    """Return the value of more of what was waited for most, one after another so that it can be stopped."""
    from lockstep.engine import value_of_capacity

    waits: dict[int, int] = {}
    for delay in found.delays:
        if delay.blocked_by.resource >= 0:
            waits[delay.blocked_by.resource] = waits.get(delay.blocked_by.resource, 0) + delay.delay_ticks
    wanted = sorted(waits, key=lambda resource: -waits[resource])[:MOST_VALUES]
    values: list[CapacityValue] = []
    for number, resource in enumerate(wanted):
        is_over = _asking(
            watch, 0.88 + 0.09 * number / len(wanted), f"Value of one more: {plan.resources.names[resource]}"
        )
        if is_over():
            break
        own = replace(found, delays=tuple(d for d in found.delays if d.blocked_by.resource == resource))
        values += value_of_capacity(plan, schedule, own, rules=how[0], hiring=how[1], stop=is_over)
    return sorted(values, key=lambda value: -value.gained_ticks)


def _asking(watch: Watch, share: float, phase: str) -> Callable[[], bool]:
    """Return what the engine asks whether to stop within a long phase."""

    def is_over() -> bool:
        watch.report(share, phase)
        return watch.is_stopped

    return is_over


def _value(plan: Plan, value: "CapacityValue") -> list[Any]:
    return [
        int(plan.resources.uids[value.resource]),
        value.finish_ticks,
        round(value.gained_days, 2),
        round(value.effort_weeks, 1),
        round(value.days_per_effort_week, 3),
    ]


def _loads(compiled: Compiled, leveled: "Leveling", inside: Any) -> dict[str, Any]:
    """Return overload by resource and by week, before and after, of those who work on what lies inside."""
    from lockstep.engine.leveling.settling import with_gaps

    plan = compiled.plan
    plans = (plan, with_gaps(plan, leveled.gaps))
    both = (compiled.schedule, leveled.schedule)
    last = max(int(found.finish_ticks.max(initial=0)) for found in both)
    known = compiled.schedule.start_ticks
    first = int(known[known != NO_TICKS].min(initial=last))
    table = plan.assignments
    own = np.unique(table.resource[np.isin(table.activity, inside) & (table.resource >= 0)])
    found = [workload_between(*pair, first, last) for pair in zip(plans, both, strict=True)]
    weeks = [weekly_overload(load, own) for load in found]
    by_resource = [load.sum(axis=1) for _, load in weeks]
    rows = [
        [int(plan.resources.uids[resource]), round(before), round(then)]
        for resource, before, then in zip(
            own.tolist(), *(totals.tolist() for totals in by_resource), strict=True
        )
        if before or then
    ]
    return {
        "resources": rows,
        "weeks": {
            "first": weeks[0][0],
            "before": np.rint(weeks[0][1].sum(axis=0)).astype(int).tolist(),
            "after": np.rint(weeks[1][1].sum(axis=0)).astype(int).tolist(),
        },
    }
