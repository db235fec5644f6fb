"""What computations above ask of steering; whoever may see it, never for a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from lockstep.domain.access.queries.nodes import nodes_by_id
from lockstep.domain.governance.models import ChangeTrial, Tolerance
from lockstep.domain.governance.trials import edits_of
from lockstep.domain.governance.vocabulary import Dimension, Reads
from lockstep.domain.ledger import Edit


@dataclass(frozen=True, slots=True)
class RiskTolerance:
    """A live tolerance of risk: whose commitment it holds."""

    id: int
    node: int
    milestone: int | None


def trial_edits(request: int, revision: int) -> list[Edit]:
    """Return the edits of a request's trial, nothing where it was computed anew since."""
    trial = ChangeTrial.objects.filter(request_id=request, revision=revision).first()
    return edits_of(trial) if trial is not None else []


def risk_tolerances(node: int) -> list[RiskTolerance]:
    """Return the live tolerances of risk in force in the tree that a node is part of."""
    root = nodes_by_id([node])[node].path.split("/", 2)[1]
    return _risks(Tolerance.objects.filter(node__path__startswith=f"/{root}/"))


def risk_tolerances_among(ids: Iterable[int]) -> list[RiskTolerance]:
    """Return those of some tolerances that hold a commitment, are live and in force."""
    return _risks(Tolerance.objects.filter(pk__in=list(ids)))


def _risks(found: QuerySet[Tolerance]) -> list[RiskTolerance]:
    rows = found.filter(state="agreed", reads=Reads.LIVE, dimension=Dimension.RISK)
    return [RiskTolerance(*row) for row in rows.order_by("pk").values_list("pk", "node_id", "milestone_id")]
