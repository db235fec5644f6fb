"""Links between activities; a link never cares which project its ends are in."""

from dataclasses import dataclass
from enum import IntEnum

from lockstep.plan.columns import Bool, Float64, Int8, Int32, Int64, Table


class LinkKind(IntEnum):
    """Which moment of the predecessor holds which moment of the successor."""

    FS = 0
    SS = 1
    FF = 2
    SF = 3


class LagUnit(IntEnum):
    """How a lag is counted."""

    WORKING = 0
    ELAPSED = 1
    PERCENT = 2
    PERCENT_ELAPSED = 3


@dataclass(frozen=True, slots=True)
class Links(Table):
    """Columns by link, length L.

    Attributes:
        uids: identity in the source or database, or the row number where it has none.
        predecessor: index of the activity that holds.
        successor: index of the activity that is held.
        kind: `LinkKind`.
        lag_unit: `LagUnit`.
        lag_ticks: lag in ticks for WORKING and ELAPSED; may be negative.
        lag_share: lag as a share of the predecessor's duration for the percent units; may be negative.
        is_hard: True where the link propagates; a soft link only shows its float.
    """

    uids: Int64
    predecessor: Int32
    successor: Int32
    kind: Int8
    lag_unit: Int8
    lag_ticks: Int64
    lag_share: Float64
    is_hard: Bool

    def __post_init__(self) -> None:
        self._check_lengths()
