"""Django's entry of the app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People and calendars."""

    name = "lockstep.domain.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the ledger about the app's records and actions."""
        from lockstep.domain.ledger import register
        from lockstep.domain.people import actions  # noqa: F401  registered on import
        from lockstep.domain.people.models import Resource, WorkCalendar

        register(
            WorkCalendar, node_of=lambda calendar: calendar.node_id, label=lambda calendar: calendar.name
        )
        register(Resource, node_of=lambda resource: resource.node_id, label=lambda resource: resource.name)
