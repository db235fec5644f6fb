"""What the schedule says a corrective action has won: computed beside what people say, in no history.

The finish of the last of the activities that it affects is held against what was expected on the day on which the
action was agreed. What was expected then is kept with the record, so that each result of the network costs no look
into the past.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from django.utils import timezone

from lockstep.domain.ledger import Work
from lockstep.domain.planning.queries.finishes import finish_days
from lockstep.domain.planning.queries.handing import root_of_network
from lockstep.domain.planning.queries.once import finish_days_on
from lockstep.domain.planning.vocabulary import NetworkSettled
from lockstep.domain.records.actions import settle_derived
from lockstep.domain.records.queries.graph import edges
from lockstep.domain.risks.models import CorrectiveAction

REMEDY, ACTIVITY = "risks.correctiveaction", "planning.activity"
GAINED = ("agreed_finishes", "schedule_days", "schedule_reason")
"""The columns that follow from links and from the schedule."""
NOT_AGREED = "It is not agreed yet: choose Begin."
NOTHING_LINKED = "Nothing is linked: link the activity or milestone that it affects."
NO_DATES = "What it affects had no dates when it was agreed."
NO_DATES_NOW = "What it affects has no dates now."


def weigh_actions(rows: Sequence[Any]) -> None:
    """Set what the schedule says of corrective actions."""
    ids = {row.pk for row in rows}
    affected: dict[int, list[int]] = defaultdict(list)
    for edge in edges("affects", source_type=REMEDY, target_type=ACTIVITY):
        if edge.source in ids:
            affected[edge.source].append(edge.target)
    now = finish_days({target for targets in affected.values() for target in targets})
    for row in rows:
        targets = sorted(affected[row.pk])
        looked = _expected(row, targets)
        row.agreed_finishes = _kept(row.agreed_on, looked)
        then = {target: day for target, day in looked.items() if day is not None}
        row.schedule_days, row.schedule_reason = gain_of(row.agreed_on, targets, then, now)


def gain_of(
    agreed_on: date | None, targets: Sequence[int], then: Mapping[int, date], now: Mapping[int, date]
) -> tuple[float | None, str]:
    """Return how many working days of five a week the last of some activities finishes earlier, and how that is known.

    What lost time has won less than nothing. Only what had dates on both days is compared.
    """
    if agreed_on is None:
        return None, NOT_AGREED
    if not targets:
        return None, NOTHING_LINKED
    if not then:
        return None, NO_DATES
    both = [target for target in targets if target in then and target in now]
    if not both:
        return None, NO_DATES_NOW
    before, after = max(then[target] for target in both), max(now[target] for target in both)
    what = "What it affects" if len(both) == 1 else f"The last of {len(both)} that it affects"
    words = f"{what} was to finish on {before:%d %b %Y} when it was agreed on {agreed_on:%d %b %Y}"
    moved = "as it still does" if before == after else f"and now finishes on {after:%d %b %Y}"
    return float(np.busday_count(after, before)), f"{words}, {moved}."


def _expected(row: Any, targets: Sequence[int]) -> dict[int, date | None]:
    """Return when the activities were to finish on the day of the agreement; what is not kept yet is looked up.

    None stands for what had no dates on that day, once the day is over.
    """
    if row.agreed_on is None or not targets:
        return {}
    day, _, rest = row.agreed_finishes.partition("|")
    kept: dict[int, str] = {}
    if day == row.agreed_on.isoformat():
        kept = {int(pk): at for pk, at in (item.split(":") for item in rest.split(",") if item)}
    missing = [target for target in targets if target not in kept]
    looked_up = finish_days_on(missing, row.agreed_on) if missing else {}
    found: dict[int, date | None] = {}
    for target in targets:
        if target in kept:
            found[target] = date.fromisoformat(kept[target]) if kept[target] else None
        elif target in looked_up or row.agreed_on < timezone.localdate():
            found[target] = looked_up.get(target)
    return found


def _kept(agreed_on: date | None, looked: Mapping[int, date | None]) -> str:
    if agreed_on is None or not looked:
        return ""
    items = (f"{pk}:{day.isoformat() if day else ''}" for pk, day in sorted(looked.items()))
    return f"{agreed_on}|{','.join(items)}"


def follow_affected(work: Work) -> None:
    """Weigh actions anew whose links an action changed."""
    touched = {
        values.get("source_id")
        for change in work.changes
        if change.registration.record_type == "records.link"
        for values in (change.after or change.before or {},)
        if values.get("kind") == "affects" and values.get("source_type") == REMEDY
    }
    ids = [pk for pk in touched if isinstance(pk, int)]
    if ids:
        settle_derived("actions", CorrectiveAction.objects.filter(pk__in=ids))


def follow_finishes(event: NetworkSettled) -> None:
    """Weigh the agreed actions of a network anew when it has a new result."""
    path = f"/{root_of_network(event.network)}/"
    agreed = CorrectiveAction.objects.filter(node__path__startswith=path, agreed_on__isnull=False)
    settle_derived("actions", agreed.exclude(state="dropped"))
