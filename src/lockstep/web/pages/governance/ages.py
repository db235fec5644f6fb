"""Open findings by severity and age: a table that is shaded, and the same content as a list."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lockstep.domain.governance.queries import AGE_BANDS, Severity, counted, open_findings
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

SHAPES = {
    Severity.CRITICAL: "bad",
    Severity.MAJOR: "warn",
    Severity.MINOR: "info",
    Severity.OBSERVATION: "none",
}


def heat_of(severity: Severity, place: int, count: int) -> str:
    """Return the tone of a cell: the worse and the older, the warmer."""
    if not count:
        return ""
    weight = list(Severity)[::-1].index(severity) + place
    return "bad" if weight >= 5 else "warn" if weight >= 3 else "info"


@screen
def ages(request: HttpRequest, node: int) -> HttpResponse:
    """Show how many findings of each severity are how old; below it each of them."""
    found, where = register_at(request.user, node, "findings")
    findings = open_findings(request.user, node)
    lines = [
        (
            SHAPES[severity],
            severity.value.capitalize(),
            [(count, heat_of(severity, place, count)) for place, count in enumerate(counts)],
            sum(counts),
        )
        for severity, counts in counted(findings).items()
    ]
    return render(
        request,
        "web/governance/ages.html",
        {
            **head_values(found, where, "ages"),
            "bands": AGE_BANDS,
            "lines": lines,
            "findings": [(item, SHAPES[item.severity], AGE_BANDS[item.band].label) for item in findings],
        },
        title=f"{capital(found.plural)}, ages",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Ages"),
        ],
    )
