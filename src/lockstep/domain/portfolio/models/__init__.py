"""Models of the app: profiles and memberships, both about the node of `access`."""

from lockstep.domain.portfolio.models.memberships import Membership
from lockstep.domain.portfolio.models.profiles import Profile

__all__ = ["Membership", "Profile"]
