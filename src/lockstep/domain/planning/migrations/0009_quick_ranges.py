"""Tell quick ranges apart from those that somebody judged."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0008_kept_files")]

    operations = [
        migrations.AlterField(
            model_name="activitylayer",
            name="range_source",
            field=models.SmallIntegerField(
                blank=True,
                choices=[
                    (0, "POLICY_DEFAULT"),
                    (1, "EXPERT"),
                    (2, "OWN_HISTORY"),
                    (3, "REFERENCE_CLASS"),
                    (4, "FILE"),
                    (5, "QUICK"),
                ],
                null=True,
            ),
        )
    ]
