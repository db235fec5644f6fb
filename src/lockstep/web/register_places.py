"""The registers as places of the sidebar: grouped, folded, only those that one may read."""

from collections.abc import Iterable

from django.urls import reverse

from lockstep.domain.records.declarations import Register
from lockstep.domain.records.registry import registers
from lockstep.web.icons import ICONS, UNDRAWN
from lockstep.web.places import Where

GROUPS = ("Strategy", "Scope", "Risk", "Hand-offs", "Governance", "People")
# The few registers that a key leads to; the others are found by the palette.
LETTERS = {"risks": "n", "issues": "u", "decisions": "d", "hand-offs": "f"}
FOLDS = "lockstep-folds"


def icon_of(register: Register) -> str:
    """Return the drawing of a register; one that is not drawn yet gets the common one."""
    return register.icon if register.icon in ICONS else UNDRAWN


def key_of(register: Register) -> str:
    """Return the name under which the sidebar knows a register."""
    return f"r-{register.name}"


def readable_registers(where: Where) -> dict[str, list[Register]]:
    """Return the registers that may be read at a node, by their group, groups in the order of a manager's day."""
    grouped: dict[str, list[Register]] = {}
    for register in registers():
        if register.read in where.permissions:
            grouped.setdefault(register.group, []).append(register)
    order = {name: place for place, name in enumerate(GROUPS)}
    return dict(sorted(grouped.items(), key=lambda item: order.get(item[0], len(order))))


def register_entries(where: Where) -> Iterable[tuple[str, list[tuple[str, str, str, str, str]]]]:
    """Yield each group with (key, label, icon, address, letter) of its registers."""
    for group, members in readable_registers(where).items():
        yield (
            group,
            [
                (
                    key_of(register),
                    register.plural.capitalize(),
                    icon_of(register),
                    reverse("web:register", args=[where.id, register.name]),
                    LETTERS.get(register.name, ""),
                )
                for register in members
            ],
        )
