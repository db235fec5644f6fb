"""What the schedule island promises: each drag and its twin by key, previews, undo, conflicts, filters, phone."""

import re

import pytest
from playwright.sync_api import Browser, expect

from scripts.browser import axe_violations
from tests.island.conftest import Island

pytestmark = pytest.mark.browser

DAY = 14_400


def test_a_drag_of_the_finish_shows_what_moves_and_saves_only_when_told(island: Island) -> None:
    """The preview names milestones and the program's finish; Escape keeps everything, Enter saves, Ctrl+Z undoes."""
    before = island.stored("Piers and crossheads")["finish"]
    island.drag("Piers and crossheads", "finish", 24)
    assert "Piers and crossheads: finish" in island.preview
    assert "Line opens" in island.preview
    assert "program finish slips" in island.preview
    assert island.stored("Piers and crossheads")["finish"] == before
    island.press("Escape")
    expect(island.page.locator(".preview")).not_to_be_visible()
    assert island.stored("Piers and crossheads")["finish"] == before

    island.drag("Piers and crossheads", "finish", 24)
    assert island.preview
    island.press("Enter")
    expect(island.page.get_by_text("Saved.").first).to_be_visible()
    assert island.stored("Piers and crossheads")["finish"] > before
    island.press("Control+z")
    expect(island.page.get_by_text("Undone.").first).to_be_visible()
    assert island.stored("Piers and crossheads")["finish"] == before
    island.press("Control+y")
    expect(island.page.get_by_text("Done again.").first).to_be_visible()
    assert island.stored("Piers and crossheads")["finish"] > before


def test_the_keys_stay_with_the_schedule_after_a_press_on_a_button(island: Island) -> None:
    """Ctrl+Z is heard after Save, Cancel and the message's own buttons were pressed with the mouse."""
    page = island.page
    before = island.stored("Piers and crossheads")["finish"]
    preview = page.locator(".preview")
    for button in ("Cancel", "Save"):
        island.drag("Piers and crossheads", "finish", 24)
        assert island.preview
        preview.get_by_role("button", name=button).click()
        expect(page.get_by_role("treegrid")).to_be_focused()
    expect(page.get_by_text("Saved.").first).to_be_visible()
    assert island.stored("Piers and crossheads")["finish"] > before
    island.press("Control+z")
    expect(page.get_by_text("Undone.").first).to_be_visible()
    assert island.stored("Piers and crossheads")["finish"] == before
    page.get_by_role("button", name="Close this message").click()
    expect(page.get_by_role("treegrid")).to_be_focused()
    island.press("Control+y")
    expect(page.get_by_text("Done again.").first).to_be_visible()


def test_moving_has_a_twin_by_key(island: Island) -> None:
    """A drag of the bar and Alt+Right give the same edit; keys pressed in a row end in one preview."""
    island.drag("Deck launch", "bar", 30)
    assert "Deck launch: finish" in island.preview
    island.press("Escape")
    start = island.stored("Rail welding")["start"]
    island.reveal("Rail welding")
    island.press("Alt+ArrowRight", "Alt+ArrowRight")
    assert "Rail welding: finish" in island.preview
    island.press("Enter")
    expect(island.page.get_by_text("Saved.").first).to_be_visible()
    assert 2 * DAY <= island.stored("Rail welding")["start"] - start <= 4 * DAY


def test_progress_is_dragged_and_typed(island: Island) -> None:
    """The handle below the bar sets the percentage, and so does the cell."""
    island.drag("Utility diversion, west", "progress", -16)
    assert re.search(r"80 % → \d+ % done", island.preview)
    island.press("Escape")
    island.reveal("Utility diversion, west")
    island.press("End", "ArrowLeft", "F2")
    island.page.keyboard.type("90")
    island.press("Enter")
    expect(island.page.get_by_text("Saved.").first).to_be_visible()
    assert island.stored("Utility diversion, west")["progress"] == 0.9


