"""Django's entry of the app."""

from django.apps import AppConfig


class RunsConfig(AppConfig):
    """The job row."""

    name = "lockstep.domain.runs"
    label = "runs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say why the ledger does not write jobs."""
        from lockstep.domain.ledger.registry import exempt

        exempt("runs.Job", reason="written by workers many times a minute; its effects are change sets")
