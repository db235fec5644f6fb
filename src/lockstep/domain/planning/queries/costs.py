"""What nodes cost by their plans, and what was agreed, whoever asks: for numbers that other apps compute."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, Sum

from lockstep.domain.access.queries.nodes import NodeRow, nodes_below, nodes_by_id
from lockstep.domain.planning.bridge.compiled import Compiled, compiled_network
from lockstep.domain.planning.bridge.costs import costs_by_currency
from lockstep.domain.planning.bridge.networks import network_of, root_of
from lockstep.domain.planning.bridge.rollups import rows_below
from lockstep.domain.planning.models import Baseline, BaselineValue
from lockstep.domain.planning.queries.baseline_choice import baselines_for, choice_by_project
from lockstep.domain.planning.vocabulary import BaselineState


@dataclass(frozen=True, slots=True)
class HeldCost:
    """What a node costs by its plan, in minor units of one currency, and what was agreed.

    None with more than one of `currencies`, since no rate of exchange is known, or where nothing costs. `held_by` names
    the approved baseline, `why_not` says why none tells an agreed cost.
    """

    name: str
    cost_minor: int | None
    agreed_minor: int | None
    held_by: str
    why_not: str
    currencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Tree:
    """What is read once for all nodes of one network."""

    compiled: Compiled
    costs: Mapping[str, Any]
    projects: tuple[NodeRow, ...]
    priced: frozenset[int]
    """Projects in which anything costs; no baseline needs to hold the others."""
    baselines: list[Baseline]


def held_costs(nodes: Sequence[int]) -> dict[int, HeldCost]:
    """Return what nodes cost, against their newest approved baselines."""
    trees: dict[int, _Tree] = {}
    found = {}
    for place in nodes_by_id(nodes).values():
        root = root_of(place.path)
        tree = trees[root] if root in trees else trees.setdefault(root, _tree(root))
        rows = rows_below(tree.compiled, place.path)
        sums = {code: float(column[rows].sum()) for code, column in tree.costs.items()}
        costs = {code: amount for code, amount in sums.items() if amount}
        named = tuple(sorted(code for code in costs if code))
        # What nobody named a currency for is taken for the one that is named.
        cost = round(sum(costs.values())) if costs and len(named) < 2 else None
        found[place.id] = HeldCost(place.name, cost, *_agreed(tree, place, named), currencies=named)
    return found


def _tree(root: int) -> _Tree:
    below = nodes_below(root)
    top = next(node for node in below if node.id == root)
    compiled = compiled_network(network_of(top.path).pk)
    ids, costs = compiled.assembled.project_ids, costs_by_currency(compiled.plan)
    wanted = set(ids.tolist())
    projects = tuple(node for node in below if node.id in wanted)
    of_activity = ids[compiled.plan.activities.project]
    priced = frozenset(
        int(node) for column in costs.values() for node in set(of_activity[column != 0].tolist())
    )
    return _Tree(compiled, costs, projects, priced, baselines_for(top, below))


def _agreed(tree: _Tree, place: NodeRow, named: tuple[str, ...]) -> tuple[int | None, str, str]:
    """Return the cost that baselines hold of the projects below a node, which they are, or why they hold none."""
    below = [node for node in tree.projects if node.id in tree.priced and node.path.startswith(place.path)]
    chosen = choice_by_project(tree.baselines, below, None)
    free = [node.name for node in below if _is_unapproved(chosen.get(node.id))]
    if free or not below:
        return None, "", f"no approved baseline holds {free[0] if free else place.name}"
    names = sorted({found.name for found in chosen.values()})
    held_by = f"baseline “{names[0]}”" if len(names) == 1 else f"{len(names)} baselines of its projects"
    wanted = Q()
    for node in below:
        wanted |= Q(baseline=chosen[node.id], project_id=node.id)
    kept = BaselineValue.objects.filter(wanted).filter(Q(cost_minor=None) | ~Q(cost_minor=0))
    sums = dict(kept.values_list("cost_currency").annotate(Sum("cost_minor")).order_by())
    codes = {code for code in sums if code} | set(named)
    if not sums or kept.filter(cost_minor=None).exists() or len(codes) > 1:
        return None, "", f"the {held_by} holds no cost in that currency; capture another, or type the budget"
    return int(sum(sums.values())), held_by, ""


def _is_unapproved(found: Baseline | None) -> bool:
    return found is None or found.state != BaselineState.APPROVED
