"""Import runs: the dry run's report, and what became of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from lockstep.domain.planning.vocabulary import ImportState


class ImportRun(models.Model):
    """One file that was read for one place. Evidence, not an editable record."""

    # Null when the place is gone, as by undoing the import that made it.
    node = models.ForeignKey("access.Node", null=True, on_delete=models.SET_NULL, related_name="+")
    # The project that was there before, or that applying made.
    project = models.ForeignKey(
        "access.Node", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in ImportState], default=ImportState.READY.value
    )
    file_name = models.CharField(max_length=250)
    file_digest = models.CharField(max_length=64)
    file_size = models.PositiveBigIntegerField(default=0)
    source_format = models.CharField(max_length=40, default="", blank=True)
    source_project = models.CharField(max_length=250, default="", blank=True)
    arguments = models.JSONField(default=dict, blank=True)
    summary = models.JSONField(default=dict, blank=True)
    # The whole report, compressed JSON (bridge/packing.py).
    report = models.BinaryField(default=b"")
    network_revision = models.PositiveBigIntegerField(default=0)
    change_set = models.BigIntegerField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in ImportState]),
                name="planning_import_state_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"import of {self.file_name}"
