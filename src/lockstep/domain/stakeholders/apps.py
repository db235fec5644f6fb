"""Django's entry of the app."""

from django.apps import AppConfig


class StakeholdersConfig(AppConfig):
    """Stakeholders, contacts, communication and meetings."""

    name = "lockstep.domain.stakeholders"
    label = "stakeholders"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the registers of the app."""
        from lockstep.domain.records.registry import declare
        from lockstep.domain.stakeholders.register import REGISTERS

        for register in REGISTERS:
            declare(register)
