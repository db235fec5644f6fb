"""The health of a schedule."""

from lockstep.api.shapes import shape_of
from lockstep.domain.planning.queries.health import NodeHealth

ScheduleHealth = shape_of(NodeHealth, "ScheduleHealth")
