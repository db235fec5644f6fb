"""Small plans for the tests of the engine, in working days on an eight-hour week."""

from typing import Any

from lockstep.foundation.ticks import ticks_of_iso
from lockstep.plan import Calendar, LinkKind, Plan, PlanBuilder, Project, SchedulingOptions

DAY = 4_800
HOUR = 600
MONDAY = ticks_of_iso("2026-01-05T08:00")

FS, SS, FF, SF = LinkKind.FS, LinkKind.SS, LinkKind.FF, LinkKind.SF

STANDARD = Calendar("1", "Standard")
AROUND_THE_CLOCK = Calendar("2", "Around the clock", week=(((0, 14_400),),) * 7)
NIGHTS = Calendar("3", "Nights", week=(((0, 3_600), (12_000, 14_400)),) * 5 + ((),) * 2)
NEVER_WORKS = Calendar("4", "Never", week=((),) * 7)


class Network:
    """A builder that names activities by a letter."""

    def __init__(self, options: SchedulingOptions | None = None, **project: Any) -> None:
        self.builder = PlanBuilder("test")
        self.calendar = self.builder.add_calendar(STANDARD)
        values = {"start_ticks": MONDAY, "calendar": self.calendar} | project
        self.project = self.builder.add_project(
            Project("p", "P", options=options or SchedulingOptions(), **values)
        )
        self.row: dict[str, int] = {}

    def add(self, name: str, days: float = 0, **values: Any) -> int:
        """Add an activity of some working days."""
        if "parent" in values and isinstance(values["parent"], str):
            values["parent"] = self.row[values["parent"]]
        given = {"names": name, "codes": name, "duration_ticks": round(days * DAY), "uids": len(self.row) + 1}
        self.row[name] = self.builder.add_activity(**(given | values))
        return self.row[name]

    def link(self, before: str, after: str, kind: LinkKind = FS, days: float = 0, **values: Any) -> int:
        """Link two activities with a lag in working days."""
        return self.builder.add_link(
            self.row[before], self.row[after], kind=kind, **({"lag_ticks": round(days * DAY)} | values)
        )

    def constrain(self, name: str, kind: Any, at: str = "") -> int:
        """Add a constraint at an ISO date-time."""
        if not at:
            return self.builder.add_constraint(self.row[name], kind)
        return self.builder.add_constraint(self.row[name], kind, ticks_of_iso(at))

    def plan(self) -> Plan:
        """Return the plan."""
        return self.builder.build()
