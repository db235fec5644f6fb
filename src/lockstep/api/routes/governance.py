"""Trials of change requests: keep edits with a request, and see what they would do."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from lockstep.api.carrying import carry_out
from lockstep.api.replies import reply
from lockstep.api.schemas import governance as shapes
from lockstep.api.shapes import Id
from lockstep.domain.governance.queries.trials import TrialPage, trial_page
from lockstep.domain.ledger import perform

router = Router(by_alias=True)


@router.post("/change-requests", response={201: shapes.Trial})
def request_change(request: HttpRequest, body: shapes.ChangeWish) -> HttpResponse:
    """Ask for edits of a schedule instead of saving them: a change request with the edits as its trial."""
    edits = [{"action": edit.action, "arguments": edit.arguments} for edit in body.edits]
    row = carry_out(
        request, "governance.request_change", title=body.title, reason=body.reason, edits=edits
    ).value
    location = f"/api/v1/registers/change-requests/{row.pk}"
    return _trial(trial_page(request.auth, row.pk), status=201, location=location)


@router.get("/change-requests/{request_id}/trial", response=shapes.Trial)
def read_trial(request: HttpRequest, request_id: Id) -> HttpResponse:
    """Read what the trial of a change request would do, and who may approve it."""
    return _trial(trial_page(request.auth, request_id))


@router.post("/change-requests/{request_id}/trial", response=shapes.Trial)
def add_to_trial(request: HttpRequest, request_id: Id, body: shapes.TrialWish) -> HttpResponse:
    """Add edits to the trial of a change request; nothing of the plan changes."""
    edits = [edit.model_dump() for edit in body.edits]
    arguments = {
        "request": request_id,
        "version": body.version,
        "edits": edits,
        "proposal": body.proposal,
    }
    perform("governance.attach_trial", actor=request.auth, arguments=arguments)  # type: ignore[attr-defined]
    return _trial(trial_page(request.auth, request_id))


@router.post("/change-requests/{request_id}/trial/computation", response=shapes.Trial)
def compute_trial(request: HttpRequest, request_id: Id, body: shapes.TrialTime) -> HttpResponse:
    """Compute what a trial does at the newest revision of the plan."""
    arguments = {"request": request_id, "version": body.version}
    perform("governance.compute_trial", actor=request.auth, arguments=arguments)  # type: ignore[attr-defined]
    return _trial(trial_page(request.auth, request_id))


def _trial(page: TrialPage, *, status: int = 200, location: str | None = None) -> HttpResponse:
    found = page.trial
    names = shapes.Trial.model_fields.keys()
    figures: dict[str, Any] = {name: getattr(found, name) for name in names if hasattr(found, name)}
    return reply(
        shapes.Trial(
            **{
                "revision": None,
                "sentence": "",
                **dict.fromkeys(("finish_before", "finish_after", "finish_days")),
                **dict.fromkeys(("p80_before", "p80_after", "p80_days")),
                **dict.fromkeys(("cost_before", "cost_after", "peak_before", "peak_after")),
                "cost_currency": "",
                **dict.fromkeys(("moved", "added", "removed"), 0),
                "milestones": [],
                **figures,
                **({} if page.sees_cost else {"cost_before": None, "cost_after": None}),
                "request": page.request,
                "version": page.version,
                "state": page.state,
                "is_outdated": page.is_outdated,
                "edits": len(page.edits),
                "projects": [
                    {
                        key: value
                        for key, value in asdict(answer).items()
                        if key in ("project", "moved", "days")
                    }
                    for answer in page.answers
                ],
                "may_decide": page.may_decide,
                "approvers": [f"{who.holder}, {who.limit}" for who in page.approvers],
            }
        ),
        status=status,
        location=location,
    )
