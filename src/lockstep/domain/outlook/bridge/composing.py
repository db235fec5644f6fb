"""The uncertain plan of a network, put together from every app that knows something uncertain about it.

Planning gives the plan with the ranges of durations. Each further source is one function in `SOURCES`: it is given the
plan and the set-up of the run, and adds its ranges, factors or risk events to the builder. The register of risks adds
its own with the id of the risk as `uids`. Whether risks count before or after their response is the run's; the engine
takes both.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from lockstep.domain.outlook.bridge.costs import add_costs, add_risk_cost, cost_currency, left_out
from lockstep.domain.outlook.vocabulary import Response, Spread, Together, Unranged
from lockstep.domain.planning.queries.uncertain import UncertainPlan, uncertain_plan
from lockstep.domain.risks.queries import mapped_risks, unquantified_risks
from lockstep.foundation.findings import Finding, Severity
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_MINUTE
from lockstep.plan import (
    ActivityKind,
    ActivityMode,
    Plan,
    RangeSource,
    RangeUnit,
    Shape,
    Uncertainties,
    UncertaintiesBuilder,
    policy_defaults,
)

FACTOR_LOW, FACTOR_LIKELY, FACTOR_HIGH = 0.95, 1.0, 1.15
"""What all durations of a project are multiplied by, where projects move together."""


@dataclass(frozen=True, slots=True)
class SetUp:
    """How a run is to be simulated."""

    node: int
    iterations: int
    seed: int
    spread: Spread
    unranged: Unranged
    together: Together
    response: Response


@dataclass(frozen=True, slots=True)
class Composed:
    """What is simulated: the plan, all that is uncertain about it, and where each factor comes from."""

    found: UncertainPlan
    uncertain: Uncertainties
    factor_nodes: tuple[int, ...]
    """Project node of each factor, 0 for a factor of another kind."""
    currency: str = ""
    """Currency of all cost lines."""
    findings: tuple[Finding, ...] = ()
    """What was left out."""

    @property
    def plan(self) -> Plan:
        """Return the plan."""
        return self.found.plan


GoOn = Callable[[], None]
"""Asked between steps and every so many rows; raises where the job is to stop."""
Source = Callable[[UncertaintiesBuilder, UncertainPlan, SetUp, GoOn], None]
ROWS_AT_ONCE: Final = 10_000


def unasked() -> None:
    """Go on: nobody waits for a stop."""


def usual_ranges(
    builder: UncertaintiesBuilder, found: UncertainPlan, set_up: SetUp, go_on: GoOn = unasked
) -> None:
    """Give unfinished work without a range the policy default."""
    if set_up.unranged is not Unranged.USUAL:
        return
    known = set(builder.build().ranges.activity.tolist())
    usual = policy_defaults(found.plan).ranges
    for row, activity in enumerate(usual.activity.tolist()):
        if row % ROWS_AT_ONCE == 0:
            go_on()
        if activity not in known:
            builder.add_range(
                activity,
                low=float(usual.low[row]),
                likely=float(usual.likely[row]),
                high=float(usual.high[row]),
                source=RangeSource.POLICY_DEFAULT,
            )


def risk_events(
    builder: UncertaintiesBuilder, found: UncertainPlan, set_up: SetUp, go_on: GoOn = unasked
) -> None:
    """Add the open, quantified risks of the register to the activities that they threaten."""
    for risk in mapped_risks(found.rows):
        go_on()
        row = builder.add_risk(
            risk.name, risk.probability, uids=risk.id, mitigated_probability=risk.probability_after
        )
        days = (risk.days_low, risk.days_likely, risk.days_high)
        low, likely, high = sorted(-day for day in days) if risk.is_opportunity else days
        for activity in risk.activities if likely or high else ():
            at = found.rows[activity]
            ticks = _ticks_per_working_day(found, at)
            builder.add_impact(
                row,
                at,
                shape=Shape.TRIANGULAR,
                unit=RangeUnit.TICKS,
                low=low * ticks,
                likely=likely * ticks,
                high=high * ticks,
                mitigated_share=risk.share_after,
            )


def costs(builder: UncertaintiesBuilder, found: UncertainPlan, set_up: SetUp, go_on: GoOn = unasked) -> None:
    """Add what activities, people and risks cost, all in one currency; nothing where no cost is known."""
    currency = cost_currency(found, set_up.node)
    if not add_costs(builder, found, currency, go_on, is_ranged=set_up.unranged is Unranged.USUAL):
        return
    risks = builder.build().risks.uids.tolist()
    for risk in mapped_risks(found.rows):
        if risk.cost_minor and risk.currency == (currency or risk.currency):
            add_risk_cost(builder, risks.index(risk.id), found.rows[risk.activities[0]], risk)


def _ticks_per_working_day(found: UncertainPlan, activity: int) -> float:
    """Return what a working day of an activity's project is in ticks."""
    project = int(found.plan.activities.project[activity])
    return found.plan.projects[project].minutes_per_day * TICKS_PER_MINUTE


