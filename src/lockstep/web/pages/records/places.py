"""Where a page of records is: the register, the node, and the tabs beside each other."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from lockstep.domain.access.errors import NotFound
from lockstep.domain.records.declarations import Register
from lockstep.domain.records.registry import register_of
from lockstep.web.places import Where, where_at


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to look at a register."""

    label: str
    address: str
    is_here: bool


def capital(text: str) -> str:
    """Return a word as it begins a line."""
    return text[:1].upper() + text[1:]


def register_at(user: Any, node: int, name: str) -> tuple[Register, Where]:
    """Return a register and the node at which it is looked at; what may not be read does not exist."""
    where = where_at(user, node)
    register = register_of(name)
    if register.read not in where.permissions:
        raise NotFound(name, "There is no such register, or you may not see it.")
    return register, where


def tabs_of(register: Register, where: Where, here: str) -> list[Tab]:
    """Return list, board and the pictures that the register brings."""
    address = reverse("web:register", args=[where.id, register.name])
    tabs = [Tab("List", address, here == "list")]
    if len(register.states) > 1:
        tabs.append(Tab("Board", f"{address}?view=board", here == "board"))
    tabs.extend(
        Tab(page.label, reverse(page.url_name, args=[where.id]), here == page.name) for page in register.pages
    )
    return tabs


def head_values(register: Register, where: Where, here: str) -> dict[str, Any]:
    """Return what the head of every page of a register shows."""
    return {
        "register": register,
        "node": where,
        "plural": capital(register.plural),
        "tabs": tabs_of(register, where, here),
        "may_raise": register.raise_ in where.permissions,
    }
