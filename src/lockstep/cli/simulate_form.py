"""The JSON form of a simulation: a documented promise (docs/reference/json.md)."""

import math
from typing import TYPE_CHECKING, Any

from lockstep.cli.schedule_form import findings_form, identity_form, is_milestone, minutes_form
from lockstep.foundation.findings import Finding
from lockstep.foundation.ticks import NO_TICKS, iso_of
from lockstep.plan import Plan, RangeSource

if TYPE_CHECKING:
    from lockstep.engine import Simulation

FORM_VERSION = 1
P_VALUES = ("p10", "p50", "p80", "p90")
_DIGITS = 6


def simulate_form(plan: Plan, result: "Simulation", findings: tuple[Finding, ...]) -> dict[str, Any]:
    """Return the whole form; the same result gives the same bytes."""
    return {
        "version": FORM_VERSION,
        "seed": result.seed,
        "iterations": result.iterations,
        "ranges": {source.words: int(result.range_count[source]) for source in RangeSource},
        "whole": p_values(result.whole_finish_ticks)
        | {
            "deterministic": iso_of(result.deterministic_finish_ticks),
            "deterministic_share": _rounded(result.deterministic_share),
            "contingency_days": result.contingency_days,
            "curve": [iso_of(int(at)) for at in result.whole_curve_ticks],
        },
        "projects": [_project(plan, result, row) for row in range(len(plan.projects))],
        "deadlines": [_deadline(plan, result, row) for row in range(len(result.deadline_ticks))],
        "activities": [_activity(plan, result, row) for row in range(len(plan.activities))],
        "findings": findings_form(findings),
    }


def p_values(ticks: Any) -> dict[str, str | None]:
    """Return P10, P50, P80 and P90 by name."""
    return {name: iso_of(int(at)) for name, at in zip(P_VALUES, ticks, strict=True)}


def _project(plan: Plan, result: "Simulation", row: int) -> dict[str, Any]:
    curve = result.project_curve_ticks[row]
    return {
        "project": plan.projects[row].uid,
        "name": plan.projects[row].name,
        **p_values(result.project_finish_ticks[row]),
        "curve": [] if curve[0] == NO_TICKS else [iso_of(int(at)) for at in curve],
    }


def _deadline(plan: Plan, result: "Simulation", row: int) -> dict[str, Any]:
    return identity_form(plan, int(result.deadline_activity[row])) | {
        "deadline": iso_of(int(result.deadline_ticks[row])),
        "share": _rounded(result.deadline_share[row]),
    }


def _activity(plan: Plan, result: "Simulation", row: int) -> dict[str, Any]:
    return identity_form(plan, row) | {
        "is_milestone": is_milestone(plan.activities, row),
        "has_range": bool(result.has_range[row]),
        **p_values(result.finish_ticks[row]),
        "error_min": minutes_form(int(result.error_ticks[row])),
        "criticality": _rounded(result.criticality[row]),
        "correlation": _rounded(result.correlation[row]),
        "rank_correlation": _rounded(result.rank_correlation[row]),
        "cruciality": _rounded(result.cruciality[row]),
    }


def _rounded(share: float) -> float | None:
    """Return a share to six digits, or None where there is none."""
    return None if math.isnan(share) else round(float(share), _DIGITS)
