"""Activities: what is scheduled."""

from django.db import models

from lockstep.domain.ledger import Versioned
from lockstep.domain.planning.vocabulary import RowState
from lockstep.plan import ActivityKind, ActivityMode, ConstraintKind, WorkRule


class Activity(Versioned):
    """One activity of exactly one project. Inputs only: computed dates are in `CurrentDates`.

    Siblings are ordered by `position`, then id. The first constraint and the deadline are columns because nearly
    all activities have at most these; further ones are `FurtherConstraint` rows.
    """

    # The index of project and uid serves look-ups by project too.
    project = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    position = models.BigIntegerField(default=0)
    uid = models.BigIntegerField()
    code = models.CharField(max_length=120, default="", blank=True)
    name = models.CharField(max_length=1000, default="", blank=True)
    folded = models.CharField(max_length=1400, default="", blank=True)
    wbs = models.CharField(max_length=400, default="", blank=True)
    guid = models.CharField(max_length=64, default="", blank=True)
    state = models.SmallIntegerField(
        choices=[(s.value, s.name) for s in RowState], default=RowState.ACTIVE.value
    )
    kind = models.SmallIntegerField(choices=[(k.value, k.name) for k in ActivityKind], default=0)
    mode = models.SmallIntegerField(choices=[(m.value, m.name) for m in ActivityMode], default=0)
    work_rule = models.SmallIntegerField(choices=[(r.value, r.name) for r in WorkRule], default=0)
    calendar = models.ForeignKey(
        "people.WorkCalendar",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    ignores_resource_calendars = models.BooleanField(default=False)
    duration_ticks = models.BigIntegerField(default=0)
    remaining_ticks = models.BigIntegerField(default=0)
    is_elapsed = models.BooleanField(default=False)
    is_effort_driven = models.BooleanField(default=False)
    actual_start_ticks = models.BigIntegerField(null=True, blank=True)
    actual_finish_ticks = models.BigIntegerField(null=True, blank=True)
    share_complete = models.FloatField(default=0.0)
    planned_start_ticks = models.BigIntegerField(null=True, blank=True)
    planned_finish_ticks = models.BigIntegerField(null=True, blank=True)
    leveling_delay_ticks = models.BigIntegerField(default=0)
    priority = models.IntegerField(default=500)
    # 0 is "as soon as possible", else `plan.ConstraintKind`.
    constraint = models.SmallIntegerField(
        choices=[(0, "NONE"), *((k.value, k.name) for k in ConstraintKind)], default=0
    )
    constraint_at_ticks = models.BigIntegerField(null=True, blank=True)
    deadline_ticks = models.BigIntegerField(null=True, blank=True)
    # Money that it costs whenever it is done, in minor units of the plan's currency.
    fixed_cost_minor = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["project", "uid"], name="planning_activity_uid")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(duration_ticks__gte=0, remaining_ticks__gte=0),
                name="planning_activity_durations_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(share_complete__gte=0, share_complete__lte=1),
                name="planning_activity_share_between_0_and_1",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in RowState]),
                name="planning_activity_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code or self.uid} {self.name}".strip()
