"""The mapping that XER and PMXML share: P6's tables by XER's names to the plan."""

from lockstep.exchange.primavera.mapping import map_primavera
from lockstep.exchange.primavera.tables import WANTED, P6Table, P6Tables

__all__ = ["WANTED", "P6Table", "P6Tables", "map_primavera"]
