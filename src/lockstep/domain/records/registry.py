"""Which registers there are, what can be linked, and what links mean."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps

from lockstep.domain.access.errors import NotFound
from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.records.declarations import LinkKind, Register


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """One end of a link as its reader may see it; a stub has no key and only its dates."""

    record_type: str
    id: int
    key: str
    title: str
    state: str = ""
    node_id: int | None = None
    node: str = ""
    url: str = ""
    start: date | None = None
    finish: date | None = None
    icon: str = ""
    kind: str = ""
    is_closed: bool = False
    is_stub: bool = False


Resolve = Callable[[Iterable[int], Any], Mapping[int, LinkEnd]]
Search = Callable[[Any, str, int | None], Iterable[LinkEnd]]


@dataclass(frozen=True, slots=True)
class Linkable:
    """A type of thing that links may lead to.

    `resolve(ids, user)` returns those that the user may read, `search(user, words, node)` what a person may mean;
    `node_ids(ids)` the homes of things, whoever asks. `days(ids)` gives start and finish, whoever asks, where even a
    stub shows them: dates are what an end outside one's view is told by.
    """

    record_type: str
    label: str
    icon: str
    resolve: Resolve
    search: Search
    node_ids: Callable[[Iterable[int]], Mapping[int, int]]
    days: Callable[[Iterable[int]], Mapping[int, tuple[date | None, date | None]]] | None = None


_registers: dict[str, Register] = {}
_types: dict[str, Register] = {}
_linkables: dict[str, Linkable] = {}
_link_kinds: dict[str, LinkKind] = {}
Following = Callable[[Any, Iterable[int]], Mapping[int, tuple[LinkEnd, ...]]]
_following: dict[str, dict[str, Following]] = {}


def declare(register: Register) -> None:
    """Add a register; called in `ready()` of its app. The ledger writes its records from then on."""
    from lockstep.domain.ledger.registry import register as tell_ledger
    from lockstep.domain.records.linking import linkable_of

    _registers[register.name] = register
    _types[register.record_type] = register
    for column in ("all_fields", "all_flags"):
        register.__dict__.pop(column, None)
    tell_ledger(
        register.model,
        node_of=lambda row: row.node_id,
        label=_key if register.read is not Permission.READ else _key_and_title,
        unrecorded={"changed_at", *register.derived},
        secrets=register.secret_columns,
    )
    add_linkable(linkable_of(register))


def _key(row: Any) -> str:
    return str(row.key)


def _key_and_title(row: Any) -> str:
    return f"{row.key} {row.title}"


def withdraw(name: str) -> None:
    """Take a register out again; for registers that a test declares."""
    register = _registers.pop(name)
    _types.pop(register.record_type)
    _linkables.pop(register.record_type)


def register_of(name: str) -> Register:
    """Return a register by its name in addresses."""
    try:
        return _registers[name]
    except KeyError:
        raise NotFound(name, "There is no such register.") from None


def register_for(record_type: str) -> Register | None:
    """Return the register of a record type; None for what is no register's, such as an activity."""
    return _types.get(record_type)


def registers() -> tuple[Register, ...]:
    """Return all registers in the order of their apps."""
    order = {config.label: place for place, config in enumerate(apps.get_app_configs())}
    return tuple(
        sorted(_registers.values(), key=lambda register: order.get(register.record_type.split(".")[0], 0))
    )


def add_linkable(linkable: Linkable) -> None:
    """Let links lead to a type of thing."""
    _linkables[linkable.record_type] = linkable


def linkable(record_type: str) -> Linkable:
    """Return a type of thing that links may lead to."""
    try:
        return _linkables[record_type]
    except KeyError:
        raise NotFound(record_type, "There is nothing of this type to link to.") from None


def linkables() -> tuple[Linkable, ...]:
    """Return all types of things that links may lead to."""
    return tuple(_linkables.values())


def add_following(record_type: str, following: Following, *, words: str = "leads to") -> None:
    """Say what follows from things of a type by itself, beyond links: the milestones after an activity.

    `following(user, ids)` returns what the user may read of it, by the id of the thing; it may also say what follows
    from things of the same type that it reaches, and is not asked about those again. `words` stand on the way.
    """
    _following.setdefault(record_type, {})[words] = following


def following_of(record_type: str) -> Mapping[str, Following]:
    """Return what says what follows from things of a type, by the words that stand on the way."""
    return _following.get(record_type, {})


def is_linkable(record_type: str) -> bool:
    """Tell whether links may lead to things of a type."""
    return record_type in _linkables


def add_link_kind(kind: LinkKind) -> None:
    """Add a meaning of links."""
    _link_kinds[kind.name] = kind


def link_kind(name: str) -> LinkKind:
    """Return a meaning of links."""
    try:
        return _link_kinds[name]
    except KeyError:
        raise NotFound(name, "There is no such kind of link.") from None


def link_kinds() -> tuple[LinkKind, ...]:
    """Return all meanings of links."""
    return tuple(_link_kinds.values())


def link_kinds_between(source_type: str, target_type: str) -> tuple[LinkKind, ...]:
    """Return the meanings that a link from one type to another may have."""
    register = register_for(source_type)
    own = register.link_kinds if register else ()
    return tuple(
        kind
        for kind in _link_kinds.values()
        if (not kind.sources or source_type in kind.sources or kind.name in own)
        and (not kind.targets or target_type in kind.targets)
    )
