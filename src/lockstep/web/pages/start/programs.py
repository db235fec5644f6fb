"""All programs that somebody may see, side by side: for whoever runs more than one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.outlook.queries import ProgramLine, programs
from lockstep.domain.portfolio.queries import node_place
from lockstep.web.exports import export_asked
from lockstep.web.lists import Column, Filter, Kind, make_listing
from lockstep.web.places import where_at
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render
from lockstep.web.words import count_words, list_words

VIEWS = (("list", "List"), ("cards", "Cards"))
TONES = {"green": "good", "amber": "warn", "red": "bad", "gray": "none"}

COLUMNS: tuple[Column[ProgramLine], ...] = (
    Column("name", "Name", lambda line: line.name),
    Column("manager", "Manager", lambda line: line.manager),
    Column("color", "Color", lambda line: line.color.value if line.color else ""),
    Column("finish", "Finish", lambda line: line.finish_ticks, Kind.TICKS),
    Column("baseline", "Agreed", lambda line: line.baseline_finish_ticks, Kind.TICKS),
    Column("slip", "Slip", lambda line: line.slip_days, Kind.NUMBER),
    Column("p80", "P80", lambda line: line.p80_ticks, Kind.TICKS),
    Column("risks", "Grave risks", lambda line: line.grave_risks, Kind.NUMBER),
    Column("overdue", "Overdue", lambda line: line.overdue, Kind.NUMBER),
    Column("handoffs", "Late hand-offs", lambda line: line.red_hand_offs, Kind.NUMBER),
    Column("decisions", "Waits for me", lambda line: line.decisions, Kind.NUMBER),
    Column("review", "Next review", lambda line: line.next_review_on, Kind.DATE),
)
ENDS = (("wanted", "With an end"), ("open", "Without an end"))
FILTERS: tuple[Filter[ProgramLine], ...] = (
    Filter("kind", "Kind", lambda line: line.kind.value),
    Filter("color", "Color", lambda line: line.color.value if line.color else ""),
    Filter(
        "end",
        "End",
        lambda line: "wanted" if line.has_end else "open",
        (("wanted", "With an end"), ("open", "Without an end")),
    ),
)


@screen
def all_programs(request: HttpRequest) -> HttpResponse:
    """Show every portfolio and program in view."""
    return _page(request, None)


@screen
def programs_of(request: HttpRequest, node: int) -> HttpResponse:
    """Show the portfolios and programs at and below a node."""
    if node_place(request.user, node).kind is NodeKind.PROJECT:
        return redirect("web:node", node)
    return _page(request, node)


def _page(request: HttpRequest, node: int | None) -> HttpResponse:
    where = where_at(request.user, node) if node is not None else None
    lines = programs(request.user, below=node)
    listing = make_listing(request, lines, COLUMNS, filters=FILTERS)
    name = f"{where.name} programs" if where else "programs"
    if (download := export_asked(request, listing, name)) is not None:
        return download
    asked = request.GET.get("view", "")
    view = asked if asked in dict(VIEWS) else "list"
    return render(
        request,
        "web/start/programs.html",
        {
            "listing": listing,
            "lines": [(line, TONES[line.color.value] if line.color else "none") for line in listing.rows],
            "view": view,
            "views": VIEWS,
            "kept": [("view", view)] if view != "list" else [],
            "headline": _headline([line for line in lines if line.kind is NodeKind.PROGRAM]),
            "is_outline": not listing.sort and not listing.is_narrowed,
        },
        title="Programs",
        here="programs",
        where=where,
        crumbs=[Crumb("Programs")],
    )


def _headline(lines: list[ProgramLine]) -> str:
    """Return what needs the manager, as one sentence."""
    if not lines:
        return "No program is in your view yet."
    late = [line.name for line in lines if (line.slip_days or 0) > 0]
    waiting = sum(line.decisions for line in lines if line.depth == min(other.depth for other in lines))
    words = count_words(len(lines), "program")
    unknown = sum(line.slip_days is None for line in lines)
    if late:
        first = f"Of {words}, {list_words(late)} {'is' if len(late) == 1 else 'are'} later than agreed"
    elif unknown < len(lines):
        first = f"{words}, none later than agreed"
    else:
        first = f"{words}, none with a baseline to be held against"
    if 0 < unknown < len(lines):
        first += f"; {unknown} without a baseline to be held against"
    rest = (
        f"; {count_words(waiting, 'decision')} {'waits' if waiting == 1 else 'wait'} for you."
        if waiting
        else "."
    )
    return first + rest
