"""What is in a plan, counted, and what is wrong with it."""

from dataclasses import dataclass

import numpy as np

from lockstep.engine.network.states import states
from lockstep.engine.network.structure import structure
from lockstep.foundation.findings import Finding, worst_first
from lockstep.plan import ActivityKind, ActivityMode, ConstraintKind, Contour, LinkKind, Plan, unsound


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each there are.

    Attributes:
        projects: projects.
        activities: activities, summaries included.
        summaries: summary activities.
        milestones: start and finish milestones.
        manual: manually scheduled activities.
        inactive: inactive activities.
        links: links by kind ("FS", "SS", "FF", "SF").
        lags: links with a lag that is not zero.
        leads: links with a negative lag.
        cross_project_links: links between activities of two projects.
        constraints: constraints by kind, deadlines among them.
        calendars: calendars.
        resources: resources.
        assignments: assignments.
        contours: assignments whose work is not spread evenly, by contour.
        baselines: baselines.
    """

    projects: int
    activities: int
    summaries: int
    milestones: int
    manual: int
    inactive: int
    links: dict[str, int]
    lags: int
    leads: int
    cross_project_links: int
    constraints: dict[str, int]
    calendars: int
    resources: int
    assignments: int
    contours: dict[str, int]
    baselines: int


@dataclass(frozen=True, slots=True)
class Inspection:
    """Counts of a plan and all findings about it.

    Attributes:
        counts: how many of each there are.
        findings: faults of the plan and loops, worst first.
    """

    counts: Counts
    findings: tuple[Finding, ...]


def inspect(plan: Plan) -> Inspection:
    """Count what a plan holds and find what is wrong with it.

    Parameters
    ----------
    plan : Plan
        Any plan; it need not be sound.

    Returns
    -------
    Inspection
        Counts and findings.

    Notes
    -----
    Deterministic; cost O(A + L). Own definition.

    Examples
    --------
    >>> from lockstep.plan import PlanBuilder, Calendar, Project
    >>> builder = PlanBuilder()
    >>> calendar = builder.add_calendar(Calendar("1", "Standard"))
    >>> project = builder.add_project(Project("p", "P", calendar=calendar))
    >>> dig, pour = builder.add_activity(names="Dig"), builder.add_activity(names="Pour")
    >>> link = builder.add_link(dig, pour)
    >>> inspect(builder.build()).counts.links
    {'FS': 1, 'SS': 0, 'FF': 0, 'SF': 0}
    """
    faults = unsound(plan)
    loops: tuple[Finding, ...] = ()
    if not any(fault.code in ("plan.reference", "plan.outline") for fault in faults):
        loops = structure(plan, states(plan)).findings
    return Inspection(_counts(plan), worst_first((*faults, *loops)))


def _counts(plan: Plan) -> Counts:
    activities, links = plan.activities, plan.links
    kinds = activities.kind
    is_milestone = (kinds == ActivityKind.START_MILESTONE) | (kinds == ActivityKind.FINISH_MILESTONE)
    lag = np.where(links.lag_unit >= 2, links.lag_share, links.lag_ticks)
    within = (links.predecessor < len(activities)) & (links.successor < len(activities))
    ends = activities.project[links.predecessor[within]], activities.project[links.successor[within]]
    return Counts(
        projects=len(plan.projects),
        activities=len(activities),
        summaries=int((kinds == ActivityKind.SUMMARY).sum()),
        milestones=int(is_milestone.sum()),
        manual=int((activities.mode == ActivityMode.MANUAL).sum()),
        inactive=int((activities.mode == ActivityMode.INACTIVE).sum()),
        links={kind.name: int((links.kind == kind).sum()) for kind in LinkKind},
        lags=int((lag != 0).sum()),
        leads=int((lag < 0).sum()),
        cross_project_links=int((ends[0] != ends[1]).sum()),
        constraints={
            kind.name.lower().replace("_", " "): count
            for kind in ConstraintKind
            if (count := int((plan.constraints.kind == kind).sum()))
        },
        calendars=len(plan.calendars),
        resources=len(plan.resources),
        assignments=len(plan.assignments),
        contours={
            contour.name.lower().replace("_", " "): count
            for contour in Contour
            if contour is not Contour.FLAT and (count := int((plan.assignments.contour == contour).sum()))
        },
        baselines=len(plan.baselines),
    )
