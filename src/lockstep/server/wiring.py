"""Who hears which announcement: the only place where announcements are subscribed.

An app announces what happened with a typed event; what must follow in another app is called here, after commit.
"""

from django.apps import apps

from lockstep.domain.delivery.actions import renew_delivered, renew_network, renew_written
from lockstep.domain.delivery.vocabulary import DeliverablesChanged, HandOffsChanged
from lockstep.domain.governance.actions import read_network, read_written
from lockstep.domain.governance.vocabulary import TolerancesWritten, TrialKept
from lockstep.domain.ledger import announcements
from lockstep.domain.outlook.actions import assess_trial, read_written_probabilities
from lockstep.domain.planning.actions import ask_recalculation
from lockstep.domain.planning.bridge.settling import recalculate_with, settle_network
from lockstep.domain.planning.vocabulary import NetworkChanged, NetworkSettled
from lockstep.domain.risks.blocking import follow_network
from lockstep.domain.risks.gaining import follow_finishes
from lockstep.domain.runs.actions import wake_with


def wire() -> None:
    """Subscribe everything; called once when Django is ready."""
    announcements.clear()
    announcements.announce_to(NetworkChanged, settle_network)
    announcements.announce_to(NetworkSettled, renew_network)
    announcements.announce_to(NetworkSettled, follow_network)
    announcements.announce_to(NetworkSettled, follow_finishes)
    announcements.announce_to(HandOffsChanged, renew_written)
    announcements.announce_to(DeliverablesChanged, renew_delivered)
    announcements.announce_to(NetworkSettled, read_network)
    announcements.announce_to(TolerancesWritten, read_written)
    announcements.announce_to(TolerancesWritten, read_written_probabilities)
    announcements.announce_to(TrialKept, assess_trial)
    recalculate_with(ask_recalculation)
    if apps.is_installed("procrastinate.contrib.django"):
        from lockstep.server.queue import wake

        wake_with(wake)
