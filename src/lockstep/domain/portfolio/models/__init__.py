"""Models of the app: profiles, memberships and tenures, all about the node of `access`."""

from lockstep.domain.portfolio.models.memberships import Membership
from lockstep.domain.portfolio.models.profiles import Profile
from lockstep.domain.portfolio.models.tenures import Tenure

__all__ = ["Membership", "Profile", "Tenure"]
