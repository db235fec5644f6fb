"""From the cost of every iteration to its distributions."""

import numpy as np

from lockstep.engine.kernels.lookup import work_before
from lockstep.engine.simulation.ground import ground
from lockstep.engine.simulation.joint import frontier, joint_confidence
from lockstep.engine.simulation.reading import quantiles
from lockstep.engine.simulation.result import CURVE_POINTS, SHARES, CostOutcome
from lockstep.engine.simulation.running import Run
from lockstep.engine.simulation.tally import Samples
from lockstep.plan import Plan
from lockstep.plan.columns import Float64, Int64

_P80 = SHARES.index(0.8)


def cost_outcome(run: Run, seen: Samples) -> CostOutcome:
    """Return the distributions of cost of a run with cost lines."""
    whole = seen.cost.sum(axis=0)
    planned = planned_cost(run)
    known = quantiles(whole, np.array(SHARES))
    finish_p80 = int(quantiles(seen.whole, np.array([0.8]))[0])
    finishes, costs = frontier(whole, seen.whole)
    return CostOutcome(
        whole_minor=known,
        whole_curve_minor=quantiles(whole, np.linspace(0.0, 1.0, CURVE_POINTS)),
        whole_samples_minor=whole,
        project_minor=quantiles(seen.cost, np.array(SHARES)),
        project_samples_minor=seen.cost,
        mean_minor=int(np.rint(whole.sum() / len(whole))),
        deterministic_minor=planned,
        deterministic_share=float((whole <= planned).mean()),
        contingency_minor=int(known[_P80]) - planned,
        joint=joint_confidence(whole, seen.whole, planned, run.ground.finish),
        joint_at_p80=joint_confidence(whole, seen.whole, int(known[_P80]), finish_p80),
        frontier_finish_ticks=finishes,
        frontier_cost_minor=costs,
    )


def planned_cost(run: Run) -> int:
    """Return the whole cost without uncertainty."""
    return int(np.rint(planned_costs(run).sum()))


def planned_spans(plan: Plan) -> Int64:
    """Return the working ticks from start to finish of every activity, (A,), as time-dependent lines count them."""
    base = ground(plan)
    calendar = np.ascontiguousarray(base.ready.net.calendar)
    begins, ends = (
        work_before(base.ready.work, calendar, dates) for dates in (base.dates.start, base.dates.finish)
    )
    return np.asarray(np.maximum(0, ends - begins), np.int64)


def planned_costs(run: Run) -> Float64:
    """Return the cost by project without uncertainty, (P,) [minor units]."""
    base = run.ground
    activity, until = run.sampler.lines
    calendar = np.ascontiguousarray(base.ready.net.calendar[activity])
    begins = work_before(base.ready.work, calendar, base.dates.start[activity])
    ends = work_before(base.ready.work, calendar, base.dates.finish[until])
    return run.sampler.planned_cost(np.maximum(0, ends - begins), len(base.finishes))