def test_a_link_is_drawn_or_chosen_in_a_dialog(island: Island) -> None:
    """From the handle at the end of a bar to another bar; or L, a few letters, Enter, Enter."""
    island.drag("Ground survey", "link", 0, to="Track slab, east")
    assert "Link: Ground survey → Track slab, east" in island.preview
    island.press("Enter")
    expect(island.page.get_by_text("Adds a link").first).to_be_visible()
    island.reveal("Rail welding")
    island.press("l")
    island.page.keyboard.type("driver tra")
    expect(island.page.locator("dialog li[role=option]")).to_have_count(1)
    expect(island.page.get_by_text("Nothing in other projects.")).to_be_visible()
    assert axe_violations(island.page) == []
    island.press("Enter")
    assert "Link: Rail welding → Driver training" in island.preview
    island.press("Enter")
    expect(island.page.get_by_role("row", name=re.compile("Rail welding.*2 successors"))).to_be_visible()


def test_a_loop_is_refused_in_words(island: Island) -> None:
    """What cannot be saved offers no Save."""
    island.reveal("Line opens")
    island.press("l")
    island.page.keyboard.type("ground")
    island.press("Enter")
    expect(island.page.locator(".preview .finding")).to_contain_text("loop")
    expect(island.page.locator(".preview").get_by_role("button", name="Save")).to_have_count(0)


def test_cells_take_dates_as_people_type_them(island: Island) -> None:
    """+2w counts from what is there; nonsense stays in the cell with a sentence and Escape leaves it."""
    before = island.stored("Rail welding")["finish"]
    island.reveal("Rail welding")
    island.press("Home", "ArrowRight", "F2")
    island.page.keyboard.type("+2w")
    island.press("Enter")
    expect(island.page.get_by_text("Saved.").first).to_be_visible()
    assert island.stored("Rail welding")["finish"] == before + 14 * DAY
    island.page.keyboard.type("31 Nonsense")
    island.press("Enter")
    expect(island.page.get_by_text("is not a date").first).to_be_visible()
    expect(island.page.locator("input[aria-invalid=true]")).to_be_visible()
    island.press("Escape")
    expect(island.page.locator("input[aria-invalid=true]")).to_have_count(0)


def test_blocks_of_cells_are_copied_pasted_and_filled_down(island: Island) -> None:
    """A block goes over the clipboard; Ctrl+D repeats the first row; each is one change set."""
    page = island.page
    island.reveal("Pile foundations")
    island.press("End", "ArrowLeft", "Control+c", "ArrowDown", "Control+v")
    expect(page.get_by_text("Saved.").first).to_be_visible()
    assert island.stored("Piers and crossheads")["progress"] == 0.55
    island.press("Shift+ArrowDown", "Control+d")
    expect(page.get_by_role("row", name=re.compile("Deck launch.*55 percent"))).to_be_visible()
    island.press("Control+z")
    expect(page.get_by_text("Undone.").first).to_be_visible()
    assert island.stored("Deck launch")["progress"] == 0


def test_a_paste_takes_what_can_be_read_and_marks_the_rest(island: Island) -> None:
    """One bad cell does not reject the paste; it is marked with the reason."""
    island.reveal("Piers and crossheads")
    island.press("End", "ArrowLeft")
    island.page.evaluate("navigator.clipboard.writeText('40\\nmany\\n')")
    island.press("Control+v")
    expect(island.page.get_by_text("1 cell was not taken").first).to_be_visible()
    assert island.stored("Piers and crossheads")["progress"] == 0.4
    expect(island.page.locator(".cell.invalid")).to_have_count(1)


def test_several_rows_are_changed_in_one_request(island: Island) -> None:
    """Three selected rows, one shift, one undo."""
    page = island.page
    names = ["Piers and crossheads", "Deck launch", "Viaduct ready for track"]
    versions = [island.stored(name)["version"] for name in names]
    page.get_by_role("gridcell", name=names[0]).click()
    page.get_by_role("gridcell", name=names[2]).click(modifiers=["Shift"])
    expect(page.get_by_text("3 selected")).to_be_visible()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url) if request.method == "POST" else None)
    page.get_by_role("button", name="Shift by days").click()
    assert "3 activities: +5 d" in island.preview
    island.press("Enter")
    expect(page.get_by_text("Saved.").first).to_be_visible()
    assert [island.stored(name)["version"] for name in names] == [version + 1 for version in versions]
    assert len([url for url in requests if url.endswith("/changes")]) == 1


