"""Uncertain plans: what a simulation of a network takes, and the list of ranges that people look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lockstep.domain.access.policies import may_edit_schedule
from lockstep.domain.access.queries.nodes import nodes_by_id, readable_node
from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import DraftWork, Edit
from lockstep.domain.planning.bridge.compiled import Compiled, after_draft, compiled_network
from lockstep.domain.planning.bridge.networks import network_of
from lockstep.domain.planning.bridge.rollups import rows_below
from lockstep.domain.planning.bridge.sheets import GoOn, unasked
from lockstep.domain.planning.bridge.uncertain import (
    GivenRange,
    cost_shares,
    given_ranges,
    is_drawn,
    ranges_builder,
    uncertain_network,
)
from lockstep.domain.planning.models import ActivityLayer, Network
from lockstep.domain.planning.queries.baseline_choice import baselines_for
from lockstep.domain.planning.queries.figures import baseline_finish
from lockstep.domain.planning.queries.looking import look_at, nodes_of
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import Plan, RangeSource, Shape, UncertaintiesBuilder


@dataclass(frozen=True, slots=True)
class UncertainPlan:
    """A network's plan with a builder of its uncertainties, and what its rows are.

    `activity_ids` by activity, `project_ids` by project, `paths` of projects by node id; `resource_ids` by resource.
    """

    network: int
    revision: int
    plan: Plan
    builder: UncertaintiesBuilder
    activity_ids: Any
    project_ids: Any
    resource_ids: tuple[int, ...]
    paths: Mapping[int, str]

    rows: Mapping[int, int]
    """Row of each activity id, for sources that know activities by their ids."""
    cost_shares: Mapping[int, tuple[float, float]]
    """Ranges of fixed costs that were given, by row of the plan."""


@dataclass(frozen=True, slots=True)
class NetworkStamp:
    """A network at its newest revision."""

    network: int
    revision: int


@dataclass(frozen=True, slots=True)
class RangeRow:
    """Unfinished work with its range; low, likely and high in working ticks of what remains, None without a range."""

    activity: int
    version: int
    project: int
    project_name: str
    code: str
    name: str
    remaining_ticks: int
    low_ticks: int | None
    likely_ticks: int | None
    high_ticks: int | None
    shape: Shape | None
    source: RangeSource | None
    is_critical: bool
    total_float_ticks: int | None
    minutes_per_day: int


@dataclass(frozen=True, slots=True)
class RangesPage:
    """The unfinished work of a node with its ranges."""

    rows: tuple[RangeRow, ...]
    with_range: int
    may_edit: bool


@dataclass(frozen=True, slots=True)
class AgreedFinish:
    """The finish that a node is held against, and the name of the baseline that holds it."""

    finish_ticks: int | None
    baseline_name: str


def network_stamp(user: Any, node: int) -> NetworkStamp:
    """Return the network of a node and its newest revision; NotFound when the node may not be read."""
    found = network_of(readable_node(user, node).path)
    return NetworkStamp(found.pk, found.revision)


def network_revision(network: int) -> int:
    """Return the newest revision of a network."""
    return int(Network.objects.values_list("revision", flat=True).get(pk=network))


def uncertain_plan(node: int, go_on: GoOn = unasked) -> UncertainPlan:
    """Return the plan of a node's whole network with its ranges, whoever asks: for computations, never for a page.

    `go_on` is asked while a large network is read, and raises where that is to stop.
    """
    return _uncertain(*uncertain_network(network_of(nodes_by_id([node])[node].path).pk, go_on))


def uncertain_trial(node: int, edits: Sequence[Edit]) -> UncertainPlan:
    """Return the same as it would be after some edits, which nobody carries out."""
    compiled = compiled_network(network_of(nodes_by_id([node])[node].path).pk)
    draft = DraftWork(SYSTEM)
    draft.carry_out(edits)
    after = after_draft(compiled, draft.changes) if draft.changes else compiled
    return _uncertain(after, ranges_builder(after))


def _uncertain(compiled: Compiled, builder: UncertaintiesBuilder) -> UncertainPlan:
    found = compiled.assembled
    return UncertainPlan(
        network=compiled.network,
        revision=compiled.revision,
        plan=compiled.plan,
        builder=builder,
        activity_ids=found.activities["id"],
        project_ids=found.project_ids,
        resource_ids=found.resource_ids,
        paths={place.id: place.path for place in compiled.tables.nodes},
        rows=found.activity_row,
        cost_shares=cost_shares(compiled),
    )


def ranges_page(user: Any, node: int) -> RangesPage:
    """Return the unfinished work of a node that ranges are for, in outline order."""
    look = look_at(user, node)
    compiled, given = look.compiled, given_ranges(look.compiled)
    wanted = is_drawn(compiled.plan)
    versions = dict(
        ActivityLayer.objects.filter(project_id__in=compiled.assembled.project_ids.tolist()).values_list(
            "activity_id", "version"
        )
    )
    rows = tuple(
        _range_row(look, row, given.get(row), versions)
        for row in rows_below(compiled, look.top.path).tolist()
        if wanted[row]
    )
    return RangesPage(
        rows=rows,
        with_range=sum(row.shape is not None for row in rows),
        may_edit=look.standing.may(may_edit_schedule.permission, look.top.path),
    )


def agreed_finish(user: Any, node: int) -> AgreedFinish:
    """Return the finish of a node in the baseline that covers it."""
    look = look_at(user, node)
    rows = rows_below(look.compiled, look.top.path)
    if not len(rows):
        return AgreedFinish(None, "")
    at, name = baseline_finish(look.compiled, look.top, rows, baselines_for(look.top, nodes_of(look)))
    return AgreedFinish(None if at == NO_TICKS else int(at), name)


def _range_row(look: Any, row: int, given: GivenRange | None, versions: Mapping[int, int]) -> RangeRow:
    compiled = look.compiled
    activities = compiled.plan.activities
    activity = int(activities.uids[row])
    project = compiled.plan.projects[int(activities.project[row])]
    remaining = int(activities.remaining_ticks[row])
    points: tuple[int, ...] | None = None
    if given is not None:
        scale = remaining if given.unit == 0 else 1
        points = tuple(round(point * scale) for point in (given.low, given.likely, given.high))
    slack = int(compiled.schedule.total_float_ticks[row])
    return RangeRow(
        activity=activity,
        version=versions.get(activity, 0),
        project=int(compiled.assembled.project_ids[activities.project[row]]),
        project_name=project.name,
        code=activities.codes[row],
        name=activities.names[row],
        remaining_ticks=remaining,
        low_ticks=points[0] if points else None,
        likely_ticks=points[1] if points else None,
        high_ticks=points[2] if points else None,
        shape=given.shape if given else None,
        source=given.source if given else None,
        is_critical=bool(compiled.schedule.is_critical[row]),
        total_float_ticks=None if slack == NO_TICKS else slack,
        minutes_per_day=int(project.minutes_per_day),
    )
