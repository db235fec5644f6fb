"""The register of tolerances, with the color that follows from the last reading."""

from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q

from lockstep.domain.governance import rules
from lockstep.domain.governance.models import Tolerance, ToleranceReading
from lockstep.domain.governance.register import sql
from lockstep.domain.governance.vocabulary import Color, Dimension, Judgment, Level, Reading, Reads
from lockstep.domain.ledger import Refused
from lockstep.domain.records.declarations import (
    Card,
    Choice,
    Field,
    FieldKind,
    Flag,
    Move,
    Page,
    Register,
    Section,
    Shape,
    State,
)
from lockstep.domain.records.vocabulary import today
from lockstep.foundation.findings import Severity

_HELP = {
    Dimension.TIME: "Working days of slip of a committed milestone.",
    Dimension.COST: "Overrun as a share of the budget.",
    Dimension.BENEFIT: "Shortfall as a share of the agreed benefit.",
    Dimension.SCOPE: "Changes that nobody approved.",
    Dimension.QUALITY: "Mandatory requirements that failed.",
    Dimension.RISK: "Shortfall of today's probability against the agreed one.",
    Dimension.RESOURCE: "Overload of a critical role, as a share.",
}


def reading_of(row: Any, live: ToleranceReading | None) -> tuple[Reading, date | None]:
    """Return what is known of a tolerance and until when it is fresh: typed, or read live."""
    if row.reads != Reads.LIVE:
        return Reading(row.agreed, row.forecast, row.remaining_days), row.fresh_until
    if live is None:
        return Reading(row.agreed, None), None
    agreed = live.agreed if row.agreed is None else row.agreed
    return Reading(agreed, live.forecast, live.remaining_days), live.fresh_until


def judged(row: Any) -> Judgment:
    """Return the computed color of a tolerance and why."""
    is_stale = row.judged_until is not None and row.judged_until < today()
    if is_stale and row.judged_color != Color.GRAY:
        return Judgment(Color.GRAY, rules.STALE, row.judged_deviation)
    return Judgment(Color(row.judged_color), row.judged_why, row.judged_deviation)


def _derive(rows: list[Any]) -> None:
    """Set what follows from the reading that holds and the limits."""
    live = [row.pk for row in rows if row.reads == Reads.LIVE]
    readings = {found.tolerance_id: found for found in ToleranceReading.objects.filter(tolerance__in=live)}
    for row in rows:
        reading, row.judged_until = reading_of(row, readings.get(row.pk))
        judgment = rules.color_of(Dimension(row.dimension), reading, row.amber_limit, row.red_limit)
        row.judged_deviation = judgment.deviation
        row.judged_color, row.judged_why = judgment.color.value, judgment.reason


def reported(row: Any) -> Color | None:
    """Return the reported color, as long as it has not run out."""
    if not row.reported or (row.reported_until is not None and row.reported_until < today()):
        return None
    return Color(row.reported)


