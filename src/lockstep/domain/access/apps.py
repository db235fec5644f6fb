"""Django's entry of the app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Accounts, grants and the bare tree node."""

    name = "lockstep.domain.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
