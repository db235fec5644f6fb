"""Who answered for a node, and when: never overwritten, so that history stays right through reorganizations."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lockstep.domain.ledger import Versioned
from lockstep.domain.portfolio.vocabulary import Office


class Tenure(Versioned):
    """One office of a node in one hand, from a day up to, not including, another; the open one is today's."""

    node = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="tenures")
    office = models.CharField(max_length=12, choices=[(office.value, office.value) for office in Office])
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=200, blank=True, default="")
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="portfolio_tenure_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(office__in=[office.value for office in Office]),
                name="portfolio_tenure_office_is_known",
            ),
            models.UniqueConstraint(
                fields=["node", "office"],
                condition=Q(to_date__isnull=True),
                name="portfolio_one_open_tenure",
            ),
        ]
        indexes = [models.Index(fields=["node", "office", "from_date"])]

    def __str__(self) -> str:
        return f"{self.office} from {self.from_date}"
