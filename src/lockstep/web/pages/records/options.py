"""What the selects of a form offer: people, nodes of the tree, states; and what a typed name refers to."""

from collections.abc import Iterable, Mapping
from typing import Any

from lockstep.domain.access.errors import NotFound
from lockstep.domain.access.queries.accounts import accounts
from lockstep.domain.access.queries.nodes import readable_node, readable_nodes_below
from lockstep.domain.records.declarations import Field, FieldKind
from lockstep.domain.records.registry import LinkEnd, linkable

MOST_PEOPLE = 400


def options_for(user: Any, node: int, fields: Iterable[Field]) -> dict[str, list[tuple[int, str]]]:
    """Return the offered (value, label) of each field that refers to a person or a node."""
    kinds = {field.name: field.kind for field in fields}
    found: dict[str, list[tuple[int, str]]] = {}
    if FieldKind.PERSON in kinds.values():
        people = [(row.id, row.name or row.email) for row in accounts(user, limit=MOST_PEOPLE)]
        found |= {name: people for name, kind in kinds.items() if kind is FieldKind.PERSON}
    if FieldKind.NODE in kinds.values():
        nodes = _nodes_of_the_tree(user, node)
        found |= {name: nodes for name, kind in kinds.items() if kind is FieldKind.NODE}
    return found


def _nodes_of_the_tree(user: Any, node: int) -> list[tuple[int, str]]:
    """Return everything readable in the tree that a node lies in, indented as the outline is."""
    here = readable_node(user, node)
    for ancestor in here.ancestor_ids:
        try:
            rows = readable_nodes_below(user, ancestor)
        except NotFound:
            continue
        depth = len(rows[0].ancestor_ids)
        return [(row.id, f"{'  ' * (len(row.ancestor_ids) - depth)}{row.name}") for row in rows]
    return []


def end_words(end: LinkEnd) -> str:
    """Return a thing as it is typed and offered: its key and its title."""
    return f"{end.key} {end.title}".strip()


def picked(
    user: Any, fields: Mapping[str, Field], values: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Put ids in place of the typed names of records; return the values and what could not be found."""
    errors: dict[str, str] = {}
    for name, value in list(values.items()):
        field = fields.get(name)
        if field is None or field.kind is not FieldKind.RECORD or not value or str(value).isdigit():
            continue
        found = linkable(field.target).search(user, str(value), None)
        exact = [end for end in found if end_words(end) == value] or found
        if len(exact) == 1:
            values[name] = exact[0].id
            continue
        del values[name]
        errors[name] = (
            f"“{value}” names several; choose one of the list."
            if exact
            else f"Nothing is called “{value}”; type its key."
        )
    return values, errors
