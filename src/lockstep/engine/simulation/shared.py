"""What many activities share: how far risk events and factors move the finish of the whole."""

from typing import Any

import numpy as np

from lockstep.engine.kernels.sampling import LANES
from lockstep.engine.simulation.running import Run
from lockstep.engine.simulation.tally import Samples
from lockstep.plan.columns import Float64


def shared_correlations(run: Run, seen: Samples) -> tuple[Float64, Float64]:
    """Return by risk event and by factor Pearson's correlation with the finish of the whole."""
    blocks = range(-(-len(seen.whole) // LANES))
    return (
        _correlated([run.sampler.happens(block) for block in blocks], seen),
        _correlated([run.sampler.factors(block) for block in blocks], seen),
    )


def _correlated(blocks: list[Any], seen: Samples) -> Float64:
    values = np.concatenate(blocks, axis=1)[:, : len(seen.whole)].astype(np.float64)
    end = (seen.whole - seen.whole[0]).astype(np.float64)
    end -= end.mean()
    values -= values.mean(axis=1, keepdims=True)
    scatter = np.sqrt((values * values).sum(axis=1) * (end * end).sum())
    together = (values * end).sum(axis=1)
    return np.where(scatter > 0, together / np.where(scatter > 0, scatter, 1.0), np.nan)
