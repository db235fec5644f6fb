import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Activity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("position", models.BigIntegerField(default=0)),
                ("uid", models.BigIntegerField()),
                ("code", models.CharField(blank=True, default="", max_length=120)),
                ("name", models.CharField(blank=True, default="", max_length=1000)),
                ("folded", models.CharField(blank=True, default="", max_length=1400)),
                ("wbs", models.CharField(blank=True, default="", max_length=400)),
                ("guid", models.CharField(blank=True, default="", max_length=64)),
                (
                    "state",
                    models.SmallIntegerField(
                        choices=[(0, "ACTIVE"), (1, "VANISHED"), (2, "WITHDRAWN")], default=0
                    ),
                ),
                (
                    "kind",
                    models.SmallIntegerField(
                        choices=[
                            (0, "ACTIVITY"),
                            (1, "START_MILESTONE"),
                            (2, "FINISH_MILESTONE"),
                            (3, "SUMMARY"),
                            (4, "LEVEL_OF_EFFORT"),
                            (5, "MARGIN"),
                            (6, "EXTERNAL"),
                            (7, "RESOURCE_DEPENDENT"),
                        ],
                        default=0,
                    ),
                ),
                (
                    "mode",
                    models.SmallIntegerField(
                        choices=[(0, "AUTOMATIC"), (1, "MANUAL"), (2, "INACTIVE")], default=0
                    ),
                ),
                (
                    "work_rule",
                    models.SmallIntegerField(
                        choices=[(0, "FIXED_UNITS"), (1, "FIXED_DURATION"), (2, "FIXED_WORK")], default=0
                    ),
                ),
                ("ignores_resource_calendars", models.BooleanField(default=False)),
                ("duration_ticks", models.BigIntegerField(default=0)),
                ("remaining_ticks", models.BigIntegerField(default=0)),
                ("is_elapsed", models.BooleanField(default=False)),
                ("is_effort_driven", models.BooleanField(default=False)),
                ("actual_start_ticks", models.BigIntegerField(blank=True, null=True)),
                ("actual_finish_ticks", models.BigIntegerField(blank=True, null=True)),
                ("share_complete", models.FloatField(default=0.0)),
                ("planned_start_ticks", models.BigIntegerField(blank=True, null=True)),
                ("planned_finish_ticks", models.BigIntegerField(blank=True, null=True)),
                ("leveling_delay_ticks", models.BigIntegerField(default=0)),
                ("priority", models.IntegerField(default=500)),
                (
                    "constraint",
                    models.SmallIntegerField(
                        choices=[
                            (0, "NONE"),
                            (1, "AS_LATE_AS_POSSIBLE"),
                            (2, "MUST_START_ON"),
                            (3, "MUST_FINISH_ON"),
                            (4, "START_NO_EARLIER_THAN"),
                            (5, "START_NO_LATER_THAN"),
                            (6, "FINISH_NO_EARLIER_THAN"),
                            (7, "FINISH_NO_LATER_THAN"),
                            (8, "DEADLINE"),
                            (9, "START_ON"),
                            (10, "FINISH_ON"),
                            (11, "MANDATORY_START"),
                            (12, "MANDATORY_FINISH"),
                            (13, "EXPECTED_FINISH"),
                            (14, "EXTERNAL_EARLY_START"),
                            (15, "EXTERNAL_LATE_FINISH"),
                        ],
                        default=0,
                    ),
                ),
                ("constraint_at_ticks", models.BigIntegerField(blank=True, null=True)),
                ("deadline_ticks", models.BigIntegerField(blank=True, null=True)),
                (
                    "calendar",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.workcalendar",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.activity",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.node",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["project", "uid"], name="planning_activity_uid")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("duration_ticks__gte", 0), ("remaining_ticks__gte", 0)),
                        name="planning_activity_durations_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("share_complete__gte", 0), ("share_complete__lte", 1)),
                        name="planning_activity_share_between_0_and_1",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", [0, 1, 2])), name="planning_activity_state_is_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Network",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveBigIntegerField(default=1)),
                ("zone", models.CharField(default="UTC", max_length=64)),
                (
                    "root",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="access.node"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ActivityLayer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("low_ticks", models.BigIntegerField(blank=True, null=True)),
                ("likely_ticks", models.BigIntegerField(blank=True, null=True)),
                ("high_ticks", models.BigIntegerField(blank=True, null=True)),
                ("notes", models.TextField(blank=True, default="")),
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="layer",
                        to="planning.activity",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.resource",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.node"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("source_key", models.CharField(blank=True, default="", max_length=120)),
                ("units", models.FloatField(default=1.0)),
                ("work_ticks", models.BigIntegerField(default=0)),
                ("actual_work_ticks", models.BigIntegerField(default=0)),
                ("remaining_work_ticks", models.BigIntegerField(default=0)),
                ("overtime_work_ticks", models.BigIntegerField(default=0)),
                ("delay_ticks", models.BigIntegerField(default=0)),
                ("leveling_delay_ticks", models.BigIntegerField(default=0)),
                (
                    "contour",
                    models.SmallIntegerField(
                        choices=[
                            (0, "FLAT"),
                            (1, "BACK_LOADED"),
                            (2, "FRONT_LOADED"),
                            (3, "DOUBLE_PEAK"),
                            (4, "EARLY_PEAK"),
                            (5, "LATE_PEAK"),
                            (6, "BELL"),
                            (7, "TURTLE"),
                            (8, "EDITED"),
                        ],
                        default=0,
                    ),
                ),
                ("actual_start_ticks", models.BigIntegerField(blank=True, null=True)),
                ("actual_finish_ticks", models.BigIntegerField(blank=True, null=True)),
                ("stop_ticks", models.BigIntegerField(blank=True, null=True)),
                ("resume_ticks", models.BigIntegerField(blank=True, null=True)),
                ("planned_start_ticks", models.BigIntegerField(blank=True, null=True)),
                ("planned_finish_ticks", models.BigIntegerField(blank=True, null=True)),
                ("timephased", models.JSONField(blank=True, null=True)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="planning.activity"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.node"
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.resource",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Baseline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=250)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("approved", "approved"),
                            ("superseded", "superseded"),
                            ("deleted", "deleted"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("captured_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("source", models.CharField(blank=True, default="", max_length=250)),
                (
                    "approved_by",
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "approved", "superseded", "deleted"])),
                        name="planning_baseline_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="planning_baseline_has_a_name"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BaselineValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("start_ticks", models.BigIntegerField(blank=True, null=True)),
                ("finish_ticks", models.BigIntegerField(blank=True, null=True)),
                ("duration_ticks", models.BigIntegerField(blank=True, null=True)),
                ("work_ticks", models.BigIntegerField(blank=True, null=True)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="planning.activity"
                    ),
                ),
                (
                    "baseline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="planning.baseline"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.node"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("baseline", "activity"), name="planning_baseline_value_is_one"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CurrentResult",
            fields=[
                (
                    "network",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="planning.network",
                    ),
                ),
                ("revision", models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="ExternalId",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("system", models.CharField(max_length=40)),
                ("source_project", models.CharField(max_length=250)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("activity", "activity"),
                            ("calendar", "calendar"),
                            ("resource", "resource"),
                        ],
                        max_length=12,
                    ),
                ),
                ("key", models.CharField(max_length=250)),
                ("guid", models.CharField(blank=True, default="", max_length=64)),
                ("record", models.BigIntegerField()),
                ("last_values", models.JSONField(blank=True, default=dict)),
                (
                    "project",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.node",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "kind", "system", "source_project", "key"),
                        name="planning_external_id_is_one",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FurtherConstraint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.SmallIntegerField(
                        choices=[
                            (1, "AS_LATE_AS_POSSIBLE"),
                            (2, "MUST_START_ON"),
                            (3, "MUST_FINISH_ON"),
                            (4, "START_NO_EARLIER_THAN"),
                            (5, "START_NO_LATER_THAN"),
                            (6, "FINISH_NO_EARLIER_THAN"),
                            (7, "FINISH_NO_LATER_THAN"),
                            (8, "DEADLINE"),
                            (9, "START_ON"),
                            (10, "FINISH_ON"),
                            (11, "MANDATORY_START"),
                            (12, "MANDATORY_FINISH"),
                            (13, "EXPECTED_FINISH"),
                            (14, "EXTERNAL_EARLY_START"),
                            (15, "EXTERNAL_LATE_FINISH"),
                        ]
                    ),
                ),
                ("at_ticks", models.BigIntegerField(blank=True, null=True)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="planning.activity"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.node"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ready", "ready"),
                            ("applied", "applied"),
                            ("undone", "undone"),
                            ("discarded", "discarded"),
                            ("failed", "failed"),
                        ],
                        default="ready",
                        max_length=10,
                    ),
                ),
                ("file_name", models.CharField(max_length=250)),
                ("file_digest", models.CharField(max_length=64)),
                ("file_size", models.PositiveBigIntegerField(default=0)),
                ("source_format", models.CharField(blank=True, default="", max_length=40)),
                ("source_project", models.CharField(blank=True, default="", max_length=250)),
                ("arguments", models.JSONField(blank=True, default=dict)),
                ("summary", models.JSONField(blank=True, default=dict)),
                ("report", models.BinaryField(default=b"")),
                ("network_revision", models.PositiveBigIntegerField(default=0)),
                ("change_set", models.BigIntegerField(blank=True, null=True)),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                (
                    "actor",
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
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="access.node",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="access.node",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["ready", "applied", "undone", "discarded", "failed"])
                        ),
                        name="planning_import_state_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("is_cross_project", models.BooleanField(default=False)),
                (
                    "kind",
                    models.SmallIntegerField(choices=[(0, "FS"), (1, "SS"), (2, "FF"), (3, "SF")], default=0),
                ),
                (
                    "lag_unit",
                    models.SmallIntegerField(
                        choices=[(0, "WORKING"), (1, "ELAPSED"), (2, "PERCENT"), (3, "PERCENT_ELAPSED")],
                        default=0,
                    ),
                ),
                ("lag_ticks", models.BigIntegerField(default=0)),
                ("lag_share", models.FloatField(default=0.0)),
                ("is_hard", models.BooleanField(default=True)),
                (
                    "layer",
                    models.CharField(
                        choices=[("plan", "plan"), ("program", "program")], default="plan", max_length=8
                    ),
                ),
                (
                    "state",
                    models.SmallIntegerField(
                        choices=[(0, "ACTIVE"), (1, "VANISHED"), (2, "WITHDRAWN")], default=0
                    ),
                ),
                ("note", models.CharField(blank=True, default="", max_length=500)),
                ("source_key", models.CharField(blank=True, default="", max_length=120)),
                ("last_values", models.JSONField(blank=True, null=True)),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="planning.activity"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.node"
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="planning.activity"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_cross_project", True)),
                        fields=["project"],
                        name="planning_link_cross",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                        name="planning_link_joins_two_activities",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("layer__in", ["plan", "program"])),
                        name="planning_link_layer_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.CharField(blank=True, default="", max_length=60)),
                (
                    "dialect",
                    models.SmallIntegerField(choices=[(0, "MICROSOFT"), (1, "PRIMAVERA")], default=0),
                ),
                ("start_ticks", models.BigIntegerField(blank=True, null=True)),
                ("finish_ticks", models.BigIntegerField(blank=True, null=True)),
                ("data_date_ticks", models.BigIntegerField(blank=True, null=True)),
                ("schedule_from", models.SmallIntegerField(choices=[(0, "START"), (1, "FINISH")], default=0)),
                ("options", models.JSONField(blank=True, default=dict)),
                ("minutes_per_day", models.FloatField(default=480.0)),
                ("minutes_per_week", models.FloatField(default=2400.0)),
                ("days_per_month", models.FloatField(default=20.0)),
                ("default_start_minute", models.PositiveSmallIntegerField(default=480)),
                ("default_finish_minute", models.PositiveSmallIntegerField(default=1020)),
                ("priority", models.PositiveSmallIntegerField(default=500)),
                (
                    "mastered",
                    models.CharField(
                        choices=[("here", "here"), ("outside", "outside")], default="here", max_length=8
                    ),
                ),
                ("source_system", models.CharField(blank=True, default="", max_length=40)),
                ("source_project", models.CharField(blank=True, default="", max_length=250)),
                ("source_description", models.CharField(blank=True, default="", max_length=500)),
                (
                    "calendar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.workcalendar",
                    ),
                ),
                (
                    "node",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.node"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("mastered__in", ["here", "outside"])),
                        name="planning_plan_mastered_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes_per_day__gt", 0)),
                        name="planning_plan_day_has_working_minutes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("edits", models.JSONField()),
                ("sentence", models.CharField(blank=True, default="", max_length=500)),
                ("rows", models.JSONField(blank=True, default=list)),
                ("note", models.TextField(blank=True, default="")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("sent", "sent"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.node"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "sent", "accepted", "declined", "withdrawn"])
                        ),
                        name="planning_proposal_state_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RawAttribute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("place", models.CharField(max_length=250)),
                ("count", models.PositiveIntegerField(default=1)),
                ("content", models.JSONField()),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.node"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=120)),
                ("query", models.CharField(blank=True, default="", max_length=2000)),
                ("is_shared", models.BooleanField(default=False)),
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
            name="ScheduleResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveBigIntegerField()),
                ("engine_version", models.CharField(max_length=40)),
                ("dialect", models.CharField(blank=True, default="", max_length=60)),
                ("computed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("activities", models.PositiveIntegerField(default=0)),
                ("findings", models.JSONField(default=list)),
                ("columns", models.BinaryField()),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="planning.network"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "revision"), name="planning_result_of_a_revision_is_one"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Split",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("after_ticks", models.BigIntegerField()),
                ("gap_ticks", models.BigIntegerField()),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="planning.activity"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.node"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("suspend_ticks", models.BigIntegerField(blank=True, null=True)),
                ("resume_ticks", models.BigIntegerField(blank=True, null=True)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="planning.activity"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.node"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CurrentDates",
            fields=[
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="dates",
                        serialize=False,
                        to="planning.activity",
                    ),
                ),
                ("start_ticks", models.BigIntegerField(null=True)),
                ("finish_ticks", models.BigIntegerField(null=True)),
                ("late_finish_ticks", models.BigIntegerField(null=True)),
                ("total_float_ticks", models.BigIntegerField(null=True)),
                ("is_critical", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [models.Index(fields=["finish_ticks"], name="planning_dates_finish")],
            },
        ),
    ]
