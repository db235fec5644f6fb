"""Plans back to files: what is stored of some projects, with our dates, in a format that can be written."""

import io
from dataclasses import replace
from typing import Any

import numpy as np

from lockstep.domain.planning.bridge.assembling import assemble
from lockstep.domain.planning.bridge.compiled import Compiled
from lockstep.foundation.findings import Finding
from lockstep.plan.columns import frozen


def export_projects(
    compiled: Compiled, projects: frozenset[int], file_format: str, name: str
) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the file of some projects, and what its format cannot carry. Raises LockstepError."""
    from lockstep.exchange import Format, write  # its parsers are not needed to serve pages

    nodes = tuple(node for node in compiled.tables.nodes if node.id in projects)
    part = assemble(replace(compiled.tables, nodes=nodes), name)
    activities = replace(part.plan.activities, uids=frozen(_source_uids(part), np.int64))
    out = io.BytesIO()
    findings = write(
        replace(part.plan, activities=activities), out, Format(file_format), _dates(compiled, part)
    )
    return out.getvalue(), findings


def _source_uids(part: Any) -> Any:
    """Return the uids that the plan's own tool knows, unique within each project."""
    uids, project = part.activities["uid"].copy(), part.plan.activities.project
    seen: set[tuple[int, int]] = set()
    last = int(uids.max(initial=0))
    for row in range(len(uids)):
        key = (int(project[row]), int(uids[row]))
        if key in seen:
            last += 1
            uids[row] = last
        seen.add((int(project[row]), int(uids[row])))
    return uids


def _dates(compiled: Compiled, part: Any) -> Any:
    """Return the network's schedule for the rows of a part of it."""
    rows = np.asarray([compiled.row(int(i)) for i in part.activities["id"]], dtype=np.int64)
    schedule = compiled.schedule
    by_activity = {
        name: getattr(schedule, name)[rows]
        for name in (
            "start_ticks",
            "finish_ticks",
            "early_start_ticks",
            "early_finish_ticks",
            "late_start_ticks",
            "late_finish_ticks",
            "total_float_ticks",
            "free_float_ticks",
            "is_critical",
            "is_on_longest_path",
            "driver_kind",
            "driver",
            "calendar",
        )
    }
    return replace(schedule, **by_activity)
