"""Django's entry of the app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Change sets, undo and the action pattern."""

    name = "lockstep.domain.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the records and actions of the app below, which cannot know the ledger."""
        from lockstep.domain.ledger import access_records, undoing  # noqa: F401  registered on import
