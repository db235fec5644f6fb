"""A risk analysis as its page shows it: figures, commitments, milestones, drivers, criticality."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from lockstep.domain.access.policies import Standing, may_edit_schedule
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.outlook.models import SimulationResult
from lockstep.domain.outlook.queries.joint import JointOutlook, joint_outlook
from lockstep.domain.outlook.queries.runs import RunRow, analyses, columns_of, run_row, run_rows
from lockstep.domain.outlook.vocabulary import DriverKind, RunState
from lockstep.domain.planning.queries.plan_rows import PlanRow, PlanRows, plan_rows
from lockstep.domain.portfolio.queries import node_page
from lockstep.domain.records.queries.hanging import resolved_ends
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY, TICKS_PER_HOUR, day_number

RISKS: Final = "risks.risk"
OUTSIDE: Final = "activity outside your view"
_DAY_ENDS: Final = 24 * TICKS_PER_HOUR

__all__ = [
    "AnalysisPage",
    "Commitment",
    "Criticality",
    "Driver",
    "JointOutlook",
    "MilestoneOutlook",
    "NodeOutlook",
    "RunRow",
    "analyses",
    "analysis_page",
]


@dataclass(frozen=True, slots=True)
class NodeOutlook:
    """The finish of a node: as planned, its P-values, and its S-curve from P0 to P100."""

    planned_ticks: int
    planned_share: float
    p10_ticks: int
    p50_ticks: int
    p80_ticks: int
    p90_ticks: int
    mean_ticks: int
    curve_ticks: tuple[int, ...]
    contingency_days: float | None
    """Working days from the planned finish to the P80."""

    def share_by(self, ticks: int) -> float:
        """Return the share of iterations that end no later than a moment."""
        return share_by(self.curve_ticks, ticks)


@dataclass(frozen=True, slots=True)
class Commitment:
    """A date that was promised, and the probability that it is met."""

    name: str
    at_ticks: int
    share: float


@dataclass(frozen=True, slots=True)
class MilestoneOutlook:
    """A milestone still to come: as planned, its P-values, and the probability of what it is held against."""

    activity: int
    project: int
    project_name: str
    name: str
    planned_ticks: int
    p10_ticks: int
    p50_ticks: int
    p80_ticks: int
    p90_ticks: int
    committed_ticks: int | None
    committed_by: str
    share: float | None


@dataclass(frozen=True, slots=True)
class Criticality:
    """Unfinished work: P-values, how often it is critical, and how much the finish goes with its duration."""

    activity: int
    project: int
    project_name: str
    code: str
    name: str
    planned_ticks: int
    p50_ticks: int
    p80_ticks: int
    criticality: float | None
    sensitivity: float | None
    cruciality: float | None
    has_range: bool


@dataclass(frozen=True, slots=True)
class Driver:
    """What moves the finish; `worth_days` is by how many days the P80 is earlier without its uncertainty.

    `together_ticks` is the P80 without this one and all that stand before it.
    """

    kind: DriverKind
    id: int
    name: str
    place: str
    without_ticks: int
    worth_days: float
    together_ticks: int | None


@dataclass(frozen=True, slots=True)
class AnalysisPage:
    """One finished analysis from the viewpoint of a node; without one, `run` and `figures` are None."""

    node: int
    name: str
    may_start: bool
    runs: tuple[RunRow, ...]
    open_run: RunRow | None
    run: RunRow | None
    figures: NodeOutlook | None = None
    commitments: tuple[Commitment, ...] = ()
    milestones: tuple[MilestoneOutlook, ...] = ()
    work: tuple[Criticality, ...] = ()
    drivers: tuple[Driver, ...] = ()
    drivers_of: str = ""
    base_p80_ticks: int | None = None
    sources: tuple[tuple[str, int], ...] = ()
    findings: tuple[str, ...] = ()
    joint: JointOutlook | None = None
    previous: RunRow | None = None
    previous_figures: NodeOutlook | None = None


def analysis_page(user: Any, node: int, *, run: int | None = None) -> AnalysisPage:
    """Return an analysis for a node's page: the one asked for, else the newest of the node or of those above it."""
    place = readable_node(user, node)
    rows = run_rows(user, place, 50)
    done = [row for row in rows if row.state is RunState.DONE]
    own = [row for row in done if row.node == node]
    chosen = run_row(user, run) if run is not None else next(iter(own or done), None)
    waiting = [row for row in rows if row.node == node and row.state in (RunState.WAITING, RunState.RUNNING)]
    page = AnalysisPage(
        node=node,
        name=place.name,
        may_start=Standing.of(user).may(may_edit_schedule.permission, place.path),
        runs=rows,
        open_run=waiting[0] if waiting else None,
        run=chosen,
    )
    if chosen is None or chosen.finished_at is None:
        return page
    return _with_result(user, page, chosen, [row for row in (own or done) if row.id < chosen.id])


