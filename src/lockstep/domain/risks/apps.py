"""Django's entry of the app."""

from django.apps import AppConfig


class RisksConfig(AppConfig):
    """Risks, issues and what is done about them."""

    name = "lockstep.domain.risks"
    label = "risks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the registers of the app."""
        from lockstep.domain.ledger import closing_step, register
        from lockstep.domain.ledger.registry import exempt
        from lockstep.domain.records.registry import declare
        from lockstep.domain.risks import actions, models  # noqa: F401  registered on import
        from lockstep.domain.risks.blocking import follow_links
        from lockstep.domain.risks.gaining import follow_affected
        from lockstep.domain.risks.register import REGISTERS
        from lockstep.domain.risks.scoring import rescore

        for known in REGISTERS:
            declare(known)
        register(models.RiskGrid, node_of=lambda row: row.node_id)
        closing_step("risks.scores", rescore)
        closing_step("risks.blocking", follow_links)
        closing_step("risks.gaining", follow_affected)
        exempt("risks.RiskEffect", reason="computed by an analysis, written in bulk")
