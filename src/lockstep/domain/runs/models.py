"""The job row: the truth about long work, whatever wakes its worker."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from lockstep.domain.runs.vocabulary import JobStatus


class Job(models.Model):
    """One piece of long work.

    A worker holds it by a lease (`lease_until`, `lease_no`) that it renews; when it falls silent another takes
    over with the next number. Of jobs with one `dedupe_key` only the newest waits; an `idempotency_key` exists once.
    """

    kind = models.CharField(max_length=100)
    arguments = models.JSONField(default=dict)
    arguments_version = models.PositiveIntegerField(default=1)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    node = models.ForeignKey(
        "access.Node", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="parts")
    priority = models.SmallIntegerField(default=0)
    status = models.CharField(
        max_length=10,
        choices=[(status.value, status.value) for status in JobStatus],
        default=JobStatus.QUEUED.value,
    )
    run_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_no = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=100, blank=True, default="")
    attempts = models.PositiveIntegerField(default=0)
    max_attempts = models.PositiveIntegerField(default=3)
    progress = models.FloatField(default=0.0)
    phase = models.CharField(max_length=200, blank=True, default="")
    eta = models.DateTimeField(null=True, blank=True)
    log_tail = models.TextField(blank=True, default="")
    result = models.JSONField(null=True, blank=True)
    error = models.TextField(blank=True, default="")
    error_code = models.CharField(max_length=100, blank=True, default="")
    cancel_requested = models.BooleanField(default=False)
    idempotency_key = models.CharField(max_length=200, null=True, blank=True, unique=True)
    dedupe_key = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["status", "run_at"], name="runs_job_due"),
            models.Index(fields=["dedupe_key", "status"], name="runs_job_dedupe"),
            models.Index(fields=["owner", "-id"], name="runs_job_owner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=[status.value for status in JobStatus]),
                name="runs_job_status_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(progress__gte=0.0) & models.Q(progress__lte=1.0),
                name="runs_job_progress_is_a_share",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
