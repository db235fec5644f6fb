"""The form of one activity: what people change most, with its range, its cost, and the edits that it makes."""

from datetime import datetime, time
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django import forms
from django.http import HttpRequest

from lockstep.domain.ledger import Edit
from lockstep.domain.people.queries import people
from lockstep.domain.planning.queries.activity_record import ActivityRecord
from lockstep.foundation.ticks import datetime_of, ticks_of
from lockstep.plan import ActivityKind, ConstraintKind, Shape
from lockstep.web.activity_words import constraint_words
from lockstep.web.durations import TICKS_PER_WORKDAY, DurationField, duration_text
from lockstep.web.range_shapes import READINGS, SHAPE_CHOICES

# The action that writes what is the program's own, wherever the plan is mastered.
OWN = "planning.set_layer"
RANGE = ("low_ticks", "likely_ticks", "high_ticks")
SHAPED = ("range_shape", "reading")
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
    range_shape = forms.TypedChoiceField(
        label="Form of the range",
        choices=SHAPE_CHOICES,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text="How outcomes lie between best and worst; a lognormal one reads them as P10 and P90.",
    )
    reading = forms.ChoiceField(
        label="Best and worst are",
        choices=READINGS,
        required=False,
        help_text="People seldom think of the very last cases.",
    )
    fixed_cost = forms.DecimalField(
        label="Fixed cost",
        required=False,
        max_digits=15,
        decimal_places=2,
        help_text="Material, fees, machines: whenever it is done. Hours cost what its people cost.",
    )
    cost_low = forms.FloatField(
        label="Fixed cost at best, in %",
        required=False,
        min_value=0,
        max_value=100,
        help_text="The program's own.",
    )
    cost_high = forms.FloatField(
        label="Fixed cost at worst, in %",
        required=False,
        min_value=100,
        max_value=2000,
        help_text="100 is the plan's.",
    )
    priority = forms.IntegerField(
        label="Priority",
        required=False,
        min_value=0,
        max_value=1000,
        help_text="Who goes first when leveled; 500 is ordinary, 1000 stays where it is.",
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


def form_of(request: HttpRequest, record: ActivityRecord) -> ActivityForm:
    form = ActivityForm(request.POST or None, initial=_initial(record))
    offered = people(request.user, node=record.project, limit=500).people
    if record.currency:
        form.fields["fixed_cost"].label = f"Fixed cost, {record.currency}"
    form.fields["owner"].choices = [("", "nobody yet"), *((row.id, row.name) for row in offered)]
    if record.kind == ActivityKind.SUMMARY:
        for name in ("duration_days", "percent_complete", "actual_start", "actual_finish", *RANGE, *SHAPED):
            del form.fields[name]
    return form


def _initial(record: ActivityRecord) -> dict[str, Any]:
    return {
        "name": record.name,
        "duration_days": _plain(record.duration_ticks / TICKS_PER_WORKDAY),
        "percent_complete": _plain(record.share_complete * 100),
        "actual_start": _day(record.actual_start_ticks),
        "actual_finish": _day(record.actual_finish_ticks),
        "constraint": str(record.constraint),
        "constraint_at": _day(record.constraint_at_ticks),
        "deadline": _day(record.deadline_ticks),
        "owner": record.layer.owner,
        **{name: getattr(record.layer, name) for name in RANGE},
        "range_shape": Shape.TRIANGULAR.value
        if record.layer.range_shape is None
        else record.layer.range_shape,
        "reading": "trigen" if record.layer.is_trigen else "ends",
        "fixed_cost": Decimal(record.fixed_cost_minor) / 100,
        "cost_low": _percent(record.layer.cost_low_share),
        "cost_high": _percent(record.layer.cost_high_share),
        "priority": record.priority,
        "notes": record.layer.notes,
    }


def edits_of(record: ActivityRecord, form: ActivityForm, version: int) -> list[Edit]:
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
    # What a caller does not send at all stays.
    if "fixed_cost" in changed and "fixed_cost" in form.data:
        fields["fixed_cost_minor"] = round((given["fixed_cost"] or 0) * 100)
    if "priority" in changed and given["priority"] is not None:
        fields["priority"] = given["priority"]
    edits = []
    if fields:
        edits.append(
            Edit("planning.change_activity", {"activity": record.id, "version": version, "changes": fields})
        )
    own = {name: given[name] for name in ("owner", *RANGE, "notes") if name in changed}
    has_range = any(given.get(name) is not None for name in RANGE) or record.layer.low_share is not None
    if "range_shape" in changed and has_range and given["range_shape"] is not None:
        own["range_shape"] = given["range_shape"]
    if "reading" in changed and has_range and given["reading"]:
        own["is_trigen"] = given["reading"] == "trigen"
    for name in ("low", "high"):
        if f"cost_{name}" in changed and f"cost_{name}" in form.data:
            share = given[f"cost_{name}"]
            own[f"cost_{name}_share"] = None if share is None else share / 100
    if own:
        layer = record.layer.version or None
        edits.append(Edit(OWN, {"activity": record.id, "version": layer, "changes": own}))
    return edits


def _percent(share: float | None) -> float | None:
    return None if share is None else _plain(share * 100)


def _plain(value: float) -> float:
    """Return a number as one would type it: 18 rather than 18.0."""
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def _day(ticks: int | None) -> Any:
    return None if ticks is None else datetime_of(ticks).date()


def _ticks(day: Any, hour: int) -> int | None:
    return None if day is None else ticks_of(datetime.combine(day, time(hour)))
