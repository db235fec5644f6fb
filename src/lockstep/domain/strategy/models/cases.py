"""Why something is worth doing: needs analyses, business cases, and the options that both weigh."""

from django.db import models
from django.db.models import Q

from lockstep.domain.records.models import Record
from lockstep.domain.strategy.models.conditions import between, not_negative
from lockstep.domain.strategy.models.processes import BusinessProcess
from lockstep.domain.strategy.models.proposals import ObjectiveProposal

REVIEW_DAYS = 90


class BusinessCase(Record):
    """Whether it is still worth doing; `due_on` is its next review. Money is that of the recommended option."""

    reasons = models.TextField(default="", blank=True)
    benefits_text = models.TextField(default="", blank=True)
    risks_text = models.TextField(default="", blank=True)
    funding = models.TextField(default="", blank=True)
    recommended = models.ForeignKey(
        "strategy.Option", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recommendation = models.TextField(default="", blank=True)
    review_days = models.IntegerField(default=REVIEW_DAYS)
    reviewed_on = models.DateField(null=True, blank=True)
    edition = models.IntegerField(default=1)
    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(edition__gte=1), name="strategy_case_edition"),
            models.CheckConstraint(
                condition=between("review_days", 1, 3_660), name="strategy_case_review_days"
            ),
        ]


class NeedsAnalysis(Record):
    """What a process lacks, measured, and the ways to close the gap."""

    process = models.ForeignKey(
        BusinessProcess, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    problem = models.TextField(default="", blank=True)
    causes = models.TextField(default="", blank=True)
    measure = models.CharField(max_length=200, default="", blank=True)
    unit = models.CharField(max_length=30, default="", blank=True)
    current_value = models.FloatField(null=True, blank=True)
    wanted_value = models.FloatField(null=True, blank=True)
    recommended = models.ForeignKey(
        "strategy.Option", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recommendation = models.TextField(default="", blank=True)
    concluded_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        """Indexes of every record."""


class Option(Record):
    """One way to go, of a proposal, a business case or a needs analysis, with what it costs, brings and risks."""

    proposal = models.ForeignKey(
        ObjectiveProposal, null=True, blank=True, on_delete=models.PROTECT, related_name="options"
    )
    case = models.ForeignKey(
        BusinessCase, null=True, blank=True, on_delete=models.PROTECT, related_name="options"
    )
    analysis = models.ForeignKey(
        NeedsAnalysis, null=True, blank=True, on_delete=models.PROTECT, related_name="options"
    )
    what = models.TextField(default="", blank=True)
    pros = models.TextField(default="", blank=True)
    cons = models.TextField(default="", blank=True)
    cost = models.BigIntegerField(null=True, blank=True)
    benefit = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    risk = models.FloatField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=not_negative("cost"), name="strategy_option_cost"),
            models.CheckConstraint(condition=not_negative("benefit"), name="strategy_option_benefit"),
            models.CheckConstraint(condition=between("risk", 0, 1), name="strategy_option_risk"),
            models.CheckConstraint(
                condition=Q(proposal__isnull=True, case__isnull=True)
                | Q(proposal__isnull=True, analysis__isnull=True)
                | Q(case__isnull=True, analysis__isnull=True),
                name="strategy_option_of_one_paper",
            ),
        ]
