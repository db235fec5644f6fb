import django.db.models.deletion
import lockstep.domain.people.vocabulary
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WorkCalendar",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=250)),
                ("week", models.JSONField()),
                ("exceptions", models.JSONField(blank=True, default=list)),
                ("work_weeks", models.JSONField(blank=True, default=list)),
                ("minutes_per_day", models.PositiveIntegerField(default=480)),
                ("source", models.CharField(blank=True, default="", max_length=250)),
                (
                    "base",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.workcalendar",
                    ),
                ),
                (
                    "node",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.node"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="people_calendar_has_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes_per_day__lte", 1440)),
                        name="people_calendar_day_has_1440_minutes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Resource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=250)),
                ("folded", models.CharField(blank=True, default="", max_length=400)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "person"),
                            ("role", "role"),
                            ("equipment", "equipment"),
                            ("material", "material"),
                            ("cost", "cost"),
                        ],
                        default=lockstep.domain.people.vocabulary.ResourceKind["PERSON"],
                        max_length=12,
                    ),
                ),
                ("email", models.EmailField(blank=True, default="", max_length=250)),
                ("max_units", models.FloatField(default=1.0)),
                ("capacity", models.JSONField(blank=True, default=list)),
                ("guid", models.CharField(blank=True, default="", max_length=64)),
                (
                    "node",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.node"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "calendar",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.workcalendar",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["person", "role", "equipment", "material", "cost"])),
                        name="people_resource_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("max_units__gte", 0)), name="people_resource_units_not_negative"
                    ),
                ],
            },
        ),
    ]
