"""The schedule as columns, its preview and its changes.

The document of a schedule is written straight from arrays; these shapes describe it, and a test proves that they
tell the truth.
"""

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from lockstep.api.problems import FindingShape
from lockstep.api.shapes import Body, Id, Reason, RowId, Shape
from lockstep.domain.ledger import Edit
from lockstep.domain.planning.vocabulary import BaselineState

Flag = Literal[0, 1]
Moment = int | None
"""Ticks (tenths of a minute) since 1970-01-01T00:00 in the network's zone."""


class BaselineName(Shape):
    """A baseline by name."""

    id: int
    name: str


class BaselineChoice(BaselineName):
    """A baseline that can be looked at."""

    state: BaselineState


class ProjectColumns(Shape):
    """The projects of the rows; `calendar` is a row of `calendars`."""

    id: list[int]
    name: list[str]
    code: list[str]
    version: list[int]
    data_date: list[Moment]
    mastered: list[Literal["here", "outside"]]
    may_edit: list[bool]
    minutes_per_day: list[float]
    calendar: list[int]
    stale: list[bool]
    idle: list[bool]


class CalendarEntry(Shape):
    """Working times: shifts of each weekday in ticks of the day, and exceptions `[first day, last day, shifts]`."""

    id: int
    name: str
    week: list[list[tuple[int, int]]] = Field(min_length=7, max_length=7)
    exceptions: list[tuple[int, int, list[tuple[int, int]]]]
    work_weeks: list[tuple[int, int, list[list[tuple[int, int]] | None]]]


class SegmentColumns(Shape):
    """The worked parts of split activities; `row` is a row of `activities`."""

    row: list[int]
    start: list[int]
    finish: list[int]


class ActivityColumns(Shape):
    """All rows in outline order: programs, projects, activities, and stubs of what lies outside."""

    kinds: list[str]
    constraints: list[str]
    id: list[RowId]
    project: list[int]
    parent: list[int]
    level: list[int]
    code: list[str]
    name: list[str]
    kind: list[int]
    start: list[Moment]
    finish: list[Moment]
    late_finish: list[Moment]
    total_float: list[Moment]
    free_float: list[Moment]
    duration: list[Moment]
    elapsed: list[Flag]
    progress: list[float]
    critical: list[Flag]
    longest_path: list[Flag]
    base_start: list[Moment]
    base_finish: list[Moment]
    actual_start: list[Moment]
    actual_finish: list[Moment]
    deadline: list[Moment]
    calendar: list[int]
    manual: list[Flag]
    inactive: list[Flag]
    vanished: list[Flag]
    outside: list[Flag]
    constraint: list[int]
    constraint_at: list[Moment]
    version: list[int]
    owner: list[str]
    p50: list[Moment]
    p80: list[Moment]
    segments: SegmentColumns


class LinkColumns(Shape):
    """Links between rows: kind 0 FS, 1 SS, 2 FF, 3 SF; lag unit 0 working, 1 elapsed, 2 percent."""

    id: list[int]
    from_: list[int] = Field(alias="from")
    to: list[int]
    kind: list[Literal[0, 1, 2, 3]]
    lag: list[float]
    lag_unit: list[Literal[0, 1, 2]]
    driving: list[Flag]
    hard: list[Flag]
    version: list[int]


class AnalysisStamp(Shape):
    """The newest risk analysis of the network; an older `revision` than the schedule's means that the plan changed."""

    run: int
    revision: int
    finished_at: datetime


class ScheduleDocument(Shape):
    """One node's schedule at one revision of its network."""

    version: Literal[1]
    node: int
    name: str
    network: int
    revision: int
    state: Literal["current", "recalculating"]
    baseline: BaselineName | None
    baselines: list[BaselineChoice]
    today: int
    ticks_per_day: Literal[14400]
    projects: ProjectColumns
    calendars: list[CalendarEntry]
    activities: ActivityColumns
    links: LinkColumns
    analysis: AnalysisStamp | None


EditAction = Literal[
    "planning.add_activity",
    "planning.change_activity",
    "planning.change_activities",
    "planning.change_link",
    "planning.indent_activity",
    "planning.link_activities",
    "planning.move_activity",
    "planning.outdent_activity",
    "planning.remove_activity",
    "planning.reorder_activity",
    "planning.restore_activity",
    "planning.set_progress",
    "planning.unlink",
]
"""The actions that can be tried out and carried out as edits of a schedule."""


class EditBody(Body):
    """One edit: an action by name, with arguments in the action's own words."""

    action: EditAction
    arguments: dict[str, Any]
    version: int | None = Field(
        default=None, ge=1, le=1, description="version of the arguments; absent: today's"
    )


class EditsBody(Body):
    """Edits in the order in which they are carried out."""

    edits: list[EditBody] = Field(min_length=1, max_length=1_000)

    def as_edits(self) -> list[Edit]:
        """Return the edits as the ledger takes them."""
        return [Edit(edit.action, edit.arguments, edit.version) for edit in self.edits]


class ChangesBody(EditsBody):
    """Edits to carry out as one change set, or to propose to those who master the plan."""

    reason: Reason = ""
    propose: bool = False
    node: Id | None = Field(
        default=None,
        description="from where what moved is told; absent: the highest readable node above the edits",
    )


class FinishMove(Shape):
    """The finish of what is looked at."""

    before: Moment
    after: Moment
    days: float | None


class MovedRows(Shape):
    """The rows whose dates differ, as columns; `removed` lists the ids that are gone."""

    id: list[RowId]
    start: list[Moment]
    finish: list[Moment]
    total_float: list[Moment]
    critical: list[Flag]
    version: list[int]
    removed: list[int]


class MovedMilestone(Shape):
    """A milestone that moves; `days` counts civil days."""

    id: int
    name: str
    before: Moment
    after: Moment
    days: float


class LinkEnd(Shape):
    """An activity of another project; `viewpoint` is the lowest readable node above it and the node asked about."""

    activity: int
    name: str
    code: str
    project: int
    project_name: str
    finish_ticks: Moment
    viewpoint: int | None


class LinkEnds(Shape):
    """Activities of other projects, by project and name."""

    items: list[LinkEnd]


class PreviewAnswer(Shape):
    """What edits would do, nothing stored."""

    moved: int
    sentence: str
    finish: FinishMove | None
    rows: MovedRows
    milestones: list[MovedMilestone]
    may_apply: bool
    must_propose: bool
    findings: list[FindingShape]


class ChangesAnswer(PreviewAnswer):
    """What edits did. Without a change set nothing had to be changed, or a proposal was filed."""

    change_set: int | None
    revision: int | None
    proposal: int | None


class UndoBody(Body):
    """Why a change set is taken back."""

    reason: Reason = ""


class Undone(ChangesAnswer):
    """The change set that took another back, and what moved; without a revision it touched no schedule."""

    inverse_of: int
