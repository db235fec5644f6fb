"""The matrix of responsibilities: activities and decisions by roles."""

from collections import Counter
from typing import Any

from lockstep.domain.access.policies import may_read
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.governance.models import Responsibility
from lockstep.domain.governance.operating_words import RaciLine, RaciMatrix

MOST_LINES = 200


def raci_at(user: Any, node: int) -> RaciMatrix:
    """Return the responsibilities at and below a node; a line says what is wrong with it."""
    path = readable_node(user, node).path
    rows = list(
        Responsibility.objects.filter(may_read.readable(user, "node"), node__path__startswith=path)
        .exclude(state="dropped")
        .select_related("forum")
        .order_by("kind", "title", "pk")[:MOST_LINES]
    )
    seen = Counter(role for row in rows for role in letters_of(row))
    roles = tuple(sorted(seen, key=lambda role: (-seen[role], role)))
    lines = tuple(_line(row, roles) for row in rows)
    loads = tuple(
        (
            role,
            sum("A" in line.letters[at] for line in lines),
            sum("R" in line.letters[at] for line in lines),
        )
        for at, role in enumerate(roles)
    )
    return RaciMatrix(roles, lines, loads)


def letters_of(row: Responsibility) -> dict[str, str]:
    """Return the letters of each role in a responsibility, in the order R A C I."""
    found: dict[str, str] = {}
    for letter, roles in (
        ("R", tags(row.responsible)),
        ("A", [row.accountable.strip()] if row.accountable.strip() else []),
        ("C", tags(row.consulted)),
        ("I", tags(row.informed)),
    ):
        for role in roles:
            found[role] = found.get(role, "") + letter
    return found


def tags(text: str) -> list[str]:
    """Return the roles of a stored list."""
    return [part.strip() for part in text.split("|") if part.strip()]


def _line(row: Responsibility, roles: tuple[str, ...]) -> RaciLine:
    letters = letters_of(row)
    problem = ""
    if not row.accountable.strip():
        problem = "nobody answers for it"
    elif not tags(row.responsible):
        problem = "nobody does it"
    return RaciLine(
        row.pk,
        row.key,
        row.title,
        row.kind,
        row.forum.title if row.forum else "",
        row.state == "agreed",
        tuple(letters.get(role, "") for role in roles),
        problem,
    )
