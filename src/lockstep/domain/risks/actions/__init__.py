"""The writes of the app that are more than fields."""

from lockstep.domain.risks.actions.effects import keep_effects
from lockstep.domain.risks.actions.escalating import escalate_risk
from lockstep.domain.risks.actions.grids import remove_grid, set_grid

__all__ = ["escalate_risk", "keep_effects", "remove_grid", "set_grid"]
