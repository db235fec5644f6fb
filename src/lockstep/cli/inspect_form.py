"""The JSON form of what a plan holds: a documented promise (docs/reference/json.md)."""

from typing import Any

import numpy as np

from lockstep.cli.schedule_form import FORM_VERSION, findings_form
from lockstep.foundation.findings import Finding
from lockstep.plan import ActivityKind, ConstraintKind, LinkKind, Plan


def inspect_form(plan: Plan, findings: tuple[Finding, ...]) -> dict[str, Any]:
    """Return the whole form: version, counts, findings worst first."""
    return {"version": FORM_VERSION, "counts": counts(plan), "findings": findings_form(findings)}


def counts(plan: Plan) -> dict[str, Any]:
    """Return how much of everything a plan holds."""
    kind = plan.activities.kind
    milestones = [member for member in ActivityKind if member.is_milestone]
    return {
        "projects": len(plan.projects),
        "activities": len(plan.activities),
        "summaries": int((kind == ActivityKind.SUMMARY).sum()),
        "milestones": int(np.isin(kind, milestones).sum()),
        "links": {member.name: int((plan.links.kind == member).sum()) for member in LinkKind},
        "lags": int(((plan.links.lag_ticks != 0) | (plan.links.lag_share != 0)).sum()),
        "constraints": int((plan.constraints.kind != ConstraintKind.DEADLINE).sum()),
        "constraints_by_kind": _by_kind(plan),
        "deadlines": int((plan.constraints.kind == ConstraintKind.DEADLINE).sum()),
        "calendars": len(plan.calendars),
        "resources": len(plan.resources),
        "assignments": len(plan.assignments),
        "baselines": len(plan.baselines),
    }


def _by_kind(plan: Plan) -> dict[str, int]:
    kinds = plan.constraints.kind
    found, number = np.unique(kinds[kinds != ConstraintKind.DEADLINE], return_counts=True)
    return {
        ConstraintKind(int(kind)).name.lower(): int(count) for kind, count in zip(found, number, strict=True)
    }
