"""Schedule health: the fourteen checks, figures beside them, and the evidence for the ten practices."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from lockstep.domain.planning.queries import CheckOutcome, HealthOffender, NodeHealth, node_health
from lockstep.web.exports import export_asked
from lockstep.web.health_words import (
    SHOWN,
    band_lines,
    check_line,
    headline,
    mark_of,
    score_tone,
    score_words,
    sparkline,
)
from lockstep.web.lists import Column, Filter, Kind, make_listing
from lockstep.web.next_steps import to_a_schedule
from lockstep.web.places import Where, where_at
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render
from lockstep.web.words import count_words, share_words


@dataclass(frozen=True, slots=True)
class OffenderLine:
    """An offender with the check that it stands against."""

    check: CheckOutcome
    row: HealthOffender


COLUMNS: tuple[Column[OffenderLine], ...] = (
    Column("name", "Activity", lambda line: line.row.name),
    Column("code", "Code", lambda line: line.row.code),
    Column("project", "Project", lambda line: line.row.project_name),
    Column("why", "Why", lambda line: line.row.reason, is_sortable=False),
    Column("finish", "Finish", lambda line: line.row.finish_ticks, Kind.TICKS),
    Column(
        "float",
        "Float, days",
        lambda line: None if line.row.total_float_ticks is None else line.row.total_float_ticks / 4_800,
        Kind.NUMBER,
    ),
)
CHECK_COLUMN: Column[OffenderLine] = Column(
    "check", "Check", lambda line: f"{line.check.code} {line.check.title}"
)
FILTERS: tuple[Filter[OffenderLine], ...] = (
    Filter("project", "Project", lambda line: line.row.project_name),
)


@screen
def health(request: HttpRequest, node: int) -> HttpResponse:
    """Show how healthy the schedule of a node is."""
    where = where_at(request.user, node)
    is_export = bool(request.GET.get("export"))
    found = node_health(request.user, node, limit=None if is_export else SHOWN)
    if is_export:
        lines = [OffenderLine(check, row) for check in found.checks for row in check.offenders]
        listing = make_listing(request, lines, (CHECK_COLUMN, *COLUMNS))
        return export_asked(request, listing, f"{found.name} health") or _page(request, where, found)
    return _page(request, where, found)


def _page(request: HttpRequest, where: Where, found: NodeHealth) -> HttpResponse:
    return render(
        request,
        "web/planning/health.html",
        {
            "found": found,
            "next": to_a_schedule(where),
            "headline": headline(found),
            "tiles": _tiles(found),
            "lines": [check_line(check) for check in found.checks],
            "beside": [(one, one.offenders[:SHOWN], one.offender_count - SHOWN) for one in found.beside],
            "practices": [
                (
                    one,
                    score_tone(one.score),
                    score_words(one.score),
                    [(row, mark_of(row.outcome)) for row in one.evidence],
                )
                for one in found.practices
            ],
            "characteristics": [
                (one.title, score_tone(one.score), score_words(one.score)) for one in found.characteristics
            ],
            "bands": band_lines(found.float_bands),
            "spark": sparkline(found.trend),
        },
        title="Health",
        here="health",
        where=where,
    )


@screen
def health_check(request: HttpRequest, node: int, code: str) -> HttpResponse:
    """Show every activity that stands against one check."""
    where = where_at(request.user, node)
    found = node_health(request.user, node)
    check = next((check for check in found.checks if check.code == code), None)
    if check is None:
        raise Http404(f"There is no check {code}.")
    lines = [OffenderLine(check, row) for row in check.offenders]
    listing = make_listing(request, lines, COLUMNS, filters=FILTERS if found.projects else ())
    if download := export_asked(request, listing, f"{found.name} {check.title}"):
        return download
    address = reverse("web:health", args=[node])
    return render(
        request,
        "web/planning/health_check.html",
        {
            "found": found,
            "line": check_line(check),
            "listing": listing,
            "headline": _check_headline(check),
        },
        title=check.title,
        here="health",
        where=where,
        crumbs=[Crumb("Health", address), Crumb(check.title)],
    )


def _check_headline(check: CheckOutcome) -> str:
    if not check.offenders:
        return f"{check.title}: nothing stands against it"
    return f"{check.title}: {count_words(len(check.offenders), 'finding')}"


def _tiles(found: NodeHealth) -> list[dict[str, Any]]:
    by_outcome: dict[str, list[CheckOutcome]] = {}
    for check in found.checks:
        by_outcome.setdefault(check.outcome, []).append(check)
    passed, failed = by_outcome.get("passed", []), by_outcome.get("failed", [])
    missing = by_outcome.get("not applicable", [])
    judged = len(passed) + len(failed)
    by_code = {check.code: check for check in found.checks}
    tiles: list[dict[str, Any]] = [
        {
            "key": "Score",
            "value": share_words(found.score) if found.score is not None else "–",
            "note": f"{len(passed)} of {judged} that can be judged pass",
        },
        {
            "key": "Fails",
            "value": str(len(failed)),
            "note": ", ".join(check.title.lower() for check in failed[:3]) or "nothing",
        },
        {
            "key": "Not measurable",
            "value": str(len(missing)),
            "note": ", ".join(check.title.lower() for check in missing[:2]) or "nothing is missing",
        },
    ]
    for code, key in (("13", "Path index"), ("14", "Execution index")):
        line = check_line(by_code[code])
        tiles.append({"key": key, "value": line.value, "note": line.limit, "mark": line.mark})
    return tiles
