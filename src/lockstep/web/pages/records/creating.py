"""A new record: the whole form, or only a title from the line below the list."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from lockstep.domain.ledger import Forbidden
from lockstep.domain.records.declarations import Field, FieldKind, Register
from lockstep.domain.records.registry import linkable
from lockstep.foundation.findings import LockstepError
from lockstep.web.pages.records.offering import take_ticked
from lockstep.web.pages.records.options import end_words
from lockstep.web.pages.records.places import capital, register_at
from lockstep.web.pages.records.record_form import RecordForm, form_fields
from lockstep.web.performing import carry_out
from lockstep.web.places import Where
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render


@screen
def new(request: HttpRequest, node: int, register: str) -> HttpResponse:
    """Show the form of a new record; raise it."""
    found, where = register_at(request.user, node, register)
    if found.raise_ not in where.permissions:
        raise Forbidden(found.plural, f"You may not add {found.plural} here.")
    fields = form_fields(found, where.permissions)
    values = _starting_values(request, found, where)
    form = RecordForm(request.user, found, node, fields, values, request.POST or None)
    if request.method == "POST":
        given = form.read()
        if not form.is_refused:
            try:
                return _raise(request, found, where, given)
            except LockstepError as error:
                form.refuse(error)
    return render(
        request,
        "web/records/new.html",
        {"register": found, "node": where, "form": form, "draft": f"{found.name}.{node}"},
        title=f"New {found.singular}",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, register])),
            Crumb(f"New {found.singular}"),
        ],
        status=422 if form.is_refused else 200,
    )


def _starting_values(request: HttpRequest, found: Register, where: Where) -> dict[str, Any]:
    """Return what the form begins with: declared defaults, today, who asks, what the address gives."""
    values: dict[str, Any] = {}
    for name, field in found.all_fields.items():
        if field.default is not None:
            values[name] = field.default
        if name in request.GET and field.kind not in {FieldKind.SHARE, FieldKind.MONEY, FieldKind.TAGS}:
            values[name] = _given(request, field, request.GET[name])
    return {
        "raised_on": timezone.localdate().isoformat(),
        "owner": getattr(request.user, "pk", None),
        "node": where.id,
        **values,
    }


def _given(request: HttpRequest, field: Field, value: str) -> str:
    """Return what an address gives as it stands in its control: a record by its name, one out of view not at all."""
    if field.kind is not FieldKind.RECORD or not value.isdigit():
        return value
    end = linkable(field.target).resolve([int(value)], request.user).get(int(value))
    return end_words(end) if end else ""


def _raise(request: HttpRequest, found: Register, where: Where, given: dict[str, Any]) -> HttpResponse:
    fields = {name: value for name, value in given.items() if value is not None and name != "node"}
    home = int(given["node"]) if str(given.get("node") or "").isdigit() else where.id
    if request.POST.get("quick"):
        fields.setdefault("owner", getattr(request.user, "pk", None))
    arguments = {"register": found.name, "node": home, "fields": fields}
    outcome = carry_out(
        request, "records.raise_record", arguments, said=f"“{fields.get('title', '')}” was added."
    )
    take_ticked(request, found.record_type, outcome.value.pk)
    back = request.POST.get("back", "")
    if request.POST.get("quick") and url_has_allowed_host_and_scheme(back, {request.get_host()}):
        return redirect(back)
    if request.POST.get("again"):
        return redirect("web:record-new", where.id, found.name)
    return redirect("web:record", found.name, outcome.value.pk)
