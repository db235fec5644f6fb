"""What people say about a node."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lockstep.domain.ledger import Versioned


class Profile(Versioned):
    """The details of one node: code, people, purpose and targets. Every node has one.

    Without a target finish it goes on; it is then reviewed every `review_days`. Who answered for it before stands in
    the tenures.
    """

    node = models.OneToOneField("access.Node", on_delete=models.PROTECT, related_name="profile")
    code = models.CharField(max_length=60, blank=True, default="")
    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sponsor = models.CharField(max_length=200, blank=True, default="")
    description = models.TextField(blank=True, default="")
    organization = models.CharField(max_length=200, blank=True, default="")
    target_start = models.DateField(null=True, blank=True)
    target_finish = models.DateField(null=True, blank=True)

    review_days = models.IntegerField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    review_note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(review_days__isnull=True) | Q(review_days__gte=1),
                name="portfolio_review_cycle_is_a_day_or_more",
            ),
            models.CheckConstraint(
                condition=Q(target_start__isnull=True)
                | Q(target_finish__isnull=True)
                | Q(target_finish__gte=F("target_start")),
                name="portfolio_target_finish_is_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.code or f"details of node {self.node_id}"
