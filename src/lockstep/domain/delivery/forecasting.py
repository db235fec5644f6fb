"""When the work that delivers something will be done: kept beside each deliverable as the schedule changes."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from lockstep.domain.delivery.vocabulary import DeliverablesChanged
from lockstep.domain.ledger import Work
from lockstep.domain.planning.queries.finishes import finish_days
from lockstep.domain.records.queries.graph import edges, every_link
from lockstep.domain.strategy.actions.planned import keep_planned_days

ACTIVITY = "planning.activity"
DELIVERABLE = "strategy.deliverable"
LINK = "records.link"


def announce_delivered(work: Work) -> None:
    """Announce the deliverables to which work was linked, or from which it was taken away."""
    found = set()
    for change in work.changes:
        if change.registration.record_type == LINK:
            values = {**(change.before or {}), **(change.after or {})}
            if values.get("target_type") == DELIVERABLE and values.get("source_type") == ACTIVITY:
                found.add(int(values["target_id"]))
    if found:
        work.announce(DeliverablesChanged(tuple(sorted(found))))


def planned_days(deliverables: Iterable[int] | None = None) -> dict[int, date | None]:
    """Return the day on which the last work of each deliverable finishes, None without work that has a date."""
    wanted = None if deliverables is None else set(deliverables)
    work: dict[int, list[int]] = defaultdict(list)
    for edge in edges("delivers", source_type=ACTIVITY, target_type=DELIVERABLE):
        if wanted is None or edge.target in wanted:
            work[edge.target].append(edge.source)
    days = finish_days({activity for members in work.values() for activity in members})
    found: dict[int, date | None] = dict.fromkeys(wanted or ())
    for deliverable, members in work.items():
        known = [days[activity] for activity in members if activity in days]
        found[deliverable] = max(known) if known else None
    return found


def renewed_days(deliverables: Iterable[int] | None) -> int:
    """Keep the days of some deliverables, of all that have work where none are named; return how many differ."""
    return keep_planned_days(planned_days(deliverables))


def has_delivering_work() -> bool:
    """Tell whether any work delivers anything."""
    return every_link().filter(kind="delivers", source_type=ACTIVITY, target_type=DELIVERABLE).exists()
