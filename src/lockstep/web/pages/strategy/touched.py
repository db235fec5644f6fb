"""Which programs and projects touch which process, and where evidence is used."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lockstep.domain.strategy.queries import EvidenceUse, evidence_uses, touch_map
from lockstep.web.exports import export_asked
from lockstep.web.lists import Column, Filter, make_listing
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

STEPS = ((1, "a little"), (2, "some"), (4, "much"))
"""From how many links on a cell counts as that."""
COLUMNS: tuple[Column[EvidenceUse], ...] = (
    Column("source", "Source", lambda row: f"{row.key} {row.title}"),
    Column("claim", "Claim", lambda row: row.claim),
    Column("confidence", "Confidence", lambda row: row.confidence),
    Column("user", "Used by", lambda row: f"{row.user_key} {row.user_title}".strip()),
    Column("kind", "What that is", lambda row: row.user_kind),
    Column("node", "Place", lambda row: row.user_node),
)


@screen
def processes(request: HttpRequest, node: int) -> HttpResponse:
    """Show the map of processes by programs and projects."""
    found, where = register_at(request.user, node, "business-processes")
    touched = touch_map(request.user, node)
    values = {
        **head_values(found, where, "touched"),
        "map": touched,
        "lines": [(row, [(cell, _step(cell.count)) for cell in row.cells]) for row in touched.rows],
        "steps": [(at, STEPS[at - 1][1]) for at in range(1, len(STEPS) + 1)],
    }
    return render(
        request,
        "web/strategy/processes.html",
        values,
        title="Processes, who touches what",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Who touches what"),
        ],
    )


def _step(count: int) -> tuple[int, str]:
    """Return how strongly a cell is drawn, from 0 to 3, and its words."""
    reached = [at for at, (least, _) in enumerate(STEPS, start=1) if count >= least]
    if not reached:
        return 0, "does not touch it"
    return reached[-1], f"{STEPS[reached[-1] - 1][1]}: {count} {'link' if count == 1 else 'links'}"


@screen
def evidence(request: HttpRequest, node: int) -> HttpResponse:
    """Show where each source is used."""
    found, where = register_at(request.user, node, "evidence-sources")
    listing = make_listing(
        request,
        evidence_uses(request.user, node),
        COLUMNS,
        filters=(
            Filter("confidence", "Confidence", lambda row: row.confidence),
            Filter("kind", "What uses it", lambda row: row.user_kind),
        ),
        default_sort="source",
    )
    if (download := export_asked(request, listing, f"{where.name} evidence")) is not None:
        return download
    return render(
        request,
        "web/strategy/evidence.html",
        {**head_values(found, where, "used"), "listing": listing},
        title="Evidence, where it is used",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Where it is used"),
        ],
    )
