"""The outline: a plan as people would jot it down, one line an activity.

`TR120 Detailed alignment design; 30d; TR110, TR105SS+5d; Ines Duarte 50%; deadline W40`

Indentation by two spaces makes summaries; a line without a semicolon is one. The parts are code and name, duration,
predecessors (any project's codes), people with their share, and remarks (`deadline W40`, `snet W12`, `fnlt W90`,
`margin`, `loe`, `finish`, all in weeks after the start of the program). A duration of `0d` is a milestone.
"""

import re
from dataclasses import dataclass

from lockstep.foundation.findings import LockstepError
from lockstep.foundation.ticks import TICKS_PER_HOUR

_LINK = re.compile(r"^(?P<code>[A-Z]{2}\d{3,4})(?P<kind>FS|SS|FF|SF)?(?P<lag>[+-]\d+d)?$")
_PERSON = re.compile(r"^(?P<name>.+?)(?:\s+(?P<percent>\d+)%)?$")
_REMARK = re.compile(r"^(?P<word>deadline|snet|fnlt|margin|loe)(?:\s+W(?P<week>\d+))?$")
_DAY_TICKS = 8 * TICKS_PER_HOUR


class OutlineError(LockstepError):
    """A line of an outline cannot be read."""

    code = "demo.outline"


@dataclass(frozen=True, slots=True)
class OutlineLink:
    """A predecessor as written: its code, kind, and lag in working days."""

    code: str
    kind: str
    lag_days: int


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One line: a summary where `duration_ticks` is None, a milestone where it is 0."""

    code: str
    name: str
    level: int
    duration_ticks: int | None
    links: tuple[OutlineLink, ...] = ()
    people: tuple[tuple[str, float], ...] = ()
    remarks: tuple[tuple[str, int | None], ...] = ()

    @property
    def is_summary(self) -> bool:
        """True for a line that only groups others."""
        return self.duration_ticks is None


@dataclass(frozen=True, slots=True)
class ProjectOutline:
    """A project of the story; `mastered_by` is "" where its plan is mastered in Lockstep."""

    code: str
    name: str
    manager: str
    start_week: int
    mastered_by: str
    is_in_systems: bool
    rows: tuple[OutlineRow, ...]


def read_outline(text: str, *, place: str) -> tuple[OutlineRow, ...]:
    """Return the rows of an outline. Raises OutlineError that names the line."""
    lines = [line for line in text.splitlines() if line.strip()]
    return tuple(_row(line, place=f"{place}, line {number}") for number, line in enumerate(lines, start=1))


def _row(line: str, *, place: str) -> OutlineRow:
    level = (len(line) - len(line.lstrip())) // 2
    head, *parts = [part.strip() for part in line.split(";")]
    code, _, name = head.partition(" ")
    if not parts:
        return OutlineRow(code, name, level, None)
    parts += [""] * (4 - len(parts))
    duration, links, people, remarks = parts
    if not re.fullmatch(r"\d+d", duration):
        raise OutlineError(place, f"Write the duration as '10d', not {duration!r}.")
    return OutlineRow(
        code=code,
        name=name,
        level=level,
        duration_ticks=int(duration[:-1]) * _DAY_TICKS,
        links=tuple(_link(word, place) for word in _words(links)),
        people=tuple(_person(word, place) for word in _words(people)),
        remarks=tuple(_remark(word, place) for word in _words(remarks)),
    )


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _link(word: str, place: str) -> OutlineLink:
    match = _LINK.match(word)
    if not match:
        raise OutlineError(place, f"Write a predecessor as 'TR110' or 'TR110SS+5d', not {word!r}.")
    lag = match["lag"]
    return OutlineLink(match["code"], match["kind"] or "FS", int(lag[:-1]) if lag else 0)


def _person(word: str, place: str) -> tuple[str, float]:
    match = _PERSON.match(word)
    if not match:
        raise OutlineError(place, f"Write a person as 'Ines Duarte 50%', not {word!r}.")
    return match["name"], int(match["percent"] or 100) / 100


def _remark(word: str, place: str) -> tuple[str, int | None]:
    match = _REMARK.match(word)
    if not match:
        raise OutlineError(place, f"Remarks are deadline, snet, fnlt, margin and loe, not {word!r}.")
    return match["word"], int(match["week"]) if match["week"] else None
