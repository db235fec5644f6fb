"""The registers of assurance and learning."""

from lockstep.domain.governance.register.assurance import FINDINGS, REVIEWS_HELD
from lockstep.domain.governance.register.improvements import IMPROVEMENTS
from lockstep.domain.governance.register.lessons import LESSONS

LEARNING = (REVIEWS_HELD, FINDINGS, LESSONS, IMPROVEMENTS)
