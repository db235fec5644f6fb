"""The writes of the app that are more than fields."""

from lockstep.domain.delivery.actions.dates import renew_delivered, renew_network, renew_written
from lockstep.domain.delivery.actions.starting import start_project
from lockstep.domain.delivery.actions.suggesting import propose_hand_offs

__all__ = ["propose_hand_offs", "renew_delivered", "renew_network", "renew_written", "start_project"]
