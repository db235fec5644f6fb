"""P6's roles: which one a resource fills here, and what of the others is kept aside."""

from collections import defaultdict
from typing import Final

from lockstep.exchange.document import Count
from lockstep.exchange.primavera import words
from lockstep.exchange.primavera.resources import MappedResources
from lockstep.exchange.primavera.tables import P6Tables
from lockstep.plan import Fillings, ResourceKind, fillings_of

_UNSKILLED: Final = 9


def map_fillings(tables: P6Tables, people: MappedResources) -> tuple[Fillings, tuple[Count, ...]]:
    """Return the role of each resource: its primary one, else the one of the highest skill, else the first."""
    known = _known(tables, people)
    primaries = _primary(tables)
    own: dict[int, int] = {}
    for uid, row in people.rows.items():
        primary = people.roles.get(primaries.get(uid, ""), -1)
        listed = sorted(known.get(row, ()), key=lambda found: found[:2])
        role = primary if primary >= 0 else listed[0][2] if listed else -1
        if role >= 0 and people.resources.kind[row] == ResourceKind.WORK:
            own[row] = role
            _report(tables, people, row, role, [found[2] for found in listed])
    counts = _keep_rest(tables, people, own)
    fillings = [*own.items(), *((role, role) for role in sorted(people.roles.values()))]
    return fillings_of(fillings), counts


def keep_other_roles(tables: P6Tables, people: MappedResources, fillings: Fillings) -> None:
    """Keep the role in which somebody works on an activity where it is not their own, and ids that lead nowhere."""
    own = dict(zip(fillings.resource.tolist(), fillings.role.tolist(), strict=True))
    table = tables["TASKRSRC"]
    other, lost = [], []
    pairs = zip(table.column("rsrc_id"), table.column("role_id"), strict=True)
    for at, (resource, role) in enumerate(pairs):
        row = people.rows.get(resource, -1)
        if (resource or role) and people.row_of(resource, role) < 0:
            lost.append(at)
        elif role and row >= 0 and people.roles.get(role, -2) != own.get(row, -1):
            other.append(at)
    _keep(tables, "TASKRSRC", "rsrc_id", lost)
    _keep(tables, "TASKRSRC", "role_id", sorted(other + lost))
    if other:
        tables.notices.note(
            "exchange.roles",
            "table TASKRSRC",
            f"{words.assignments(len(other))} with a role other than that of the person: the role was kept aside.",
        )
    if lost:
        tables.notices.warn(
            "exchange.lost_resource",
            "table TASKRSRC",
            f"{words.assignments(len(lost))} with a resource or role that is not in the file became work of nobody; "
            "export the resources too.",
        )


def _primary(tables: P6Tables) -> dict[str, str]:
    table = tables["RSRC"]
    return dict(zip(table.column("rsrc_id"), table.column("role_id"), strict=True))


def _known(tables: P6Tables, people: MappedResources) -> dict[int, list[tuple[int, int, int]]]:
    """Return `(skill, place in the file, role)` by resource; 1 is the highest skill."""
    found: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    table = tables["RSRCROLE"]
    columns = (table.column(name) for name in ("rsrc_id", "role_id", "skill_level"))
    for place, (resource, role, level) in enumerate(zip(*columns, strict=True)):
        if resource in people.rows and role in people.roles:
            skill = int(level[0]) if level[:1].isdecimal() else _UNSKILLED
            found[people.rows[resource]].append((skill, place, people.roles[role]))
    return found


def _report(tables: P6Tables, people: MappedResources, row: int, role: int, listed: list[int]) -> None:
    names = people.resources.names
    others = [names[other] for other in dict.fromkeys(listed) if other != role]
    if others:
        tables.notices.note(
            "exchange.roles",
            f"resource '{names[row]}'",
            f"It fills {len(others) + 1} roles; '{names[role]}' is taken, and kept aside "
            f"{'is' if len(others) == 1 else 'are'} {', '.join(repr(name) for name in others)}.",
        )


def _keep_rest(tables: P6Tables, people: MappedResources, own: dict[int, int]) -> tuple[Count, ...]:
    """Keep roles that are not a resource's own, and all skills, which have no place here."""
    table = tables["RSRCROLE"]
    pairs = list(zip(table.column("rsrc_id"), table.column("role_id"), strict=True))
    is_own = [own.get(people.rows.get(who, -1), -1) == people.roles.get(role, -2) for who, role in pairs]
    rest = [row for row, taken in enumerate(is_own) if not taken]
    if rest:
        table.keep(rest, tables.raw)
    _keep(tables, "RSRCROLE", "skill_level", [row for row, taken in enumerate(is_own) if taken])
    primary = tables["RSRC"].column("role_id")
    ids = tables["RSRC"].column("rsrc_id")
    _keep(
        tables,
        "RSRC",
        "role_id",
        [row for row, role in enumerate(primary) if role and own.get(people.rows[ids[row]]) is None],
    )
    if not pairs:
        return ()
    taken = len(pairs) - len(rest)
    return (Count("roles of resources", len(pairs), taken, len(rest), "a resource has one role here"),)


def _keep(tables: P6Tables, name: str, field: str, rows: list[int]) -> None:
    table = tables[name]
    ids, texts = next(iter(table.columns.values()), []), table.column(field)
    tables.raw.keep_column(name, field, [ids[row] for row in rows], [texts[row] for row in rows])
