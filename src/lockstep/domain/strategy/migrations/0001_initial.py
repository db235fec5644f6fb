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
            name="Objective",
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
                ("why", models.TextField(blank=True, default="")),
                ("measure", models.CharField(blank=True, default="", max_length=200)),
                ("unit", models.CharField(blank=True, default="", max_length=30)),
                ("baseline_value", models.FloatField(blank=True, null=True)),
                ("target_value", models.FloatField(blank=True, null=True)),
                ("actual_value", models.FloatField(blank=True, null=True)),
                ("measured_on", models.DateField(blank=True, null=True)),
                ("weight", models.FloatField(default=1.0)),
                ("period_from", models.DateField(blank=True, null=True)),
                ("period_to", models.DateField(blank=True, null=True)),
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
                    models.Index(fields=["node", "state"], name="strategy_ob_node_id_040d07_idx"),
                    models.Index(fields=["due_on"], name="strategy_ob_due_on_dc31ab_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 0)), name="strategy_objective_weight"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period_from__isnull", True),
                            ("period_to__isnull", True),
                            ("period_to__gte", models.F("period_from")),
                            _connector="OR",
                        ),
                        name="strategy_objective_period_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Alignment",
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
                ("strength", models.IntegerField(default=1)),
                ("reason", models.TextField(blank=True, default="")),
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
                    "objective",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="strategy.objective"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["node", "state"], name="strategy_al_node_id_5858fc_idx"),
                    models.Index(fields=["due_on"], name="strategy_al_due_on_d883b1_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("strength__isnull", True),
                            models.Q(("strength__gte", 0), ("strength__lte", 3)),
                            _connector="OR",
                        ),
                        name="strategy_strength_is_0_to_3",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Outcome",
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
                ("measure", models.CharField(blank=True, default="", max_length=200)),
                ("unit", models.CharField(blank=True, default="", max_length=30)),
                ("baseline_value", models.FloatField(blank=True, null=True)),
                ("target_value", models.FloatField(blank=True, null=True)),
                ("actual_value", models.FloatField(blank=True, null=True)),
                ("measured_on", models.DateField(blank=True, null=True)),
                ("weight", models.FloatField(default=1.0)),
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
                    models.Index(fields=["node", "state"], name="strategy_ou_node_id_5c3414_idx"),
                    models.Index(fields=["due_on"], name="strategy_ou_due_on_104206_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 0)), name="strategy_outcome_weight"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Requirement",
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
                ("text", models.TextField(blank=True, default="")),
                ("acceptance", models.TextField(blank=True, default="")),
                ("source", models.CharField(blank=True, default="", max_length=200)),
                ("moscow", models.CharField(blank=True, default="", max_length=8)),
                ("agreed_on", models.DateField(blank=True, null=True)),
                ("changes_after", models.IntegerField(default=0)),
                ("last_changed_on", models.DateField(blank=True, null=True)),
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
                    models.Index(fields=["node", "state"], name="strategy_re_node_id_28ed7f_idx"),
                    models.Index(fields=["due_on"], name="strategy_re_due_on_bcfc0e_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("changes_after__gte", 0)), name="strategy_requirement_changes"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ScopeStatement",
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
                ("edition", models.IntegerField(default=1)),
                ("in_scope", models.TextField(blank=True, default="")),
                ("out_of_scope", models.TextField(blank=True, default="")),
                ("constraints_text", models.TextField(blank=True, default="")),
                ("churn", models.FloatField(blank=True, null=True)),
                ("signed_on", models.DateField(blank=True, null=True)),
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
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="strategy.scopestatement",
                    ),
                ),
                (
                    "signed_by",
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
                    models.Index(fields=["node", "state"], name="strategy_sc_node_id_16d73e_idx"),
                    models.Index(fields=["due_on"], name="strategy_sc_due_on_fe20c1_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("edition__gte", 1)), name="strategy_scope_edition"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("churn__isnull", True),
                            models.Q(("churn__gte", 0), ("churn__lte", 1)),
                            _connector="OR",
                        ),
                        name="strategy_scope_churn",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StrategyChange",
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
                ("what", models.TextField(blank=True, default="")),
                ("why", models.TextField(blank=True, default="")),
                ("effective_on", models.DateField(blank=True, null=True)),
                ("announced_on", models.DateField(blank=True, null=True)),
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
                    models.Index(fields=["node", "state"], name="strategy_st_node_id_67817e_idx"),
                    models.Index(fields=["due_on"], name="strategy_st_due_on_786d66_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Acknowledgment",
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
                ("consequence", models.CharField(blank=True, default="", max_length=12)),
                ("meaning", models.TextField(blank=True, default="")),
                ("days_of_delay", models.IntegerField(blank=True, null=True)),
                ("acknowledged_on", models.DateField(blank=True, null=True)),
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
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="strategy.strategychange",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["node", "state"], name="strategy_ac_node_id_ce4074_idx"),
                    models.Index(fields=["due_on"], name="strategy_ac_due_on_7cef9a_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("days_of_delay__isnull", True), ("days_of_delay__gte", 0), _connector="OR"
                        ),
                        name="strategy_delay_not_negative",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Capability",
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
                ("description", models.TextField(blank=True, default="")),
                ("weight", models.FloatField(default=1.0)),
                ("basis", models.CharField(default="weight", max_length=10)),
                ("available_on", models.DateField(blank=True, null=True)),
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
                    models.Index(fields=["node", "state"], name="strategy_ca_node_id_668882_idx"),
                    models.Index(fields=["due_on"], name="strategy_ca_due_on_7fd809_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 0)), name="strategy_capability_weight"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Charter",
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
                ("edition", models.IntegerField(default=1)),
                ("purpose", models.TextField(blank=True, default="")),
                ("in_scope", models.TextField(blank=True, default="")),
                ("out_of_scope", models.TextField(blank=True, default="")),
                ("success", models.TextField(blank=True, default="")),
                ("authority", models.TextField(blank=True, default="")),
                ("roles", models.TextField(blank=True, default="")),
                ("tolerances", models.TextField(blank=True, default="")),
                ("assumptions", models.TextField(blank=True, default="")),
                ("signed_on", models.DateField(blank=True, null=True)),
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
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="strategy.charter",
                    ),
                ),
                (
                    "signed_by",
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
                    models.Index(fields=["node", "state"], name="strategy_ch_node_id_3c1900_idx"),
                    models.Index(fields=["due_on"], name="strategy_ch_due_on_b663c2_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("edition__gte", 1)), name="strategy_charter_edition"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Deliverable",
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
                ("acceptance", models.TextField(blank=True, default="")),
                ("forecast_on", models.DateField(blank=True, null=True)),
                ("accepted_on", models.DateField(blank=True, null=True)),
                ("quality", models.CharField(blank=True, default="unchecked", max_length=12)),
                ("progress", models.FloatField(blank=True, null=True)),
                ("weight", models.FloatField(default=1.0)),
                ("budget", models.BigIntegerField(blank=True, null=True)),
                ("estimate", models.BigIntegerField(blank=True, null=True)),
                ("currency", models.CharField(default="EUR", max_length=3)),
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
                    models.Index(fields=["node", "state"], name="strategy_de_node_id_9ebc5f_idx"),
                    models.Index(fields=["due_on"], name="strategy_de_due_on_59ff92_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 0)), name="strategy_deliverable_weight"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("progress__isnull", True),
                            models.Q(("progress__gte", 0), ("progress__lte", 1)),
                            _connector="OR",
                        ),
                        name="strategy_deliverable_progress",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("budget__isnull", True), ("budget__gte", 0), _connector="OR"),
                        name="strategy_deliverable_budget",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("estimate__isnull", True), ("estimate__gte", 0), _connector="OR"),
                        name="strategy_deliverable_estimate",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Demand",
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
                ("problem", models.TextField(blank=True, default="")),
                ("asked_by", models.CharField(blank=True, default="", max_length=200)),
                ("moscow", models.CharField(blank=True, default="", max_length=8)),
                ("fit", models.IntegerField(blank=True, null=True)),
                ("value_level", models.IntegerField(blank=True, null=True)),
                ("risk_level", models.IntegerField(blank=True, null=True)),
                ("technical_fit", models.IntegerField(blank=True, null=True)),
                ("business_value", models.IntegerField(blank=True, null=True)),
                ("time_criticality", models.IntegerField(blank=True, null=True)),
                ("risk_reduction", models.IntegerField(blank=True, null=True)),
                ("job_size", models.IntegerField(blank=True, null=True)),
                ("cost", models.BigIntegerField(blank=True, null=True)),
                ("currency", models.CharField(default="EUR", max_length=3)),
                ("rank", models.IntegerField(blank=True, null=True)),
                ("decision_note", models.TextField(blank=True, default="")),
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
                    models.Index(fields=["node", "state"], name="strategy_de_node_id_391276_idx"),
                    models.Index(fields=["due_on"], name="strategy_de_due_on_1ea5a5_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fit__isnull", True), models.Q(("fit__gte", 1), ("fit__lte", 5)), _connector="OR"
                        ),
                        name="strategy_fit_is_1_to_5",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value_level__isnull", True),
                            models.Q(("value_level__gte", 1), ("value_level__lte", 5)),
                            _connector="OR",
                        ),
                        name="strategy_value_level_is_1_to_5",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("risk_level__isnull", True),
                            models.Q(("risk_level__gte", 1), ("risk_level__lte", 5)),
                            _connector="OR",
                        ),
                        name="strategy_risk_level_is_1_to_5",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("technical_fit__isnull", True),
                            models.Q(("technical_fit__gte", 1), ("technical_fit__lte", 5)),
                            _connector="OR",
                        ),
                        name="strategy_technical_fit_is_1_to_5",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("business_value__isnull", True),
                            models.Q(("business_value__gte", 1), ("business_value__lte", 21)),
                            _connector="OR",
                        ),
                        name="strategy_business_value_is_1_to_21",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("time_criticality__isnull", True),
                            models.Q(("time_criticality__gte", 1), ("time_criticality__lte", 21)),
                            _connector="OR",
                        ),
                        name="strategy_time_criticality_is_1_to_21",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("risk_reduction__isnull", True),
                            models.Q(("risk_reduction__gte", 1), ("risk_reduction__lte", 21)),
                            _connector="OR",
                        ),
                        name="strategy_risk_reduction_is_1_to_21",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("job_size__isnull", True),
                            models.Q(("job_size__gte", 1), ("job_size__lte", 21)),
                            _connector="OR",
                        ),
                        name="strategy_job_size_is_1_to_21",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cost__isnull", True), ("cost__gte", 0), _connector="OR"),
                        name="strategy_demand_cost",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rank__isnull", True),
                            models.Q(("rank__gte", 1), ("rank__lte", 100000)),
                            _connector="OR",
                        ),
                        name="strategy_demand_rank",
                    ),
                ],
            },
        ),
    ]
