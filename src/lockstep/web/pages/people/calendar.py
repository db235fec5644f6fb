"""One calendar: its week, its exceptions, and the picture of a year."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from lockstep.domain.people.queries import calendar as calendar_query
from lockstep.domain.people.vocabulary import WEEKDAYS, CalendarDetail
from lockstep.foundation.findings import LockstepError
from lockstep.foundation.ticks import date_of_day, day_number
from lockstep.web.calendar_picture import year_picture
from lockstep.web.performing import carry_out
from lockstep.web.places import node_and_where
from lockstep.web.problems import add_problem
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render
from lockstep.web.shifts import parse_shifts, shifts_words

AS_BASE = "as base"


class WeekForm(forms.Form):
    """Name and week of a calendar."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label="Name", max_length=200, help_text="As people choose it.")
    minutes_per_day = forms.IntegerField(
        label="Minutes a day",
        min_value=1,
        max_value=1440,
        help_text="What “one day” of work means in durations.",
    )

    def __init__(self, *args: Any, detail: CalendarDetail, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for at, name in enumerate(WEEKDAYS):
            own = detail.week[at]
            self.fields[f"day{at}"] = forms.CharField(
                label=name, required=False, initial=AS_BASE if own is None else shifts_words(own)
            )

    def clean(self) -> dict[str, Any]:
        """Turn the typed days into a week."""
        given = super().clean() or {}
        week: list[Any] = []
        for at in range(7):
            text = (given.get(f"day{at}") or "").strip()
            try:
                week.append(None if text.casefold() == AS_BASE else parse_shifts(text))
            except ValueError as error:
                self.add_error(f"day{at}", str(error))
        given["week"] = week
        return given


class ExceptionForm(forms.Form):
    """Days that are not like the others."""

    first = forms.DateField(
        label="From", widget=forms.DateInput(attrs={"type": "date"}), help_text="First such day."
    )
    last = forms.DateField(
        label="To",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Empty: that day only.",
    )
    name = forms.CharField(label="Name", max_length=120, help_text="Such as: plant shutdown.")
    hours = forms.CharField(
        label="Working time", required=False, help_text="Empty means off; else like 8:00-12:00, 13:00-17:00."
    )

    def clean(self) -> dict[str, Any]:
        """Turn dates into day numbers and times into shifts."""
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last") or given.get("first")
        if first and last and last < first:
            self.add_error("last", "The last day comes before the first.")
        try:
            given["shifts"] = parse_shifts(given.get("hours") or "")
        except ValueError as error:
            self.add_error("hours", str(error))
        if first and last:
            given["span"] = {
                "first": day_number(first),
                "last": day_number(last),
                "name": given.get("name", ""),
            }
        return given


@screen
def calendar(request: HttpRequest, calendar: int) -> HttpResponse:
    """Show a calendar; save its week."""
    detail = calendar_query(request.user, calendar)
    form = WeekForm(
        request.POST or None,
        detail=detail,
        initial={"version": detail.version, "name": detail.name, "minutes_per_day": detail.minutes_per_day},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        changes = {name: given[name] for name in ("name", "minutes_per_day", "week")}
        arguments = {"calendar": calendar, "version": given["version"], "changes": changes}
        try:
            carry_out(request, "people.change_calendar", arguments, said="The calendar was saved.")
            return redirect("web:calendar", calendar)
        except LockstepError as error:
            add_problem(form, error)
    return _page(request, detail, form, ExceptionForm())


@screen
@require_POST
def add_exception(request: HttpRequest, calendar: int) -> HttpResponse:
    """Add days that are not like the others."""
    detail = calendar_query(request.user, calendar)
    form = ExceptionForm(request.POST)
    if form.is_valid():
        arguments = {
            "calendar": calendar,
            "version": detail.version,
            "exceptions": [{**form.cleaned_data["span"], "shifts": form.cleaned_data["shifts"]}],
        }
        try:
            carry_out(request, "people.add_exceptions", arguments, said="The exception was added.")
            return redirect("web:calendar", calendar)
        except LockstepError as error:
            add_problem(form, error)
    return _page(request, detail, WeekForm(detail=detail, initial={"version": detail.version}), form)


@screen
@require_POST
def remove_exception(request: HttpRequest, calendar: int, version: int, index: int) -> HttpResponse:
    """Take an exception away."""
    arguments = {"calendar": calendar, "version": version, "index": index}
    carry_out(request, "people.remove_exception", arguments, said="The exception was removed.")
    return redirect("web:calendar", calendar)


@screen
@require_POST
def add_holidays(request: HttpRequest, calendar: int) -> HttpResponse:
    """Add the public holidays of a country for some years."""
    detail = calendar_query(request.user, calendar)
    year = timezone.localdate().year
    arguments = {
        "calendar": calendar,
        "version": detail.version,
        "country": request.POST.get("country", "").strip().upper(),
        "first_year": year,
        "last_year": year + 2,
    }
    carry_out(request, "people.add_public_holidays", arguments, said="The public holidays were added.")
    return redirect("web:calendar", calendar)


def _page(
    request: HttpRequest, detail: CalendarDetail, form: WeekForm, exception: ExceptionForm
) -> HttpResponse:
    _, where = node_and_where(request.user, detail.node)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdigit() and 1970 <= int(asked) <= 2200 else timezone.localdate().year
    chain = [detail]
    while chain[-1].base is not None and len(chain) < 20:
        chain.append(calendar_query(request.user, chain[-1].base))
    return render(
        request,
        "web/people/calendar.html",
        {
            "calendar": detail,
            "form": form,
            "days": [form[f"day{at}"] for at in range(7)],
            "exception_form": exception,
            "exceptions": [
                (index, _span(item.first_day, item.last_day), item.name, shifts_words(item.shifts))
                for index, item in enumerate(detail.exceptions)
            ],
            "months": year_picture(chain, year),
            "year": year,
        },
        title=detail.name,
        here="calendars",
        where=where,
        crumbs=[Crumb("Calendars", reverse("web:calendars", args=[detail.node])), Crumb(detail.name)],
        status=422 if form.errors or exception.errors else 200,
    )


def _span(first: int, last: int) -> tuple[date, date]:
    return date_of_day(first), date_of_day(last)
