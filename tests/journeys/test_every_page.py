"""Every page of the demo at both widths: nothing clipped, no sideways scroll, axe clean, nothing leaves the origin.

`make screenshots` looks at all four (both themes too) and makes the sheet for eyes.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scripts.browser import sign_in
from scripts.live_server import LiveServer
from scripts.screenshots.__main__ import take_look
from scripts.screenshots.judging import LOOKS
from scripts.screenshots.records import load
from scripts.screenshots.stops import stops

pytestmark = pytest.mark.browser

WIDE_DARK, NARROW_LIGHT = LOOKS[1], LOOKS[2]


def test_every_page_is_readable_and_accessible(browser: Browser, server: LiveServer, tmp_path: Path) -> None:
    """The wide look is taken in the dark theme and the narrow one in the light, so that both are seen."""
    email, password = load(server)
    context = browser.new_context()
    sign_in(context.new_page(), server.address, email, password)
    state = context.storage_state()
    context.close()
    wanted = stops(server, email)
    found = [
        fault
        for look in (WIDE_DARK, NARROW_LIGHT)
        for fault in take_look(browser, server.address, wanted, look, state, tmp_path)
    ]
    assert len(wanted) > 30
    assert found == []
