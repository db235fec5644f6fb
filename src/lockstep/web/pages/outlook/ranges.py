"""Ranges of durations of a node's unfinished work, given to many at once."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lockstep.domain.ledger import Forbidden, perform
from lockstep.domain.planning.queries.uncertain import RangeRow, ranges_page
from lockstep.domain.planning.vocabulary import RangeScope
from lockstep.foundation.findings import LockstepError
from lockstep.plan import RangeSource
from lockstep.web.exports import export_asked
from lockstep.web.lists import Column, Filter, Kind, make_listing
from lockstep.web.performing import tell
from lockstep.web.places import node_and_where
from lockstep.web.problems import add_problem
from lockstep.web.range_shapes import READINGS, SHAPE_NAMES, SOURCE_NAMES, shape_name, source_name
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render
from lockstep.web.words import count_words, number_words

SHAPES = [(shape.name.lower(), name) for shape, name in SHAPE_NAMES.items()]


def _days(row: RangeRow, ticks: int | None) -> float | None:
    return None if ticks is None else round(ticks / (row.minutes_per_day * 10), 1)


COLUMNS: tuple[Column[RangeRow], ...] = (
    Column("name", "Activity", lambda row: row.name),
    Column("project", "Project", lambda row: row.project_name),
    Column("left", "Days left", lambda row: _days(row, row.remaining_ticks), Kind.NUMBER),
    Column("low", "Best", lambda row: _days(row, row.low_ticks), Kind.NUMBER),
    Column("likely", "Likely", lambda row: _days(row, row.likely_ticks), Kind.NUMBER),
    Column("high", "Worst", lambda row: _days(row, row.high_ticks), Kind.NUMBER),
    Column("shape", "Form", lambda row: shape_name(row.shape)),
    Column("source", "From", lambda row: source_name(row.source)),
)
FILTERS: tuple[Filter[RangeRow], ...] = (
    Filter(
        "range",
        "Range",
        lambda row: "without" if row.shape is None else "with",
        [("with", "with a range"), ("without", "without")],
    ),
    Filter(
        "from",
        "From",
        lambda row: row.source.name.lower() if row.source is not None else "",
        [(source.name.lower(), name) for source, name in SOURCE_NAMES.items()],
    ),
    Filter(
        "critical",
        "Critical",
        lambda row: "yes" if row.is_critical else "no",
        [("yes", "critical"), ("no", "not")],
    ),
    Filter("project", "Project", lambda row: row.project_name),
)


class RangeForm(forms.Form):
    """A range as shares of what remains."""

    low_percent = forms.FloatField(
        label="At best", min_value=0, max_value=2000, initial=90, help_text="In percent of what remains."
    )
    likely_percent = forms.FloatField(
        label="Most likely", min_value=0, max_value=2000, initial=100, help_text="100 is what the plan says."
    )
    high_percent = forms.FloatField(
        label="At worst", min_value=0, max_value=2000, initial=130, help_text="If what may go wrong does."
    )
    shape = forms.ChoiceField(
        label="Form",
        choices=SHAPES,
        help_text="How outcomes lie between the ends; a lognormal one reads them as P10 and P90.",
    )
    reading = forms.ChoiceField(
        label="Best and worst are",
        choices=READINGS,
        required=False,
        help_text="Pushed out where they are P10 and P90.",
    )

    def shares(self) -> dict[str, Any]:
        """Return the arguments of an action."""
        given = self.cleaned_data
        return {
            "low_share": given["low_percent"] / 100,
            "likely_share": given["likely_percent"] / 100,
            "high_share": given["high_percent"] / 100,
            "shape": given["shape"],
            "is_trigen": given.get("reading") == "trigen",
        }


class ChosenForm(RangeForm):
    """The same for those chosen in the list, whose form its fields belong to."""

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        for field in self.fields.values():
            field.widget.attrs["form"] = "choose"


class QuickForm(RangeForm):
    """The same for many activities, chosen by words."""

    text = forms.CharField(
        label="Only where the name holds",
        required=False,
        max_length=200,
        help_text="Such as: concrete. Empty: all.",
    )
    scope = forms.ChoiceField(
        label="Ranges that are there",
        choices=[(RangeScope.WITHOUT.value, "are kept"), (RangeScope.ALL.value, "are replaced")],
        help_text="Undo takes all of it back.",
    )


@screen
def ranges(request: HttpRequest, node: int) -> HttpResponse:
    """Show the unfinished work with its ranges; give ranges to all, to some, or take them away."""
    page, where = node_and_where(request.user, node)
    step = request.POST.get("step", "")
    form = QuickForm(request.POST if step == "quick" else None, prefix="quick")
    chosen = ChosenForm(request.POST if step == "chosen" else None, prefix="chosen")
    if request.method == "POST":
        answer = _posted(request, node, step, form, chosen)
        if answer is not None:
            return answer
    found = ranges_page(request.user, node)
    listing = make_listing(request, found.rows, COLUMNS, filters=FILTERS)
    if download := export_asked(request, listing, f"{page.row.name} ranges"):
        return download
    return render(
        request,
        "web/outlook/ranges.html",
        {
            "node": page.row,
            "found": found,
            "listing": listing,
            "form": form,
            "chosen": chosen,
            "headline": _headline(found.with_range, len(found.rows)),
            "note": _note(found.rows),
        },
        title="Ranges",
        here="risk-analysis",
        where=where,
        crumbs=[Crumb("Risk analysis", reverse("web:risk-analysis", args=[node])), Crumb("Ranges")],
        status=422 if form.errors or chosen.errors else 200,
    )


def _posted(
    request: HttpRequest, node: int, step: str, form: QuickForm, chosen: RangeForm
) -> HttpResponse | None:
    """Carry out what was sent; None where a form is to be shown again."""
    rows = [int(text) for text in request.POST.getlist("activity") if text.isdigit()]
    shown = form if step == "quick" else chosen
    try:
        if step == "quick" and form.is_valid():
            more = {"text": form.cleaned_data["text"], "scope": form.cleaned_data["scope"]}
            arguments = {"node": node, **form.shares(), **more}
            _carry_out(request, "planning.quick_ranges", arguments, "got this range")
        elif step == "chosen" and chosen.is_valid() and rows:
            _carry_out(
                request, "planning.set_ranges", {"activities": rows, **chosen.shares()}, "got this range"
            )
        elif step == "clear" and rows:
            _carry_out(request, "planning.clear_ranges", {"activities": rows}, "lost their range")
        elif not rows and step in ("chosen", "clear"):
            tell(request, "Choose activities in the list first.")
        else:
            return None
        return redirect(request.get_full_path())
    except LockstepError as error:
        if not shown.is_bound or isinstance(error, Forbidden):
            raise
        add_problem(shown, error)
    return None


def _carry_out(request: HttpRequest, action: str, arguments: dict[str, Any], said: str) -> None:
    outcome = perform(action, actor=request.user, arguments=arguments)
    tell(request, f"{count_words(outcome.value, 'activity')} {said}.", outcome.change_set_id)


def _note(rows: Sequence[RangeRow]) -> str:
    """Return how many ranges were judged and how many were given to all at once."""
    quick = sum(row.source is RangeSource.QUICK for row in rows)
    if not quick:
        return ""
    judged = sum(row.source is RangeSource.EXPERT for row in rows)
    return f"{number_words(judged)} judged one by one, {number_words(quick)} quick: the same shares for many."


def _headline(with_range: int, total: int) -> str:
    if not total:
        return "No unfinished work that a range could be for"
    verb = "has" if with_range == 1 else "have"
    return f"{with_range} of {count_words(total, 'unfinished activity')} {verb} a range"
