"""Baselines and the variance against them."""

from datetime import datetime
from typing import Any

from lockstep.api.shapes import Body, Name, Shape, shape_of
from lockstep.domain.planning.queries.variance import BaselineSummary
from lockstep.domain.planning.vocabulary import BaselineState

BaselineLine = shape_of(BaselineSummary, "BaselineLine")
Days = list[float | None]
Moments = list[int | None]


class Baselines(Shape):
    """The baselines that can be looked at from a node, the one shown first first."""

    items: list[BaselineLine]
    next: str | None
    may_edit: bool


class StoredBaseline(Shape):
    """A baseline as it is stored now."""

    id: int
    version: int
    node_id: int
    name: str
    state: BaselineState
    captured_at: datetime
    approved_at: datetime | None


class BaselineTitle(Body):
    """The name of a baseline, such as "Approved in February"."""

    name: Name


class VarianceTable(Shape):
    """Activities against a baseline as columns; days are calendar days, later is positive."""

    activity: list[int]
    project: list[int]
    code: list[str]
    name: list[str]
    kind: list[str]
    base_start_ticks: Moments
    base_finish_ticks: Moments
    start_ticks: Moments
    finish_ticks: Moments
    start_days: Days
    finish_days: Days


class Variance(Shape):
    """The variance against a baseline, the latest finishes first."""

    baseline: int
    slipped: int
    not_in_baseline: int
    only_in_baseline: int
    columns: VarianceTable


def columns_of(rows: Any) -> dict[str, list[Any]]:
    """Return rows as columns."""
    return {name: [getattr(row, name) for row in rows] for name in VarianceTable.model_fields}
