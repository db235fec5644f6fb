"""Linking activities, within a project and across projects."""

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_edit_schedule, may_read
from lockstep.domain.ledger import Refused, Work, action, matching
from lockstep.domain.planning.bridge.compiled import link_graph
from lockstep.domain.planning.bridge.loops import edit_of, loop_through
from lockstep.domain.planning.bridge.networks import root_of
from lockstep.domain.planning.editing import hold_network, plan_of, require_mastered_here
from lockstep.domain.planning.models import Activity, Link
from lockstep.domain.planning.vocabulary import EditError, Layer, LoopError, Mastered, RowState
from lockstep.plan import LagUnit, LinkKind

MOST_NAMED = 12


@action("planning.link_activities", version=1)
def link_activities(
    work: Work,
    *,
    predecessor: int,
    successor: int,
    kind: int | str = 0,
    lag_ticks: int = 0,
    lag_unit: int | str = 0,
    lag_share: float = 0.0,
    is_hard: bool = True,
    note: str = "",
) -> Link:
    """Let an activity wait for another, in the same project or in another one.

    A link across projects belongs to the program: it is allowed where a plan is mastered outside, and is kept when
    that plan is imported again. Who may edit the successor's schedule may link, to any activity that they can see.
    """
    before, after = work.get_many(Activity, [predecessor, successor])
    work.require(may_edit_schedule, after)
    node_before, node_after = load_node(work, before.project_id), load_node(work, after.project_id)
    if root_of(node_before.path) != root_of(node_after.path):
        raise Refused(
            str(after), "The two activities are in different portfolios; links stay within one portfolio."
        )
    hold_network(work, node_after)
    is_cross = before.project_id != after.project_id
    if not is_cross:
        require_mastered_here(work, after.project_id, str(after))
    for row in (before, after):
        if row.state == RowState.WITHDRAWN:
            raise EditError(str(row), "It is withdrawn; restore it before it is linked.")
    if before.pk == after.pk:
        raise EditError(str(after), "An activity cannot be linked to itself; choose two activities.")
    values = _link_values(kind, lag_ticks, lag_unit, lag_share)
    for known in matching(work, Link, predecessor_id=before.pk, successor_id=after.pk):
        if known.kind == values["kind"] and known.state != RowState.WITHDRAWN:
            raise EditError(
                str(after), f"It is linked to {before} in this way already; change that link instead."
            )
    link = work.create(
        Link,
        predecessor=before,
        successor=after,
        project=after.project_id,
        is_cross_project=is_cross,
        layer=Layer.PROGRAM if is_cross or _is_mastered_outside(work, after) else Layer.PLAN,
        is_hard=is_hard,
        note=note,
        **values,
    )
    require_no_loop(work, after, after.pk)
    return link


@action("planning.change_link", version=1)
def change_link(
    work: Work,
    *,
    link: int,
    version: int,
    kind: int | str | None = None,
    lag_ticks: int | None = None,
    lag_unit: int | str | None = None,
    lag_share: float | None = None,
    is_hard: bool | None = None,
    note: str | None = None,
) -> Link:
    """Change kind, lag or hardness of a link; what is not given stays."""
    row = open_link(work, link)
    values = _link_values(
        row.kind if kind is None else kind,
        row.lag_ticks if lag_ticks is None else lag_ticks,
        row.lag_unit if lag_unit is None else lag_unit,
        row.lag_share if lag_share is None else lag_share,
    )
    rest = {"is_hard": is_hard, "note": note}
    return work.change(
        row, version=version, **values, **{name: value for name, value in rest.items() if value is not None}
    )


@action("planning.unlink", version=1)
def unlink(work: Work, *, link: int, version: int) -> None:
    """Remove a link."""
    work.delete(open_link(work, link), version=version)


def open_link(work: Work, link: int) -> Link:
    """Return a link for an edit; its network is held."""
    row = work.get(Link, link)
    work.require(may_edit_schedule, row)
    hold_network(work, load_node(work, row.project_id))
    if row.layer == Layer.PLAN:
        require_mastered_here(work, row.project_id, f"link {row}")
    return row


def require_no_loop(work: Work, place: Activity, start: int) -> None:
    """Refuse, with the loop named in order, when the pending changes let an activity wait for itself."""
    loop = loop_through(link_graph(load_node(work, place.project_id).path), edit_of(work.changes), start)
    if loop is None:
        return
    named = loop[:MOST_NAMED]
    names = {
        row.pk: f"'{row.name}'"
        for row in Activity.objects.filter(may_read.readable(work.actor, "project"), pk__in=named)
    }
    words = [names.get(activity, "an activity outside your view") for activity in named]
    more = f" and {len(loop) - MOST_NAMED} more" if len(loop) > MOST_NAMED else ""
    raise LoopError(
        str(place),
        f"This would close a loop: {' -> '.join(words)}{more} -> {words[0]}. Remove one of these links first.",
    )


def _is_mastered_outside(work: Work, row: Activity) -> bool:
    plan = plan_of(work, row.project_id)
    return plan is not None and plan.mastered == Mastered.OUTSIDE


def _link_values(
    kind: int | str, lag_ticks: int, lag_unit: int | str, lag_share: float
) -> dict[str, int | float]:
    try:
        kinds = LinkKind[kind.upper()] if isinstance(kind, str) else LinkKind(kind)
        unit = LagUnit[lag_unit.upper()] if isinstance(lag_unit, str) else LagUnit(lag_unit)
    except (KeyError, ValueError) as error:
        raise EditError(
            f"link kind {kind}, lag unit {lag_unit}", "Use FS, SS, FF or SF and a known lag unit."
        ) from error
    is_share = unit in (LagUnit.PERCENT, LagUnit.PERCENT_ELAPSED)
    return {
        "kind": int(kinds),
        "lag_unit": int(unit),
        "lag_ticks": 0 if is_share else lag_ticks,
        "lag_share": lag_share if is_share else 0.0,
    }
