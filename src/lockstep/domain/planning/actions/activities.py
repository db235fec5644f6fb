"""Changing, moving, adding and removing activities."""

from typing import Any

from django.db.models import Max
from typing_extensions import TypedDict

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_edit_schedule, may_report_progress
from lockstep.domain.ledger import DraftWork, Work, action, matching
from lockstep.domain.planning.activity_fields import ActivityChanges, columns_for
from lockstep.domain.planning.editing import (
    ensured_plan,
    hold_network,
    open_activities,
    open_activity,
    require_mastered_here,
)
from lockstep.domain.planning.models import Activity, Assignment
from lockstep.domain.planning.placing import position_after
from lockstep.domain.planning.vocabulary import EditError, RowState
from lockstep.plan import ActivityKind, ActivityMode, ConstraintKind, WorkRule


class ActivityEdit(TypedDict):
    """One of several changes."""

    activity: int
    version: int
    changes: ActivityChanges


@action("planning.change_activity", version=1)
def change_activity(work: Work, *, activity: int, version: int, changes: ActivityChanges) -> Activity:
    """Change fields of an activity."""
    row = open_activity(work, activity)
    columns = columns_for(row, changes)
    _spread_work(work, [(row, columns)])
    return work.change(row, version=version, **columns)


@action("planning.change_activities", version=1)
def change_activities(work: Work, *, edits: list[ActivityEdit]) -> list[Activity]:
    """Change several activities as one change set, all or none."""
    rows = {row.pk: row for row in open_activities(work, [edit["activity"] for edit in edits])}
    columns = {edit["activity"]: columns_for(rows[edit["activity"]], edit["changes"]) for edit in edits}
    _spread_work(work, [(rows[activity], found) for activity, found in columns.items()])
    return work.change_many(
        Activity, [(edit["activity"], edit["version"], columns[edit["activity"]]) for edit in edits]
    )


@action("planning.move_activity", version=1)
def move_activity(work: Work, *, activity: int, version: int, start_ticks: int) -> Activity:
    """Let an activity start no earlier than a moment; a manual one starts then."""
    row = open_activity(work, activity)
    if row.actual_start_ticks is not None:
        raise EditError(str(row), "It has started already; correct its actual start instead.")
    if row.mode != ActivityMode.AUTOMATIC:
        span = (row.planned_finish_ticks or start_ticks) - (row.planned_start_ticks or start_ticks)
        changes = ActivityChanges(planned_start_ticks=start_ticks, planned_finish_ticks=start_ticks + span)
    else:
        changes = ActivityChanges(
            constraint=int(ConstraintKind.START_NO_EARLIER_THAN), constraint_at_ticks=start_ticks
        )
    return work.change(row, version=version, **columns_for(row, changes))


@action("planning.set_progress", version=1)
def set_progress(
    work: Work,
    *,
    activity: int,
    version: int,
    percent_complete: float | None = None,
    remaining_ticks: int | None = None,
    actual_start_ticks: int | None = None,
    actual_finish_ticks: int | None = None,
) -> Activity:
    """Report progress; what is not given stays. An activity with progress but no start starts where it was computed.

    Contributors may do this, who may not edit the schedule.
    """
    row = open_activity(work, activity, may_report_progress)
    given = {
        "percent_complete": percent_complete,
        "remaining_ticks": remaining_ticks,
        "actual_start_ticks": actual_start_ticks,
        "actual_finish_ticks": actual_finish_ticks,
    }
    changes = ActivityChanges(**{name: value for name, value in given.items() if value is not None})  # type: ignore[typeddict-item]
    return work.change(row, version=version, **columns_for(row, changes))


