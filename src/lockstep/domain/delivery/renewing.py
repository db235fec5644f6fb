"""What is computed of hand-offs: found from the schedule, kept beside them, told when it turns."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.delivery.models import HandOff, HandOffDates
from lockstep.domain.delivery.rules import criticality_of, is_promise_broken
from lockstep.domain.delivery.vocabulary import PENDING, HandOffsChanged
from lockstep.domain.ledger import Work
from lockstep.domain.planning.queries.handing import UNKNOWN, Handing, handings, network_at
from lockstep.domain.portfolio.queries.tree import readable_profiles
from lockstep.domain.records.actions import tell_people
from lockstep.domain.records.queries.graph import followers

RECORD_TYPE = "delivery.handoff"


def announce_written(work: Work) -> None:
    """Announce the hand-offs that an action wrote, undone ones too."""
    written = {change.record_id for change in work.changes if change.registration.record_type == RECORD_TYPE}
    if written:
        work.announce(HandOffsChanged(tuple(sorted(written))))


def renewed(work: Work, rows: QuerySet[HandOff]) -> int:
    """Compute the days of some hand-offs anew and tell both sides of each that turned; return how many differ."""
    found = list(rows.select_related("giver__project", "receiver__project").order_by("pk"))
    known = HandOffDates.objects.select_for_update().in_bulk([row.pk for row in found])
    fresh: list[HandOffDates] = []
    for row, revision, handing in _handed(found):
        before = known.get(row.pk)
        now = _dates(work, row, revision, handing)
        if before is not None and (before.revision > revision or _content(before) == _content(now)):
            continue
        fresh.append(now)
        _tell_of_turns(work, row, before, now)
    HandOffDates.objects.filter(pk__in=[row.pk for row in fresh]).delete()
    HandOffDates.objects.bulk_create(fresh, batch_size=200)
    return len(fresh)


def _handed(rows: Iterable[HandOff]) -> Iterable[tuple[HandOff, int, Handing]]:
    by_root: dict[int, list[HandOff]] = {}
    for row in rows:
        by_root.setdefault(int(row.receiver.project.path.split("/", 2)[1]), []).append(row)
    for root, members in by_root.items():
        network = network_at(root)
        if network is None:
            continue
        revision, days = handings(network, [(row.giver_id, row.receiver_id) for row in members])
        for row in members:
            yield row, revision, days.get((row.giver_id, row.receiver_id), UNKNOWN)


def _dates(work: Work, row: HandOff, revision: int, handing: Handing) -> HandOffDates:
    is_pending = row.state in PENDING
    return HandOffDates(
        hand_off_id=row.pk,
        need_by=handing.need_by,
        forecast_on=handing.forecast_on,
        float_days=handing.float_days,
        tie=handing.tie,
        lag_days=handing.lag_days,
        criticality=criticality_of(handing.receiver_float_days),
        is_late=is_pending and handing.float_days is not None and handing.float_days < 0,
        is_broken=is_pending and is_promise_broken(row.promised_on, handing.forecast_on),
        computed_at=work.at,
        revision=revision,
    )


def _content(dates: HandOffDates) -> tuple[Any, ...]:
    return (
        dates.need_by,
        dates.forecast_on,
        dates.float_days,
        dates.tie,
        dates.lag_days,
        dates.criticality,
        dates.is_late,
        dates.is_broken,
    )


def _tell_of_turns(work: Work, row: HandOff, before: HandOffDates | None, now: HandOffDates) -> None:
    if now.is_late and not (before and before.is_late):
        days = f"{-(now.float_days or 0.0):g}"
        _tell(
            work,
            row,
            f"{row.key} {row.title}: it comes {days} working days too late, by the newest schedule.",
        )
    elif now.is_broken and not (before and before.is_broken):
        _tell(work, row, f"{row.key} {row.title}: the forecast is later than the day that was promised.")


def _tell(work: Work, row: HandOff, sentence: str) -> None:
    sides = (row.giver.project_id, row.receiver.project_id)
    managers = readable_profiles(SYSTEM).filter(node_id__in=sides).values_list("manager_id", flat=True)
    people = [row.owner_id, *managers, *sorted(followers(RECORD_TYPE, [row.pk])[row.pk])]
    tell_people(
        work,
        people,
        record_type=RECORD_TYPE,
        record_id=row.pk,
        node_id=row.node_id,
        sentence=sentence[:500],
        label=row.key,
    )
