"""Starting a project with its class, so that what is asked of such projects applies from its first day."""

from datetime import date
from typing import Any

from lockstep.domain.access.policies import may_decide
from lockstep.domain.delivery.actions import start_project
from lockstep.domain.governance.conforming import ProjectLevel
from lockstep.domain.ledger import Work, action
from lockstep.domain.records.actions import move_record, raise_record

REGISTER = "project-classes"


@action("governance.start_project", version=1)
def start_classified(
    work: Work,
    *,
    demand: int,
    version: int,
    name: str,
    level: ProjectLevel,
    template: int | None = None,
    parent: int | None = None,
    starts_on: date | None = None,
    code: str = "",
    manager: int | None = None,
) -> Any:
    """Start a project from a demand as one of a class; the class is agreed where the one who starts it may decide."""
    node = start_project(
        work,
        demand=demand,
        version=version,
        name=name,
        template=template,
        parent=parent,
        starts_on=starts_on,
        code=code,
        manager=manager,
    )
    fields = {"title": f"Class of {node.name}"[:300], "level": level.value, "owner": work.user_id}
    row = raise_record(work, register=REGISTER, node=node.pk, fields=fields)
    if work.standing.may(may_decide.permission, work.path_of(node.pk)):
        move_record(work, register=REGISTER, record=row.pk, version=row.version, move="agree")
    return node
