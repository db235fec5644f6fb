"""What every read of a schedule does first: find the node, its compiled network, and what the user may see of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lockstep.domain.access.policies import Standing, may_edit_schedule, may_read
from lockstep.domain.access.queries.nodes import NodeRow, readable_node, readable_nodes_below
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.ledger import NotFound
from lockstep.domain.planning.bridge.compiled import Compiled, compiled_network
from lockstep.domain.planning.bridge.networks import network_of
from lockstep.domain.planning.bridge.rollups import rows_below
from lockstep.domain.planning.models import Activity
from lockstep.domain.planning.vocabulary import STALE_TICKS, Mastered
from lockstep.foundation.ticks import NO_TICKS


@dataclass(frozen=True)
class Look:
    """One user's look at one network."""

    user: Any
    standing: Standing
    top: NodeRow
    compiled: Compiled

    @cached_property
    def paths(self) -> Mapping[int, str]:
        """Return the path of each project of the network."""
        return {node.id: node.path for node in self.compiled.tables.nodes}

    @cached_property
    def readable(self) -> frozenset[int]:
        """Return the projects of the network that the user may read."""
        return frozenset(
            node for node, path in self.paths.items() if self.standing.may(may_read.permission, path)
        )

    def sees_row(self, row: int) -> bool:
        """Tell whether the user may read an activity, by row of the plan."""
        return self.project_of_row(row) in self.readable

    def project_of_row(self, row: int) -> int:
        """Return the node of an activity's project."""
        return int(self.compiled.assembled.project_ids[self.compiled.plan.activities.project[row]])

    def may_edit(self, project: int) -> bool:
        """Tell whether the user may edit a project's schedule."""
        path = self.paths.get(project)
        return path is not None and self.standing.may(may_edit_schedule.permission, path)

    @cached_property
    def data_dates(self) -> Mapping[int, int]:
        """Return the data date of each project that has one."""
        sheet = self.compiled.tables.projects
        pairs = zip(sheet["node_id"].tolist(), sheet["data_date_ticks"].tolist(), strict=True)
        return {node: date for node, date in pairs if date != NO_TICKS}

    @cached_property
    def project_names(self) -> Mapping[int, str]:
        """Return the name of each project of the network that the user may read."""
        return {node.id: node.name for node in self.compiled.tables.nodes if node.id in self.readable}

    @cached_property
    def mastered_outside(self) -> frozenset[int]:
        """Return the projects of the network whose plans are mastered outside."""
        sheet = self.compiled.tables.projects
        pairs = zip(sheet["node_id"].tolist(), sheet["mastered"], strict=True)
        return frozenset(node for node, mastered in pairs if mastered == Mastered.OUTSIDE)

    def is_stale(self, project: int) -> bool:
        """Tell whether a project has not reported for longer than the newest in its network."""
        newest = max(self.data_dates.values(), default=NO_TICKS)
        return project in self.data_dates and newest - self.data_dates[project] > STALE_TICKS


def look_at(user: Any, node: int) -> Look:
    """Look at the network of a node; NotFound when the node is absent or may not be read."""
    top = readable_node(user, node)
    return Look(user, Standing.of(user), top, compiled_network(network_of(top.path).pk))


def has_activities(user: Any, node: int) -> bool:
    """Tell whether anything is scheduled below a node; NotFound when the node is absent or may not be read."""
    look = look_at(user, node)
    return bool(len(rows_below(look.compiled, look.top.path)))


def look_at_activity(user: Any, activity: int) -> tuple[Look, Activity]:
    """Look at the network of an activity; NotFound when it is absent or may not be read."""
    row = Activity.objects.filter(may_read.readable(user, "project"), pk=activity).first()
    if row is None:
        raise NotFound(f"activity {activity}", "There is no such activity, or you may not see it.")
    return look_at(user, row.project_id), row


def nodes_of(look: Look) -> tuple[NodeRow, ...]:
    """Return the node looked at, with all below it that the user may read."""
    return readable_nodes_below(look.user, look.top.id)


def projects_of(nodes: tuple[NodeRow, ...]) -> list[NodeRow]:
    """Return the projects among some nodes."""
    return [node for node in nodes if node.kind == NodeKind.PROJECT]
