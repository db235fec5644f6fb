"""Leveling proposals, and the load of people by week."""

from typing import Annotated

from pydantic import Field

from lockstep.api.shapes import Body, Id, Shape, shape_of
from lockstep.domain.planning.queries import LevelingPage, LevelingRow, WorkItem, WorkloadPage
from lockstep.domain.planning.vocabulary import LevelingAim, LevelingOrder, LevelingSplitting

LevelingLine = shape_of(LevelingRow, "LevelingLine")
LevelingPageShape = shape_of(LevelingPage, "LevelingPage", frozenset({"findings"}))
Workload = shape_of(WorkloadPage, "Workload")
WorkItemShape = shape_of(WorkItem, "WorkItem")
Weeks = Annotated[float, Field(ge=0, le=104, allow_inf_nan=False)]
Priority = Annotated[int, Field(ge=0, le=1_000)]


class Levelings(Shape):
    """Leveling proposals, the newest first."""

    items: list[LevelingLine]
    next: str | None


class LevelingNote(Shape):
    """Something that was noticed while leveling."""

    code: str
    severity: str
    place: str
    sentence: str


class Leveling(LevelingPageShape):  # type: ignore[valid-type,misc]
    """A leveling proposal: what it would do, why, and what was taken of it."""

    findings: list[LevelingNote]


class LevelingWish(Body):
    """What to level for; priorities are those of projects and of programs, by node, for this run.

    Lead time and ramp-up are those of one more of a resource, for the value of capacity.
    """

    aim: LevelingAim = LevelingAim.AS_SHORT_AS_POSSIBLE
    seconds: float = Field(default=10, ge=0, le=600, allow_inf_nan=False)
    priorities: dict[Id, Priority] = Field(default={}, max_length=1_000)
    program_priorities: dict[Id, Priority] = Field(default={}, max_length=1_000)
    splitting: LevelingSplitting = LevelingSplitting.NEVER
    lead_weeks: Weeks = 0.0
    ramp_up_weeks: Weeks = 0.0

    def order(self) -> LevelingOrder:
        """Return the order of a run."""
        return LevelingOrder(
            aim=self.aim,
            seconds=self.seconds,
            priorities=self.priorities,
            program_priorities=self.program_priorities,
            splitting=self.splitting,
            lead_weeks=self.lead_weeks,
            ramp_up_weeks=self.ramp_up_weeks,
        )


class TakenDelays(Body):
    """Which delays to take: those of some projects, of some activities, or (with neither) all."""

    projects: list[Id] | None = Field(default=None, min_length=1, max_length=1_000)
    activities: list[Id] | None = Field(default=None, min_length=1, max_length=100_000)


class Taken(Shape):
    """What was taken: the change set (null where all became proposals to other managers), and its activities."""

    change_set: int | None
    activities: list[int]


class WorkBehind(Shape):
    """What a resource works on in some weeks, the most hours first."""

    items: list[WorkItemShape]
