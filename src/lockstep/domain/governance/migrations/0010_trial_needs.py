"""What a trial does to the cost by the plan and to the people in the busiest week."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the columns."""

    dependencies = [("governance", "0009_colors")]

    operations = [
        *(
            migrations.AddField("changetrial", name, models.BigIntegerField(blank=True, null=True))
            for name in ("cost_before", "cost_after")
        ),
        migrations.AddField(
            "changetrial", "cost_currency", models.CharField(blank=True, default="", max_length=3)
        ),
        *(
            migrations.AddField("changetrial", name, models.FloatField(blank=True, null=True))
            for name in ("peak_before", "peak_after")
        ),
        *(
            migrations.AddField("changetrial", name, models.DateField(blank=True, null=True))
            for name in ("peak_on_before", "peak_on_after")
        ),
    ]
