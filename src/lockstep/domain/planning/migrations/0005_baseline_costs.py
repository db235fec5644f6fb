from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0004_costs"),
    ]

    operations = [
        migrations.AddField(
            model_name="baselinevalue",
            name="cost_minor",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="baselinevalue",
            name="cost_currency",
            field=models.CharField(blank=True, default="", max_length=3),
        ),
    ]
