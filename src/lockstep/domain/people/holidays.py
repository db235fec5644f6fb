"""Public holidays, frozen into a calendar: the `holidays` package changes between releases, history must not."""

from datetime import date
from typing import Any

from lockstep.domain.people.vocabulary import CalendarError
from lockstep.foundation.ticks import day_number

MOST_YEARS = 30


def public_holidays(
    country: str, *, subdivision: str = "", first_year: int, last_year: int
) -> list[dict[str, Any]]:
    """Return the public holidays of a country as days-off exceptions, ascending. Raises CalendarError."""
    import holidays  # a large table; only this function needs it

    place = f"public holidays of {country}{'-' + subdivision if subdivision else ''}"
    if not 1990 <= first_year <= last_year < first_year + MOST_YEARS:
        raise CalendarError(
            place, f"Choose at most {MOST_YEARS} years from 1990 on, the first before the last."
        )
    try:
        days: dict[date, str] = dict(
            holidays.country_holidays(
                country, subdiv=subdivision or None, years=range(first_year, last_year + 1), language="en_US"
            )
        )
    except (NotImplementedError, KeyError, AttributeError) as error:
        raise CalendarError(
            place, "This country or subdivision is not known; use its ISO code, such as DE."
        ) from error
    return [
        {"first": day_number(day), "last": day_number(day), "name": str(name)[:200], "shifts": []}
        for day, name in sorted(days.items())
    ]
