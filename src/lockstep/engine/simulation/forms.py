"""From low, likely and high to the numbers that the sampling kernels take."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from lockstep.engine.kernels import sampling
from lockstep.plan import Points, Shape, Spread
from lockstep.plan.columns import Bool, Float64, Int8, Int64

UInt8 = np.ndarray[tuple[int, int], np.dtype[np.uint8]]

_NORMAL_P90 = 1.2815515655446004
_DENSITY_STEPS = 8_192
_KINDS = np.zeros(len(Shape), np.int64)
_KINDS[[Shape.UNIFORM, Shape.TRIANGULAR, Shape.PERT]] = sampling.UNIFORM, sampling.TRIANGULAR, sampling.PERT
_KINDS[[Shape.LOGNORMAL, Shape.DISCRETE, Shape.TABLE]] = sampling.LOGNORMAL, sampling.STEPS, sampling.LINES
_ORDERS_SEED = 6


@dataclass(frozen=True, slots=True)
class Forms:
    """Distributions as kernels take them.

    Attributes:
        kind: codes of `kernels.sampling`.
        form: (at, wide, mode) by distribution: lowest value, width, place of the mode in it as a share; of a
            lognormal one the mean and deviation of the logarithm.
        spans: first and last of the distribution's points, flattened.
        points: (cumulative share, value) rows.
    """

    kind: Int64
    form: Float64
    spans: Int64
    points: Float64


@cache
def pert_table() -> Float64:
    """Return quantiles of the beta distributions on 0 to 1 with modes 0, 1/64, ... 1, at 0, 1/1024, ... 1."""
    share = np.linspace(0.0, 1.0, sampling.TABLE_CELLS + 1)
    modes = np.linspace(0.0, 1.0, sampling.PERT_SHAPES + 1)
    table = np.array([_beta_quantiles(float(mode), share) for mode in modes])
    table.flags.writeable = False
    return table


def _beta_quantiles(mode: float, share: Float64) -> Float64:
    """Return quantiles of the beta distribution of PERT, by its density summed over equal steps."""
    at = np.linspace(0.0, 1.0, _DENSITY_STEPS + 1)
    middle = (at[1:] + at[:-1]) / 2
    density = middle ** (4 * mode) * (1 - middle) ** (4 * (1 - mode))
    below = np.concatenate([[0.0], np.cumsum(density)])
    return np.interp(share, below / below[-1], at)


@cache
def strata_orders() -> UInt8:
    """Return the orders in which blocks meet strata; always the same."""
    orders = sampling.strata_orders(_ORDERS_SEED)
    orders.flags.writeable = False
    return orders


def forms_of(spread: Spread, points: Points | None = None) -> Forms:
    """Return the forms of a table of distributions."""
    return forms(spread.shape, spread.is_trigen, spread.low, spread.likely, spread.high, points)


def forms(
    shape: Int8, is_trigen: Bool, low: Float64, likely: Float64, high: Float64, points: Points | None = None
) -> Forms:
    """Return the forms of distributions given by their values; see `lockstep.plan.Ranges`."""
    kind = _KINDS[shape]
    form = np.zeros((len(kind), 3))
    is_flat = (kind != sampling.LOGNORMAL) & (high <= low)
    kind = np.where(is_flat & (kind <= sampling.PERT), sampling.FIXED, kind)
    is_fixed = kind == sampling.FIXED
    form[is_fixed, 0] = likely[is_fixed]
    has_ends = (kind >= sampling.UNIFORM) & (kind <= sampling.PERT)
    wide = np.where(has_ends, high - low, 1.0)
    mode = np.clip(np.where(has_ends, (likely - low) / wide, 0.0), 0.0, 1.0)
    at = np.where(has_ends, low, 0.0)
    for row in np.flatnonzero(has_ends & is_trigen).tolist():
        at[row], wide[row], mode[row] = _opened(int(kind[row]), float(low[row]), float(wide[row]), mode[row])
    form[has_ends] = np.stack([at, wide, mode], axis=1)[has_ends]
    is_log = kind == sampling.LOGNORMAL
    if is_log.any():
        lower, upper = np.log(np.maximum(low[is_log], 1e-9)), np.log(np.maximum(high[is_log], 1e-9))
        form[is_log, 0], form[is_log, 1] = (lower + upper) / 2, (upper - lower) / (2 * _NORMAL_P90)
    spans, rows = _points(kind, points)
    return Forms(kind, form, spans, rows)


def _opened(kind: int, low: float, wide: float, mode: float) -> tuple[float, float, float]:
    """Return lowest value, width and mode of the distribution whose P10 and P90 lie `wide` apart from `low` on."""
    lower, upper = 0.0, 1.0
    for _ in range(60):
        middle = (lower + upper) / 2
        p10, p90 = _tenths(kind, middle)
        if p10 + mode * (p90 - p10) > middle:
            lower = middle
        else:
            upper = middle
    p10, p90 = _tenths(kind, lower)
    width = wide / (p90 - p10)
    return low - p10 * width, width, lower


def _tenths(kind: int, mode: float) -> tuple[float, float]:
    """Return P10 and P90 of the distribution on 0 to 1 with the given mode."""
    if kind == sampling.UNIFORM:
        return 0.1, 0.9
    if kind == sampling.PERT:
        p10, p90 = _beta_quantiles(mode, np.array([0.1, 0.9]))
        return float(p10), float(p90)
    p10 = np.sqrt(0.1 * mode) if mode > 0.1 else 1 - np.sqrt(0.9 * (1 - mode))
    p90 = np.sqrt(0.9 * mode) if mode > 0.9 else 1 - np.sqrt(0.1 * (1 - mode))
    return float(p10), float(p90)


def _points(kind: Int64, points: Points | None) -> tuple[Int64, Float64]:
    spans = np.zeros((len(kind), 2), np.int64)
    if points is None or len(points) == 0:
        return spans.ravel(), np.zeros((0, 2))
    order = np.argsort(points.row, kind="stable")
    rows = np.stack([points.share[order], points.value[order]], axis=1)
    owner = points.row[order]
    for row in np.unique(owner).tolist():
        first, last = np.searchsorted(owner, [row, row + 1])
        spans[row] = first, last
        if kind[row] == sampling.STEPS:
            rows[first:last, 0] = np.cumsum(rows[first:last, 0])
        rows[last - 1, 0] = 1.0
    return spans.ravel(), np.ascontiguousarray(rows)
