"""The source's own dates beside ours, for an import's report."""

from functools import lru_cache
from typing import Any

import numpy as np

from lockstep.domain.planning.bridge.files import read_kept
from lockstep.foundation.ticks import NO_TICKS


@lru_cache(maxsize=4)
def reconciliation(digest: str, name: str, mapping: str = "") -> dict[str, Any] | None:
    """Return shares, trust and the rows that differ, as plain data; None where the file holds no dates of its own."""
    from lockstep.engine import Cause, reconcile, schedule  # loads compiled kernels

    document = read_kept(digest, name, mapping)
    plan, stored = document.plan, document.stored
    if stored is None or not len(plan.activities):
        return None
    ours = schedule(plan)
    found = reconcile(plan, ours, stored)
    differing = np.flatnonzero(found.is_compared & ~found.agrees)
    causes = [Cause(int(found.cause[row])) for row in differing]
    by_cause: dict[str, int] = {}
    for cause in causes:
        by_cause[cause.word] = by_cause.get(cause.word, 0) + 1
    rows = [
        {
            "uid": int(plan.activities.uids[row]),
            "code": plan.activities.codes[row],
            "name": plan.activities.names[row],
            "project": plan.projects[int(plan.activities.project[row])].name,
            "cause": cause.word,
            "origin": plan.activities.names[int(found.origin[row])] if found.origin[row] >= 0 else "",
            "stored": _dates(stored, int(row), "total_float_ticks"),
            "ours": _dates(ours, int(row), "total_float_ticks"),
        }
        for row, cause in zip(differing, causes, strict=True)
    ]
    return {
        "compared": found.total.compared,
        "agreed": found.total.agreed,
        "share": found.total.share,
        "linkedCompared": found.total.linked_compared,
        "linkedAgreed": found.total.linked_agreed,
        "linkedShare": found.total.linked_share,
        "isTrusted": found.trust.is_trusted,
        "trust": found.trust.sentence,
        "projects": [
            {"name": share.name, "compared": share.compared, "agreed": share.agreed, "share": share.share}
            for share in found.projects
        ],
        "causes": by_cause,
        "rows": rows,
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity.word,
                "place": finding.place,
                "sentence": finding.sentence,
            }
            for finding in ours.findings
        ],
    }


def _dates(columns: Any, row: int, float_name: str) -> list[int | None]:
    """Return early start, early finish and total float in ticks."""
    names = ("early_start_ticks", "early_finish_ticks", float_name)
    values = [int(getattr(columns, name)[row]) for name in names]
    return [None if value == NO_TICKS else value for value in values]
