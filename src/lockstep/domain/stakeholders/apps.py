"""Django's entry of the app."""

from django.apps import AppConfig


class StakeholdersConfig(AppConfig):
    """Stakeholders, contacts, communication and meetings."""

    name = "lockstep.domain.stakeholders"
    label = "stakeholders"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the registers of the app."""
        from lockstep.domain.ledger import closing_step, register
        from lockstep.domain.records.registry import declare
        from lockstep.domain.stakeholders import actions, models  # noqa: F401  registered on import
        from lockstep.domain.stakeholders.cutting import cut_anew
        from lockstep.domain.stakeholders.register import REGISTERS

        for known in REGISTERS:
            declare(known)
        register(models.DismissedMessage, node_of=lambda row: row.node_id)
        register(models.EngagementCut, node_of=lambda row: row.node_id)
        closing_step("stakeholders.cuts", cut_anew)
