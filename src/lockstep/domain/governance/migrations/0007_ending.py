import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_closed_nodes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("governance", "0006_judged_tolerances"),
    ]

    operations = [
        migrations.CreateModel(
            name="Standard",
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
                ("text", models.TextField(blank=True, default="")),
                ("edition", models.CharField(blank=True, default="", max_length=20)),
                ("applies_from", models.CharField(blank=True, default="small", max_length=10)),
                ("review_on", models.DateField(blank=True, null=True)),
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
                    models.Index(fields=["node", "state"], name="governance__node_id_9bc3f3_idx"),
                    models.Index(fields=["due_on"], name="governance__due_on_0e6fb3_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectCheck",
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
                ("asks", models.CharField(max_length=80)),
                ("applies_from", models.CharField(default="small", max_length=10)),
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
                (
                    "standard",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.standard",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["node", "state"], name="governance__node_id_78cbd0_idx"),
                    models.Index(fields=["due_on"], name="governance__due_on_ec5df3_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weight__gt", 0)), name="governance_check_weight_positive"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClosureItem",
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
                ("check_name", models.CharField(blank=True, default="", max_length=40)),
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
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["node", "state"], name="governance__node_id_5fc554_idx"),
                    models.Index(fields=["due_on"], name="governance__due_on_5a9168_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deputy",
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
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("note", models.TextField(blank=True, default="")),
                ("lent", models.TextField(blank=True, default="")),
                (
                    "deputy",
                    models.ForeignKey(
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
                    models.Index(fields=["node", "state"], name="governance__node_id_39c3a0_idx"),
                    models.Index(fields=["due_on"], name="governance__due_on_48c6c8_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gte", models.F("from_on"))),
                        name="governance_deputy_until_after_from",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOver",
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
                ("handed_on", models.DateField(blank=True, null=True)),
                ("notes", models.TextField(blank=True, default="")),
                ("what", models.TextField(blank=True, default="")),
                ("record_count", models.IntegerField(default=0)),
                (
                    "home",
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
                (
                    "receiver",
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
                    models.Index(fields=["node", "state"], name="governance__node_id_6a9e5a_idx"),
                    models.Index(fields=["due_on"], name="governance__due_on_ec7af8_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectClass",
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
                ("level", models.CharField(default="standard", max_length=10)),
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
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["node", "state"], name="governance__node_id_521b64_idx"),
                    models.Index(fields=["due_on"], name="governance__due_on_d06d72_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "agreed")),
                        fields=("node",),
                        name="governance_one_class_a_project",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RetentionRule",
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
                ("covers", models.CharField(default="", max_length=20)),
                ("years", models.IntegerField(default=10)),
                ("basis", models.TextField(blank=True, default="")),
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
                    models.Index(fields=["node", "state"], name="governance__node_id_502a6d_idx"),
                    models.Index(fields=["due_on"], name="governance__due_on_928d69_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("years__gte", 0)), name="governance_retention_not_negative"
                    )
                ],
            },
        ),
    ]