@action("planning.add_activity", version=1)
def add_activity(
    work: Work,
    *,
    project: int,
    name: str,
    duration_ticks: int = 0,
    parent: int | None = None,
    after: int | None = None,
    changes: ActivityChanges | None = None,
) -> Activity:
    """Add an activity to a project: below a summary, after a sibling, else as the last one."""
    node = load_node(work, project)
    work.require(may_edit_schedule, node)
    hold_network(work, node)
    ensured_plan(work, node)
    require_mastered_here(work, project, node.name)
    if after is not None and parent is None:
        parent = work.get(Activity, after).parent_id
    if parent is not None and work.get(Activity, parent).project_id != project:
        raise EditError(name, "The summary above it is in another project; choose one of the same project.")
    uid = _next_uid(work, project)
    fresh = Activity(project_id=project, name=name, uid=uid, code=str(uid))
    columns = columns_for(fresh, {**(changes or {}), "name": name, "duration_ticks": duration_ticks})
    position = position_after(work, project, parent, after)
    return work.create(
        Activity,
        **{
            "uid": uid,
            "code": str(uid),
            **columns,
            "project": project,
            "parent": parent,
            "position": position,
        },
    )


@action("planning.remove_activity", version=1)
def remove_activity(work: Work, *, activity: int, version: int) -> Activity:
    """Take an activity, and everything below a summary, out of the plan. It is kept and can be restored."""
    row = open_activity(work, activity)
    below = [(found.pk, None, {"state": RowState.WITHDRAWN}) for found in descendants(work, row)]
    work.change_many(Activity, below)
    return work.change(row, version=version, state=RowState.WITHDRAWN)


@action("planning.restore_activity", version=1)
def restore_activity(work: Work, *, activity: int, version: int) -> Activity:
    """Put a removed or vanished activity back into the plan."""
    row = work.get(Activity, activity)
    work.require(may_edit_schedule, row)
    hold_network(work, load_node(work, row.project_id))
    return work.change(row, version=version, state=RowState.ACTIVE)


def descendants(work: Work, row: Activity) -> list[Activity]:
    """Return all activities below one that count."""
    found: list[Activity] = []
    level = [row]
    while level:
        children = [
            child
            for above in level
            for child in matching(work, Activity, project_id=above.project_id, parent_id=above.pk)
            if child.state != RowState.WITHDRAWN
        ]
        found.extend(children)
        level = children
    return found


def _next_uid(work: Work, project: int) -> int:
    last = Activity.objects.filter(project=project).aggregate(last=Max("uid"))["last"] or 0
    drafted = (
        [row.uid for row in matching(work, Activity, project_id=project)]
        if isinstance(work, DraftWork)
        else []
    )
    return max([last, *drafted]) + 1


def _spread_work(work: Work, changes: list[tuple[Activity, dict[str, Any]]]) -> None:
    """Let assigned work follow a changed duration, since work is what sets the dates of such an activity."""
    factors = {}
    for row, columns in changes:
        duration = columns.get("duration_ticks", row.duration_ticks)
        if duration != row.duration_ticks and row.duration_ticks and duration and row.kind in _WORKED:
            factors[row.pk] = (duration / row.duration_ticks, row.work_rule)
    edits: list[tuple[int, int | None, dict[str, Any]]] = []
    for found in _assignments_of(work, list(factors)):
        factor, rule = factors[found.activity_id]
        if rule == WorkRule.FIXED_WORK:
            edits.append((found.pk, None, {"units": found.units / factor}))
        elif found.work_ticks:
            total = round(found.work_ticks * factor)
            left = max(0, total - found.actual_work_ticks)
            edits.append((found.pk, None, {"work_ticks": total, "remaining_work_ticks": left}))
    if edits:
        work.change_many(Assignment, edits)


def _assignments_of(work: Work, activities: list[int]) -> list[Assignment]:
    if isinstance(work, DraftWork):
        stored = Assignment.objects.filter(activity__in=activities)
        return [row for row in work.laid_over(Assignment, stored) if row.activity_id in activities]
    return list(Assignment.objects.filter(activity__in=activities)) if activities else []


_WORKED = frozenset({ActivityKind.ACTIVITY, ActivityKind.RESOURCE_DEPENDENT, ActivityKind.MARGIN})
