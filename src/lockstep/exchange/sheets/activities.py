"""What one row says of its activity."""

from dataclasses import dataclass
from typing import Any

from lockstep.exchange.sheets import cells
from lockstep.exchange.sheets.fields import Field
from lockstep.exchange.sheets.rows import Row
from lockstep.exchange.texts import real
from lockstep.exchange.worktime import WorkTime
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityKind, ActivityMode, ConstraintKind, WorkRule


@dataclass(slots=True)
class ActivityValues:
    """Values of one row, ready for the plan."""

    kind: ActivityKind
    mode: ActivityMode
    start_ticks: int
    finish_ticks: int
    duration_ticks: int
    remaining_ticks: int
    is_elapsed: bool
    actual_start_ticks: int
    actual_finish_ticks: int
    share_complete: float
    priority: int
    constraint: ConstraintKind | None
    constraint_ticks: int

    @property
    def may_be_held(self) -> bool:
        """True where a start date may be something that a person wanted."""
        is_open = self.actual_start_ticks == NO_TICKS and self.mode == ActivityMode.AUTOMATIC
        return is_open and self.start_ticks != NO_TICKS and self.kind != ActivityKind.SUMMARY

    def columns(self) -> dict[str, Any]:
        """Return the columns of the plan's activity."""
        holds = self.mode != ActivityMode.AUTOMATIC or self.kind == ActivityKind.EXTERNAL
        return {
            "kind": self.kind,
            "mode": self.mode,
            "work_rule": WorkRule.FIXED_DURATION,
            "duration_ticks": self.duration_ticks,
            "remaining_ticks": self.remaining_ticks,
            "is_elapsed": self.is_elapsed,
            "actual_start_ticks": self.actual_start_ticks,
            "actual_finish_ticks": self.actual_finish_ticks,
            "share_complete": self.share_complete,
            "planned_start_ticks": self.start_ticks if holds else NO_TICKS,
            "planned_finish_ticks": self.finish_ticks if holds else NO_TICKS,
            "priority": self.priority,
        }


def read_activity(row: Row, has_child: object, worktime: WorkTime, calendar: int) -> ActivityValues:
    """Return what a row says; what is missing follows from the rest where it can."""
    start, finish = row.moment(Field.START), row.moment(Field.FINISH)
    duration, is_elapsed = row.duration(Field.DURATION)
    kind = row.parsed(Field.KIND, _kind, ActivityKind.ACTIVITY, "kind of activity")
    if duration == NO_TICKS:
        duration = _duration_of_dates(kind, start, finish, worktime, calendar)
    if duration < 0:
        row.bad(Field.DURATION, "A duration cannot be negative; it was taken as zero, correct it.")
        duration = 0
    if has_child:
        kind = ActivityKind.SUMMARY
    elif kind == ActivityKind.SUMMARY or (
        kind == ActivityKind.ACTIVITY and duration == 0 and _says_zero(row)
    ):
        kind = ActivityKind.FINISH_MILESTONE if duration == 0 else ActivityKind.ACTIVITY
    if kind.is_milestone:
        duration = 0
    constraint, constraint_at = _constraint(row)
    share = row.parsed(Field.PERCENT, cells.share, 0.0, "percentage")
    actual_start, actual_finish = _actuals(row, kind, share, start, finish)
    remaining = 0 if actual_finish != NO_TICKS else _remaining(row, duration, share)
    return ActivityValues(
        kind=kind,
        mode=_mode(row),
        start_ticks=start,
        finish_ticks=finish,
        duration_ticks=duration,
        remaining_ticks=remaining if actual_start != NO_TICKS else duration,
        is_elapsed=is_elapsed,
        actual_start_ticks=actual_start,
        actual_finish_ticks=actual_finish,
        share_complete=1.0 if actual_finish != NO_TICKS else share,
        priority=row.parsed(Field.PRIORITY, _priority, 500, "priority from 0 to 1000"),
        constraint=constraint,
        constraint_ticks=constraint_at,
    )


def _kind(cell: object) -> ActivityKind:
    try:
        return cells.kind(cell)  # type: ignore[arg-type]
    except ValueError:
        # Words of other tools ("Story", "Phase") say nothing about dates.
        return ActivityKind.ACTIVITY


def _says_zero(row: Row) -> bool:
    return row.cell(Field.DURATION) is not None


def _duration_of_dates(kind: ActivityKind, start: int, finish: int, worktime: WorkTime, calendar: int) -> int:
    if kind.is_milestone or start == NO_TICKS or finish == NO_TICKS:
        return 0
    return max(0, worktime.between(calendar, start, finish))


def _mode(row: Row) -> ActivityMode:
    if not row.parsed(Field.ACTIVE, cells.is_yes, True, "yes or no"):
        return ActivityMode.INACTIVE
    return row.parsed(Field.MODE, cells.mode, ActivityMode.AUTOMATIC, "mode")


def _priority(cell: object) -> int:
    value = int(real(str(cell)))
    if not 0 <= value <= 1000:
        raise ValueError(cell)
    return value


def _constraint(row: Row) -> tuple[ConstraintKind | None, int]:
    kind = row.parsed(Field.CONSTRAINT, cells.constraint, None, "constraint")
    if kind is None or kind == ConstraintKind.AS_LATE_AS_POSSIBLE:
        return kind, NO_TICKS
    date = row.moment(Field.CONSTRAINT_DATE)
    if date == NO_TICKS:
        row.bad(Field.CONSTRAINT, "The constraint has no date; it was left out, set the date.")
        return None, NO_TICKS
    return kind, date


def _actuals(row: Row, kind: ActivityKind, share: float, start: int, finish: int) -> tuple[int, int]:
    """Return actual dates; work that is said to be done without them is taken to have kept its planned dates."""
    actual_start, actual_finish = row.moment(Field.ACTUAL_START), row.moment(Field.ACTUAL_FINISH)
    if kind == ActivityKind.SUMMARY:
        return actual_start, actual_finish
    if actual_finish == NO_TICKS and share >= 1.0 and finish != NO_TICKS:
        actual_finish = finish
    if actual_start == NO_TICKS and (share > 0.0 or actual_finish != NO_TICKS):
        actual_start = start if start != NO_TICKS else actual_finish
        if actual_start != NO_TICKS:
            row.notices.note(
                "exchange.assumed_start",
                row.place(Field.PERCENT),
                "It has progress but no actual start, so its planned start was taken; correct it where that is wrong.",
            )
    return actual_start, actual_finish


def _remaining(row: Row, duration: int, share: float) -> int:
    remaining, _ = row.duration(Field.REMAINING)
    return max(0, remaining) if remaining != NO_TICKS else round(duration * (1.0 - share))
