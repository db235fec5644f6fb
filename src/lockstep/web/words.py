"""How dates, durations, shares and slips are said on a page. One place, so that every page says them alike."""

import re
from datetime import date, datetime

from django.utils import timezone

from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_HOUR, datetime_of

_ENGINE_MOMENT = re.compile(r"\b\d{4}-\d{2}-\d{2} \d{2}:\d{2}\b")
_ENGINE_DAY = re.compile(r"(?<=\bon )\d{4}-\d{2}-\d{2}\b(?! \d)")
_ENGINE_MINUS = re.compile(r"(?<=[ (])-(?=\d)")
MINUS = "−"
NOTHING = ""
# In this order: most browsers name others before themselves.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def _moment(value: int | datetime | date | None) -> datetime | date | None:
    if value is None or value == NO_TICKS:
        return None
    return datetime_of(value) if isinstance(value, int) else value


def day_words(value: int | datetime | date | None) -> str:
    """Return a date as "5 Aug", with its year where that is not the present one."""
    moment = _moment(value)
    if moment is None:
        return NOTHING
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    words = f"{moment.day} {moment:%b}"
    return words if moment.year == timezone.localdate().year else f"{words} {moment.year}"


def finish_day_words(value: int | datetime | None) -> str:
    """Return the day of a finish; a finish at midnight belongs to the day that it ends."""
    moment = _moment(value)
    if (
        isinstance(value, int)
        and isinstance(moment, datetime)
        and (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    ):
        return day_words(value - 1)
    return day_words(value)


def moment_words(value: int | datetime | None) -> str:
    """Return a date with its time, "5 Aug 14:02"."""
    moment = _moment(value)
    if not isinstance(moment, datetime):
        return day_words(value)
    if timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    return f"{day_words(moment)} {moment:%H:%M}"


def engine_words(sentence: str) -> str:
    """Return a sentence of the engine with its moments, its days and its minus signs as every page has them."""
    said = _ENGINE_MOMENT.sub(lambda at: moment_words(datetime.fromisoformat(at[0])), sentence)
    said = _ENGINE_DAY.sub(_day_said, said)
    return _ENGINE_MINUS.sub(MINUS, said)


def _day_said(found: re.Match[str]) -> str:
    try:
        return day_words(date.fromisoformat(found[0]))
    except ValueError:  # a name may hold what looks like a day
        return found[0]


def iso_day(value: int | datetime | date | None) -> str:
    """Return a date for a date field, "2027-11-15"."""
    moment = _moment(value)
    return "" if moment is None else f"{moment:%Y-%m-%d}"


def number_words(value: float) -> str:
    """Return a number with at most one decimal and a real minus sign."""
    rounded = round(value, 1)
    text = f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.1f}"
    return text.replace("-", MINUS)


def with_minus(words: str) -> str:
    """Return a figure below zero with a real minus sign, all else as it is."""
    return f"{MINUS}{words[1:]}" if words[:1] == "-" and words[1:2].isdigit() else words


def duration_words(ticks: int | None, minutes_per_day: int = 480) -> str:
    """Return working ticks in working days, or hours where it is less than a day."""
    if ticks is None or ticks == NO_TICKS:
        return NOTHING
    if ticks != 0 and abs(ticks) < minutes_per_day * 10:
        return f"{number_words(ticks / TICKS_PER_HOUR)} h"
    return f"{number_words(ticks / (minutes_per_day * 10))} d"


def slip_words(days: float | None) -> str:
    """Return a slip in days with its sign: "+8 d" is later than the baseline."""
    if days is None:
        return NOTHING
    sign = "+" if round(days, 1) > 0 else ""
    return f"{sign}{number_words(days)} d"


def share_words(share: float | None) -> str:
    """Return a share in [0, 1] as a percentage; only nothing is 0 % and only everything is 100 %."""
    if share is None:
        return NOTHING
    percent = share * 100
    if 0 < percent < 1:
        return "< 1 %"
    if 99 < percent < 100:
        return f"{int(percent * 10) / 10:g} %"
    return f"{percent:.0f} %"


def rest_words(until: datetime | None) -> str:
    """Return how long something that goes on will still take: "about 10 s left"."""
    if until is None:
        return NOTHING
    seconds = max(0, round((until - timezone.now()).total_seconds()))
    if seconds < 5:
        return "a few seconds left"
    if seconds > 90:
        return f"about {number_words(round(seconds / 60))} min left"
    return f"about {seconds if seconds < 10 else 5 * round(seconds / 5)} s left"


def count_words(count: int, one: str, many: str = "") -> str:
    """Return "1 activity", "34 activities"."""
    plural = many or (one[:-1] + "ies" if one.endswith("y") and one[-2] not in "aeou" else one + "s")
    return f"{number_words(count)} {one if count == 1 else plural}"


def with_article(noun: str) -> str:
    """Return a noun with its indefinite article: "a risk", "an issue"."""
    return f"{'an' if noun[:1].lower() in 'aeio' else 'a'} {noun}"


def list_words(items: list[str], most: int = 3) -> str:
    """Return "a, b and c", or "a, b, c and 4 more"."""
    if len(items) > most:
        return f"{', '.join(items[:most])} and {len(items) - most} more"
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def device_words(agent: str) -> str:
    """Return the browser and the system of a browser's long name for itself: "Firefox on Windows"."""
    browser = next((word for sign, word in _BROWSERS if sign in agent), "A program")
    system = next((word for sign, word in _SYSTEMS if sign in agent), "")
    return f"{browser} on {system}" if system else browser


def initials(name: str) -> str:
    """Return one or two letters that stand for a person."""
    parts = [part for part in name.replace("@", " ").replace(".", " ").split() if part]
    return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)).upper() or "?"
