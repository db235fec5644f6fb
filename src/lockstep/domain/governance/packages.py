"""Delegated work: by how much it is late, and when its next report is due."""

from collections.abc import Iterable
from datetime import date, timedelta

from lockstep.domain.governance.models import PackageReading, WorkPackage
from lockstep.domain.planning.queries.held import held_activities
from lockstep.domain.records.vocabulary import today
from lockstep.foundation.ticks import date_of_day, day_number, day_of

WEEK = 7
WORKDAYS = 5


def working_days(earlier: date, later: date) -> float:
    """Return the Mondays to Fridays after the earlier day up to the later one; negative the other way round."""
    if later < earlier:
        return -working_days(later, earlier)
    whole, rest = divmod((later - earlier).days, WEEK)
    return float(
        whole * WORKDAYS + sum((earlier.weekday() + step) % WEEK < WORKDAYS for step in range(1, rest + 1))
    )


def lateness(package: WorkPackage) -> float | None:
    """Return the working days by which delegated work is late: by the schedule, else by what was reported."""
    reading = getattr(package, "reading", None)
    finish = reading.finish_on if reading is not None and reading.finish_on else package.forecast_on
    if finish is None or package.due_on is None:
        return None
    return working_days(package.due_on, finish)


def late_words(package: WorkPackage, late: float) -> str:
    """Return why delegated work is beyond its limits."""
    return f"{late:g} working days late, and {package.most_days:g} were delegated."


def keep_package_readings(packages: Iterable[WorkPackage]) -> None:
    """Store when delegated work finishes by the newest schedule. Computed, so it enters no history."""
    found = [package for package in packages if package.activity_id is not None]
    held = held_activities([package.activity_id for package in found], day_number(today()))
    readings = []
    for package in found:
        known = held.get(package.activity_id)
        if known is None or known.finish_ticks is None:
            continue
        finish = date_of_day(day_of(known.finish_ticks - 1))
        late = working_days(package.due_on, finish) if package.due_on is not None else None
        readings.append(PackageReading(package=package, finish_on=finish, late_days=late))
    PackageReading.objects.filter(package__in=found).delete()
    PackageReading.objects.bulk_create(readings)


def next_report(every_days: int) -> date:
    """Return the day of the next report."""
    return today() + timedelta(days=every_days)
