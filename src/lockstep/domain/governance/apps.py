"""Django's entry of the app."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Decisions, tolerances, gates, changes, assurance, lessons and closure."""

    name = "lockstep.domain.governance"
    label = "governance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the registers of the app, and what hangs on their records."""
        from lockstep.domain.access.vocabulary import Permission
        from lockstep.domain.governance import actions  # noqa: F401  registered on import
        from lockstep.domain.governance.closing import announce_written
        from lockstep.domain.governance.models import ChangeTrial, ColorRule
        from lockstep.domain.governance.queries.closures import stand_ins
        from lockstep.domain.governance.register import REGISTERS
        from lockstep.domain.governance.register.lessons import LESSONS_OFFERED
        from lockstep.domain.ledger import closing_step
        from lockstep.domain.ledger import register as record
        from lockstep.domain.ledger.registry import exempt
        from lockstep.domain.records.actions import stand_in_by
        from lockstep.domain.records.offering import add_offering
        from lockstep.domain.records.registry import declare

        for register in REGISTERS:
            declare(register)
        record(
            ChangeTrial,
            node_of=lambda row: row.node_id,
            label=str,
            # Rates could be told from what an edit costs.
            secrets=dict.fromkeys(("cost_before", "cost_after"), Permission.READ_SECRETS),
        )
        record(ColorRule, node_of=lambda row: row.node_id, label=str)
        exempt("governance.ToleranceReading", reason="computed from plan and registers, written in bulk")
        exempt("governance.ColorKept", reason="computed from tolerances, kept day by day")
        exempt("governance.PackageReading", reason="computed from the schedule, written in bulk")
        closing_step("governance.readings", announce_written)
        add_offering(LESSONS_OFFERED)
        stand_in_by(stand_ins)
