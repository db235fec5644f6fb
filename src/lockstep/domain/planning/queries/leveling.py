"""Leveling proposals: what they would do, why, and what was taken of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from lockstep.domain.access.policies import may_edit_schedule, may_read
from lockstep.domain.access.queries.nodes import readable_node, readable_nodes
from lockstep.domain.ledger import NotFound
from lockstep.domain.planning.bridge.compiled import Compiled
from lockstep.domain.planning.bridge.gaps import Gaps, digest_apart_from, gaps_by_activity
from lockstep.domain.planning.bridge.packing import unpack_json
from lockstep.domain.planning.models import LevelingProposal
from lockstep.domain.planning.queries.delay_states import delay_state
from lockstep.domain.planning.queries.looking import Look, look_at
from lockstep.domain.planning.vocabulary import DelayState, LevelingAim, LevelingOrder, LevelingState
from lockstep.foundation.ticks import TICKS_PER_HOUR

ORDINARY: Final = 500
OUTSIDE_VIEW: Final = "work outside your view"


@dataclass(frozen=True, slots=True)
class LevelingRow:
    """One leveling proposal in a list. `is_stopped` means that its search was ended early."""

    id: int
    node: int
    node_name: str
    author: str
    at: datetime
    state: LevelingState
    aim: LevelingAim
    seconds: float
    job: int | None
    delays: int
    finish_before_ticks: int | None
    finish_after_ticks: int | None
    overload_before_hours: float
    overload_after_hours: float
    is_stopped: bool


@dataclass(frozen=True, slots=True)
class ProposedPause:
    """A proposed gap in work: so many working ticks are done before it, and it lasts so many."""

    after_ticks: int
    gap_ticks: int


@dataclass(frozen=True, slots=True)
class ProposedDelay:
    """One proposed delay: what, by how much, and why. `waits_for` is None where there is nothing it waited for.

    `delay_ticks` is on the clock, as it is stored; `delay_work_ticks` is the same in working time.
    """

    activity: int
    code: str
    name: str
    project: int
    project_name: str
    state: DelayState
    may_take: bool
    must_propose: bool
    earlier_delay_ticks: int
    delay_ticks: int
    delay_work_ticks: int
    resource: int | None
    resource_name: str
    waits_for: int | None
    waits_for_name: str
    waits_for_priority: int
    start_before_ticks: int
    finish_before_ticks: int
    start_after_ticks: int
    finish_after_ticks: int
    pauses: tuple[ProposedPause, ...]
    """Where its work would be interrupted."""


@dataclass(frozen=True, slots=True)
class LeveledProject:
    """A project of a proposal: its finish before and after, and how much of it was taken."""

    id: int
    name: str
    delays: int
    taken: int
    may_take: bool
    must_propose: bool
    finish_before_ticks: int | None
    finish_after_ticks: int | None


@dataclass(frozen=True, slots=True)
class LeveledResource:
    """Overload of a resource before and after, in hours of effort."""

    id: int
    name: str
    before_hours: float
    after_hours: float


@dataclass(frozen=True, slots=True)
class ValueOfCapacity:
    """What one more full-time unit of a resource would gain, in days and in days for each week of its effort."""

    resource: int
    name: str
    finish_ticks: int
    gained_days: float
    effort_weeks: float
    days_per_effort_week: float


@dataclass(frozen=True, slots=True)
class WeeklyOverload:
    """Hours beyond capacity by week, the first of which begins on the day number `first_day`."""

    first_day: int
    before_hours: tuple[float, ...]
    after_hours: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ProjectPriority:
    """The priority that a project has among those that want the same people; the higher goes first."""

    project: int
    name: str
    priority: int


@dataclass(frozen=True, slots=True)
class LevelingPage:
    """A proposal with everything that is known of it."""

    row: LevelingRow
    is_current: bool
    may_take: bool
    lower_bound_ticks: int | None
    rounds: int
    unresolved: int
    taken: int
    order: LevelingOrder
    delays: tuple[ProposedDelay, ...]
    projects: tuple[LeveledProject, ...]
    resources: tuple[LeveledResource, ...]
    values: tuple[ValueOfCapacity, ...]
    weeks: WeeklyOverload
    findings: tuple[tuple[str, str, str, str], ...]


def levelings(
    user: Any, node: int, *, before: int | None = None, limit: int | None = None
) -> tuple[LevelingRow, ...]:
    """Return the leveling proposals for a node and for what lies below it, the newest first."""
    place = readable_node(user, node)
    found = LevelingProposal.objects.select_related("node", "actor").filter(
        may_read.readable(user, "node"), node__path__startswith=place.path
    )
    if before is not None:
        found = found.filter(pk__lt=before)
    return tuple(_row(row) for row in found.defer("report").order_by("-pk")[:limit])


def leveling(user: Any, proposal: int) -> LevelingPage:
    """Return one leveling proposal; NotFound when it is absent or may not be read."""
    row = _readable(user, proposal)
    report = unpack_json(row.report)
    look = look_at(user, row.node_id)
    gaps = gaps_by_activity(report)
    delays = tuple(_delay(look, item, gaps) for item in report["delays"])
    return LevelingPage(
        row=_row(row),
        is_current=digest_apart_from(look.compiled, gaps) == row.inputs_digest,
        may_take=look.standing.may(may_edit_schedule.permission, look.top.path),
        lower_bound_ticks=report["finish"]["bound"],
        rounds=report["rounds"],
        unresolved=len(report["unresolved"]),
        taken=sum(delay.state is DelayState.TAKEN for delay in delays),
        order=LevelingOrder.of(row.settings),
        delays=delays,
        projects=_projects(look, report, delays),
        resources=_resources(look.compiled, report),
        values=tuple(
            ValueOfCapacity(resource, _resource_name(look.compiled, resource), *rest)
            for resource, *rest in report["values"]
        ),
        weeks=WeeklyOverload(
            report["weeks"]["first"],
            tuple(_hours(value) for value in report["weeks"]["before"]),
            tuple(_hours(value) for value in report["weeks"]["after"]),
        ),
        findings=tuple((code, severity, place, text) for code, severity, place, text in report["findings"]),
    )


def project_priorities(user: Any, node: int) -> tuple[ProjectPriority, ...]:
    """Return the computed projects below a node with their priorities, the highest first."""
    return _project_priorities(look_at(user, node))


def _project_priorities(look: Look) -> tuple[ProjectPriority, ...]:
    ids = look.compiled.assembled.project_ids.tolist()
    found = [
        ProjectPriority(project, look.project_names[project], plan.priority)
        for project, plan in zip(ids, look.compiled.plan.projects, strict=True)
        if project in look.project_names and look.paths[project].startswith(look.top.path)
    ]
    return tuple(sorted(found, key=lambda row: (-row.priority, row.name.casefold(), row.project)))


def program_priorities(user: Any, node: int) -> tuple[ProjectPriority, ...]:
    """Return the programs at and below a node that have projects, all of ordinary priority."""
    return _program_priorities(look_at(user, node))


def priorities(user: Any, node: int) -> tuple[tuple[ProjectPriority, ...], tuple[ProjectPriority, ...]]:
    """Return the projects and the programs of a node with their priorities, read once."""
    look = look_at(user, node)
    return _project_priorities(look), _program_priorities(look)


def _program_priorities(look: Look) -> tuple[ProjectPriority, ...]:
    ids = look.compiled.assembled.project_ids.tolist()
    paths = [look.paths[project] for project in ids if project in look.paths]
    above = {
        int(part) for path in paths if path.startswith(look.top.path) for part in path.split("/")[:-2] if part
    }
    found = readable_nodes(look.user, above).values()
    inside = [place for place in found if place.path.startswith(look.top.path)]
    return tuple(
        ProjectPriority(place.id, place.name, ORDINARY) for place in sorted(inside, key=lambda row: row.path)
    )


def leveling_of_job(user: Any, job: int) -> int | None:
    """Return the proposal that a job kept, None where it kept none."""
    kept = LevelingProposal.objects.filter(may_read.readable(user, "node"), job=job)
    return kept.values_list("pk", flat=True).first()


def leveled_dates(user: Any, proposal: int) -> tuple[dict[str, list[int]], Gaps]:
    """Return start and finish of what a proposal would move by activity, and where it would interrupt work."""
    report = unpack_json(_readable(user, proposal).report)
    return report["dates"], gaps_by_activity(report)


def _readable(user: Any, proposal: int) -> LevelingProposal:
    found = LevelingProposal.objects.select_related("node", "actor")
    row = found.filter(may_read.readable(user, "node"), pk=proposal).first()
    if row is None:
        raise NotFound(
            f"leveling proposal {proposal}", "There is no such leveling proposal, or you may not see it."
        )
    return row


def _row(row: LevelingProposal) -> LevelingRow:
    summary = row.summary
    return LevelingRow(
        id=row.pk,
        node=row.node_id,
        node_name=row.node.name,
        author=row.actor.name if row.actor else "Lockstep",
        at=row.at,
        state=LevelingState(row.state),
        aim=LevelingAim(row.settings["aim"]),
        seconds=row.settings["seconds"],
        job=row.job,
        delays=summary["delays"],
        finish_before_ticks=summary["finishBefore"],
        finish_after_ticks=summary["finishAfter"],
        overload_before_hours=summary["overloadBeforeHours"],
        overload_after_hours=summary["overloadAfterHours"],
        is_stopped=summary["isStopped"],
    )


def _delay(look: Look, item: list[Any], gaps: Gaps) -> ProposedDelay:
    activity, earlier, delay, worked, resource, holder, priority, *dates = item
    compiled = look.compiled
    at = compiled.row(activity)
    table = compiled.plan.activities
    project = look.project_of_row(at) if at is not None else 0
    return ProposedDelay(
        activity=activity,
        code=table.codes[at] if at is not None else "",
        name=table.names[at] if at is not None else "an activity that is gone",
        project=project,
        project_name=look.project_names.get(project, ""),
        state=delay_state(compiled, item, gaps),
        may_take=look.may_edit(project),
        must_propose=project in look.mastered_outside,
        earlier_delay_ticks=earlier,
        delay_ticks=delay,
        delay_work_ticks=worked,
        resource=resource or None,
        resource_name=_resource_name(compiled, resource) if resource else "",
        waits_for=holder if holder and _is_seen(look, holder) else None,
        waits_for_name=_activity_name(look, holder) if holder else "",
        waits_for_priority=priority,
        start_before_ticks=dates[0],
        finish_before_ticks=dates[1],
        start_after_ticks=dates[2],
        finish_after_ticks=dates[3],
        pauses=tuple(ProposedPause(*gap) for gap in gaps.get(activity, ())),
    )


def _is_seen(look: Look, activity: int) -> bool:
    at = look.compiled.row(activity)
    return at is not None and look.sees_row(at)


def _activity_name(look: Look, activity: int) -> str:
    at = look.compiled.row(activity)
    if at is None:
        return "an activity that is gone"
    return look.compiled.plan.activities.names[at] if look.sees_row(at) else OUTSIDE_VIEW


def _resource_name(compiled: Compiled, resource: int) -> str:
    found = compiled.tables.resources.get(resource)
    return found.name if found else "somebody who is gone"


def _projects(
    look: Look, report: dict[str, Any], delays: tuple[ProposedDelay, ...]
) -> tuple[LeveledProject, ...]:
    rows = []
    for project, before, after in report["projects"]:
        own = [delay for delay in delays if delay.project == project]
        rows.append(
            LeveledProject(
                id=project,
                name=look.project_names.get(project, "a project that is gone"),
                delays=len(own),
                taken=sum(delay.state is DelayState.TAKEN for delay in own),
                may_take=look.may_edit(project),
                must_propose=project in look.mastered_outside,
                finish_before_ticks=before,
                finish_after_ticks=after,
            )
        )
    return tuple(rows)


def _resources(compiled: Compiled, report: dict[str, Any]) -> tuple[LeveledResource, ...]:
    rows = [
        LeveledResource(resource, _resource_name(compiled, resource), _hours(before), _hours(after))
        for resource, before, after in report["resources"]
    ]
    return tuple(sorted(rows, key=lambda row: (-row.before_hours, row.name.casefold())))


def _hours(ticks: int) -> float:
    return round(ticks / TICKS_PER_HOUR, 1)
