"""Date constraints and deadlines: a sparse table, several a activity where the source has several."""

from dataclasses import dataclass
from enum import IntEnum

from lockstep.plan.columns import Int8, Int32, Int64, Table


class ConstraintKind(IntEnum):
    """The constraints of Microsoft Project and P6. "As soon as possible" is the absence of a row."""

    AS_LATE_AS_POSSIBLE = 1
    MUST_START_ON = 2
    MUST_FINISH_ON = 3
    START_NO_EARLIER_THAN = 4
    START_NO_LATER_THAN = 5
    FINISH_NO_EARLIER_THAN = 6
    FINISH_NO_LATER_THAN = 7
    DEADLINE = 8
    START_ON = 9
    """P6: floor and cap of the start that yield to logic, unlike a mandatory start."""
    FINISH_ON = 10
    """P6: floor and cap of the finish that yield to logic."""
    MANDATORY_START = 11
    """P6: breaks logic both ways."""
    MANDATORY_FINISH = 12
    """P6: breaks logic both ways."""
    EXPECTED_FINISH = 13
    """P6: sets the remaining duration where the option is on."""
    EXTERNAL_EARLY_START = 14
    """P6: floor that stands for a predecessor in a project outside the file."""
    EXTERNAL_LATE_FINISH = 15
    """P6: cap that stands for a successor in a project outside the file."""


@dataclass(frozen=True, slots=True)
class Constraints(Table):
    """Columns by constraint: the activity's index, its `ConstraintKind`, and the date (missing where it has none)."""

    activity: Int32
    kind: Int8
    at_ticks: Int64

    def __post_init__(self) -> None:
        self._check_lengths()
