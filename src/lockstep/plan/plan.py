"""The plan: the neutral, immutable value in the middle."""

from dataclasses import dataclass

from lockstep.plan.activities import Activities, ActivityRow
from lockstep.plan.assignments import NO_CURVES, Assignments, Curves, Timephased
from lockstep.plan.baselines import Baseline
from lockstep.plan.calendars import Calendar
from lockstep.plan.constraints import Constraints
from lockstep.plan.costs import NO_EXPENSES, NO_RATES, Expenses, Rates
from lockstep.plan.links import Links
from lockstep.plan.progress import Splits, Suspensions
from lockstep.plan.projects import Project
from lockstep.plan.resources import NO_FILLINGS, Availability, Fillings, Resources


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A program of work: several projects in one network.

    All references between tables are row indices; -1 is none. Rows of `activities` are in outline order.
    """

    name: str
    projects: tuple[Project, ...]
    calendars: tuple[Calendar, ...]
    activities: Activities
    links: Links
    constraints: Constraints
    splits: Splits
    suspensions: Suspensions
    resources: Resources
    availability: Availability
    assignments: Assignments
    timephased: Timephased
    baselines: tuple[Baseline, ...] = ()
    expenses: Expenses = NO_EXPENSES
    rates: Rates = NO_RATES
    curves: Curves = NO_CURVES
    fillings: Fillings = NO_FILLINGS

    def activity(self, index: int) -> ActivityRow:
        """Return one activity for reading. Raises IndexError outside the table."""
        if not 0 <= index < len(self.activities):
            raise IndexError(f"activity index {index} is outside 0..{len(self.activities) - 1}")
        return ActivityRow(self.activities, index)

    def place(self, index: int) -> str:
        """Return how a finding names an activity, with its project where the plan has several."""
        row = self.activity(index)
        if len(self.projects) < 2:
            return row.place
        return f"project '{self.projects[row.project].name}', {row.place}"
