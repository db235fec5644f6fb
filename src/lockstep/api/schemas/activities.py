"""Activities, links, assignments and the program's own layer."""

from typing import Annotated, Any

from pydantic import Field

from lockstep.api.shapes import (
    Body,
    DurationTicks,
    Id,
    LagTicks,
    Line,
    MomentTicks,
    Name,
    Paragraph,
    Reason,
    Shape,
    Share,
    Version,
    shape_of,
)
from lockstep.api.words import (
    ConstraintWord,
    KindWord,
    LagUnitWord,
    LinkWord,
    ModeWord,
    ShapeWord,
    StoredShapeWord,
    WorkRuleWord,
)
from lockstep.domain.planning.queries.activity_record import ActivityRecord, AssignmentRow, LayerRow, LinkRow
from lockstep.domain.planning.vocabulary import RowState

Moments = list[int | None]
ActivityName = Line

Assignment = shape_of(AssignmentRow, "Assignment")
RangeShare = Annotated[float, Field(ge=0, le=20, allow_inf_nan=False)]


class Layer(shape_of(LayerRow, "LayerFields")):  # type: ignore[misc]
    """What the program knows of an activity beyond its source; version 0 where nothing was set yet."""

    range_shape: StoredShapeWord


class LinkShape(shape_of(LinkRow, "LinkFields")):  # type: ignore[misc]
    """A link as seen from anywhere. An end that may not be read has no id, and its name says so."""

    kind: LinkWord
    lag_unit: LagUnitWord


_PARTS = frozenset({"predecessors", "successors", "assignments", "layer"})


class Activity(shape_of(ActivityRecord, "ActivityFields", _PARTS)):  # type: ignore[misc]
    """One activity: its input, its dates in the newest result, and what hangs on it."""

    state: RowState
    kind: KindWord
    mode: ModeWord
    work_rule: WorkRuleWord
    constraint: ConstraintWord
    predecessors: list[LinkShape]
    successors: list[LinkShape]
    assignments: list[Assignment]
    layer: Layer


class ActivityTable(Shape):
    """Activities as columns, all of one length."""

    id: list[int]
    version: list[int]
    project: list[int]
    parent: Moments
    code: list[str]
    name: list[str]
    wbs: list[str]
    kind: list[KindWord]
    mode: list[ModeWord]
    duration_ticks: list[int]
    remaining_ticks: list[int]
    is_elapsed: list[bool]
    share_complete: list[float]
    actual_start_ticks: Moments
    actual_finish_ticks: Moments
    constraint: list[ConstraintWord]
    constraint_at_ticks: Moments
    deadline_ticks: Moments
    calendar: Moments
    start_ticks: Moments
    finish_ticks: Moments
    late_finish_ticks: Moments
    total_float_ticks: Moments
    is_critical: list[bool | None]


class ActivityPage(Shape):
    """A page of activities by id."""

    columns: ActivityTable
    next: str | None


class ActivityFields(Body):
    """Fields of an activity; only what is sent is changed, null clears a date, a constraint or a calendar."""

    name: ActivityName = ""
    code: Line = Field(default="", max_length=120)
    wbs: Line = ""
    kind: KindWord = "activity"
    mode: ModeWord = "automatic"
    work_rule: WorkRuleWord = "fixed_units"
    calendar: Id | None = None
    duration_ticks: DurationTicks = 0
    remaining_ticks: DurationTicks = 0
    is_elapsed: bool = False
    share_complete: Share = 0.0
    actual_start_ticks: MomentTicks | None = None
    actual_finish_ticks: MomentTicks | None = None
    planned_start_ticks: MomentTicks | None = None
    planned_finish_ticks: MomentTicks | None = None
    constraint: ConstraintWord | None = None
    constraint_at_ticks: MomentTicks | None = None
    deadline_ticks: MomentTicks | None = None
    priority: int = Field(default=500, ge=0, le=1_000)
    fixed_cost_minor: int = Field(default=0, ge=-(10**15), le=10**15)


class NewActivity(ActivityFields):
    """An activity to be added: below a summary, after a sibling, else as the last of its project."""

    project: Id
    name: Name
    parent: Id | None = None
    after: Id | None = None

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of the action."""
        given = self.given()
        own: dict[str, Any] = {
            name: given.pop(name) for name in ("project", "name", "parent", "after") if name in given
        }
        duration = given.pop("duration_ticks", 0)
        return {**own, "duration_ticks": duration, "changes": given}


class Progress(Body):
    """What is known of an activity's progress; `version` is that of the activity."""

    version: Version
    share_complete: Share | None = None
    remaining_ticks: DurationTicks | None = None
    actual_start_ticks: MomentTicks | None = None
    actual_finish_ticks: MomentTicks | None = None

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of the action."""
        given = self.given()
        share = given.pop("share_complete", None)
        return given if share is None else {**given, "percent_complete": share * 100}


class BulkItem(Body):
    """One of several changes."""

    id: Id
    version: Version
    changes: ActivityFields


class BulkBody(Body):
    """Several changes as one change set, all or none."""

    items: list[BulkItem] = Field(min_length=1, max_length=1_000)
    reason: Reason = ""


class ExpectedActivity(Body):
    """The version that the change is based on."""

    version: Version


class ChangedLayer(Body):
    """Owner, range and notes; only what is sent is changed.

    A range is given in working ticks of the whole duration, or in shares of what remains; one takes the other's place.
    """

    owner: Id | None = None
    low_ticks: DurationTicks | None = None
    likely_ticks: DurationTicks | None = None
    high_ticks: DurationTicks | None = None
    low_share: RangeShare | None = None
    likely_share: RangeShare | None = None
    high_share: RangeShare | None = None
    range_shape: ShapeWord = "triangular"
    is_trigen: bool = False
    cost_low_share: RangeShare | None = None
    cost_high_share: RangeShare | None = None
    notes: Paragraph = ""


class LinkFields(Body):
    """Fields of a link; only what is sent is changed. `lagShare` counts for the two percent units."""

    kind: LinkWord = "fs"
    lag_ticks: LagTicks = 0
    lag_unit: LagUnitWord = "working"
    lag_share: float = Field(default=0.0, ge=-100, le=100, allow_inf_nan=False)
    is_hard: bool = True
    note: Line = Field(default="", max_length=500)


class NewLink(LinkFields):
    """A link to be drawn."""

    predecessor: Id
    successor: Id


class ChangedAssignment(Body):
    """Units and work; only what is sent is changed."""

    units: float = Field(default=1.0, ge=0, le=1_000, allow_inf_nan=False)
    work_ticks: DurationTicks | None = None


class NewAssignment(ChangedAssignment):
    """A resource to be put on an activity."""

    activity: Id
    resource: Id
