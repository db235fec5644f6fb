"""PMXML calendars. The finish of a working time is its last minute, so 11:59 means 12:00."""

from lockstep.exchange.noticing import Notices
from lockstep.exchange.primavera.calendars import Exceptions, Shifts, week_of
from lockstep.exchange.shifts import clock_minute, disjoint, shift
from lockstep.exchange.streaming import Element, bare
from lockstep.exchange.texts import moment
from lockstep.foundation.ticks import TICKS_PER_DAY
from lockstep.plan import Week
from lockstep.plan.calendars import DAY_OFF, STANDARD_WEEK

_DAYS = {"Sunday": 1, "Monday": 2, "Tuesday": 3, "Wednesday": 4, "Thursday": 5, "Friday": 6, "Saturday": 7}


def parse_calendar(element: Element, notices: Notices) -> tuple[str, tuple[Week, Exceptions]]:
    """Return the id of a calendar, its week and its exceptions."""
    uid, name = _text(element, "ObjectId"), _text(element, "Name")
    place = f"calendar '{name or uid}'"
    days: Shifts = {}
    exceptions: Exceptions = {}
    for section in element:
        if bare(section.tag) == "StandardWorkWeek":
            for day in section:
                number = _DAYS.get(_text(day, "DayOfWeek"), 0)
                days[number] = _shifts(day, place, notices)
        elif bare(section.tag) == "HolidayOrExceptions":
            for dated in section:
                try:
                    number = moment(_text(dated, "Date")) // TICKS_PER_DAY
                except (ValueError, OverflowError):
                    notices.warn(
                        "exchange.calendar",
                        place,
                        "An exception has no readable date; it was left out, correct it.",
                    )
                    continue
                exceptions[number] = disjoint(_shifts(dated, place, notices)) or DAY_OFF
    if not days:
        notices.warn(
            "exchange.calendar", place, "It has no working times; a standard week is used, correct it."
        )
    return uid, (week_of(days) if days else STANDARD_WEEK, exceptions)


def _shifts(day: Element, place: str, notices: Notices) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for time in day:
        if bare(time.tag) != "WorkTime" or not len(time):
            continue
        try:
            finish = clock_minute(_text(time, "Finish"))
            found += shift(clock_minute(_text(time, "Start")), finish + 1 if finish else 0)
        except ValueError:
            notices.warn(
                "exchange.calendar",
                place,
                "A working time cannot be read; it was left out, correct the source.",
            )
    return found


def _text(element: Element, name: str) -> str:
    for child in element:
        if bare(child.tag) == name:
            return (child.text or "").strip()
    return ""
