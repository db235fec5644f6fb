"""The map of value: what work delivers, what that enables, what follows, and which objective it serves."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q

from lockstep.domain.access.policies import Standing, may_raise_records
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.records.policies import policy_for
from lockstep.domain.records.queries.graph import every_link
from lockstep.domain.records.registry import linkable, register_for
from lockstep.domain.strategy.rules import progress_of

ACTIVITY: Final = "planning.activity"
STEPS: Final = (
    ACTIVITY,
    "strategy.deliverable",
    "strategy.capability",
    "strategy.outcome",
    "value.benefit",
    "strategy.objective",
)
"""From work to what it is for; a step whose register is not there is left out."""
_DROPPED: Final = ("dropped", "withdrawn", "rejected", "missed")


@dataclass(frozen=True, slots=True)
class ChainThing:
    """One thing of the map. `progress` is a share; `lack` says what is missing on its way, in words."""

    record_type: str
    id: int
    key: str
    title: str
    state: str
    owner: str
    node: str
    url: str
    progress: float | None
    measure: str
    lack: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One link of the map."""

    id: int
    version: int
    kind: str
    source: tuple[str, int]
    target: tuple[str, int]


@dataclass(frozen=True, slots=True)
class ChainColumn:
    """The things of one step."""

    record_type: str
    name: str
    label: str
    things: tuple[ChainThing, ...]


@dataclass(frozen=True, slots=True)
class ChainMap:
    """The steps from work to objectives at a node, with the links between them."""

    columns: tuple[ChainColumn, ...]
    links: tuple[ChainLink, ...]
    may_link: bool

    @property
    def lacking(self) -> tuple[ChainThing, ...]:
        """Return the things on whose way something is missing."""
        return tuple(thing for column in self.columns for thing in column.things if thing.lack)


def kind_between(source_type: str, target_type: str) -> str | None:
    """Return the meaning of a link between two steps of the map; None where it would lead backward or nowhere."""
    if source_type not in STEPS or target_type not in STEPS:
        return None
    if STEPS.index(source_type) >= STEPS.index(target_type):
        return None
    if source_type == ACTIVITY:
        return "delivers" if target_type == "strategy.deliverable" else None
    if (source_type, target_type) == ("strategy.deliverable", "strategy.capability"):
        return "enables"
    return "contributes_to"


def chain_map(user: Any, node: int) -> ChainMap:
    """Return the map of a node: what is at home at, below and above it. The work is that which delivers something."""
    top = readable_node(user, node)
    near = Q(node__path__startswith=top.path) | Q(node_id__in=top.ancestor_ids)
    rows: dict[tuple[str, int], Any] = {}
    for record_type in STEPS[1:]:
        register = register_for(record_type)
        if register is None:
            continue
        found = register.model.objects.filter(near, policy_for(register.read).readable(user, "node"))
        for row in found.exclude(state__in=_DROPPED).select_related("node", "owner").order_by("pk"):
            rows[record_type, row.pk] = row
    links = _links(rows)
    work = linkable(ACTIVITY).resolve({link.source[1] for link in links if link.source[0] == ACTIVITY}, user)
    links = [link for link in links if link.source[0] != ACTIVITY or link.source[1] in work]
    leads, fed = {link.source for link in links}, {link.target for link in links}
    things: dict[str, list[ChainThing]] = defaultdict(list)
    for end in sorted(work.values(), key=lambda end: (end.node, end.key)):
        made = ChainThing(ACTIVITY, end.id, end.key, end.title, "", "", end.node, end.url, None, "", ())
        things[ACTIVITY].append(made)
    for thing, row in rows.items():
        things[thing[0]].append(_thing(thing, row, leads, fed))
    may = Standing.of(user).may(may_raise_records.permission, top.path)
    return ChainMap(tuple(_columns(things)), tuple(links), may)


def _links(rows: Mapping[tuple[str, int], Any]) -> list[ChainLink]:
    wanted = every_link().filter(source_type__in=STEPS, target_type__in=STEPS[1:]).order_by("pk")
    found = []
    for link in wanted:
        source, target = (link.source_type, link.source_id), (link.target_type, link.target_id)
        if (
            target in rows
            and (source in rows or source[0] == ACTIVITY)
            and kind_between(source[0], target[0])
        ):
            found.append(ChainLink(link.pk, link.version, link.kind, source, target))
    return found


def _columns(things: Mapping[str, list[ChainThing]]) -> Iterable[ChainColumn]:
    for record_type in STEPS:
        register = register_for(record_type)
        if record_type == ACTIVITY:
            yield ChainColumn(ACTIVITY, "work", "work", tuple(things[ACTIVITY]))
        elif register is not None:
            yield ChainColumn(record_type, register.name, register.plural, tuple(things[record_type]))


def _thing(thing: tuple[str, int], row: Any, leads: set[Any], fed: set[Any]) -> ChainThing:
    record_type, pk = thing
    register = register_for(record_type)
    assert register is not None
    state = register.states_by_name.get(row.state)
    lack = []
    if not register.is_reason and thing not in leads:
        lack.append("leads to nothing")
    if thing not in fed:
        lack.append("no work is linked" if record_type == "strategy.deliverable" else "nothing leads to it")
    if record_type == "strategy.deliverable" and row.budget is None:
        lack.append("no budget")
    if row.owner_id is None:
        lack.append("no owner")
    return ChainThing(
        record_type=record_type,
        id=pk,
        key=row.key,
        title=row.title,
        state=state.label if state else row.state,
        owner=row.owner.name if row.owner else "",
        node=row.node.name,
        url=f"/r/{register.name}/{pk}/",
        progress=_progress(row),
        measure=_measure(row),
        lack=tuple(lack),
    )


def _progress(row: Any) -> float | None:
    if hasattr(row, "target_value"):
        found = progress_of(row.baseline_value, row.target_value, row.actual_value)
        return None if found is None else found + 0.0  # no minus before nothing
    return getattr(row, "progress", None)


def _measure(row: Any) -> str:
    if getattr(row, "target_value", None) is None:
        return ""
    now = row.actual_value if row.actual_value is not None else row.baseline_value
    unit = f" {row.unit}" if getattr(row, "unit", "") else ""
    return f"{row.target_value:g}{unit}" if now is None else f"{now:g} → {row.target_value:g}{unit}"
