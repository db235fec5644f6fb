"""Risk analyses: how they are asked for, and what came of them."""

from typing import Annotated, Literal

from pydantic import Field

from lockstep.api.shapes import Body, Id, Line, Shape, shape_of
from lockstep.domain.outlook.queries.analyses import (
    Commitment,
    Criticality,
    Driver,
    JointOutlook,
    MilestoneOutlook,
    NodeOutlook,
)
from lockstep.domain.outlook.queries.runs import RunRow
from lockstep.domain.outlook.vocabulary import (
    FEWEST_ITERATIONS,
    MOST_ITERATIONS,
    USUAL_ITERATIONS,
    DriverKind,
    Response,
    Spread,
    Together,
    Unranged,
)

AnalysisRun = shape_of(RunRow, "AnalysisRun")
AnalysisFigures = shape_of(NodeOutlook, "AnalysisFigures")
AnalysisCommitment = shape_of(Commitment, "AnalysisCommitment")
AnalysisMilestone = shape_of(MilestoneOutlook, "AnalysisMilestone")
AnalysisActivity = shape_of(Criticality, "AnalysisActivity")
AnalysisJoint = shape_of(JointOutlook, "AnalysisJoint")
DriverWord = Literal["activity", "project", "risk"]


class AnalysisDriver(shape_of(Driver, "AnalysisDriverFields", frozenset({"kind"}))):  # type: ignore[misc]
    """What moves the finish: by how many working days the P80 is earlier without its uncertainty."""

    kind: DriverWord


class AnalysisRuns(Shape):
    """The analyses of a node and of those above it, the newest first."""

    items: list[AnalysisRun]
    next: str | None


class Analysis(Shape):
    """One analysis from the viewpoint of a node; `figures` is null until it is done."""

    run: AnalysisRun
    figures: AnalysisFigures | None
    commitments: list[AnalysisCommitment]
    milestones: list[AnalysisMilestone]
    drivers: list[AnalysisDriver]
    joint: AnalysisJoint | None
    sources: dict[str, int]
    findings: list[str]


class AnalysisActivities(Shape):
    """The unfinished work of a node in an analysis: P-values, criticality, sensitivity."""

    items: list[AnalysisActivity]


class StartAnalysis(Body):
    """How to simulate; every field has a good default."""

    iterations: Annotated[int, Field(ge=FEWEST_ITERATIONS, le=MOST_ITERATIONS)] = USUAL_ITERATIONS
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 1
    spread: Spread = Spread.EVEN
    unranged: Unranged = Unranged.USUAL
    together: Together = Together.PROJECTS
    response: Response = Response.BEFORE


class AnalysisStarted(Shape):
    """An analysis that was asked for; its progress is at /jobs/{job}."""

    analysis: int
    job: int


RangeShare = Annotated[float, Field(ge=0, le=20, allow_inf_nan=False)]


class QuickRanges(Body):
    """A range for all unfinished work below a node, as shares of what remains."""

    low_share: RangeShare = 0.9
    likely_share: RangeShare = 1.0
    high_share: RangeShare = 1.3
    shape: Literal["uniform", "triangular", "pert", "lognormal"] = "triangular"
    scope: Literal["without", "all"] = "without"
    text: Line = ""


class RangesGiven(Shape):
    """How many activities got a range, and the change set that can be undone."""

    activities: int
    change_set: Id | None


def driver_word(kind: DriverKind) -> str:
    """Return the kind of a driver as the interface says it."""
    return kind.name.lower()
