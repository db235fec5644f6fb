"""What a simulation returns."""

from dataclasses import dataclass

from lockstep.engine.simulation.joint import JointConfidence
from lockstep.foundation.findings import Finding
from lockstep.plan.columns import Bool, Float64, Int32, Int64

SHARES = (0.1, 0.5, 0.8, 0.9)
"""The P-values that are given: P10, P50, P80, P90."""
CURVE_POINTS = 101
"""Points of an S-curve: P0, P1, ... P100."""


@dataclass(frozen=True, slots=True, eq=False)
class CostOutcome:
    """Distributions of the cost at completion, by project (P) and of the whole, in minor units; S iterations.

    Attributes:
        whole_minor: length 4; P10, P50, P80 and P90 of the whole cost.
        whole_curve_minor: length 101, its S-curve: P0 to P100.
        whole_samples_minor: length S, the whole cost of each iteration.
        project_minor: (P, 4), P-values by project.
        project_samples_minor: (P, S), the cost of each project in each iteration.
        mean_minor: mean of the whole cost.
        deterministic_minor: cost without uncertainty: amounts as given, spans as scheduled, no risk event.
        deterministic_share: share of iterations that cost no more than that.
        contingency_minor: from that cost to the P80.
        joint: confidence of both the cost and the finish without uncertainty.
        joint_at_p80: confidence of both P80s, which is below 80 % unless cost and finish go hand in hand.
        frontier_finish_ticks, frontier_cost_minor: frontier of 70 % joint confidence; see `frontier`.
    """

    whole_minor: Int64
    whole_curve_minor: Int64
    whole_samples_minor: Int64
    project_minor: Int64
    project_samples_minor: Int64
    mean_minor: int
    deterministic_minor: int
    deterministic_share: float
    contingency_minor: int
    joint: JointConfidence
    joint_at_p80: JointConfidence
    frontier_finish_ticks: Int64
    frontier_cost_minor: Int64


@dataclass(frozen=True, slots=True, eq=False)
class Simulation:
    """Distributions of dates by activity (A), project (P) and for the whole plan; S iterations.

    Attributes:
        seed: the seed.
        iterations: S.
        finish_ticks: (A, 4), P10, P50, P80 and P90 of each finish; see `error_ticks`.
        mean_finish_ticks: length A; mean of the finish, rounded to a tick.
        error_ticks: length A; a P-value of an activity lies at most this far from the exact one, in ticks on
            the clock; 0 where every iteration ends alike, and for milestones and activities with a deadline.
        criticality: length A; share of iterations in which the total float is at most the project's limit; NaN
            for summaries, levels of effort, finished and inactive activities.
        correlation: length A; Pearson's correlation of the drawn duration with the finish of the whole, NaN where
            one of them does not vary.
        rank_correlation: length A; Spearman's, exact, of the fifty with the largest correlation, NaN for others.
        cruciality: length A; criticality times sensitivity, the absolute rank correlation or, where it is not
            computed, the correlation.
        project_finish_ticks: (P, 4), exact P-values of the finish of each project, NO_TICKS where empty.
        project_curve_ticks: (P, 101), its S-curve: P0 to P100.
        whole_finish_ticks: length 4, exact P-values of the latest finish.
        whole_curve_ticks: length 101, its S-curve.
        whole_samples_ticks: length S, the latest finish of each iteration.
        deterministic_finish_ticks: the latest finish without uncertainty.
        deterministic_share: share of iterations that end no later than that.
        contingency_days: working days, on the calendar of the activity that ends last, from that finish to the P80.
        deadline_activity: index of each activity with a deadline.
        deadline_ticks: the deadline.
        deadline_share: share of iterations that meet it.
        milestone_activity: index of each milestone and each activity with a deadline or a target, (M,).
        milestone_curve_ticks: (M, 101), exact S-curve of its finish: P0 to P100.
        target_activity: index of the activity of each promised date, -1 for the whole plan.
        target_ticks: the promised date.
        target_share: share of iterations that meet it.
        risk_correlation: by risk event, correlation of its happening with the finish of the whole, NaN where one
            does not vary.
        factor_correlation: by factor, correlation of its value with the finish of the whole.
        p80_error_ticks: half the width of the interval that holds the true P80 with about two thirds confidence,
            by order statistics.
        cost: distributions of cost, None without cost lines.
        range_count: by source (see `RangeSource`), activities whose duration was drawn.
        has_range: length A; the duration was drawn from a range of its own.
        findings: everything noticed, worst first.
        engine_version: version of the computation.
    """

    seed: int
    iterations: int
    finish_ticks: Int64
    mean_finish_ticks: Int64
    error_ticks: Int64
    criticality: Float64
    correlation: Float64
    rank_correlation: Float64
    cruciality: Float64
    project_finish_ticks: Int64
    project_curve_ticks: Int64
    whole_finish_ticks: Int64
    whole_curve_ticks: Int64
    whole_samples_ticks: Int64
    deterministic_finish_ticks: int
    deterministic_share: float
    contingency_days: float
    deadline_activity: Int32
    deadline_ticks: Int64
    deadline_share: Float64
    milestone_activity: Int64
    milestone_curve_ticks: Int64
    target_activity: Int32
    target_ticks: Int64
    target_share: Float64
    risk_correlation: Float64
    factor_correlation: Float64
    p80_error_ticks: int
    cost: CostOutcome | None
    range_count: Int64
    has_range: Bool
    findings: tuple[Finding, ...]
    engine_version: str
