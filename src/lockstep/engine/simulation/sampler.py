"""The sampler of one plan: what remains of every activity, block by block."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from lockstep.engine.kernels import sampling
from lockstep.engine.kernels.order import grouped
from lockstep.engine.simulation.forms import Forms, forms, pert_table
from lockstep.plan import RangeUnit, Uncertainties
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


_FACTORS, _RISKS, _IMPACTS = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Sampler:
    """Draws the durations of a plan; the same block gives the same durations anywhere.

    Attributes:
        seed: the seed.
        blocks: blocks of 64 iterations in the whole run.
        method: `Sampling`.
        remaining: what remains of each activity without uncertainty, in ticks.
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

    def draw(self, block: int, ticks: Int32, is_wanted: Bool | None = None) -> None:
        """Fill what remains of every (wanted) activity, (A, 64), in one block."""
        wanted = np.ones(len(self.remaining), np.bool_) if is_wanted is None else is_wanted
        factors = self._values(_FACTORS, self._factors, block)
        chances = self._values(_RISKS, self._risks, block)
        happens = np.ascontiguousarray(chances < self._probability[:, None])
        impacts = self._values(_IMPACTS, self._impacts, block)
        ranges = self._ranges
        sampling.durations(
            self.seed, block, self.blocks, int(self.method),
            self._range_of, ranges.kind, ranges.form, ranges.spans, self._unit, self.remaining,
            pert_table(), ranges.points,
            self._member_first, self._member, factors,
            self._impact_first, self._impact_risk, self._impact_scale, happens, impacts,
            wanted, ticks,
        )  # fmt: skip

    def _values(self, stream: int, wanted: Forms, block: int) -> Float64:
        values = np.empty((len(wanted.kind), sampling.LANES))
        sampling.draw(
            self.seed, stream, block, self.blocks, int(self.method), 0,
            wanted.kind, wanted.form, wanted.spans, pert_table(), wanted.points, values,
        )  # fmt: skip
        return values


def sampler(
    uncertain: Uncertainties,
    remaining: Int64,
    seed: int,
    blocks: int,
    method: Sampling = Sampling.LATIN_HYPERCUBE,
    mitigation: Mitigation = Mitigation.BEFORE,
) -> Sampler:
    """Return the sampler of a plan whose activities have `remaining` ticks left without uncertainty."""
    ranges, risks, impacts, factors = (
        uncertain.ranges,
        uncertain.risks,
        uncertain.impacts,
        uncertain.factors,
    )
    count = len(remaining)
    range_of = np.full(count, -1, np.int64)
    range_of[ranges.activity] = np.arange(len(ranges))
    member_first, member = _by_activity(count, uncertain.members.activity)
    impact_first, impact = _by_activity(count, impacts.activity)
    is_after = mitigation is Mitigation.AFTER
    share = impacts.mitigated_share if is_after else np.ones(len(impacts))
    scale = np.where(impacts.unit == RangeUnit.SHARE, remaining[impacts.activity], 1) * share
    sorted_impacts = impacts.take(impact)
    zero = np.zeros(len(risks))
    return Sampler(
        seed=seed,
        blocks=blocks,
        method=method,
        remaining=remaining,
        _ranges=forms(
            ranges.shape, ranges.is_trigen, ranges.low, ranges.likely, ranges.high, uncertain.points
        ),
        _range_of=range_of,
        _unit=ranges.unit,
        _factors=forms(factors.shape, factors.is_trigen, factors.low, factors.likely, factors.high),
        _member_first=member_first,
        _member=uncertain.members.factor[member].astype(np.int64),
        _risks=forms(np.ones(len(risks), np.int8), zero != 0, zero, zero, zero + 1.0),
        _probability=risks.mitigated_probability if is_after else risks.probability,
        _impacts=forms(
            sorted_impacts.shape,
            sorted_impacts.is_trigen,
            sorted_impacts.low,
            sorted_impacts.likely,
            sorted_impacts.high,
        ),
        _impact_first=impact_first,
        _impact_risk=sorted_impacts.risk.astype(np.int64),
        _impact_scale=np.ascontiguousarray(scale[impact], np.float64),
    )


def _by_activity(count: int, activity: Int32) -> tuple[Int64, Int64]:
    first, rows = grouped(count, activity, np.ones(len(activity), np.bool_))
    return first.astype(np.int64), rows.astype(np.int64)
