"""How sure is the date: quick ranges, an analysis that runs while one watches, the answer, and the Gantt's whiskers."""

import re

import pytest
from playwright.sync_api import Page, expect

from scripts.browser import axe_violations
from scripts.live_server import LiveServer

pytestmark = pytest.mark.browser

MAKE_PROGRAM = """
import django; django.setup()
from lockstep.domain.access.queries.accounts import user_by_email
from lockstep.domain.ledger import perform
mona = user_by_email("mona@example.org")
def do(action, **arguments):
    return perform(action, actor=mona, arguments=arguments).value
top = do("portfolio.add_node", kind="portfolio", name="Harbors").pk
program = do("portfolio.add_node", kind="program", name="Quay", parent=top).pk
project = do("portfolio.add_node", kind="project", name="Walls", parent=program).pk
rows = [do("planning.add_activity", project=project, name=name, duration_ticks=days * 4800)
        for name, days in (("Dredge", 20), ("Drive piles", 30), ("Cast caps", 15))]
gate = do("planning.add_activity", project=project, name="Quay ready", duration_ticks=0,
          changes={"kind": "finish_milestone"})
for before, after in zip([*rows], [*rows[1:], gate]):
    do("planning.link_activities", predecessor=before.pk, successor=after.pk)
baseline = do("planning.capture_baseline", node=program, name="Agreed")
do("planning.approve_baseline", baseline=baseline.pk, version=1)
print(program)
"""


def test_a_program_manager_learns_how_sure_a_date_is(page: Page, server: LiveServer) -> None:
    """From no range at all to a P80, what drives it, and what it would take; then the same on the Gantt."""
    program = int(server.python(MAKE_PROGRAM).splitlines()[-1])
    page.goto(f"{server.address}/nodes/{program}/risk-analysis/")
    expect(page.get_by_role("heading", name="No analysis yet")).to_be_visible()
    page.get_by_role("button", name=re.compile("Give quick ranges")).click()
    expect(page.get_by_role("status").filter(has_text="3 activities have a range now")).to_be_visible()
    page.get_by_role("button", name="Analyze", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("with 80 % confidence", timeout=120_000)
    expect(page.get_by_role("img", name=re.compile("When Quay finishes: P10"))).to_be_visible()
    drivers = page.locator("section.panel", has=page.get_by_role("heading", name="What drives the P80"))
    expect(drivers.get_by_role("link", name="Drive piles")).to_be_visible()
    page.get_by_text("The same as a table").click()
    expect(
        page.get_by_role("cell", name="80 %").or_(page.get_by_role("rowheader", name="80 %"))
    ).to_be_visible()
    page.fill("#id_by", "2001-01-01")
    page.get_by_role("button", name="Tell me").click()
    expect(page.get_by_text("must come from the plan itself")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Quay ready"))).to_contain_text("baseline")
    assert axe_violations(page) == []
    page.goto(f"{server.address}/nodes/{program}/ranges/")
    page.get_by_role("checkbox", name="Choose Dredge").check()
    page.fill("#id_chosen-high_percent", "200")
    page.get_by_role("button", name="Give this range").click()
    expect(page.get_by_role("status").filter(has_text="1 activity got this range")).to_be_visible()
    assert axe_violations(page) == []
    page.goto(f"{server.address}/nodes/{program}/risk-analysis/")
    expect(page.get_by_text("was changed since this analysis")).to_be_visible()
    page.goto(f"{server.address}/nodes/{program}/schedule/")
    expect(page.get_by_role("row", name=re.compile(r"Quay ready.*P80 \d+"))).to_be_visible(timeout=30_000)
