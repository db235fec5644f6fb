"""Django's entry of the app."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    """Objectives, alignment, results, demands and scope."""

    name = "lockstep.domain.strategy"
    label = "strategy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the registers of the app."""
        from lockstep.domain.ledger import closing_step, register
        from lockstep.domain.records.registry import declare
        from lockstep.domain.strategy import actions, models  # noqa: F401  registered on import
        from lockstep.domain.strategy.register import REGISTERS
        from lockstep.domain.strategy.scoring import score_anew

        for known in REGISTERS:
            declare(known)
        register(models.DemandWeights, node_of=lambda row: row.node_id)
        closing_step("strategy.scores", score_anew)
