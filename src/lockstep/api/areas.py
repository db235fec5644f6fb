"""All areas of the interface, in the order of the document."""

from lockstep.api.door import open_door
from lockstep.api.routes import (
    access,
    activities,
    baselines,
    governance,
    hanging,
    health,
    history,
    imports,
    inbox,
    jobs,
    leveling,
    links,
    nodes,
    outlook,
    people,
    plans,
    registers,
    schedule,
    search,
    service,
    steering,
    tokens,
    views,
)

DESCRIPTION = """\
Plan, schedule and steer programs of work. Every error is `application/problem+json`. Records have an ETag; PUT,
PATCH and DELETE need it as If-Match. Moments of a plan are ticks (tenths of a minute) since 1970-01-01T00:00 in
the network's zone, in names that end with `Ticks`, and in the columns of a schedule; other moments are UTC.\
"""

AREAS = [
    ("service", service.router),
    ("people and roles", access.router),
    ("people and roles", tokens.router),
    ("tree", nodes.router),
    ("people and calendars", people.router),
    ("schedule", schedule.router),
    ("activities", activities.router),
    ("activities", links.router),
    ("schedule", plans.router),
    ("baselines", baselines.router),
    ("leveling", leveling.router),
    ("schedule", health.router),
    ("risk analysis", outlook.router),
    ("views and proposals", views.router),
    ("registers", registers.router),
    ("registers", hanging.router),
    ("registers", inbox.router),
    ("change requests", governance.router),
    ("steering", steering.router),
    ("files", imports.router),
    ("search", search.router),
    ("history", history.router),
    ("jobs", jobs.router),
]

DOOR = open_door("Lockstep", DESCRIPTION, AREAS)
