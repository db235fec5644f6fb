"""Beginning a plan with the structure of another: outline, links and durations, without what was done or dated."""

from typing import Any, Final

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_edit_schedule
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.planning.editing import ensured_plan, hold_network
from lockstep.domain.planning.models import Activity, Link, ProjectPlan
from lockstep.domain.planning.vocabulary import RowState

MOST_COPIED: Final = 20_000
_KEPT: Final = (
    "position",
    "uid",
    "code",
    "name",
    "folded",
    "wbs",
    "kind",
    "mode",
    "work_rule",
    "calendar_id",
    "ignores_resource_calendars",
    "duration_ticks",
    "is_elapsed",
    "is_effort_driven",
    "priority",
)
_SETTINGS: Final = (
    "dialect",
    "options",
    "calendar_id",
    "minutes_per_day",
    "minutes_per_week",
    "days_per_month",
    "default_start_minute",
    "default_finish_minute",
    "currency",
)
_LINKED: Final = ("kind", "lag_unit", "lag_ticks", "lag_share", "is_hard")


@action("planning.copy_outline", version=1)
def copy_outline(
    work: Work, *, template: int, project: int, start_ticks: int | None = None
) -> list[Activity]:
    """Fill an empty project with the outline, links and settings of another one; return what was made.

    Progress, constraints, dates, people and links to other projects stay behind: they belong to the template.
    """
    model, node = load_node(work, template), load_node(work, project)
    work.require(may_edit_schedule, node)
    hold_network(work, node)
    if Activity.objects.filter(project_id=node.pk).exists():
        raise Refused(node.name, "It has a plan already; a template fills only an empty project.")
    found = list(
        Activity.objects.filter(project_id=model.pk, state=RowState.ACTIVE.value).order_by("position", "pk")
    )
    if not found:
        raise Refused(model.name, "It has no activities to copy; choose another template.")
    if len(found) > MOST_COPIED:
        raise Refused(model.name, f"It has more than {MOST_COPIED} activities; choose a smaller template.")
    _settings(work, model, node, start_ticks)
    made = _copied(work, found, node.pk)
    _links(work, made, node.pk)
    return list(made.values())


def _settings(work: Work, model: Any, node: Any, start_ticks: int | None) -> None:
    fresh = ensured_plan(work, node)
    source = ProjectPlan.objects.filter(node_id=model.pk).first()
    values = {name: getattr(source, name) for name in _SETTINGS} if source else {}
    if start_ticks is not None:
        values["start_ticks"] = start_ticks
    work.change(fresh, version=fresh.version, **values)


def _copied(work: Work, found: list[Activity], project: int) -> dict[int, Activity]:
    """Return the copy of each activity, summaries before what lies below them."""
    made: dict[int, Activity] = {}
    waiting = found
    while waiting:
        known = [row for row in waiting if row.parent_id is None or row.parent_id in made]
        if not known:
            break
        rows = [
            Activity(
                **{name: getattr(row, name) for name in _KEPT},
                project_id=project,
                parent_id=made[row.parent_id].pk if row.parent_id else None,
                remaining_ticks=row.duration_ticks,
            )
            for row in known
        ]
        made |= dict(zip([row.pk for row in known], work.create_many(Activity, rows), strict=True))
        taken = {row.pk for row in known}
        waiting = [row for row in waiting if row.pk not in taken]
    return made


def _links(work: Work, made: dict[int, Activity], project: int) -> None:
    links = Link.objects.filter(
        predecessor_id__in=made, successor_id__in=made, state=RowState.ACTIVE.value
    ).order_by("pk")
    work.create_many(
        Link,
        [
            Link(
                **{name: getattr(link, name) for name in _LINKED},
                predecessor_id=made[link.predecessor_id].pk,
                successor_id=made[link.successor_id].pk,
                project_id=project,
            )
            for link in links
        ],
    )
