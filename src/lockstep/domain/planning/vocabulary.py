"""Words of the app: states, errors, announcements."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any, Final

from lockstep.foundation.findings import LockstepError
from lockstep.foundation.ticks import TICKS_PER_DAY

STALE_TICKS: Final = 14 * TICKS_PER_DAY
"""A project whose data date is further than this behind the newest of its network has not reported."""


class Mastered(StrEnum):
    """Where a project's plan is edited."""

    HERE = "here"
    OUTSIDE = "outside"


class Layer(StrEnum):
    """Who owns a link: the project's plan (and so its source), or the program."""

    PLAN = "plan"
    PROGRAM = "program"


class RowState(IntEnum):
    """Whether a row of a plan counts."""

    ACTIVE = 0
    VANISHED = 1
    """Gone from its source; still computed until someone withdraws or keeps it."""
    WITHDRAWN = 2
    """Out of the computation; kept for history, baselines and the program's layer."""


class SourceRecord(StrEnum):
    """Kinds of records that have an identity in a source."""

    ACTIVITY = "activity"
    CALENDAR = "calendar"
    RESOURCE = "resource"


class BaselineState(StrEnum):
    """What became of a baseline."""

    DRAFT = "draft"
    APPROVED = "approved"
    SUPERSEDED = "superseded"
    DELETED = "deleted"


class ImportState(StrEnum):
    """What became of a dry run."""

    READY = "ready"
    APPLIED = "applied"
    UNDONE = "undone"
    DISCARDED = "discarded"
    FAILED = "failed"


class ProposalState(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class RangeScope(StrEnum):
    """Which activities a range given to many is for."""

    WITHOUT = "without"
    """Those that have none yet."""
    ALL = "all"


class LevelingState(StrEnum):
    """Whether a leveling proposal is still looked at; what was taken of it is seen in the activities."""

    OPEN = "open"
    DISMISSED = "dismissed"


class LevelingAim(StrEnum):
    """How far leveling may go."""

    AS_SHORT_AS_POSSIBLE = "as_short_as_possible"
    WITHIN_FLOAT = "within_float"


class DelayState(StrEnum):
    """What became of one proposed delay."""

    OPEN = "open"
    TAKEN = "taken"
    CHANGED = "changed"
    """The activity has another delay now, or is no longer there."""


class ResultState(StrEnum):
    """Whether the dates shown belong to the inputs shown."""

    CURRENT = "current"
    RECALCULATING = "recalculating"


class EditError(LockstepError):
    """An edit that cannot be made."""

    code = "planning.invalid_edit"


class LoopError(LockstepError):
    """A link that would close a loop."""

    code = "planning.loop"


class MasteredOutside(LockstepError):
    """An edit of source fields of a project whose plan is mastered outside."""

    code = "planning.mastered_outside"


class LevelingOutdated(LockstepError):
    """A leveling proposal for a plan that has changed since."""

    code = "planning.leveling_outdated"


class ImportProblem(LockstepError):
    """A file that cannot be imported."""

    code = "planning.import"


@dataclass(frozen=True, slots=True)
class LevelingOrder:
    """What a leveling run is asked for; `priorities` are those of projects, by node, where not the plan's own."""

    aim: LevelingAim
    seconds: float
    priorities: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class NetworkChanged:
    """Announced after commit: the input of a network has a new revision."""

    network: int
    revision: int
    changes: tuple[Any, ...] = ()
    """What the action did, as the ledger notes it, so that the next revision is not read from the database."""


@dataclass(frozen=True, slots=True)
class NetworkSettled:
    """Announced when the result of a network's newest revision is stored, in the request or by a job."""

    network: int
    revision: int
