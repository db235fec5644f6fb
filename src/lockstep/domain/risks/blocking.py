"""From which day a blocker delays the program: when it has eaten up the float of what it blocks."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from lockstep.domain.ledger import Work
from lockstep.domain.planning.queries.floats import floats_of
from lockstep.domain.planning.queries.handing import root_of_network
from lockstep.domain.planning.vocabulary import NetworkSettled
from lockstep.domain.records.actions import settle_derived
from lockstep.domain.records.queries.graph import edges
from lockstep.domain.risks.models import Blocker

BLOCKER, ACTIVITY = "risks.blocker", "planning.activity"
WEEK_PER_WORKING_DAY = 7 / 5


def place_blockers(rows: Sequence[Any]) -> None:
    """Set the least float of what each blocker blocks, and the day on which that is used up."""
    ids = {row.pk for row in rows}
    blocked: dict[int, list[int]] = defaultdict(list)
    for edge in edges("blocks", source_type=BLOCKER, target_type=ACTIVITY):
        if edge.source in ids:
            blocked[edge.source].append(edge.target)
    floats = floats_of({target for targets in blocked.values() for target in targets})
    for row in rows:
        known = [floats[target] for target in blocked[row.pk] if target in floats]
        row.float_days = round(min(known), 2) if known else None
        row.slips_from = slip_day(row.raised_on, row.float_days)


def slip_day(since: date, float_days: float | None) -> date | None:
    """Return the day on which standing still has used up a float; at once where there is none left."""
    if float_days is None:
        return None
    return since + timedelta(days=round(max(float_days, 0.0) * WEEK_PER_WORKING_DAY))


def program_days(slips_from: date | None, until: date) -> float | None:
    """Return the working days of the program's finish that it has cost until a day."""
    if slips_from is None:
        return None
    return round(max((until - slips_from).days, 0) / WEEK_PER_WORKING_DAY, 1)


def follow_links(work: Work) -> None:
    """Place blockers anew whose links an action changed."""
    touched = {
        (change.after or change.before or {}).get("source_id")
        for change in work.changes
        if change.registration.record_type == "records.link"
        and (change.after or change.before or {}).get("kind") == "blocks"
    }
    ids = [pk for pk in touched if isinstance(pk, int)]
    if ids:
        settle_derived("blockers", Blocker.objects.filter(pk__in=ids))


def follow_network(event: NetworkSettled) -> None:
    """Place the open blockers of a network anew when it has a new result."""
    path = f"/{root_of_network(event.network)}/"
    settle_derived("blockers", Blocker.objects.filter(node__path__startswith=path, closed_on__isnull=True))
