import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('governance', '0004_exceptions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='decision',
            name='currency',
            field=models.CharField(default='EUR', max_length=3),
        ),
        migrations.AddField(
            model_name='decision',
            name='stake_days',
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='decision',
            name='stake_money',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='decision',
            name='stake_risk',
            field=models.CharField(blank=True, choices=[('low', 'low'), ('medium', 'medium'), ('high', 'high'), ('extreme', 'extreme')], default='', max_length=8),
        ),
        migrations.AddField(
            model_name='forum',
            name='escalate_days',
            field=models.IntegerField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name='Control',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('key', models.CharField(max_length=20, unique=True)),
                ('title', models.CharField(max_length=300)),
                ('state', models.CharField(max_length=30)),
                ('raised_on', models.DateField()),
                ('due_on', models.DateField(blank=True, null=True)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('origin_key', models.CharField(blank=True, default='', max_length=120)),
                ('folded', models.TextField(blank=True, default='')),
                ('kind', models.CharField(blank=True, default='detect', max_length=12)),
                ('method', models.TextField(blank=True, default='')),
                ('every_days', models.IntegerField(default=30)),
                ('evidence', models.TextField(blank=True, default='')),
                ('performed_on', models.DateField(blank=True, null=True)),
                ('next_on', models.DateField(blank=True, null=True)),
                ('effect', models.CharField(blank=True, default='', max_length=12)),
                ('times', models.IntegerField(default=0)),
                ('times_late', models.IntegerField(default=0)),
                ('node', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.node')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['node', 'state'], name='governance__node_id_fa8fcc_idx'), models.Index(fields=['due_on'], name='governance__due_on_05d874_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('every_days__gte', 1)), name='governance_control_every')],
            },
        ),
        migrations.CreateModel(
            name='ReportDuty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('key', models.CharField(max_length=20, unique=True)),
                ('title', models.CharField(max_length=300)),
                ('state', models.CharField(max_length=30)),
                ('raised_on', models.DateField()),
                ('due_on', models.DateField(blank=True, null=True)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('origin_key', models.CharField(blank=True, default='', max_length=120)),
                ('folded', models.TextField(blank=True, default='')),
                ('every_days', models.IntegerField(default=28)),
                ('contents', models.TextField(blank=True, default='')),
                ('delivered_on', models.DateField(blank=True, null=True)),
                ('delivered', models.IntegerField(default=0)),
                ('delivered_late', models.IntegerField(default=0)),
                ('days_late', models.IntegerField(default=0)),
                ('forum', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.forum')),
                ('node', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.node')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['node', 'state'], name='governance__node_id_5b0d57_idx'), models.Index(fields=['due_on'], name='governance__due_on_54e2d8_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('every_days__gte', 1)), name='governance_report_every')],
            },
        ),
        migrations.CreateModel(
            name='Responsibility',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('key', models.CharField(max_length=20, unique=True)),
                ('title', models.CharField(max_length=300)),
                ('state', models.CharField(max_length=30)),
                ('raised_on', models.DateField()),
                ('due_on', models.DateField(blank=True, null=True)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('origin_key', models.CharField(blank=True, default='', max_length=120)),
                ('folded', models.TextField(blank=True, default='')),
                ('kind', models.CharField(blank=True, default='activity', max_length=12)),
                ('responsible', models.TextField(blank=True, default='')),
                ('accountable', models.CharField(blank=True, default='', max_length=120)),
                ('consulted', models.TextField(blank=True, default='')),
                ('informed', models.TextField(blank=True, default='')),
                ('forum', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.forum')),
                ('node', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.node')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['node', 'state'], name='governance__node_id_4a8824_idx'), models.Index(fields=['due_on'], name='governance__due_on_cae1d6_idx')],
            },
        ),
    ]
