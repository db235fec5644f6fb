"""Names of what the rows of a page refer to: a fixed number of statements, however many rows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lockstep.domain.access.queries.accounts import account_names
from lockstep.domain.access.queries.nodes import NodeRow, readable_nodes
from lockstep.domain.records.declarations import Field, FieldKind
from lockstep.domain.records.registry import LinkEnd, linkable

OUTSIDE_VIEW = "outside your view"


class Names:
    """The people, nodes and records that some rows refer to; what the user may not read has no name."""

    def __init__(self, user: Any, fields: Iterable[Field], rows: Sequence[Any]) -> None:
        kinds: dict[FieldKind, list[Field]] = {}
        for field in fields:
            kinds.setdefault(field.kind, []).append(field)
        self.people: Mapping[int, str] = account_names(_ids(kinds.get(FieldKind.PERSON, ()), rows))
        node_ids = _ids(kinds.get(FieldKind.NODE, ()), rows) | {row.node_id for row in rows}
        self.nodes: Mapping[int, NodeRow] = readable_nodes(user, node_ids)
        self.ends: dict[str, Mapping[int, LinkEnd]] = {}
        by_target: dict[str, list[Field]] = {}
        for field in kinds.get(FieldKind.RECORD, ()):
            if field.target:
                by_target.setdefault(field.target, []).append(field)
        for target, members in by_target.items():
            found = linkable(target).resolve(_ids(members, rows), user)
            self.ends.update(dict.fromkeys((field.name for field in members), found))

    def of(self, field: Field, value: Any) -> str:
        """Return the words of a reference."""
        if field.formatted_as is FieldKind.PERSON:
            return self.people.get(value, "")
        if field.formatted_as is FieldKind.NODE:
            node = self.nodes.get(value)
            return node.name if node else OUTSIDE_VIEW
        end = self.ends.get(field.name, {}).get(value)
        return f"{end.key} {end.title}".strip() if end else OUTSIDE_VIEW


def _ids(fields: Iterable[Field], rows: Sequence[Any]) -> set[int]:
    return {value for field in fields for row in rows if (value := getattr(row, field.column)) is not None}
