"""Menus of a list that are fetched when they are opened: filters of every kind of field, columns and grouping."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render as render_template
from django.urls import reverse

from lockstep.domain.records.declarations import RANGED, Field, FieldKind, Register
from lockstep.domain.records.queries import EMPTY, ME, OPEN_STATES, Filter, ListQuery
from lockstep.web.pages.records.list_words import address_of
from lockstep.web.pages.records.options import options_for
from lockstep.web.pages.records.places import register_at
from lockstep.web.screens import screen

INPUT_TYPES = {FieldKind.DATE: "date", FieldKind.DATETIME: "date"}


@dataclass(frozen=True, slots=True)
class FilterPart:
    """One field of the filter menu: boxes to tick, or bounds, or a text."""

    field: Field
    boxes: tuple[tuple[str, str, bool], ...]
    is_ranged: bool
    input_type: str
    start: str
    end: str
    text: str
    is_set: bool


@screen
def filters(request: HttpRequest, node: int, register: str) -> HttpResponse:
    """Return the filter menu of a register, with what is chosen now."""
    found, where = register_at(request.user, node, register)
    query = ListQuery.from_params(found, request.GET)
    fields = [
        field
        for field in found.all_fields.values()
        if field.is_filterable
        and field.is_in_sql
        and (field.secrecy is None or field.secrecy in where.permissions)
    ]
    options = options_for(request.user, node, fields)
    chosen = {item.field: item for item in query.filters}
    values = {
        "parts": [_part(found, field, options, chosen.get(field.name)) for field in fields],
        "kept": [*replace(query, filters=(), page=1).params(), *_beside(request)],
        "address": reverse("web:register", args=[node, register]),
    }
    return render_template(request, "web/records/filter_menu.html", values)


def _beside(request: HttpRequest) -> list[tuple[str, str]]:
    return [("view", request.GET["view"])] if request.GET.get("view") else []


def _part(
    found: Register, field: Field, options: dict[str, list[tuple[int, str]]], item: Filter | None
) -> FilterPart:
    item = item or Filter(field.name)
    boxes = [(value, label, value in item.values) for value, label in _boxes(found, field, options)]
    is_ranged = field.formatted_as in RANGED and not boxes
    return FilterPart(
        field,
        tuple(boxes),
        is_ranged,
        INPUT_TYPES.get(field.formatted_as, "text"),
        item.start,
        item.end,
        "" if boxes else ", ".join(item.values),
        bool(item.values or item.start or item.end),
    )


def _boxes(found: Register, field: Field, options: dict[str, list[tuple[int, str]]]) -> list[tuple[str, str]]:
    if field.name == "state":
        return [(OPEN_STATES, "Any open state"), *((state.name, state.label) for state in found.states)]
    if field.choices:
        return [*((choice.value, choice.label) for choice in field.choices), (EMPTY, "None")]
    if field.kind is FieldKind.PERSON:
        people = [(str(value), label) for value, label in options[field.name]]
        return [(ME, "Me"), (EMPTY, "Nobody"), *people]
    if field.kind is FieldKind.NODE:
        return [(str(value), label) for value, label in options[field.name]]
    if field.kind is FieldKind.BOOLEAN:
        return [("yes", "Yes"), ("no", "No")]
    return []


@screen
def columns(request: HttpRequest, node: int, register: str) -> HttpResponse:
    """Return the menu of columns, grouping and page size."""
    found, where = register_at(request.user, node, register)
    query = ListQuery.from_params(found, request.GET)
    if "apply" in request.GET:
        wanted = replace(query, columns=tuple(request.GET.getlist("column")), page=1)
        return redirect(f"{reverse('web:register', args=[node, register])}{address_of(wanted)}")
    shown = query.columns or found.list_columns
    fields = [
        field
        for field in found.all_fields.values()
        if field.name not in {"key", "title"}
        and (field.secrecy is None or field.secrecy in where.permissions)
    ]
    ordered = sorted(fields, key=lambda field: shown.index(field.name) if field.name in shown else len(shown))
    values = {
        "register": found,
        "fields": [(field, field.name in shown) for field in ordered],
        "groups": [
            (field.name, field.label, field.name == query.group) for field in fields if field.is_groupable
        ],
        "group": query.group,
        "kept": replace(query, columns=(), group="", page=1).params(),
        "address": reverse("web:register", args=[node, register]),
    }
    return render_template(request, "web/records/column_menu.html", values)
