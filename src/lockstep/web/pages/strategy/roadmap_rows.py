"""What stands on a roadmap, package or milestone, as one kind of row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
from django.urls import reverse

from lockstep.domain.access.queries.nodes import readable_nodes_below
from lockstep.domain.outlook.queries import Confidence, confidence
from lockstep.domain.planning.queries.plan_rows import PlanRow, plan_rows
from lockstep.domain.strategy.queries.roadmap_view import Package, RoadmapView
from lockstep.foundation.ticks import datetime_of
from lockstep.web.roadmap_picture import Thing, end_of, start_of
from lockstep.web.words import day_words

OTHER_LANE = "In no workstream"
KEY_MILESTONES = 5
"""So many milestones of a project are shown at first: those with a deadline, then its last ones."""
PACKAGE_STATES = {"rough": "rough", "detailing": "being detailed", "detailed": "detailed"}


@dataclass(frozen=True, slots=True)
class RoadmapRow:
    """A package or a milestone on the roadmap."""

    kind: str
    id: int
    version: int
    name: str
    address: str
    lane: int
    lane_name: str
    box: int
    box_name: str
    state_words: str
    tone: str
    size: str
    owner: str
    starts_on: date | None
    finishes_on: date | None
    start_ticks: int
    finish_ticks: int
    p50_ticks: int | None
    p80_ticks: int | None
    detail_by: date | None
    before: int | None = None
    """The tranche before, to which the asker may move it."""
    after: int | None = None

    @property
    def may_move(self) -> bool:
        """Tell whether there is anywhere to move it."""
        return self.before is not None or self.after is not None

    @property
    def kind_words(self) -> str:
        """Return what it is."""
        return "Planning package" if self.kind == "package" else "Milestone"

    @property
    def p50_on(self) -> date | None:
        """Return the day by which half of the simulated cases have it."""
        return _day(self.p50_ticks)

    @property
    def p80_on(self) -> date | None:
        """Return the day by which four of five simulated cases have it."""
        return _day(self.p80_ticks)


@dataclass(frozen=True, slots=True)
class Milestones:
    """Milestones still to come with the newest analysis, if there is one."""

    rows: tuple[PlanRow, ...]
    found: Confidence | None
    lanes: dict[int, tuple[int, str]]

    @property
    def run(self) -> Confidence | None:
        """Return the analysis that the bands come from."""
        return self.found

    def band(self, activity: int) -> tuple[int | None, int | None]:
        """Return P50 and P80 of an activity."""
        found = self.found
        if found is None or not len(found.ids):
            return None, None
        at = min(int(np.searchsorted(found.ids, activity)), len(found.ids) - 1)
        if int(found.ids[at]) != activity:
            return None, None
        return int(found.p50_ticks[at]), int(found.p80_ticks[at])


class Shown(StrEnum):
    """Which milestones are drawn."""

    KEY = ""
    ALL = "all"


def milestones_of(user: Any, node: int, view: RoadmapView, shown: Shown) -> Milestones:
    """Return the milestones of a node still to come: the key ones of each project, or all."""
    plan = plan_rows(user, node)
    found = confidence(plan.network)
    rows = [row for row in plan.rows if row.is_milestone]
    chosen = (
        rows if shown is Shown.ALL else [row for part in _by_project(rows).values() for row in _key(part)]
    )
    return Milestones(tuple(chosen), found, _lanes(user, node, view))


def _by_project(rows: Sequence[PlanRow]) -> dict[int, list[PlanRow]]:
    found: dict[int, list[PlanRow]] = {}
    for row in rows:
        found.setdefault(row.project, []).append(row)
    return found


def _key(rows: list[PlanRow]) -> list[PlanRow]:
    ranked = sorted(rows, key=lambda row: (row.deadline_ticks is None, -row.finish_ticks))
    return ranked[:KEY_MILESTONES]


def _lanes(user: Any, node: int, view: RoadmapView) -> dict[int, tuple[int, str]]:
    """Return the lane of each node below: that of the nearest node that a workstream names, else its own name."""
    named = {place: (lane.id, lane.title) for lane in view.lanes for place in lane.nodes}
    found = {}
    for row in readable_nodes_below(user, node):
        nearest = next((named[place] for place in reversed(row.ancestor_ids) if place in named), None)
        other = (0, OTHER_LANE) if view.lanes else (-row.id, row.name)
        found[row.id] = nearest or other
    return found


def rows_of(view: RoadmapView, milestones: Milestones) -> list[RoadmapRow]:
    """Return packages and milestones as rows."""
    lanes = {lane.id: lane.title for lane in view.lanes}
    boxes = {box.id: box.title for box in view.boxes}
    packages = [_package(row, lanes, boxes) for row in view.packages if row.starts_on and row.finishes_on]
    return [*packages, *(_milestone(row, milestones, view) for row in milestones.rows)]


def _package(row: Package, lanes: dict[int, str], boxes: dict[int, str]) -> RoadmapRow:
    assert row.starts_on is not None
    assert row.finishes_on is not None
    state = "inside the horizon, not detailed" if row.is_inside else PACKAGE_STATES[row.state]
    return RoadmapRow(
        "package",
        row.id,
        row.version,
        f"{row.key} {row.title}",
        reverse("web:record", args=["planning-packages", row.id]),
        row.lane or 0,
        lanes.get(row.lane or 0, OTHER_LANE),
        row.tranche,
        boxes.get(row.tranche, ""),
        state,
        "is-due" if row.is_inside else "is-detailed" if row.is_detailed else "is-rough",
        row.size,
        row.owner,
        row.starts_on,
        row.finishes_on,
        start_of(row.starts_on),
        end_of(row.finishes_on),
        None,
        None,
        row.detail_by,
        *_beside(list(boxes), row),
    )


def _milestone(row: PlanRow, milestones: Milestones, view: RoadmapView) -> RoadmapRow:
    lane, lane_name = milestones.lanes.get(row.project, (0, OTHER_LANE))
    p50, p80 = milestones.band(row.activity)
    day = _day(row.finish_ticks)
    assert day is not None
    box = next((b for b in view.boxes if b.starts_on and b.ends_on and b.starts_on <= day <= b.ends_on), None)
    held_to = row.deadline_ticks if row.deadline_ticks is not None else row.baseline_ticks
    is_late = held_to is not None and _day(row.finish_ticks) > _day(held_to)  # type: ignore[operator]
    return RoadmapRow(
        "milestone",
        row.activity,
        0,
        row.name,
        reverse("web:activity", args=[row.activity]),
        lane,
        lane_name,
        box.id if box else 0,
        box.title if box else "",
        ("later than its " + ("deadline" if row.deadline_ticks is not None else "baseline"))
        if is_late
        else "in time",
        "is-late" if is_late else "now",
        "",
        row.project_name,
        day,
        day,
        row.finish_ticks,
        row.finish_ticks,
        p50,
        p80,
        None,
    )


def _beside(boxes: list[int], row: Package) -> tuple[int | None, int | None]:
    """Return the tranches before and after, where the asker may move it and a day of its own does not hold it."""
    if not row.may_edit or row.is_detailed or row.tranche not in boxes:
        return None, None
    at = boxes.index(row.tranche)
    return boxes[at - 1] if at else None, boxes[at + 1] if at + 1 < len(boxes) else None


def _day(ticks: int | None) -> date | None:
    # What ends at midnight has ended on the day before.
    return None if ticks is None else datetime_of(ticks - 1).date()


def things_of(view: RoadmapView, rows: Sequence[RoadmapRow]) -> list[tuple[str, str, list[Thing]]]:
    """Return the lanes in order with what is seen in them; lanes without a workstream stand last."""
    lanes: dict[int, tuple[str, str, list[Thing]]] = {
        lane.id: (lane.title, reverse("web:record", args=["workstreams", lane.id]), []) for lane in view.lanes
    }
    for row in rows:
        lanes.setdefault(row.lane, (row.lane_name, "", []))[2].append(_thing(row))
    return [lane for key, lane in lanes.items() if lane[2] or key > 0]


def _thing(row: RoadmapRow) -> Thing:
    words = f"{row.name}, {row.state_words}, {day_words(row.finishes_on)}"
    if row.p50_on and row.p80_on:
        words += f", P50 {day_words(row.p50_on)}, P80 {day_words(row.p80_on)}"
    return Thing(
        row.name,
        words,
        row.address,
        row.tone,
        row.start_ticks,
        row.finish_ticks,
        row.kind == "milestone",
        row.p50_ticks,
        row.p80_ticks,
    )
