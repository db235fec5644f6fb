"""Leveling: ask for it, look at what it proposes, take it in whole or in part; and who is asked for how much."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from lockstep.api.carrying import carry_out
from lockstep.api.cursors import USUAL_PAGE, Cursor, Limit, read_id_cursor, write_cursor
from lockstep.api.replies import reply, reply_nothing
from lockstep.api.schemas import leveling as shapes
from lockstep.api.schemas.jobs import Started
from lockstep.api.shapes import Id
from lockstep.domain.planning.actions import ask_leveling, dismiss_leveling
from lockstep.domain.planning.queries import leveling, levelings, work_behind, workload

router = Router(by_alias=True)

Day = Annotated[
    int, Field(ge=-30_000, le=90_000, description="a day of the first week, in days since 1970-01-01")
]
Threshold = Annotated[
    int,
    Field(
        ge=-(10**9), le=10**9, description="work of at most so much total float cannot wait, in working ticks"
    ),
]
Weeks = Annotated[int, Field(ge=1, le=53, description="how many weeks, from the Monday of that day on")]


@router.get("/nodes/{node_id}/levelings", response=shapes.Levelings)
def list_levelings(
    request: HttpRequest, node_id: Id, cursor: Cursor = "", limit: Limit = USUAL_PAGE
) -> HttpResponse:
    """List the leveling proposals for a node and what lies below it, the newest first."""
    before = read_id_cursor("levelings", cursor) or None
    rows = levelings(request.auth, node_id, before=before, limit=limit + 1)
    following = write_cursor("levelings", [rows[limit - 1].id]) if len(rows) > limit else None
    items = [shapes.LevelingLine.model_validate(row) for row in rows[:limit]]
    return reply(shapes.Levelings(items=items, next=following))


@router.post("/nodes/{node_id}/levelings", response={202: Started})
def start_leveling(request: HttpRequest, node_id: Id, body: shapes.LevelingWish) -> HttpResponse:
    """Ask for a node to be leveled; the job's result names the proposal. The list names what a canceled job kept."""
    started = ask_leveling(request.auth, node_id, order=body.order())
    return reply(Started(job=started), status=202, location=f"/api/v1/jobs/{started}")


@router.get("/levelings/{leveling_id}", response=shapes.Leveling)
def read_leveling(request: HttpRequest, leveling_id: Id) -> HttpResponse:
    """Read a leveling proposal: each delay with what it waits for, and what one more of each resource would gain."""
    page = leveling(request.auth, leveling_id)
    notes = [
        shapes.LevelingNote(code=code, severity=severity, place=place, sentence=sentence)
        for code, severity, place, sentence in page.findings
    ]
    names = shapes.LevelingPageShape.model_fields.keys()
    return reply(shapes.Leveling(**{name: getattr(page, name) for name in names}, findings=notes))


@router.post("/levelings/{leveling_id}/accept", response=shapes.Taken)
def accept_leveling(request: HttpRequest, leveling_id: Id, body: shapes.TakenDelays) -> HttpResponse:
    """Take delays of a proposal as one change set, which can be undone; refused once the plan has changed."""
    outcome = carry_out(request, "planning.accept_leveling", proposal=leveling_id, **body.given())
    return reply(shapes.Taken(change_set=outcome.change_set_id, activities=outcome.value))


@router.post("/levelings/{leveling_id}/dismiss", response={204: None})
def dismiss(request: HttpRequest, leveling_id: Id) -> HttpResponse:
    """Put a leveling proposal aside; what was taken of it stays."""
    dismiss_leveling(request.auth, leveling_id)
    return reply_nothing()


@router.get("/nodes/{node_id}/workload", response=shapes.Workload)
def read_workload(
    request: HttpRequest,
    node_id: Id,
    day: Day | None = None,
    weeks: Weeks = 13,
    proposal: Id | None = None,
    threshold: Threshold = 0,
) -> HttpResponse:
    """Read the load of people and roles by week against what there is, now or as a proposal would make it.

    `bottleneck` is overload / capacity x share of the overload on work that cannot wait.
    """
    page = workload(
        request.auth, node_id, first_day=day, weeks=weeks, proposal=proposal, threshold_ticks=threshold
    )
    return reply(shapes.Workload.model_validate(page))


@router.get("/nodes/{node_id}/workload/{resource_id}", response=shapes.WorkBehind)
def read_work_behind(
    request: HttpRequest,
    node_id: Id,
    resource_id: Id,
    day: Day,
    weeks: Weeks = 1,
    proposal: Id | None = None,
) -> HttpResponse:
    """Read what a resource works on in some weeks: the work behind a number of the workload."""
    items = work_behind(request.auth, node_id, resource_id, first_day=day, weeks=weeks, proposal=proposal)
    return reply(shapes.WorkBehind(items=[shapes.WorkItemShape.model_validate(item) for item in items]))
