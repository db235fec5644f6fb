"""The weights by which demands are scored at a node."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lockstep.domain.records.queries import SettingPlace, setting_at
from lockstep.domain.strategy.models import DemandWeights
from lockstep.domain.strategy.vocabulary import SCORE_WEIGHTS


@dataclass(frozen=True, slots=True)
class WeightsView:
    """Weights as somebody sees them, and where they come from; risk is below zero, as it counts against."""

    weights: Mapping[str, float]
    place: SettingPlace

    @property
    def shares(self) -> dict[str, float]:
        """Return the weights as shares of all that counts; risk stays below zero."""
        whole = sum(abs(weight) for weight in self.weights.values())
        return {name: weight / whole for name, weight in self.weights.items()}


def weights_at(user: Any, node: int) -> WeightsView:
    """Return the weights that hold at a node: its own, the nearest above, or the shipped ones."""
    row, place = setting_at(user, node, DemandWeights)
    return WeightsView(row.weights if row else SCORE_WEIGHTS, place)
