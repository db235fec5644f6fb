import django.db.models.deletion
from django.db import migrations, models


def refer_to_forums(apps, schema_editor):
    """Let meetings refer to the forum whose title was typed; what names no forum, or several, stays as it was typed."""
    Meeting, Forum = apps.get_model("stakeholders", "Meeting"), apps.get_model("governance", "Forum")
    known = {}
    for forum in Forum.objects.select_related("node").order_by("pk"):
        known.setdefault(forum.title.strip().casefold(), []).append(forum)
    for meeting in Meeting.objects.exclude(forum_words="").select_related("node"):
        named = known.get(meeting.forum_words.strip().casefold(), [])
        # The nearest above or at the place of the meeting, else the only one of that name in its tree.
        above = [forum for forum in named if meeting.node.path.startswith(forum.node.path)]
        root = meeting.node.path.strip("/").split("/")[0]
        beside = [forum for forum in named if forum.node.path.strip("/").split("/")[0] == root]
        found = max(above, key=lambda forum: len(forum.node.path), default=None)
        found = found or (beside[0] if len(beside) == 1 else None)
        if found is not None:
            Meeting.objects.filter(pk=meeting.pk).update(forum=found, forum_words="")


class Migration(migrations.Migration):

    dependencies = [
        ("access", "0002_closed_nodes"),
        ("governance", "0010_trial_needs"),
        ("stakeholders", "0003_cuts"),
    ]

    operations = [
        migrations.RenameField(model_name="meeting", old_name="forum", new_name="forum_words"),
        migrations.AddField(
            model_name="meeting",
            name="forum",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="governance.forum",
            ),
        ),
        migrations.RunPython(refer_to_forums, migrations.RunPython.noop),
    ]
