"""Django's entry of the app."""

from django.apps import AppConfig


class RisksConfig(AppConfig):
    """Risks, issues and what is done about them."""

    name = "lockstep.domain.risks"
    label = "risks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the registers of the app."""
        from lockstep.domain.ledger.registry import exempt
        from lockstep.domain.records.registry import declare
        from lockstep.domain.risks import actions  # noqa: F401  registered on import
        from lockstep.domain.risks.register import REGISTERS

        for register in REGISTERS:
            declare(register)
        exempt("risks.RiskEffect", reason="computed by an analysis, written in bulk")
