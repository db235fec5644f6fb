"""Which links propagate, and the order in which activities are computed."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from lockstep.engine.kernels import codes
from lockstep.engine.kernels.order import grouped, ordered
from lockstep.engine.network.loops import loop_finding, loops
from lockstep.foundation.findings import Finding, Severity
from lockstep.plan import LinkKind, Plan
from lockstep.plan.columns import Bool, Int8, Int32

_MOST_LOOPS = 500


@dataclass(frozen=True, slots=True)
class Structure:
    """The network without its times.

    Attributes:
        state: state by activity.
        source, target: ends of each link; a level of effort is always the target.
        is_used: by link, it takes part in the passes.
        in_first, in_link, out_first, out_link, order: see `kernels.records.Net`.
        longest_ticks: working ticks on the longest chain, calendars and lags left out.
        findings: loops, and links that cannot be used.
    """

    state: Int8
    source: Int32
    target: Int32
    is_used: Bool
    in_first: Int32
    in_link: Int32
    out_first: Int32
    out_link: Int32
    order: Int32
    longest_ticks: int
    findings: tuple[Finding, ...]


def structure(plan: Plan, state: Int8) -> Structure:
    """Return the structure of a plan whose activities have the given states."""
    links = plan.links
    source, target = links.predecessor, links.successor
    is_reversed = (state[source] == codes.SPANNING) & (state[target] != codes.SPANNING)
    if is_reversed.any():
        source, target = np.where(is_reversed, target, source), np.where(is_reversed, source, target)
    is_used = links.is_hard & (source != target)
    is_used &= (state[source] != codes.INACTIVE) & (state[target] != codes.INACTIVE)
    is_used &= ~_left_out(plan)
    findings = list(_summary_finishes(plan, state, is_used))
    count = len(plan.activities)
    span = plan.activities.remaining_ticks
    while True:
        in_first, in_link = grouped(count, target, is_used)
        out_first, out_link = grouped(count, source, is_used)
        order, longest, open_count = ordered(
            plan.activities.parent, state, out_first, out_link, target, in_first, span
        )
        if len(order) == count + int(np.count_nonzero(state == codes.SUMMARY)):
            break
        _open_loops(plan, state, source, target, is_used, open_count, findings)
    return Structure(
        state,
        source,
        target,
        is_used,
        in_first,
        in_link,
        out_first,
        out_link,
        order,
        longest,
        tuple(findings),
    )


def _open_loops(
    plan: Plan,
    state: Int8,
    source: Int32,
    target: Int32,
    is_used: Bool,
    open_count: Int32,
    findings: list[Finding],
) -> None:
    """Drop the links of every loop and add its finding; beyond a limit drop all links that are left over."""
    for number, (activities, dropped) in enumerate(loops(plan, state, source, target, is_used, open_count)):
        is_used[dropped] = False
        findings.append(loop_finding(plan, activities))
        if number + 1 == _MOST_LOOPS:
            break
    else:
        return
    count = len(state)
    stuck = (open_count[:count] > 0) | (open_count[count:] > 0)
    left = is_used & stuck[source] & stuck[target]
    is_used[left] = False
    findings.append(
        Finding(
            "plan.many_loops",
            Severity.ERROR,
            f"plan '{plan.name}'",
            f"More than {_MOST_LOOPS} loops; {int(left.sum())} more links among the activities of loops "
            "are left out of the schedule. Remove the loops named first.",
        )
    )


def _left_out(plan: Plan) -> Bool:
    """Return the links to other projects that a project's own option leaves out."""
    ignoring = np.array([project.options.ignores_other_projects for project in plan.projects], np.bool_)
    if not ignoring.any():
        return np.zeros(len(plan.links), np.bool_)
    of = plan.activities.project
    before, after = of[plan.links.predecessor], of[plan.links.successor]
    return (before != after) & (ignoring[before] | ignoring[after])


def _summary_finishes(plan: Plan, state: Int8, is_used: Bool) -> Iterator[Finding]:
    """Leave out links that ask for the finish of a summary, which only its children can set."""
    kinds = plan.links.kind
    is_finish = (kinds == LinkKind.FF) | (kinds == LinkKind.SF)
    for link in np.flatnonzero(is_used & is_finish & (state[plan.links.successor] == codes.SUMMARY)).tolist():
        is_used[link] = False
        successor = int(plan.links.successor[link])
        yield Finding(
            "plan.link_to_summary_finish",
            Severity.WARNING,
            plan.place(successor),
            "A link asks for the finish of this summary, which its children set; it is left out. "
            "Link to one of its children instead.",
            (successor,),
        )
