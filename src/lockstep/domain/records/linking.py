"""What a register offers to links: its records as ends."""

from collections.abc import Iterable, Mapping
from typing import Any

from lockstep.domain.records.declarations import Register
from lockstep.domain.records.policies import policy_for
from lockstep.domain.records.registry import Linkable, LinkEnd

FOUND = 20


def linkable_of(register: Register) -> Linkable:
    """Return the records of a register as things that links may lead to."""

    def resolve(ids: Iterable[int], user: Any) -> Mapping[int, LinkEnd]:
        readable = policy_for(register.read).readable(user, "node")
        rows = register.model.objects.filter(readable, pk__in=list(ids)).select_related("node")
        return {row.pk: end_of(register, row) for row in rows}

    def search(user: Any, words: str, node: int | None) -> list[LinkEnd]:
        readable = policy_for(register.read).readable(user, "node")
        rows = register.model.objects.filter(readable).select_related("node")
        for word in words.casefold().split():
            rows = rows.filter(folded__contains=word)
        if node is not None:
            rows = rows.filter(node__path__contains=f"/{node}/")
        return [end_of(register, row) for row in rows.order_by("-changed_at")[:FOUND]]

    def node_ids(ids: Iterable[int]) -> Mapping[int, int]:
        return dict(register.model.objects.filter(pk__in=list(ids)).values_list("pk", "node_id"))

    return Linkable(register.record_type, register.singular, register.icon, resolve, search, node_ids)


def end_of(register: Register, row: Any) -> LinkEnd:
    """Return a record as an end of a link; its node is loaded."""
    state = register.states_by_name.get(row.state)
    return LinkEnd(
        record_type=register.record_type,
        id=row.pk,
        key=row.key,
        title=row.title,
        state=state.label if state else row.state,
        node_id=row.node_id,
        node=row.node.name,
        url=f"/r/{register.name}/{row.pk}/",
        finish=row.due_on,
        icon=register.icon,
        kind=register.singular,
        is_closed=bool(state and state.is_closed),
    )
