"""What a simulation has to say beside its numbers."""

from collections.abc import Iterator

import numpy as np

from lockstep.engine.simulation.ground import Ground
from lockstep.foundation.findings import Finding, Severity
from lockstep.plan import CriticalBy, ItemKind, LagUnit, RangeSource, Uncertainties

BIAS_SHARE = 0.25
"""A deterministic finish met in fewer iterations than this is called out."""


def notices(base: Ground, uncertain: Uncertainties, repair: float) -> Iterator[Finding]:
    """Yield what concerns the inputs."""
    yield from _ties(base, uncertain, repair)
    plan, name = base.plan, f"plan '{base.plan.name}'"
    ranges = uncertain.ranges
    concerned = (ranges.activity, uncertain.impacts.activity, uncertain.members.activity)
    left_out = np.unique(np.concatenate([rows[~base.is_drawn[rows]] for rows in concerned]))
    if len(ranges) > 1 and len(uncertain.members) == 0 and len(uncertain.correlations) == 0:
        yield Finding(
            "simulation.spread_understated",
            Severity.WARNING,
            name,
            "No factor or correlation is set, so every duration is drawn independently and the spread of the whole "
            "is understated. "
            "Set a factor for each team, vendor or kind of work.",
        )
    by_policy = int((ranges.source == RangeSource.POLICY_DEFAULT).sum())
    if by_policy:
        yield Finding(
            "simulation.policy_default",
            Severity.NOTE,
            name,
            f"{by_policy} of {len(ranges)} ranges are the policy default, not anybody's judgment. "
            "Give ranges to what matters.",
        )
    if len(left_out):
        yield Finding(
            "simulation.range_left_out",
            Severity.WARNING,
            name,
            f"Ranges, factors or impacts of {len(left_out)} finished, fixed, inactive, summary or level-of-effort "
            "activities change nothing. Give them to unfinished work.",
            tuple(left_out.tolist()),
        )
    is_share = np.isin(plan.links.lag_unit, (LagUnit.PERCENT, LagUnit.PERCENT_ELAPSED))
    held = is_share & np.isin(plan.links.predecessor, np.concatenate(concerned[:1] + concerned[1:]))
    if held.any():
        yield Finding(
            "simulation.percent_lag_held",
            Severity.WARNING,
            name,
            f"{int(held.sum())} lags given as a percentage stay what they are without uncertainty while durations "
            "are drawn. Give them in working time where that matters.",
        )
    if any(project.options.critical_by == CriticalBy.LONGEST_PATH for project in plan.projects):
        yield Finding(
            "simulation.critical_by_float",
            Severity.NOTE,
            name,
            "A project takes the longest path for critical; criticality is counted by total float here.",
        )
    if base.grid is None:
        yield Finding(
            "simulation.one_by_one",
            Severity.NOTE,
            name,
            "Resource calendars, lags in use, links into summaries that have begun, work as late as possible, "
            "scheduling from the finish or very fine shifts have the iterations computed one by one: the same "
            "rules, but slower.",
        )


def _ties(base: Ground, uncertain: Uncertainties, repair: float) -> Iterator[Finding]:
    """Yield what concerns typed correlations."""
    if repair > 0:
        yield Finding(
            "simulation.correlation_repaired",
            Severity.WARNING,
            f"plan '{base.plan.name}'",
            f"The typed correlations contradict each other, so the nearest possible ones are used; one changed by "
            f"{repair:.2f}. Look for three ranges of which two pairs go together and the third goes against.",
        )
    pairs = uncertain.correlations
    known = set(uncertain.ranges.activity.tolist())
    left_out = sorted(
        {
            int(item)
            for kinds, items in ((pairs.kind, pairs.item), (pairs.other_kind, pairs.other))
            for kind, item in zip(kinds, items, strict=True)
            if kind == ItemKind.ACTIVITY and (int(item) not in known or not base.is_drawn[item])
        }
    )
    if left_out:
        yield Finding(
            "simulation.correlation_left_out",
            Severity.WARNING,
            f"plan '{base.plan.name}'",
            f"Correlations of {len(left_out)} activities without a range that is drawn change nothing. "
            "Give these activities ranges.",
            tuple(left_out),
        )


def merge_bias(base: Ground, deterministic_share: float, spread: int) -> Iterator[Finding]:
    """Yield a note where the finish without uncertainty is seldom met."""
    if spread > 0 and deterministic_share < BIAS_SHARE:
        yield Finding(
            "simulation.merge_bias",
            Severity.NOTE,
            f"plan '{base.plan.name}'",
            f"Only {deterministic_share:.0%} of the iterations meet the finish without uncertainty: ranges lean to "
            "the late side, and where paths meet the latest one counts. Commit to a later P-value.",
        )
