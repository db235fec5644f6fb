"""The neutral description of a program of work: the value in which engine, readers and database meet.

A `Plan` is columnar and frozen: arrays by activity, link and assignment, sparse side tables for rare facts,
interned calendars. Build one with `PlanBuilder`, read single rows through the views, join plans of several
files with `join`, and check one with `unsound`.
"""

from lockstep.plan.activities import Activities, ActivityKind, ActivityMode, ActivityRow, WorkRule
from lockstep.plan.assignments import (
    CURVE_POINTS,
    NO_CURVES,
    Assignments,
    Contour,
    Curves,
    Timephased,
    curves_of,
)
from lockstep.plan.baselines import Baseline
from lockstep.plan.builder import PlanBuilder
from lockstep.plan.calendars import Calendar, CalendarException, Shift, Week, WorkWeek
from lockstep.plan.constraints import ConstraintKind, Constraints
from lockstep.plan.costs import NO_EXPENSES, NO_RATES, Expenses, Rates
from lockstep.plan.joining import join
from lockstep.plan.links import LagUnit, LinkKind, Links
from lockstep.plan.plan import Plan
from lockstep.plan.progress import Splits, Suspensions
from lockstep.plan.projects import (
    CriticalBy,
    Dialect,
    FloatBasis,
    LagCalendar,
    ProgressRule,
    Project,
    ScheduleFrom,
    SchedulingOptions,
    StartToStartLag,
)
from lockstep.plan.resources import (
    NO_FILLINGS,
    Availability,
    Fillings,
    ResourceKind,
    Resources,
    fillings_of,
)
from lockstep.plan.soundness import unsound
from lockstep.plan.stored import StoredDates
from lockstep.plan.uncertainties import (
    Correlations,
    CostBasis,
    CostImpacts,
    CostLines,
    FactorMembers,
    Factors,
    Impacts,
    ItemKind,
    Points,
    Ranges,
    RangeSource,
    RangeUnit,
    Risks,
    Shape,
    Spread,
    Targets,
    Uncertainties,
)
from lockstep.plan.uncertainties_builder import UncertaintiesBuilder, policy_defaults

__all__ = [
    "CURVE_POINTS",
    "NO_CURVES",
    "NO_EXPENSES",
    "NO_FILLINGS",
    "NO_RATES",
    "Activities",
    "ActivityKind",
    "ActivityMode",
    "ActivityRow",
    "Assignments",
    "Availability",
    "Baseline",
    "Calendar",
    "CalendarException",
    "ConstraintKind",
    "Constraints",
    "Contour",
    "Correlations",
    "CostBasis",
    "CostImpacts",
    "CostLines",
    "CriticalBy",
    "Curves",
    "Dialect",
    "Expenses",
    "FactorMembers",
    "Factors",
    "Fillings",
    "FloatBasis",
    "Impacts",
    "ItemKind",
    "LagCalendar",
    "LagUnit",
    "LinkKind",
    "Links",
    "Plan",
    "PlanBuilder",
    "Points",
    "ProgressRule",
    "Project",
    "RangeSource",
    "RangeUnit",
    "Ranges",
    "Rates",
    "ResourceKind",
    "Resources",
    "Risks",
    "ScheduleFrom",
    "SchedulingOptions",
    "Shape",
    "Shift",
    "Splits",
    "Spread",
    "StartToStartLag",
    "StoredDates",
    "Suspensions",
    "Targets",
    "Timephased",
    "Uncertainties",
    "UncertaintiesBuilder",
    "Week",
    "WorkRule",
    "WorkWeek",
    "curves_of",
    "fillings_of",
    "join",
    "policy_defaults",
    "unsound",
]
