"""Django's entry of the app."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Decisions, tolerances, gates, changes, assurance, lessons and closure."""

    name = "lockstep.domain.governance"
    label = "governance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the registers of the app."""
        from lockstep.domain.governance.register import REGISTERS
        from lockstep.domain.records.registry import declare

        for register in REGISTERS:
            declare(register)
