"""What may be asked of stakeholders beyond their registers."""

from lockstep.domain.stakeholders.rules import quadrant_of

__all__ = ["quadrant_of"]