def share_by(curve: Sequence[int], ticks: int) -> float:
    """Return the share of iterations up to a moment, read from evenly spaced quantiles."""
    last = len(curve) - 1
    at = int(np.searchsorted(np.asarray(curve), ticks, side="right"))
    if at == 0:
        return 0.0
    if at > last:
        return 1.0
    left, right = int(curve[at - 1]), int(curve[at])
    return (at - 1 + (ticks - left) / max(right - left, 1)) / last


def _with_result(user: Any, page: AnalysisPage, run: RunRow, earlier: list[RunRow]) -> AnalysisPage:
    found = columns_of(run.id, run.finished_at)
    drawn = found["driver_id"][found["driver_kind"] == DriverKind.ACTIVITY].tolist()
    rows = plan_rows(user, page.node, also=drawn)
    figures = _figures(found, page.node, rows)
    if figures is None:
        return page
    stored = SimulationResult.objects.only("findings", "sources").get(run_id=run.id)
    before = next(iter(earlier), None)
    return replace(
        page,
        figures=figures,
        commitments=tuple(_commitments(user, page, rows, figures)),
        milestones=tuple(_milestones(found, rows)),
        work=tuple(_work(found, rows)),
        drivers=tuple(_drivers(found, rows, _risk_names(user, found))),
        drivers_of=run.node_name,
        base_p80_ticks=int(found["driver_base"][1]),
        sources=tuple(stored.sources.items()),
        findings=tuple(finding["sentence"] for finding in stored.findings),
        joint=joint_outlook(found, rows.project_names) if run.node == page.node else None,
        previous=before,
        previous_figures=_figures(columns_of(before.id, before.finished_at), page.node, rows)
        if before
        else None,
    )


def _figures(found: dict[str, Any], node: int, rows: PlanRows) -> NodeOutlook | None:
    at = np.flatnonzero(found["node"] == node)
    if not len(at):
        return None
    curve = found["node_curve"][at[0]]
    planned, last = int(found["node_planned"][at[0]]), len(curve) - 1
    p10, p50, p80, p90 = (int(curve[round(last * share)]) for share in (0.1, 0.5, 0.8, 0.9))
    return NodeOutlook(
        planned_ticks=planned,
        planned_share=share_by(curve, planned),
        p10_ticks=p10,
        p50_ticks=p50,
        p80_ticks=p80,
        p90_ticks=p90,
        mean_ticks=int(curve.mean()),
        curve_ticks=tuple(curve.tolist()),
        contingency_days=rows.working_days(planned, p80),
    )


def _commitments(user: Any, page: AnalysisPage, rows: PlanRows, figures: NodeOutlook) -> list[Commitment]:
    found = []
    details = node_page(user, page.node).row
    if details.target_finish is not None:
        at = day_number(details.target_finish) * TICKS_PER_DAY + _DAY_ENDS
        found.append(Commitment("Target finish", at, figures.share_by(at)))
    if rows.agreed_ticks is not None:
        found.append(
            Commitment(
                f"Baseline “{rows.baseline_name}”", rows.agreed_ticks, figures.share_by(rows.agreed_ticks)
            )
        )
    return sorted(found, key=lambda commitment: commitment.at_ticks)


