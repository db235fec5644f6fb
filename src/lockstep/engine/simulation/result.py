"""What a simulation returns."""

from dataclasses import dataclass

from lockstep.foundation.findings import Finding
from lockstep.plan.columns import Bool, Float64, Int32, Int64

SHARES = (0.1, 0.5, 0.8, 0.9)
"""The P-values that are given: P10, P50, P80, P90."""
CURVE_POINTS = 101
"""Points of an S-curve: P0, P1, ... P100."""


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
    range_count: Int64
    has_range: Bool
    findings: tuple[Finding, ...]
    engine_version: str
