from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0002_costs"),
    ]

    operations = [
        migrations.AddField(
            model_name="resource",
            name="role",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=models.deletion.PROTECT,
                related_name="+",
                to="people.resource",
            ),
        ),
    ]
