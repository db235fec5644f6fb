"""What may be asked of risks."""

from lockstep.domain.risks.queries.concentrating import concentrations, response_worths
from lockstep.domain.risks.queries.counting import open_troubles, troubles_below
from lockstep.domain.risks.queries.exposure import common_causes, exposures
from lockstep.domain.risks.queries.grids import GridView, grid_at
from lockstep.domain.risks.queries.mapping import mapped_risks, unquantified_risks
from lockstep.domain.risks.scales import ORDER, SHIPPED, STEPS, Grid, Scoring, products

__all__ = [
    "ORDER",
    "SHIPPED",
    "STEPS",
    "Grid",
    "GridView",
    "Scoring",
    "common_causes",
    "concentrations",
    "exposures",
    "grid_at",
    "mapped_risks",
    "open_troubles",
    "products",
    "response_worths",
    "troubles_below",
    "unquantified_risks",
]
