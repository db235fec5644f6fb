"""The options of each open decision side by side, with what it takes until another one wins."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lockstep.domain.governance.queries import compare, read_matrix
from lockstep.domain.governance.vocabulary import Comparison, Matrix, Ranked
from lockstep.domain.records.queries import OPEN_STATES, Filter, ListQuery, RecordRow, Scope
from lockstep.domain.records.queries import listing as listing_query
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

MOST_MATRICES = 50


@dataclass(frozen=True, slots=True)
class Weighed:
    """One decision as its matrix shows it."""

    row: RecordRow
    matrix: Matrix
    found: Comparison

    @property
    def lines(self) -> list[tuple[Ranked, list[tuple[str, float | None]]]]:
        """Return the options in order, each with its scores by the name of the criterion."""
        names = [criterion.name for criterion in self.matrix.criteria]
        return [(entry, list(zip(names, entry.option.scores, strict=True))) for entry in self.found.ranked]


def weighed(row: RecordRow) -> Weighed:
    """Return a decision with its matrix compared."""
    matrix, _ = read_matrix(row.values.get("criteria") or "", row.values.get("options") or "")
    return Weighed(row, matrix, compare(matrix))


@screen
def matrices(request: HttpRequest, node: int) -> HttpResponse:
    """Show the matrices of the open decisions at and below a node."""
    found, where = register_at(request.user, node, "decisions")
    query = ListQuery(
        filters=(Filter("state", (OPEN_STATES,)),),
        columns=("criteria", "options", "decider", "sensitivity"),
        page_size=MOST_MATRICES,
        sort="due_on",
    )
    page = listing_query(request.user, found.name, Scope(where.id), query)
    compared = [weighed(row) for row in page.rows]
    values = {
        **head_values(found, where, "matrices"),
        "weighed": [item for item in compared if item.matrix.options],
        "bare": [item.row for item in compared if not item.matrix.options],
        "total": page.total,
        "shown": len(page.rows),
    }
    return render(
        request,
        "web/governance/matrices.html",
        values,
        title=f"{capital(found.plural)}, matrices",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Matrices"),
        ],
    )
