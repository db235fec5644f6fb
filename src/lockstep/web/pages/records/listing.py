"""The list of a register at a node: what the address asks for, as a page, a file or paper."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from lockstep.domain.records.declarations import Field, Register
from lockstep.domain.records.queries import ListQuery, RegisterPage, Scope, views
from lockstep.domain.records.queries import listing as listing_query
from lockstep.web.pages.records.board import board_page
from lockstep.web.pages.records.downloads import download_asked
from lockstep.web.pages.records.list_words import (
    address_of,
    column_heads,
    filter_chips,
    flag_chips,
    open_chip,
    row_groups,
)
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.pages.records.row_markup import RowLook
from lockstep.web.pages.records.views import default_query, view_menu, view_tabs
from lockstep.web.places import Where
from lockstep.web.register_places import icon_of, key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

# The title and the key stand in the head of each row.
IN_TITLE = {"key", "title"}


@screen
def register(request: HttpRequest, node: int, register: str) -> HttpResponse:
    """Show the list, or the board; export what one sees."""
    found, where = register_at(request.user, node, register)
    saved = views(request.user, found.name, where.id)
    if not request.GET and (usual := default_query(saved, where)):
        return redirect(f"{request.path}?{usual}")
    query = ListQuery.from_params(found, request.GET)
    if request.GET.get("view") == "board" and len(found.states) > 1:
        return board_page(request, found, where, query)
    if download := download_asked(request, found, where, query):
        return download
    page = listing_query(request.user, found.name, Scope(where.id), query)
    return render(
        request,
        "web/records/list.html",
        {**list_values(request, found, where, page), "view_tabs": view_tabs(request, found, where, saved)},
        title=capital(found.plural),
        here=key_of(found),
        where=where,
        crumbs=[Crumb(capital(found.plural))],
    )


def columns_of(found: Register, page: RegisterPage, where: Where) -> tuple[Field, ...]:
    """Return the columns in their order; below a project everything is at home at it."""
    readable = {column.name for column in page.columns}
    wanted = page.query.columns or found.list_columns
    skipped = IN_TITLE | ({"node"} if where.kind == "project" and not page.query.columns else set())
    return tuple(found.all_fields[name] for name in wanted if name in readable and name not in skipped)


def look_of(found: Register, page: RegisterPage, where: Where) -> RowLook:
    """Return how the rows of a page are drawn; from here a record leads back to the same list."""
    back = replace(page.query, page=1)
    is_now = page.query.as_of is None
    return RowLook(
        found,
        columns_of(found, page, where),
        f"{address_of(back, at=str(where.id))}".replace("&", "&amp;"),
        is_editable=is_now,
        is_choosable=is_now and any(row.may_edit for row in page.rows),
        is_usual=not page.query.columns,
    )


def list_values(request: HttpRequest, found: Register, where: Where, page: RegisterPage) -> dict[str, Any]:
    """Return what the list's template reads."""
    query, look = page.query, look_of(found, page, where)
    more = {"v": request.GET.get("v", "")}
    address = reverse("web:register", args=[where.id, found.name])
    present = address_of(query, **more)
    first = (query.page - 1) * query.page_size
    chips = filter_chips(request.user, found, query, **more)
    is_narrowed = bool(query.search or query.filters or query.flags)
    open_only = open_chip(found, query, **more)
    shown = replace(query, search="", page=1)
    return {
        **head_values(found, where, "list"),
        "page": page,
        "icon_name": icon_of(found),
        "words": query.search,
        "hidden": [*shown.params(), *((name, value) for name, value in more.items() if value)],
        "kept": replace(query, as_of=None, page=1).params(),
        "chips": chips,
        "flags": [*([open_only] if open_only and page.total else []), *flag_chips(page, **more)],
        "is_narrowed": is_narrowed,
        "clear_address": address_of(ListQuery(columns=query.columns, as_of=query.as_of), v="all")
        if is_narrowed
        else "",
        "heads": column_heads(query, look.columns, found.default_sort, **more),
        "groups": row_groups(look, page),
        "width": look.width,
        "is_choosable": look.is_choosable,
        "first": first + 1,
        "last": first + len(page.rows),
        "next_address": address_of(replace(query, page=page.next_page), **more) if page.next_page else "",
        "previous_address": address_of(replace(query, page=page.previous_page), **more)
        if page.previous_page
        else "",
        "as_of": query.as_of,
        "now_address": address_of(replace(query, as_of=None), **more),
        "today": timezone.localdate(),
        "menus": [
            *view_menu(request, found, where),
            {"label": "Filter", "icon": "filter", "address": f"{address}part/filters/{present}"},
            {"label": "Columns", "icon": "columns", "address": f"{address}part/columns/{present}"},
        ],
        "may_import": found.raise_ in where.permissions,
        "may_raise": found.raise_ in where.permissions and query.as_of is None,
        "bulk_address": f"{address}bulk/{present}",
        "cells_address": f"{address}cells/",
        "csv_address": address_of(replace(query, page=1), export="csv"),
        "xlsx_address": address_of(replace(query, page=1), export="xlsx"),
        "secret_address": address_of(replace(query, page=1), export="xlsx", secrets="written")
        if any(found.all_fields[column.name].secrecy for column in page.columns if column.is_shown)
        else "",
        "print_address": f"{address}print/{present}",
        "import_address": f"{address}import/",
        "feed_address": reverse("web:calendar-link", args=[where.id]),
    }
