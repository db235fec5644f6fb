"""How the program is run: controls, who is responsible for what, and who reports when."""

from django.db import models

from lockstep.domain.records.models import Record


class Control(Record):
    """Something that is done again and again so that nothing slips, with the evidence of it."""

    kind = models.CharField(max_length=12, default="detect", blank=True)
    method = models.TextField(default="", blank=True)
    every_days = models.IntegerField(default=30)
    evidence = models.TextField(default="", blank=True)
    performed_on = models.DateField(null=True, blank=True)
    next_on = models.DateField(null=True, blank=True)
    effect = models.CharField(max_length=12, default="", blank=True)
    times = models.IntegerField(default=0)
    times_late = models.IntegerField(default=0)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=models.Q(every_days__gte=1), name="governance_control_every")
        ]


class Responsibility(Record):
    """One line of the matrix of responsibilities: an activity or a decision, and which role does what in it."""

    kind = models.CharField(max_length=12, default="activity", blank=True)
    responsible = models.TextField(default="", blank=True)
    accountable = models.CharField(max_length=120, default="", blank=True)
    consulted = models.TextField(default="", blank=True)
    informed = models.TextField(default="", blank=True)
    forum = models.ForeignKey(
        "governance.Forum", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Record.Meta):
        """Indexes of every record."""


class ReportDuty(Record):
    """A report that somebody owes to a forum again and again; `due_on` is the next one."""

    forum = models.ForeignKey(
        "governance.Forum", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    every_days = models.IntegerField(default=28)
    contents = models.TextField(default="", blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    delivered = models.IntegerField(default=0)
    delivered_late = models.IntegerField(default=0)
    days_late = models.IntegerField(default=0)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=models.Q(every_days__gte=1), name="governance_report_every")
        ]
