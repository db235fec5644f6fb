"""CP-SAT on the same instances in the same run: the textbook model, an interval a job, a cumulative a resource."""

from dataclasses import dataclass

from benchmarks.rcpsp import Instance


@dataclass(frozen=True)
class PeerAnswer:
    """What the peer found: a makespan (None without any schedule), its lower bound, and starts."""

    makespan: int | None
    bound: int
    starts: list[int]


def version() -> str:
    """Return the peer's version, or an empty text where it is not installed."""
    try:
        import ortools
    except ImportError:
        return ""
    return str(ortools.__version__)


def solved_by_peer(instance: Instance, seconds: float, workers: int) -> PeerAnswer:
    """Return the peer's answer within a time limit."""
    from ortools.sat.python import cp_model

    longest = sum(instance.durations) + max(instance.releases, default=0) + sum(instance.gaps.values())
    model = cp_model.CpModel()
    starts = [model.new_int_var(release, longest, "") for release in instance.releases]
    spans = [
        model.new_fixed_size_interval_var(start, duration, "")
        for start, duration in zip(starts, instance.durations, strict=True)
    ]
    for resource, capacity in enumerate(instance.capacities):
        users = [job for job, needs in enumerate(instance.demands) if needs[resource] > 0]
        needed = [instance.demands[job][resource] for job in users]
        model.add_cumulative([spans[job] for job in users], needed, capacity)
    for job, others in enumerate(instance.successors):
        for other in others:
            gap = instance.gaps.get((job, other), 0)
            model.add(starts[other] >= starts[job] + instance.durations[job] + gap)
    makespan = model.new_int_var(0, longest, "")
    for start, duration in zip(starts, instance.durations, strict=True):
        model.add(makespan >= start + duration)
    model.minimize(makespan)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    status = solver.solve(model)
    bound = round(solver.best_objective_bound)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return PeerAnswer(None, bound, [])
    found = [solver.value(start) for start in starts]
    return PeerAnswer(solver.value(makespan), bound, found)
