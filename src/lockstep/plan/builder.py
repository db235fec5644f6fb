"""The builder: rows in, frozen columns out."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan.activities import Activities, ActivityKind, ActivityMode, WorkRule
from lockstep.plan.assignments import Assignments, Contour, Timephased, curves_of
from lockstep.plan.baselines import Baseline, BaselineColumns
from lockstep.plan.calendars import Calendar
from lockstep.plan.columns import NO_INDEX, Table, frozen
from lockstep.plan.constraints import ConstraintKind, Constraints
from lockstep.plan.costs import Expenses, Rates
from lockstep.plan.links import LagUnit, LinkKind, Links
from lockstep.plan.plan import Plan
from lockstep.plan.progress import Splits, Suspensions
from lockstep.plan.projects import Project
from lockstep.plan.resources import Availability, ResourceKind, Resources, fillings_of

_DTYPES = {"Int8": "int8", "Int32": "int32", "Int64": "int64", "Float64": "float64", "Bool": "bool"}

_ACTIVITY: dict[str, Any] = {
    "uids": 0,
    "codes": "",
    "names": "",
    "wbs": "",
    "guids": "",
    "project": 0,
    "parent": NO_INDEX,
    "kind": ActivityKind.ACTIVITY,
    "mode": ActivityMode.AUTOMATIC,
    "work_rule": WorkRule.FIXED_UNITS,
    "calendar": NO_INDEX,
    "ignores_resource_calendars": False,
    "duration_ticks": 0,
    "remaining_ticks": None,
    "is_elapsed": False,
    "is_effort_driven": False,
    "actual_start_ticks": NO_TICKS,
    "actual_finish_ticks": NO_TICKS,
    "share_complete": 0.0,
    "planned_start_ticks": NO_TICKS,
    "planned_finish_ticks": NO_TICKS,
    "leveling_delay_ticks": 0,
    "priority": 500,
}
_LINK: dict[str, Any] = {
    "uids": None,
    "predecessor": None,
    "successor": None,
    "kind": LinkKind.FS,
    "lag_unit": LagUnit.WORKING,
    "lag_ticks": 0,
    "lag_share": 0.0,
    "is_hard": True,
}
_CONSTRAINT: dict[str, Any] = {"activity": None, "kind": None, "at_ticks": NO_TICKS}
_SPLIT: dict[str, Any] = {"activity": None, "after_ticks": None, "gap_ticks": None}
_SUSPENSION: dict[str, Any] = {"activity": None, "suspend_ticks": NO_TICKS, "resume_ticks": NO_TICKS}
_RESOURCE: dict[str, Any] = {
    "uids": 0,
    "names": "",
    "guids": "",
    "kind": ResourceKind.WORK,
    "calendar": NO_INDEX,
    "max_units": 1.0,
}
_AVAILABILITY: dict[str, Any] = {
    "resource": None,
    "from_ticks": NO_TICKS,
    "until_ticks": NO_TICKS,
    "units": 1.0,
}
_ASSIGNMENT: dict[str, Any] = {
    "uids": 0,
    "activity": None,
    "resource": NO_INDEX,
    "units": 1.0,
    "work_ticks": 0,
    "actual_work_ticks": 0,
    "remaining_work_ticks": None,
    "overtime_work_ticks": 0,
    "delay_ticks": 0,
    "leveling_delay_ticks": 0,
    "contour": Contour.FLAT,
    "actual_start_ticks": NO_TICKS,
    "actual_finish_ticks": NO_TICKS,
    "stop_ticks": NO_TICKS,
    "resume_ticks": NO_TICKS,
    "planned_start_ticks": NO_TICKS,
    "planned_finish_ticks": NO_TICKS,
}
_TIMEPHASED: dict[str, Any] = {
    "assignment": None,
    "start_ticks": None,
    "finish_ticks": None,
    "work_ticks": 0,
    "is_actual": 0,
}
_EXPENSE: dict[str, Any] = {"activity": None, "amount_minor": None}
_RATE: dict[str, Any] = {"resource": None, "per_hour_minor": None, "currencies": ""}
_BASELINE: dict[str, Any] = {
    "start_ticks": NO_TICKS,
    "finish_ticks": NO_TICKS,
    "duration_ticks": NO_TICKS,
    "work_ticks": NO_TICKS,
}


class Rows:
    """Growing columns of one table, with its defaults."""

    def __init__(self, table: type[Table], defaults: dict[str, Any]) -> None:
        self.table = table
        self.defaults = defaults
        self.columns: dict[str, list[Any]] = {name: [] for name in defaults}
        self.count = 0

    def add(self, values: dict[str, Any]) -> int:
        unknown = values.keys() - self.defaults.keys()
        if unknown:
            raise TypeError(f"{self.table.__name__} has no column {', '.join(sorted(unknown))}")
        for name, column in self.columns.items():
            column.append(values.get(name, self.defaults[name]))
        self.count += 1
        return self.count - 1

    def freeze(self) -> Any:
        frozen_columns: dict[str, Any] = {}
        for field in fields(self.table):  # type: ignore[arg-type]
            name, kind = field.name, field.type
            column = self.columns[name]
            text = kind if isinstance(kind, str) else getattr(kind, "__name__", str(kind))
            dtype = _dtype_of(kind, text)
            frozen_columns[name] = tuple(column) if dtype is None else frozen(column, dtype)
        return self.table(**frozen_columns)


def _dtype_of(kind: Any, text: str) -> str | None:
    """Return the numpy dtype of an annotated column, or None for a column of text."""
    if text in _DTYPES:
        return _DTYPES[text]
    arguments: tuple[Any, ...] = getattr(kind, "__args__", ())
    if len(arguments) == 2 and getattr(arguments[1], "__args__", None):
        return str(arguments[1].__args__[0].__name__).removesuffix("_")
    return None


class PlanBuilder:
    """Collects rows and returns a frozen `Plan`. Every `add_` method returns the index of its row."""

    def __init__(self, name: str = "") -> None:
        self.name = name
        self.projects: list[Project] = []
        self.calendars: list[Calendar] = []
        self._activities = Rows(Activities, _ACTIVITY)
        self._links = Rows(Links, _LINK)
        self._constraints = Rows(Constraints, _CONSTRAINT)
        self._splits = Rows(Splits, _SPLIT)
        self._suspensions = Rows(Suspensions, _SUSPENSION)
        self._resources = Rows(Resources, _RESOURCE)
        self._availability = Rows(Availability, _AVAILABILITY)
        self._assignments = Rows(Assignments, _ASSIGNMENT)
        self._timephased = Rows(Timephased, _TIMEPHASED)
        self._expenses = Rows(Expenses, _EXPENSE)
        self._rates = Rows(Rates, _RATE)
        self._curves: list[tuple[int, str, tuple[float, ...]]] = []
        self._fillings: list[tuple[int, int]] = []
        self._baselines: dict[str, dict[int, dict[str, Any]]] = {}

    def add_project(self, project: Project) -> int:
        """Add a project."""
        self.projects.append(project)
        return len(self.projects) - 1

    def add_calendar(self, calendar: Calendar) -> int:
        """Add a calendar; equal calendars are interned to one row."""
        if calendar in self.calendars:
            return self.calendars.index(calendar)
        self.calendars.append(calendar)
        return len(self.calendars) - 1

    def add_activity(self, **values: Any) -> int:
        """Add an activity; `remaining_ticks` defaults to the duration. Parents come before children."""
        if values.get("remaining_ticks") is None:
            is_finished = values.get("actual_finish_ticks", NO_TICKS) != NO_TICKS
            values["remaining_ticks"] = 0 if is_finished else values.get("duration_ticks", 0)
        return self._activities.add(values)

    def change_activity(self, index: int, **values: Any) -> None:
        """Set columns of an activity that was added before."""
        for name, value in values.items():
            self._activities.columns[name][index] = value

    def add_link(self, predecessor: int, successor: int, **values: Any) -> int:
        """Add a link between two activities, by index."""
        values.setdefault("uids", self._links.count + 1)
        return self._links.add({"predecessor": predecessor, "successor": successor, **values})

    def add_constraint(self, activity: int, kind: ConstraintKind, at_ticks: int = NO_TICKS) -> int:
        """Add a date constraint or deadline."""
        return self._constraints.add({"activity": activity, "kind": kind, "at_ticks": at_ticks})

    def add_split(self, activity: int, after_ticks: int, gap_ticks: int) -> int:
        """Add a gap in an activity's work."""
        return self._splits.add({"activity": activity, "after_ticks": after_ticks, "gap_ticks": gap_ticks})

    def add_suspension(self, activity: int, suspend_ticks: int, resume_ticks: int = NO_TICKS) -> int:
        """Add a suspension."""
        return self._suspensions.add(
            {"activity": activity, "suspend_ticks": suspend_ticks, "resume_ticks": resume_ticks}
        )

    def add_resource(self, **values: Any) -> int:
        """Add a resource."""
        return self._resources.add(values)

    def add_availability(self, resource: int, **values: Any) -> int:
        """Add a period of capacity of a resource."""
        return self._availability.add({"resource": resource, **values})

    def add_assignment(self, activity: int, **values: Any) -> int:
        """Add an assignment; `remaining_work_ticks` defaults to work less actual work."""
        if values.get("remaining_work_ticks") is None:
            values["remaining_work_ticks"] = values.get("work_ticks", 0) - values.get("actual_work_ticks", 0)
        return self._assignments.add({"activity": activity, **values})

    def add_timephased(self, assignment: int, **values: Any) -> int:
        """Add a period of work of an assignment."""
        return self._timephased.add({"assignment": assignment, **values})

    def add_curve(self, assignment: int, name: str, shares: Sequence[float]) -> int:
        """Spread the work of an assignment by `CURVE_POINTS` shares, whatever they add up to."""
        self._assignments.columns["contour"][assignment] = Contour.CURVE
        self._curves.append((assignment, name, tuple(shares)))
        return len(self._curves) - 1

    def add_filling(self, resource: int, role: int) -> int:
        """Say which role a resource fills; a role fills itself."""
        self._fillings.append((resource, role))
        return len(self._fillings) - 1

    def add_expense(self, activity: int, amount_minor: int) -> int:
        """Add money that an activity costs whenever it is done."""
        return self._expenses.add({"activity": activity, "amount_minor": amount_minor})

    def add_rate(self, resource: int, per_hour_minor: float, currency: str = "") -> int:
        """Add what an hour of a resource costs."""
        values = {"resource": resource, "per_hour_minor": per_hour_minor, "currencies": currency}
        return self._rates.add(values)

    def set_baseline(self, name: str, activity: int, **values: Any) -> None:
        """Set an activity's values in a named baseline."""
        self._baselines.setdefault(name, {})[activity] = values

    def build(self) -> Plan:
        """Return the frozen plan."""
        return Plan(
            name=self.name,
            projects=tuple(self.projects),
            calendars=tuple(self.calendars),
            activities=self._activities.freeze(),
            links=self._links.freeze(),
            constraints=self._constraints.freeze(),
            splits=self._splits.freeze(),
            suspensions=self._suspensions.freeze(),
            resources=self._resources.freeze(),
            availability=self._availability.freeze(),
            assignments=self._assignments.freeze(),
            timephased=self._timephased.freeze(),
            baselines=tuple(self._freeze_baseline(name, rows) for name, rows in self._baselines.items()),
            expenses=self._expenses.freeze(),
            rates=self._rates.freeze(),
            curves=curves_of(self._curves),
            fillings=fillings_of(self._fillings),
        )

    def _freeze_baseline(self, name: str, rows: dict[int, dict[str, Any]]) -> Baseline:
        columns = Rows(BaselineColumns, _BASELINE)
        for activity in range(self._activities.count):
            columns.add(rows.get(activity, {}))
        return Baseline(name, columns.freeze())
