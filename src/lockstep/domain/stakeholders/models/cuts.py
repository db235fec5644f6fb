"""From where on a node counts power and interest as high, where it does so in its own way."""

from django.db import models

from lockstep.domain.ledger import Versioned
from lockstep.domain.stakeholders.vocabulary import MOST, Cut


class EngagementCut(Versioned):
    """The cut of a node and of all below it that have none of their own; the columns are those of `Cut`."""

    node = models.OneToOneField("access.Node", on_delete=models.PROTECT, related_name="+")
    power = models.IntegerField()
    interest = models.IntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(power__gte=2, power__lte=MOST, interest__gte=2, interest__lte=MOST),
                name="stakeholders_cut_is_2_to_5",
            )
        ]

    def __str__(self) -> str:
        return "Cut of power and interest"

    @property
    def cut(self) -> Cut:
        """Return the columns as the value that the rules take."""
        return Cut(self.power, self.interest)
