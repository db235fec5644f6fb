"""Whose value is written where both sides changed a field."""

from dataclasses import dataclass

from lockstep.domain.planning.imports.comparing import Comparison, FieldChange


def conflict_key(record: str, row: int, name: str) -> str:
    """Return how a conflict is called in reports and choices, such as "activity:7:name"."""
    return f"{record}:{row}:{name}"


@dataclass(frozen=True, slots=True)
class Choices:
    """Ours stays unless theirs are taken: all of them, or those that are named."""

    takes_theirs: bool = False
    theirs: frozenset[str] = frozenset()

    def written(self, record: str, row: int, comparison: Comparison) -> list[FieldChange]:
        """Return the changes of one record that are written."""
        chosen = [
            change
            for change in comparison.conflicts
            if self.takes_theirs or conflict_key(record, row, change.name) in self.theirs
        ]
        return [*comparison.changes, *chosen]
