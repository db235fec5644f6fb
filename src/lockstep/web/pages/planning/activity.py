"""One activity: its fields, its links, why it has its dates, and who changed it."""

from datetime import datetime, time
from itertools import pairwise
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lockstep.domain.ledger import Edit
from lockstep.domain.ledger.queries.history import history
from lockstep.domain.people.queries import people
from lockstep.domain.planning.actions.edits import apply_edits
from lockstep.domain.planning.queries.activity_record import ActivityRecord, activity_record
from lockstep.domain.planning.queries.explaining import explain_activity
from lockstep.domain.planning.vocabulary import MasteredOutside
from lockstep.foundation.findings import LockstepError
from lockstep.foundation.ticks import datetime_of, ticks_of
from lockstep.plan import ActivityKind, ConstraintKind
from lockstep.web.activity_words import constraint_words, facts_of, link_lines, tiles_of
from lockstep.web.durations import TICKS_PER_WORKDAY, DurationField, duration_text
from lockstep.web.figures import figures_of
from lockstep.web.history_words import entry_of
from lockstep.web.pages.planning.explain import why_of
from lockstep.web.pages.records.tracing import chain_up
from lockstep.web.performing import carry_out, tell
from lockstep.web.places import node_and_where
from lockstep.web.problems import add_problem
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

# The action that writes what is the program's own, wherever the plan is mastered.
OWN = "planning.set_layer"
ACTIVITY = "planning.activity"
RANGE = ("low_ticks", "likely_ticks", "high_ticks")
DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
CONSTRAINTS = [("0", "as soon as possible")] + [
    (str(kind.value), constraint_words(kind))
    for kind in ConstraintKind
    if kind is not ConstraintKind.DEADLINE
]


