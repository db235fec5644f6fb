"""P6's baseline projects as baselines of the plan, matched by activity id within the project they belong to."""

from dataclasses import replace
from typing import Any

import numpy as np

from lockstep.exchange import texts
from lockstep.exchange.document import Count, Document
from lockstep.exchange.pmxml.gathering import BaselineRows
from lockstep.exchange.primavera.tables import hours
from lockstep.exchange.texts import Parse
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import Baseline
from lockstep.plan.baselines import BaselineColumns
from lockstep.plan.columns import frozen


def map_baselines(document: Document, found: list[BaselineRows]) -> Document:
    """Return the document with its baselines; activities that are gone since are kept raw."""
    if not found:
        return document
    plan = document.plan
    projects = {project.uid: index for index, project in enumerate(plan.projects)}
    index_of = {
        (int(project), code): index
        for index, (project, code) in enumerate(
            zip(plan.activities.project, plan.activities.codes, strict=True)
        )
    }
    moment, amount = Parse(texts.moment, NO_TICKS, "date"), Parse(hours, NO_TICKS, "number of hours")
    tables: dict[str, Any] = {}
    lost = 0
    for number, baseline in enumerate(found):
        project = projects.get(
            baseline.fields.get("OriginalProjectObjectId", ""), 0 if len(projects) == 1 else -1
        )
        name = baseline.fields.get("Name") or f"Baseline {number + 1}"
        columns = tables.setdefault(name, np.full((4, len(plan.activities)), NO_TICKS, dtype=np.int64))
        for code, start, finish, length, work in baseline.rows:
            index = index_of.get((project, code or ""), -1)
            if index < 0:
                lost += 1
                document.raw.keep("BaselineProject", name, "Activity", code or "")
            else:
                columns[:, index] = moment[start], moment[finish], amount[length], amount[work]
    total = sum(len(baseline.rows) for baseline in found)
    count = Count(
        "baseline values", total, total - lost, lost, "their activity is not in the project any more"
    )
    baselines = tuple(
        Baseline(name, BaselineColumns(*(frozen(column, np.int64) for column in columns)))
        for name, columns in tables.items()
    )
    return replace(
        document,
        plan=replace(plan, baselines=baselines),
        source=replace(document.source, counts=(*document.source.counts, count)),
    )
