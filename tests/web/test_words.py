"""Dates, durations, shares and slips are said alike on every page."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from lockstep.foundation.ticks import NO_TICKS, ticks_of
from lockstep.web import words
from lockstep.web.shifts import parse_shifts, shifts_words


@pytest.mark.parametrize(
    ("days", "said"),
    [(8, "+8 d"), (-4.25, "−4.2 d"), (0, "0 d"), (None, ""), (0.04, "0 d"), (1234, "+1,234 d")],
)
def test_a_slip_carries_its_sign(days: float | None, said: str) -> None:
    """Later is plus, earlier a real minus, nothing is nothing."""
    assert words.slip_words(days) == said


@pytest.mark.parametrize(
    ("share", "said"), [(0, "0 %"), (0.004, "< 1 %"), (0.38, "38 %"), (0.999, "99.9 %"), (1, "100 %")]
)
def test_only_everything_is_a_hundred_percent(share: float, said: str) -> None:
    """A share just below one is never rounded up to it, and one just above nothing never down to it."""
    assert words.share_words(share) == said


def test_a_finish_at_midnight_belongs_to_the_day_that_it_ends() -> None:
    """An activity that ends at 24:00 on the fifth is said to finish on the fifth."""
    assert words.finish_day_words(ticks_of(datetime(2020, 8, 6))) == "5 Aug 2020"
    assert words.finish_day_words(ticks_of(datetime(2020, 8, 5, 17))) == "5 Aug 2020"
    assert words.day_words(NO_TICKS) == ""


def test_durations_are_days_or_hours() -> None:
    """Less than a working day is said in hours."""
    assert words.duration_words(4_800) == "1 d"
    assert words.duration_words(2_400) == "4 h"
    assert words.duration_words(-9_600) == "−2 d"


def test_typed_working_time_is_read_and_written_alike() -> None:
    """What the page shows can be typed again."""
    assert parse_shifts("8-12, 13:00 - 17:30") == [[4800, 7200], [7800, 10500]]
    assert shifts_words(((4800, 7200), (7800, 10500))) == "8:00-12:00, 13:00-17:30"
    assert parse_shifts("") == []


@pytest.mark.parametrize("text", ["8", "12-8", "8-25", "8:70-9", "morning"])
def test_unreadable_working_time_is_refused_with_a_sentence(text: str) -> None:
    """The sentence quotes what was typed."""
    with pytest.raises(ValueError, match=r"[“0-9]"):
        parse_shifts(text)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, ""),
        (-4, "a few seconds left"),
        (7, "about 7 s left"),
        (41, "about 40 s left"),
        (200, "about 3 min left"),
    ],
)
def test_the_rest_is_said_as_roughly_as_it_is_known(seconds: int | None, said: str) -> None:
    """An estimate is no promise: seconds by five, minutes from a minute and a half."""
    until = None if seconds is None else timezone.now() + timedelta(seconds=seconds, milliseconds=200)
    assert words.rest_words(until) == said


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36", "Chrome on Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/156.0 Safari/537.36 Edg/156.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1",
            "Safari on iPhone",
        ),
        ("curl/8.0", "A program"),
    ],
)
def test_a_device_is_called_by_its_browser_and_its_system(agent: str, said: str) -> None:
    """Not by the long name that a browser gives itself."""
    assert words.device_words(agent) == said


@pytest.mark.parametrize(
    ("noun", "said"), [("risk", "a risk"), ("issue", "an issue"), ("objective", "an objective")]
)
def test_a_noun_has_its_article(noun: str, said: str) -> None:
    """An issue, not a issue."""
    assert words.with_article(noun) == said


def test_days_of_the_engine_are_said_as_on_every_page() -> None:
    """What only looks like a day stays."""
    said = words.engine_words("16 of 8 hours on 2024-01-05 (over on 2 days), as on 2024-02-31.")
    assert said == "16 of 8 hours on 5 Jan 2024 (over on 2 days), as on 2024-02-31."
