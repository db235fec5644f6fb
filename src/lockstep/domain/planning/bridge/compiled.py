"""The compiled network: plan and result of one revision, cached in the process."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from django.db import transaction

from lockstep.domain.ledger import has_pending_changes
from lockstep.domain.planning.bridge import results, tables
from lockstep.domain.planning.bridge.assembling import Assembled, assemble
from lockstep.domain.planning.bridge.baselines import baseline_sheet
from lockstep.domain.planning.bridge.digests import inputs_digest
from lockstep.domain.planning.bridge.loops import LinkGraph
from lockstep.domain.planning.bridge.networks import network_of, network_projects
from lockstep.domain.planning.bridge.outline import levels
from lockstep.domain.planning.bridge.overlay import Changed, lay_over
from lockstep.domain.planning.bridge.sheets import GoOn, unasked
from lockstep.domain.planning.models import Network
from lockstep.plan import Plan

if TYPE_CHECKING:
    from lockstep.engine import Pieces, Schedule

DRAFT: Final = -1
"""The revision of what is not stored."""

READS: Final = 3
"""How often a busy network is read before its writers are kept waiting."""

KEPT_REVISIONS: Final = 6
"""Compiled revisions a process keeps, over all networks; a preview needs the last, a result the one before too."""


@dataclass(frozen=True)
class Compiled:
    """Input of one revision of a network, ready to be computed."""

    network: int
    revision: int
    tables: tables.Tables
    assembled: Assembled
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def plan(self) -> Plan:
        """Return the plan; the uids of its rows are database ids."""
        return self.assembled.plan

    @cached_property
    def schedule(self) -> "Schedule":
        """Return the computed dates: those that are stored, else computed now."""
        with self._lock:
            return self.__dict__.get("schedule") or self._stored() or computed(self.plan)

    @cached_property
    def pieces(self) -> "Pieces":
        """Return the pieces of the work that is split or was suspended."""
        from lockstep.engine import pieces

        return pieces(self.plan, self.schedule)

    @cached_property
    def levels(self) -> Any:
        """Return the depth of each activity in its project's outline."""
        return levels(self.plan.activities.parent)

    @cached_property
    def inputs_digest(self) -> str:
        """Return a digest of everything that leveling rests on, but for the delays that it sets."""
        return inputs_digest(self.plan)

    @cached_property
    def graph(self) -> LinkGraph:
        """Return the links as loops are looked for in them."""
        return LinkGraph(self.assembled)

    def _stored(self) -> "Schedule | None":
        if self.revision == DRAFT:
            return None
        found = results.load(self.network, self.revision)
        if found is None or not found.fits(self.assembled.activities["id"], self.assembled.links["id"]):
            return None
        return found.schedule

    @property
    def result(self) -> results.Result:
        """Return the computed dates with the ids that they belong to."""
        found = self.assembled
        return results.Result(self.schedule, found.activities["id"], found.links["id"], found.project_ids)

    def row(self, activity: int) -> int | None:
        """Return the row of an activity in the plan, None where it is not computed."""
        return self.assembled.activity_row.get(activity)

    def rows_of_projects(self, nodes: Sequence[int]) -> Any:
        """Return the rows of all activities of some projects, in order."""
        projects = np.flatnonzero(
            np.isin(self.assembled.project_ids, np.asarray(list(nodes), dtype=np.int64))
        )
        return np.flatnonzero(np.isin(self.plan.activities.project, projects))


_cache: OrderedDict[tuple[int, int], Compiled] = OrderedDict()
_cache_lock = threading.Lock()


def computed(plan: Plan) -> "Schedule":
    """Return the schedule of a plan."""
    from lockstep.engine import schedule  # loads compiled kernels; commands such as migrate need none

    return schedule(plan)


def compiled_network(network: int, go_on: GoOn = unasked) -> Compiled:
    """Return the newest revision, compiled; inside an action that wrote something, what it makes of the network.

    `go_on` is asked now and then while a large network is read, and raises where that is to stop.
    """
    # What a running action wrote has no revision yet, and may be taken back.
    is_tentative = has_pending_changes()
    for _ in range(READS):
        revision = _revision(network)
        found = cached(network, revision)
        if found is not None and not is_tentative:
            return found
        read = tables.load(network_projects(network), go_on)
        if is_tentative:
            return Compiled(network, DRAFT, read, assemble(read))
        # Every change of input counts the revision up in its own transaction: an equal number before and after
        # means that no change came between, and that all rows are of one moment.
        if _revision(network) == revision:
            return keep(Compiled(network, revision, read, assemble(read, go_on=go_on)))
    with transaction.atomic():
        held = Network.objects.select_for_update().get(pk=network)
        read = tables.load(network_projects(network))
        return keep(Compiled(network, held.revision, read, assemble(read)))


def link_graph(path: str) -> LinkGraph:
    """Return the links of the network that a path lies in, for an action that holds it.

    What the running action wrote may be among them already, so that what is read here is not kept.
    """
    network = network_of(path)
    found = cached(network.pk, network.revision)
    if found is not None:
        return found.graph
    return LinkGraph(assemble(tables.load(network_projects(network.pk))))


def _revision(network: int) -> int:
    return Network.objects.values_list("revision", flat=True).get(pk=network)


def after_changes(before: Compiled, revision: int, changes: Sequence[tuple[str, Changed]]) -> Compiled:
    """Return a network with changes laid over, without reading it again. Raises KeyError where that cannot be."""
    laid = lay_over(before.tables, changes)
    return Compiled(before.network, revision, laid, assemble(laid))


def after_draft(before: Compiled, changes: Sequence[Any]) -> Compiled:
    """Return a network as it would be after a draft's changes."""
    return after_changes(before, DRAFT, [(change.registration.record_type, change) for change in changes])


def cached(network: int, revision: int) -> Compiled | None:
    """Return a compiled revision if this process still has it."""
    with _cache_lock:
        found = _cache.get((network, revision))
        if found is not None:
            _cache.move_to_end((network, revision))
        return found


def keep(compiled: Compiled) -> Compiled:
    """Put a compiled revision into the cache; the one that is there already wins."""
    key = (compiled.network, compiled.revision)
    with _cache_lock:
        found = _cache.setdefault(key, compiled)
        _cache.move_to_end(key)
        while len(_cache) > KEPT_REVISIONS:
            _cache.popitem(last=False)
    return found


def forget() -> None:
    """Empty the cache; for tests, whose databases go back in time."""
    baseline_sheet.cache_clear()
    with _cache_lock:
        _cache.clear()
