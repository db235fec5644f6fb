"""What the ledger knows of the app's models: where their records stand in the tree, and how people know them."""

from collections.abc import Callable
from typing import Any

from lockstep.domain.ledger import register
from lockstep.domain.ledger.registry import exempt
from lockstep.domain.planning import models


def _project(row: Any) -> int:
    return int(row.project_id)


def _node(row: Any) -> int:
    return int(row.node_id)


_PLACES: dict[Any, Callable[[Any], int]] = {
    models.ProjectPlan: _node,
    models.Activity: _project,
    models.Link: _project,
    models.FurtherConstraint: _project,
    models.Split: _project,
    models.Suspension: _project,
    models.Assignment: _project,
    models.Baseline: _node,
    models.BaselineValue: _project,
    models.ExternalId: _project,
    models.RawAttribute: _project,
    models.ActivityLayer: _project,
    models.Proposal: _project,
    models.SavedView: _node,
}


def _link_label(row: Any) -> str:
    """Name both ends where they are loaded; an import of thousands of links is not worth a query each."""
    ends = [row._state.fields_cache.get(name) for name in ("predecessor", "successor")]
    return f"{ends[0]} to {ends[1]}" if all(ends) else str(row)


_LABELS: dict[Any, Callable[[Any], str]] = {
    models.ProjectPlan: lambda row: f"plan of {row.node.name}",
    models.Link: _link_label,
    models.ActivityLayer: lambda row: row.activity.name,
}

for _model, _place in _PLACES.items():
    register(_model, node_of=_place, label=_LABELS.get(_model, str))

exempt("planning.Network", reason="only its revision changes, counted by every action that touches it")
exempt("planning.ImportRun", reason="evidence of a dry run; what applying it writes is a change set")
exempt("planning.LevelingProposal", reason="evidence of a computation; what taking it writes is a change set")
exempt("planning.ScheduleResult", reason="computed, immutable: one row a revision")
exempt("planning.CurrentResult", reason="computed: which revision the current dates show")
exempt("planning.CurrentDates", reason="computed from the inputs, written in bulk")
