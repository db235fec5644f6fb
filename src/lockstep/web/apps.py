"""Django's entry of the room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages."""

    name = "lockstep.web"
    label = "web"
