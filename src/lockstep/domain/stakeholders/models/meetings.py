"""Meetings with their agenda and what came of them."""

from django.db import models

from lockstep.domain.records.models import Record


class Meeting(Record):
    """A meeting; decisions and actions that came of it are linked to it.

    `forum_words` names a body that is not among the forums.
    """

    starts_at = models.DateTimeField(null=True, blank=True)
    minutes_long = models.IntegerField(null=True, blank=True)
    place = models.CharField(max_length=200, default="", blank=True)
    forum = models.ForeignKey(
        "governance.Forum", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    forum_words = models.CharField(max_length=200, default="", blank=True)
    attendees = models.TextField(default="", blank=True)
    agenda = models.TextField(default="", blank=True)
    outcomes = models.TextField(default="", blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes_long__isnull=True) | models.Q(minutes_long__gt=0),
                name="stakeholders_meeting_has_a_length",
            )
        ]
