"""What may be asked of hand-offs."""

from lockstep.domain.delivery.queries.owed import owed, pair_matrix
from lockstep.domain.delivery.queries.suggesting import suggestions
from lockstep.domain.delivery.rules import color_of

__all__ = ["color_of", "owed", "pair_matrix", "suggestions"]
