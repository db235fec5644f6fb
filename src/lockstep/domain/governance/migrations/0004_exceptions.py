import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("governance", "0003_assurance"),
        ("planning", "0003_leveling_proposals"),
    ]

    operations = [
        migrations.AddField(
            model_name="tolerance",
            name="milestone",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="planning.activity",
            ),
        ),
        migrations.AddField(
            model_name="tolerance",
            name="reads",
            field=models.CharField(
                choices=[("typed", "typed"), ("live", "live")], default="typed", max_length=8
            ),
        ),
        migrations.CreateModel(
            name="ToleranceReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agreed", models.FloatField(blank=True, null=True)),
                ("forecast", models.FloatField(blank=True, null=True)),
                ("remaining_days", models.FloatField(blank=True, null=True)),
                ("fresh_until", models.DateField(blank=True, null=True)),
                ("measured_on", models.DateField(blank=True, null=True)),
                ("words", models.CharField(blank=True, default="", max_length=300)),
                (
                    "tolerance",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reading",
                        to="governance.tolerance",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WorkPackage",
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
                ("mandate", models.TextField(blank=True, default="")),
                ("most_days", models.FloatField(blank=True, null=True)),
                ("most_money", models.BigIntegerField(blank=True, null=True)),
                ("currency", models.CharField(default="EUR", max_length=3)),
                ("report_every", models.IntegerField(default=14)),
                ("report_due_on", models.DateField(blank=True, null=True)),
                ("reported_on", models.DateField(blank=True, null=True)),
                ("report", models.TextField(blank=True, default="")),
                ("forecast_on", models.DateField(blank=True, null=True)),
                ("cost_forecast", models.BigIntegerField(blank=True, null=True)),
                ("reports", models.IntegerField(default=0)),
                ("reports_late", models.IntegerField(default=0)),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.activity",
                    ),
                ),
                (
                    "delegate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["node", "state"], name="governance__node_id_8b3ee6_idx"),
                    models.Index(fields=["due_on"], name="governance__due_on_60a2e5_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("report_every__gte", 1)), name="governance_package_report_every"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ToleranceException",
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
                (
                    "dimension",
                    models.CharField(
                        choices=[
                            ("time", "time"),
                            ("cost", "cost"),
                            ("benefit", "benefit"),
                            ("scope", "scope"),
                            ("quality", "quality"),
                            ("risk", "risk"),
                            ("resource", "resource"),
                        ],
                        default="time",
                        max_length=12,
                    ),
                ),
                ("found", models.CharField(blank=True, default="", max_length=300)),
                ("cause", models.TextField(blank=True, default="")),
                ("consequence", models.TextField(blank=True, default="")),
                ("options", models.TextField(blank=True, default="")),
                ("recommendation", models.TextField(blank=True, default="")),
                ("stake_days", models.FloatField(blank=True, null=True)),
                ("stake_money", models.BigIntegerField(blank=True, null=True)),
                ("currency", models.CharField(default="EUR", max_length=3)),
                (
                    "stake_risk",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low", "low"),
                            ("medium", "medium"),
                            ("high", "high"),
                            ("extreme", "extreme"),
                        ],
                        default="",
                        max_length=8,
                    ),
                ),
                ("routed_to", models.CharField(blank=True, default="", max_length=200)),
                ("chosen", models.CharField(blank=True, default="", max_length=200)),
                ("verdict", models.TextField(blank=True, default="")),
                ("decided_on", models.DateField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.forum",
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
                    "tolerance",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.tolerance",
                    ),
                ),
                (
                    "package",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.workpackage",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["node", "state"], name="governance__node_id_751e20_idx"),
                    models.Index(fields=["due_on"], name="governance__due_on_65ce62_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PackageReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("finish_on", models.DateField(blank=True, null=True)),
                ("late_days", models.FloatField(blank=True, null=True)),
                (
                    "package",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reading",
                        to="governance.workpackage",
                    ),
                ),
            ],
        ),
    ]
