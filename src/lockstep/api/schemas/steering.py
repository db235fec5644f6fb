"""Votes, posts handed over, warnings, slips, scales of risks, messages around milestones."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from lockstep.api.shapes import Body, Id, Line, Name, Paragraph, Shape, Version, shape_of
from lockstep.domain.governance.queries import ChosenRollUp, ProjectLevel, Rolled
from lockstep.domain.governance.vocabulary import NodeColors, RollUp
from lockstep.domain.outlook.queries import EarlyWarning, SlipPage
from lockstep.domain.risks.queries import GridView, Scoring
from lockstep.domain.risks.vocabulary import Band
from lockstep.domain.stakeholders.queries import CutView
from lockstep.domain.stakeholders.vocabulary import AffectingMilestone as AffectingMilestoneRow
from lockstep.domain.stakeholders.vocabulary import Around
from lockstep.domain.strategy.queries import Paper, WeightsView

ProposalVote = shape_of(Paper, "ProposalVote")
ColorsOfNode = shape_of(NodeColors)
ColorsTogether = shape_of(Rolled, "ColorsTogether")
RollUpKept = shape_of(ChosenRollUp, "RollUpKept")
EarlyWarningLine = shape_of(EarlyWarning)
Slip = shape_of(SlipPage, "Slip", frozenset({"trace", "shifts"}))
RiskScales = shape_of(GridView, "RiskScales")
StakeholderScales = shape_of(CutView, "StakeholderScales")
DemandWeights = shape_of(WeightsView, "DemandWeights")
AffectingMilestone = shape_of(AffectingMilestoneRow)

Amount = Annotated[float, Field(ge=0, le=10**9, allow_inf_nan=False)]
Steps = Annotated[list[Amount], Field(max_length=5)]
StepWords = Annotated[list[Line], Field(max_length=5)]


class VoteCast(Body):
    """A vote; against needs a reason."""

    choice: Literal["for", "against", "abstain"]
    reason: Paragraph = ""


class VoteClosing(Body):
    """The version of the proposal whose vote is closed, and what was decided."""

    version: Version
    outcome: Paragraph = ""


class DecisionWish(Body):
    """Who is to decide by when, and how; what is left out stays as the proposal has it.

    Without `voters`, everybody who may decide there is asked. `quorum` is the share of them that must have voted.
    """

    version: Version
    voters: list[Id] = Field(default=[], max_length=500)
    due_on: date | None = None
    quorum: float | None = Field(default=None, ge=0, le=1, allow_inf_nan=False)
    majority: Literal["simple", "absolute", "two_thirds"] | None = None

    def wanted(self) -> dict[str, Any]:
        """Return what was sent, in the words of the action."""
        return self.model_dump(mode="json", exclude_unset=True)


class FoundedProgram(Body):
    """A program to be founded below a node."""

    name: Name
    parent: Id
    code: Line = ""


class MandateWish(Body):
    """What a mandate makes beside the objective: its owner, else the proposal's, and a program if one is wanted."""

    version: Version
    owner: Id | None = None
    program: FoundedProgram | None = None

    def wanted(self) -> dict[str, Any]:
        """Return what was sent, in the words of the action."""
        return self.model_dump(mode="json", exclude_unset=True)


class Mandate(Shape):
    """A proposal that was mandated, with the objective in draft and the program that came of it."""

    id: int
    version: int
    key: str
    state: str
    mandate_objective_id: int
    mandate_program_id: int | None


class PostHandOver(Body):
    """Who goes and who comes."""

    giver: Id
    receiver: Id
    notes: Paragraph = ""


class HandedOver(Shape):
    """The record of a hand-over; the register hand-overs has all of it."""

    id: int
    version: int
    key: str
    title: str
    record_count: int


class ProjectStart(Body):
    """What a new project needs on its first day; the standards of its class apply from then on."""

    version: Version
    name: Name
    level: ProjectLevel | None = None
    template: Id | None = None
    parent: Id | None = None
    starts_on: date | None = None
    code: Line = ""
    manager: Id | None = None

    def wanted(self) -> dict[str, Any]:
        """Return what was sent, in the words of the action."""
        given = self.model_dump(mode="json", exclude_unset=True)
        return {name: value for name, value in given.items() if name != "level" or value is not None}


class StartedProject(Shape):
    """A project that was started."""

    id: int
    name: str
    parent_id: int | None
    version: int


class RollUpChoice(Body):
    """How colors are rolled up."""

    option: RollUp


class Colors(Shape):
    """The tolerances in force node by node from the top, what they come to together, and by which option."""

    chosen: RollUpKept
    whole: ColorsTogether
    items: list[ColorsOfNode]


class Warnings(Shape):
    """Early warnings by kind, the gravest of each first."""

    items: list[EarlyWarningLine]


class BandStart(Body):
    """The score from which on a band applies."""

    start: Amount
    band: Band


class RiskScalesWish(Body):
    """Scales as they are to be; `version` is that of the node's own scales where it has some."""

    version: Version | None = None
    likelihood_values: Steps
    likelihood_words: StepWords
    impact_values: Steps
    impact_words: StepWords
    definitions: dict[str, StepWords] = Field(default={}, max_length=10)
    cells: list[Steps] = Field(max_length=5)
    bands: list[BandStart] = Field(max_length=10)
    scoring: Scoring = Scoring.WORST
    weights: Steps = [1.0, 1.0, 1.0, 1.0]
    top_is_high: bool = True
    escalation_score: Amount | None = None
    escalation_cost: int | None = Field(default=None, ge=0, le=10**15, description="minor units")

    def content(self) -> dict[str, Any]:
        """Return the scales in the words of the action."""
        return self.model_dump(mode="json", exclude={"version"})


class StakeholderScalesWish(Body):
    """From where on power and interest are high; `version` is that of the node's own scales where it has some."""

    version: Version | None = None
    power: int = Field(ge=2, le=5)
    interest: int = Field(ge=2, le=5)


class DemandWeightsGiven(Body):
    """What counts how much; only how the weights stand to each other matters, and risk counts against a demand."""

    fit: Amount
    value_level: Amount
    risk_level: Amount
    technical_fit: Amount


class DemandWeightsWish(Body):
    """Weights as they are to be; `version` is that of the node's own weights where it has some."""

    version: Version | None = None
    weights: DemandWeightsGiven


class MessageChoice(Body):
    """One message around a milestone."""

    activity: Id
    stakeholder: Id
    around: Around


class ChosenMessages(Body):
    """Messages around milestones."""

    messages: list[MessageChoice] = Field(min_length=1, max_length=500)


class MilestoneMessages(Shape):
    """Milestones that affect somebody, in order."""

    items: list[AffectingMilestone]
