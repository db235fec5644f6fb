"""Where a node belongs, dated: the truth behind the node's `parent` and `path`."""

from django.db import models
from django.db.models import F, Q

from lockstep.domain.ledger import Versioned
from lockstep.domain.portfolio.vocabulary import MembershipStatus


class Membership(Versioned):
    """A node belongs to a parent from a day up to, not including, another; the days of one node never overlap.

    A paused or withdrawn node keeps its place, so that it can come back to it.
    """

    child = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="memberships")
    parent = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="member_periods")
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    status = models.CharField(
        max_length=10, choices=[(status.value, status.value) for status in MembershipStatus]
    )
    reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gt=F("from_date")),
                name="portfolio_membership_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in MembershipStatus]),
                name="portfolio_membership_status_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(child=F("parent")), name="portfolio_membership_is_not_of_itself"
            ),
            models.UniqueConstraint(
                fields=["child", "from_date"], name="portfolio_membership_starts_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["child"], condition=Q(to_date__isnull=True), name="portfolio_one_open_membership"
            ),
        ]

    def __str__(self) -> str:
        return f"membership from {self.from_date}"
