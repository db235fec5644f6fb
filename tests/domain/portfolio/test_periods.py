"""Dated memberships as arithmetic: against a day-by-day reference."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lockstep.domain.portfolio.periods import period_on, spliced
from lockstep.domain.portfolio.vocabulary import MembershipStatus, Period

START = date(2026, 1, 1)
DAYS = 30


def day(number: int) -> date:
    return START + timedelta(days=number)


def period(
    first: int, last: int | None, parent: int, status: str = "active", row: int | None = None
) -> Period:
    return Period(day(first), None if last is None else day(last), parent, MembershipStatus(status), "", row)


@st.composite
def new_periods(draw: st.DrawFn) -> Period:
    first = draw(st.integers(0, DAYS - 2))
    last = draw(st.none() | st.integers(first + 1, DAYS))
    return period(first, last, draw(st.integers(1, 4)), draw(st.sampled_from([*MembershipStatus])))


@given(st.lists(new_periods(), max_size=8))
def test_each_day_has_what_was_said_of_it_last_and_periods_never_overlap(said: list[Period]) -> None:
    result: tuple[Period, ...] = ()
    for new in said:
        result = spliced(result, new)
    for number in range(DAYS + 5):
        last = next((new for new in reversed(said) if new.covers(day(number))), None)
        found = [found for found in result if found.covers(day(number))]
        assert len(found) == (last is not None)
        if last is not None:
            assert (found[0].parent_id, found[0].status) == (last.parent_id, last.status)
    assert all(found.to_date is None or found.from_date < found.to_date for found in result)


def test_a_pause_with_an_end_cuts_the_open_period_in_two() -> None:
    stored = [period(0, None, 7, row=1)]
    result = spliced(stored, period(10, 20, 7, "paused"))
    assert [(p.from_date, p.to_date, p.status.value, p.row_id) for p in result] == [
        (day(0), day(10), "active", 1),
        (day(10), day(20), "paused", None),
        (day(20), None, "active", None),
    ]


def test_a_change_on_the_first_day_takes_the_place_of_the_row() -> None:
    result = spliced([period(0, None, 7, row=1)], period(0, None, 8))
    assert [(p.parent_id, p.row_id) for p in result] == [(8, None)]


def test_a_stored_row_stays_the_row_of_its_first_piece() -> None:
    result = spliced([period(5, None, 7, row=1)], period(0, 10, 8))
    assert [(p.from_date, p.parent_id, p.row_id) for p in result] == [(day(0), 8, None), (day(10), 7, 1)]


def test_a_day_without_membership_has_none() -> None:
    assert period_on([period(5, 9, 7)], day(9)) is None
