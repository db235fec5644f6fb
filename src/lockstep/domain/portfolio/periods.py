"""Pure arithmetic of dated memberships: the periods of one node never overlap."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from lockstep.domain.portfolio.vocabulary import Period


def spliced(periods: Iterable[Period], new: Period) -> tuple[Period, ...]:
    """Return the periods with a new one laid over them.

    What lies before stays; what lies inside goes; what reaches beyond the new end goes on after it. A stored row
    stays the row of its first remaining piece.
    """
    pieces: list[Period] = []
    for period in periods:
        pieces.extend(_outside(period, new))
    return tuple(sorted([*pieces, new], key=lambda period: period.from_date))


def _outside(period: Period, new: Period) -> list[Period]:
    before_ends = min(period.to_date or new.from_date, new.from_date)
    pieces = []
    if period.from_date < before_ends:
        pieces.append(replace(period, to_date=before_ends))
    if new.to_date is not None and (period.to_date is None or period.to_date > new.to_date):
        row_id = None if pieces else period.row_id
        pieces.append(replace(period, from_date=max(period.from_date, new.to_date), row_id=row_id))
    return pieces


def period_on(periods: Iterable[Period], day: date) -> Period | None:
    """Return the period that covers a day."""
    return next((period for period in periods if period.covers(day)), None)
