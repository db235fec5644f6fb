"""One import: its report, carrying it out, putting it aside."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from lockstep.domain.planning.actions.asking import ask_apply, ask_other_columns
from lockstep.domain.planning.actions.imports import discard_import
from lockstep.domain.planning.queries import ImportPage, import_page
from lockstep.domain.planning.queries.import_columns import sheet_columns, sheet_fields
from lockstep.domain.planning.queries.ready_imports import is_truncated
from lockstep.domain.planning.vocabulary import ImportState
from lockstep.web.answer import Tile
from lockstep.web.exports import export_asked
from lockstep.web.history_words import FieldChange, field_words, value_words
from lockstep.web.lists import make_listing
from lockstep.web.pages.planning.import_tabs import CAUSE_WORDS, TABS, cause_words, rows_of
from lockstep.web.performing import tell, watch
from lockstep.web.places import node_and_where
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render
from lockstep.web.words import count_words, number_words, share_words

BAR_WIDTH = 400
MOST_CHOICES = 500


@screen
def import_run(request: HttpRequest, run: int) -> HttpResponse:
    """Show what a file would change, how its dates compare, and everything it holds."""
    found = import_page(request.user, run)
    _, where = node_and_where(request.user, found.row.node)
    counts = {tab.key: len(rows_of(found.report, tab.key)) for tab in TABS}
    shown = next((tab for tab in TABS if tab.key == request.GET.get("show")), None)
    shown = shown or next((tab for tab in TABS if counts[tab.key]), TABS[0])
    rows = [_with_words(shown.key, row) for row in rows_of(found.report, shown.key)]
    listing = make_listing(request, rows, shown.columns, filters=shown.filters)
    if download := export_asked(request, listing, f"{found.row.file_name} {shown.label}"):
        return download
    reconciliation = _compared(found)
    activities = found.row.summary["counts"].get("activities", {})
    return render(
        request,
        "web/planning/import_run.html",
        {
            "run": found.row,
            "may_apply": found.may_apply,
            "report": found.report,
            "headline": _headline(found),
            "tiles": _tiles(found),
            "reconciliation": reconciliation,
            "agree_width": round(BAR_WIDTH * (reconciliation["share"] or 0), 1) if reconciliation else 0,
            "causes": _causes(reconciliation),
            "conflict_count": counts["conflicts"],
            "choices": [
                _with_words("conflicts", row) for row in rows_of(found.report, "conflicts")[:MOST_CHOICES]
            ],
            "is_truncated": is_truncated(found.report),
            "columns": sheet_columns(found.report.get("mapping", "")),
            "sheet_fields": sheet_fields(),
            "vanished_count": activities.get("vanished", 0),
            "tabs": [(tab, counts[tab.key]) for tab in TABS],
            "shown": shown,
            "listing": listing,
        },
        title=found.row.file_name,
        here="imports",
        where=where,
        crumbs=[Crumb("Import", reverse("web:imports", args=[found.row.node])), Crumb(found.row.file_name)],
    )


@screen
@require_POST
def apply(request: HttpRequest, run: int) -> HttpResponse:
    """Ask for the import to be carried out as one change."""
    found = import_page(request.user, run)
    job = ask_apply(
        request.user,
        found.row.node,
        run,
        takes_theirs=request.POST.get("takes_theirs") == "yes",
        theirs=[key[:200] for key in request.POST.getlist("theirs")],
        withdraws_vanished=request.POST.get("withdraws_vanished") == "yes",
        accepts_truncated=request.POST.get("accepts_truncated") == "yes",
        reason=request.POST.get("reason", "").strip()[:500],
    )
    return watch(job)


@screen
@require_POST
def read_again(request: HttpRequest, run: int) -> HttpResponse:
    """Ask for a new dry run of a spreadsheet with the columns that were chosen."""
    found = import_page(request.user, run)
    columns = {
        column.number: request.POST.get(f"column-{column.number}", "")[:40]
        for column in sheet_columns(found.report.get("mapping", ""))
    }
    return watch(ask_other_columns(request.user, found.row.node, run, columns))


@screen
@require_POST
def discard(request: HttpRequest, run: int) -> HttpResponse:
    """Put the dry run aside."""
    found = import_page(request.user, run)
    discard_import(request.user, run)
    tell(request, f"{found.row.file_name} was put aside; nothing was changed.")
    return redirect("web:imports", found.row.node)


def _compared(found: ImportPage) -> Any:
    """Return how the file's own dates compare with ours; None where it stores none."""
    reconciliation = found.report["reconciliation"]
    return reconciliation if reconciliation and reconciliation["compared"] else None


