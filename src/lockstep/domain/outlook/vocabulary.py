"""Words of the app: how a simulation is set up, where it stands, what is worth how much."""

from enum import IntEnum, StrEnum
from typing import Final

from lockstep.foundation.findings import LockstepError

USUAL_ITERATIONS: Final = 5_000
MOST_ITERATIONS: Final = 20_000
FEWEST_ITERATIONS: Final = 100
USUAL_SLIP_DAYS: Final = 5
"""Working days of the slip that is tried out where nobody says another."""
MOST_SLIP_DAYS: Final = 1_000


class Spread(StrEnum):
    """How iterations are spread over the ranges."""

    EVEN = "even"
    """Latin hypercube: each range is met evenly over the run."""
    PLAIN = "plain"


class Unranged(StrEnum):
    """What becomes of unfinished work without a range."""

    USUAL = "usual"
    """It gets the policy default, which the answer marks."""
    CERTAIN = "certain"


class Together(StrEnum):
    """What moves together, beside what is in the register of risks."""

    PROJECTS = "projects"
    """Each project has one factor by which all its durations are multiplied."""
    NOTHING = "nothing"


class Response(StrEnum):
    """Whether risks count before or after what is planned against them."""

    BEFORE = "before"
    AFTER = "after"


class RunState(StrEnum):
    """Where a simulation stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELED = "canceled"


class DriverKind(IntEnum):
    """What a driver of the finish is."""

    ACTIVITY = 0
    """The range of an activity; its id is the activity's."""
    PROJECT = 1
    """The factor of a project; its id is the node's."""
    RISK = 2
    """A risk event; its id is the one that its source gave it."""


class SimulationProblem(LockstepError):
    """A simulation that cannot be carried out."""

    code = "outlook.simulation"
