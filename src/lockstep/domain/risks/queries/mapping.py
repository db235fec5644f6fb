"""Risks as the simulation takes them: for computations that see everything."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from lockstep.domain.records.queries.graph import edges
from lockstep.domain.risks.models import Risk
from lockstep.domain.risks.register.risks import OPEN
from lockstep.domain.risks.vocabulary import MappedRisk, RiskKind

_QUANTIFIED = Q(probability__gt=0) & (Q(impact_days__gt=0) | Q(impact_cost__gt=0))


def mapped_risks(activities: Iterable[int]) -> tuple[MappedRisk, ...]:
    """Return the open, quantified risks that threaten some of these activities, whoever may see them.

    Quantified means a probability, and days or money. A risk without a residual probability, residual days or residual
    money keeps what it has before its response.
    """
    threatened = _threatened(activities)
    rows = Risk.objects.filter(_QUANTIFIED, pk__in=threatened, state__in=OPEN).order_by("pk")
    return tuple(_mapped(row, tuple(threatened[row.pk])) for row in rows)


def unquantified_risks(activities: Iterable[int]) -> int:
    """Return how many open risks threaten some of these activities by nobody knows how much."""
    rows = Risk.objects.filter(pk__in=_threatened(activities), state__in=OPEN)
    return rows.exclude(_QUANTIFIED | Q(probability=0)).count()


def _threatened(activities: Iterable[int]) -> dict[int, list[int]]:
    """Return by risk which of these activities it threatens."""
    wanted = set(activities)
    threatened: dict[int, list[int]] = defaultdict(list)
    for edge in edges("threatens", source_type="risks.risk", target_type="planning.activity"):
        if edge.target in wanted:
            threatened[edge.source].append(edge.target)
    return threatened


def _mapped(row: Risk, activities: tuple[int, ...]) -> MappedRisk:
    likely, cost = float(row.impact_days or 0.0), row.impact_cost or 0
    after = row.probability if row.residual_probability is None else row.residual_probability
    left = 1.0 if row.residual_days is None or not likely else min(row.residual_days / likely, 1.0)
    cost_left = 1.0 if row.residual_cost is None or not cost else min(row.residual_cost / cost, 1.0)
    return MappedRisk(
        row.pk,
        f"{row.key} {row.title}",
        row.probability,
        after,
        activities,
        likely if row.days_low is None or not likely else row.days_low,
        likely,
        likely if row.days_high is None or not likely else row.days_high,
        left,
        row.kind == RiskKind.OPPORTUNITY,
        cost,
        cost_left,
        row.currency,
    )
