"""Schedule health: the fourteen checks, figures beside them, and evidence for the ten practices."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from lockstep.api.cursors import Limit
from lockstep.api.replies import reply
from lockstep.api.schemas import health as shapes
from lockstep.api.shapes import Id
from lockstep.domain.planning.queries import node_health

router = Router(by_alias=True)


@router.get("/nodes/{node_id}/health", response=shapes.ScheduleHealth)
def read_schedule_health(request: HttpRequest, node_id: Id, limit: Limit = 1_000) -> HttpResponse:
    """Read how healthy the schedule of a node is; values that cannot be measured are null, never good.

    `limit` is how many offenders of each check are named; `offenderCount` counts them all.
    """
    found = node_health(request.auth, node_id, limit=limit)
    return reply(shapes.ScheduleHealth.model_validate(found))
