"""Where a node stands, why a date is what it is, and the settings of a plan."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from lockstep.api.carrying import carry_out
from lockstep.api.cursors import Limit
from lockstep.api.replies import reply
from lockstep.api.schemas import plans as shapes
from lockstep.api.shapes import Id
from lockstep.api.versions import has_seen, not_modified, tag, wanted_version
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.planning.queries import (
    cross_links,
    explain_activity,
    late_activities,
    node_summary,
    people_load,
    schedule_stamp,
    vanished_activities,
)
from lockstep.domain.planning.queries.plan_settings import plan_settings

router = Router(by_alias=True)


@router.get("/activities/{activity_id}/explanation", response=shapes.Explanation)
def explain(request: HttpRequest, activity_id: Id) -> HttpResponse:
    """Explain the dates of an activity: the chain of links, constraints and calendars that sets them."""
    return reply(shapes.Explanation.model_validate(explain_activity(request.auth, activity_id)))


@router.get("/nodes/{node_id}/network", response=shapes.Network)
def read_network(request: HttpRequest, node_id: Id) -> HttpResponse:
    """Read the network of a node and its revision; ask again with If-None-Match to hear of a new one."""
    stamp = schedule_stamp(request.auth, node_id)
    current = tag("network", stamp.network, stamp.revision, stamp.state.value)
    if has_seen(request, current):
        return not_modified(current)
    return reply(shapes.Network(id=stamp.network, revision=stamp.revision, state=stamp.state), etag=current)


@router.get("/nodes/{node_id}/summary", response=shapes.Summary)
def read_summary(request: HttpRequest, node_id: Id) -> HttpResponse:
    """Tell where a node stands: the answer in a sentence, the next milestones, what drives the finish."""
    return reply(shapes.Summary.model_validate(node_summary(request.auth, node_id)))


@router.get("/nodes/{node_id}/cross-links", response=shapes.CrossLinks)
def list_cross_links(request: HttpRequest, node_id: Id) -> HttpResponse:
    """List the links across projects that touch a node, the tightest first."""
    rows = cross_links(request.auth, node_id)
    return reply(shapes.CrossLinks(items=[shapes.CrossLinkShape.model_validate(row) for row in rows]))


@router.get("/nodes/{node_id}/late", response=shapes.Late)
def list_late(request: HttpRequest, node_id: Id, limit: Limit = 100) -> HttpResponse:
    """List what misses its deadline or latest finish below a node, the latest first."""
    rows = late_activities(request.auth, [readable_node(request.auth, node_id).id], limit=limit)
    return reply(shapes.Late(items=[shapes.LateShape.model_validate(row) for row in rows]))


@router.get("/nodes/{node_id}/load", response=shapes.Load)
def list_load(request: HttpRequest, node_id: Id) -> HttpResponse:
    """List the load of people on activities below a node, by week."""
    rows = people_load(request.auth, node_id)
    return reply(shapes.Load(items=[shapes.LoadShape.model_validate(row) for row in rows]))


@router.get("/nodes/{node_id}/plan", response=shapes.Plan)
def read_plan(request: HttpRequest, node_id: Id) -> HttpResponse:
    """Read the settings of a project's plan."""
    return _plan(request, node_id)


@router.patch("/nodes/{node_id}/plan", response=shapes.Plan)
def change_plan(request: HttpRequest, node_id: Id, body: shapes.ChangedPlan) -> HttpResponse:
    """Change settings of a project's plan, such as its data date; If-Match is `"plan-<node>-<version>"`."""
    version = wanted_version(request, "plan", node_id)
    carry_out(request, "planning.change_plan", project=node_id, version=version, changes=body.given())
    return _plan(request, node_id)


@router.get("/nodes/{node_id}/vanished", response=shapes.VanishedActivities)
def list_vanished(request: HttpRequest, node_id: Id) -> HttpResponse:
    """List the activities below a node that their source no longer has."""
    rows = vanished_activities(request.auth, node_id)
    return reply(shapes.VanishedActivities(items=[shapes.Vanished.model_validate(row) for row in rows]))


@router.post("/activities/withdraw-vanished", response=shapes.Decided)
def withdraw_vanished(request: HttpRequest, body: shapes.ChosenActivities) -> HttpResponse:
    """Take activities that vanished from their source out of the computation; they can be restored."""
    rows = carry_out(request, "planning.confirm_withdrawal", activities=body.activities).value
    return reply(shapes.Decided(count=len(rows)))


@router.post("/activities/keep-vanished", response=shapes.Decided)
def keep_vanished(request: HttpRequest, body: shapes.ChosenActivities) -> HttpResponse:
    """Keep activities that vanished from their source as ordinary ones of this plan."""
    rows = carry_out(request, "planning.keep_vanished", activities=body.activities).value
    return reply(shapes.Decided(count=len(rows)))


def _plan(request: HttpRequest, node_id: int) -> HttpResponse:
    row = plan_settings(request.auth, node_id)
    return reply(shapes.Plan.model_validate(row), etag=tag("plan", node_id, row.version))
