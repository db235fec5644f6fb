"""Starting a project from a demand that has passed gate 0."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.governance.queries import LEVELS
from lockstep.domain.people.queries import people
from lockstep.domain.portfolio.queries import tree
from lockstep.domain.strategy.queries.starting import startable_demand
from lockstep.foundation.findings import LockstepError
from lockstep.web.pages.records.places import register_at
from lockstep.web.performing import carry_out
from lockstep.web.problems import add_problem
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class StartForm(forms.Form):
    """What a new project needs on its first day."""

    name = forms.CharField(label="Name", max_length=200, help_text="Of the project.")
    code = forms.CharField(label="Code", max_length=60, required=False, help_text="A short one.")
    parent = forms.TypedChoiceField(label="Below", coerce=int, help_text="The program that it belongs to.")
    template = forms.TypedChoiceField(
        label="Template",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="A project whose outline, links and durations it begins with; nothing else is taken along.",
    )
    starts_on = forms.DateField(label="Starts on", required=False, widget=DATE, help_text="Empty: today.")
    manager = forms.TypedChoiceField(
        label="Manager", required=False, coerce=int, empty_value=None, help_text="Who answers for it."
    )
    level = forms.ChoiceField(
        label="Class",
        required=False,
        choices=[("", "not classified yet"), *((level.value, level.value.capitalize()) for level in LEVELS)],
        help_text="The standards that are in force for its class apply to it from the first day.",
    )


@screen
def start(request: HttpRequest, demand: int) -> HttpResponse:
    """Show the form; make the project."""
    found = startable_demand(request.user, demand)
    register, where = register_at(request.user, found.node, "demands")
    form = _form(request, found.node, found.title)
    if request.method == "POST" and form.is_valid():
        arguments = {"demand": demand, "version": found.version, **form.cleaned_data}
        arguments["starts_on"] = str(arguments["starts_on"]) if arguments["starts_on"] else None
        try:
            # Without a class it is held against what is asked of standard projects.
            start = "governance.start_project" if arguments["level"] else "delivery.start_project"
            if not arguments["level"]:
                del arguments["level"]
            made = carry_out(request, start, arguments, said="The project was started.")
            return redirect("web:schedule", made.value.pk)
        except LockstepError as error:
            add_problem(form, error)
    return render(
        request,
        "web/strategy/start.html",
        {"form": form, "demand": found},
        title=f"Start a project from {found.key}",
        here=key_of(register),
        where=where,
        status=422 if form.errors else 200,
        crumbs=[
            Crumb("Demands", reverse("web:register", args=[where.id, "demands"])),
            Crumb(found.key, reverse("web:record", args=["demands", demand])),
            Crumb("Start a project"),
        ],
    )


def _form(request: HttpRequest, node: int, title: str) -> StartForm:
    rows = tree(request.user)
    places = [row for row in rows if row.kind is not NodeKind.PROJECT]
    home = next((row for row in rows if row.id == node), None)
    above = home.parent_id if home is not None and home.kind is NodeKind.PROJECT else node
    form = StartForm(request.POST or None, initial={"name": title, "parent": above})
    fields: dict[str, Any] = form.fields
    fields["parent"].choices = [(row.id, row.name) for row in places]
    projects = [(row.id, row.name) for row in rows if row.kind is NodeKind.PROJECT]
    fields["template"].choices = [("", "an empty plan"), *projects]
    named = people(request.user, node=node, limit=500).people
    fields["manager"].choices = [("", "nobody yet"), *((row.id, row.name) for row in named)]
    return form
