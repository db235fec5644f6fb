"""Every page of the demo at both widths: nothing clipped, no sideways scroll, axe clean, nothing leaves the origin.

`make screenshots` looks at all four (both themes too) and makes the sheet for eyes.
"""

import pytest
from playwright.sync_api import Browser

from scripts.browser import sign_in
from scripts.screenshots.__main__ import take_look
from scripts.screenshots.judging import LOOKS, Look
from scripts.screenshots.stops import stops
from tests.journeys.data_folders import DemoServer

pytestmark = pytest.mark.browser

PARTS = 3
"""The walk is cut so that no process of the test run walks alone at the end."""


# The wide look is taken in the dark theme and the narrow one in the light, so that both are seen.
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("look", [LOOKS[1], LOOKS[2]], ids=lambda look: look.name)
def test_every_page_is_readable_and_accessible(
    browser: Browser, demo: DemoServer, look: Look, part: int
) -> None:
    """A part of the pages in one look, from every third on."""
    context = browser.new_context()
    sign_in(context.new_page(), demo.address, demo.told.email, demo.told.password)
    state = context.storage_state()
    context.close()
    wanted = stops(demo.server, demo.told.email)
    assert len(wanted) > 60
    assert take_look(browser, demo.address, wanted[part::PARTS], look, state, folder=None) == []
