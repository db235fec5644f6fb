import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ChangeSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                ("reason", models.TextField(blank=True, default="")),
                ("action", models.CharField(max_length=100)),
                ("action_version", models.PositiveIntegerField()),
                ("arguments", models.JSONField(default=dict)),
                ("requirements", models.JSONField(default=list)),
                ("revisions", models.JSONField(default=dict)),
                ("request_key", models.CharField(blank=True, max_length=200, null=True)),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inverse_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inverses",
                        to="ledger.changeset",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("actor", "request_key"), name="ledger_request_key_is_used_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("record_type", models.CharField(max_length=100)),
                ("record_id", models.BigIntegerField()),
                ("node_id", models.BigIntegerField(blank=True, null=True)),
                ("label", models.CharField(blank=True, default="", max_length=200)),
                ("version_before", models.PositiveIntegerField(blank=True, null=True)),
                ("version_after", models.PositiveIntegerField(blank=True, null=True)),
                ("before", models.JSONField(blank=True, null=True)),
                ("after", models.JSONField(blank=True, null=True)),
                (
                    "change_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="ledger.changeset",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["record_type", "record_id", "id"], name="ledger_change_record"),
                    models.Index(fields=["node_id", "id"], name="ledger_change_node"),
                ],
            },
        ),
    ]
