"""Settings of a project's plan as people see them."""

from dataclasses import dataclass
from typing import Any

from lockstep.domain.access.policies import Standing, may_edit_schedule, may_read
from lockstep.domain.ledger import NotFound
from lockstep.domain.planning.models import ProjectPlan
from lockstep.domain.planning.vocabulary import Mastered


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """What the scheduler must know of a project beyond its activities, and where its plan is mastered."""

    project: int
    version: int
    code: str
    dialect: int
    schedule_from: int
    start_ticks: int | None
    finish_ticks: int | None
    data_date_ticks: int | None
    calendar: int
    minutes_per_day: float
    minutes_per_week: float
    days_per_month: float
    default_start_minute: int
    default_finish_minute: int
    priority: int
    options: dict[str, Any]
    mastered: Mastered
    source_system: str
    source_project: str
    source_description: str
    may_edit: bool


def plan_settings(user: Any, project: int) -> PlanSettings:
    """Return the settings of a project; NotFound where it may not be read, or has no plan yet."""
    found = ProjectPlan.objects.select_related("node").filter(
        may_read.readable(user, "node"), node_id=project
    )
    row = found.first()
    if row is None:
        raise NotFound(f"plan of project {project}", "It has no plan yet, or you may not see it.")
    names = [name for name in PlanSettings.__dataclass_fields__ if hasattr(row, name)]
    values = {name: getattr(row, name) for name in names} | {"mastered": Mastered(row.mastered)}
    return PlanSettings(
        **{**values, "calendar": row.calendar_id},
        project=row.node_id,
        may_edit=Standing.of(user).may(may_edit_schedule.permission, row.node.path),
    )
