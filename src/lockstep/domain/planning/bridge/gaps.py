"""Gaps that leveling proposes: which activity it would interrupt where, and whether that was taken."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from lockstep.domain.planning.bridge.compiled import Compiled
from lockstep.domain.planning.bridge.digests import inputs_digest
from lockstep.plan import Plan

Gaps = Mapping[int, Sequence[Sequence[int]]]
"""By activity: working ticks done before each gap, and its length."""


def gaps_by_activity(report: Mapping[str, Any]) -> Gaps:
    """Return the gaps of a stored report; none in one of before work could be interrupted."""
    return {int(activity): gaps for activity, gaps in report.get("gaps", {}).items()}


def has_gaps(compiled: Compiled, activity: int, gaps: Gaps) -> bool:
    """Return whether an activity is interrupted just as proposed."""
    row = compiled.row(activity)
    if row is None:
        return False
    splits = compiled.plan.splits
    own = splits.activity == row
    now = zip(splits.after_ticks[own].tolist(), splits.gap_ticks[own].tolist(), strict=True)
    return sorted(now) == sorted((int(after), int(gap)) for after, gap in gaps.get(activity, ()))


def digest_apart_from(compiled: Compiled, gaps: Gaps) -> str:
    """Return the digest of a network's inputs without the gaps that a proposal sets, so that taking it changes nothing.

    Leveling only interrupts work in one piece, so an activity that it interrupts had no gaps of its own.
    """
    if not gaps:
        return compiled.inputs_digest
    rows = [compiled.row(activity) for activity in gaps if has_gaps(compiled, activity, gaps)]
    return inputs_digest(compiled.plan, apart=np.asarray(rows, np.int64))


def plan_with_gaps(compiled: Compiled, gaps: Gaps) -> Plan:
    """Return the plan of a network, interrupted as proposed where it is not so already."""
    from lockstep.engine import ProposedGap
    from lockstep.engine.leveling.settling import with_gaps

    missing = [
        ProposedGap(row, int(after), int(gap))
        for activity, found in gaps.items()
        if (row := compiled.row(activity)) is not None and not has_gaps(compiled, activity, gaps)
        for after, gap in found
    ]
    return with_gaps(compiled.plan, tuple(missing))
