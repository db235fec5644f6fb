"""Fields of an activity as people change them, turned into columns that agree with each other."""

from typing import Any, Final

from pydantic import ConfigDict
from typing_extensions import TypedDict

from lockstep.domain.planning.models import Activity
from lockstep.domain.planning.vocabulary import EditError
from lockstep.foundation.ticks import EARLIEST_TICKS, LATEST_TICKS
from lockstep.plan import ActivityKind, ActivityMode, ConstraintKind, WorkRule


class ActivityChanges(TypedDict, total=False):
    """Fields that may be given; a field that is not named stays. None clears a date, a constraint, a calendar."""

    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]

    name: str
    code: str
    wbs: str
    kind: int | str
    mode: int | str
    work_rule: int | str
    calendar: int | None
    duration_ticks: int
    remaining_ticks: int
    is_elapsed: bool
    percent_complete: float
    share_complete: float
    actual_start_ticks: int | None
    actual_finish_ticks: int | None
    planned_start_ticks: int | None
    planned_finish_ticks: int | None
    constraint: int | str | None
    constraint_at: int | None
    constraint_at_ticks: int | None
    deadline_ticks: int | None
    priority: int
    leveling_delay_ticks: int
    fixed_cost_minor: int


PROGRESS_FIELDS: Final = frozenset(
    {"percent_complete", "share_complete", "remaining_ticks", "actual_start_ticks", "actual_finish_ticks"}
)
_DATES: Final = (
    "actual_start_ticks",
    "actual_finish_ticks",
    "planned_start_ticks",
    "planned_finish_ticks",
    "constraint_at_ticks",
    "deadline_ticks",
)
_WORDS: Final[dict[str, Any]] = {
    "kind": ActivityKind,
    "mode": ActivityMode,
    "work_rule": WorkRule,
    "constraint": ConstraintKind,
}
_DATELESS: Final = frozenset({0, ConstraintKind.AS_LATE_AS_POSSIBLE})
MOST_MINOR: Final = 10**15
LONGEST_TICKS: Final = 14_400 * 366 * 50


def columns_for(row: Activity, changes: ActivityChanges) -> dict[str, Any]:
    """Return the columns to be written for an activity. Raises EditError."""
    given: dict[str, Any] = dict(changes)
    if "constraint_at" in given:
        given["constraint_at_ticks"] = given.pop("constraint_at")
    if "percent_complete" in given:
        given["share_complete"] = given.pop("percent_complete") / 100
    for name, words in _WORDS.items():
        if name in given:
            given[name] = _number(row, name, given[name], words)
    if "calendar" in given:
        given["calendar_id"] = given.pop("calendar")
    _check(row, given)
    return {**given, **_constraint(row, given), **_progress(row, given), **_folded(given)}


def folded(name: str) -> str:
    """Return a name as search compares it."""
    return name.casefold()[:1400]


def _folded(given: dict[str, Any]) -> dict[str, Any]:
    return {"folded": folded(given["name"])} if "name" in given else {}


def _number(row: Activity, name: str, value: Any, words: Any) -> int:
    if value is None or value in (0, "none", "as_soon_as_possible"):
        return 0
    try:
        return int(words[value.upper()] if isinstance(value, str) else words(value))
    except (KeyError, ValueError):
        known = ", ".join(word.name.lower() for word in words)
        raise EditError(str(row), f"There is no {name} {value!r}; use one of {known}.") from None


def _check(row: Activity, given: dict[str, Any]) -> None:
    for name in ("duration_ticks", "remaining_ticks", "leveling_delay_ticks"):
        if name in given and not 0 <= given[name] <= LONGEST_TICKS:
            raise EditError(str(row), f"Its {_plain(name)} must be between 0 and 50 years.")
    if abs(given.get("fixed_cost_minor", 0)) > MOST_MINOR:
        raise EditError(str(row), "Its fixed cost lies beyond ten trillion; correct the amount.")
    if "share_complete" in given and not 0 <= given["share_complete"] <= 1:
        raise EditError(str(row), "Its progress must be between 0 and 100 percent.")
    for name in _DATES:
        date = given.get(name)
        if date is not None and not EARLIEST_TICKS <= date <= LATEST_TICKS:
            raise EditError(
                str(row), f"Its {_plain(name)} lies outside the years 1900 to 2200; correct the date."
            )


def _plain(name: str) -> str:
    return name.removesuffix("_ticks").replace("_", " ")


def _constraint(row: Activity, given: dict[str, Any]) -> dict[str, Any]:
    """Keep kind and date of the constraint in step: a kind with a date has one, the others have none."""
    if "constraint" not in given and "constraint_at_ticks" not in given:
        return {}
    kind = given.get("constraint", row.constraint)
    date = given.get("constraint_at_ticks", row.constraint_at_ticks)
    if kind == ConstraintKind.DEADLINE:
        raise EditError(str(row), "A deadline is a field of its own: set deadline_ticks.")
    if kind in _DATELESS:
        return {"constraint": kind, "constraint_at_ticks": None}
    if date is None:
        raise EditError(
            str(row), f"The constraint {ConstraintKind(kind).name.lower()} needs a date; add one."
        )
    return {"constraint": kind, "constraint_at_ticks": date}


def _progress(row: Activity, given: dict[str, Any]) -> dict[str, Any]:
    """Keep duration, remaining duration, share complete and actual dates in step."""
    if given.keys().isdisjoint(PROGRESS_FIELDS | {"duration_ticks", "kind"}):
        return {}
    duration = given.get("duration_ticks", row.duration_ticks)
    if given.get("kind", row.kind) in (ActivityKind.START_MILESTONE, ActivityKind.FINISH_MILESTONE):
        duration = 0
    start = given.get("actual_start_ticks", row.actual_start_ticks)
    finish = given.get("actual_finish_ticks", row.actual_finish_ticks)
    if start is not None and finish is not None and finish < start:
        raise EditError(str(row), "Its actual finish is before its actual start; correct one of them.")
    if finish is not None and start is None:
        raise EditError(str(row), "It has an actual finish but no actual start; add the start.")
    share = given.get("share_complete", row.share_complete)
    if finish is not None:
        share, remaining = 1.0, 0
    elif "remaining_ticks" in given:
        remaining = given["remaining_ticks"]
        if "share_complete" not in given and duration:
            share = max(0.0, 1 - remaining / duration)
    elif "share_complete" in given or "actual_finish_ticks" in given:
        share = given.get("share_complete", min(share, 0.99))
        remaining = round(duration * (1 - share))
    elif row.actual_start_ticks is None and not row.share_complete:
        remaining = duration
    else:
        # Work already done stays done when the whole gets longer or shorter.
        remaining = max(0, duration - (row.duration_ticks - row.remaining_ticks))
        share = 1 - remaining / duration if duration else share
    return {
        "duration_ticks": duration,
        "remaining_ticks": remaining,
        "share_complete": min(max(share, 0.0), 1.0),
    }
