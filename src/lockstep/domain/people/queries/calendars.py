"""Calendars as people see them."""

from typing import Any

from lockstep.domain.access.policies import may_edit_people, may_read
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.ledger import NotFound
from lockstep.domain.people.models import WorkCalendar
from lockstep.domain.people.vocabulary import CalendarDetail, CalendarSummary, DatedWeek, ExceptionDays
from lockstep.domain.people.working_time import shifts_of, week_of


def calendars(user: Any, *, node: int | None = None) -> tuple[CalendarSummary, ...]:
    """Return the calendars that the user may read, by name; `node` keeps those offered at a node."""
    found = WorkCalendar.objects.filter(may_read.readable(user, "node"))
    if node is not None:
        found = found.filter(node_id__in=readable_node(user, node).ancestor_ids)
    return tuple(
        CalendarSummary(
            id=row.pk,
            version=row.version,
            node=row.node_id,
            name=row.name,
            base=row.base_id,
            minutes_per_day=row.minutes_per_day,
            exceptions=len(row.exceptions),
            work_weeks=len(row.work_weeks),
            source=row.source,
        )
        for row in sorted(found, key=lambda row: (row.name.casefold(), row.pk))
    )


def calendar(user: Any, calendar_id: int) -> CalendarDetail:
    """Return one calendar; NotFound when it is absent or may not be read."""
    found = WorkCalendar.objects.select_related("node", "base").filter(may_read.readable(user, "node"))
    row = found.filter(pk=calendar_id).first()
    if row is None:
        raise NotFound(f"calendar {calendar_id}", "There is no such calendar, or you may not see it.")
    return CalendarDetail(
        id=row.pk,
        version=row.version,
        node=row.node_id,
        node_name=row.node.name,
        name=row.name,
        base=row.base_id,
        base_name=row.base.name if row.base else "",
        minutes_per_day=row.minutes_per_day,
        week=week_of(row.week),
        exceptions=tuple(
            ExceptionDays(item["first"], item["last"], shifts_of(item["shifts"]), item["name"])
            for item in row.exceptions
        ),
        work_weeks=tuple(
            DatedWeek(item["first"], item["last"], week_of(item["week"]), item["name"])
            for item in row.work_weeks
        ),
        source=row.source,
        may_edit=may_edit_people.allows(user, row.node),
    )
