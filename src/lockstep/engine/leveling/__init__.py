"""Leveling: schedules in which nobody works on more than there is of them."""

from lockstep.engine.leveling.bounds import Bound, BoundBy
from lockstep.engine.leveling.problem import ResourceProblem
from lockstep.engine.leveling.searching import Sequencing, sequence

__all__ = ["Bound", "BoundBy", "ResourceProblem", "Sequencing", "sequence"]
