"""The sampler of one plan: what remains of every activity, block by block."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from lockstep.engine.kernels import sampling
from lockstep.engine.kernels.costs import line_costs, spans_of_lines
from lockstep.engine.kernels.order import grouped
from lockstep.engine.simulation.forms import Forms, forms, forms_of, pert_table, strata_orders
from lockstep.engine.simulation.ties import ties
from lockstep.plan import CostBasis, RangeUnit, Uncertainties
from lockstep.plan.columns import Bool, Float64, Int8, Int32, Int64


class Sampling(IntEnum):
    """How iterations are spread over the distributions."""

    PLAIN = sampling.PLAIN
    """Independent draws."""
    LATIN_HYPERCUBE = sampling.LATIN
    """Each distribution is met evenly over the run."""


class Mitigation(IntEnum):
    """Whether risk events count before or after what is planned against them."""

    BEFORE = 0
    AFTER = 1


@dataclass(frozen=True, slots=True)
class CostForms:
    """Cost lines as the kernels take them, (C,).

    Attributes:
        forms: distributions, as shares of the amount.
        amount: minor units, of a time-independent line.
        per_tick: minor units a working tick, of a time-dependent one.
        project: project that bears the cost.
        is_by_time: the line is time-dependent.
        is_own: its span is that of one unstarted activity, so that what was drawn tells its length.
        activity, until: where the span begins and ends.
        tie_of: row of the correlated shares, or -1.
        impact_first: by line, its first impact (length C + 1).
        impacts: distributions of the impacts, by line.
        impact_risk, impact_scale, impact_is_share: by impact.
    """

    forms: Forms
    amount: Float64
    per_tick: Float64
    project: Int64
    is_by_time: Bool
    is_own: Bool
    activity: Int32
    until: Int32
    tie_of: Int64
    impact_first: Int64
    impacts: Forms
    impact_risk: Int64
    impact_scale: Float64
    impact_is_share: Bool


@dataclass(frozen=True, slots=True)
class Money:
    """What cost lines have to know of activities, by activity.

    Attributes:
        project: project that bears the cost.
        day_ticks: ticks of a working day there.
        is_own: unstarted, so that what is drawn is the whole of it.
    """

    project: Int64
    day_ticks: Int64
    is_own: Bool


@dataclass(frozen=True, slots=True)
class Sampler:
    """Draws the durations of a plan; the same block gives the same durations anywhere.

    Attributes:
        seed: the seed.
        blocks: blocks of 64 iterations in the whole run.
        method: `Sampling`.
        remaining: what remains of each activity without uncertainty, in ticks.
        repair: largest change of a typed correlation that made the matrix one that ranges can have.
    """

    seed: int
    blocks: int
    method: Sampling
    remaining: Int64
    _ranges: Forms
    _range_of: Int64
    _unit: Int8
    _factors: Forms
    _member_first: Int64
    _member: Int64
    _risks: Forms
    _probability: Float64
    _impacts: Forms
    _impact_first: Int64
    _impact_risk: Int64
    _impact_scale: Float64
    repair: float
    _tie_of: Int64
    _loading: Float64
    _costs: CostForms

    def draw(self, block: int, ticks: Int32, is_wanted: Bool | None = None) -> None:
        """Fill what remains of every (wanted) activity, (A, 64), in one block."""
        wanted = np.ones(len(self.remaining), np.bool_) if is_wanted is None else is_wanted
        factors = self.factors(block)
        happens = self.happens(block)
        impacts = self._values(sampling.IMPACTS, self._impacts, block)
        ranges = self._ranges
        sampling.durations(
            self.seed, block, self.blocks, int(self.method), strata_orders(),
            self._range_of, ranges.kind, ranges.form, ranges.spans, self._unit, self.remaining,
            pert_table(), ranges.points, self._tie_of, self._tied(block),
            self._member_first, self._member, factors,
            self._impact_first, self._impact_risk, self._impact_scale, happens, impacts,
            wanted, ticks, np.empty(sampling.LANES), np.empty(sampling.LANES),
        )  # fmt: skip

    def factors(self, block: int) -> Float64:
        """Return the factors of one block, (F, 64)."""
        return self._values(sampling.FACTORS, self._factors, block)

    def happens(self, block: int) -> Bool:
        """Return which risk events happen in one block, (E, 64)."""
        chances = self._values(sampling.RISKS, self._risks, block)
        return np.ascontiguousarray(chances < self._probability[:, None])

    @property
    def has_cost(self) -> bool:
        """Whether there is any cost line."""
        return len(self._costs.amount) > 0

    @property
    def reads_dates(self) -> bool:
        """Whether the cost of some line follows from dates that an iteration need not fill otherwise."""
        return bool((self._costs.is_by_time & ~self._costs.is_own).any())

    def cost(
        self,
        block: int,
        work: Int32,
        origin: int,
        calendar: Int32,
        span: Int32,
        dates: tuple[Int32, Int32],
        projects: int,
    ) -> Float64:
        """Return the cost by project, (P, 64), of a block of which spans, starts and finishes are known."""
        costs = self._costs
        took = np.empty((len(costs.amount), sampling.LANES), np.int32)
        totals = np.empty((projects, sampling.LANES))
        spans_of_lines(
            work,
            origin,
            costs.is_by_time,
            costs.is_own,
            costs.activity,
            costs.until,
            calendar,
            span,
            *dates,
            took,
        )
        line_costs(
            self.seed, block, self.blocks, int(self.method), strata_orders(),
            costs.forms.kind, costs.forms.form, costs.forms.spans, pert_table(), costs.forms.points,
            costs.tie_of, self._tied(block), costs.amount, costs.per_tick, costs.project,
            costs.impact_first, costs.impact_risk, costs.impact_scale, costs.impact_is_share,
            self.happens(block), self._values(sampling.COST_IMPACTS, costs.impacts, block), took, totals,
            np.empty((3, sampling.LANES)),
        )  # fmt: skip
        return totals

    def planned_cost(self, took: Int64, projects: int) -> Float64:
        """Return the cost by project without uncertainty; `took` holds by line the working ticks of its span."""
        costs = self._costs
        weights = costs.amount + costs.per_tick * took
        return np.asarray(np.bincount(costs.project, weights, minlength=projects), np.float64)

    @property
    def lines(self) -> tuple[Int32, Int32]:
        """Where the span of each cost line begins and ends."""
        return self._costs.activity, self._costs.until

    def _tied(self, block: int) -> Float64:
        shares = np.empty((len(self._loading), sampling.LANES))
        if len(shares):
            sampling.correlated_shares(
                self.seed, sampling.TIES, block, self.blocks, int(self.method), strata_orders(),
                self._loading, shares, np.empty((len(shares) + 1, sampling.LANES)),
            )  # fmt: skip
        return shares

    def _values(self, stream: int, wanted: Forms, block: int) -> Float64:
        values = np.empty((len(wanted.kind), sampling.LANES))
        sampling.draw(
            self.seed, stream, block, self.blocks, int(self.method), strata_orders(),
            wanted.kind, wanted.form, wanted.spans, pert_table(), wanted.points, values, np.empty(sampling.LANES),
        )  # fmt: skip
        return values


def sampler(
    uncertain: Uncertainties,
    remaining: Int64,
    seed: int,
    blocks: int,
    method: Sampling = Sampling.LATIN_HYPERCUBE,
    mitigation: Mitigation = Mitigation.BEFORE,
    money: Money | None = None,
) -> Sampler:
    """Return the sampler of a plan whose activities have `remaining` ticks left without uncertainty.

    Without `money` there is no cost.
    """
    ranges, risks, impacts, factors = (
        uncertain.ranges,
        uncertain.risks,
        uncertain.impacts,
        uncertain.factors,
    )
    count = len(remaining)
    range_of = np.full(count, -1, np.int64)
    range_of[ranges.activity] = np.arange(len(ranges))
    member_first, member = _grouped(count, uncertain.members.activity)
    impact_first, impact = _grouped(count, impacts.activity)
    is_after = mitigation is Mitigation.AFTER
    share = impacts.mitigated_share if is_after else np.ones(len(impacts))
    scale = np.where(impacts.unit == RangeUnit.SHARE, remaining[impacts.activity], 1) * share
    sorted_impacts = impacts.take(impact)
    zero = np.zeros(len(risks))
    tie = ties(uncertain, range_of)
    return Sampler(
        seed=seed,
        blocks=blocks,
        method=method,
        remaining=remaining,
        _ranges=forms_of(ranges, uncertain.points),
        _range_of=range_of,
        _unit=ranges.unit,
        _factors=forms_of(factors),
        _member_first=member_first,
        _member=uncertain.members.factor[member].astype(np.int64),
        _risks=forms(np.ones(len(risks), np.int8), zero != 0, zero, zero, zero + 1.0),
        _probability=risks.mitigated_probability if is_after else risks.probability,
        _impacts=forms_of(sorted_impacts),
        _impact_first=impact_first,
        _impact_risk=sorted_impacts.risk.astype(np.int64),
        _impact_scale=np.ascontiguousarray(scale[impact], np.float64),
        repair=tie.change,
        _tie_of=tie.of_activity,
        _loading=tie.loading,
        _costs=_cost_forms(uncertain, money, is_after, tie.of_line),
    )


def _cost_forms(uncertain: Uncertainties, money: Money | None, is_after: bool, tie_of: Int64) -> CostForms:
    lines, impacts = uncertain.cost_lines, uncertain.cost_impacts
    if money is None:
        lines, impacts = lines.take([]), impacts.take([])
        money = Money(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.bool_))
    is_by_time = lines.basis == CostBasis.TIME_DEPENDENT
    first, order = _grouped(len(lines), impacts.line)
    impacts = impacts.take(order)
    return CostForms(
        forms=forms_of(lines),
        amount=np.where(is_by_time, 0.0, lines.amount_minor),
        per_tick=np.where(
            is_by_time, lines.amount_minor / np.maximum(1, money.day_ticks[lines.activity]), 0.0
        ),
        project=money.project[lines.activity].astype(np.int64),
        is_by_time=is_by_time,
        is_own=money.is_own[lines.activity] & (lines.activity == lines.until),
        activity=lines.activity,
        until=lines.until,
        tie_of=tie_of[: len(lines)],
        impact_first=first,
        impacts=forms_of(impacts),
        impact_risk=impacts.risk.astype(np.int64),
        impact_scale=impacts.mitigated_share if is_after else np.ones(len(impacts)),
        impact_is_share=impacts.unit == RangeUnit.SHARE,
    )


def _grouped(count: int, owner: Int32) -> tuple[Int64, Int64]:
    first, rows = grouped(count, owner, np.ones(len(owner), np.bool_))
    return first.astype(np.int64), rows.astype(np.int64)
