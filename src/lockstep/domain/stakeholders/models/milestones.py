"""Messages around milestones that were proposed and not wanted."""

from django.db import models

from lockstep.domain.ledger import Versioned
from lockstep.domain.stakeholders.models.stakeholders import Stakeholder
from lockstep.domain.stakeholders.vocabulary import Around


class DismissedMessage(Versioned):
    """A message around a milestone that somebody dismissed: it is not proposed again."""

    activity = models.ForeignKey("planning.Activity", on_delete=models.CASCADE, related_name="+")
    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.CASCADE, related_name="+")
    around = models.CharField(max_length=6, choices=[(kind.value, kind.value) for kind in Around])
    node = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "stakeholder", "around"], name="stakeholders_dismissed_once"
            )
        ]

    def __str__(self) -> str:
        return f"dismissed: {self.around} milestone {self.activity_id}"
