"""Milestones of charters, and the day that the schedule gives a deliverable."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add both columns."""

    dependencies = [("strategy", "0003_proposals_and_cases")]

    operations = [
        migrations.AddField("charter", "milestones", models.TextField(blank=True, default="")),
        migrations.AddField("deliverable", "planned_on", models.DateField(blank=True, null=True)),
    ]
