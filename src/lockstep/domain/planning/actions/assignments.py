"""Who works on what."""

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_edit_schedule
from lockstep.domain.ledger import Work, action, matching
from lockstep.domain.people.actions import require_resource
from lockstep.domain.planning.editing import hold_network, open_activity, require_mastered_here
from lockstep.domain.planning.models import Activity, Assignment
from lockstep.domain.planning.vocabulary import EditError
from lockstep.plan import ActivityKind

_WITHOUT_WORK = frozenset({ActivityKind.SUMMARY, ActivityKind.START_MILESTONE, ActivityKind.FINISH_MILESTONE})


@action("planning.assign", version=1)
def assign(
    work: Work, *, activity: int, resource: int, units: float = 1.0, work_ticks: int | None = None
) -> Assignment:
    """Put a resource on an activity; without `work_ticks` it works the whole duration at its units."""
    row = open_activity(work, activity)
    name = require_resource(work, resource, row.project_id)
    if row.kind in _WITHOUT_WORK:
        raise EditError(
            str(row), "Summaries and milestones hold no work; assign people to the activities below."
        )
    if any(found.resource_id == resource for found in matching(work, Assignment, activity_id=row.pk)):
        raise EditError(str(row), f"{name} is assigned to it already; change that assignment instead.")
    total = round(row.duration_ticks * _checked_units(row, units)) if work_ticks is None else work_ticks
    done = round(total * row.share_complete)
    return work.create(
        Assignment,
        activity=row,
        project=row.project_id,
        resource=resource,
        units=units,
        work_ticks=total,
        actual_work_ticks=done,
        remaining_work_ticks=total - done,
    )


@action("planning.change_assignment", version=1)
def change_assignment(
    work: Work, *, assignment: int, version: int, units: float | None = None, work_ticks: int | None = None
) -> Assignment:
    """Change units or work of an assignment; new units keep the duration, so that the work follows."""
    row = work.get(Assignment, assignment)
    activity = open_activity(work, row.activity_id)
    new_units = row.units if units is None else _checked_units(activity, units)
    total = row.work_ticks if work_ticks is None else work_ticks
    if work_ticks is None and units is not None and row.units:
        total = round(row.work_ticks * new_units / row.units)
    left = max(0, total - row.actual_work_ticks)
    return work.change(row, version=version, units=new_units, work_ticks=total, remaining_work_ticks=left)


@action("planning.unassign", version=1)
def unassign(work: Work, *, assignment: int, version: int) -> None:
    """Take a resource off an activity."""
    row = work.get(Assignment, assignment)
    work.require(may_edit_schedule, row)
    hold_network(work, load_node(work, row.project_id))
    require_mastered_here(work, row.project_id, str(row))
    work.delete(row, version=version)


def _checked_units(row: Activity, units: float) -> float:
    if not 0 <= units <= 1000:
        raise EditError(str(row), f"Units of {units} are out of range; use 1 for one full-time person.")
    return units
