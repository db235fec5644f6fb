"""What is in and what is out, what is required, and the founding paper of a team."""

from django.db import models
from django.db.models import Q

from lockstep.domain.records.models import Record
from lockstep.domain.strategy.models.conditions import between


class ScopeStatement(Record):
    """One version of what a node will and will not do, signed off by a person; each line is an item."""

    edition = models.IntegerField(default=1)
    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    in_scope = models.TextField(default="", blank=True)
    out_of_scope = models.TextField(default="", blank=True)
    constraints_text = models.TextField(default="", blank=True)
    churn = models.FloatField(null=True, blank=True)
    signed_by = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(edition__gte=1), name="strategy_scope_edition"),
            models.CheckConstraint(condition=between("churn", 0, 1), name="strategy_scope_churn"),
        ]


class Requirement(Record):
    """Something that what is delivered must do; `changes_after` counts changes of what was agreed."""

    text = models.TextField(default="", blank=True)
    acceptance = models.TextField(default="", blank=True)
    source = models.CharField(max_length=200, default="", blank=True)
    moscow = models.CharField(max_length=8, default="", blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    changes_after = models.IntegerField(default=0)
    last_changed_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(changes_after__gte=0), name="strategy_requirement_changes")
        ]


class Charter(Record):
    """The founding paper of a program, project or team, in versions that supersede each other."""

    edition = models.IntegerField(default=1)
    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    purpose = models.TextField(default="", blank=True)
    in_scope = models.TextField(default="", blank=True)
    out_of_scope = models.TextField(default="", blank=True)
    success = models.TextField(default="", blank=True)
    authority = models.TextField(default="", blank=True)
    roles = models.TextField(default="", blank=True)
    tolerances = models.TextField(default="", blank=True)
    assumptions = models.TextField(default="", blank=True)
    milestones = models.TextField(default="", blank=True)
    signed_by = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [models.CheckConstraint(condition=Q(edition__gte=1), name="strategy_charter_edition")]
