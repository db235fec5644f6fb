"""Keeping what an analysis found of each risk."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from lockstep.domain.risks.models import RiskEffect


def keep_effects(effects: Mapping[int, tuple[float, float]], *, revision: int) -> None:
    """Store days of P80 by risk: (what it costs, what its response saves). Computed, so it enters no history."""
    now = timezone.now()
    rows = [
        RiskEffect(risk_id=risk, days=days, days_saved=saved, computed_at=now, revision=revision)
        for risk, (days, saved) in effects.items()
    ]
    with transaction.atomic():
        RiskEffect.objects.filter(risk_id__in=effects).delete()
        RiskEffect.objects.bulk_create(rows)
