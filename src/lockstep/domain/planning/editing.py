"""What every edit of a plan does first: hold the network, find the project's plan, ask who masters it."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import Policy, may_edit_schedule
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.ledger import DraftWork, Refused, Work, matching
from lockstep.domain.people.actions import default_calendar
from lockstep.domain.planning.bridge.networks import network_of, root_of
from lockstep.domain.planning.models import Activity, Network, ProjectPlan
from lockstep.domain.planning.vocabulary import EditError, Mastered, MasteredOutside, RowState
from lockstep.foundation.ticks import TICKS_PER_DAY, TICKS_PER_HOUR, day_number

DAY_STARTS_TICKS = 8 * TICKS_PER_HOUR


def hold_network(work: Work, node: Any) -> Network:
    """Return the network of a node, held until commit: edits of one network come one after the other.

    Every edit takes this lock first, so that no two can wait for each other. A draft holds nothing.
    """
    network = network_of(node.path)
    if isinstance(work, DraftWork):
        return network
    return Network.objects.select_for_update().get(pk=network.pk)


def open_activity(work: Work, activity: int, policy: Policy = may_edit_schedule) -> Activity:
    """Return an activity for an edit of its source fields; its network is held."""
    return open_activities(work, [activity], policy)[0]


def open_activities(
    work: Work, activities: Sequence[int], policy: Policy = may_edit_schedule
) -> list[Activity]:
    """Return activities for an edit of their source fields; their networks are held."""
    rows = work.get_many(Activity, activities)
    places = {row.project_id: row for row in rows}
    for row in places.values():
        work.require(policy, row)
    nodes = [load_node(work, project) for project in places]
    for node in {root_of(node.path): node for node in nodes}.values():
        hold_network(work, node)
    for row in rows:
        if row.state == RowState.WITHDRAWN:
            raise EditError(str(row), "It is withdrawn; restore it before it is changed.")
    for project, row in places.items():
        require_mastered_here(work, project, str(row))
    return rows


def require_mastered_here(work: Work, project: int, place: str) -> None:
    """Refuse an edit of source fields where the plan is mastered outside; a draft notes it."""
    plan = plan_of(work, project)
    if plan is None or plan.mastered != Mastered.OUTSIDE:
        return
    if isinstance(work, DraftWork):
        work.note(MasteredOutside.code, project)
        return
    raise MasteredOutside(
        place,
        f"The plan of this project is mastered outside ({plan.source_description or plan.source_system}), so that "
        "the edit would be lost with its next update. Propose it to the project's manager instead.",
    )


def plan_of(work: Work, project: int) -> ProjectPlan | None:
    """Return the plan settings of a project, None where it has none yet."""
    found = matching(work, ProjectPlan, node_id=project)
    return found[0] if found else None


def ensured_plan(work: Work, node: Any) -> ProjectPlan:
    """Return the plan settings of a project; made with defaults where it has none yet."""
    if node.kind != NodeKind.PROJECT:
        raise Refused(node.name, "Only a project holds activities; choose one of its projects.")
    found = plan_of(work, node.pk)
    if found is not None:
        return found
    today = day_number(timezone.localdate(work.at)) * TICKS_PER_DAY
    calendar = default_calendar(work, root_of(node.path))
    return work.create(ProjectPlan, node=node, calendar=calendar, start_ticks=today + DAY_STARTS_TICKS)


def siblings(work: Work, project: int, parent: int | None) -> list[Activity]:
    """Return the activities directly below a summary (None: at the top of a project), in order."""
    found = matching(work, Activity, project_id=project, parent_id=parent)
    return sorted(
        (row for row in found if row.state != RowState.WITHDRAWN), key=lambda row: (row.position, _order(row))
    )


def _order(row: Any) -> float:
    # Rows of a draft have negative ids and are newer than all others.
    return row.pk if row.pk > 0 else 1e18 - row.pk
