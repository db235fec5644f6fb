"""Which resources are asked for more than they can give."""

import numpy as np

from lockstep.engine.health.facts import Facts, View
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ResourceKind
from lockstep.plan.columns import Float64, Int64

ROUNDING_UNITS = 1e-6


def overallocated(facts: Facts, view: View) -> tuple[tuple[int, float, float], ...]:
    """Return (resource, peak units, capacity then) of each work resource whose demand once passes its capacity.

    Demand is that of the whole plan, spread evenly from start to finish of what is not finished; a resource counts
    when it works in the view.
    """
    assignments, resources = facts.plan.assignments, facts.plan.resources
    if len(resources) == 0 or len(assignments) == 0:
        return ()
    activity, resource = assignments.activity, assignments.resource
    counts = (resource >= 0) & facts.is_incomplete[activity] & facts.is_in_scope[activity]
    counts &= ~facts.is_milestone[activity] & (resources.kind[resource] == ResourceKind.WORK)
    wanted = np.unique(resource[counts & view.members[activity]])
    rows = np.flatnonzero(counts)
    rows = rows[np.argsort(resource[rows], kind="stable")]
    found = []
    for one in wanted.tolist():
        first, last = np.searchsorted(resource[rows], [one, one + 1])
        own = rows[first:last]
        starts = facts.schedule.start_ticks[activity[own]]
        moments, demand = _demand(starts, facts.schedule.finish_ticks[activity[own]], assignments.units[own])
        capacity = _capacity(facts, one, moments)
        over = demand - capacity
        at = int(np.argmax(over))
        if over[at] > ROUNDING_UNITS:
            found.append((one, float(demand[at]), float(capacity[at])))
    return tuple(found)


def _demand(starts: Int64, finishes: Int64, units: Float64) -> tuple[Int64, Float64]:
    """Return the moments at which demand changes, and the demand from each on."""
    moments = np.concatenate([starts, finishes])
    changes = np.concatenate([units, -units])
    unique, place = np.unique(moments, return_inverse=True)
    return unique, np.cumsum(np.bincount(place, weights=changes, minlength=len(unique)))


def _capacity(facts: Facts, resource: int, moments: Int64) -> Float64:
    """Return the units of a resource at each moment."""
    availability = facts.plan.availability
    capacity = np.full(len(moments), float(facts.plan.resources.max_units[resource]))
    for row in np.flatnonzero(availability.resource == resource).tolist():
        until = int(availability.until_ticks[row])
        inside = moments >= availability.from_ticks[row]
        if until != NO_TICKS:
            inside &= moments < until
        capacity[inside] = availability.units[row]
    return capacity
