"""Leveling: schedules in which nobody works on more than there is of them."""

from lockstep.engine.leveling.bounds import Bound, BoundBy
from lockstep.engine.leveling.plans import level, value_of_capacity, with_delays
from lockstep.engine.leveling.problem import ResourceProblem
from lockstep.engine.leveling.proposal import (
    Aim,
    BlockedBy,
    CapacityValue,
    Delay,
    Leveling,
    LevelingRules,
    Phase,
    Progress,
)
from lockstep.engine.leveling.searching import Sequencing, sequence

__all__ = [
    "Aim",
    "BlockedBy",
    "Bound",
    "BoundBy",
    "CapacityValue",
    "Delay",
    "Leveling",
    "LevelingRules",
    "Phase",
    "Progress",
    "ResourceProblem",
    "Sequencing",
    "level",
    "sequence",
    "value_of_capacity",
    "with_delays",
]
