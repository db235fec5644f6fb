"""The roadmap: lanes, time boxes, packages and milestones, as a picture and as a list."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lockstep.domain.records.vocabulary import today
from lockstep.domain.strategy.queries import roadmap_at
from lockstep.domain.strategy.queries.roadmap_view import RoadmapView
from lockstep.web.exports import as_download, export_asked
from lockstep.web.lists import Column, Filter, Kind, make_listing
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.pages.strategy.roadmap_rows import RoadmapRow, Shown, milestones_of, rows_of, things_of
from lockstep.web.performing import carry_out
from lockstep.web.pptx import MEDIA_TYPE, pptx_bytes
from lockstep.web.register_places import key_of
from lockstep.web.roadmap_picture import Box, RoadmapPicture, roadmap_picture
from lockstep.web.roadmap_slides import roadmap_slides
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render
from lockstep.web.words import day_words

COLUMNS: tuple[Column[RoadmapRow], ...] = (
    Column("name", "Name", lambda row: row.name),
    Column("kind", "What", lambda row: row.kind_words),
    Column("lane", "Workstream", lambda row: row.lane_name),
    Column("box", "Tranche", lambda row: row.box_name),
    Column("state", "State", lambda row: row.state_words),
    Column("size", "Size", lambda row: row.size),
    Column("start", "Begins", lambda row: row.starts_on, Kind.DATE),
    Column("finish", "Finishes", lambda row: row.finishes_on, Kind.DATE),
    Column("p50", "P50", lambda row: row.p50_on, Kind.DATE),
    Column("p80", "P80", lambda row: row.p80_on, Kind.DATE),
    Column("by", "Detailed by", lambda row: row.detail_by, Kind.DATE),
    Column("owner", "Owner", lambda row: row.owner),
)
KINDS = (("package", "Planning packages"), ("milestone", "Milestones"))


@screen
def roadmap(request: HttpRequest, node: int) -> HttpResponse:
    """Show a roadmap of a node; move a package to another tranche."""
    found, where = register_at(request.user, node, "roadmaps")
    if request.method == "POST":
        return _moved(request)
    asked = request.GET.get("roadmap", "")
    view = roadmap_at(request.user, node, int(asked) if asked.isdigit() else None)
    shown = Shown.ALL if request.GET.get("milestones") == Shown.ALL else Shown.KEY
    milestones = milestones_of(request.user, node, view, shown)
    rows = rows_of(view, milestones)
    listing = make_listing(
        request,
        rows,
        COLUMNS,
        filters=(
            Filter("kind", "What", lambda row: row.kind, KINDS),
            Filter("lane", "Workstream", lambda row: row.lane_name),
            Filter("box", "Tranche", lambda row: row.box_name),
        ),
        default_sort="start",
    )
    if (download := export_asked(request, listing, f"{where.name} roadmap")) is not None:
        return download
    picture = roadmap_picture(things_of(view, listing.all_rows), _boxes(view), today())
    if request.GET.get("export") == "pptx" and picture is not None:
        return _slides(picture, view, where.name)
    values = {
        **head_values(found, where, "roadmap"),
        "view": view,
        "listing": listing,
        "picture": picture,
        "has_slides": picture is not None,
        "is_all": shown is Shown.ALL,
        "run": milestones.run,
        "kept": [(name, request.GET[name]) for name in ("roadmap", "milestones") if request.GET.get(name)],
        "boxes_words": [(box, _days(box.starts_on, box.ends_on)) for box in view.boxes],
    }
    return render(
        request,
        "web/strategy/roadmap.html",
        values,
        title="Roadmap",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Roadmap"),
        ],
    )


def _moved(request: HttpRequest) -> HttpResponse:
    arguments = {
        "register": "planning-packages",
        "record": int(request.POST["record"]),
        "version": int(request.POST["version"]),
        "changes": {"tranche": int(request.POST["tranche"])},
    }
    carry_out(request, "records.change_record", arguments, said="Moved to another tranche.")
    return redirect(request.get_full_path())


def _slides(picture: RoadmapPicture, view: RoadmapView, name: str) -> HttpResponse:
    """Return what is seen as slides of shapes that can be edited."""
    title = view.chosen.title if view.chosen is not None else name
    subtitle = f"{name} · as of {today():%d %b %Y}"
    slides = pptx_bytes(roadmap_slides(picture, title, subtitle))
    return as_download(slides, MEDIA_TYPE, f"{name} roadmap.pptx")


def _boxes(view: RoadmapView) -> list[Box]:
    return [
        Box(box.title, box.starts_on, box.ends_on, reverse("web:record", args=["tranches", box.id]))
        for box in view.boxes
        if box.starts_on is not None and box.ends_on is not None
    ]


def _days(first: date | None, last: date | None) -> str:
    return f"{day_words(first)} to {day_words(last)}" if first and last else "no days yet"
