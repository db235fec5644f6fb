"""Plan files that were kept in the data folder alone, into the database."""

from pathlib import Path

from django.conf import settings
from django.db import migrations


def take_in(apps, schema_editor):
    stored = apps.get_model("records", "StoredFile").objects
    digests = apps.get_model("planning", "ImportRun").objects.values_list("file_digest", flat=True)
    for digest in digests.distinct():
        path = Path(settings.MEDIA_ROOT) / digest[:2] / digest
        if path.is_file():
            content = path.read_bytes()
            stored.get_or_create(digest=digest, defaults={"content": content, "size_bytes": len(content)})


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0007_default_view"),
        ("records", "0002_dismissals"),
    ]

    operations = [migrations.RunPython(take_in, migrations.RunPython.noop)]
