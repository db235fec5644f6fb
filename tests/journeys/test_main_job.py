"""The main job: plan files into one program, linked across projects, changed by drag, seen, saved, undone, explained.

On the sample plans of this repository; on the real files of LOCKSTEP_TEST_DATA where it is set.
"""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.live_server import LiveServer
from tests.journeys.gantt import Gantt

pytestmark = pytest.mark.browser

EXAMPLES = Path(__file__).parents[2] / "examples"
SAMPLES = [EXAMPLES / "depot.xml", EXAMPLES / "vehicles.xer", EXAMPLES / "ticketing.csv"]

MAKE_PROGRAM = """
import django; django.setup()
from lockstep.domain.access.queries.accounts import user_by_email
from lockstep.domain.ledger import perform
mona = user_by_email("mona@example.org")
top = perform("portfolio.add_node", actor=mona, arguments={"kind": "portfolio", "name": "Operations"}).value.pk
made = {"kind": "program", "name": NAME, "parent": top}
print(perform("portfolio.add_node", actor=mona, arguments=made).value.pk)
"""
# Two neighboring projects of the outline: an open activity near the end of the first, and open ones of the second.
PICK = """
import django, json; django.setup()
from lockstep.domain.access.queries.accounts import user_by_email
from lockstep.domain.planning.queries import schedule
rows = schedule(user_by_email("mona@example.org"), NODE).payload
found, links = rows["activities"], rows["links"]
kinds = [found["kinds"][kind] for kind in found["kind"]]
def is_open(row):
    plain = kinds[row] == "activity" and not found["manual"][row] and not found["inactive"][row]
    return plain and not found["progress"][row] and found["finish"][row] > found["start"][row]
tops = [row for row, kind in enumerate(kinds) if kind == "project"]
pick = lambda row: {"id": found["id"][row], "name": found["name"][row]}
reaches = [(12, 12), (20, 20), (400, 20), (20, 400), (4000, 4000)]
def pairs():
    for back, on in reaches:
        for top in tops[1:]:
            start = max([other for other in tops if other < top])
            following = min([other for other in tops if other > top] or [len(kinds)])
            before = [row for row in range(max(start, top - back), top) if is_open(row)]
            after = [row for row in range(top, min(following, top + on)) if is_open(row)]
            if before and len(after) > 1:
                yield before[-1], after[0], after[1]
giver, receiver, other = next(pairs())
print(json.dumps({"giver": pick(giver), "receiver": pick(receiver), "other": pick(other)}))
"""


def import_file(page: Page, server: LiveServer, program: int, path: Path) -> None:
    """Bring one file in through the page: dry run, report, apply."""
    page.goto(f"{server.address}/nodes/{program}/import/")
    page.set_input_files("#id_file", str(path))
    page.select_option("#id_mastered", "here")
    page.get_by_role("button", name="Read the file").click()
    page.wait_for_url(re.compile(r"/imports/\d+/"), timeout=180_000)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Importing would mean")
    expect(page.get_by_role("heading", name="Its own dates beside ours")).to_be_visible()
    expect(page.get_by_role("heading", name="Nothing is dropped")).to_be_visible()
    page.get_by_role("button", name="Import as one change").click()
    page.wait_for_url(re.compile(r"/(imports|changes)/\d+/"), timeout=180_000)


def main_job(page: Page, server: LiveServer, name: str, files: list[Path]) -> None:
    """Do the whole job."""
    program = int(server.python(f"NAME = {name!r}\n{MAKE_PROGRAM}").splitlines()[-1])
    for path in files:
        import_file(page, server, program, path)
    page.goto(f"{server.address}/nodes/{program}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("finishes")
    picked = json.loads(server.python(f"NODE = {program}\n{PICK}").splitlines()[-1])
    page.goto(f"{server.address}/nodes/{program}/schedule/")
    gantt = Gantt(page)

    gantt.link(picked["giver"]["id"], picked["receiver"]["id"])
    gantt.link(picked["giver"]["id"], picked["other"]["id"])

    before = gantt.dates(picked["receiver"]["id"])
    start, _finish = gantt.dates(picked["giver"]["id"])
    lasted = gantt.duration(picked["giver"]["id"])
    gantt.make_longer(picked["giver"]["id"], days=60)
    expect(gantt.preview).to_contain_text(re.compile(r"Moves \d+ activit"), timeout=20_000)
    gantt.save()
    gantt.wait_until(lambda: gantt.dates(picked["receiver"]["id"]) > before)
    assert gantt.duration(picked["giver"]["id"]) > lasted, (
        "the drag moved the bar instead of making it longer"
    )
    assert gantt.dates(picked["giver"]["id"])[0] == start
    page.goto(f"{server.address}/activities/{picked['receiver']['id']}/")
    expect(page.get_by_role("list").filter(has_text="because")).to_contain_text(picked["giver"]["name"])
    expect(page.locator(".chain")).to_contain_text("other project")
    page.goto(f"{server.address}/nodes/{program}/history/")
    page.get_by_role("button", name="Undo").first.click()
    page.goto(f"{server.address}/nodes/{program}/schedule/")
    gantt = Gantt(page)
    gantt.wait_until(lambda: gantt.dates(picked["receiver"]["id"]) == before)
    assert gantt.duration(picked["giver"]["id"]) == lasted


def test_the_main_job_on_the_sample_plans(page: Page, server: LiveServer) -> None:
    """Three files of three tools become one program with one schedule."""
    main_job(page, server, "City line", SAMPLES)


@pytest.mark.real_data
def test_the_main_job_on_real_files(page: Page, server: LiveServer, test_data: Path) -> None:
    """A real MPP, XER and Microsoft Project XML file go the same way."""
    files = [
        test_data / "plans" / "mpp" / "nbia-4.0.mpp",
        test_data / "plans" / "xer" / "airport-terminal.xer",
        test_data / "plans" / "mspdi" / "legacy-sample.xml",
    ]
    main_job(page, server, "Real plans", files)
