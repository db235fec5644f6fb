"""What may be asked of risks."""

from lockstep.domain.risks.queries.counting import open_troubles
from lockstep.domain.risks.queries.exposure import common_causes, exposures
from lockstep.domain.risks.queries.mapping import mapped_risks
from lockstep.domain.risks.rules import band_of

__all__ = ["band_of", "common_causes", "exposures", "mapped_risks", "open_troubles"]
