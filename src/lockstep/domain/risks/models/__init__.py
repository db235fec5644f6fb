"""Models of the app."""

from lockstep.domain.risks.models.risks import Risk

__all__ = ["Risk"]
