"""Django's entry of the app."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Decisions, tolerances, gates, changes, assurance, lessons and closure."""

    name = "lockstep.domain.governance"
    label = "governance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the registers of the app, and what hangs on their records."""
        from lockstep.domain.governance import actions  # noqa: F401  registered on import
        from lockstep.domain.governance.models import ChangeTrial
        from lockstep.domain.governance.register import REGISTERS
        from lockstep.domain.governance.register.lessons import LESSONS_OFFERED
        from lockstep.domain.ledger import register as record
        from lockstep.domain.records.offering import add_offering
        from lockstep.domain.records.registry import declare

        for register in REGISTERS:
            declare(register)
        record(ChangeTrial, node_of=lambda row: row.node_id, label=str)
        add_offering(LESSONS_OFFERED)
