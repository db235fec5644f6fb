"""The writes of the app that are more than fields."""

from lockstep.domain.strategy.actions.announcing import announce_change
from lockstep.domain.strategy.actions.deciding import cast_vote, close_vote, give_mandate, request_decision
from lockstep.domain.strategy.actions.editions import revise_charter, revise_scope
from lockstep.domain.strategy.actions.ranking import rank_demand
from lockstep.domain.strategy.actions.weights import remove_weights, set_weights

__all__ = [
    "announce_change",
    "cast_vote",
    "close_vote",
    "give_mandate",
    "rank_demand",
    "remove_weights",
    "request_decision",
    "revise_charter",
    "revise_scope",
    "set_weights",
]
