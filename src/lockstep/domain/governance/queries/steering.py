"""What needs the level above, and nothing else: exceptions, colors out of tolerance, delegated work that is silent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lockstep.domain.access.policies import may_read
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.governance.models import ToleranceException, WorkPackage
from lockstep.domain.governance.packages import lateness, working_days
from lockstep.domain.records.vocabulary import today

MOST = 100


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """An open exception and who decides on it."""

    id: int
    key: str
    title: str
    node_name: str
    state: str
    found: str
    stake_days: float | None
    routed_to: str
    due_on: date | None
    age_days: int
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class PackageRow:
    """Delegated work: whether it is within its limits and reports in time."""

    id: int
    key: str
    title: str
    node_name: str
    delegate: str
    due_on: date | None
    finish_on: date | None
    late_days: float | None
    most_days: float | None
    is_beyond: bool
    report_due_on: date | None
    report_late_days: float
    reports: int
    reports_late: int


@dataclass(frozen=True, slots=True)
class ByException:
    """What needs somebody, and how much runs within its limits and needs nobody."""

    exceptions: tuple[ExceptionRow, ...]
    packages: tuple[PackageRow, ...]
    quiet: int
    accepted: int


def by_exception(user: Any, node: int) -> ByException:
    """Return the open exceptions at and below a node, and the delegated work that is beyond its limits or silent."""
    path = readable_node(user, node).path

    def here(model: Any) -> Any:
        return model.objects.filter(may_read.readable(user, "node"), node__path__startswith=path)

    exceptions = (
        here(ToleranceException)
        .filter(state__in=("proposed", "raised"))
        .select_related("node")
        .order_by("due_on", "pk")[:MOST]
    )
    rows = [
        _package(row)
        for row in here(WorkPackage)
        .filter(state="accepted")
        .select_related("node", "delegate", "reading")
        .order_by("due_on", "pk")
    ]
    loud = [row for row in rows if row.is_beyond or row.report_late_days > 0]
    return ByException(
        tuple(_exception(row) for row in exceptions),
        tuple(_worst_first(loud)[:MOST]),
        len(rows) - len(loud),
        len(rows),
    )


def _worst_first(rows: Sequence[PackageRow]) -> list[PackageRow]:
    return sorted(rows, key=lambda row: (not row.is_beyond, -row.report_late_days, row.id))


def _exception(row: ToleranceException) -> ExceptionRow:
    return ExceptionRow(
        row.pk,
        row.key,
        row.title,
        row.node.name,
        row.state,
        row.found,
        row.stake_days,
        row.routed_to,
        row.due_on,
        (today() - row.raised_on).days,
        row.due_on is not None and row.due_on < today(),
    )


def _package(row: WorkPackage) -> PackageRow:
    reading = getattr(row, "reading", None)
    late = lateness(row)
    due = row.report_due_on
    return PackageRow(
        row.pk,
        row.key,
        row.title,
        row.node.name,
        row.delegate.name if row.delegate else "",
        row.due_on,
        reading.finish_on if reading is not None else row.forecast_on,
        late,
        row.most_days,
        late is not None and row.most_days is not None and late > row.most_days,
        due,
        max(0.0, working_days(due, today())) if due is not None and due < today() else 0.0,
        row.reports,
        row.reports_late,
    )
