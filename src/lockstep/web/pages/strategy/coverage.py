"""Which project serves which objective, as a matrix; who serves nothing, and what nothing serves."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lockstep.domain.strategy.queries import coverage as coverage_query
from lockstep.domain.strategy.vocabulary import STRENGTH_WORDS, CoverageCell
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

FULL, EMPTY, STEPS = "●", "○", 3


def sign_of(cell: CoverageCell) -> str:
    """Return the strength as dots; a dash where nobody has said anything."""
    if cell.strength is None:
        return "–"
    return FULL * cell.strength + EMPTY * (STEPS - cell.strength)


def words_of(cell: CoverageCell) -> str:
    """Return the strength in words."""
    words = "nobody has said" if cell.strength is None else STRENGTH_WORDS[cell.strength]
    return f"{words}, as its program says" if cell.is_inherited else words


@screen
def coverage(request: HttpRequest, node: int) -> HttpResponse:
    """Show the matrix of projects and objectives."""
    found, where = register_at(request.user, node, "objectives")
    covered = coverage_query(request.user, node)
    lines = [(line, [(cell, sign_of(cell), words_of(cell)) for cell in line.cells]) for line in covered.lines]
    values = {
        **head_values(found, where, "coverage"),
        "coverage": covered,
        "lines": lines,
        "legend": [(FULL * step + EMPTY * (STEPS - step), words) for step, words in STRENGTH_WORDS.items()],
    }
    return render(
        request,
        "web/strategy/coverage.html",
        values,
        title="Objectives, coverage",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Coverage"),
        ],
    )
