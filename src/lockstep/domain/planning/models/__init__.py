"""Models of the app, low to high."""

from lockstep.domain.planning.models.activities import Activity
from lockstep.domain.planning.models.assignments import Assignment
from lockstep.domain.planning.models.baselines import Baseline, BaselineValue
from lockstep.domain.planning.models.details import FurtherConstraint, Split, Suspension
from lockstep.domain.planning.models.imports import ImportRun
from lockstep.domain.planning.models.layers import ActivityLayer, Proposal, SavedView
from lockstep.domain.planning.models.leveling import LevelingProposal
from lockstep.domain.planning.models.links import Link
from lockstep.domain.planning.models.networks import Network
from lockstep.domain.planning.models.projects import ProjectPlan
from lockstep.domain.planning.models.results import CurrentDates, CurrentResult, ScheduleResult
from lockstep.domain.planning.models.sources import ExternalId, RawAttribute

__all__ = [
    "Activity",
    "ActivityLayer",
    "Assignment",
    "Baseline",
    "BaselineValue",
    "CurrentDates",
    "CurrentResult",
    "ExternalId",
    "FurtherConstraint",
    "ImportRun",
    "LevelingProposal",
    "Link",
    "Network",
    "ProjectPlan",
    "Proposal",
    "RawAttribute",
    "SavedView",
    "ScheduleResult",
    "Split",
    "Suspension",
]