def _causes(reconciliation: Any) -> list[tuple[str, int]]:
    """Return each cause in words and how many dates it has, the most frequent first."""
    counts = sorted(reconciliation["causes"].items(), key=lambda pair: -pair[1]) if reconciliation else []
    return [(CAUSE_WORDS.get(cause, cause), count) for cause, count in counts]


def _headline(found: ImportPage) -> str:
    counts = found.row.summary["counts"].get("activities", {})
    parts = [
        count_words(counts[name], "activity") + f" {words}"
        for name, words in (("created", "new"), ("changed", "changed"), ("vanished", "gone"))
        if counts.get(name)
    ]
    what = ", ".join(parts) or "nothing new"
    match found.row.state:
        case ImportState.APPLIED:
            return f"Imported: {what}."
        case ImportState.UNDONE:
            return f"Imported and undone: {what}."
        case ImportState.READY:
            return f"Importing would mean: {what}."
        case _:
            return f"Not imported: {what}."


def _tiles(found: ImportPage) -> tuple[Tile, ...]:
    counts = found.row.summary["counts"]
    activities, links = counts.get("activities", {}), counts.get("links", {})
    crossing = counts.get("crossLinks", {})
    calendars, people = counts.get("calendars", {}), counts.get("resources", {})
    reconciliation = _compared(found)
    share = share_words(reconciliation["share"]) if reconciliation else ""
    conflicts = len(rows_of(found.report, "conflicts"))
    return (
        Tile("Activities", number_words(activities.get("inFile", 0)), _changes(activities)),
        Tile("Links", number_words(_links(links, crossing)), _changes(links, crossing)),
        Tile("Calendars", number_words(calendars.get("inFile", 0)), _changes(calendars)),
        Tile("People", number_words(people.get("inFile", 0)), _changes(people)),
        Tile(
            "Dates agree",
            share or "none",
            "early start, early finish and float" if share else "the file stores none",
        ),
        Tile(
            "Conflicts",
            number_words(conflicts),
            "edited here and in the source",
            *(("warn", "Decide") if conflicts else ("good", "None")),
        ),
    )


def _links(links: dict[str, int], crossing: dict[str, int]) -> int:
    return links.get("inFile", 0) + crossing.get("inFile", 0)


def _changes(counts: dict[str, int], crossing: dict[str, int] | None = None) -> str:
    words = ((counts.get(name, 0), name) for name in ("created", "changed", "unchanged", "vanished"))
    parts = [
        f"{number_words(count)} {'new' if name == 'created' else name}" for count, name in words if count
    ]
    across = crossing or {}
    if across.get("inFile"):
        parts.append(f"{number_words(across['inFile'])} between projects ({_changes(across) or 'none made'})")
    return ", ".join(parts)


def _with_words(key: str, row: Any) -> dict[str, Any]:
    """Add what the template shows in words."""
    if key == "changes":
        fields = [
            FieldChange(
                field_words(item["field"]),
                value_words(item["field"], item["ours"]),
                value_words(item["field"], item["theirs"]),
            )
            for item in row["fields"]
        ]
        return {**row, "words": fields}
    if key == "conflicts":
        words = {name: value_words(row["field"], row[name]) for name in ("base", "ours", "theirs")}
        return {**row, "words": {"name": field_words(row["field"]), **words}}
    if key == "dates":
        return {**row, "cause_words": cause_words(row)}
    return dict(row)
