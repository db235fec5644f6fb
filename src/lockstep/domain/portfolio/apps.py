"""Django's entry of the app."""

from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    """The tree of portfolios, programs and projects."""

    name = "lockstep.domain.portfolio"
    label = "portfolio"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the ledger about the app's records and actions."""
        from lockstep.domain.ledger import register
        from lockstep.domain.portfolio import actions  # noqa: F401  registered on import
        from lockstep.domain.portfolio.linkables import NODES
        from lockstep.domain.portfolio.models import Membership, Profile, Tenure
        from lockstep.domain.records.registry import add_linkable

        add_linkable(NODES)
        register(
            Profile, node_of=lambda profile: profile.node_id, label=lambda profile: profile.code or "details"
        )
        register(Membership, node_of=lambda membership: membership.child_id)
        register(Tenure, node_of=lambda tenure: tenure.node_id, label=lambda tenure: tenure.office)
