"""The schedule in the browser: a link drawn across projects, a drag with its preview, save, undo, and why."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from scripts.live_server import LiveServer
from tests.journeys.gantt import Gantt

pytestmark = pytest.mark.browser

MAKE_PROGRAM = """
import django, json; django.setup()
from lockstep.domain.access.queries.accounts import user_by_email
from lockstep.domain.ledger import perform
from lockstep.domain.planning.actions.edits import apply_edits
mona = user_by_email("mona@example.org")
def do(action, **arguments):
    return perform(action, actor=mona, arguments=arguments).value.pk
top = do("portfolio.add_node", kind="portfolio", name="Operations")
program = do("portfolio.add_node", kind="program", name="Northstar", parent=top)
core = do("portfolio.add_node", kind="project", name="Core", parent=program)
billing = do("portfolio.add_node", kind="project", name="Billing", parent=program)
def activity(project, name, days):
    return do("planning.add_activity", project=project, name=name, duration_ticks=days * 4800)
design, build = activity(core, "Design the interface", 10), activity(core, "Build the interface", 15)
do("planning.link_activities", predecessor=design, successor=build)
rate, accept = activity(billing, "Connect billing", 8), activity(billing, "Accept billing", 5)
do("planning.link_activities", predecessor=rate, successor=accept)
print(json.dumps({"program": program, "core": core, "design": design, "build": build, "rate": rate, "accept": accept}))
"""


@pytest.fixture(scope="module")
def ids(server: LiveServer, administrator: str) -> dict[str, int]:
    """A program of two projects that do not know each other yet."""
    return json.loads(server.python(MAKE_PROGRAM).splitlines()[-1])


def test_a_cross_project_link_and_a_drag_with_its_preview(
    page: Page, server: LiveServer, ids: dict[str, int]
) -> None:
    """The link is drawn from bar to bar; making the giver longer names the receiver; undo restores both."""
    page.goto(f"{server.address}/nodes/{ids['program']}/schedule/")
    gantt = Gantt(page)
    gantt.reveal(ids["build"])
    gantt.drag(gantt.center(ids["build"], "link"), gantt.center(ids["rate"]))
    expect(gantt.preview).to_contain_text(re.compile("[Mm]oves"), timeout=20_000)
    gantt.save()
    before = gantt.box(ids["accept"])

    gantt.reveal(ids["build"])
    edge = gantt.center(ids["build"], "finish")
    gantt.drag(edge, (edge[0] + 120, edge[1]))
    expect(gantt.preview).to_contain_text(re.compile("Moves [23] activities"), timeout=20_000)
    gantt.save()
    page.wait_for_timeout(300)
    assert gantt.box(ids["accept"])["x"] > before["x"] + 20

    gantt.element.get_by_role("button", name="Undo").last.click()
    page.wait_for_timeout(1500)
    assert abs(gantt.box(ids["accept"])["x"] - before["x"]) < 3

    # The same from one project alone, by keys: the other project is searched, and its move is told before saving.
    page.goto(f"{server.address}/nodes/{ids['core']}/schedule/")
    alone = Gantt(page)
    alone.reveal(ids["design"])
    page.keyboard.press("l")
    page.keyboard.type("bill acc")
    expect(alone.element.get_by_role("option", name="Accept billing")).to_be_visible(timeout=20_000)
    page.keyboard.press("Enter")
    expect(alone.preview).to_contain_text("Accept billing (Billing)", timeout=20_000)
    alone.save()
    expect(alone.row("Design the interface")).to_have_accessible_name(re.compile("2 successors"))
    alone.element.get_by_role("button", name="Undo").last.click()
    expect(alone.row("Design the interface")).to_have_accessible_name(re.compile("1 successor"))
