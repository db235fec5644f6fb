"""Making Django ready for the commands that work with the database."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lockstep.server.settings import Settings


def ready(**overrides: object) -> "Settings":
    """Set Django up and return the settings; an override that is not None goes before the environment."""
    for name, value in overrides.items():
        if value is not None:
            os.environ[f"LOCKSTEP_{name.upper()}"] = str(value)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lockstep.server.django_settings")
    import django

    from lockstep.server.settings import current_settings

    settings = current_settings()
    django.setup()
    return settings
