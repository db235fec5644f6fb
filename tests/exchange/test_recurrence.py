"""Which days a recurring calendar exception means."""

from datetime import date

import pytest

from lockstep.exchange.mspdi.recurrence import (
    DAILY,
    MONTHLY_BY_DATE,
    MONTHLY_BY_POSITION,
    WEEKLY,
    YEARLY_BY_DATE,
    YEARLY_BY_POSITION,
    Recurrence,
    occurrences,
)
from lockstep.foundation.ticks import date_of_day, day_number


def days(rule: Recurrence) -> list[str]:
    return [date_of_day(day).isoformat() for day in occurrences(rule)]


def rule(first: str, last: str, **values: int) -> Recurrence:
    return Recurrence(day_number(date.fromisoformat(first)), day_number(date.fromisoformat(last)), **values)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (rule("2026-01-01", "2026-01-07", kind=DAILY, every=3), ["2026-01-01", "2026-01-04", "2026-01-07"]),
        (rule("2026-01-01", "2026-01-31", kind=WEEKLY, every=2, weekdays=2), ["2026-01-12", "2026-01-26"]),
        (
            rule("2026-01-01", "2026-01-10", kind=WEEKLY, weekdays=1 + 64),
            ["2026-01-03", "2026-01-04", "2026-01-10"],
        ),
        (
            rule("2026-01-15", "2026-04-30", kind=MONTHLY_BY_DATE, every=1, month_day=31),
            ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"],
        ),
        (
            rule("2026-01-01", "2026-03-31", kind=MONTHLY_BY_POSITION, item=4, position=1),
            ["2026-01-12", "2026-02-09", "2026-03-09"],
        ),
        (
            rule("2026-01-01", "2026-03-31", kind=MONTHLY_BY_POSITION, item=1, position=4),
            ["2026-01-30", "2026-02-27", "2026-03-31"],
        ),
        (
            rule("2026-01-01", "2026-02-28", kind=MONTHLY_BY_POSITION, item=2, position=0),
            ["2026-01-03", "2026-02-01"],
        ),
        (
            rule("2024-01-01", "2026-12-31", kind=YEARLY_BY_DATE, month=1, month_day=29),
            ["2024-02-29", "2025-02-28", "2026-02-28"],
        ),
        (
            rule("2025-01-01", "2026-12-31", kind=YEARLY_BY_POSITION, month=10, item=7, position=3),
            ["2025-11-27", "2026-11-26"],
        ),
        (rule("2026-01-01", "2040-12-31", kind=DAILY, every=2, limit=2), ["2026-01-01", "2026-01-03"]),
        (rule("2026-01-01", "2026-12-31", kind=YEARLY_BY_DATE, month=99), []),
    ],
)
def test_a_rule_means_these_days(found: Recurrence, expected: list[str]) -> None:
    assert days(found) == expected


def test_an_unbroken_range_is_no_recurrence() -> None:
    assert rule("2026-01-01", "2026-01-07", kind=DAILY).is_plain
    assert not rule("2026-01-01", "2026-01-07", kind=WEEKLY).is_plain