def test_a_stale_edit_shows_both_values(island: Island) -> None:
    """Somebody else renames the activity while it is edited: nothing is lost, and one chooses."""
    page = island.page
    stored = island.stored("Rail welding")
    island.reveal("Rail welding")
    island.press("Home", "F2")
    edit = {
        "action": "planning.change_activity",
        "arguments": {"activity": stored["id"], "version": stored["version"], "changes": {"name": "Theirs"}},
    }
    page.request.post(f"{island.address}api/v1/changes", data={"edits": [edit]})
    page.keyboard.type("Mine")
    island.press("Enter")
    dialog = page.get_by_role("dialog", name="Somebody else changed this too")
    expect(dialog).to_contain_text("Mine")
    expect(dialog).to_contain_text("Theirs")
    assert axe_violations(page) == []
    dialog.get_by_role("button", name="Use mine").click()
    expect(page.get_by_text("Saved.").first).to_be_visible()
    assert island.stored("Mine")["id"] == stored["id"]


def test_a_plan_mastered_outside_is_proposed_to(island: Island) -> None:
    """The button says Propose, and the plan stays as it is."""
    before = island.stored("Type approval")["start"]
    island.reveal("Type approval")
    island.press("Alt+ArrowRight")
    assert "mastered outside" in island.preview
    expect(island.page.locator(".preview").get_by_role("button", name="Propose")).to_be_visible()
    island.press("Enter")
    expect(island.page.get_by_text("Proposed.").first).to_be_visible()
    assert island.stored("Type approval")["start"] == before


def test_a_preview_is_asked_for_as_a_change_request(island: Island) -> None:
    """Cancel leads back to the preview; the request is called as the preview is, and the page goes to it."""
    page = island.page
    island.reveal("Type approval")
    island.press("Alt+ArrowRight")
    assert "Type approval: finish" in island.preview
    ask = page.locator(".preview").get_by_role("button", name="Request this change…")
    ask.click()
    dialog = page.get_by_role("dialog", name="Request this change")
    expect(dialog.get_by_label("What is asked for")).to_have_value(re.compile("Type approval: finish"))
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_have_count(0)
    ask.click()
    dialog.get_by_label("Why it is needed").fill("The lab is shut")
    dialog.get_by_role("button", name="Raise the request").click()
    expect(page).to_have_url(re.compile(r"request=7$"))


def test_rows_are_added_and_removed_by_key(island: Island) -> None:
    """Insert adds below, Delete asks first."""
    island.reveal("Rail welding")
    island.press("Insert")
    expect(island.page.get_by_role("row", name="New activity")).to_be_visible()
    island.press("Delete")
    expect(island.page.get_by_role("dialog", name=re.compile("Remove"))).to_be_visible()
    island.press("Enter")
    expect(island.page.get_by_role("row", name="New activity")).to_have_count(0)


