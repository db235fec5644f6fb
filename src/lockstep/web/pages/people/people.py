"""The people and other resources of a node: capacity and calendar."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.people.queries import calendars, roles
from lockstep.domain.people.queries import people as people_query
from lockstep.domain.people.queries import person as person_query
from lockstep.domain.people.vocabulary import PersonRow, ResourceKind
from lockstep.domain.planning.queries import namesakes
from lockstep.foundation.findings import LockstepError
from lockstep.web.exports import export_asked
from lockstep.web.lists import Column, Filter, Kind, make_listing
from lockstep.web.pages.people.working import working
from lockstep.web.performing import carry_out
from lockstep.web.places import node_and_where, where_at
from lockstep.web.problems import add_problem
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

COLUMNS: tuple[Column[PersonRow], ...] = (
    Column("name", "Name", lambda row: row.name),
    Column("kind", "Kind", lambda row: row.kind.value),
    Column("role", "Role", lambda row: row.role_name),
    Column("email", "E-mail", lambda row: row.email),
    Column("capacity", "Capacity", lambda row: row.max_units, Kind.SHARE),
    Column("calendar", "Calendar", lambda row: row.calendar_name),
    Column("home", "Belongs to", lambda row: row.node_name),
)
FILTERS: tuple[Filter[PersonRow], ...] = (
    Filter("kind", "Kind", lambda row: row.kind.value, [(kind.value, kind.value) for kind in ResourceKind]),
    Filter("home", "Belongs to", lambda row: row.node_name),
)


class PersonForm(forms.Form):
    """A person, role, machine, material or cost."""

    name = forms.CharField(label="Name", max_length=200, help_text="As the plans name them.")
    kind = forms.ChoiceField(
        label="Kind",
        choices=[(kind.value, kind.value) for kind in ResourceKind],
        help_text="People, roles and equipment have working time; material and cost have none.",
    )
    role = forms.TypedChoiceField(
        label="Role",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="What a person or a machine is one of; the workload adds them up.",
    )
    email = forms.EmailField(
        label="E-mail", required=False, help_text="To find the same person in other plans."
    )
    capacity_percent = forms.FloatField(
        label="Capacity in %",
        min_value=0,
        max_value=100_000,
        initial=100,
        help_text="100 is one full person.",
    )
    calendar = forms.TypedChoiceField(
        label="Calendar",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="When they work; empty: as the project.",
    )
    hourly_cost = forms.DecimalField(
        label="Cost of an hour",
        required=False,
        min_value=0,
        max_value=10_000_000,
        decimal_places=2,
        help_text="Only who manages people sees it. Empty: not counted.",
    )
    currency = forms.CharField(
        label="Currency", required=False, max_length=3, help_text="Such as EUR; empty: as the plan that pays."
    )

    def __init__(self, *args: Any, user: Any, node: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = calendars(user, node=node)
        self.fields["calendar"].choices = [("", "as the project"), *((row.id, row.name) for row in offered)]
        self.fields["role"].choices = [("", "none"), *roles(user, node)]

    def values(self) -> dict[str, Any]:
        """Return the fields as the actions take them."""
        given = dict(self.cleaned_data)
        given["max_units"] = given.pop("capacity_percent") / 100
        hourly = given.pop("hourly_cost")
        given["cost_per_hour_minor"] = None if hourly is None else round(hourly * 100)
        return given


@screen
def people(request: HttpRequest, node: int) -> HttpResponse:
    """Show the resources; add one."""
    page, where = node_and_where(request.user, node)
    form = PersonForm(request.POST or None, user=request.user, node=node)
    if request.method == "POST" and form.is_valid():
        try:
            carry_out(
                request,
                "people.add_resource",
                {"node": node, **form.values()},
                said=f"{form.cleaned_data['name']} was added.",
            )
            return redirect("web:people", node)
        except LockstepError as error:
            add_problem(form, error)
    rows = people_query(request.user, node=node, limit=1_000).people
    listing = make_listing(request, rows, COLUMNS, filters=FILTERS, default_sort="name")
    if download := export_asked(request, listing, f"{page.row.name} people"):
        return download
    return render(
        request,
        "web/people/people.html",
        {
            "node": page.row,
            "listing": listing,
            "form": form,
            "may_edit": Permission.EDIT_PEOPLE in page.permissions,
            "alike": len(namesakes(request.user, node)),
        },
        title="People",
        here="people",
        where=where,
        status=422 if form.errors else 200,
    )


@screen
def person(request: HttpRequest, resource: int) -> HttpResponse:
    """Show one resource with what it works on; save it."""
    row = person_query(request.user, resource)
    where = where_at(request.user, row.node)
    listing, work = working(request, row, where)
    if download := export_asked(request, listing, f"{row.name} work"):
        return download
    initial = {
        "name": row.name,
        "kind": row.kind.value,
        "role": row.role,
        "email": row.email,
        "capacity_percent": f"{row.max_units * 100:g}",
        "calendar": row.calendar,
        "hourly_cost": None if row.cost_per_hour_minor is None else f"{row.cost_per_hour_minor / 100:g}",
        "currency": row.currency,
    }
    form = PersonForm(request.POST or None, initial=initial, user=request.user, node=row.node)
    if request.method == "POST" and form.is_valid():
        version = int(request.POST.get("version") or row.version)
        arguments = {"resource": resource, "version": version, "changes": form.values()}
        try:
            carry_out(request, "people.change_resource", arguments, said="Saved.")
            return redirect("web:person", resource)
        except LockstepError as error:
            add_problem(form, error)
    return render(
        request,
        "web/people/person.html",
        {"person": row, "form": form, **work},
        title=row.name,
        here="people",
        where=where,
        crumbs=[Crumb("People", reverse("web:people", args=[row.node])), Crumb(row.name)],
        status=422 if form.errors else 200,
    )


@screen
@require_POST
def remove_person(request: HttpRequest, resource: int, version: int) -> HttpResponse:
    """Remove a resource that nothing uses."""
    row = person_query(request.user, resource)
    arguments = {"resource": resource, "version": version}
    carry_out(request, "people.remove_resource", arguments, said=f"{row.name} was removed.")
    return redirect("web:people", row.node)
