"""Calendars: what is stored is sound, holidays are frozen, bases make no circle."""

from typing import Any

import pytest

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import NotFound, StaleVersion, perform
from lockstep.domain.people.holidays import public_holidays
from lockstep.domain.people.queries import calendar, calendars, people, plan_calendars, roles
from lockstep.domain.people.vocabulary import CalendarError, ResourceError
from lockstep.foundation.ticks import day_number, ticks_of_iso
from lockstep.plan.calendars import EIGHT_HOURS


def do(action: str, /, **arguments: Any) -> Any:
    return perform(action, actor=SYSTEM, arguments=arguments).value


@pytest.fixture
def portfolio(db: None) -> int:
    return do("portfolio.add_node", kind="portfolio", name="City").pk


def test_a_calendar_without_a_week_works_eight_hours_from_monday_to_friday(portfolio: int) -> None:
    made = do("people.add_calendar", node=portfolio, name="Site")
    found = calendar(SYSTEM, made.pk)
    assert found.week == (EIGHT_HOURS,) * 5 + ((),) * 2
    assert [row.name for row in calendars(SYSTEM, node=portfolio)] == ["Site"]


@pytest.mark.parametrize(
    "week",
    [
        [[[0, 100]]] * 6,
        [[[100, 50]], *[[]] * 6],
        [[[0, 20_000]], *[[]] * 6],
        [[[0, 100], [50, 200]], *[[]] * 6],
        [[["a", "b"]], *[[]] * 6],
    ],
)
def test_shifts_that_cannot_be_worked_are_refused(portfolio: int, week: list) -> None:
    with pytest.raises(CalendarError):
        do("people.add_calendar", node=portfolio, name="Site", week=week)


def test_a_calendar_cannot_stand_on_itself(portfolio: int) -> None:
    one = do("people.add_calendar", node=portfolio, name="One")
    two = do("people.add_calendar", node=portfolio, name="Two", base=one.pk)
    with pytest.raises(CalendarError):
        do("people.change_calendar", calendar=one.pk, version=1, changes={"base": two.pk})
    assert list(plan_calendars([two.pk])) == [one.pk, two.pk]


def test_public_holidays_are_stored_as_days_off_and_added_once(portfolio: int) -> None:
    made = do("people.add_calendar", node=portfolio, name="Site")
    arguments = {
        "calendar": made.pk,
        "country": "DE",
        "subdivision": "BE",
        "first_year": 2026,
        "last_year": 2027,
    }
    do("people.add_public_holidays", version=1, **arguments)
    stored = calendar(SYSTEM, made.pk).exceptions
    from datetime import date

    assert day_number(date(2026, 12, 25)) in {item.first_day for item in stored}
    do("people.add_public_holidays", version=2, **arguments)
    assert calendar(SYSTEM, made.pk).exceptions == stored
    with pytest.raises(CalendarError):
        public_holidays("Atlantis", first_year=2026, last_year=2026)


def test_a_stale_version_of_a_calendar_is_told(portfolio: int) -> None:
    made = do("people.add_calendar", node=portfolio, name="Site")
    do("people.change_calendar", calendar=made.pk, version=1, changes={"name": "Site A"})
    with pytest.raises(StaleVersion):
        do("people.change_calendar", calendar=made.pk, version=1, changes={"name": "Site B"})


def test_people_of_a_place_that_may_not_be_seen_do_not_exist(portfolio: int, make_person: Any) -> None:
    other = do("portfolio.add_node", kind="portfolio", name="Elsewhere").pk
    do("people.add_resource", node=portfolio, name="Ines Ortiz")
    do("people.add_resource", node=other, name="Ines Roth")
    viewer = make_person("Vera", "viewer", other)
    assert [row.name for row in people(viewer).people] == ["Ines Roth"]
    assert [row.name for row in people(SYSTEM, text="ines ort").people] == ["Ines Ortiz"]
    site = do("people.add_calendar", node=portfolio, name="Site")
    with pytest.raises(NotFound):
        calendar(viewer, site.pk)


def test_spans_of_capacity_may_not_overlap(portfolio: int) -> None:
    start, middle, finish = (ticks_of_iso(day) for day in ("2026-01-01", "2026-02-01", "2026-03-01"))
    spans = [[start, finish, 1.0], [middle, None, 0.5]]
    with pytest.raises(ResourceError):
        do("people.add_resource", node=portfolio, name="Ines", capacity=spans)
    do(
        "people.add_resource",
        node=portfolio,
        name="Ines",
        capacity=[[middle, None, 0.5], [start, middle, 1.0]],
    )


def test_a_role_is_filled_by_people_and_machines_of_its_place_and_below(portfolio: int) -> None:
    """Not by another role, not from beside it; what somebody fills stays a role, and is kept while it is filled."""
    other = do("portfolio.add_node", kind="portfolio", name="Other").pk
    welder = do("people.add_resource", node=portfolio, name="Welder", kind="role")
    ann = do("people.add_resource", node=portfolio, name="Ann", role=welder.pk)
    row = people(SYSTEM, node=portfolio).people[-1]
    assert (row.name, row.role, row.role_name) == ("Ann", welder.pk, "Welder")
    assert roles(SYSTEM, portfolio) == ((welder.pk, "Welder"),)
    for wrong in ({"node": other}, {"role": ann.pk}, {"kind": "role"}):
        with pytest.raises(ResourceError):
            do("people.add_resource", **{"node": portfolio, "name": "Bob", "role": welder.pk, **wrong})
    with pytest.raises(ResourceError, match="stays a role"):
        do("people.change_resource", resource=welder.pk, version=1, changes={"kind": "person"})
    do("people.change_resource", resource=ann.pk, version=1, changes={"role": None})
    do("people.change_resource", resource=welder.pk, version=1, changes={"kind": "person"})
