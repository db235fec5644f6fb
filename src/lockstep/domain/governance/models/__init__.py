"""Models of the app."""

from lockstep.domain.governance.models.assurance import AssuranceFinding, AssuranceReview
from lockstep.domain.governance.models.changes import ChangeRequest, ChangeResponse, ChangeTrial
from lockstep.domain.governance.models.decisions import Decision, Forum
from lockstep.domain.governance.models.delegations import Delegation
from lockstep.domain.governance.models.ending import ClosureItem, Deputy, HandOver
from lockstep.domain.governance.models.exceptions import PackageReading, ToleranceException, WorkPackage
from lockstep.domain.governance.models.gates import Gate, GateCondition, GateCriterion, GateReview
from lockstep.domain.governance.models.lessons import Improvement, Lesson
from lockstep.domain.governance.models.operating import Control, ReportDuty, Responsibility
from lockstep.domain.governance.models.standards import ProjectCheck, ProjectClass, RetentionRule, Standard
from lockstep.domain.governance.models.tolerances import ColorKept, ColorRule, Tolerance, ToleranceReading

__all__ = [
    "AssuranceFinding",
    "AssuranceReview",
    "ChangeRequest",
    "ChangeResponse",
    "ChangeTrial",
    "ClosureItem",
    "ColorKept",
    "ColorRule",
    "Control",
    "Decision",
    "Delegation",
    "Deputy",
    "Forum",
    "Gate",
    "GateCondition",
    "GateCriterion",
    "GateReview",
    "HandOver",
    "Improvement",
    "Lesson",
    "PackageReading",
    "ProjectCheck",
    "ProjectClass",
    "ReportDuty",
    "Responsibility",
    "RetentionRule",
    "Standard",
    "Tolerance",
    "ToleranceException",
    "ToleranceReading",
    "WorkPackage",
]
