"""The JSON form of a reconciliation: a documented promise (docs/reference/json.md)."""

from typing import TYPE_CHECKING, Any

from lockstep.cli.schedule_form import FORM_VERSION, findings_form, identity_form, minutes_form
from lockstep.foundation.findings import Finding
from lockstep.foundation.ticks import iso_of
from lockstep.plan import Plan, StoredDates

if TYPE_CHECKING:
    from lockstep.engine import Reconciliation, Schedule, Share, Trust


def reconcile_form(
    plan: Plan,
    schedule: "Schedule",
    stored: StoredDates,
    result: "Reconciliation",
    *,
    file: str,
    findings: tuple[Finding, ...],
) -> dict[str, Any]:
    """Return the whole form: the file's verdict and shares, then each activity, then the findings."""
    return {
        "version": FORM_VERSION,
        "files": [
            {
                "file": file,
                "is_trustworthy": result.trust.is_trusted,
                "trust": trust_form(result.trust),
                "shares": share_form(result.total),
                "projects": [
                    {"project": project.uid, "name": project.name, "shares": share_form(share)}
                    for project, share in zip(plan.projects, result.projects, strict=True)
                ],
            }
        ],
        "activities": [
            _activity(plan, schedule, stored, result, index) for index in range(len(plan.activities))
        ],
        "findings": findings_form(findings),
    }


def trust_form(trust: "Trust") -> dict[str, Any]:
    """Return what the rule of trust looked at and found."""
    return {
        "sentence": trust.sentence,
        "activities": trust.activities,
        "activities_with_early_dates": trust.stored,
        "links_checked": trust.checked_links,
        "links_broken": trust.broken_links,
    }


def share_form(share: "Share") -> dict[str, Any]:
    """Return counts and shares of agreement; a share of nothing is null."""
    return {
        "compared": share.compared,
        "agreed": share.agreed,
        "share": share.share,
        "linked_compared": share.linked_compared,
        "linked_agreed": share.linked_agreed,
        "linked_share": share.linked_share,
    }


def _activity(
    plan: Plan, schedule: "Schedule", stored: StoredDates, result: "Reconciliation", index: int
) -> dict[str, Any]:
    is_compared = bool(result.is_compared[index])
    origin = int(result.origin[index])
    return identity_form(plan, index) | {
        "stored": _values(stored, index),
        "ours": _values(schedule, index),
        "agrees": bool(result.agrees[index]) if is_compared else None,
        "cause": _cause_word(int(result.cause[index])),
        "origin": None
        if origin < 0
        else {key: identity_form(plan, origin)[key] for key in ("project", "uid")},
    }


def _values(dates: "StoredDates | Schedule", index: int) -> dict[str, Any]:
    return {
        "early_start": iso_of(int(dates.early_start_ticks[index])),
        "early_finish": iso_of(int(dates.early_finish_ticks[index])),
        "late_start": iso_of(int(dates.late_start_ticks[index])),
        "late_finish": iso_of(int(dates.late_finish_ticks[index])),
        "total_float_min": minutes_form(int(dates.total_float_ticks[index])),
        "free_float_min": minutes_form(int(dates.free_float_ticks[index])),
    }


def _cause_word(cause: int) -> str | None:
    from lockstep.engine import Cause

    return Cause(cause).name.lower() if cause else None
