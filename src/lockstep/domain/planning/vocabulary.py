"""Words of the app: states, errors, announcements."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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


class HeldBack(StrEnum):
    """Why a dry run is not carried out unseen."""

    CONFLICTS = "conflicts"
    TRUNCATED = "truncated"
    REPLACED = "replaced"
    IMPORTED = "imported"


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


class LevelingSplitting(StrEnum):
    """Whether leveling may interrupt work that has not started."""

    NEVER = "never"
    ALLOWED = "allowed"


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


class LevelingStopped(LockstepError):
    """Leveling that was stopped while the plan was read, so that there is nothing to keep."""

    code = "planning.leveling_stopped"


class ImportProblem(LockstepError):
    """A file that cannot be imported."""

    code = "planning.import"


@dataclass(frozen=True, slots=True)
class LevelingOrder:
    """What a leveling run is asked for; priorities are by node, of projects where not the plan's own."""

    aim: LevelingAim
    seconds: float
    priorities: Mapping[int, int]
    program_priorities: Mapping[int, int] = field(default_factory=dict)
    """Of programs, 500 where none is given; they go before those of projects."""
    splitting: LevelingSplitting = LevelingSplitting.NEVER
    lead_weeks: float = 0.0
    """Of the value of capacity: weeks until one more is there."""
    ramp_up_weeks: float = 0.0
    """Weeks in which one more grows to full use."""

    def plain(self) -> dict[str, Any]:
        """Return it as JSON takes it."""
        return {
            "aim": self.aim.value,
            "seconds": self.seconds,
            "priorities": {str(node): priority for node, priority in self.priorities.items()},
            "programs": {str(node): priority for node, priority in self.program_priorities.items()},
            "splitting": self.splitting.value,
            "lead_weeks": self.lead_weeks,
            "ramp_up_weeks": self.ramp_up_weeks,
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> "LevelingOrder":
        """Return the order that was stored as JSON, also one of before an option came."""
        return cls(
            aim=LevelingAim(plain["aim"]),
            seconds=plain["seconds"],
            priorities={int(node): priority for node, priority in plain.get("priorities", {}).items()},
            program_priorities={int(node): priority for node, priority in plain.get("programs", {}).items()},
            splitting=LevelingSplitting(plain.get("splitting", LevelingSplitting.NEVER)),
            lead_weeks=plain.get("lead_weeks", 0.0),
            ramp_up_weeks=plain.get("ramp_up_weeks", 0.0),
        )


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
