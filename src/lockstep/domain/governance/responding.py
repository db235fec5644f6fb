"""Asking the projects that a change hits what they say of it."""

from typing import Any

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.governance.models import ChangeRequest, ChangeResponse
from lockstep.domain.governance.trials import trial_of
from lockstep.domain.portfolio.queries.tree import readable_profiles
from lockstep.domain.records.actions import raise_by_rule

CHANGE_RESPONSES = "change-responses"


def ask_parties(work: Any, request: ChangeRequest) -> None:
    """Raise one response at each project that the trial hits, owned by its manager; those asked before stay."""
    trial = trial_of(request.pk)
    if trial is None:
        return
    asked = set(ChangeResponse.objects.filter(request_id=request.pk).values_list("node_id", flat=True))
    hit = [project for project in trial.projects if project["node"] not in asked]
    managers = dict(
        readable_profiles(SYSTEM)
        .filter(node_id__in=[project["node"] for project in hit])
        .values_list("node_id", "manager_id")
    )
    # Whoever submits may hold no role at the projects that are hit: the request asks them, not the person.
    rows: list[tuple[int, dict[str, Any]]] = [
        (
            project["node"],
            {
                "title": f"{request.key} {request.title}"[:300],
                "request_id": request.pk,
                "due_on": request.due_on,
                "owner_id": managers.get(project["node"]),
                "moved": project["moved"],
                "finish_days": project["days"],
            },
        )
        for project in hit
    ]
    raise_by_rule(work, CHANGE_RESPONSES, rows)
