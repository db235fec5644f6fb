"""The page of one record: its fields, its ways on, its links, its talk, its files, its history."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from lockstep.domain.ledger import Forbidden
from lockstep.domain.records.declarations import Field, FieldKind, Register
from lockstep.domain.records.queries import ListQuery, MoveView, RecordDetail, Scope, detail, neighbors
from lockstep.domain.records.registry import register_of
from lockstep.foundation.findings import LockstepError
from lockstep.web.pages.records.closed_ways import closed_ways
from lockstep.web.pages.records.list_words import address_of
from lockstep.web.pages.records.more_places import more_places, strip_of
from lockstep.web.pages.records.places import capital
from lockstep.web.pages.records.record_form import RecordForm, form_fields
from lockstep.web.pages.records.talk import thread_of
from lockstep.web.pages.records.tracing import chain_up
from lockstep.web.performing import carry_out
from lockstep.web.places import Where, where_at
from lockstep.web.record_history import entries_of
from lockstep.web.register_places import icon_of, key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render
from lockstep.web.words import count_words


@screen
def record(request: HttpRequest, register: str, record: int) -> HttpResponse:
    """Show a record; save its form."""
    found = register_of(register)
    as_of = ListQuery.from_params(found, request.GET).as_of
    shown = detail(request.user, register, record, as_of=as_of)
    where = where_at(request.user, shown.row.node_id)
    form = _form(request, found, shown, where)
    if request.method == "POST" and form is not None:
        given = form.read()
        if not form.is_refused:
            try:
                return _save(request, found, shown, given)
            except LockstepError as error:
                form.refuse(error)
    values = page_values(request, found, shown, where, form)
    return render(
        request,
        "web/records/record.html",
        values,
        title=f"{shown.row.key} {shown.row.title}",
        here=key_of(found),
        where=where,
        crumbs=[Crumb(capital(found.plural), values["up"]), Crumb(shown.row.key)],
        status=422 if form is not None and form.is_refused else 200,
    )


def _form(request: HttpRequest, found: Register, shown: RecordDetail, where: Where) -> RecordForm | None:
    if request.method != "POST" and "edit" not in request.GET:
        return None
    if not shown.may_edit:
        raise Forbidden(shown.row.key, "You may read this record, but not edit it.")
    fields = {
        name: field
        for name, field in form_fields(found, where.permissions).items()
        if name in shown.row.values
    }
    values = {name: _form_value(field, shown) for name, field in fields.items()}
    version = request.POST.get("version", "")
    form = RecordForm(request.user, found, where.id, fields, values, request.POST or None)
    form.version = int(version) if version.isdigit() else shown.row.version
    return form


def _form_value(field: Field, shown: RecordDetail) -> Any:
    if field.kind is FieldKind.RECORD:
        return shown.row.words.get(field.name, "")
    return shown.row.values[field.name]


def _save(request: HttpRequest, found: Register, shown: RecordDetail, given: dict[str, Any]) -> HttpResponse:
    version = request.POST.get("version", "")
    arguments = {
        "register": found.name,
        "record": shown.row.id,
        "version": int(version) if version.isdigit() else shown.row.version,
        "changes": given,
    }
    carry_out(request, "records.change_record", arguments, said=f"{shown.row.key} was saved.")
    return redirect(
        f"{reverse('web:record', args=[found.name, shown.row.id])}{_list_address(request, found)}"
    )


def _list_address(request: HttpRequest, found: Register) -> str:
    """Return what of the address speaks of the list that the reader came from."""
    query = ListQuery.from_params(found, request.GET)
    at = request.GET.get("at", "")
    return address_of(query, at=at) if at.isdigit() else ""


def page_values(
    request: HttpRequest, found: Register, shown: RecordDetail, where: Where, form: RecordForm | None
) -> dict[str, Any]:
    """Return what the page of a record reads."""
    entries = entries_of(request.user, shown.history)
    address = reverse("web:record", args=[found.name, shown.row.id])
    beside = _list_address(request, found)
    query = ListQuery.from_params(found, request.GET)
    return {
        "register": found,
        "icon_name": icon_of(found),
        "record": shown.row,
        "detail": shown,
        "node": where,
        "form": form,
        "address": address,
        "beside": beside,
        "as_of": query.as_of,
        "now_address": f"{address}{address_of(replace(query, as_of=None), at=request.GET.get('at', ''))}",
        "today": timezone.localdate(),
        "edit_address": f"{address}{beside}&edit=1" if beside else f"{address}?edit=1",
        "ways_on": [move for move in shown.moves if _is_open(move)],
        "closed_ways": closed_ways(
            request.user, found.name, shown, [m for m in shown.moves if not _is_open(m)]
        ),
        "forward": _by_words(shown, is_forward=True),
        "backward": _by_words(shown, is_forward=False),
        "thread": thread_of(shown.comments),
        "people": _names(request, where),
        "entries": entries,
        "last": entries[0] if entries else None,
        "converts": [register_of(name) for name in shown.converts_to],
        "chain": chain_up(request.user, found.record_type, shown.row.id),
        "more_places": more_places(found.name, shown.row),
        "strip": strip_of(request.user, found.name, shown.row.id),
        "trace_address": reverse("web:trace", args=[found.record_type, shown.row.id]),
        **_neighbor_values(request, found, shown, where),
    }


def _is_open(move: MoveView) -> bool:
    """Tell whether a move is offered: it is allowed, or its dialog asks for what is missing."""
    return move.is_allowed and (not move.refusal or bool(move.asks))


def _by_words(shown: RecordDetail, *, is_forward: bool) -> list[tuple[str, list[Any]]]:
    grouped: dict[str, list[Any]] = {}
    for link in shown.links:
        if link.is_forward is is_forward:
            grouped.setdefault(link.words, []).append(link)
    return list(grouped.items())


def _names(request: HttpRequest, where: Where) -> list[str]:
    """Return the names that a comment may mention."""
    from lockstep.domain.access.queries.accounts import accounts

    return [row.name for row in accounts(request.user, limit=200) if row.name]


def _neighbor_values(
    request: HttpRequest, found: Register, shown: RecordDetail, where: Where
) -> dict[str, Any]:
    """Return the ways to the next and the one before in the list that the reader came from."""
    at = request.GET.get("at", "")
    node = int(at) if at.isdigit() else where.id
    query = ListQuery.from_params(found, request.GET)
    up = f"{reverse('web:register', args=[node, found.name])}"
    if not at.isdigit():
        return {"up": up, "next": "", "previous": ""}
    query = replace(query, page=1)
    before, after = neighbors(request.user, found.name, Scope(node), query, shown.row.id)
    beside = address_of(query, at=at)
    return {
        "up": f"{up}{address_of(query)}",
        "next": f"{reverse('web:record', args=[found.name, after])}{beside}" if after else "",
        "previous": f"{reverse('web:record', args=[found.name, before])}{beside}" if before else "",
    }


@screen
@require_POST
def remove(request: HttpRequest, register: str, record: int) -> HttpResponse:
    """Remove a record that was raised by mistake."""
    found = register_of(register)
    shown = detail(request.user, register, record)
    version = request.POST.get("version", "")
    arguments = {
        "register": register,
        "record": record,
        "version": int(version) if version.isdigit() else shown.row.version,
    }
    carry_out(request, "records.remove_record", arguments, said=f"{shown.row.key} was removed.")
    return redirect("web:register", shown.row.node_id, found.name)


@screen
@require_POST
def convert(request: HttpRequest, register: str, record: int) -> HttpResponse:
    """Make a record of another register from this one; a link joins the two."""
    to = register_of(request.POST.get("to", ""))
    arguments = {"register": register, "record": record, "to": to.name}
    outcome = carry_out(
        request, "records.convert_record", arguments, said=f"It is {count_words(1, to.singular)} now."
    )
    return redirect("web:record", to.name, outcome.value.pk)
