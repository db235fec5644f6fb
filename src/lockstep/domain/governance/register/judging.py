"""Judging tolerances: what follows from the reading that holds, and which report is refused."""

from datetime import date, timedelta
from typing import Any

from lockstep.domain.governance import rules
from lockstep.domain.governance.models import ToleranceReading
from lockstep.domain.governance.vocabulary import Color, Dimension, Judgment, Reading, Reads
from lockstep.domain.ledger import Refused
from lockstep.domain.records.vocabulary import today


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


def derive(rows: list[Any]) -> None:
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


def before_write(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
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
