"""The writes of the app that are more than fields."""

from lockstep.domain.risks.actions.effects import keep_effects
from lockstep.domain.risks.actions.escalating import escalate_risk

__all__ = ["escalate_risk", "keep_effects"]
