"""Projects by checks: who has what the project office asks, and the same as a list of what is missing."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lockstep.domain.governance.queries import Cell, checks_at, conformances
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render


def look_of(cell: Cell) -> tuple[str, str, str]:
    """Return sign, tone and words of a cell."""
    if cell.share is None:
        return "–", "", "not asked, or nothing to look at"
    if cell.is_met:
        return "●", "good", "met"
    if cell.share > 0:
        return "◐", "warn", f"{cell.share * 100:.0f} % met"
    return "○", "bad", "missing"


def way_to(node: int, asks: str) -> str:
    """Return where a check is met: the register, or the details or the plan of the project."""
    name = asks.partition(".")[0]
    if name == "baseline":
        return reverse("web:baselines", args=[node])
    if name == "data_date":
        return reverse("web:schedule", args=[node])
    if name in ("manager", "sponsor", "description", "code", "target_start", "target_finish"):
        return reverse("web:edit-node", args=[node])
    return reverse("web:register", args=[node, name])


@screen
def conforming(request: HttpRequest, node: int) -> HttpResponse:
    """Show each project held against the checks of its class."""
    found, where = register_at(request.user, node, "project-checks")
    projects = conformances(request.user, node)
    scores = [item.score for item in projects if item.score is not None]
    lines = [(item, [(cell, *look_of(cell)) for cell in item.cells]) for item in projects]
    missing = [
        (item, cell, *look_of(cell)[1:], way_to(item.node, cell.check.asks))
        for item in projects
        for cell in item.missing
    ]
    values = {
        **head_values(found, where, "conformance"),
        "checks": checks_at(request.user, node),
        "lines": lines,
        "missing": missing,
        "mean": sum(scores) / len(scores) if scores else None,
    }
    return render(
        request,
        "web/governance/conformance.html",
        values,
        title=f"{capital(found.plural)}, projects",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Projects"),
        ],
    )
