"""Django's entry of the app."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """The schedule."""

    name = "lockstep.domain.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the ledger about the app's records, its actions, and the counting of revisions."""
        from lockstep.domain.ledger import closing_step
        from lockstep.domain.planning import actions, records  # noqa: F401  registered on import
        from lockstep.domain.planning.linkables import ACTIVITIES, ACTIVITY
        from lockstep.domain.planning.queries.after import marked_after
        from lockstep.domain.planning.queries.figures import node_figures
        from lockstep.domain.planning.revisions import count_revisions
        from lockstep.domain.portfolio.rollups import provide_rollup
        from lockstep.domain.records.registry import add_following, add_linkable

        add_linkable(ACTIVITIES)
        add_following(ACTIVITY, marked_after)
        closing_step("planning.revisions", count_revisions)
        provide_rollup("schedule", node_figures)
