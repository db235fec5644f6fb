"""Activities: what is scheduled. One row each, in outline order, a summary before its children."""

from dataclasses import dataclass
from enum import IntEnum

from lockstep.plan.columns import Bool, Float64, Int8, Int32, Int64, Table, Texts


class ActivityKind(IntEnum):
    """What an activity is to the scheduler."""

    ACTIVITY = 0
    START_MILESTONE = 1
    FINISH_MILESTONE = 2
    SUMMARY = 3
    LEVEL_OF_EFFORT = 4
    MARGIN = 5
    EXTERNAL = 6
    RESOURCE_DEPENDENT = 7

    @property
    def is_milestone(self) -> bool:
        """True for both kinds of milestone."""
        return self in (ActivityKind.START_MILESTONE, ActivityKind.FINISH_MILESTONE)


class ActivityMode(IntEnum):
    """Who sets the dates of an activity."""

    AUTOMATIC = 0
    MANUAL = 1
    INACTIVE = 2


class WorkRule(IntEnum):
    """Which of work, units and duration stays when another changes (Microsoft Project's task type)."""

    FIXED_UNITS = 0
    FIXED_DURATION = 1
    FIXED_WORK = 2


@dataclass(frozen=True, slots=True)
class Activities(Table):
    """Columns by activity, length A.

    Attributes:
        uids: identity in the source, unique within the project.
        codes: the id that people read (Project's ID, P6's activity id).
        names: names.
        wbs: WBS codes, "" where none.
        guids: GUID in the source, "" where none.
        project: index of the project.
        parent: index of the summary activity above, or -1; always smaller than the row's own index.
        kind: `ActivityKind`.
        mode: `ActivityMode`.
        work_rule: `WorkRule`.
        calendar: index of the activity's own calendar, or -1 for none (project's, or the resources').
        ignores_resource_calendars: only the activity's own calendar counts, not those of its resources.
        duration_ticks: total duration, working ticks, elapsed where `is_elapsed`.
        remaining_ticks: remaining duration in the same unit; equals the duration where not started.
        is_elapsed: the duration runs on the clock.
        is_effort_driven: adding people shortens it.
        actual_start_ticks: actual start, or missing.
        actual_finish_ticks: actual finish, or missing.
        share_complete: percent complete of the duration as a share in [0, 1].
        planned_start_ticks: dates that the source holds as input: those of manual, inactive and external
            activities, and P6's planned dates; missing where the schedule is the only source.
        planned_finish_ticks: as above.
        leveling_delay_ticks: delay set by leveling, on the clock.
        priority: 0 to 1000, larger matters more; 500 is ordinary.
    """

    uids: Int64
    codes: Texts
    names: Texts
    wbs: Texts
    guids: Texts
    project: Int32
    parent: Int32
    kind: Int8
    mode: Int8
    work_rule: Int8
    calendar: Int32
    ignores_resource_calendars: Bool
    duration_ticks: Int64
    remaining_ticks: Int64
    is_elapsed: Bool
    is_effort_driven: Bool
    actual_start_ticks: Int64
    actual_finish_ticks: Int64
    share_complete: Float64
    planned_start_ticks: Int64
    planned_finish_ticks: Int64
    leveling_delay_ticks: Int64
    priority: Int32

    def __post_init__(self) -> None:
        self._check_lengths()


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity for reading; a thin view that holds no state of its own."""

    table: Activities
    index: int

    @property
    def uid(self) -> int:
        """Identity in the source."""
        return int(self.table.uids[self.index])

    @property
    def code(self) -> str:
        """The id that people read."""
        return self.table.codes[self.index]

    @property
    def name(self) -> str:
        """The name."""
        return self.table.names[self.index]

    @property
    def kind(self) -> ActivityKind:
        """What it is to the scheduler."""
        return ActivityKind(int(self.table.kind[self.index]))

    @property
    def mode(self) -> ActivityMode:
        """Who sets its dates."""
        return ActivityMode(int(self.table.mode[self.index]))

    @property
    def project(self) -> int:
        """Index of its project."""
        return int(self.table.project[self.index])

    @property
    def parent(self) -> int:
        """Index of its summary, or -1."""
        return int(self.table.parent[self.index])

    @property
    def place(self) -> str:
        """How findings name it: "activity 12 'Dig'"."""
        return f"activity {self.code or self.uid} '{self.name}'"
