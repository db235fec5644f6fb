"""Leveling: schedules in which nobody works on more than there is of them."""

from lockstep.engine.leveling.bounds import Bound, BoundBy
from lockstep.engine.leveling.modes import ModeProblem, ModeSequencing, sequence_modes
from lockstep.engine.leveling.plans import level
from lockstep.engine.leveling.problem import ResourceProblem
from lockstep.engine.leveling.proposal import (
    Aim,
    BlockedBy,
    CapacityValue,
    Delay,
    Hiring,
    Leveling,
    LevelingRules,
    Phase,
    Progress,
    ProposedGap,
    Splitting,
)
from lockstep.engine.leveling.searching import Sequencing, sequence
from lockstep.engine.leveling.settling import with_delays, with_gaps
from lockstep.engine.leveling.valuing import value_of_capacity

__all__ = [
    "Aim",
    "BlockedBy",
    "Bound",
    "BoundBy",
    "CapacityValue",
    "Delay",
    "Hiring",
    "Leveling",
    "LevelingRules",
    "ModeProblem",
    "ModeSequencing",
    "Phase",
    "Progress",
    "ProposedGap",
    "ResourceProblem",
    "Sequencing",
    "Splitting",
    "level",
    "sequence",
    "sequence_modes",
    "value_of_capacity",
    "with_delays",
    "with_gaps",
]
