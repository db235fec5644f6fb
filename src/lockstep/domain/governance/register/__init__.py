"""The registers of the app."""

from lockstep.domain.governance.register.change_requests import CHANGE_REQUESTS
from lockstep.domain.governance.register.change_responses import CHANGE_RESPONSES
from lockstep.domain.governance.register.controls import CONTROLS
from lockstep.domain.governance.register.decisions import DECISIONS
from lockstep.domain.governance.register.delegations import DELEGATIONS
from lockstep.domain.governance.register.exceptions import EXCEPTIONS
from lockstep.domain.governance.register.forums import FORUMS
from lockstep.domain.governance.register.gates import CRITERIA, GATES
from lockstep.domain.governance.register.learning import LEARNING
from lockstep.domain.governance.register.operating import REPORT_DUTIES, RESPONSIBILITIES
from lockstep.domain.governance.register.reviews import CONDITIONS, REVIEWS
from lockstep.domain.governance.register.tolerances import TOLERANCES
from lockstep.domain.governance.register.work_packages import WORK_PACKAGES

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
    EXCEPTIONS,
    WORK_PACKAGES,
    CONTROLS,
    RESPONSIBILITIES,
    REPORT_DUTIES,
    *LEARNING,
)