def _before_write(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Date readings and reports, and refuse a color that is better than the figures without a reason."""
    found = {**changes}

    def value(name: str, default: Any = None) -> Any:
        return found[name] if name in found else getattr(row, name, default)

    now = today()
    if (
        {"forecast", "agreed"} & changes.keys()
        and "measured_on" not in changes
        and value("forecast") is not None
    ):
        found["measured_on"] = now
    cycle = timedelta(days=value("cycle_days", None) or 30)
    measured = value("measured_on")
    found["fresh_until"] = measured + cycle if measured else None
    if "reported" in changes:
        found["reported_on"] = now if changes["reported"] else None
        if "reported_until" not in changes:
            found["reported_until"] = now + cycle if changes["reported"] else None
    amber, red = value("amber_limit"), value("red_limit")
    if amber is not None and red is not None and red < amber:
        raise Refused("tolerance", "The red limit lies before the amber one; exchange them.")
    if changes.get("reported"):
        _refuse_unreasoned(row, value, found["fresh_until"], now)
    return found


def _refuse_unreasoned(row: Any, value: Any, fresh_until: Any, now: Any) -> None:
    dimension = Dimension(value("dimension", None) or Dimension.TIME)
    reading = Reading(value("agreed"), value("forecast"), value("remaining_days"))
    if value("reads") == Reads.LIVE:
        live = Reading(value("agreed"), None), None
        reading, fresh_until = (
            reading_of(row, getattr(row, "reading", None))
            if row is not None and row.reads == Reads.LIVE
            else live
        )
    computed = rules.color_of(
        dimension, reading, value("amber_limit"), value("red_limit"), fresh_until=fresh_until, today=now
    )
    color = Color(value("reported"))
    if not rules.may_publish(computed.color, color, value("reported_reason", "") or ""):
        raise Refused(
            "tolerance",
            f"The figures say {computed.color.value}: say why {color.value} is reported, and until when.",
        )


def _is_agreed(row: Any, standing: Any) -> str:
    return "" if row.owner_id else "Name who keeps it first."


TOLERANCES = Register(
    name="tolerances",
    record_type="governance.tolerance",
    key_prefix="TO",
    singular="tolerance",
    plural="tolerances",
    purpose="How far time, cost, benefit and the rest may deviate at each level before the level above is asked.",
    example="Cost of the depot: amber from 5 % over budget, red from 10 %; forecast 6 % over, so amber.",
    icon="tolerance",
    group="Governance",
    model=Tolerance,
    label_words={"owner": "Kept by", "due_on": "Review by"},
    fields=(
        Field(
            "level",
            "Level",
            "Who may act within it.",
            FieldKind.CHOICE,
            choices=tuple(Choice(kind.value, kind.value.capitalize()) for kind in Level),
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field(
            "dimension",
            "Dimension",
            "What deviates.",
            FieldKind.CHOICE,
            choices=tuple(Choice(kind.value, kind.value.capitalize(), _HELP[kind]) for kind in Dimension),
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field(
            "basis",
            "Measured by",
            "Whether the forecast or what already happened is compared.",
            FieldKind.CHOICE,
            choices=(Choice("forecast", "Forecast"), Choice("actual", "Actual")),
            is_filterable=True,
        ),
        Field(
            "reads",
            "Reading",
            "Typed by people, or read live: slip and days left from the plan, probability from the newest risk "
            "analysis, unapproved changes, overload of people.",
            FieldKind.CHOICE,
            choices=(Choice("typed", "Typed"), Choice("live", "Read live")),
            is_filterable=True,
        ),
        Field(
            "milestone",
            "Milestone",
            "The committed milestone whose slip or probability is read; empty reads the finish of the home.",
            FieldKind.RECORD,
            target="planning.activity",
            is_filterable=True,
        ),
        Field(
            "amber_limit",
            "Amber beyond",
            "Days of slip, a share (0.05 for 5 %), or a count; empty takes the usual one.",
            FieldKind.NUMBER,
            minimum=0,
        ),
        Field(
            "red_limit",
            "Red beyond",
            "What is delegated to the level; empty takes the usual one.",
            FieldKind.NUMBER,
            minimum=0,
        ),
        Field(
            "is_advisory",
            "Advisory",
            "An advisory tolerance is shown and does not drive the overall color.",
            FieldKind.BOOLEAN,
            is_filterable=True,
        ),
        Field(
            "agreed",
            "Agreed",
            "The budget, benefit or probability that was agreed; empty for time and counts.",
            FieldKind.NUMBER,
        ),
        Field(
            "forecast",
            "Forecast",
            "What is expected now, in the unit of what was agreed; for time the slip in working days.",
            FieldKind.NUMBER,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "remaining_days",
            "Days left",
            "Working days that remain, for time: a slip up to 5 % of them is no matter.",
            FieldKind.NUMBER,
            minimum=0,
        ),
        Field(
            "measured_on",
            "Measured on",
            "The day of the reading.",
            FieldKind.DATE,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "cycle_days",
            "Cycle",
            "Days after which a reading is stale and its color gray.",
            FieldKind.INTEGER,
            minimum=1,
            maximum=366,
            unit="d",
        ),
        Field(
            "fresh_until",
            "Fresh until",
            "After this day the color is gray until it is measured again.",
            FieldKind.DATE,
            is_read_only=True,
            is_filterable=True,
        ),
        Field(
            "deviation",
            "Deviation",
            "How much worse it is than agreed: days, a share, or a count.",
            FieldKind.COMPUTED,
            annotate=lambda: F("judged_deviation"),
            shown_as=FieldKind.NUMBER,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "live_forecast",
            "Read",
            "What was read live, in the unit of the dimension.",
            FieldKind.COMPUTED,
            annotate=lambda: F("reading__forecast"),
            shown_as=FieldKind.NUMBER,
            is_filterable=True,
        ),
        Field(
            "live_words",
            "Read from",
            "Where the live reading comes from, and of which day.",
            FieldKind.COMPUTED,
            annotate=lambda: F("reading__words"),
            shown_as=FieldKind.TEXT,
        ),
        Field(
            "color",
            "Color",
            "Follows from the reading and the limits; gray while there is no fresh reading.",
            FieldKind.COMPUTED,
            annotate=sql.color,
            shown_as=FieldKind.TEXT,
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field(
            "why",
            "Why this color",
            "What the color follows from.",
            FieldKind.COMPUTED,
            annotate=sql.why,
            shown_as=FieldKind.TEXT,
        ),
        Field(
            "reported",
            "Reported color",
            "The color that the manager reports; it runs out after one cycle.",
            FieldKind.CHOICE,
            choices=tuple(
                Choice(color.value, color.value.capitalize()) for color in Color if color is not Color.GRAY
            ),
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "reported_reason",
            "Reason for the report",
            "Why the reported color differs; needed where it is better than computed.",
            FieldKind.LONG_TEXT,
        ),
        Field("reported_on", "Reported on", "The day of the report.", FieldKind.DATE, is_read_only=True),
        Field(
            "reported_until",
            "Reported until",
            "After this day the computed color stands alone.",
            FieldKind.DATE,
        ),
        Field(
            "gap",
            "Gap",
            "Steps by which the computed color is worse than the reported one; negative is an early warning.",
            FieldKind.COMPUTED,
            annotate=sql.gap,
            shown_as=FieldKind.INTEGER,
            is_list_default=True,
            is_filterable=True,
        ),
    ),
    sections=(
        Section(
            "What is agreed",
            ("title", "level", "dimension", "basis", "reads", "milestone", "is_advisory", "owner", "due_on"),
        ),
        Section("Limits", ("amber_limit", "red_limit", "cycle_days")),
        Section(
            "Reading",
            (
                "agreed",
                "forecast",
                "remaining_days",
                "measured_on",
                "fresh_until",
                "live_forecast",
                "live_words",
                "deviation",
                "color",
                "why",
            ),
        ),
        Section("Report", ("reported", "reported_reason", "reported_on", "reported_until", "gap")),
    ),
    states=(
        State("proposed", "Proposed", Shape.INFO),
        State("agreed", "In force", Shape.BUSY, help="Readings are held against it."),
        State("ended", "Ended", Shape.NONE, is_closed=True),
    ),
    initial_state="proposed",
    moves=(
        Move("agree", "Agree", ("proposed",), "agreed", rule=_is_agreed, asks=("owner",)),
        Move("end", "End", ("proposed", "agreed"), "ended"),
        Move("renew", "Propose again", ("ended", "agreed"), "proposed"),
    ),
    flags=(
        Flag(
            "beyond",
            "Beyond tolerance",
            Severity.ERROR,
            lambda: Q(state="agreed") & sql.is_in(Color.RED),
            lambda row: "The level above is to be asked: raise an exception.",
        ),
        Flag(
            "gap",
            "Reported better",
            Severity.WARNING,
            lambda: Q(state="agreed") & sql.has_gap(),
            lambda row: "The reported color is better than the figures.",
        ),
        Flag(
            "early_warning",
            "Early warning",
            Severity.NOTE,
            lambda: Q(state="agreed") & sql.has_early_warning(),
            lambda row: "The manager is gloomier than the figures; ask what is coming.",
        ),
        Flag(
            "unsupported",
            "Unsupported green",
            Severity.WARNING,
            lambda: Q(state="agreed") & sql.lacks_support(),
            lambda row: "Green is reported and nothing is measured.",
        ),
    ),
    card=Card(("dimension", "color", "owner")),
    default_sort="title",
    search_fields=("reported_reason",),
    link_kinds=("concerns", "measures"),
    pages=(Page("colors", "Colors", "web:tolerance-colors"),),
    stale_days=None,
    before_write=_before_write,
    derived=("judged_deviation", "judged_color", "judged_why", "judged_until"),
    derive=_derive,
)
