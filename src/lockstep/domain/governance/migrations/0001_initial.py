import django.db.models.deletion
import django.utils.timezone
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
            name="Forum",
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
                ("purpose", models.TextField(blank=True, default="")),
                ("kind", models.CharField(blank=True, default="", max_length=12)),
                ("mandate", models.TextField(blank=True, default="")),
                ("members", models.TextField(blank=True, default="")),
                ("quorum", models.IntegerField(blank=True, null=True)),
                ("cadence_days", models.IntegerField(blank=True, null=True)),
                ("next_on", models.DateField(blank=True, null=True)),
                ("target_days", models.IntegerField(blank=True, null=True)),
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
                    "reports_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.forum",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["node", "state"], name="governance__node_id_a3360b_idx"),
                    models.Index(fields=["due_on"], name="governance__due_on_baf5a4_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cadence_days__isnull", True), ("cadence_days__gte", 1), _connector="OR"
                        ),
                        name="governance_forum_cadence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quorum__isnull", True), ("quorum__gte", 1), _connector="OR"),
                        name="governance_forum_quorum",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
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
                ("question", models.TextField(blank=True, default="")),
                ("background", models.TextField(blank=True, default="")),
                ("criteria", models.TextField(blank=True, default="")),
                ("options", models.TextField(blank=True, default="")),
                ("recommended", models.CharField(blank=True, default="", max_length=200)),
                ("recommendation", models.TextField(blank=True, default="")),
                ("chosen", models.CharField(blank=True, default="", max_length=200)),
                ("outcome", models.TextField(blank=True, default="")),
                ("dissent", models.TextField(blank=True, default="")),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("review_on", models.DateField(blank=True, null=True)),
                ("leading", models.CharField(blank=True, default="", max_length=200)),
                ("leading_score", models.FloatField(blank=True, null=True)),
                ("lead", models.FloatField(blank=True, null=True)),
                ("flip_criterion", models.CharField(blank=True, default="", max_length=200)),
                ("flip_change", models.FloatField(blank=True, null=True)),
                (
                    "decider",
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
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["node", "state"], name="governance__node_id_746b77_idx"),
                    models.Index(fields=["due_on"], name="governance__due_on_4e5fd6_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Gate",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("mandate", "mandate"),
                            ("definition", "definition"),
                            ("increment", "increment"),
                            ("component", "component"),
                            ("delivery", "delivery"),
                            ("readiness", "readiness"),
                            ("benefits", "benefits"),
                            ("closure", "closure"),
                        ],
                        default="delivery",
                        max_length=14,
                    ),
                ),
                ("question", models.TextField(blank=True, default="")),
                ("last_outcome", models.CharField(blank=True, default="", max_length=14)),
                ("last_review_on", models.DateField(blank=True, null=True)),
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
                    models.Index(fields=["node", "state"], name="governance__node_id_10bfa5_idx"),
                    models.Index(fields=["due_on"], name="governance__due_on_39d6d9_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="GateCriterion",
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
                ("is_mandatory", models.BooleanField(default=True)),
                ("weight", models.FloatField(default=1.0)),
                (
                    "measure",
                    models.CharField(
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
                        ],
                        default="",
                        max_length=24,
                    ),
                ),
                (
                    "comparator",
                    models.CharField(
                        choices=[("<=", "<="), (">=", ">="), ("<", "<"), (">", ">"), ("=", "=")],
                        default="<=",
                        max_length=2,
                    ),
                ),
                ("threshold", models.FloatField(default=0.0)),
                ("evidence", models.TextField(blank=True, default="")),
                (
                    "gate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="governance.gate",
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
                    models.Index(fields=["node", "state"], name="governance__node_id_e60f31_idx"),
                    models.Index(fields=["due_on"], name="governance__due_on_571426_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 0)),
                        name="governance_criterion_weight_not_negative",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GateReview",
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
                ("held_on", models.DateField(blank=True, null=True)),
                ("attended_by", models.TextField(blank=True, default="")),
                ("reasons", models.TextField(blank=True, default="")),
                (
                    "gate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="governance.gate",
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
                    models.Index(fields=["node", "state"], name="governance__node_id_04dad1_idx"),
                    models.Index(fields=["due_on"], name="governance__due_on_2ec080_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="GateCondition",
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
                ("evidence", models.TextField(blank=True, default="")),
                (
                    "gate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conditions",
                        to="governance.gate",
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
                    "review",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conditions",
                        to="governance.gatereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["node", "state"], name="governance__node_id_46aeb8_idx"),
                    models.Index(fields=["due_on"], name="governance__due_on_c3b8de_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tolerance",
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
                    "level",
                    models.CharField(
                        choices=[
                            ("portfolio", "portfolio"),
                            ("program", "program"),
                            ("project", "project"),
                            ("stage", "stage"),
                        ],
                        default="project",
                        max_length=12,
                    ),
                ),
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
                ("basis", models.CharField(default="forecast", max_length=12)),
                ("amber_limit", models.FloatField(blank=True, null=True)),
                ("red_limit", models.FloatField(blank=True, null=True)),
                ("is_advisory", models.BooleanField(default=False)),
                ("agreed", models.FloatField(blank=True, null=True)),
                ("forecast", models.FloatField(blank=True, null=True)),
                ("remaining_days", models.FloatField(blank=True, null=True)),
                ("measured_on", models.DateField(blank=True, null=True)),
                ("cycle_days", models.IntegerField(default=30)),
                ("fresh_until", models.DateField(blank=True, null=True)),
                (
                    "reported",
                    models.CharField(
                        blank=True,
                        choices=[("green", "green"), ("amber", "amber"), ("red", "red")],
                        default="",
                        max_length=8,
                    ),
                ),
                ("reported_reason", models.TextField(blank=True, default="")),
                ("reported_on", models.DateField(blank=True, null=True)),
                ("reported_until", models.DateField(blank=True, null=True)),
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
                    models.Index(fields=["node", "state"], name="governance__node_id_bf3c58_idx"),
                    models.Index(fields=["due_on"], name="governance__due_on_0a48d8_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "dimension__in",
                                ["time", "cost", "benefit", "scope", "quality", "risk", "resource"],
                            )
                        ),
                        name="governance_tolerance_dimension",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amber_limit__isnull", True),
                            ("red_limit__isnull", True),
                            ("red_limit__gte", models.F("amber_limit")),
                            _connector="OR",
                        ),
                        name="governance_tolerance_red_beyond_amber",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cycle_days__gte", 1)), name="governance_tolerance_cycle"
                    ),
                ],
            },
        ),
    ]
