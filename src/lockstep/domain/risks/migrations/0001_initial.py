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
            name="Risk",
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
                        choices=[("threat", "threat"), ("opportunity", "opportunity")],
                        default="threat",
                        max_length=12,
                    ),
                ),
                ("cause", models.TextField(blank=True, default="")),
                ("event", models.TextField(blank=True, default="")),
                ("effect", models.TextField(blank=True, default="")),
                ("common_cause", models.CharField(blank=True, default="", max_length=200)),
                ("trigger", models.TextField(blank=True, default="")),
                ("likelihood", models.IntegerField(blank=True, null=True)),
                ("time_level", models.IntegerField(blank=True, null=True)),
                ("cost_level", models.IntegerField(blank=True, null=True)),
                ("scope_level", models.IntegerField(blank=True, null=True)),
                ("benefit_level", models.IntegerField(blank=True, null=True)),
                ("assessed_on", models.DateField(blank=True, null=True)),
                ("probability", models.FloatField(blank=True, null=True)),
                ("days_low", models.FloatField(blank=True, null=True)),
                ("impact_days", models.FloatField(blank=True, null=True)),
                ("days_high", models.FloatField(blank=True, null=True)),
                ("impact_cost", models.BigIntegerField(blank=True, null=True)),
                ("currency", models.CharField(default="EUR", max_length=3)),
                (
                    "response",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("avoid", "avoid"),
                            ("reduce", "reduce"),
                            ("transfer", "transfer"),
                            ("accept", "accept"),
                            ("share", "share"),
                            ("enhance", "enhance"),
                            ("exploit", "exploit"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("response_plan", models.TextField(blank=True, default="")),
                ("response_cost", models.BigIntegerField(blank=True, null=True)),
                ("residual_likelihood", models.IntegerField(blank=True, null=True)),
                ("residual_impact", models.IntegerField(blank=True, null=True)),
                ("residual_on", models.DateField(blank=True, null=True)),
                ("residual_probability", models.FloatField(blank=True, null=True)),
                ("residual_days", models.FloatField(blank=True, null=True)),
                ("residual_cost", models.BigIntegerField(blank=True, null=True)),
                ("target_likelihood", models.IntegerField(blank=True, null=True)),
                ("target_impact", models.IntegerField(blank=True, null=True)),
                ("target_on", models.DateField(blank=True, null=True)),
                ("proximity_on", models.DateField(blank=True, null=True)),
                ("proximity_until", models.DateField(blank=True, null=True)),
                ("review_on", models.DateField(blank=True, null=True)),
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
                (
                    "responder",
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
                    models.Index(fields=["node", "state"], name="risks_risk_node_id_02024c_idx"),
                    models.Index(fields=["due_on"], name="risks_risk_due_on_5ceb0f_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("likelihood__isnull", True),
                            models.Q(("likelihood__gte", 1), ("likelihood__lte", 5)),
                            _connector="OR",
                        ),
                        name="risks_likelihood_is_1_to_5",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("time_level__isnull", True),
                            models.Q(("time_level__gte", 1), ("time_level__lte", 5)),
                            _connector="OR",
                        ),
                        name="risks_time_level_is_1_to_5",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cost_level__isnull", True),
                            models.Q(("cost_level__gte", 1), ("cost_level__lte", 5)),
                            _connector="OR",
                        ),
                        name="risks_cost_level_is_1_to_5",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("scope_level__isnull", True),
                            models.Q(("scope_level__gte", 1), ("scope_level__lte", 5)),
                            _connector="OR",
                        ),
                        name="risks_scope_level_is_1_to_5",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("benefit_level__isnull", True),
                            models.Q(("benefit_level__gte", 1), ("benefit_level__lte", 5)),
                            _connector="OR",
                        ),
                        name="risks_benefit_level_is_1_to_5",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("residual_likelihood__isnull", True),
                            models.Q(("residual_likelihood__gte", 1), ("residual_likelihood__lte", 5)),
                            _connector="OR",
                        ),
                        name="risks_residual_likelihood_is_1_to_5",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("residual_impact__isnull", True),
                            models.Q(("residual_impact__gte", 1), ("residual_impact__lte", 5)),
                            _connector="OR",
                        ),
                        name="risks_residual_impact_is_1_to_5",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("target_likelihood__isnull", True),
                            models.Q(("target_likelihood__gte", 1), ("target_likelihood__lte", 5)),
                            _connector="OR",
                        ),
                        name="risks_target_likelihood_is_1_to_5",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("target_impact__isnull", True),
                            models.Q(("target_impact__gte", 1), ("target_impact__lte", 5)),
                            _connector="OR",
                        ),
                        name="risks_target_impact_is_1_to_5",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("probability__isnull", True),
                            models.Q(("probability__gte", 0), ("probability__lte", 1)),
                            _connector="OR",
                        ),
                        name="risks_risk_probability_is_a_share",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("residual_probability__isnull", True),
                            models.Q(("residual_probability__gte", 0), ("residual_probability__lte", 1)),
                            _connector="OR",
                        ),
                        name="risks_residual_probability_is_a_share",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiskEffect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("days", models.FloatField()),
                ("days_saved", models.FloatField()),
                ("computed_at", models.DateTimeField()),
                ("revision", models.BigIntegerField()),
                (
                    "risk",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="risks.risk"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Assumption",
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
                ("basis", models.TextField(blank=True, default="")),
                ("confidence", models.FloatField(blank=True, null=True)),
                ("test_on", models.DateField(blank=True, null=True)),
                ("test_method", models.TextField(blank=True, default="")),
                ("if_false", models.TextField(blank=True, default="")),
                ("impact_days", models.FloatField(blank=True, null=True)),
                ("result", models.TextField(blank=True, default="")),
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
                    models.Index(fields=["node", "state"], name="risks_assum_node_id_eb2562_idx"),
                    models.Index(fields=["due_on"], name="risks_assum_due_on_3a9781_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__isnull", True),
                            models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                            _connector="OR",
                        ),
                        name="risks_assumption_confidence_is_a_share",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Blocker",
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
                ("help_wanted", models.BooleanField(default=False)),
                ("why", models.TextField(blank=True, default="")),
                ("cost_per_day", models.BigIntegerField(blank=True, null=True)),
                ("currency", models.CharField(default="EUR", max_length=3)),
                ("cleared_how", models.TextField(blank=True, default="")),
                (
                    "clearer",
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
                    models.Index(fields=["node", "state"], name="risks_block_node_id_d75aa3_idx"),
                    models.Index(fields=["due_on"], name="risks_block_due_on_388ced_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CorrectiveAction",
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
                ("expected_effect", models.TextField(blank=True, default="")),
                ("expected_days", models.FloatField(blank=True, null=True)),
                ("actual_effect", models.TextField(blank=True, default="")),
                ("actual_days", models.FloatField(blank=True, null=True)),
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
                    models.Index(fields=["node", "state"], name="risks_corre_node_id_715856_idx"),
                    models.Index(fields=["due_on"], name="risks_corre_due_on_0c4236_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Issue",
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
                            ("low", "low"),
                            ("medium", "medium"),
                            ("high", "high"),
                            ("critical", "critical"),
                        ],
                        default="medium",
                        max_length=10,
                    ),
                ),
                ("impact", models.TextField(blank=True, default="")),
                ("impact_days", models.FloatField(blank=True, null=True)),
                ("needs_decision", models.BooleanField(default=False)),
                ("escalate_on", models.DateField(blank=True, null=True)),
                ("resolution", models.TextField(blank=True, default="")),
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
                    models.Index(fields=["node", "state"], name="risks_issue_node_id_2b7dac_idx"),
                    models.Index(fields=["due_on"], name="risks_issue_due_on_63ef47_idx"),
                ],
            },
        ),
    ]
