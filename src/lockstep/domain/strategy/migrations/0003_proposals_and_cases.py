import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("strategy", "0002_visions_and_roadmaps"),
    ]

    operations = [
        migrations.CreateModel(
            name="BusinessCase",
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
                ("reasons", models.TextField(blank=True, default="")),
                ("benefits_text", models.TextField(blank=True, default="")),
                ("risks_text", models.TextField(blank=True, default="")),
                ("funding", models.TextField(blank=True, default="")),
                ("recommendation", models.TextField(blank=True, default="")),
                ("review_days", models.IntegerField(default=90)),
                ("reviewed_on", models.DateField(blank=True, null=True)),
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
                        to="strategy.businesscase",
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
            },
        ),
        migrations.CreateModel(
            name="BusinessProcess",
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
                ("kind", models.CharField(blank=True, default="", max_length=10)),
                ("area", models.CharField(blank=True, default="", max_length=120)),
                ("customers", models.TextField(blank=True, default="")),
                ("systems", models.TextField(blank=True, default="")),
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
                    models.Index(fields=["node", "state"], name="strategy_bu_node_id_366bd7_idx"),
                    models.Index(fields=["due_on"], name="strategy_bu_due_on_a2ef46_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["", "core", "support", "steering"])),
                        name="strategy_process_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceSource",
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
                ("citation", models.TextField(blank=True, default="")),
                ("claim", models.TextField(blank=True, default="")),
                ("kind", models.CharField(blank=True, default="", max_length=10)),
                ("confidence", models.CharField(blank=True, default="", max_length=8)),
                ("limits", models.TextField(blank=True, default="")),
                ("address", models.CharField(blank=True, default="", max_length=500)),
                ("published_on", models.DateField(blank=True, null=True)),
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
                    models.Index(fields=["node", "state"], name="strategy_ev_node_id_43503d_idx"),
                    models.Index(fields=["due_on"], name="strategy_ev_due_on_0cb327_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("confidence__in", ["", "low", "moderate", "high"])),
                        name="strategy_evidence_confidence",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NeedsAnalysis",
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
                ("causes", models.TextField(blank=True, default="")),
                ("measure", models.CharField(blank=True, default="", max_length=200)),
                ("unit", models.CharField(blank=True, default="", max_length=30)),
                ("current_value", models.FloatField(blank=True, null=True)),
                ("wanted_value", models.FloatField(blank=True, null=True)),
                ("recommendation", models.TextField(blank=True, default="")),
                ("concluded_on", models.DateField(blank=True, null=True)),
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
                    "process",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="strategy.businessprocess",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ObjectiveProposal",
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
                ("recommendation", models.TextField(blank=True, default="")),
                ("quorum", models.FloatField(default=0.5)),
                ("majority", models.CharField(default="simple", max_length=10)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True, default="")),
                (
                    "mandate_objective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="strategy.objective",
                    ),
                ),
                (
                    "mandate_program",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.node",
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
            },
        ),
        migrations.CreateModel(
            name="Option",
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
                ("pros", models.TextField(blank=True, default="")),
                ("cons", models.TextField(blank=True, default="")),
                ("cost", models.BigIntegerField(blank=True, null=True)),
                ("benefit", models.BigIntegerField(blank=True, null=True)),
                ("currency", models.CharField(default="EUR", max_length=3)),
                ("risk", models.FloatField(blank=True, null=True)),
                (
                    "analysis",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="options",
                        to="strategy.needsanalysis",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="options",
                        to="strategy.businesscase",
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
                    "proposal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="options",
                        to="strategy.objectiveproposal",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["node", "state"], name="strategy_op_node_id_57e28e_idx"),
                    models.Index(fields=["due_on"], name="strategy_op_due_on_95f61c_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("cost__isnull", True), ("cost__gte", 0), _connector="OR"),
                        name="strategy_option_cost",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("benefit__isnull", True), ("benefit__gte", 0), _connector="OR"),
                        name="strategy_option_benefit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("risk__isnull", True),
                            models.Q(("risk__gte", 0), ("risk__lte", 1)),
                            _connector="OR",
                        ),
                        name="strategy_option_risk",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case__isnull", True), ("proposal__isnull", True)),
                            models.Q(("analysis__isnull", True), ("proposal__isnull", True)),
                            models.Q(("analysis__isnull", True), ("case__isnull", True)),
                            _connector="OR",
                        ),
                        name="strategy_option_of_one_paper",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="objectiveproposal",
            name="recommended",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="strategy.option",
            ),
        ),
        migrations.AddField(
            model_name="needsanalysis",
            name="recommended",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="strategy.option",
            ),
        ),
        migrations.AddField(
            model_name="businesscase",
            name="recommended",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="strategy.option",
            ),
        ),
        migrations.CreateModel(
            name="ProposalVote",
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
                ("choice", models.CharField(blank=True, default="", max_length=8)),
                ("reason", models.TextField(blank=True, default="")),
                ("cast_on", models.DateField(blank=True, null=True)),
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="strategy.objectiveproposal",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["node", "state"], name="strategy_pr_node_id_b4b170_idx"),
                    models.Index(fields=["due_on"], name="strategy_pr_due_on_181460_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("choice__in", ["", "for", "against", "abstain"])),
                        name="strategy_vote_choice",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="objectiveproposal",
            index=models.Index(fields=["node", "state"], name="strategy_ob_node_id_265614_idx"),
        ),
        migrations.AddIndex(
            model_name="objectiveproposal",
            index=models.Index(fields=["due_on"], name="strategy_ob_due_on_306f61_idx"),
        ),
        migrations.AddConstraint(
            model_name="objectiveproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("quorum__isnull", True),
                    models.Q(("quorum__gte", 0), ("quorum__lte", 1)),
                    _connector="OR",
                ),
                name="strategy_proposal_quorum",
            ),
        ),
        migrations.AddConstraint(
            model_name="objectiveproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("majority__in", ["simple", "absolute", "two_thirds"])),
                name="strategy_proposal_majority",
            ),
        ),
        migrations.AddIndex(
            model_name="needsanalysis",
            index=models.Index(fields=["node", "state"], name="strategy_ne_node_id_5f20ec_idx"),
        ),
        migrations.AddIndex(
            model_name="needsanalysis",
            index=models.Index(fields=["due_on"], name="strategy_ne_due_on_d25761_idx"),
        ),
        migrations.AddIndex(
            model_name="businesscase",
            index=models.Index(fields=["node", "state"], name="strategy_bu_node_id_554632_idx"),
        ),
        migrations.AddIndex(
            model_name="businesscase",
            index=models.Index(fields=["due_on"], name="strategy_bu_due_on_47faf7_idx"),
        ),
        migrations.AddConstraint(
            model_name="businesscase",
            constraint=models.CheckConstraint(
                condition=models.Q(("edition__gte", 1)), name="strategy_case_edition"
            ),
        ),
        migrations.AddConstraint(
            model_name="businesscase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("review_days__isnull", True),
                    models.Q(("review_days__gte", 1), ("review_days__lte", 3660)),
                    _connector="OR",
                ),
                name="strategy_case_review_days",
            ),
        ),
    ]
