"""Which pages are taken: every named page of the site that is fetched by address, on the demo's own records."""

import json
from dataclasses import dataclass

from scripts.live_server import LiveServer

FIND = """
import django, json; django.setup()
from scripts.screenshots.records import addresses
print(json.dumps(addresses(EMAIL)))
"""


@dataclass(frozen=True)
class Stop:
    """One page of the sheet."""

    name: str
    address: str
    is_public: bool = False


def stops(server: LiveServer, email: str) -> list[Stop]:
    """Return the pages of the sheet in the order in which they are taken."""
    printed = server.python(f"EMAIL = {email!r}\n{FIND}").splitlines()[-1]
    found = [Stop(name, address) for name, address in json.loads(printed)]
    return [
        Stop("sign-in", "/accounts/login/", is_public=True),
        Stop("password-forgotten", "/accounts/password/reset/", is_public=True),
        *found,
        Stop("second-step", "/accounts/2fa/"),
        Stop("change-password", "/accounts/password/change/"),
        Stop("devices", "/accounts/sessions/"),
        Stop("not-found", "/nodes/999999999/"),
    ]
