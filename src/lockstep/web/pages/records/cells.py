"""One cell of a list edited in place: the field, then the row as it is now, or the sentence that says why not."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from lockstep.domain.ledger import Forbidden, NotFound, StaleVersion, perform
from lockstep.domain.records.declarations import Field, FieldKind, Register
from lockstep.domain.records.queries import ListQuery, RecordRow, Scope
from lockstep.domain.records.queries import listing as listing_query
from lockstep.foundation.findings import LockstepError
from lockstep.web.pages.records.controls import Control, control_of, typed_values
from lockstep.web.pages.records.listing import look_of
from lockstep.web.pages.records.options import options_for, picked
from lockstep.web.pages.records.places import register_at
from lockstep.web.pages.records.row_markup import row_markup
from lockstep.web.places import Where
from lockstep.web.screens import screen


@screen
def cell(request: HttpRequest, node: int, register: str, record: int, field: str) -> HttpResponse:
    """Answer with the control of a cell; save what was typed."""
    found, where = register_at(request.user, node, register)
    row, _ = _row(request, found, where, record, field)
    wanted = found.all_fields.get(field)
    if wanted is None or not wanted.is_writable or field not in row.values:
        raise NotFound(field, "There is no such field, or you may not see it.")
    if not row.may_edit:
        raise Forbidden(row.key, "You may not edit this record.")
    if request.method != "POST":
        return HttpResponse(_form(request, wanted, where, row.version, _value(wanted, row)))
    return _save(request, found, where, row, wanted)


def _value(field: Field, row: RecordRow) -> Any:
    return row.words.get(field.name, "") if field.kind is FieldKind.RECORD else row.values[field.name]


def _row(
    request: HttpRequest, found: Register, where: Where, record: int, field: str = ""
) -> tuple[RecordRow, str]:
    """Return the record with the columns of the list, and its row as markup."""
    query = ListQuery.from_params(found, request.GET)
    columns = (*(query.columns or found.list_columns), *([field] if field else []))
    wanted = ListQuery(ids=(record,), columns=columns, group=query.group)
    page = listing_query(request.user, found.name, Scope(), wanted)
    if not page.rows:
        raise NotFound(found.singular, f"There is no such {found.singular}, or you may not see it.")
    row = page.rows[0]
    if field:
        return row, ""
    shown = listing_query_page(page, query)
    return row, row_markup(look_of(found, shown, where), row)


def listing_query_page(page: Any, query: ListQuery) -> Any:
    """Return a page of one row as the answer to the list's own query, whose columns it has."""
    from dataclasses import replace

    return replace(page, query=query)


def _save(request: HttpRequest, found: Register, where: Where, row: RecordRow, field: Field) -> HttpResponse:
    version = int(request.POST.get("version") or row.version)
    typed = request.POST.get("value", "")
    values, errors = typed_values([_named_value(field)], request.POST)
    values = {field.name: values["value"]} if "value" in values else {}
    if values:
        values, more = picked(request.user, {field.name: field}, values)
        errors |= more
    if errors:
        return _refused(request, field, where, version, typed, next(iter(errors.values())))
    arguments = {"register": found.name, "record": row.id, "version": version, "changes": values}
    try:
        outcome = perform("records.change_record", actor=request.user, arguments=arguments)
    except StaleVersion as error:
        return _stale(request, found, where, row, field, typed, error)
    except (NotFound, Forbidden):
        raise
    except LockstepError as error:
        sentence = next((finding.sentence for finding in error.findings), error.sentence)
        return _refused(request, field, where, version, typed, sentence)
    _, markup = _row(request, found, where, row.id)
    response = HttpResponse(markup)
    if outcome.change_set_id:
        undo = reverse("web:undo", args=[outcome.change_set_id])
        said = {"sentence": f"{row.key}: {field.label.lower()} saved.", "undo": undo}
        response["HX-Trigger"] = json.dumps({"toast": said})
    return response


def _named_value(field: Field) -> Field:
    """Return the field under the name that a cell's control has."""
    from dataclasses import replace

    return replace(field, name="value")


def _control(request: HttpRequest, field: Field, where: Where, value: Any, typed: str | None) -> Control:
    options = options_for(request.user, where.id, [field])
    return control_of(field, value, options, typed=typed, name="value")


def _form(
    request: HttpRequest,
    field: Field,
    where: Where,
    version: int,
    value: Any,
    *,
    typed: str | None = None,
    **more: Any,
) -> str:
    control = _control(request, field, where, value, typed)
    context = {"control": control, "version": version, **more}
    return render_to_string("web/records/cell.html", context, request=request)


def _refused(
    request: HttpRequest, field: Field, where: Where, version: int, typed: str, sentence: str
) -> HttpResponse:
    return HttpResponse(_form(request, field, where, version, None, typed=typed, error=sentence), status=422)


def _stale(
    request: HttpRequest,
    found: Register,
    where: Where,
    row: RecordRow,
    field: Field,
    typed: str,
    error: StaleVersion,
) -> HttpResponse:
    """Show both values: what is stored now, and what was typed, which may be saved over it."""
    now = row.words.get(field.name)
    form = _form(
        request,
        field,
        where,
        error.current_version,
        None,
        typed=typed,
        conflict=now or "nothing",
        label=field.label,
    )
    return HttpResponse(form, status=409)
