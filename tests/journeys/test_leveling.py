"""Leveling as a manager does it: see who is asked for too much, level, watch, stop, take a part, undo."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from scripts.browser import axe_violations
from scripts.live_server import LiveServer

pytestmark = pytest.mark.browser

# Everything needs two of three people, so that no order keeps all three busy and the search has long to go.
MAKE_CROWDED = """
import django; django.setup()
from lockstep.domain.access.queries.accounts import user_by_email
from lockstep.domain.ledger import Edit, perform, perform_edits
mona = user_by_email("mona@example.org")
do = lambda action, **arguments: perform(action, actor=mona, arguments=arguments).value
top = do("portfolio.add_node", kind="portfolio", name="Works").pk
dig = do("portfolio.add_node", kind="project", name="Dig", parent=top).pk
do("planning.open_plan", project=dig, changes={"start_ticks": 29_463_360})
people = [do("people.add_resource", node=top, name=name).pk for name in ("Ann", "Ben", "Eve")]
rows = perform_edits([Edit("planning.add_activity", {"project": dig, "name": f"Trench {number}",
    "duration_ticks": 4_800 * (1 + number * 7 % 5)}) for number in range(45)], actor=mona).value
perform_edits([Edit("planning.assign", {"activity": row.pk, "resource": people[(at + turn) % 3]})
    for at, row in enumerate(rows) for turn in (0, 1 + at // 3 % 2 - 1 or 1)], actor=mona)
perform_edits([Edit("planning.link_activities", {"predecessor": rows[at].pk, "successor": rows[at + 9].pk})
    for at in range(0, 36, 2)], actor=mona)
print(top)
"""


@pytest.fixture(scope="module")
def works(server: LiveServer, administrator: str) -> int:
    """A portfolio of one project in which three people are wanted by forty-five activities at once."""
    return int(server.python(MAKE_CROWDED).split()[-1])


def test_leveling_is_watched_stopped_taken_in_part_and_undone(
    page: Page, server: LiveServer, works: int
) -> None:
    """The run shows its phase within seconds, ends soon after it is stopped, and keeps what it has."""
    page.goto(f"{server.address}/nodes/{works}/leveling/")
    page.fill("#id_seconds", "120")
    page.get_by_role("button", name="Level Works").click()
    expect(page.locator("#run [role=status]")).to_contain_text("Looking for a better order", timeout=60_000)
    expect(page.get_by_label("Progress of leveling")).to_be_visible()
    assert axe_violations(page) == []
    page.get_by_role("button", name="Stop and keep the best so far").hover()
    page.mouse.down()
    page.wait_for_timeout(2_500)  # the progress is asked for in between, and must not take the button away
    page.mouse.up()
    stopped = time.monotonic()
    page.wait_for_url(re.compile(r"/levelings/\d+/"), timeout=30_000)
    assert time.monotonic() - stopped < 10
    expect(page.get_by_role("heading", level=1)).to_contain_text("of overload away")
    expect(page.get_by_text("stopped early")).to_be_visible()
    assert axe_violations(page) == []

    boxes = page.locator("input[data-choose]")
    boxes.nth(0).check()
    boxes.nth(2).click(modifiers=["Shift"])
    expect(page.locator(".bulk [data-count]")).to_have_text("3 chosen")
    page.get_by_role("button", name="Accept the ticked ones").click()
    expect(page.get_by_text("3 taken", exact=True)).to_be_visible()
    expect(page.get_by_text("The plan has changed")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("0 taken", exact=True)).to_be_visible()
    page.get_by_role("button", name="Accept all").click()
    expect(page.get_by_role("button", name="Accept all")).to_have_count(0)
    page.goto(f"{server.address}/nodes/{works}/workload/?weeks=53")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nobody is asked for too much")


def test_the_workload_is_read_by_keyboard_and_says_what_stands_behind_a_week(
    page: Page, server: LiveServer, works: int
) -> None:
    """One stop for Tab, arrows from cell to cell, Enter shows the work; the address leads back to it."""
    page.goto(f"{server.address}/nodes/{works}/workload/")
    table = page.locator("table.heat")
    expect(table.locator("a[tabindex='0']")).to_have_count(1)
    table.locator("a[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#behind h2")).to_contain_text("Ben, week of")
    expect(page.locator("#behind tbody tr").first).to_contain_text("Trench")
    assert axe_violations(page) == []
    page.reload()
    expect(page.locator("#behind h2")).to_contain_text("Ben, week of")
    page.select_option("#filter-show", "over")
    page.wait_for_url(re.compile("show=over"))
