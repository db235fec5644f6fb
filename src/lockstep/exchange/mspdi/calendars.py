"""Calendars: weeks, dated exceptions, recurring exceptions (expanded), work weeks, base calendars."""

from dataclasses import dataclass

from lockstep.exchange.document import RawValues
from lockstep.exchange.mspdi.recurrence import Recurrence, occurrences
from lockstep.exchange.noticing import Notices
from lockstep.exchange.shifts import disjoint
from lockstep.exchange.streaming import Element, bare
from lockstep.exchange.texts import minute_of_day, moment, whole
from lockstep.exchange.xmlrows import keep_nested
from lockstep.foundation.ticks import TICKS_PER_DAY, TICKS_PER_MINUTE
from lockstep.plan import Calendar, CalendarException, Week, WorkWeek
from lockstep.plan.calendars import DAY_OFF, EIGHT_HOURS, STANDARD_WEEK, DayShifts

_KNOWN = frozenset(
    {
        "UID",
        "GUID",
        "Name",
        "IsBaseCalendar",
        "IsBaselineCalendar",
        "BaseCalendarUID",
        "WeekDays",
        "Exceptions",
        "WorkWeeks",
    }
)


@dataclass(frozen=True, slots=True)
class MappedCalendars:
    """The plan's calendars and where each uid of the file went."""

    table: tuple[Calendar, ...]
    rows: dict[str, int]
    added: int

    def index_of(self, uid: str | None, notices: Notices) -> int:
        """Return the row of the project's calendar; the first one where the file names none."""
        if uid in self.rows:
            return self.rows[uid]
        notices.warn(
            "exchange.missing_calendar",
            "project",
            f"Its calendar {uid or '(none)'} is not in the file; '{self.table[0].name}' is used instead.",
        )
        return 0

    def own_index_of(self, uid: str | None) -> int:
        """Return the row of an activity's or resource's own calendar, or -1."""
        return self.rows.get(uid or "", -1)


def map_calendars(elements: list[Element], raw: RawValues, notices: Notices) -> MappedCalendars:
    """Return the calendars; one standard calendar is added where the file has none."""
    rows = {_text(element, "UID"): row for row, element in enumerate(elements)}
    table = tuple(_calendar(element, rows, raw, notices) for element in elements)
    if not table:
        return MappedCalendars((Calendar("", "Standard"),), rows, 1)
    return MappedCalendars(table, rows, 0)


def _calendar(element: Element, rows: dict[str, int], raw: RawValues, notices: Notices) -> Calendar:
    uid, name = _text(element, "UID"), _text(element, "Name")
    place = f"calendar '{name or uid}'"
    base = rows.get(_text(element, "BaseCalendarUID"), -1) if _text(element, "IsBaseCalendar") != "1" else -1
    if base == rows.get(uid, -2):
        base = -1
    for child in element:
        if bare(child.tag) not in _KNOWN:
            if len(child):
                keep_nested(raw, "calendar", uid, child)
            elif child.text:
                raw.keep("calendar", uid, bare(child.tag), child.text)
    week = _week(_child(element, "WeekDays"), STANDARD_WEEK if base < 0 else (None,) * 7, place, notices)
    exceptions = _child(element, "Exceptions")
    if exceptions is not None and len(exceptions):
        dated = _exceptions(exceptions, place, raw, uid, notices)
    else:
        dated = _old_exceptions(_child(element, "WeekDays"), place, notices)
    weeks = _work_weeks(_child(element, "WorkWeeks"), place, notices)
    return Calendar(uid, name or f"Calendar {uid}", week, dated, weeks, base)


def _week(days: Element | None, default: Week, place: str, notices: Notices) -> Week:
    week = list(default)
    for day in days if days is not None else ():
        kind = _text(day, "DayType")
        if kind in _WEEKDAYS:
            week[_WEEKDAYS[kind]] = _shifts(day, place, notices)
    return tuple(week)


