import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("planning", "0003_leveling_proposals"),
    ]

    operations = [
        migrations.CreateModel(
            name="HandOff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("key", models.CharField(max_length=20, unique=True)),
                ("title", models.CharField(max_length=300)),
                ("state", models.CharField(max_length=30)),
                ("raised_on", models.DateField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("origin_key", models.CharField(blank=True, default="", max_length=120)),
                ("folded", models.TextField(blank=True, default="")),
                ("handed_over", models.TextField(blank=True, default="")),
                ("acceptance_test", models.TextField(blank=True, default="")),
                ("increment", models.CharField(blank=True, default="", max_length=60)),
                ("promised_on", models.DateField(blank=True, null=True)),
                ("counter_on", models.DateField(blank=True, null=True)),
                ("counter_reason", models.TextField(blank=True, default="")),
                ("delivered_on", models.DateField(blank=True, null=True)),
                ("accepted_on", models.DateField(blank=True, null=True)),
                ("verdict", models.TextField(blank=True, default="")),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="planning.activity"
                    ),
                ),
                (
                    "node",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.node"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="planning.activity"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["node", "state"], name="delivery_ha_node_id_9190b3_idx"),
                    models.Index(fields=["due_on"], name="delivery_ha_due_on_682eae_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("receiver")), _negated=True),
                        name="delivery_hand_off_joins_two_activities",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOffDates",
            fields=[
                (
                    "hand_off",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="dates",
                        serialize=False,
                        to="delivery.handoff",
                    ),
                ),
                ("need_by", models.DateField(null=True)),
                ("forecast_on", models.DateField(null=True)),
                ("float_days", models.FloatField(null=True)),
                ("tie", models.CharField(blank=True, default="", max_length=4)),
                ("is_late", models.BooleanField(default=False)),
                ("is_broken", models.BooleanField(default=False)),
                ("computed_at", models.DateTimeField()),
                ("revision", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["float_days"], name="delivery_dates_float")],
            },
        ),
    ]
