"""Baselines: capture, approve, and see the variance."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from ninja import Router

from lockstep.api.carrying import carry_out
from lockstep.api.cursors import USUAL_PAGE, Cursor, Limit, cut, read_cursor
from lockstep.api.replies import reply, reply_nothing
from lockstep.api.schemas import baselines as shapes
from lockstep.api.schemas.access import ExpectedVersion
from lockstep.api.shapes import Id
from lockstep.api.versions import tag, wanted_version
from lockstep.domain.planning.queries import baselines_page
from lockstep.domain.planning.queries.baseline_lists import BaselineSeen, baseline_list
from lockstep.domain.planning.vocabulary import BaselineState

router = Router(by_alias=True)


@router.get("/nodes/{node_id}/baselines", response=shapes.Baselines)
def list_baselines(
    request: HttpRequest, node_id: Id, cursor: Cursor = "", limit: Limit = USUAL_PAGE
) -> HttpResponse:
    """List the baselines of a node, of those above it and below it."""
    resource = f"baselines-{node_id}"
    seen = read_cursor(resource, cursor)
    after = (
        BaselineSeen(BaselineState(seen[0]), datetime.fromisoformat(seen[1]), int(seen[2])) if seen else None
    )
    page = baseline_list(request.auth, node_id, after=after, limit=limit + 1)
    rows, following = cut(
        resource, page.baselines, limit, lambda row: [row.state.value, row.captured_at.isoformat(), row.id]
    )
    lines = [shapes.BaselineLine.model_validate(row) for row in rows]
    return reply(shapes.Baselines(items=lines, next=following, may_edit=page.may_edit))


@router.post("/nodes/{node_id}/baselines", response={201: shapes.StoredBaseline})
def capture_baseline(request: HttpRequest, node_id: Id, body: shapes.BaselineTitle) -> HttpResponse:
    """Keep the dates of everything below a node under a name."""
    return _stored(
        carry_out(request, "planning.capture_baseline", node=node_id, name=body.name).value, status=201
    )


@router.get("/nodes/{node_id}/baselines/{baseline_id}/variance", response=shapes.Variance)
def read_variance(request: HttpRequest, node_id: Id, baseline_id: Id, limit: Limit = 1_000) -> HttpResponse:
    """Read today's dates against a baseline, seen from a node."""
    page = baselines_page(request.auth, node_id, baseline=baseline_id, limit=limit)
    return reply(
        shapes.Variance(
            baseline=baseline_id,
            slipped=page.slipped,
            not_in_baseline=page.not_in_baseline,
            only_in_baseline=page.only_in_baseline,
            columns=shapes.VarianceTable(**shapes.columns_of(page.rows)),
        )
    )


@router.patch("/baselines/{baseline_id}", response=shapes.StoredBaseline)
def rename_baseline(request: HttpRequest, baseline_id: Id, body: shapes.BaselineTitle) -> HttpResponse:
    """Give a baseline another name."""
    version = wanted_version(request, "baseline", baseline_id)
    outcome = carry_out(
        request, "planning.rename_baseline", baseline=baseline_id, version=version, name=body.name
    )
    return _stored(outcome.value)


@router.delete("/baselines/{baseline_id}", response={204: None})
def remove_baseline(request: HttpRequest, baseline_id: Id) -> HttpResponse:
    """Set a baseline aside; its values stay for history."""
    version = wanted_version(request, "baseline", baseline_id)
    carry_out(request, "planning.remove_baseline", baseline=baseline_id, version=version)
    return reply_nothing()


@router.post("/baselines/{baseline_id}/approve", response=shapes.StoredBaseline)
def approve_baseline(request: HttpRequest, baseline_id: Id, body: ExpectedVersion) -> HttpResponse:
    """Make a baseline the one that its node is held against."""
    outcome = carry_out(request, "planning.approve_baseline", baseline=baseline_id, version=body.version)
    return _stored(outcome.value)


def _stored(row: object, status: int = 200) -> HttpResponse:
    shown = shapes.StoredBaseline.model_validate(row)
    return reply(shown, status=status, etag=tag("baseline", shown.id, shown.version))
