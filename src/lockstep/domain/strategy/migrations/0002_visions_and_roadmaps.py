import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("strategy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Roadmap",
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
                ("intent", models.TextField(blank=True, default="")),
                ("horizon_days", models.IntegerField(default=90)),
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
                    models.Index(fields=["node", "state"], name="strategy_ro_node_id_116f07_idx"),
                    models.Index(fields=["due_on"], name="strategy_ro_due_on_1202cf_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("horizon_days__isnull", True),
                            models.Q(("horizon_days__gte", 1), ("horizon_days__lte", 3660)),
                            _connector="OR",
                        ),
                        name="strategy_roadmap_horizon",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tranche",
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
                ("kind", models.CharField(default="tranche", max_length=10)),
                ("goal", models.TextField(blank=True, default="")),
                ("starts_on", models.DateField(blank=True, null=True)),
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
                    "roadmap",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="strategy.roadmap"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["node", "state"], name="strategy_tr_node_id_4b6127_idx"),
                    models.Index(fields=["due_on"], name="strategy_tr_due_on_4eb2fa_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("due_on__isnull", True),
                            ("due_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="strategy_tranche_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["tranche", "increment"])),
                        name="strategy_tranche_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Vision",
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
                ("statement", models.TextField(blank=True, default="")),
                ("for_whom", models.TextField(blank=True, default="")),
                ("why", models.TextField(blank=True, default="")),
                ("horizon_year", models.IntegerField(blank=True, null=True)),
                ("edition", models.IntegerField(default=1)),
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
                        to="strategy.vision",
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
                    models.Index(fields=["node", "state"], name="strategy_vi_node_id_981df1_idx"),
                    models.Index(fields=["due_on"], name="strategy_vi_due_on_1fdb38_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("edition__gte", 1)), name="strategy_vision_edition"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("horizon_year__isnull", True),
                            models.Q(("horizon_year__gte", 1900), ("horizon_year__lte", 2300)),
                            _connector="OR",
                        ),
                        name="strategy_vision_horizon",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetState",
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
                ("processes", models.TextField(blank=True, default="")),
                ("organization", models.TextField(blank=True, default="")),
                ("technology", models.TextField(blank=True, default="")),
                ("information", models.TextField(blank=True, default="")),
                ("measures", models.TextField(blank=True, default="")),
                ("readings", models.TextField(blank=True, default="")),
                ("measured_on", models.DateField(blank=True, null=True)),
                ("reached", models.FloatField(blank=True, null=True)),
                ("edition", models.IntegerField(default=1)),
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
                        to="strategy.targetstate",
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
                (
                    "vision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="strategy.vision",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["node", "state"], name="strategy_ta_node_id_10d279_idx"),
                    models.Index(fields=["due_on"], name="strategy_ta_due_on_48231c_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("edition__gte", 1)), name="strategy_target_state_edition"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reached__isnull", True),
                            models.Q(("reached__gte", 0), ("reached__lte", 1)),
                            _connector="OR",
                        ),
                        name="strategy_target_state_reached",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Workstream",
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
                ("place", models.IntegerField(default=1)),
                ("purpose", models.TextField(blank=True, default="")),
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
                    "roadmap",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="strategy.roadmap"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["node", "state"], name="strategy_wo_node_id_3994e4_idx"),
                    models.Index(fields=["due_on"], name="strategy_wo_due_on_a63d76_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("place__isnull", True),
                            models.Q(("place__gte", 1), ("place__lte", 1000)),
                            _connector="OR",
                        ),
                        name="strategy_workstream_place",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanningPackage",
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
                ("size", models.CharField(blank=True, default="", max_length=2)),
                ("effort_days", models.FloatField(blank=True, null=True)),
                ("cost", models.BigIntegerField(blank=True, null=True)),
                ("currency", models.CharField(default="EUR", max_length=3)),
                ("basis", models.TextField(blank=True, default="")),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("finishes_on", models.DateField(blank=True, null=True)),
                ("enters_on", models.DateField(blank=True, null=True)),
                ("detailed_on", models.DateField(blank=True, null=True)),
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
                    "tranche",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="strategy.tranche",
                    ),
                ),
                (
                    "workstream",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="strategy.workstream",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["node", "state"], name="strategy_pl_node_id_5142dc_idx"),
                    models.Index(fields=["due_on"], name="strategy_pl_due_on_98fa74_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("cost__isnull", True), ("cost__gte", 0), _connector="OR"),
                        name="strategy_package_cost",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effort_days__isnull", True), ("effort_days__gte", 0), _connector="OR"
                        ),
                        name="strategy_package_effort",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("finishes_on__isnull", True),
                            ("finishes_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="strategy_package_finishes_after_it_starts",
                    ),
                ],
            },
        ),
    ]
