"""What an empty page offers next: the step that fills it, where its reader may take it."""

from dataclasses import dataclass

from django.urls import reverse

from lockstep.domain.access.vocabulary import NodeKind, Permission
from lockstep.web.places import Where

_BY_FILES = (
    "Import the plan files that your project managers keep: each becomes a project. Or add one by hand."
)
BELONGS_WORDS = {
    NodeKind.PORTFOLIO: "A portfolio holds programs. Add the first; the plan files of its projects come into that.",
    NodeKind.PROGRAM: _BY_FILES,
    NodeKind.PROJECT: "",
}
"""What fills a node of each kind, while nothing belongs to it."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """Where the button of an empty state leads, and what it says."""

    address: str
    label: str


def to_a_schedule(where: Where) -> NextStep | None:
    """Return how the plan of a node comes in; None for who may not bring it."""
    address = reverse("web:imports", args=[where.id])
    if where.kind == NodeKind.PROJECT:
        return NextStep(address, "Import its plan") if Permission.IMPORT_PLANS in where.permissions else None
    # Files that are imported above projects make projects.
    return NextStep(address, "Import plans") if Permission.EDIT_STRUCTURE in where.permissions else None


def to_belongings(where: Where) -> NextStep | None:
    """Return how something comes to belong to a node: programs to a portfolio, plans to a program."""
    if where.kind != NodeKind.PORTFOLIO:
        return to_a_schedule(where)
    if Permission.EDIT_STRUCTURE not in where.permissions:
        return None
    return NextStep(reverse("web:add-node", args=[where.id]), "Add a program")