SOURCES: Final[tuple[Source, ...]] = (usual_ranges, risk_events, costs)
"""What adds to planning's ranges, in this order; a register of risks comes after the ranges."""


def composed(set_up: SetUp, go_on: GoOn = unasked) -> Composed:
    """Return the uncertain plan of a node's network; `go_on` raises where the job is to stop."""
    return composed_of(uncertain_plan(set_up.node, go_on), set_up, go_on)


def composed_of(found: UncertainPlan, set_up: SetUp, go_on: GoOn = unasked) -> Composed:
    """Return an uncertain plan with what every source adds to it."""
    builder = found.builder
    for source in SOURCES:
        go_on()
        source(builder, found, set_up, go_on)
    go_on()
    nodes = _project_factors(builder, found) if set_up.together is Together.PROJECTS else ()
    go_on()
    uncertain = builder.build()
    go_on()
    others = len(uncertain.factors) - len(nodes)
    currency = cost_currency(found, set_up.node)
    findings = (*unquantified(found), *left_out(found, currency))
    return Composed(found, uncertain, (*([0] * others), *nodes), currency, findings)


def unquantified(found: UncertainPlan) -> tuple[Finding, ...]:
    """Say how many risks threaten work and are not in the answer, because nobody said by how much."""
    # No key is named: whoever reads the answer may not see each of them.
    count = unquantified_risks(found.rows)
    if not count:
        return ()
    first = "1 open risk threatens" if count == 1 else f"{count} open risks threaten"
    sentence = (
        f"{first} activities and {'is' if count == 1 else 'are'} not in the answer, without a probability, or with "
        "neither likely days nor money. Give them in the register and analyze again."
    )
    return (Finding("outlook.unquantified_risk", Severity.WARNING, "risks", sentence),)


def _project_factors(builder: UncertaintiesBuilder, found: UncertainPlan) -> tuple[int, ...]:
    """Let the durations of each project move together; return the project of each factor."""
    activities = found.plan.activities
    is_drawn = np.isin(activities.kind, (ActivityKind.ACTIVITY, ActivityKind.RESOURCE_DEPENDENT))
    is_drawn &= (activities.mode == ActivityMode.AUTOMATIC) & (activities.remaining_ticks > 0)
    is_drawn &= activities.actual_finish_ticks == NO_TICKS
    has_range = np.zeros(len(is_drawn), bool)
    has_range[builder.build().ranges.activity] = True
    nodes = []
    for row, project in enumerate(found.plan.projects):
        members = np.flatnonzero(is_drawn & has_range & (activities.project == row))
        if len(members):
            builder.add_factor(
                f"project {project.name}",
                members,
                shape=Shape.TRIANGULAR,
                low=FACTOR_LOW,
                likely=FACTOR_LIKELY,
                high=FACTOR_HIGH,
            )
            nodes.append(int(found.project_ids[row]))
    return tuple(nodes)
