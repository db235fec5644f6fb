"""The calendars offered at a node."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.people.queries import calendars as calendars_query
from lockstep.domain.people.vocabulary import CalendarSummary
from lockstep.foundation.findings import LockstepError
from lockstep.web.exports import export_asked
from lockstep.web.lists import Column, Kind, make_listing
from lockstep.web.performing import carry_out
from lockstep.web.places import node_and_where
from lockstep.web.problems import add_problem
from lockstep.web.screens import screen
from lockstep.web.shell import render

COLUMNS: tuple[Column[CalendarSummary], ...] = (
    Column("name", "Name", lambda row: row.name),
    Column("hours", "Hours a day", lambda row: row.minutes_per_day / 60, Kind.NUMBER),
    Column("exceptions", "Exceptions", lambda row: row.exceptions, Kind.NUMBER),
    Column("source", "From", lambda row: row.source or "made here"),
)


class CalendarForm(forms.Form):
    """A new calendar."""

    name = forms.CharField(label="Name", max_length=200, help_text="Such as: night shift, or site team.")
    base = forms.TypedChoiceField(
        label="Stands on",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="Its days off hold here too, unless this calendar says otherwise.",
    )


@screen
def calendars(request: HttpRequest, node: int) -> HttpResponse:
    """Show the calendars; add one."""
    page, where = node_and_where(request.user, node)
    rows = calendars_query(request.user, node=node)
    form = CalendarForm(request.POST or None)
    form.fields["base"].choices = [("", "nothing"), *((row.id, row.name) for row in rows)]
    if request.method == "POST" and form.is_valid():
        try:
            made = carry_out(
                request,
                "people.add_calendar",
                {"node": node, **form.cleaned_data},
                said="The calendar was added.",
            )
            return redirect("web:calendar", made.value.pk)
        except LockstepError as error:
            add_problem(form, error)
    listing = make_listing(request, rows, COLUMNS, default_sort="name")
    if download := export_asked(request, listing, f"{page.row.name} calendars"):
        return download
    return render(
        request,
        "web/people/calendars.html",
        {
            "node": page.row,
            "listing": listing,
            "form": form,
            "names": {row.id: row.name for row in rows},
            "may_edit": Permission.EDIT_PEOPLE in page.permissions,
        },
        title="Calendars",
        here="calendars",
        where=where,
        status=422 if form.errors else 200,
    )
