"""How critical the receiver of a hand-off is, and the lag that its link asks: computed, kept with its dates."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add both columns."""

    dependencies = [("delivery", "0003_quality")]

    operations = [
        migrations.AddField("handoffdates", "lag_days", models.FloatField(null=True)),
        migrations.AddField(
            "handoffdates", "criticality", models.CharField(blank=True, default="", max_length=8)
        ),
    ]
