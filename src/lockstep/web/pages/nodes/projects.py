"""What belongs to a portfolio or program: the outline with dated membership."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lockstep.domain.access.vocabulary import NodeKind, Permission
from lockstep.domain.portfolio.queries import TreeRow, tree
from lockstep.web.exports import export_asked
from lockstep.web.figures import Figures, figures_of
from lockstep.web.lists import Column, Filter, Kind, Listing, make_listing
from lockstep.web.next_steps import BELONGS_WORDS, to_belongings
from lockstep.web.places import node_and_where
from lockstep.web.screens import screen
from lockstep.web.shell import render


class ProjectLine:
    """A node of the outline with its figures of the schedule."""

    def __init__(self, row: TreeRow) -> None:
        self.row = row
        self.figures: Figures = figures_of(row)


COLUMNS: tuple[Column[ProjectLine], ...] = (
    Column("name", "Name", lambda line: line.row.name),
    Column("code", "Code", lambda line: line.row.code),
    Column("kind", "Kind", lambda line: line.row.kind.value),
    Column("manager", "Manager", lambda line: line.row.manager),
    Column("status", "Takes part", lambda line: line.row.effective_status.value),
    Column("progress", "Progress", lambda line: line.figures.progress, Kind.SHARE),
    Column("start", "Start", lambda line: line.figures.start_ticks, Kind.TICKS),
    Column("finish", "Finish", lambda line: line.figures.finish_ticks, Kind.TICKS),
    Column("slip", "Slip (days)", lambda line: line.figures.slip_days, Kind.NUMBER),
    Column("data", "Data date", lambda line: line.figures.data_date_ticks, Kind.TICKS),
)
FILTERS: tuple[Filter[ProjectLine], ...] = (
    Filter("kind", "Kind", lambda line: line.row.kind.value),
    Filter("status", "Takes part", lambda line: line.row.effective_status.value),
)


@screen
def projects(request: HttpRequest, node: int) -> HttpResponse:
    """Show everything below a node."""
    page, where = node_and_where(request.user, node)
    if page.row.kind is NodeKind.PROJECT:
        return redirect("web:node", node)
    lines = [ProjectLine(row) for row in tree(request.user, below=node) if row.id != node]
    listing: Listing[ProjectLine] = make_listing(request, lines, COLUMNS, filters=FILTERS)
    if download := export_asked(request, listing, f"{page.row.name} projects"):
        return download
    return render(
        request,
        "web/nodes/projects.html",
        {
            "node": page.row,
            "listing": listing,
            "is_outline": not listing.sort and not listing.is_narrowed,
            "belongs": to_belongings(where),
            "belongs_words": BELONGS_WORDS[page.row.kind],
            "may_edit": Permission.EDIT_STRUCTURE in page.permissions,
        },
        title="Projects",
        here="projects",
        where=where,
    )