_WEEKDAYS = {"1": 6, "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5}


def _old_exceptions(days: Element | None, place: str, notices: Notices) -> tuple[CalendarException, ...]:
    """Exceptions as Project 2003 wrote them: week days of type 0 with a period."""
    found = []
    for day in days if days is not None else ():
        if _text(day, "DayType") == "0":
            period = _period(day, place, notices)
            if period is not None:
                found.append(CalendarException(*period, _shifts(day, place, notices)))
    return tuple(found)


def _exceptions(
    elements: Element, place: str, raw: RawValues, uid: str, notices: Notices
) -> tuple[CalendarException, ...]:
    found: list[CalendarException] = []
    for element in elements:
        period = _period(element, place, notices)
        if period is None:
            continue
        name = _text(element, "Name")
        shifts = _shifts(element, place, notices)
        recurrence = _recurrence(element, period)
        if recurrence.is_plain:
            found.append(CalendarException(*period, shifts, name))
            continue
        raw.keep("calendar", uid, "recurring exception", f"{name or 'unnamed'}: {recurrence.words}")
        days = occurrences(recurrence)
        if not days:
            notices.warn(
                "exchange.recurrence",
                place,
                f"Exception '{name}' never occurs; check its recurrence in the source.",
            )
        found.extend(CalendarException(day, day, shifts, name) for day in days)
    return tuple(found)


def _recurrence(element: Element, period: tuple[int, int]) -> Recurrence:
    return Recurrence(
        first_day=period[0],
        last_day=period[1],
        kind=_number(element, "Type", 1),
        every=max(1, _number(element, "Period", 1)),
        weekdays=_number(element, "DaysOfWeek", 0),
        item=_number(element, "MonthItem", 0),
        position=_number(element, "MonthPosition", 0),
        month=_number(element, "Month", 0),
        month_day=_number(element, "MonthDay", 1),
        limit=_number(element, "Occurrences", 0) if _text(element, "EnteredByOccurrences") == "1" else 0,
    )


def _work_weeks(elements: Element | None, place: str, notices: Notices) -> tuple[WorkWeek, ...]:
    found = []
    for element in elements if elements is not None else ():
        period = _period(element, place, notices)
        if period is not None:
            week = _week(_child(element, "WeekDays"), (None,) * 7, place, notices)
            found.append(WorkWeek(*period, week, _text(element, "Name")))
    return tuple(found)


def _period(element: Element, place: str, notices: Notices) -> tuple[int, int] | None:
    period = _child(element, "TimePeriod")
    try:
        first = moment(_text(period, "FromDate")[:10]) // TICKS_PER_DAY
        last = moment(_text(period, "ToDate")[:10]) // TICKS_PER_DAY
    except (ValueError, OverflowError):
        notices.warn(
            "exchange.bad_value",
            place,
            "An exception has no readable dates; it was left out, correct it in the source.",
        )
        return None
    return first, max(first, last)


def _shifts(day: Element, place: str, notices: Notices) -> DayShifts:
    if _text(day, "DayWorking") not in ("1", "true"):
        return DAY_OFF
    times = _child(day, "WorkingTimes")
    if times is None or not len(times):
        return EIGHT_HOURS
    found = []
    for time in times:
        try:
            start = minute_of_day(_text(time, "FromTime")) * TICKS_PER_MINUTE
            finish = minute_of_day(_text(time, "ToTime")) * TICKS_PER_MINUTE or TICKS_PER_DAY
        except ValueError:
            notices.warn(
                "exchange.bad_value",
                place,
                "A working time cannot be read; it was left out, correct it in the source.",
            )
            continue
        if start < finish:
            found.append((start, finish))
        elif start > finish:
            found += [(start, TICKS_PER_DAY)]
            notices.warn(
                "exchange.bad_value",
                place,
                "A working time runs past midnight; it was cut there, split it in the source.",
            )
    return disjoint(found)


def _child(element: Element, name: str) -> Element | None:
    namespace = element.tag[: element.tag.rfind("}") + 1]
    return element.find(namespace + name)


def _text(element: Element | None, name: str) -> str:
    child = None if element is None else _child(element, name)
    return "" if child is None else (child.text or "").strip()


def _number(element: Element, name: str, default: int) -> int:
    try:
        return whole(_text(element, name))
    except ValueError:
        return default
