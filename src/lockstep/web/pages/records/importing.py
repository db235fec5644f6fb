"""A file into a register: the file, what it would do cell by cell, then one change that can be undone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lockstep.domain.ledger import Forbidden, InvalidInput
from lockstep.domain.records.actions import store_file
from lockstep.domain.records.declarations import Register
from lockstep.domain.records.queries import ImportReport, import_preview
from lockstep.foundation.findings import LockstepError
from lockstep.web.pages.records.places import capital, register_at
from lockstep.web.performing import carry_out
from lockstep.web.places import Where
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render
from lockstep.web.words import count_words

LARGEST_BYTES = 20 * 2**20
SHOWN_ROWS = 200
SHOWN_FINDINGS = 200
WORDS = {"new": "added", "changed": "changed", "same": "as they are", "faulty": "not usable"}
TONES = {"new": "good", "changed": "info", "same": "none", "faulty": "bad"}


@screen
def importing(request: HttpRequest, node: int, register: str) -> HttpResponse:
    """Ask for a file; show what it would do; do it."""
    found, where = register_at(request.user, node, register)
    if found.raise_ not in where.permissions:
        raise Forbidden(found.plural, f"You may not add {found.plural} here.")
    if request.method == "POST" and request.POST.get("digest"):
        return _import(request, found, where)
    report: ImportReport | None = None
    digest = name = problem = ""
    if request.method == "POST":
        try:
            name, content = _sent(request)
            report = import_preview(request.user, found.name, node, name=name, content=content)
            digest = store_file(content)
        except LockstepError as error:
            problem = error.sentence
    values: dict[str, Any] = {
        "register": found,
        "node": where,
        "report": report,
        "digest": digest,
        "name": name,
        "problem": problem,
        "columns": [
            field
            for field in found.all_fields.values()
            if field.is_writable or field.name in {"key", "state"}
        ],
    }
    if report is not None:
        values |= _report_values(report)
        fields = found.all_fields
        values["understood"] = [
            (heading, fields[name].label if name in fields else name) for heading, name in report.columns
        ]
    up = reverse("web:register", args=[node, register])
    return render(
        request,
        "web/records/import.html",
        values,
        title=f"Import {found.plural}",
        here=key_of(found),
        where=where,
        crumbs=[Crumb(capital(found.plural), up), Crumb("Import")],
        status=422 if problem else 200,
    )


def _sent(request: HttpRequest) -> tuple[str, bytes]:
    sent = request.FILES.get("file")
    if sent is None:
        raise InvalidInput("file", "Choose a file first: XLSX or CSV with a line of headings.")
    if (sent.size or 0) > LARGEST_BYTES:
        raise InvalidInput("file", "The file is larger than 20 MB; import it in parts.")
    return sent.name or "file", sent.read()


def _report_values(report: ImportReport) -> dict[str, Any]:
    by_row: dict[int, list[Any]] = {}
    for finding in report.findings:
        by_row.setdefault(finding.row, []).append(finding)
    usable = report.counts.get("new", 0) + report.counts.get("changed", 0)
    return {
        "tiles": [
            (WORDS[name], count, TONES[name]) for name, count in report.counts.items() if name in WORDS
        ],
        "rows": [
            (
                row,
                by_row.get(row.number, []),
                WORDS.get(row.outcome, row.outcome),
                TONES.get(row.outcome, "none"),
            )
            for row in sorted(report.rows, key=lambda row: (row.outcome != "faulty", row.number))[:SHOWN_ROWS]
        ],
        "hidden_rows": max(0, len(report.rows) - SHOWN_ROWS),
        "faulty": report.counts.get("faulty", 0),
        "usable": usable,
        "usable_words": count_words(usable, "row"),
    }


def _import(request: HttpRequest, found: Register, where: Where) -> HttpResponse:
    arguments = {
        "register": found.name,
        "node": where.id,
        "name": request.POST.get("name", "file"),
        "digest": request.POST["digest"],
        "skips_faulty": request.POST.get("skips_faulty") == "yes",
    }
    said = f"{request.POST.get('name', 'The file')} was imported."
    carry_out(request, "records.import_records", arguments, said=said)
    return redirect("web:register", where.id, found.name)
