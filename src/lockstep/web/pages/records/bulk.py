"""The bar of chosen rows: what it offers, and one undoable change of them all."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render as render_template
from django.urls import reverse

from lockstep.domain.ledger import InvalidInput
from lockstep.domain.records.actions import SomeRefused
from lockstep.domain.records.declarations import Field, Register
from lockstep.domain.records.queries import ListQuery, Scope, ordered_ids
from lockstep.web.pages.records.controls import Control, control_of, typed_values
from lockstep.web.pages.records.list_words import address_of
from lockstep.web.pages.records.options import options_for, picked
from lockstep.web.pages.records.places import capital, register_at
from lockstep.web.performing import carry_out
from lockstep.web.places import Where
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render
from lockstep.web.words import count_words


@dataclass(frozen=True, slots=True)
class BulkChange:
    """One thing that may be done with all chosen rows, and the controls that it asks for."""

    name: str
    label: str
    controls: tuple[Control, ...]


@screen
def bulk(request: HttpRequest, node: int, register: str) -> HttpResponse:
    """Answer with what may be done; do it."""
    found, where = register_at(request.user, node, register)
    fields = [
        field
        for field in found.all_fields.values()
        if field.is_bulk
        and field.is_writable
        and (field.secrecy is None or field.secrecy in where.permissions)
    ]
    if request.method != "POST":
        values = {
            "fields": _field_changes(request, node, fields),
            "moves": _move_changes(request, node, found),
        }
        return render_template(request, "web/records/bulk.html", values)
    query = ListQuery.from_params(found, request.GET)
    chosen = _chosen(request, found, where.id, query)
    kind, _, name = request.POST.get("what", "").partition(":")
    if not chosen or kind not in {"field", "move"}:
        raise InvalidInput(found.plural, "Choose rows, and what to change, then apply it.")
    back = f"{reverse('web:register', args=[node, register])}{address_of(query)}"
    try:
        if kind == "field":
            _change(request, found, fields, name, chosen)
        else:
            _move(request, found, name, chosen)
    except SomeRefused as error:
        return _some_refused(request, found, where, error, chosen, back)
    return redirect(back)


def _some_refused(
    request: HttpRequest,
    found: Register,
    where: Where,
    error: SomeRefused,
    chosen: list[dict[str, Any]],
    back: str,
) -> HttpResponse:
    """Name every record that stands against it, and offer to leave those out; the others were tried and can go."""
    refused = {refusal.record for refusal in error.refusals}
    ready = [item for item in chosen if item["record"] not in refused]
    kind, _, name = request.POST["what"].partition(":")
    label = found.moves_by_name[name].label if kind == "move" else found.all_fields[name].label
    sent = [(key, value) for key, value in request.POST.items() if key.startswith(f"{kind}-")]
    values = {
        "register": found,
        "node": where,
        "what": label,
        "is_move": kind == "move",
        "refusals": error.refusals,
        "asked": _counted(found, chosen),
        "ready": _counted(found, ready) if ready else "",
        "sent": [
            *sent,
            ("what", request.POST["what"]),
            ("records", " ".join(f"{item['record']}:{item['version'] or ''}" for item in ready)),
            ("left", str(len(refused))),
        ],
        "back": back,
    }
    return render(
        request,
        "web/records/bulk_refused.html",
        values,
        title="Not done",
        here=key_of(found),
        where=where,
        crumbs=[Crumb(capital(found.plural), back), Crumb(label)],
        status=422,
    )


def _field_changes(request: HttpRequest, node: int, fields: list[Field]) -> list[BulkChange]:
    options = options_for(request.user, node, fields)
    return [
        BulkChange(
            f"field:{field.name}",
            field.label,
            (control_of(replace(field, is_required=False), None, options, name=f"field-{field.name}"),),
        )
        for field in fields
    ]


def _move_changes(request: HttpRequest, node: int, found: Register) -> list[BulkChange]:
    asked = [found.all_fields[name] for move in found.moves for name in move.asks]
    options = options_for(request.user, node, asked)
    return [
        BulkChange(
            f"move:{move.name}",
            move.label,
            tuple(
                control_of(
                    replace(found.all_fields[name], is_required=False),
                    None,
                    options,
                    name=f"move-{move.name}-{name}",
                )
                for name in move.asks
            ),
        )
        for move in found.moves
    ]


def _chosen(request: HttpRequest, found: Register, node: int, query: ListQuery) -> list[dict[str, Any]]:
    """Return the chosen records with the versions that were seen; all that were found have none."""
    if request.POST.get("all"):
        wanted = replace(query, page=1, page_size=0)
        ids = ordered_ids(request.user, found.name, Scope(node), wanted)
        return [{"record": pk, "version": None} for pk in ids]
    named = (*request.POST.getlist("record"), *request.POST.get("records", "").split())
    pairs = [value.partition(":") for value in named]
    return [
        {"record": int(pk), "version": int(version) if version else None}
        for pk, _, version in pairs
        if pk.isdigit() and (version.isdigit() or not version)
    ]


def _change(
    request: HttpRequest, found: Register, fields: list[Field], name: str, chosen: list[dict[str, Any]]
) -> None:
    field = next((field for field in fields if field.name == name), None)
    if field is None:
        raise InvalidInput(found.plural, "There is no such field to change for many.")
    values = _typed(request, [field], "field-")
    said = f"{field.label} set for {_counted(found, chosen)}{_left(request)}."
    records = [{**item, "changes": values} for item in chosen]
    arguments = {"register": found.name, "records": records}
    carry_out(request, "records.change_records", arguments, said=said)


def _move(request: HttpRequest, found: Register, name: str, chosen: list[dict[str, Any]]) -> None:
    move = found.moves_by_name.get(name)
    if move is None:
        raise InvalidInput(found.plural, "There is no such move.")
    values = _typed(request, [found.all_fields[item] for item in move.asks], f"move-{name}-")
    target = found.states_by_name[move.target].label.lower()
    said = f"{_counted(found, chosen)} moved to {target}{_left(request)}."
    given = {key: value for key, value in values.items() if value is not None}
    arguments = {"register": found.name, "records": chosen, "move": name, "fields": given}
    carry_out(request, "records.move_records", arguments, said=said)


def _typed(request: HttpRequest, fields: list[Field], prefix: str) -> dict[str, Any]:
    values, errors = typed_values(fields, request.POST, prefix=prefix)
    values, more = picked(request.user, {field.name: field for field in fields}, values)
    for sentence in (errors | more).values():
        raise InvalidInput("what was typed", sentence)
    return values


def _left(request: HttpRequest) -> str:
    """Return what is said of those that were left out after a refusal."""
    left = request.POST.get("left", "")
    return f"; {left} left as {'it was' if left == '1' else 'they were'}" if left.isdigit() else ""


def _counted(found: Register, chosen: list[dict[str, Any]]) -> str:
    return count_words(len(chosen), found.singular, found.plural)
