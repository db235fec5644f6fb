"""What all iterations share: the compiled network, its dates without uncertainty, the tables of working time."""

from dataclasses import dataclass, replace
from math import gcd
from typing import Any

import numpy as np

from lockstep.engine.calendars import Horizon, calendar_count, shifts_of
from lockstep.engine.kernels import codes
from lockstep.engine.kernels.compiled import locked
from lockstep.engine.kernels.grids import Grid
from lockstep.engine.kernels.ways import Ways
from lockstep.engine.network.compiling import Compiled, compiled, first_horizon, limited, project_starts
from lockstep.engine.network.states import states
from lockstep.engine.network.structure import structure
from lockstep.engine.passes import Dates, both_passes, wider_horizon
from lockstep.engine.simulation.ways import ways_of
from lockstep.foundation.findings import Finding
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY
from lockstep.plan import Plan, ScheduleFrom
from lockstep.plan.columns import Bool, Int64

MOST_CELLS = 12_000_000
"""Cells of all calendars together, beyond which iterations are computed one by one."""
MOST_TICKS = 2**30
"""Ticks of a horizon, likewise."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The plan as the iterations take it.

    Attributes:
        plan: the plan.
        ready: compiled, for a horizon with room for long draws.
        dates: dates without uncertainty.
        finishes: latest finish by project without uncertainty.
        remaining: working ticks that are drawn: what remains, gaps left out.
        gaps: the rest of each span.
        grid: None where the iterations have to be computed one by one.
        ways: how the kernels of 64 iterations come along rows and links, None likewise.
        findings: what the deterministic engine noticed.
    """

    plan: Plan
    ready: Compiled
    dates: Dates
    finishes: Int64
    remaining: Int64
    gaps: Int64
    grid: Grid | None
    ways: Ways | None
    findings: tuple[Finding, ...]

    @property
    def origin(self) -> int:
        """First tick of the horizon, from which int32 moments count."""
        return self.ready.horizon.start_ticks

    @property
    def is_drawn(self) -> Bool:
        """Activities whose duration an iteration may change."""
        state = self.ready.net.state
        return (state == codes.UNSTARTED) | (state == codes.STARTED)

    @property
    def finish(self) -> int:
        """Latest finish of everything without uncertainty, NO_TICKS of an empty plan."""
        return int(self.finishes.max(initial=NO_TICKS))


def ground(plan: Plan, stretch: int = 1) -> Ground:
    """Return the ground of a plan; `stretch` times the years that the deterministic schedule needs are laid out."""
    state = states(plan)
    net_structure = structure(plan, state)
    starts, findings = project_starts(plan)
    horizon = first_horizon(plan, net_structure.longest_ticks, starts)
    ready = compiled(plan, net_structure, horizon, starts)
    dates, finishes = both_passes(plan, ready)
    while (wider := wider_horizon(horizon, dates)) is not None and wider != horizon:
        horizon = wider
        ready = compiled(plan, net_structure, horizon, starts)
        dates, finishes = both_passes(plan, ready)
    if stretch > 1:
        before = (stretch - 1) * 366
        horizon = limited(Horizon(horizon.first_day - before, horizon.days * stretch + before))
        ready = compiled(plan, net_structure, horizon, starts)
        dates, finishes = both_passes(plan, ready)
    is_started = state == codes.STARTED
    remaining = np.where(is_started, plan.activities.remaining_ticks, plan.activities.duration_ticks)
    grid = _grid(ready) if _may_be_laned(plan, ready) else None
    ways = None
    if grid is not None:
        ready = replace(ready, net=_with_no_limits(ready))
        ways = ways_of(ready)
    all_findings = (*net_structure.findings, *findings, *ready.findings)
    gaps = ready.net.span_ticks - remaining
    return Ground(plan, ready, dates, finishes, remaining, gaps, grid, ways, all_findings)


def _may_be_laned(plan: Plan, ready: Compiled) -> bool:
    """Return True where the kernels of 64 iterations carry every rule that this plan needs."""
    net = ready.net
    if ready.has_late or ready.has_late_free or len(net.drivers):
        return False
    if any(project.schedule_from == ScheduleFrom.FINISH for project in plan.projects):
        return False
    source = net.source
    is_used_up = (net.state[source] == codes.STARTED) & (net.lag_ticks > 0)
    is_used_up &= (net.link_kind == codes.SS) | (net.link_kind == codes.SF)
    is_used_up &= net.policy[net.project[source], codes.LAG_FROM_ACTUAL] == 0
    is_into_begun = (net.state[net.target] == codes.SUMMARY) & _begun(ready)[net.target]
    return not is_used_up.any() and not is_into_begun.any()


def _begun(ready: Compiled) -> Bool:
    """Return the summaries below which something has started, in projects that show whole activities."""
    net = ready.net
    is_whole = net.policy[net.project, codes.REPORTS_REMAINING] == 0
    has_begun = np.isin(net.state, (codes.STARTED, codes.FINISHED)) & is_whole
    above = net.parent[has_begun]
    while len(above := np.unique(above[above >= 0])):
        above = above[~has_begun[above]]
        has_begun[above] = True
        above = net.parent[above]
    return has_begun


def _with_no_limits(ready: Compiled) -> Any:
    """Return the network with one more row of constraints, which limits nothing."""
    row = np.full((1, codes.CONSTRAINT_COLUMNS), codes.NEVER, np.int64)
    row[0, [codes.CAP_START, codes.CAP_FINISH, codes.HOLD_START, codes.HOLD_FINISH]] = codes.FAR
    return locked(ready.net._replace(constraints=np.concatenate([ready.net.constraints, row])))


def _grid(ready: Compiled) -> Grid | None:
    """Return the tables on cells, or None where they would be too large."""
    work, horizon = ready.work, ready.horizon
    shifts = [shifts_of(work, calendar) for calendar in range(1, calendar_count(work) + 1)]
    cell = TICKS_PER_DAY
    for table in shifts:
        cell = gcd(cell, int(np.gcd.reduce(table, axis=None)))
    length = horizon.days * TICKS_PER_DAY
    cells = length // cell
    if cells * (len(shifts) + 1) * 2 > MOST_CELLS or length >= MOST_TICKS:
        return None
    before = np.zeros((len(shifts) + 1, cells + 1), np.int32)
    begins = np.full((len(shifts) + 1, cells + 1), cells * cell, np.int32)
    every = np.arange(cells + 1, dtype=np.int32) * np.int32(cell)
    before[0], begins[0] = 2 * every + 1, every
    for number, table in enumerate(shifts, start=1):
        change = np.zeros(cells + 1, np.int32)
        np.add.at(change, table[:, 0] // cell, 1)
        np.add.at(change, table[:, 1] // cell, -1)
        is_worked = np.cumsum(change[:-1]) > 0
        before[number, 1:] = 2 * cell * np.cumsum(is_worked)
        before[number, :-1] += is_worked
        places = np.flatnonzero(is_worked)
        begins[number, : len(places)] = places * cell
        begins[number, len(places) :] += np.arange(cells + 1 - len(places), dtype=np.int32) * np.int32(cell)
    before.flags.writeable = begins.flags.writeable = False
    bits = (cell - 1).bit_length()
    return Grid(before, begins, cell, (1 << (31 + bits)) // cell + 1, 31 + bits, cells)
