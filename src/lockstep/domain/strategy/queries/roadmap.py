"""A roadmap as it is drawn: lanes, time boxes, and the packages in them."""

from typing import Any

from lockstep.domain.access.policies import Standing, may_edit_records, may_raise_records, may_read
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.records.queries.graph import every_link
from lockstep.domain.records.vocabulary import today
from lockstep.domain.strategy.horizon import OPEN_PACKAGES
from lockstep.domain.strategy.models import PlanningPackage, Roadmap, Tranche, Workstream
from lockstep.domain.strategy.queries.roadmap_view import (
    Lane,
    Package,
    RoadmapChoice,
    RoadmapView,
    TimeBox,
)
from lockstep.domain.strategy.vocabulary import NODE


def roadmap_at(user: Any, node: int, roadmap: int | None = None) -> RoadmapView:
    """Return a roadmap of a node: the one asked for, else its own, else the first at, below or above it."""
    place = readable_node(user, node)
    mine = may_read.readable(user, "node")
    rows = list(Roadmap.objects.filter(mine).exclude(state="closed").select_related("node").order_by("pk"))
    near = [
        row
        for row in rows
        if row.node.path.startswith(place.path) or place.path.startswith(row.node.path) or row.pk == roadmap
    ]
    near.sort(key=lambda row: (row.node_id != node, not row.node.path.startswith(place.path), row.pk))
    choices = tuple(_choice(row) for row in near)
    chosen = next((row for row in choices if row.id == roadmap), next(iter(choices), None))
    if chosen is None:
        return RoadmapView(choices, None, (), (), ())
    boxes = Tranche.objects.filter(mine, roadmap_id=chosen.id).exclude(state="dropped")
    lanes = Workstream.objects.filter(mine, roadmap_id=chosen.id).exclude(state="ended")
    packages = PlanningPackage.objects.filter(mine, tranche__roadmap_id=chosen.id).exclude(state="dropped")
    standing = Standing.of(user)
    return RoadmapView(
        choices,
        chosen,
        tuple(_box(row) for row in boxes.order_by("starts_on", "pk")),
        _lanes(list(lanes.select_related("owner").order_by("place", "pk"))),
        tuple(
            _package(row, standing, user)
            for row in packages.select_related("tranche", "owner", "node").order_by("enters_on", "pk")
        ),
    )


def _choice(row: Roadmap) -> RoadmapChoice:
    return RoadmapChoice(
        row.pk, row.key, row.title, row.state, row.node_id, row.node.name, row.intent, row.horizon_days
    )


def _box(row: Tranche) -> TimeBox:
    return TimeBox(row.pk, row.key, row.title, row.kind, row.goal, row.state, row.starts_on, row.due_on)


def _lanes(rows: list[Workstream]) -> tuple[Lane, ...]:
    found: dict[int, list[int]] = {row.pk: [] for row in rows}
    links = every_link().filter(
        kind="concerns", source_type="strategy.workstream", source_id__in=list(found), target_type=NODE
    )
    for source, target in links.order_by("pk").values_list("source_id", "target_id"):
        found[source].append(target)
    return tuple(
        Lane(row.pk, row.key, row.title, row.owner.name if row.owner else "", tuple(found[row.pk]))
        for row in rows
    )


def _package(row: PlanningPackage, standing: Standing, user: Any) -> Package:
    box = row.tranche
    assert box is not None
    is_own = row.owner_id is not None and row.owner_id == user.pk
    policy = may_raise_records if is_own else may_edit_records
    return Package(
        row.pk,
        row.version,
        row.key,
        row.title,
        row.state,
        row.size,
        row.owner.name if row.owner else "",
        row.workstream_id,
        box.pk,
        row.starts_on or box.starts_on,
        row.finishes_on or box.due_on,
        row.enters_on,
        row.due_on,
        row.state == "detailed",
        row.state in OPEN_PACKAGES and row.enters_on is not None and row.enters_on <= today(),
        standing.may(policy.permission, row.node.path),
    )
