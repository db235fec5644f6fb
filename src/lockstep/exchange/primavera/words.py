"""P6's words, and what they mean in the plan."""

from typing import Final

from lockstep.plan import ActivityKind, ConstraintKind, Contour, LinkKind, ResourceKind, WorkRule

KINDS: Final = {
    "TT_Task": ActivityKind.ACTIVITY,
    "TT_Rsrc": ActivityKind.RESOURCE_DEPENDENT,
    "TT_LOE": ActivityKind.LEVEL_OF_EFFORT,
    "TT_Mile": ActivityKind.START_MILESTONE,
    "TT_FinMile": ActivityKind.FINISH_MILESTONE,
    "TT_WBS": ActivityKind.LEVEL_OF_EFFORT,
}
"""A WBS summary activity has no links; it spans the activities of its WBS row, like level of effort."""

CONSTRAINTS: Final = {
    "CS_ALAP": ConstraintKind.AS_LATE_AS_POSSIBLE,
    "CS_MSO": ConstraintKind.START_ON,
    "CS_MSOA": ConstraintKind.START_NO_EARLIER_THAN,
    "CS_MSOB": ConstraintKind.START_NO_LATER_THAN,
    "CS_MEO": ConstraintKind.FINISH_ON,
    "CS_MEOA": ConstraintKind.FINISH_NO_EARLIER_THAN,
    "CS_MEOB": ConstraintKind.FINISH_NO_LATER_THAN,
    "CS_MANDSTART": ConstraintKind.MANDATORY_START,
    "CS_MANDFIN": ConstraintKind.MANDATORY_FINISH,
}

WORK_RULES: Final = {
    "DT_FixedDrtn": WorkRule.FIXED_DURATION,
    "DT_FixedDUR2": WorkRule.FIXED_DURATION,
    "DT_FixedQty": WorkRule.FIXED_WORK,
    "DT_FixedRate": WorkRule.FIXED_UNITS,
}

PRIORITIES: Final = {"PT_Top": 900, "PT_High": 700, "PT_Normal": 500, "PT_Low": 300, "PT_Lowest": 100}

LINK_KINDS: Final = {"PR_FS": LinkKind.FS, "PR_SS": LinkKind.SS, "PR_FF": LinkKind.FF, "PR_SF": LinkKind.SF}

RESOURCE_KINDS: Final = {
    "RT_Labor": ResourceKind.WORK,
    "RT_Equip": ResourceKind.WORK,
    "RT_Mat": ResourceKind.MATERIAL,
}

CONTOURS: Final = {
    "back loaded": Contour.BACK_LOADED,
    "front loaded": Contour.FRONT_LOADED,
    "double peak": Contour.DOUBLE_PEAK,
    "early peak": Contour.EARLY_PEAK,
    "late peak": Contour.LATE_PEAK,
    "bell shaped": Contour.BELL,
}

EVEN_CURVES: Final = frozenset({"linear", "flat"})
MOST_PERCENT: Final = 1e6
"""P6 refuses more than 100; other writers do not always, and only the proportions count."""

NO_UNITS = 1e-6
"""Units below this are P6's way of writing zero."""


def assignments(count: int) -> str:
    """Return a count of assignments in words."""
    return "1 assignment" if count == 1 else f"{count:,} assignments"
