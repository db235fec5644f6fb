"""After a change: compute the new revision and store its result, outside the transaction that wrote it."""

import logging
from collections.abc import Callable
from typing import Final

from lockstep.domain.ledger import announcements
from lockstep.domain.planning.bridge import results
from lockstep.domain.planning.bridge.compiled import (
    Compiled,
    after_changes,
    cached,
    compiled_network,
    keep,
)
from lockstep.domain.planning.vocabulary import NetworkChanged, NetworkSettled

_log = logging.getLogger("lockstep.planning")

IN_REQUEST_ACTIVITIES: Final = 30_000
"""Networks up to this size are computed in the request that changed them; beyond it, by a job."""

_recalculate_later: list[Callable[[int], None]] = []


def recalculate_with(enqueue: Callable[[int], None]) -> None:
    """Say how a job for a network too big for a request is made; the wiring does."""
    _recalculate_later[:] = [enqueue]


def settle_network(event: NetworkChanged) -> None:
    """Compute and store what a change set made of a network."""
    before = cached(event.network, event.revision - 1)
    if before is not None and _is_big(before) and _recalculate_later:
        _recalculate_later[0](event.network)
        return
    recalculate(event.network, event if before is not None else None)


def recalculate(network: int, event: NetworkChanged | None = None) -> int:
    """Compute the newest revision of a network, store its result unless a newer one is there, return the revision."""
    found = _next(network, event) if event else compiled_network(network)
    if results.store(network, found.revision, found.result, dialect=dialects_of(found)):
        announcements.send([NetworkSettled(network, found.revision)])
    return found.revision


def _next(network: int, event: NetworkChanged) -> Compiled:
    before = cached(network, event.revision - 1)
    if before is not None and cached(network, event.revision) is None:
        try:
            changes = [(change.registration.record_type, change) for change in event.changes]
            return keep(after_changes(before, event.revision, changes))
        except KeyError:
            _log.debug("network %s, revision %s is read anew", network, event.revision)
    return compiled_network(network)


def dialects_of(compiled: Compiled) -> str:
    """Return whose rules a network is computed by, in words."""
    return ", ".join(sorted({project.dialect.name.lower() for project in compiled.plan.projects}))


def _is_big(compiled: Compiled) -> bool:
    return len(compiled.plan.activities) > IN_REQUEST_ACTIVITIES
