"""The registers of the app."""

from lockstep.domain.risks.register.actions import ACTIONS
from lockstep.domain.risks.register.assumptions import ASSUMPTIONS
from lockstep.domain.risks.register.blockers import BLOCKERS
from lockstep.domain.risks.register.issues import ISSUES
from lockstep.domain.risks.register.risks import RISKS

REGISTERS = (RISKS, ISSUES, ASSUMPTIONS, BLOCKERS, ACTIONS)