def test_the_filter_keeps_parents_and_the_view_lives_in_the_address(island: Island) -> None:
    """A copied address shows the same rows, columns and selection."""
    page = island.page
    page.get_by_role("treegrid").focus()
    island.press("/")
    page.keyboard.type("pile")
    expect(page.get_by_role("row", name=re.compile("^Viaduct,"))).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Ground survey"))).to_have_count(0)
    page.get_by_role("button", name="Columns").click()
    page.get_by_role("checkbox", name="Start", exact=True).check()
    island.press("Escape")
    page.wait_for_url(re.compile(r"q=pile.*cols=name\.start"))
    query = page.url.partition("?")[2]
    island.open(f"?{query}")
    expect(page.get_by_role("columnheader", name="Start")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Ground survey"))).to_have_count(0)
    expect(page.get_by_role("searchbox")).to_have_value("pile")


def test_rows_say_what_the_chart_shows(island: Island) -> None:
    """The canvas is hidden from screen readers; the row's name says it all."""
    name = island.row("Track handed to systems")
    assert re.match(r"Track handed to systems, milestone, \d+ \w+, critical, .*after baseline, ", name)
    assert "(Systems and power)" in name
    grid = island.page.get_by_role("treegrid")
    assert grid.get_attribute("aria-rowcount") == "55"
    expect(island.page.get_by_role("columnheader")).to_have_count(5)


def test_the_keyboard_walks_the_outline_and_never_traps(island: Island) -> None:
    """Arrows move and fold, the active cell is announced, Tab leaves at the end of the row."""
    page = island.page
    grid = page.get_by_role("treegrid")
    island.reveal("Track and structures")
    island.press("Home", "ArrowLeft")
    expect(page.get_by_role("row", name=re.compile("^Track and structures,"))).to_have_attribute(
        "aria-expanded", "false"
    )
    expect(page.get_by_role("row", name=re.compile("Ground survey"))).to_have_count(0)
    island.press("ArrowRight", "Control+End")
    last = page.get_by_role("gridcell", name="Line opens", exact=True)
    expect(last).to_be_visible()
    expect(grid).to_have_attribute("aria-activedescendant", last.get_attribute("id") or "no cell")
    island.press("End", "Tab")
    assert (
        page.evaluate("document.querySelector('ls-gantt').shadowRoot.activeElement?.getAttribute('role')")
        == "separator"
    )


def test_zoom_keeps_the_moment_under_the_pointer(island: Island) -> None:
    """Ctrl+wheel zooms about the pointer; a plain wheel scrolls the rows."""
    page = island.page
    x, y, width, _ = island.box("Deck launch")
    pointer = round(x)  # wheels are told in whole pixels
    page.mouse.move(pointer, y + 4)
    page.keyboard.down("Control")
    for _ in range(6):
        page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    page.wait_for_timeout(200)
    zoomed = island.box("Deck launch")
    assert abs(zoomed[0] - (pointer + (x - pointer) * zoomed[2] / width)) < 2
    assert zoomed[1] + 4 == y + 4
    page.mouse.wheel(0, 200)
    page.wait_for_timeout(200)
    assert abs(island.box("Deck launch")[1] - (zoomed[1] - 200)) < 2


def test_explain_is_left_to_the_page(island: Island) -> None:
    """E sends an event with the activity."""
    island.page.evaluate("document.addEventListener('ls-explain', e => { window.asked = e.detail.activity })")
    island.reveal("Trial running")
    island.press("e")
    assert island.page.evaluate("window.asked") == island.stored("Trial running")["id"]


def test_what_one_sees_goes_to_paper_and_to_a_spreadsheet(island: Island) -> None:
    """Printing lays out A3 pages of SVG and takes them away again; the CSV holds the rows on the screen."""
    page = island.page
    page.evaluate(
        "window.print = () => { window.pages = document.querySelectorAll('#ls-gantt-paper svg').length }"
    )
    more = page.get_by_role("button", name="View, links and export")
    more.click()
    page.get_by_role("button", name="Print (A3)").click()
    page.wait_for_timeout(500)
    assert page.evaluate("window.pages") == 2
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#ls-gantt-paper").count() == 0
    more.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export what I see (CSV)").click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Level,Activity,Finish,Float,%,Baseline"
    assert len(lines) == 55


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_fault_at_either_size(browser: Browser, stand_in: str, scheme: str) -> None:
    """axe finds nothing in light and dark, at 1440 and 360 pixels, and nothing scrolls sideways."""
    for width, height in ((1440, 900), (360, 780)):
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
        Island(page, stand_in).open()
        assert axe_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()


def test_on_a_phone_a_row_opens_a_sheet(browser: Browser, stand_in: str) -> None:
    """Dates are typed, the effect is shown, and saving works without the chart."""
    page = browser.new_page(viewport={"width": 360, "height": 780}, has_touch=True)
    island = Island(page, stand_in)
    island.open()
    before = island.stored("Pile foundations")["finish"]
    page.get_by_role("row", name="Pile foundations").first.tap()
    sheet = page.get_by_role("dialog", name="Pile foundations")
    sheet.get_by_label("Finish").fill("+1w")
    assert axe_violations(page) == []
    sheet.get_by_role("button", name="Show what it moves").tap()
    assert "Moves" in island.preview
    page.get_by_role("button", name="Save").tap()
    expect(page.get_by_text("Saved.").first).to_be_visible()
    assert island.stored("Pile foundations")["finish"] == before + 7 * DAY
    page.close()
