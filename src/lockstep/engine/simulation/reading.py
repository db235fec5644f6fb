"""From counts to P-values, correlations and shares."""

import numpy as np

from lockstep.engine.kernels.lookup import moments_after, starts_from
from lockstep.engine.kernels.tallies import BINS, places_of
from lockstep.engine.simulation.ground import Ground
from lockstep.engine.simulation.result import SHARES
from lockstep.engine.simulation.tally import PRODUCT, SQUARE, TOOK, Samples, Scale, Tally
from lockstep.plan.columns import Float64, Int64

LARGEST = 50
"""Activities whose rank correlation is computed."""


def quantiles(samples: Int64, shares: np.ndarray) -> Int64:
    """Return the smallest sample that at least each share of samples does not pass, by the last axis."""
    count = samples.shape[-1]
    places = np.clip(np.ceil(shares * count - 1e-9).astype(np.int64) - 1, 0, count - 1)
    return np.sort(samples, axis=-1)[..., places]


def activity_quantiles(base: Ground, scale: Scale, tally: Tally, seen: Samples) -> tuple[Int64, Int64]:
    """Return P-values by activity from the bins, and how far each may lie from the exact one."""
    count = len(scale.lows)
    least, most = tally.bounds[:, 0], tally.bounds[:, 1]
    found = np.empty((count, len(SHARES)), np.int64)
    error = np.where(least == most, 0, scale.widths)
    calendars, work = base.ready.net.calendar, base.ready.work
    high = scale.lows + scale.widths * (BINS - 2)
    all_wanted = np.ceil(np.array(SHARES) * scale.iterations - 1e-9).astype(np.int64)
    places, all_below, all_inside = (np.empty((count, len(SHARES)), np.int64) for _ in range(3))
    places_of(tally.bins, all_wanted, places, all_below, all_inside)
    for place, wanted in enumerate(all_wanted.tolist()):
        bin_of, below, inside = places[:, place], all_below[:, place], all_inside[:, place]
        left = scale.lows + (bin_of - 1) * scale.widths
        right = left + scale.widths
        left, right = np.where(bin_of == 0, least, left), np.where(bin_of == 0, scale.lows, right)
        right = np.where(bin_of == BINS - 1, most, right)
        left = np.where(bin_of == BINS - 1, high, left)
        error = np.maximum(error, np.where((least < most) & (inside > 0), right - left, 0))
        at = left + np.rint((right - left) * ((wanted - below) / np.maximum(inside, 1))).astype(np.int64)
        ends = _working_finishes(base, at)
        ends = np.where(ends < left, np.minimum(starts_from(work, calendars, at), right), ends)
        is_point = (base.ready.net.span_ticks == 0) | (least == most)
        found[:, place] = np.clip(np.where(is_point, at, ends), least, most)
    found[scale.watched] = quantiles(seen.watched, np.array(SHARES))
    error[scale.watched] = 0
    return found, error


def _working_finishes(base: Ground, at: Int64) -> Int64:
    """Return the last moments up to the given ones at which work can end."""
    calendars, work = base.ready.net.calendar, base.ready.work
    one = np.ones(len(at), np.int64)
    return moments_after(work, calendars, moments_after(work, calendars, at, -one), one)


def p80_error(samples: Int64) -> int:
    """Return half the width of the order-statistic interval of one standard error around the P80."""
    count = len(samples)
    middle, reach = 0.8 * count, np.sqrt(0.16 * count)
    low, high = (int(np.clip(np.rint(at), 1, count)) - 1 for at in (middle - reach, middle + reach))
    ascending = np.sort(samples)
    return int(ascending[high] - ascending[low]) // 2


def correlations(scale: Scale, tally: Tally, seen: Samples) -> Float64:
    """Return Pearson's correlation of each drawn duration with the finish of the whole, NaN where one is constant."""
    count = scale.iterations
    end = ((seen.whole - scale.middle) >> scale.shift).astype(np.float64)
    took, square, product = (tally.sums[:, column].astype(np.float64) for column in (TOOK, SQUARE, PRODUCT))
    spread = square / count - (took / count) ** 2
    together = product / count - took / count * end.mean()
    scatter = np.sqrt(np.maximum(spread, 0.0) * end.var())
    varies = (spread > 1e-9 * np.maximum(square / count, 1e-12)) & (end.var() > 0)
    return np.where(varies, together / np.where(varies, scatter, 1.0), np.nan)


def largest(correlation: Float64) -> Int64:
    """Return the activities whose rank correlation is computed, in the plan's order; ties go to the earlier."""
    size = np.nan_to_num(np.abs(correlation), nan=-1.0)
    first = np.argsort(-size, kind="stable")[:LARGEST]
    return np.sort(first[size[first] >= 0])


def rank_correlations(durations: Int64, finish: Int64) -> Float64:
    """Return Spearman's correlation of each row with the finish; equal values share their mean rank."""
    ranks = _ranks(finish)
    ranks -= ranks.mean()
    found = np.empty(len(durations))
    for row, values in enumerate(durations):
        own = _ranks(values)
        own -= own.mean()
        scatter = np.sqrt((own @ own) * (ranks @ ranks))
        found[row] = own @ ranks / scatter if scatter > 0 else np.nan
    return found


def _ranks(values: Int64) -> Float64:
    order = np.argsort(values)
    ascending = values[order]
    begins = np.concatenate([[True], ascending[1:] != ascending[:-1]])
    first = np.flatnonzero(begins)
    after = np.append(first[1:], len(values))
    ranks = np.empty(len(values))
    ranks[order] = ((first + 1 + after) / 2.0)[np.cumsum(begins) - 1]
    return ranks
