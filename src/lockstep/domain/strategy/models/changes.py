"""Changes of the strategy, and the answers of the projects that they hit."""

from django.db import models

from lockstep.domain.records.models import Record
from lockstep.domain.strategy.models.conditions import not_negative


class StrategyChange(Record):
    """A change of the organization's strategy; it affects objectives by links, and `due_on` is when answers are due."""

    what = models.TextField(default="", blank=True)
    why = models.TextField(default="", blank=True)
    effective_on = models.DateField(null=True, blank=True)
    announced_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        """Indexes of every record."""


class Acknowledgment(Record):
    """That a project has read a change of the strategy, and what it means there; at home at the project."""

    change = models.ForeignKey(StrategyChange, on_delete=models.PROTECT, related_name="+")
    consequence = models.CharField(max_length=12, default="", blank=True)
    meaning = models.TextField(default="", blank=True)
    days_of_delay = models.IntegerField(null=True, blank=True)
    acknowledged_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=not_negative("days_of_delay"), name="strategy_delay_not_negative"
            )
        ]
