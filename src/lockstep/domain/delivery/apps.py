"""Django's entry of the app."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """What projects hand over to each other."""

    name = "lockstep.domain.delivery"
    label = "delivery"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the register, and let what it computes follow every write."""
        from lockstep.domain.delivery import actions  # noqa: F401  registered on import
        from lockstep.domain.delivery.forecasting import announce_delivered
        from lockstep.domain.delivery.queries.following import ACTIVITY, HAND_OFF, given_by, received_by
        from lockstep.domain.delivery.register import REGISTERS
        from lockstep.domain.delivery.renewing import announce_written
        from lockstep.domain.ledger import closing_step
        from lockstep.domain.ledger.registry import exempt
        from lockstep.domain.records.registry import add_following, declare

        for register in REGISTERS:
            declare(register)
        add_following(ACTIVITY, given_by, words="hands over")
        add_following(HAND_OFF, received_by, words="is waited for by")
        exempt("delivery.HandOffDates", reason="computed from the schedule, written in bulk")
        closing_step("delivery.dates", announce_written)
        closing_step("delivery.deliverables", announce_delivered)
