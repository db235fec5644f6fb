"""Models of the app, low to high: versioned < nodes < users < grants < invitations, tokens, what is remembered."""

from lockstep.domain.access.models.grants import Grant
from lockstep.domain.access.models.invitations import Invitation
from lockstep.domain.access.models.nodes import Node
from lockstep.domain.access.models.requests import KeptAnswer, RequestCount
from lockstep.domain.access.models.sign_ins import SignInFailure
from lockstep.domain.access.models.tokens import ApiToken
from lockstep.domain.access.models.users import User
from lockstep.domain.access.models.versioned import Versioned

__all__ = [
    "ApiToken",
    "Grant",
    "Invitation",
    "KeptAnswer",
    "Node",
    "RequestCount",
    "SignInFailure",
    "User",
    "Versioned",
]
