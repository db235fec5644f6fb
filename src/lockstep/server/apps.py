"""Django's entry of the room: the last to become ready, so that it can wire the others."""

from django.apps import AppConfig


class ServerConfig(AppConfig):
    """Wiring."""

    name = "lockstep.server"
    label = "server"

    def ready(self) -> None:
        """Subscribe the announcements."""
        from lockstep.server.wiring import wire

        wire()
