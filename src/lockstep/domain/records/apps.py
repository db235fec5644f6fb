"""Django's entry of the app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The register machine."""

    name = "lockstep.domain.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the ledger about the machine's own records, its actions and what follows from a change."""
        from lockstep.domain.ledger import closing_step, register
        from lockstep.domain.ledger.registry import exempt
        from lockstep.domain.records import actions, models  # noqa: F401  registered on import
        from lockstep.domain.records.consequences import remove_what_hung_on_it, tell_who_is_concerned
        from lockstep.domain.records.deriving import derive_what_was_written
        from lockstep.domain.records.link_kinds import add_standard_kinds

        register(models.Link, node_of=lambda link: link.node_id, label=lambda link: link.kind)
        register(models.Comment, node_of=lambda row: row.node_id, label=lambda row: row.text[:80])
        register(models.Attachment, node_of=lambda row: row.node_id, label=lambda row: row.name)
        register(models.Follow, node_of=lambda row: row.node_id)
        register(models.Dismissal, node_of=lambda row: row.node_id, label=lambda row: row.offering)
        register(models.SavedView, node_of=lambda view: view.node_id, label=lambda view: view.name)
        register(models.FeedToken, node_of=lambda row: row.node_id, unrecorded={"token_hash"})
        exempt("records.Counter", reason="a number is given once and never again, also after undo")
        exempt("records.StoredFile", reason="content found by its digest; it is never changed")
        exempt("records.Notification", reason="tells one person of a change that the ledger holds")
        add_standard_kinds()
        closing_step("records.hanging", remove_what_hung_on_it)
        closing_step("records.deriving", derive_what_was_written)
        closing_step("records.telling", tell_who_is_concerned)
