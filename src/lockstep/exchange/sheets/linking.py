"""Links of a sheet: predecessors and successors by id, row number, unique id, WBS code or name."""

from lockstep.exchange.sheets.fields import Field
from lockstep.exchange.sheets.predecessors import Reference, parse
from lockstep.exchange.sheets.rows import Row
from lockstep.plan import PlanBuilder


class Linker:
    """Finds the rows that cells refer to, first in their own project, then in the whole sheet."""

    def __init__(self, rows: list[Row], projects: list[int]) -> None:
        self._rows = rows
        self._projects = projects
        self._in_project: dict[tuple[int, str], int] = {}
        self._anywhere: dict[str, int] = {}
        self.found = 0
        self.mapped = 0
        for field in (Field.ID, Field.UID, Field.WBS, Field.NAME):
            for index, row in enumerate(rows):
                self._learn(index, row.text(field))
        if not any(row.text(Field.ID) for row in rows):
            for index in range(len(rows)):
                self._learn(index, str(index + 1))

    def _learn(self, index: int, key: str) -> None:
        if key:
            self._in_project.setdefault((self._projects[index], key.lower()), index)
            self._anywhere.setdefault(key.lower(), index)

    def add_links(self, builder: PlanBuilder) -> set[int]:
        """Add the links of all rows; return the rows that have a predecessor."""
        linked: set[int] = set()
        taken: set[tuple[int, int, int]] = set()
        for field in (Field.PREDECESSORS, Field.SUCCESSORS):
            if field not in (self._rows[0].mapping.columns if self._rows else {}):
                continue
            for index, row in enumerate(self._rows):
                for reference in self._references(row, field):
                    self._add(builder, index, row, field, reference, linked, taken)
        return linked

    def _references(self, row: Row, field: Field) -> list[Reference]:
        text = row.text(field)
        if not text:
            return []
        try:
            return parse(text, self._anywhere)
        except (ValueError, ArithmeticError, IndexError):
            self.found += 1
            row.bad(field, f"{text[:60]!r} cannot be read; write links as 12FS+2d, with ; between several.")
            return []

    def _add(
        self,
        builder: PlanBuilder,
        index: int,
        row: Row,
        field: Field,
        reference: Reference,
        linked: set[int],
        taken: set[tuple[int, int, int]],
    ) -> None:
        self.found += 1
        key = reference.key.lower()
        other = self._in_project.get((self._projects[index], key), self._anywhere.get(key, -1))
        if other < 0 or other == index:
            reason = "is the activity itself" if other == index else "is no activity of this sheet"
            row.bad(field, f"{reference.key[:60]!r} {reason}; the link was left out, correct it.")
            return
        ends = (other, index) if field == Field.PREDECESSORS else (index, other)
        if field == Field.SUCCESSORS and (*ends, reference.kind) in taken:
            # The same link stands in both columns; it is one link.
            self.found -= 1
            return
        taken.add((*ends, reference.kind))
        linked.add(ends[1])
        self.mapped += 1
        builder.add_link(
            *ends,
            kind=reference.kind,
            lag_unit=reference.lag_unit,
            lag_ticks=reference.lag_ticks,
            lag_share=reference.lag_share,
        )
