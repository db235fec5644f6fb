"""The early warnings of a node: what may affect the outcome before it does."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse

from lockstep.domain.outlook.queries import WarningKind, early_warnings
from lockstep.web.places import where_at
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

HEADS = {
    WarningKind.FLOAT: ("Float erodes", "Less time is left than four weeks ago."),
    WarningKind.CHURN: ("Scope and requirements churn", "What was agreed changes more than it should."),
    WarningKind.STAKEHOLDER: ("New stakeholders", "Somebody came late who may want something else."),
    WarningKind.ROLE: ("Key roles", "Nobody is there, or whoever is named has left."),
    WarningKind.ASSUMPTION: ("Untested assumptions", "The day of the test has passed."),
    WarningKind.DELIVERABLE: ("Deliverables that will be late", "By the schedule, or by their owners."),
    WarningKind.HAND_OFF: ("Hand-offs that come too late", "The giver's forecast is behind the need-by."),
}


@screen
def warnings(request: HttpRequest, node: int) -> HttpResponse:
    """Show the warnings by kind, each with its reason and where to look."""
    where = where_at(request.user, node)
    found = early_warnings(request.user, node)
    groups = [
        (kind, *HEADS[kind], list(members)) for kind, members in groupby(found, key=lambda item: item.kind)
    ]
    silent = [head for kind, (head, _) in HEADS.items() if kind not in {item.kind for item in found}]
    return render(
        request,
        "web/outlook/warnings.html",
        {"node": where, "groups": groups, "count": len(found), "silent": silent},
        title="Early warnings",
        here="warnings",
        where=where,
        crumbs=[Crumb("Early warnings")],
    )
