"""How a node scores its risks, where it does so in its own way."""

from django.db import models

from lockstep.domain.ledger import Versioned
from lockstep.domain.risks.scales import Grid, Scoring
from lockstep.domain.risks.vocabulary import Band


class RiskGrid(Versioned):
    """The scales of a node and of all below it that have none of their own; the columns are those of `Grid`."""

    node = models.OneToOneField("access.Node", on_delete=models.PROTECT, related_name="+")
    scoring = models.CharField(
        max_length=10, choices=[(kind.value, kind.value) for kind in Scoring], default="worst"
    )
    weights = models.JSONField()
    likelihood_values = models.JSONField()
    likelihood_words = models.JSONField()
    impact_values = models.JSONField()
    impact_words = models.JSONField()
    definitions = models.JSONField(default=dict, blank=True)
    cells = models.JSONField()
    bands = models.JSONField()
    top_is_high = models.BooleanField(default=True)
    escalation_score = models.FloatField(null=True, blank=True)
    escalation_cost = models.BigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return "Risk scales"

    @property
    def grid(self) -> Grid:
        """Return the columns as the value that scores."""
        return Grid(
            likelihood_values=tuple(self.likelihood_values),
            impact_values=tuple(self.impact_values),
            cells=tuple(tuple(row) for row in self.cells),
            bands=tuple((start, Band(band)) for start, band in self.bands),
            scoring=Scoring(self.scoring),
            weights=tuple(self.weights),
            top_is_high=self.top_is_high,
            escalation_score=self.escalation_score,
            escalation_cost=self.escalation_cost,
            likelihood_words=tuple(self.likelihood_words),
            impact_words=tuple(self.impact_words),
            definitions={name: tuple(words) for name, words in self.definitions.items()},
        )
