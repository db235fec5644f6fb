"""Risk analyses of a node: start one, watch its job, read P-values, probabilities and drivers."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from lockstep.api.carrying import carry_out
from lockstep.api.cursors import USUAL_PAGE, Cursor, Limit, cut, read_id_cursor
from lockstep.api.replies import reply, reply_nothing
from lockstep.api.schemas import outlook as shapes
from lockstep.api.shapes import Id
from lockstep.api.versions import tag, wanted_version
from lockstep.domain.ledger import NotFound
from lockstep.domain.outlook.queries import AnalysisPage, analyses, analysis_page

router = Router(by_alias=True)


@router.get("/nodes/{node_id}/analyses", response=shapes.AnalysisRuns)
def list_analyses(
    request: HttpRequest, node_id: Id, cursor: Cursor = "", limit: Limit = USUAL_PAGE
) -> HttpResponse:
    """List the risk analyses of a node and of those above it, the newest first."""
    before = read_id_cursor("analyses", cursor) or None
    found = analyses(request.auth, node_id, before=before, limit=limit + 1)
    rows, following = cut("analyses", found, limit, lambda row: [row.id])
    items = [shapes.AnalysisRun.model_validate(row) for row in rows]
    return reply(shapes.AnalysisRuns(items=items, next=following))


@router.post("/nodes/{node_id}/analyses", response={202: shapes.AnalysisStarted})
def start_analysis(request: HttpRequest, node_id: Id, body: shapes.StartAnalysis) -> HttpResponse:
    """Ask for a simulation of everything that a node's dates depend on; a job carries it out."""
    row = carry_out(request, "outlook.start_simulation", node=node_id, **body.model_dump(mode="json")).value
    started = shapes.AnalysisStarted(analysis=row.pk, job=row.job_id)
    return reply(started, status=202, location=f"/api/v1/jobs/{row.job_id}")


@router.get("/nodes/{node_id}/analyses/latest", response=shapes.Analysis)
def read_latest_analysis(request: HttpRequest, node_id: Id) -> HttpResponse:
    """Read the newest finished analysis of a node, or of one above it: P-values, probabilities, drivers, S-curve."""
    return _analysis(_found(analysis_page(request.auth, node_id), node_id))


@router.get("/nodes/{node_id}/analyses/{analysis_id}", response=shapes.Analysis)
def read_analysis(request: HttpRequest, node_id: Id, analysis_id: Id) -> HttpResponse:
    """Read one analysis from the viewpoint of a node."""
    return _analysis(_found(analysis_page(request.auth, node_id, run=analysis_id), node_id))


@router.get("/nodes/{node_id}/analyses/{analysis_id}/activities", response=shapes.AnalysisActivities)
def list_analyzed_activities(request: HttpRequest, node_id: Id, analysis_id: Id) -> HttpResponse:
    """Read P-values, criticality and sensitivity of a node's unfinished work."""
    page = _found(analysis_page(request.auth, node_id, run=analysis_id), node_id)
    return reply(
        shapes.AnalysisActivities(items=[shapes.AnalysisActivity.model_validate(row) for row in page.work])
    )


@router.delete("/analyses/{analysis_id}", response={204: None})
def remove_analysis(request: HttpRequest, analysis_id: Id) -> HttpResponse:
    """Set an analysis aside, with what came of it."""
    version = wanted_version(request, "analysis", analysis_id)
    carry_out(request, "outlook.remove_simulation", run=analysis_id, version=version)
    return reply_nothing()


@router.post("/nodes/{node_id}/ranges", response=shapes.RangesGiven)
def give_ranges(request: HttpRequest, node_id: Id, body: shapes.QuickRanges) -> HttpResponse:
    """Give all unfinished work below a node a range; one change set, which can be undone."""
    outcome = carry_out(request, "planning.quick_ranges", node=node_id, **body.model_dump())
    return reply(shapes.RangesGiven(activities=outcome.value, change_set=outcome.change_set_id))


def _found(page: AnalysisPage, node: int) -> AnalysisPage:
    if page.run is None:
        raise NotFound(f"node {node}", "There is no analysis yet, or you may not see it. Ask for one.")
    return page


def _analysis(page: AnalysisPage) -> HttpResponse:
    run = page.run
    figures = page.figures
    return reply(
        shapes.Analysis(
            run=shapes.AnalysisRun.model_validate(run),
            figures=None if figures is None else shapes.AnalysisFigures.model_validate(figures),
            commitments=[shapes.AnalysisCommitment.model_validate(row) for row in page.commitments],
            milestones=[shapes.AnalysisMilestone.model_validate(row) for row in page.milestones],
            drivers=[_driver(row) for row in page.drivers],
            joint=None if page.joint is None else shapes.AnalysisJoint.model_validate(page.joint),
            sources=dict(page.sources),
            findings=list(page.findings),
        ),
        etag=tag("analysis", run.id, run.version),
    )


def _driver(row: Any) -> Any:
    return shapes.AnalysisDriver(**{**asdict(row), "kind": shapes.driver_word(row.kind)})
