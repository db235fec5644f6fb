"""Let a schedule open with a saved view."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0006_curves")]

    operations = [
        migrations.AddField(
            model_name="savedview", name="is_default", field=models.BooleanField(default=False)
        )
    ]
