"""A project's plan settings, where a node stands, explanations, views and proposals."""

from typing import Any

from pydantic import Field

from lockstep.api.shapes import Body, Id, Line, MomentTicks, Name, Shape, shape_of
from lockstep.api.words import DialectWord, ScheduleFromWord
from lockstep.domain.planning.queries.cross_links import CrossLink
from lockstep.domain.planning.queries.explaining import ExplainedActivity
from lockstep.domain.planning.queries.late import LateActivity
from lockstep.domain.planning.queries.load import PersonLoad
from lockstep.domain.planning.queries.plan_settings import PlanSettings
from lockstep.domain.planning.queries.proposals import ProposalRow, SavedViewRow
from lockstep.domain.planning.queries.summary import NodeSummary
from lockstep.domain.planning.vocabulary import Mastered, ProposalState, ResultState

Explanation = shape_of(ExplainedActivity, "Explanation")
Summary = shape_of(NodeSummary, "NodeSummary")
CrossLinkShape = shape_of(CrossLink, "CrossLink")
LateShape = shape_of(LateActivity, "LateActivity")
LoadShape = shape_of(PersonLoad, "PersonLoad")
Proposal = shape_of(ProposalRow, "Proposal")
View = shape_of(SavedViewRow, "View")


class Network(Shape):
    """The network of a node: everything that its links may reach."""

    id: int
    revision: int
    state: ResultState


class CrossLinks(Shape):
    """Links across projects, the tightest first."""

    items: list[CrossLinkShape]


class Late(Shape):
    """What is late below a node, the latest first."""

    items: list[LateShape]


class Load(Shape):
    """The load of people by week."""

    items: list[LoadShape]


class Plan(shape_of(PlanSettings, "PlanFields")):  # type: ignore[misc]
    """Settings of a project's plan."""

    dialect: DialectWord
    schedule_from: ScheduleFromWord


class ChangedPlan(Body):
    """Settings of a plan; only what is sent is changed."""

    code: Line = Field(default="", max_length=60)
    dialect: DialectWord = "microsoft"
    schedule_from: ScheduleFromWord = "start"
    start_ticks: MomentTicks | None = None
    finish_ticks: MomentTicks | None = None
    data_date_ticks: MomentTicks | None = None
    calendar: Id = 1
    minutes_per_day: float = Field(default=480, gt=0, le=1_440)
    minutes_per_week: float = Field(default=2_400, gt=0, le=10_080)
    days_per_month: float = Field(default=20, gt=0, le=31)
    default_start_minute: int = Field(default=480, ge=0, le=1_439)
    default_finish_minute: int = Field(default=1_020, ge=0, le=1_440)
    priority: int = Field(default=500, ge=0, le=1_000)
    options: dict[str, Any] = {}
    mastered: Mastered = Mastered.HERE
    source_description: Line = ""


class Views(Shape):
    """Saved views by name."""

    items: list[View]


class StoredView(Shape):
    """A view as it is stored now."""

    id: int
    version: int
    name: str
    query: str
    is_shared: bool
    is_default: bool


class ViewFields(Body):
    """A view; only what is sent is changed. `query` is what stands in the address."""

    name: Name = Field(default="", max_length=120)
    query: Line = Field(default="", max_length=2_000)
    is_shared: bool = False
    is_default: bool = False


class NewView(ViewFields):
    """A view to be kept."""

    name: Name = Field(max_length=120)
    query: Line = Field(max_length=2_000)


class Proposals(Shape):
    """Proposals, the newest first."""

    items: list[Proposal]
    next: str | None


class Decision(Body):
    """What became of a proposal."""

    state: ProposalState


class Vanished(Shape):
    """An activity that is gone from its source."""

    id: int
    version: int
    project: int
    code: str
    name: str


class VanishedActivities(Shape):
    """Activities that wait for a decision."""

    items: list[Vanished]


class ChosenActivities(Body):
    """Activities that vanished from their source."""

    activities: list[Id] = Field(min_length=1, max_length=10_000)


class Decided(Shape):
    """How many activities were decided on."""

    count: int
