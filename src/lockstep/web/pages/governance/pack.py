"""The pack of a gate, for paper and as a workbook, and the calendar of gates."""

import io
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import xlsxwriter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from lockstep.domain.governance.queries.packs import GatePack, gate_calendar, gate_pack
from lockstep.domain.records.queries import links_of
from lockstep.web.exports import XLSX, as_download
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

VERDICTS = {True: "met", False: "not met", None: "not known"}


@screen
def pack(request: HttpRequest, gate: int) -> HttpResponse:
    """Show all that whoever decides reads before the sitting, ready to be printed or exported."""
    found = gate_pack(request.user, gate)
    links = links_of(request.user, "governance.gate", gate)
    if request.GET.get("export") == "xlsx":
        return as_download(_workbook(found, links), XLSX, f"{found.key} {found.title}.xlsx")
    register, where = register_at(request.user, found.node, "gates")
    values = {
        "pack": found,
        "state": register.states_by_name[found.state],
        "criteria": [(item, found.evidence.get(item.id, "")) for item in found.found.criteria],
        "links": links,
        "at": timezone.now(),
    }
    return render(
        request,
        "web/governance/pack.html",
        values,
        title=f"Pack of {found.key}",
        here=key_of(register),
        where=where,
        crumbs=[
            Crumb(capital(register.plural), reverse("web:register", args=[found.node, register.name])),
            Crumb(found.key, reverse("web:record", args=[register.name, found.id])),
            Crumb("Pack"),
        ],
    )


@screen
def calendar(request: HttpRequest, node: int) -> HttpResponse:
    """Show the gates of a node month by month."""
    register, where = register_at(request.user, node, "gates")
    days = [(day, register.states_by_name[day.state]) for day in gate_calendar(request.user, node)]
    months = [
        (month, list(members))
        for month, members in groupby(
            days, key=lambda pair: pair[0].due_on.replace(day=1) if pair[0].due_on else None
        )
    ]
    return render(
        request,
        "web/governance/calendar.html",
        {**head_values(register, where, "calendar"), "months": months},
        title=f"{capital(register.plural)}, calendar",
        here=key_of(register),
        where=where,
        crumbs=[
            Crumb(capital(register.plural), reverse("web:register", args=[node, register.name])),
            Crumb("Calendar"),
        ],
    )


def _workbook(pack: GatePack, links: Iterable[Any]) -> bytes:
    """Return the pack as a workbook, a sheet for each part; no text can become a formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    head = book.add_format({"bold": True, "bottom": 1})
    facts = [
        ("Gate", f"{pack.key} {pack.title}"),
        ("At", pack.node_name),
        ("Kind", pack.kind),
        ("Question", pack.question),
        ("State", pack.state),
        ("Review on", pack.due_on),
        ("Decided by", pack.who),
        ("Missing", ", ".join(pack.found.missing)),
        ("Conditions open", pack.found.conditions_open),
    ]
    criteria = [
        (
            item.key,
            item.title,
            "yes" if item.is_mandatory else "no",
            item.weight,
            item.asked or "judged by people",
            item.value,
            VERDICTS[item.is_met],
            pack.evidence.get(item.id, ""),
        )
        for item in pack.found.criteria
    ]
    columns = ("Key", "Criterion", "Mandatory", "Weight", "Asked", "Now", "Met", "Evidence")
    reviews = [(row.key, row.title, row.state, row.on, row.who, row.words) for row in pack.reviews]
    conditions = [(row.key, row.title, row.state, row.on, row.who, row.words) for row in pack.conditions]
    about = [(link.words, link.end.key, link.end.title, link.end.state) for link in links]
    _sheet(book, head, "Gate", ("What", "Value"), facts)
    _sheet(book, head, "Criteria", columns, criteria)
    _sheet(book, head, "Reviews", ("Key", "Review", "Outcome", "Held on", "Led by", "Reasons"), reviews)
    _sheet(book, head, "Conditions", ("Key", "Condition", "State", "Due", "Owner", "Evidence"), conditions)
    _sheet(book, head, "Links", ("Link", "Key", "Title", "State"), about)
    book.close()
    return out.getvalue()


def _sheet(book: Any, head: Any, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet = book.add_worksheet(name)
    for at, label in enumerate(columns):
        sheet.write_string(0, at, label, head)
        sheet.set_column(at, at, 30 if at == 1 else 16)
    for line, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            if isinstance(value, int | float):
                sheet.write_number(line, at, value)
            elif value is not None:
                sheet.write_string(line, at, str(value))
    sheet.freeze_panes(1, 0)
