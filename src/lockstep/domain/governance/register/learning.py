"""The registers of assurance, learning, ending and of the project office."""

from lockstep.domain.governance.register.assurance import FINDINGS, REVIEWS_HELD
from lockstep.domain.governance.register.ending import CLOSURE_ITEMS, DEPUTIES, HAND_OVERS
from lockstep.domain.governance.register.improvements import IMPROVEMENTS
from lockstep.domain.governance.register.lessons import LESSONS
from lockstep.domain.governance.register.standards import CHECKS, CLASSES, RETENTION, STANDARDS

LEARNING = (
    *(REVIEWS_HELD, FINDINGS, LESSONS, IMPROVEMENTS),
    *(CLOSURE_ITEMS, HAND_OVERS, DEPUTIES),
    *(STANDARDS, CLASSES, CHECKS, RETENTION),
)
