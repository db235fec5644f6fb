"""Writing calendars."""

from collections.abc import Mapping, Sequence
from typing import Any

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_edit_people
from lockstep.domain.ledger import Work, action, matching
from lockstep.domain.people.holidays import public_holidays
from lockstep.domain.people.models import WorkCalendar
from lockstep.domain.people.vocabulary import CalendarError
from lockstep.domain.people.working_time import (
    checked_exceptions,
    checked_week,
    checked_work_weeks,
    columns_of,
    json_week,
)
from lockstep.plan import Calendar
from lockstep.plan.calendars import STANDARD_WEEK

STANDARD = "Standard"


@action("people.add_calendar", version=1)
def add_calendar(
    work: Work,
    *,
    node: int,
    name: str,
    week: list[Any] | None = None,
    exceptions: list[dict[str, Any]] | None = None,
    work_weeks: list[dict[str, Any]] | None = None,
    base: int | None = None,
    minutes_per_day: int = 480,
) -> WorkCalendar:
    """Add a calendar for everything at and below a node; without a week, eight hours from Monday to Friday."""
    place = f"calendar '{name}'"
    above = load_node(work, node)
    work.require(may_edit_people, above)
    if base is not None:
        work.get(WorkCalendar, base)
    return work.create(
        WorkCalendar,
        node=node,
        name=name,
        week=json_week(STANDARD_WEEK) if week is None else checked_week(week, place),
        exceptions=checked_exceptions(exceptions or [], place),
        work_weeks=checked_work_weeks(work_weeks or [], place),
        base=base,
        minutes_per_day=minutes_per_day,
    )


@action("people.change_calendar", version=1)
def change_calendar(work: Work, *, calendar: int, version: int, changes: dict[str, Any]) -> WorkCalendar:
    """Change name, week, exceptions, work weeks, base or minutes per day of a calendar; the rest stays."""
    row = work.get(WorkCalendar, calendar)
    work.require(may_edit_people, row)
    place = f"calendar '{row.name}'"
    unknown = changes.keys() - {"name", "base", "minutes_per_day", "week", "exceptions", "work_weeks"}
    if unknown:
        raise CalendarError(place, f"A calendar has no {', '.join(sorted(unknown))} to change.")
    checks = {"week": checked_week, "exceptions": checked_exceptions, "work_weeks": checked_work_weeks}
    values = {
        name: checks[name](value, place) if name in checks else value for name, value in changes.items()
    }
    if values.get("base") is not None:
        _check_bases(work, row, values["base"])
    return work.change(row, version=version, **values)


@action("people.add_exceptions", version=1)
def add_exceptions(
    work: Work, *, calendar: int, version: int, exceptions: list[dict[str, Any]]
) -> WorkCalendar:
    """Add dated exceptions to a calendar; they come before earlier ones where both cover a day."""
    row = work.get(WorkCalendar, calendar)
    work.require(may_edit_people, row)
    new = checked_exceptions(exceptions, f"calendar '{row.name}'")
    return work.change(row, version=version, exceptions=[*new, *row.exceptions])


@action("people.remove_exception", version=1)
def remove_exception(work: Work, *, calendar: int, version: int, index: int) -> WorkCalendar:
    """Remove one exception of a calendar by its place in the list, from 0."""
    row = work.get(WorkCalendar, calendar)
    work.require(may_edit_people, row)
    if not 0 <= index < len(row.exceptions):
        raise CalendarError(f"calendar '{row.name}'", "There is no such exception; load the calendar again.")
    return work.change(
        row, version=version, exceptions=[*row.exceptions[:index], *row.exceptions[index + 1 :]]
    )


@action("people.add_public_holidays", version=1)
def add_public_holidays(
    work: Work,
    *,
    calendar: int,
    version: int,
    country: str,
    first_year: int,
    last_year: int,
    subdivision: str = "",
) -> WorkCalendar:
    """Add the public holidays of a country as days off. They are stored as days, and never change by themselves."""
    row = work.get(WorkCalendar, calendar)
    work.require(may_edit_people, row)
    found = public_holidays(country, subdivision=subdivision, first_year=first_year, last_year=last_year)
    known = {(item["first"], item["last"]) for item in row.exceptions}
    new = [item for item in found if (item["first"], item["last"]) not in known]
    return work.change(row, version=version, exceptions=[*row.exceptions, *new])


@action("people.remove_calendar", version=1)
def remove_calendar(work: Work, *, calendar: int, version: int) -> None:
    """Remove a calendar that nothing uses."""
    row = work.get(WorkCalendar, calendar)
    work.require(may_edit_people, row)
    work.delete(row, version=version)


# Parts of other apps' actions, which have asked their own policies.


def open_calendar(work: Work, calendar: int, node: int) -> WorkCalendar:
    """Return a calendar that is offered at a node: one of its own or of a node above it."""
    row = WorkCalendar.objects.select_related("node").filter(pk=calendar).first()
    if row is None or not load_node(work, node).path.startswith(row.node.path):
        raise CalendarError(f"calendar {calendar}", "There is no such calendar here, nor at a node above.")
    return row


def default_calendar(work: Work, node: int) -> WorkCalendar:
    """Return the standard calendar of a node; made on first use."""
    found = matching(work, WorkCalendar, node_id=node, name=STANDARD, source="")
    if found:
        return min(found, key=lambda row: row.pk)
    return work.create(WorkCalendar, node=node, name=STANDARD, week=json_week(STANDARD_WEEK))


def add_calendars(work: Work, node: int, calendars: Sequence[Calendar], source: str) -> list[int]:
    """Store calendars of an imported plan, bases before what stands on them; return their ids in the same order."""
    ids: dict[int, int] = {}
    left = list(range(len(calendars)))
    while left:
        ready = [index for index in left if calendars[index].base < 0 or calendars[index].base in ids] or left
        rows = work.create_many(
            WorkCalendar,
            [
                {
                    **columns_of(calendars[index]),
                    "node_id": node,
                    "base_id": ids.get(calendars[index].base),
                    "source": source[:250],
                }
                for index in ready
            ],
        )
        ids.update(zip(ready, (row.pk for row in rows), strict=True))
        left = [index for index in left if index not in ids]
    return [ids[index] for index in range(len(calendars))]


def rewrite_calendars(work: Work, edits: Mapping[int, tuple[Calendar, int | None]]) -> list[int]:
    """Bring stored calendars to those of an imported plan, each with its base; return the ids that changed."""
    rows = work.get_many(WorkCalendar, edits)
    changed = []
    for row in rows:
        calendar, base = edits[row.pk]
        before = row.version
        work.change(row, version=before, base=base, **columns_of(calendar))
        if row.version != before:
            changed.append(row.pk)
    return changed


def _check_bases(work: Work, row: WorkCalendar, base: int) -> None:
    above: int | None = base
    while above is not None:
        if above == row.pk:
            raise CalendarError(
                f"calendar '{row.name}'", "A calendar cannot stand on itself; choose another base."
            )
        above = work.get(WorkCalendar, above).base_id
