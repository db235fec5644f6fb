"""Which pages are taken: every named page of the site that is fetched by address, on the demo's own records."""

import json
from dataclasses import dataclass

from scripts.live_server import LiveServer

# Pages that answer with a fragment, a file or a step of a form, and are seen as part of another one.
NOT_ALONE = {"palette", "explain", "accept"}

FIND = """
import django, json; django.setup()
from django.urls import URLPattern, reverse
from lockstep.web import urls
from scripts.screenshots.records import addresses
print(json.dumps(addresses()))
"""


@dataclass(frozen=True)
class Stop:
    """One page of the sheet."""

    name: str
    address: str
    is_public: bool = False


def stops(server: LiveServer) -> list[Stop]:
    """Return the pages of the sheet in the order in which they are taken."""
    found = [Stop(name, address) for name, address in json.loads(server.python(FIND))]
    return [
        Stop("sign-in", "/accounts/login/", is_public=True),
        Stop("password-forgotten", "/accounts/password/reset/", is_public=True),
        *found,
        Stop("second-step", "/accounts/2fa/"),
        Stop("change-password", "/accounts/password/change/"),
        Stop("devices", "/accounts/sessions/"),
        Stop("not-found", "/nodes/999999999/"),
    ]
