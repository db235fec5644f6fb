"""Starting a project from a demand that has passed gate 0, with the structure of a template and its links kept."""

from datetime import date
from typing import Any

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.planning.actions.copying import copy_outline
from lockstep.domain.portfolio.actions import add_node
from lockstep.domain.records.actions import move_record
from lockstep.domain.records.queries.graph import every_link
from lockstep.domain.strategy.queries.starting import startable_demand
from lockstep.foundation.ticks import TICKS_PER_DAY, TICKS_PER_HOUR, day_number

NODE = "access.node"
DEMAND = "strategy.demand"
_DAY_STARTS = 8 * TICKS_PER_HOUR


@action("delivery.start_project", version=1)
def start_project(
    work: Work,
    *,
    demand: int,
    version: int,
    name: str,
    template: int | None = None,
    parent: int | None = None,
    starts_on: date | None = None,
    code: str = "",
    manager: int | None = None,
) -> Any:
    """Make an accepted demand a project beside its home, filled from a template; return the project's node.

    The project fulfills the demand and contributes to what the demand contributes to, so that its work is traced to
    the same objectives. The demand is started.
    """
    found = startable_demand(work.actor, demand)
    if not found.has_passed:
        raise Refused(
            found.key, f"It is {found.state.lower()}: only what has passed gate 0 becomes a project."
        )
    home = load_node(work, found.node)
    above = parent if parent is not None else (home.parent_id if home.kind == NodeKind.PROJECT else home.pk)
    node = add_node(
        work,
        kind=NodeKind.PROJECT,
        name=name.strip() or found.title,
        parent=above,
        code=code,
        manager=manager,
        description=found.problem,
        target_start=starts_on,
    )
    if template is not None:
        start = day_number(starts_on) * TICKS_PER_DAY + _DAY_STARTS if starts_on else None
        copy_outline(work, template=template, project=node.pk, start_ticks=start)
    _link(work, "became", (DEMAND, demand, found.node), (NODE, node.pk, node.pk))
    _link(work, "fulfills", (NODE, node.pk, node.pk), (DEMAND, demand, found.node))
    kept = every_link().filter(source_type=DEMAND, source_id=demand, kind="contributes_to").order_by("pk")
    for link in kept:
        _link(
            work,
            link.kind,
            (NODE, node.pk, node.pk),
            (link.target_type, link.target_id, link.target_node_id),
        )
    move_record(work, register="demands", record=demand, version=version, move="start")
    return node


def _link(work: Work, kind: str, source: tuple[str, int, int], target: tuple[str, int, int | None]) -> None:
    work.create(
        every_link().model,
        kind=kind,
        source_type=source[0],
        source_id=source[1],
        node_id=source[2],
        target_type=target[0],
        target_id=target[1],
        target_node_id=target[2],
    )
