"""Resources of a sheet: `Ann[50%]; Excavator` in one cell."""

import re

from lockstep.exchange.sheets.fields import Field
from lockstep.exchange.sheets.rows import Row
from lockstep.exchange.texts import MOST_UNITS, real
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import PlanBuilder

_UNITS = re.compile(r"(?P<name>.*?)\s*\[\s*(?P<units>\d+(?:[.,]\d+)?)\s*(?P<percent>%?)\s*\]")
_MOST_NAMES = 200


class People:
    """Adds resources as they are met, and their assignments."""

    def __init__(self, builder: PlanBuilder) -> None:
        self._builder = builder
        self._rows: dict[str, int] = {}
        self._assigned = 0

    def assign(self, activity: int, row: Row, duration_ticks: int) -> None:
        """Add the assignments of one row; work is shared out by units."""
        text = row.text(Field.RESOURCES)
        if not text:
            return
        people = [
            self._person(part.strip()) for part in re.split(r"[;,\n]", text)[:_MOST_NAMES] if part.strip()
        ]
        work, _ = row.duration(Field.WORK)
        total_units = sum(units for _, units in people) or 1.0
        for name, units in people:
            ticks = (
                round(duration_ticks * units)
                if work == NO_TICKS
                else round(max(0, work) * units / total_units)
            )
            self._assigned += 1
            self._builder.add_assignment(
                activity, uids=self._assigned, resource=self._resource(name), units=units, work_ticks=ticks
            )

    def _person(self, text: str) -> tuple[str, float]:
        found = _UNITS.fullmatch(text)
        if found is None:
            return text, 1.0
        units = real(found.group("units").replace(",", "."))
        return found.group("name") or text, min(
            MOST_UNITS, units / 100.0 if found.group("percent") else units
        )

    def _resource(self, name: str) -> int:
        if name not in self._rows:
            self._rows[name] = self._builder.add_resource(uids=len(self._rows) + 1, names=name)
        return self._rows[name]
