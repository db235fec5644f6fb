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
            name="Stakeholder",
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
                ("kind", models.CharField(blank=True, default="person", max_length=12)),
                ("organization", models.CharField(blank=True, default="", max_length=200)),
                ("role", models.CharField(blank=True, default="", max_length=200)),
                ("contact", models.CharField(blank=True, default="", max_length=200)),
                ("power", models.IntegerField(blank=True, null=True)),
                ("interest", models.IntegerField(blank=True, null=True)),
                ("is_legitimate", models.BooleanField(default=False)),
                ("is_urgent", models.BooleanField(default=False)),
                (
                    "current",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unaware", "unaware"),
                            ("resistant", "resistant"),
                            ("neutral", "neutral"),
                            ("supportive", "supportive"),
                            ("leading", "leading"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                (
                    "desired",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unaware", "unaware"),
                            ("resistant", "resistant"),
                            ("neutral", "neutral"),
                            ("supportive", "supportive"),
                            ("leading", "leading"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("wants", models.TextField(blank=True, default="")),
                ("approach", models.TextField(blank=True, default="")),
                ("private_note", models.TextField(blank=True, default="")),
                ("cadence_days", models.IntegerField(blank=True, null=True)),
                ("last_contact_on", models.DateField(blank=True, null=True)),
                ("next_contact_on", models.DateField(blank=True, null=True)),
                ("neglected_after", models.DateField(blank=True, null=True)),
                ("may_be_contacted", models.BooleanField(default=True)),
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
                    models.Index(fields=["node", "state"], name="stakeholder_node_id_a56a60_idx"),
                    models.Index(fields=["due_on"], name="stakeholder_due_on_78b61b_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("power__isnull", True),
                            models.Q(("power__gte", 1), ("power__lte", 5)),
                            _connector="OR",
                        ),
                        name="stakeholders_power_is_1_to_5",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("interest__isnull", True),
                            models.Q(("interest__gte", 1), ("interest__lte", 5)),
                            _connector="OR",
                        ),
                        name="stakeholders_interest_is_1_to_5",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cadence_days__isnull", True),
                            models.Q(("cadence_days__gte", 1), ("cadence_days__lte", 730)),
                            _connector="OR",
                        ),
                        name="stakeholders_cadence",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedMessage",
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
                ("audience", models.CharField(blank=True, default="", max_length=200)),
                ("message", models.TextField(blank=True, default="")),
                ("purpose", models.TextField(blank=True, default="")),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("meeting", "meeting"),
                            ("mail", "mail"),
                            ("report", "report"),
                            ("presentation", "presentation"),
                            ("call", "call"),
                            ("board", "board"),
                            ("newsletter", "newsletter"),
                        ],
                        default="",
                        max_length=14,
                    ),
                ),
                (
                    "cadence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("once", "once"),
                            ("weekly", "weekly"),
                            ("fortnightly", "fortnightly"),
                            ("monthly", "monthly"),
                            ("quarterly", "quarterly"),
                        ],
                        default="once",
                        max_length=14,
                    ),
                ),
                ("last_sent_on", models.DateField(blank=True, null=True)),
                ("wants_acknowledgment", models.BooleanField(default=False)),
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
                    "stakeholder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stakeholders.stakeholder",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["node", "state"], name="stakeholder_node_id_b3f93e_idx"),
                    models.Index(fields=["due_on"], name="stakeholder_due_on_050653_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Touchpoint",
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
                            ("one_to_one", "one_to_one"),
                            ("coffee", "coffee"),
                            ("team", "team"),
                            ("call", "call"),
                            ("visit", "visit"),
                            ("letter", "letter"),
                        ],
                        default="one_to_one",
                        max_length=12,
                    ),
                ),
                ("held_on", models.DateField(blank=True, null=True)),
                (
                    "attitude_seen",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unaware", "unaware"),
                            ("resistant", "resistant"),
                            ("neutral", "neutral"),
                            ("supportive", "supportive"),
                            ("leading", "leading"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("notes", models.TextField(blank=True, default="")),
                ("private_note", models.TextField(blank=True, default="")),
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
                (
                    "stakeholder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stakeholders.stakeholder",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["node", "state"], name="stakeholder_node_id_464293_idx"),
                    models.Index(fields=["due_on"], name="stakeholder_due_on_32983a_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
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
                ("starts_at", models.DateTimeField(blank=True, null=True)),
                ("minutes_long", models.IntegerField(blank=True, null=True)),
                ("place", models.CharField(blank=True, default="", max_length=200)),
                ("forum", models.CharField(blank=True, default="", max_length=200)),
                ("attendees", models.TextField(blank=True, default="")),
                ("agenda", models.TextField(blank=True, default="")),
                ("outcomes", models.TextField(blank=True, default="")),
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
                    models.Index(fields=["node", "state"], name="stakeholder_node_id_1f6b0a_idx"),
                    models.Index(fields=["due_on"], name="stakeholder_due_on_40e0a2_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minutes_long__isnull", True), ("minutes_long__gt", 0), _connector="OR"
                        ),
                        name="stakeholders_meeting_has_a_length",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Communication",
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
                ("sent_on", models.DateField(blank=True, null=True)),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("meeting", "meeting"),
                            ("mail", "mail"),
                            ("report", "report"),
                            ("presentation", "presentation"),
                            ("call", "call"),
                            ("board", "board"),
                            ("newsletter", "newsletter"),
                        ],
                        default="",
                        max_length=14,
                    ),
                ),
                ("audience", models.CharField(blank=True, default="", max_length=200)),
                ("content", models.TextField(blank=True, default="")),
                ("recipients", models.IntegerField(blank=True, null=True)),
                ("acknowledged", models.IntegerField(blank=True, null=True)),
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
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stakeholders.plannedmessage",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["node", "state"], name="stakeholder_node_id_b7607b_idx"),
                    models.Index(fields=["due_on"], name="stakeholder_due_on_76ced1_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recipients__isnull", True), ("recipients__gte", 0), _connector="OR"
                        ),
                        name="stakeholders_recipients_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("acknowledged__isnull", True),
                            models.Q(("acknowledged__gte", 0), ("acknowledged__lte", models.F("recipients"))),
                            _connector="OR",
                        ),
                        name="stakeholders_acknowledged_of_recipients",
                    ),
                ],
            },
        ),
    ]
