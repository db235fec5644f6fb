"""The registers of the app."""

from lockstep.domain.governance.register.change_requests import CHANGE_REQUESTS
from lockstep.domain.governance.register.change_responses import CHANGE_RESPONSES
from lockstep.domain.governance.register.decisions import DECISIONS
from lockstep.domain.governance.register.delegations import DELEGATIONS
from lockstep.domain.governance.register.forums import FORUMS
from lockstep.domain.governance.register.gates import CRITERIA, GATES
from lockstep.domain.governance.register.learning import LEARNING
from lockstep.domain.governance.register.reviews import CONDITIONS, REVIEWS
from lockstep.domain.governance.register.tolerances import TOLERANCES

REGISTERS = (
    DECISIONS,
    FORUMS,
    TOLERANCES,
    GATES,
    CRITERIA,
    REVIEWS,
    CONDITIONS,
    CHANGE_REQUESTS,
    CHANGE_RESPONSES,
    DELEGATIONS,
    *LEARNING,
)
