"""Models of the app."""

from lockstep.domain.governance.models.decisions import Decision, Forum
from lockstep.domain.governance.models.gates import Gate, GateCondition, GateCriterion, GateReview
from lockstep.domain.governance.models.tolerances import Tolerance

__all__ = ["Decision", "Forum", "Gate", "GateCondition", "GateCriterion", "GateReview", "Tolerance"]
