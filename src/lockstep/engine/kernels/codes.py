"""Numbers that the kernels branch on. They follow the plan's enumerations where one exists."""

from typing import Final

UNSTARTED: Final = 0
STARTED: Final = 1
FINISHED: Final = 2
FIXED: Final = 3
"""Dates given: manual and external activities."""
INACTIVE: Final = 4
SPANNING: Final = 5
"""Level of effort."""
SUMMARY: Final = 6

FS: Final = 0
SS: Final = 1
FF: Final = 2
SF: Final = 3

NEVER: Final = -(2**63)
"""The missing moment, as in `foundation.ticks`; as a floor it holds nothing."""
FAR: Final = 2**62
"""No cap."""

# Columns of the table of policies, one row a project.
STARTS_AT: Final = 0
"""Moment from which unstarted work may start."""
REMAINS_FROM: Final = 1
"""Moment from which remaining work of started activities may go on, or NEVER."""
ENDS_BY: Final = 2
"""Late finish of open ends, or NEVER for the latest early finish."""
REPORTS_REMAINING: Final = 3
"""1: early dates of started and finished activities are those of what remains, from the data date (P6)."""
KEEPS_LOGIC: Final = 4
"""1: predecessors hold the remaining work of started activities."""
HOLDS_CAPS: Final = 5
"""1: no-later-than constraints pull early dates too."""
MILESTONES_BY_KIND: Final = 6
"""1: start milestones go to the next start of work, finish milestones stay (P6)."""
FLOAT_BASIS: Final = 7
CRITICAL_BY: Final = 8
CRITICAL_LIMIT: Final = 9
OPEN_ENDS_CRITICAL: Final = 10
LAG_FROM_ACTUAL: Final = 11
"""1: a start-to-start lag of a started predecessor counts from its actual start (P6)."""
STARTED_BY_FINISH: Final = 12
"""1: a started activity's total float is that of its finish."""
LEADS_START: Final = 13
"""1: a start-no-earlier-than date before the project's start is taken as it is."""
POLICY_COLUMNS: Final = 14

# Columns of the table of constraints, one row a constrained activity.
FLOOR_START: Final = 0
FLOOR_FINISH: Final = 1
CAP_START: Final = 2
CAP_FINISH: Final = 3
HOLD_START: Final = 4
"""Cap of the start that is stronger than the links."""
HOLD_FINISH: Final = 5
PIN_START: Final = 6
PIN_FINISH: Final = 7
CONSTRAINT_COLUMNS: Final = 8

# Columns of the table of driving assignments.
DRIVER_CALENDAR: Final = 0
DRIVER_DELAY: Final = 1
"""Working ticks from the activity's start."""
DRIVER_WAIT: Final = 2
"""Ticks on the clock from the activity's start."""
DRIVER_SPAN: Final = 3
"""Working ticks of the assignment."""
DRIVER_COLUMNS: Final = 4

BY_NOTHING: Final = 0
BY_PROJECT_START: Final = 1
BY_DATA_DATE: Final = 2
BY_LINK: Final = 3
BY_CONSTRAINT: Final = 4
BY_ACTUAL: Final = 5
BY_MANUAL: Final = 6
BY_LEVELING: Final = 7
BY_RESOURCE: Final = 8
BY_SUMMARY: Final = 9
BY_CHILDREN: Final = 10
BY_SUSPENSION: Final = 11
BY_EXTERNAL: Final = 12
BY_LATENESS: Final = 13
BY_SPAN: Final = 14
