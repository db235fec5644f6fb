"""Founding papers: written from data, two editions side by side, and taken along as a document."""

from importlib.util import find_spec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from lockstep.domain.outlook.queries.chartering import charter_draft
from lockstep.domain.records.declarations import FieldKind
from lockstep.domain.records.queries import RecordDetail, detail
from lockstep.domain.strategy.queries.editions import compared_editions, editions_of
from lockstep.web.docx import MEDIA_TYPE, DocumentPart, docx_bytes
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.performing import carry_out, tell
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render
from lockstep.web.words import day_words


@screen
def write(request: HttpRequest, node: int) -> HttpResponse:
    """Show what a charter of a node would say by what is known today; write it."""
    found, where = register_at(request.user, node, "charters")
    if request.method == "POST":
        said = "The charter was written from data."
        outcome = carry_out(request, "outlook.write_charter", {"node": node}, said=said)
        return redirect("web:record", "charters", outcome.value.pk)
    draft = charter_draft(request.user, node)
    labels = found.all_fields
    values = {
        **head_values(found, where, "from-data"),
        "parts": [
            DocumentPart(labels[name].label, text.splitlines()) for name, text in draft.fields.items() if text
        ],
        "missing": [labels[name].label for name in draft.missing],
    }
    return render(
        request,
        "web/strategy/charter.html",
        values,
        title="Charter from data",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("From data"),
        ],
    )


@screen
def compare(request: HttpRequest, register: str, record: int) -> HttpResponse:
    """Show two editions side by side, with the words that differ marked."""
    other = request.GET.get("with", "")
    shown = compared_editions(request.user, register, record, int(other) if other.isdigit() else None)
    found, where = register_at(request.user, shown.after.node, register)
    share = [field.difference.share_changed for field in shown.fields if not field.difference.is_same]
    values = {
        "register": found,
        "compared": shown,
        "record": record,
        "changed": len(share),
        "choices": [row for row in shown.editions if row.id != record],
    }
    return render(
        request,
        "web/strategy/compare.html",
        values,
        title=f"{shown.after.title}, editions compared",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[where.id, found.name])),
            Crumb(shown.after.key, reverse("web:record", args=[found.name, record])),
            Crumb("Compare"),
        ],
    )


@screen
def paper(request: HttpRequest, register: str, record: int) -> HttpResponse:
    """Show an edition as it is printed."""
    shown = detail(request.user, register, record)
    editions_of(request.user, register, record)
    found, where = register_at(request.user, shown.row.node_id, register)
    return render(
        request,
        "web/strategy/paper.html",
        {"register": found, "row": shown.row, "subtitle": _subtitle(shown), "parts": _parts(shown)},
        title=f"{shown.row.title}, on paper",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[where.id, found.name])),
            Crumb(shown.row.key, reverse("web:record", args=[found.name, record])),
            Crumb("Paper"),
        ],
    )


@screen
def as_docx(request: HttpRequest, register: str, record: int) -> HttpResponse:
    """Return an edition as a document of word processors."""
    shown = _edition(request, register, record)
    return _download(docx_bytes(shown.row.title, _subtitle(shown), _parts(shown)), MEDIA_TYPE, shown, "docx")


@screen
def as_pdf(request: HttpRequest, register: str, record: int) -> HttpResponse:
    """Return an edition as PDF; without the optional library, the page that any browser prints to PDF."""
    shown = _edition(request, register, record)
    if find_spec("weasyprint") is None:
        tell(
            request,
            "PDF is made by the optional extra “pdf”, which is not installed: print this page to PDF.",
        )
        return redirect("web:edition-paper", register, record)
    from weasyprint import HTML

    values = {"row": shown.row, "subtitle": _subtitle(shown), "parts": _parts(shown)}
    return _download(
        HTML(string=render_to_string("web/strategy/sheet.html", values)).write_pdf(),
        "application/pdf",
        shown,
        "pdf",
    )


def _edition(request: HttpRequest, register: str, record: int) -> RecordDetail:
    editions_of(request.user, register, record)
    return detail(request.user, register, record)


def _download(content: bytes, media_type: str, shown: RecordDetail, ending: str) -> HttpResponse:
    name = f"{shown.row.key}-edition-{shown.row.values.get('edition') or 1}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)


def _subtitle(shown: RecordDetail) -> str:
    row = shown.row
    signed = row.words.get("signed_on")
    by = f", signed off by {row.words.get('signed_by')} on {signed}" if signed else ""
    edition = row.words.get("edition") or "1"
    stands = f"edition {edition}, {row.state_label.lower()}{by}"
    return f"{row.key}, {row.node_name}, {stands}. Printed {day_words(timezone.now())}."


def _parts(shown: RecordDetail) -> list[DocumentPart]:
    fields = [field for section in shown.sections for field in section.fields]
    return [
        DocumentPart(field.label, [line.strip() for line in str(field.words).splitlines() if line.strip()])
        for field in fields
        if field.kind == FieldKind.LONG_TEXT.value and field.words
    ]
