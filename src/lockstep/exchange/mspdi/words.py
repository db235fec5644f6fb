"""The numbers and element names of Microsoft Project XML, and what they mean in the plan."""

from typing import Final

from lockstep.plan import Contour, LagUnit, LinkKind, ResourceKind

ELAPSED_FORMATS: Final = frozenset({4, 6, 8, 10, 12, 20, 36, 38, 40, 42, 44, 52})
"""Duration formats that count on the clock: elapsed minutes to months, exact and estimated."""

PERCENT_FORMATS: Final = frozenset({19, 51})
ELAPSED_PERCENT_FORMATS: Final = frozenset({20, 52})

LINK_KINDS: Final = {0: LinkKind.FF, 1: LinkKind.FS, 2: LinkKind.SF, 3: LinkKind.SS}
RESOURCE_KINDS: Final = {0: ResourceKind.MATERIAL, 1: ResourceKind.WORK, 2: ResourceKind.COST}
CONTOURS: Final = {int(contour): contour for contour in Contour if contour is not Contour.CURVE}

NOBODY: Final = -65535
"""Resource uid of the placeholder assignment that holds the spread of an activity without resources."""

CODE_FIELD: Final = "188743731"
CODE_ALIAS: Final = "Activity ID"
"""Custom text field, and its title, in which ids that are no row numbers are kept."""

WORK_REMAINING: Final = 1
WORK_DONE: Final = 2

TASK_FIELDS: Final = (
    "UID",
    "GUID",
    "ID",
    "Name",
    "WBS",
    "OutlineLevel",
    "IsNull",
    "Active",
    "Manual",
    "Type",
    "EffortDriven",
    "Milestone",
    "Summary",
    "IsSubproject",
    "ExternalTask",
    "Priority",
    "Start",
    "Finish",
    "ManualStart",
    "ManualFinish",
    "Duration",
    "DurationFormat",
    "ManualDuration",
    "RemainingDuration",
    "ActualStart",
    "ActualFinish",
    "PercentComplete",
    "Stop",
    "Resume",
    "EarlyStart",
    "EarlyFinish",
    "LateStart",
    "LateFinish",
    "TotalSlack",
    "FreeSlack",
    "Critical",
    "ConstraintType",
    "ConstraintDate",
    "Deadline",
    "CalendarUID",
    "IgnoreResourceCalendar",
    "LevelingDelay",
    "LevelingDelayFormat",
    "FixedCost",
)
"""Fields of a task that the reader maps; everything else is kept raw."""

TASK_CHILDREN: Final = ("PredecessorLink", "Baseline")
"""Nested records of a task that the reader maps."""

TASK_COMPUTED: Final = frozenset(
    {
        "OutlineNumber",
        "StartSlack",
        "FinishSlack",
        "StartVariance",
        "FinishVariance",
        "WorkVariance",
        "DurationVariance",
        "ActualDuration",
        "CV",
        "ACWP",
        "BCWS",
        "BCWP",
        "DurationText",
    }
)
"""Fields that follow from others; counted, not kept."""

LINK_FIELDS: Final = (
    "PredecessorUID",
    "Type",
    "CrossProject",
    "CrossProjectName",
    "LinkLag",
    "LagFormat",
)

RESOURCE_FIELDS: Final = (
    "UID",
    "GUID",
    "ID",
    "Name",
    "Type",
    "IsNull",
    "MaxUnits",
    "CalendarUID",
    "StandardRate",
    "IsGeneric",
)
RESOURCE_COMPUTED: Final = frozenset(
    {"PeakUnits", "WorkVariance", "CostVariance", "CV", "SV", "ACWP", "BCWS", "BCWP"}
)

ASSIGNMENT_FIELDS: Final = (
    "UID",
    "TaskUID",
    "ResourceUID",
    "Units",
    "Work",
    "ActualWork",
    "RemainingWork",
    "OvertimeWork",
    "Delay",
    "LevelingDelay",
    "WorkContour",
    "Start",
    "Finish",
    "ActualStart",
    "ActualFinish",
    "Stop",
    "Resume",
    "Cost",
)
ASSIGNMENT_COMPUTED: Final = frozenset(
    {
        "CostVariance",
        "WorkVariance",
        "StartVariance",
        "FinishVariance",
        "CV",
        "ACWP",
        "VAC",
        "BCWS",
        "BCWP",
        "RegularWork",
        "PercentWorkComplete",
    }
)

LAG_UNIT_OF_FORMAT: Final = (
    dict.fromkeys(ELAPSED_FORMATS, LagUnit.ELAPSED)
    | dict.fromkeys(PERCENT_FORMATS, LagUnit.PERCENT)
    | dict.fromkeys(ELAPSED_PERCENT_FORMATS, LagUnit.PERCENT_ELAPSED)
)
