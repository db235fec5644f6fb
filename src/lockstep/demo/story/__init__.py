"""The story of the Eastern Line as outlines, one module a project. Facts only; `telling` turns them into actions."""

from lockstep.demo.outline import ProjectOutline, read_outline
from lockstep.demo.story import depot, readiness, signaling, ticketing, track, vehicles

PROGRAM_NAME = "Eastern Line"
PORTFOLIO_NAME = "City Mobility"
SYSTEMS_NAME = "Line systems"
"""The subsidiary program that holds signaling and ticketing."""


def project_outlines() -> tuple[ProjectOutline, ...]:
    """Return the six projects of the program, each with its outline read."""
    modules = (track, depot, vehicles, signaling, ticketing, readiness)
    return tuple(
        ProjectOutline(
            code=module.CODE,
            name=module.NAME,
            manager=module.MANAGER,
            start_week=module.START_WEEK,
            mastered_by=module.MASTERED_BY,
            is_in_systems=module in (signaling, ticketing),
            rows=read_outline(module.OUTLINE, place=module.NAME),
        )
        for module in modules
    )
