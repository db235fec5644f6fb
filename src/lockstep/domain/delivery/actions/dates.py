"""Letting the days of hand-offs and deliverables follow the schedule."""

from lockstep.domain.access.policies import may_administer
from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.delivery.forecasting import has_delivering_work, renewed_days
from lockstep.domain.delivery.models import HandOff
from lockstep.domain.delivery.renewing import renewed
from lockstep.domain.delivery.vocabulary import DeliverablesChanged, HandOffsChanged
from lockstep.domain.ledger import Work, action, perform
from lockstep.domain.planning.queries.handing import root_of_network
from lockstep.domain.planning.vocabulary import NetworkSettled


@action("delivery.renew_dates", version=1)
def renew_dates(work: Work, *, hand_offs: list[int]) -> int:
    """Compute need-by, forecast and float of some hand-offs anew; computed, so it enters no history."""
    work.require(may_administer, None)
    return renewed(work, HandOff.objects.filter(pk__in=hand_offs))


@action("delivery.renew_deliverables", version=1)
def renew_deliverables(work: Work, *, deliverables: list[int] | None = None) -> int:
    """Keep the day on which the work of deliverables finishes; computed, so it enters no history."""
    work.require(may_administer, None)
    return renewed_days(deliverables)


def renew_network(event: NetworkSettled) -> None:
    """Renew the hand-offs and deliverables of a network that has a new result."""
    root = root_of_network(event.network)
    rows = HandOff.objects.filter(receiver__project__path__startswith=f"/{root}/")
    _renew(list(rows.values_list("pk", flat=True)))
    if has_delivering_work():
        perform("delivery.renew_deliverables", actor=SYSTEM, arguments={})


def renew_delivered(event: DeliverablesChanged) -> None:
    """Renew deliverables whose work has changed."""
    arguments = {"deliverables": list(event.deliverables)}
    perform("delivery.renew_deliverables", actor=SYSTEM, arguments=arguments)


def renew_written(event: HandOffsChanged) -> None:
    """Renew hand-offs that were written."""
    _renew(list(HandOff.objects.filter(pk__in=event.hand_offs).values_list("pk", flat=True)))


def _renew(hand_offs: list[int]) -> None:
    if hand_offs:
        perform("delivery.renew_dates", actor=SYSTEM, arguments={"hand_offs": hand_offs})
