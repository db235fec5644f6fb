"""Django's entry of the app."""

from django.apps import AppConfig


class OutlookConfig(AppConfig):
    """Risk analyses: simulations of a network and what came of them."""

    name = "lockstep.domain.outlook"
    label = "outlook"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the ledger about the app's records and actions."""
        from lockstep.domain.ledger import register
        from lockstep.domain.ledger.registry import exempt
        from lockstep.domain.outlook import actions  # noqa: F401  registered on import
        from lockstep.domain.outlook.models import SimulationRun

        register(SimulationRun, node_of=lambda row: row.node_id, label=str)
        exempt("outlook.SimulationResult", reason="computed from a run's inputs; the run is what was asked")
        exempt("outlook.SimulationShard", reason="computed part of a run, gone when its parts are merged")
