"""What hangs on hand-offs in time: an activity gives, a receiver waits."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lockstep.domain.access.policies import may_read
from lockstep.domain.delivery.models import HandOff
from lockstep.domain.delivery.vocabulary import OPEN
from lockstep.domain.records.registry import LinkEnd, linkable


@dataclass(frozen=True, slots=True)
class HandOffInTime:
    """A hand-off with its giver and the days that the newest schedule gives it."""

    id: int
    giver: int
    need_by: date | None
    forecast_on: date | None


ACTIVITY = "planning.activity"
HAND_OFF = "delivery.handoff"


def given_by(user: Any, activities: Iterable[int]) -> Mapping[int, tuple[LinkEnd, ...]]:
    """Return the open hand-offs that each of some activities gives."""
    rows = HandOff.objects.filter(giver_id__in=list(activities), state__in=OPEN)
    pairs = list(rows.filter(may_read.readable(user, "node")).order_by("pk").values_list("giver_id", "pk"))
    return _ends(user, HAND_OFF, pairs)


def received_by(user: Any, hand_offs: Iterable[int]) -> Mapping[int, tuple[LinkEnd, ...]]:
    """Return the activity that waits for each of some hand-offs."""
    rows = HandOff.objects.filter(pk__in=list(hand_offs)).filter(may_read.readable(user, "node"))
    return _ends(user, ACTIVITY, list(rows.order_by("pk").values_list("pk", "receiver_id")))


def giver_of(hand_off: int) -> list[int]:
    """Return the activity that gives a hand-off, whoever asks."""
    return list(HandOff.objects.filter(pk=hand_off).values_list("giver_id", flat=True))


def hand_offs_in_time(user: Any, hand_offs: Iterable[int]) -> tuple[HandOffInTime, ...]:
    """Return the days of those of some hand-offs that the user may read."""
    wanted = list(hand_offs)
    if not wanted:
        return ()
    rows = HandOff.objects.filter(may_read.readable(user, "node"), pk__in=wanted)
    found = rows.order_by("pk").values_list("pk", "giver_id", "dates__need_by", "dates__forecast_on")
    return tuple(HandOffInTime(*row) for row in found)


def _ends(user: Any, record_type: str, pairs: list[tuple[int, int]]) -> Mapping[int, tuple[LinkEnd, ...]]:
    ends = linkable(record_type).resolve([far for _, far in pairs], user) if pairs else {}
    found: dict[int, tuple[LinkEnd, ...]] = defaultdict(tuple)
    for near, far in pairs:
        if far in ends:
            found[near] += (ends[far],)
    return found
