"""The effort of demands and deliverables, for cut lines by capacity and roll-ups by effort."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add both columns and their conditions."""

    dependencies = [("strategy", "0004_charter_milestones")]

    operations = [
        migrations.AddField("demand", "effort_days", models.FloatField(blank=True, null=True)),
        migrations.AddField("deliverable", "effort_days", models.FloatField(blank=True, null=True)),
        *(
            migrations.AddConstraint(
                model,
                models.CheckConstraint(
                    condition=models.Q(effort_days__isnull=True) | models.Q(effort_days__gte=0),
                    name=f"strategy_{model}_effort",
                ),
            )
            for model in ("demand", "deliverable")
        ),
    ]
