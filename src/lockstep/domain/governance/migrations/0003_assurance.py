import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("governance", "0002_change_requests"),
    ]

    operations = [
        migrations.AlterField(
            model_name="gatecriterion",
            name="measure",
            field=models.CharField(
                blank=True,
                choices=[
                    ("slip_days", "slip_days"),
                    ("activities_late", "activities_late"),
                    ("risks_open", "risks_open"),
                    ("risks_extreme", "risks_extreme"),
                    ("issues_open", "issues_open"),
                    ("blockers_open", "blockers_open"),
                    ("decisions_overdue", "decisions_overdue"),
                    ("conditions_open", "conditions_open"),
                    ("tolerances_red", "tolerances_red"),
                    ("tolerances_gray", "tolerances_gray"),
                    ("findings_open", "findings_open"),
                    ("findings_critical", "findings_critical"),
                    ("findings_overdue", "findings_overdue"),
                ],
                default="",
                max_length=24,
            ),
        ),
        migrations.CreateModel(
            name="AssuranceReview",
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
                ("kind", models.CharField(blank=True, default="", max_length=12)),
                ("scope", models.TextField(blank=True, default="")),
                ("reviewer", models.CharField(blank=True, default="", max_length=200)),
                ("independence", models.CharField(blank=True, default="", max_length=12)),
                ("held_on", models.DateField(blank=True, null=True)),
                ("confidence", models.CharField(blank=True, default="", max_length=12)),
                ("summary", models.TextField(blank=True, default="")),
                ("report_at", models.CharField(blank=True, default="", max_length=300)),
                ("next_on", models.DateField(blank=True, null=True)),
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
                    models.Index(fields=["node", "state"], name="governance__node_id_506fd2_idx"),
                    models.Index(fields=["due_on"], name="governance__due_on_60ffea_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssuranceFinding",
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
                    "severity",
                    models.CharField(
                        choices=[
                            ("critical", "critical"),
                            ("major", "major"),
                            ("minor", "minor"),
                            ("observation", "observation"),
                        ],
                        default="minor",
                        max_length=12,
                    ),
                ),
                ("observed", models.TextField(blank=True, default="")),
                ("recommendation", models.TextField(blank=True, default="")),
                ("answer", models.CharField(blank=True, default="", max_length=12)),
                ("response", models.TextField(blank=True, default="")),
                ("evidence", models.TextField(blank=True, default="")),
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
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="governance.assurancereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["node", "state"], name="governance__node_id_05f8bd_idx"),
                    models.Index(fields=["due_on"], name="governance__due_on_091bb7_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("severity__in", ["critical", "major", "minor", "observation"])),
                        name="governance_finding_severity",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(("evidence", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="governance_finding_closed_with_evidence",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lesson",
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
                ("kind", models.CharField(blank=True, default="", max_length=8)),
                ("context", models.TextField(blank=True, default="")),
                ("cause", models.TextField(blank=True, default="")),
                ("recommendation", models.TextField(blank=True, default="")),
                ("tags", models.TextField(blank=True, default="")),
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
                    models.Index(fields=["node", "state"], name="governance__node_id_3aa227_idx"),
                    models.Index(fields=["due_on"], name="governance__due_on_d17566_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Improvement",
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
                ("process", models.CharField(blank=True, default="", max_length=200)),
                ("change", models.TextField(blank=True, default="")),
                ("measure", models.CharField(blank=True, default="", max_length=200)),
                ("unit", models.CharField(blank=True, default="", max_length=40)),
                ("baseline", models.FloatField(blank=True, null=True)),
                ("baseline_on", models.DateField(blank=True, null=True)),
                ("target", models.FloatField(blank=True, null=True)),
                ("after", models.FloatField(blank=True, null=True)),
                ("after_on", models.DateField(blank=True, null=True)),
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
                    "lesson",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.lesson",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["node", "state"], name="governance__node_id_16d4ea_idx"),
                    models.Index(fields=["due_on"], name="governance__due_on_37e2b2_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("after_on__isnull", True),
                            ("baseline_on__isnull", True),
                            ("after_on__gte", models.F("baseline_on")),
                            _connector="OR",
                        ),
                        name="governance_improvement_after_before",
                    )
                ],
            },
        ),
    ]