def _milestones(found: dict[str, Any], rows: PlanRows) -> list[MilestoneOutlook]:
    at = {int(activity): row for row, activity in enumerate(found["milestone"].tolist())}
    return [
        _milestone(row, found["milestone_curve"][at[row.activity]])
        for row in rows.rows
        if row.is_milestone and row.activity in at
    ]


def _milestone(row: PlanRow, curve: Any) -> MilestoneOutlook:
    committed = row.deadline_ticks if row.deadline_ticks is not None else row.baseline_ticks
    by = "deadline" if row.deadline_ticks is not None else "baseline" if committed is not None else ""
    last = len(curve) - 1
    p10, p50, p80, p90 = (int(curve[round(last * share)]) for share in (0.1, 0.5, 0.8, 0.9))
    return MilestoneOutlook(
        activity=row.activity,
        project=row.project,
        project_name=row.project_name,
        name=row.name,
        planned_ticks=row.finish_ticks,
        p10_ticks=p10,
        p50_ticks=p50,
        p80_ticks=p80,
        p90_ticks=p90,
        committed_ticks=committed,
        committed_by=by,
        share=None if committed is None else share_by(curve, committed),
    )


def _work(found: dict[str, Any], rows: PlanRows) -> list[Criticality]:
    at = {activity: row for row, activity in enumerate(found["activity"].tolist())}
    return [
        _criticality(found, row, at[row.activity])
        for row in rows.rows
        if not row.is_milestone and row.activity in at
    ]


def _criticality(found: dict[str, Any], row: PlanRow, at: int) -> Criticality:
    critical, sensitive = float(found["criticality"][at]), float(found["sensitivity"][at])
    is_known = not np.isnan(critical) and not np.isnan(sensitive)
    return Criticality(
        activity=row.activity,
        project=row.project,
        project_name=row.project_name,
        code=row.code,
        name=row.name,
        planned_ticks=row.finish_ticks,
        p50_ticks=int(found["finish"][at][1]),
        p80_ticks=int(found["finish"][at][2]),
        criticality=None if np.isnan(critical) else round(critical, 4),
        sensitivity=None if np.isnan(sensitive) else round(sensitive, 4),
        cruciality=round(critical * abs(sensitive), 4) if is_known else None,
        has_range=bool(found["has_range"][at]),
    )


def _risk_names(user: Any, found: dict[str, Any]) -> dict[int, str]:
    """Return key and title of the risks among the drivers, and other words for those outside the user's view."""
    ids = found["driver_id"][found["driver_kind"] == DriverKind.RISK].tolist()
    ends = resolved_ends(user, {(RISKS, record) for record in ids})
    return {record: f"{end.key} {end.title}".strip() for (_, record), end in ends.items()}


def _drivers(found: dict[str, Any], rows: PlanRows, risks: dict[int, str]) -> list[Driver]:
    base = int(found["driver_base"][1])
    steps = found["step_p80"].tolist()
    listed = zip(
        found["driver_kind"].tolist(), found["driver_id"].tolist(), found["driver_p80"].tolist(), strict=True
    )
    made, useful = [], 0
    for kind, record, without in listed:
        name, place = _driver_name(DriverKind(kind), record, rows, risks)
        together = None
        if without < base and useful < len(steps):
            together = int(steps[useful])
            useful += 1
        worth = rows.working_days(without, base) if without != NO_TICKS else 0.0
        made.append(Driver(DriverKind(kind), record, name, place, without, worth or 0.0, together))
    return made


def _driver_name(kind: DriverKind, record: int, rows: PlanRows, risks: dict[int, str]) -> tuple[str, str]:
    if kind is DriverKind.ACTIVITY:
        row = rows.known.get(record)
        return (row.name, f"{row.project_name} {row.code}".strip()) if row else (OUTSIDE, "")
    if kind is DriverKind.PROJECT:
        name = rows.project_names.get(record)
        return (
            (f"All work of {name} moving together", "factor")
            if name
            else ("A project outside your view", "factor")
        )
    return risks[record], "risk"
