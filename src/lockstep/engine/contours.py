"""How the work of an assignment lies in its working time: evenly, by a contour, by a curve, or by hand."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from lockstep.engine.kernels.lookup import work_before
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import CURVE_POINTS, Contour, Plan
from lockstep.plan.columns import Bool, Float64, Int32, Int64

TENTHS: Final = 10
SHARES_OF_PEAK: Final = np.ones((len(Contour), TENTHS))
"""Share of the peak units in each tenth of an assignment, by contour (Microsoft Project's)."""
SHARES_OF_PEAK[Contour.BACK_LOADED] = 0.10, 0.15, 0.25, 0.50, 0.50, 0.75, 0.75, 1.0, 1.0, 1.0
SHARES_OF_PEAK[Contour.FRONT_LOADED] = SHARES_OF_PEAK[Contour.BACK_LOADED][::-1]
SHARES_OF_PEAK[Contour.DOUBLE_PEAK] = 0.25, 0.50, 1.0, 0.50, 0.25, 0.25, 0.50, 1.0, 0.50, 0.25
SHARES_OF_PEAK[Contour.EARLY_PEAK] = 0.25, 0.50, 1.0, 1.0, 0.75, 0.50, 0.50, 0.25, 0.15, 0.10
SHARES_OF_PEAK[Contour.LATE_PEAK] = SHARES_OF_PEAK[Contour.EARLY_PEAK][::-1]
SHARES_OF_PEAK[Contour.BELL] = 0.10, 0.20, 0.40, 0.80, 1.0, 1.0, 0.80, 0.40, 0.20, 0.10
SHARES_OF_PEAK[Contour.TURTLE] = 0.25, 0.50, 0.75, 1.0, 1.0, 1.0, 1.0, 0.75, 0.50, 0.25

MOST_DONE: Final = 0.9
"""Work that is left although its activity is nearly over lies in the last tenth of its contour."""
KNOWN_GAPS: Final = 0.9
"""Work by hand has the gaps of its activity itself where it rests for at least this share of them."""
_APART: Final = 2.0
_LEAST: Final = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """Shares of work that are done at places of the working time, for several shapes on one axis.

    Attributes:
        of: number of the shape of each row of open work; 0 is even.
        passed: share of the shape that lies behind each row already.
        places: where the shares are known, ascending; shape k lies from 2 k to 2 k + 1.
        done: share of the work that is done at each place.
        is_by_hand: whether the shape of each row was given by hand.
    """

    of: Int64
    passed: Float64
    places: Float64
    done: Float64
    is_by_hand: Bool

    def between(self, rows: Int64, first: Float64, last: Float64) -> Float64:
        """Return the shares of what is left of some rows that lie between two places, each from 0 to 1."""
        left, passed = 1.0 - self.passed[rows], self.passed[rows]
        start = self._at(rows, passed)
        part = self._at(rows, passed + left * last) - self._at(rows, passed + left * first)
        # Where the whole shape lies behind, what is left all the same is spread evenly.
        is_over = start > 1.0 - _LEAST
        return np.where(is_over, last - first, part / np.where(is_over, 1.0, 1.0 - start))

    def _at(self, rows: Int64, place: Float64) -> Float64:
        return np.interp(_APART * self.of[rows] + np.minimum(place, 1.0), self.places, self.done)


def shapes(plan: Plan, rows: Int64, hand: "ByHand", axis_ticks: Int64) -> Shapes:
    """Return the shapes of some assignments, whose working time is so long."""
    table, activities = plan.assignments, plan.activities
    contour = table.contour[rows].astype(np.int64)
    contour[(contour == Contour.EDITED) | (contour == Contour.CURVE)] = Contour.FLAT
    curve, curve_places, curve_done = _curves(plan, rows)
    first_by_hand = len(Contour) + len(curve_places) // CURVE_POINTS
    of, extra_places, extra_done = hand.laid(axis_ticks, first_by_hand)
    is_by_hand = of > 0
    activity = table.activity[rows]
    duration = np.maximum(activities.duration_ticks[activity], 1)
    is_started = activities.actual_start_ticks[activity] != NO_TICKS
    passed = np.where(is_started, 1.0 - activities.remaining_ticks[activity] / duration, 0.0)
    borders = np.linspace(0.0, 1.0, TENTHS + 1)
    sums = np.cumsum(np.pad(SHARES_OF_PEAK, ((0, 0), (1, 0))), axis=1)
    return Shapes(
        of=np.where(is_by_hand, of, np.where(curve > 0, curve, contour)),
        passed=np.where(is_by_hand, 0.0, np.clip(passed, 0.0, MOST_DONE)),
        places=np.concatenate(
            [(_APART * np.arange(len(Contour))[:, None] + borders).ravel(), curve_places, extra_places]
        ),
        done=np.concatenate([(sums / sums[:, -1:]).ravel(), curve_done, extra_done]),
        is_by_hand=is_by_hand,
    )


def _curves(plan: Plan, rows: Int64) -> tuple[Int64, Float64, Float64]:
    """Return the number of each row's curve as a shape (0 without one), and places and shares of all of them."""
    of = np.zeros(len(rows), np.int64)
    curve_of = np.full(len(plan.assignments), -1, np.int64)
    curve_of[plan.curves.assignment] = np.arange(len(plan.curves))
    wanted = curve_of[rows]
    has_curve = (wanted >= 0) & (plan.assignments.contour[rows] == Contour.CURVE)
    if not has_curve.any():
        return of, np.zeros(0), np.zeros(0)
    shares, place = np.unique(plan.curves.shares[wanted[has_curve]], axis=0, return_inverse=True)
    of[has_curve] = len(Contour) + place.ravel()
    borders = np.linspace(0.0, 1.0, CURVE_POINTS)
    # What is done at the very start is done in the first twentieth: a moment holds no work.
    done = np.cumsum(shares, axis=1)
    done[:, 0] = 0.0
    places = _APART * (len(Contour) + np.arange(len(shares)))[:, None] + borders
    return of, places.ravel(), (done / np.maximum(done[:, -1:], _LEAST)).ravel()


@dataclass(frozen=True, slots=True, eq=False)
class ByHand:
    """Planned periods of open work, those of one row side by side and in order; arrays of one length.

    Attributes:
        count: how many rows of open work there are.
        row: row of open work of each period.
        first: where the periods of the same row begin.
        idle_ticks: working ticks between a period and the one before it.
        worked_ticks: working ticks within it.
        effort: work within it.
        lead_ticks: working ticks from where the row begins to its first period.
    """

    count: int
    row: Int64
    first: Int64
    idle_ticks: Int64
    worked_ticks: Int64
    effort: Float64
    lead_ticks: Int64

    def rest_ticks(self) -> Int64:
        """Return by row of open work for how long nobody works between its periods."""
        rest = self.idle_ticks + np.where(self.effort > 0, 0, self.worked_ticks)
        return np.bincount(self.row, rest, minlength=self.count).astype(np.int64)

    def laid(self, axis_ticks: Int64, first_shape: int) -> tuple[Int64, Float64, Float64]:
        """Return the number of each row's shape (0 without one), and places and shares of all of them.

        Periods keep their length in working time; where there is not so much, they are squeezed into what there is.
        """
        of = np.zeros(self.count, np.int64)
        if not len(self.row):
            return of, np.zeros(0), np.zeros(0)
        is_first = self.first == np.arange(len(self.row))
        of[self.row[is_first]] = first_shape + np.arange(np.count_nonzero(is_first))
        ends = _summed(self.idle_ticks + self.worked_ticks, self.first)
        starts = ends - self.worked_ticks
        after = _summed(self.effort, self.first)
        last = np.append(np.flatnonzero(is_first)[1:], len(self.row)) - 1
        group = np.cumsum(is_first) - 1
        extent, effort = ends[last][group], after[last][group]
        axis = axis_ticks[self.row]
        squeezed = np.minimum(1.0, axis / extent)
        lead = np.clip(self.lead_ticks, 0, np.maximum(axis - extent, 0))
        base = np.asarray(_APART * of[self.row], np.float64)
        both = [np.minimum((lead + place * squeezed) / axis, 1.0) for place in (starts, ends)]
        done = np.stack([(after - self.effort) / effort, after / effort], axis=1)
        places = np.asarray(np.stack(both, axis=1) + base[:, None], np.float64)
        return of, *_closed(places, done, base, is_first)


def _closed(places: Float64, done: Float64, base: Float64, is_first: Bool) -> tuple[Float64, Float64]:
    """Return places and shares of shapes with their beginnings and ends."""
    heads = base[is_first]
    order = np.concatenate([np.zeros(len(heads)), np.ones(places.size), np.full(len(heads), 2.0)])
    all_places = np.concatenate([heads, places.ravel(), heads + 1.0])
    all_done = np.concatenate([np.zeros(len(heads)), done.ravel(), np.ones(len(heads))])
    shape = np.concatenate([heads, np.repeat(base, 2), heads])
    sorting = np.lexsort((all_done, all_places, order, shape))
    return all_places[sorting], all_done[sorting]


def _summed(values: Float64 | Int64, first: Int64) -> Float64:
    """Return running sums that begin anew where `first` says."""
    sums = np.cumsum(values, dtype=np.float64)
    before = np.concatenate([[0.0], sums])[first]
    return sums - before


def planned_periods(plan: Plan, rows: Int64) -> Int64:
    """Return the periods of work to do of some assignments, in order; none where they hold no work."""
    table = plan.timephased
    if not len(table):
        return np.zeros(0, np.int64)
    is_open = np.zeros(len(plan.assignments), np.bool_)
    is_open[rows] = True
    found = np.flatnonzero((table.is_actual == 0) & is_open[table.assignment])
    work = np.bincount(table.assignment[found], table.work_ticks[found], minlength=len(plan.assignments))
    found = found[work[table.assignment[found]] > 0]
    return found[np.lexsort((table.start_ticks[found], table.assignment[found]))]


def by_hand(plan: Plan, tables: Int32, work: tuple[Int64, Int64, Int32], periods: Int64) -> ByHand:
    """Return planned periods in the working time of their assignments: rows of open work, begin and calendar."""
    rows, begin, calendar = work
    table, activities = plan.timephased, plan.activities
    of_assignment = np.full(len(plan.assignments), -1, np.int64)
    of_assignment[rows] = np.arange(len(rows))
    row = of_assignment[table.assignment[periods]]
    is_first = np.ones(len(row), np.bool_)
    is_first[1:] = row[1:] != row[:-1]
    first = np.flatnonzero(is_first)[np.cumsum(is_first) - 1] if len(row) else np.zeros(0, np.int64)
    number = calendar[row]
    starts = work_before(tables, number, table.start_ticks[periods])
    ends = work_before(tables, number, table.finish_ticks[periods])
    idle = np.zeros(len(row), np.int64)
    idle[1:] = np.maximum(starts[1:] - ends[:-1], 0)
    idle[is_first] = 0
    # What was not begun follows its activity; what goes on keeps its days.
    is_started = activities.actual_start_ticks[plan.assignments.activity[rows[row]]] != NO_TICKS
    lead = np.where(
        is_started,
        starts[first] - work_before(tables, number, begin[row]),
        plan.assignments.delay_ticks[rows[row]],
    )
    return ByHand(
        count=len(rows),
        row=row,
        first=first,
        idle_ticks=idle,
        # Work on days off of the calendar still lies somewhere.
        worked_ticks=np.maximum(ends - starts, 1),
        effort=table.work_ticks[periods].astype(np.float64),
        lead_ticks=lead,
    )
