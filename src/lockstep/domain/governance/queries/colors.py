"""The colors of the tolerances at and below a node."""

from datetime import date
from typing import Any

from lockstep.domain.access.policies import may_read
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.governance import rules
from lockstep.domain.governance.keeping import ColorSpan, spans_of
from lockstep.domain.governance.models import ColorKept, Tolerance
from lockstep.domain.governance.register.judging import judged, reported
from lockstep.domain.governance.vocabulary import Dimension, NodeColors, Reads, ToleranceState


def colors_at(user: Any, node: int) -> tuple[NodeColors, ...]:
    """Return the tolerances in force at and below a node, node by node from the top, with their overall colors."""
    path = readable_node(user, node).path
    rows = Tolerance.objects.filter(
        may_read.readable(user, "node"), node__path__startswith=path, state="agreed"
    ).select_related("node", "reading")
    by_node: dict[int, list[ToleranceState]] = {}
    names: dict[int, str] = {}
    for row in rows.order_by("node__path", "dimension", "pk"):
        names[row.node_id] = row.node.name
        by_node.setdefault(row.node_id, []).append(_state(row))
    return tuple(
        NodeColors(
            place,
            names[place],
            tuple(states),
            rules.overall_of((state.title, state.judgment.color, state.is_advisory) for state in states),
        )
        for place, states in by_node.items()
    )


def color_trends(user: Any, node: int, since: date) -> dict[int, tuple[ColorSpan, ...]]:
    """Return the kept colors of the tolerances in force at and below a node by tolerance, those of a day on."""
    path = readable_node(user, node).path
    rows = ColorKept.objects.filter(
        may_read.readable(user, "tolerance__node"),
        tolerance__node__path__startswith=path,
        tolerance__state="agreed",
    )
    by_tolerance: dict[int, list[ColorKept]] = {}
    for row in rows.order_by("tolerance", "since"):
        by_tolerance.setdefault(row.tolerance_id, []).append(row)
    return {
        tolerance: tuple(span for span in spans_of(kept) if span.until is None or span.until > since)
        for tolerance, kept in by_tolerance.items()
    }


def _state(row: Tolerance) -> ToleranceState:
    judgment, shown = judged(row), reported(row)
    live = getattr(row, "reading", None) if row.reads == Reads.LIVE else None
    return ToleranceState(
        row.pk,
        row.key,
        row.title,
        row.node_id,
        row.node.name,
        Dimension(row.dimension),
        row.is_advisory,
        judgment,
        shown,
        rules.gap_of(judgment.color, shown),
        rules.is_unsupported(judgment.color, shown),
        live.measured_on if live is not None else row.measured_on,
        live.words if live is not None else "",
    )
