"""Loops: would an edit make an activity wait for itself?

A link holds the successor and everything below it; a summary waits for everything below it. So each activity has two
states, *held* (something must come before it) and *done* (it and all below it are finished), and a loop is a way
from held back to held.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lockstep.domain.planning.bridge.assembling import Assembled

HELD, DONE = 0, 1
State = tuple[int, int]


@dataclass(frozen=True)
class LinkGraph:
    """Links and outline of one compiled revision, by activity id."""

    assembled: Assembled

    @cached_property
    def parents(self) -> Mapping[int, int]:
        """Return the summary above each activity that has one."""
        ids = self.assembled.activities["id"]
        parents = self.assembled.plan.activities.parent
        rows = (parents >= 0).nonzero()[0]
        return dict(zip(ids[rows].tolist(), ids[parents[rows]].tolist(), strict=True))

    @cached_property
    def children(self) -> Mapping[int, list[int]]:
        """Return the activities directly below each summary."""
        found: dict[int, list[int]] = defaultdict(list)
        for child, parent in self.parents.items():
            found[parent].append(child)
        return found

    @cached_property
    def successors(self) -> Mapping[int, list[tuple[int, int]]]:
        """Return (link, successor) of each activity."""
        sheet = self.assembled.links
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for link, before, after in zip(
            sheet["id"].tolist(),
            sheet["predecessor_id"].tolist(),
            sheet["successor_id"].tolist(),
            strict=True,
        ):
            found[before].append((link, after))
        return found


@dataclass
class GraphEdit:
    """What an edit changes of the graph."""

    links: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Links added or changed: predecessor and successor by link id."""
    gone: set[int] = field(default_factory=set)
    """Links removed or changed."""
    parents: dict[int, int | None] = field(default_factory=dict)
    """Activities that were moved: the summary above."""


def loop_through(graph: LinkGraph, edit: GraphEdit, start: int) -> list[int] | None:
    """Return the activities of a loop through `start`, in order and without repeating the first; None if there is none.

    Cost: every activity and link at most once.
    """
    added: dict[int, list[int]] = defaultdict(list)
    for before, after in edit.links.values():
        added[before].append(after)
    adopted: dict[int, list[int]] = defaultdict(list)
    for child, parent in edit.parents.items():
        if parent is not None:
            adopted[parent].append(child)

    def following(state: State) -> Iterable[State]:
        activity, phase = state
        if phase == HELD:
            yield (activity, DONE)
            for child in graph.children.get(activity, ()):
                if child not in edit.parents:
                    yield (child, HELD)
            for child in adopted.get(activity, ()):
                yield (child, HELD)
            return
        parent = edit.parents[activity] if activity in edit.parents else graph.parents.get(activity)
        if parent is not None:
            yield (parent, DONE)
        for link, successor in graph.successors.get(activity, ()):
            if link not in edit.gone:
                yield (successor, HELD)
        for successor in added.get(activity, ()):
            yield (successor, HELD)

    goal = (start, HELD)
    came_from: dict[State, State] = {}
    queue: deque[State] = deque([goal])
    while queue:
        state = queue.popleft()
        for found in following(state):
            if found == goal:
                return _way(came_from, state, goal)
            if found not in came_from:
                came_from[found] = state
                queue.append(found)
    return None


def _way(came_from: Mapping[State, State], state: State, goal: State) -> list[int]:
    way = [state[0]]
    while state != goal:
        state = came_from[state]
        if way[-1] != state[0]:
            way.append(state[0])
    return list(dict.fromkeys(reversed(way)))


def edit_of(changes: Iterable[Any]) -> GraphEdit:
    """Return what pending changes of activities and links do to the graph."""
    edit = GraphEdit()
    for change in changes:
        record_type = change.registration.record_type
        if record_type == "planning.link":
            edit.gone.add(change.record_id)
            after = change.after or {}
            if change.is_creation:
                edit.links[change.record_id] = (after["predecessor_id"], after["successor_id"])
        elif record_type == "planning.activity" and not change.is_removal:
            after = change.after or {}
            if "parent_id" in after or change.is_creation:
                edit.parents[change.record_id] = after.get("parent_id")
    return edit
