"""Baselines: captured from the computed dates, approved, renamed, set aside. Their values never change."""

from typing import Any

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_set_baselines
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.planning.bridge.capturing import captured_values
from lockstep.domain.planning.editing import hold_network
from lockstep.domain.planning.models import Baseline, BaselineValue
from lockstep.domain.planning.vocabulary import BaselineState


@action("planning.capture_baseline", version=1)
def capture_baseline(work: Work, *, node: int, name: str) -> Baseline:
    """Keep the dates of everything below a node under a name."""
    place = load_node(work, node)
    work.require(may_set_baselines, place)
    network = hold_network(work, place)
    _require_free_name(place, name)
    values = captured_values(network.pk, place.path)
    if not values:
        raise Refused(place.name, "There is no activity to keep; add or import a plan first.")
    baseline = work.create(Baseline, node=place, name=name.strip(), captured_at=work.at)
    work.create_many(BaselineValue, [{**value, "baseline_id": baseline.pk} for value in values])
    return baseline


@action("planning.approve_baseline", version=1)
def approve_baseline(work: Work, *, baseline: int, version: int) -> Baseline:
    """Make a baseline the one that its node is held against; the one before it is kept as superseded."""
    row, place = _opened(work, baseline)
    if row.state == BaselineState.APPROVED:
        raise Refused(row.name, "It is approved already.")
    approved = Baseline.objects.filter(node=place, state=BaselineState.APPROVED).exclude(pk=row.pk)
    for earlier in approved:
        work.change(earlier, version=earlier.version, state=BaselineState.SUPERSEDED)
    return work.change(
        row, version=version, state=BaselineState.APPROVED, approved_at=work.at, approved_by_id=work.user_id
    )


@action("planning.rename_baseline", version=1)
def rename_baseline(work: Work, *, baseline: int, version: int, name: str) -> Baseline:
    """Give a baseline another name."""
    row, place = _opened(work, baseline)
    if name.strip() != row.name:
        _require_free_name(place, name)
    return work.change(row, version=version, name=name.strip())


@action("planning.remove_baseline", version=1)
def remove_baseline(work: Work, *, baseline: int, version: int) -> Baseline:
    """Set a baseline aside; its values stay for history, and undo brings it back."""
    row, _ = _opened(work, baseline)
    if row.state == BaselineState.APPROVED:
        raise Refused(row.name, "It is the approved one. Approve another before it is removed.")
    return work.change(row, version=version, state=BaselineState.DELETED)


def _opened(work: Work, baseline: int) -> tuple[Baseline, Any]:
    row = work.get(Baseline, baseline)
    place = load_node(work, row.node_id)
    work.require(may_set_baselines, place)
    return row, place


def _require_free_name(place: Any, name: str) -> None:
    if not name.strip():
        raise Refused(place.name, "Give the baseline a name, such as 'Approved in February'.")
    taken = Baseline.objects.filter(node=place, name=name.strip()).exclude(state=BaselineState.DELETED)
    if taken.exists():
        raise Refused(name, "A baseline of this name is there already; choose another name.")
