"""Moves of a record: all of them with the reason of those refused, and the dialog of one that asks for something."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render as render_template
from django.urls import reverse

from lockstep.domain.ledger import NotFound
from lockstep.domain.records.queries import RecordDetail, detail
from lockstep.domain.records.registry import register_of
from lockstep.foundation.findings import LockstepError
from lockstep.web.pages.records.places import capital
from lockstep.web.pages.records.record_form import RecordForm
from lockstep.web.performing import carry_out
from lockstep.web.places import where_at
from lockstep.web.register_places import key_of
from lockstep.web.screens import is_fragment, screen
from lockstep.web.shell import Crumb, render


@screen
def moves(request: HttpRequest, register: str, record: int) -> HttpResponse:
    """Show every move of a record from where it stands; a refused one says why."""
    shown = detail(request.user, register, record)
    values = {"detail": shown, "moves": shown.moves, "back": request.GET.get("back", "")}
    return _dialog(request, "web/records/moves.html", shown, values, title=f"Move {shown.row.key}")


@screen
def move(request: HttpRequest, register: str, record: int, move: str) -> HttpResponse:
    """Show the dialog of a move; carry it out."""
    found = register_of(register)
    shown = detail(request.user, register, record)
    way = found.moves_by_name.get(move)
    seen = next((item for item in shown.moves if item.name == move), None)
    if way is None:
        raise NotFound(move, f"There is no such move in {found.plural}.")
    fields = {
        name: found.all_fields[name]
        for name in way.asks
        if name in shown.row.values and found.all_fields[name].is_writable
    }
    form = RecordForm(request.user, found, shown.row.node_id, fields, shown.row.values, request.POST or None)
    if request.method == "POST":
        given = form.read()
        if not form.is_refused:
            try:
                return _carry_out(request, shown, move, way.label, given)
            except LockstepError as error:
                form.refuse(error)
    values = {
        "detail": shown,
        "move": way,
        "seen": seen,
        "target": found.states_by_name[way.target],
        "form": form,
        "controls": form.controls(),
        "back": request.GET.get("back", request.POST.get("back", "")),
    }
    status = 422 if form.is_refused else 200
    return _dialog(request, "web/records/move.html", shown, values, title=way.label, status=status)


def _carry_out(
    request: HttpRequest, shown: RecordDetail, move: str, label: str, given: dict[str, Any]
) -> HttpResponse:
    version = request.POST.get("version", "")
    arguments = {
        "register": shown.register,
        "record": shown.row.id,
        "version": int(version) if version.isdigit() else shown.row.version,
        "move": move,
        "fields": given,
    }
    carry_out(request, "records.move_record", arguments, said=f"{shown.row.key}: {label.lower()}.")
    address = reverse("web:record", args=[shown.register, shown.row.id])
    if request.POST.get("back") == "board":
        address = f"{reverse('web:register', args=[shown.row.node_id, shown.register])}?view=board"
    if is_fragment(request):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def _dialog(
    request: HttpRequest,
    template: str,
    shown: RecordDetail,
    values: dict[str, Any],
    *,
    title: str,
    status: int = 200,
) -> HttpResponse:
    """Answer with a dialog to a script, with a page of its own to everybody else."""
    found = register_of(shown.register)
    values = {"register": found, "record": shown.row, "heading": title, **values}
    if is_fragment(request):
        return render_template(request, template, {**values, "is_dialog": True}, status=status)
    where = where_at(request.user, shown.row.node_id)
    address = reverse("web:record", args=[found.name, shown.row.id])
    up = reverse("web:register", args=[where.id, found.name])
    return render(
        request,
        "web/records/alone.html",
        {**values, "inner": template},
        title=title,
        here=key_of(found),
        where=where,
        crumbs=[Crumb(capital(found.plural), up), Crumb(shown.row.key, address), Crumb(title)],
        status=status,
    )
