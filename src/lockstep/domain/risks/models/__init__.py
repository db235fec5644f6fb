"""Models of the app."""

from lockstep.domain.risks.models.grids import RiskGrid
from lockstep.domain.risks.models.risks import Risk, RiskEffect
from lockstep.domain.risks.models.troubles import Assumption, Blocker, CorrectiveAction, Issue

__all__ = ["Assumption", "Blocker", "CorrectiveAction", "Issue", "Risk", "RiskEffect", "RiskGrid"]
