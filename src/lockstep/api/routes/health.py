"""Schedule health: the fourteen checks, figures beside them, and evidence for the ten practices."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from lockstep.api.replies import reply
from lockstep.api.schemas import health as shapes
from lockstep.api.shapes import Id
from lockstep.domain.planning.queries import node_health

router = Router(by_alias=True)


@router.get("/nodes/{node_id}/health", response=shapes.ScheduleHealth)
def read_schedule_health(request: HttpRequest, node_id: Id) -> HttpResponse:
    """Read how healthy the schedule of a node is; values that cannot be measured are null, never good."""
    return reply(shapes.ScheduleHealth.model_validate(node_health(request.auth, node_id)))