class ActivityForm(forms.Form):
    """What people change most; everything else is in the schedule's grid."""

    name = forms.CharField(label="Name", max_length=500, help_text="What is done, with a verb.")
    duration_days = forms.FloatField(
        label="Duration in days", min_value=0, help_text="Working days of 8 hours; 0 makes a milestone."
    )
    percent_complete = forms.FloatField(
        label="Progress in %", min_value=0, max_value=100, help_text="How much of the duration is behind."
    )
    actual_start = forms.DateField(
        label="Started on", required=False, widget=DATE, help_text="Empty: not yet."
    )
    actual_finish = forms.DateField(
        label="Finished on", required=False, widget=DATE, help_text="Empty: not yet."
    )
    constraint = forms.ChoiceField(
        label="Constraint", choices=CONSTRAINTS, help_text="Use few: links explain better."
    )
    constraint_at = forms.DateField(
        label="Constraint date", required=False, widget=DATE, help_text="For the constraint."
    )
    deadline = forms.DateField(
        label="Deadline", required=False, widget=DATE, help_text="It warns and moves nothing."
    )
    owner = forms.TypedChoiceField(
        label="Owner",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="Who answers for it; the program's own.",
    )
    low_ticks = DurationField(
        label="Duration at best", required=False, help_text="Such as 8d, 4h or 2w; the program's own."
    )
    likely_ticks = DurationField(
        label="Duration most likely", required=False, help_text="Between the best and the worst case."
    )
    high_ticks = DurationField(
        label="Duration at worst", required=False, help_text="If what may go wrong does."
    )
    notes = forms.CharField(
        label="Notes",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The program's own.",
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a range that does not run from the best case to the worst, beside the field that is too low."""
        given = super().clean() or {}
        known = [(name, given[name]) for name in RANGE if given.get(name) is not None]
        for (_, lower), (name, upper) in pairwise(known):
            if upper < lower:
                self.add_error(
                    name, f"It is below {duration_text(lower)}; a range runs from best over likely to worst."
                )
        return given


@screen
def activity(request: HttpRequest, activity: int) -> HttpResponse:
    """Show an activity; save its fields."""
    record = activity_record(request.user, activity)
    page, where = node_and_where(request.user, record.project)
    form = _form(request, record) if record.may_edit else None
    if request.method == "POST" and form is not None and form.is_valid():
        edits = _edits(record, form, int(request.POST.get("version") or record.version))
        try:
            return _save(request, record, edits)
        except LockstepError as error:
            add_problem(form, error)
    changes = history(request.user, record=("planning.activity", record.id), limit=12)
    return render(
        request,
        "web/planning/activity.html",
        {
            "activity": record,
            "project_name": page.row.name,
            "is_outside": figures_of(page.row).mastered == "outside",
            "form": form,
            "tiles": tiles_of(record),
            "before": link_lines(record.predecessors, record, "predecessor"),
            "after": link_lines(record.successors, record, "successor"),
            "facts": facts_of(record),
            "is_work": True,
            "chain": chain_up(request.user, ACTIVITY, record.id),
            "trace_address": reverse("web:trace", args=[ACTIVITY, record.id]),
            "why": why_of(explain_activity(request.user, activity)),
            "entries": [entry_of(change) for change in changes],
        },
        title=record.name,
        here="schedule",
        where=where,
        crumbs=[Crumb("Schedule", reverse("web:schedule", args=[record.project])), Crumb(record.name)],
        status=422 if form is not None and form.errors else 200,
    )


def _save(request: HttpRequest, record: ActivityRecord, edits: list[Edit]) -> HttpResponse:
    """Carry the edits out; where the plan is mastered outside, propose what is its source's."""
    try:
        if edits:
            applied = apply_edits(request.user, record.project, edits)
            tell(request, f"Saved. {applied.impact.sentence}", applied.outcome.change_set_id)
    except MasteredOutside:
        own = [edit for edit in edits if edit.action == OWN]
        proposed = [{"action": e.action, "arguments": dict(e.arguments)} for e in edits if e.action != OWN]
        if own:
            apply_edits(request.user, record.project, own)
        arguments = {"project": record.project, "edits": proposed}
        made = carry_out(request, "planning.propose_edit", arguments, said="Proposed to the plan's manager.")
        return redirect("web:proposal", made.value.pk)
    return redirect("web:activity", record.id)


def _form(request: HttpRequest, record: ActivityRecord) -> ActivityForm:
    form = ActivityForm(request.POST or None, initial=_initial(record))
    offered = people(request.user, node=record.project, limit=500).people
    form.fields["owner"].choices = [("", "nobody yet"), *((row.id, row.name) for row in offered)]
    if record.kind == ActivityKind.SUMMARY:
        for name in ("duration_days", "percent_complete", "actual_start", "actual_finish", *RANGE):
            del form.fields[name]
    return form


def _initial(record: ActivityRecord) -> dict[str, Any]:
    return {
        "name": record.name,
        "duration_days": round(record.duration_ticks / TICKS_PER_WORKDAY, 2),
        "percent_complete": round(record.share_complete * 100, 1),
        "actual_start": _day(record.actual_start_ticks),
        "actual_finish": _day(record.actual_finish_ticks),
        "constraint": str(record.constraint),
        "constraint_at": _day(record.constraint_at_ticks),
        "deadline": _day(record.deadline_ticks),
        "owner": record.layer.owner,
        **{name: getattr(record.layer, name) for name in RANGE},
        "notes": record.layer.notes,
    }


def _edits(record: ActivityRecord, form: ActivityForm, version: int) -> list[Edit]:
    """Return what was changed: source fields with the activity's version, the program's own with the layer's."""
    given, changed = form.cleaned_data, set(form.changed_data)
    fields: dict[str, Any] = {}
    if "name" in changed:
        fields["name"] = given["name"]
    if "duration_days" in changed:
        fields["duration_ticks"] = round(given["duration_days"] * TICKS_PER_WORKDAY)
    if "percent_complete" in changed:
        fields["percent_complete"] = given["percent_complete"]
    if "actual_start" in changed:
        fields["actual_start_ticks"] = _ticks(given["actual_start"], 8)
    if "actual_finish" in changed:
        fields["actual_finish_ticks"] = _ticks(given["actual_finish"], 17)
    if changed & {"constraint", "constraint_at"}:
        ends = "finish" in dict(CONSTRAINTS).get(given["constraint"], "")
        fields["constraint"] = int(given["constraint"])
        fields["constraint_at_ticks"] = _ticks(given["constraint_at"], 17 if ends else 8)
    if "deadline" in changed:
        fields["deadline_ticks"] = _ticks(given["deadline"], 17)
    edits = []
    if fields:
        edits.append(
            Edit("planning.change_activity", {"activity": record.id, "version": version, "changes": fields})
        )
    own = {name: given[name] for name in ("owner", *RANGE, "notes") if name in changed}
    if own:
        layer = record.layer.version or None
        edits.append(Edit(OWN, {"activity": record.id, "version": layer, "changes": own}))
    return edits


def _day(ticks: int | None) -> Any:
    return None if ticks is None else datetime_of(ticks).date()


def _ticks(day: Any, hour: int) -> int | None:
    return None if day is None else ticks_of(datetime.combine(day, time(hour)))
