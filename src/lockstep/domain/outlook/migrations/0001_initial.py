import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("runs", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SimulationRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("iterations", models.PositiveIntegerField()),
                ("seed", models.PositiveBigIntegerField(default=1)),
                (
                    "spread",
                    models.CharField(
                        choices=[("even", "even"), ("plain", "plain")], default="even", max_length=10
                    ),
                ),
                (
                    "unranged",
                    models.CharField(
                        choices=[("usual", "usual"), ("certain", "certain")], default="usual", max_length=10
                    ),
                ),
                (
                    "together",
                    models.CharField(
                        choices=[("projects", "projects"), ("nothing", "nothing")],
                        default="projects",
                        max_length=10,
                    ),
                ),
                (
                    "response",
                    models.CharField(
                        choices=[("before", "before"), ("after", "after")], default="before", max_length=10
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="runs.job",
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
                "indexes": [models.Index(fields=["node", "-id"], name="outlook_run_node")],
            },
        ),
        migrations.CreateModel(
            name="SimulationResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("network_id", models.BigIntegerField(db_index=True)),
                ("revision", models.PositiveBigIntegerField()),
                ("engine_version", models.CharField(max_length=40)),
                ("finished_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("planned_ticks", models.BigIntegerField()),
                ("planned_share", models.FloatField()),
                ("p10_ticks", models.BigIntegerField()),
                ("p50_ticks", models.BigIntegerField()),
                ("p80_ticks", models.BigIntegerField()),
                ("p90_ticks", models.BigIntegerField()),
                ("findings", models.JSONField(default=list)),
                ("sources", models.JSONField(default=dict)),
                ("columns", models.BinaryField()),
                (
                    "run",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="result",
                        to="outlook.simulationrun",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SimulationShard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveBigIntegerField()),
                ("first_block", models.PositiveIntegerField()),
                ("last_block", models.PositiveIntegerField()),
                ("taken_until", models.DateTimeField(blank=True, null=True)),
                ("tally", models.BinaryField(blank=True, null=True)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shards",
                        to="outlook.simulationrun",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "revision", "first_block"), name="outlook_shard_begins_once"
                    )
                ],
            },
        ),
    ]
