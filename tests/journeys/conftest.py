"""A real server and a real browser, both fresh; every page visited is watched for what pages must not do."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from scripts.browser import sign_in, watch
from scripts.live_server import SET_UP, LiveServer
from tests.journeys.data_folders import DemoServer, demo_server, empty_server
from tests.journeys.desk import Desk, sit_down

EMAIL = "mona@example.org"
PASSWORD = "a long enough password"

MAKE_ADMINISTRATOR = f"""
import django; django.setup()
from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import perform
link = perform("access.open_set_up", actor=SYSTEM, arguments={{}}).value
perform("access.accept_invitation", actor=None, arguments={{
    "token": link.token, "name": "Mona Ortiz", "email": {EMAIL!r}, "password": {PASSWORD!r}}})
"""


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of the run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


@pytest.fixture(scope="module")
def server(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server with an empty database."""
    found = empty_server(shared, tmp_path_factory.mktemp("server") / "data")
    yield found
    found.stop()


@pytest.fixture(scope="module")
def administrator(server: LiveServer) -> str:
    """The e-mail of the first account."""
    server.python(MAKE_ADMINISTRATOR)
    return EMAIL


@pytest.fixture
def visitor(browser: Browser, server: LiveServer) -> Iterator[Page]:
    """A page of somebody who is not signed in; complaints fail the test at its end."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    complaints = watch(page, server.address)
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def page(visitor: Page, server: LiveServer, administrator: str) -> Page:
    """A page of the administrator."""
    sign_in(visitor, server.address, administrator, PASSWORD)
    return visitor


@pytest.fixture(scope="module")
def demo(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    """A server over a copy of the demo, for the stories of one file in one process."""
    found = demo_server(shared, tmp_path_factory.mktemp("demo") / "data")
    yield found
    found.server.stop()


@pytest.fixture(scope="module")
def desk(browser: Browser, demo: DemoServer) -> Iterator[Desk]:
    """The manager of the demo's program, signed in."""
    with sit_down(browser, demo) as found:
        yield found


__all__ = ["SET_UP"]
