"""Finishes as they were expected on an earlier day: for computations that see everything."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

import numpy as np

from lockstep.domain.ledger.queries.revisions import revisions_of
from lockstep.domain.planning.bridge.networks import network_of
from lockstep.domain.planning.bridge.results import load_columns
from lockstep.domain.planning.models import Activity
from lockstep.foundation.ticks import NO_TICKS, datetime_of


def finish_days_on(activities: Iterable[int], day: date) -> dict[int, date]:
    """Return on which day each of some activities was expected to finish at the end of a day, whoever asks.

    An activity that had no dates then is left out. Each network that they lie in is read once.
    """
    rows = Activity.objects.filter(pk__in=list(activities)).values_list("pk", "project__path")
    by_root: dict[str, list[int]] = {}
    paths: dict[str, str] = {}
    for pk, path in rows:
        root = path.strip("/").split("/")[0]
        paths[root] = path
        by_root.setdefault(root, []).append(pk)
    found: dict[int, date] = {}
    for root, members in by_root.items():
        found |= _of_network(network_of(paths[root]).pk, members, day)
    return found


def _of_network(network: int, activities: list[int], day: date) -> dict[int, date]:
    end = datetime.combine(day + timedelta(days=1), time(), UTC)
    revision = max((revision for at, revision in revisions_of(network) if at < end), default=None)
    columns = load_columns(network, revision) if revision is not None else None
    if columns is None:
        return {}
    is_wanted = np.isin(columns["id"], activities) & (columns["finish_ticks"] != NO_TICKS)
    pairs = zip(columns["id"][is_wanted].tolist(), columns["finish_ticks"][is_wanted].tolist(), strict=True)
    return {activity: datetime_of(ticks - 1).date() for activity, ticks in pairs}
