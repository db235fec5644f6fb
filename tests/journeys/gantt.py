"""Handling the Gantt as a person does: with the pointer on bars, reading what the tree grid and the boxes say."""

import re
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

TICKS_PER_DAY = 14_400


class Gantt:
    """The schedule of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.element = page.locator("ls-gantt")
        expect(self.element.get_by_role("row").nth(1)).to_be_visible(timeout=60_000)

    def row(self, name: str) -> Locator:
        """Return the row whose name begins so; it is brought into sight by the filter of the schedule's own search."""
        return self.element.get_by_role("row", name=re.compile(f"^{re.escape(name)}")).first

    def reveal(self, activity: int) -> None:
        """Bring an activity into sight and select it."""
        assert self.element.evaluate("(element, id) => element.reveal(id)", activity)
        self.page.wait_for_timeout(150)

    def box(self, activity: int, part: str = "bar") -> dict[str, float]:
        """Return the client rectangle of a part of an activity."""
        found: Any = self.element.evaluate(
            """(element, [id, part]) => {
              const r = element.rectOf(id, part);
              return r && {x: r.x, y: r.y, width: r.width, height: r.height};
            }""",
            [activity, part],
        )
        assert found, f"activity {activity} shows no {part}"
        return found

    def center(self, activity: int, part: str = "bar") -> tuple[float, float]:
        """Return the middle of a part."""
        box = self.box(activity, part)
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Drag with the pointer in small steps."""
        self.page.mouse.move(*start)
        self.page.mouse.down()
        for step in range(1, 9):
            x = start[0] + (end[0] - start[0]) * step / 8
            y = start[1] + (end[1] - start[1]) * step / 8
            self.page.mouse.move(x, y)
        self.page.mouse.up()

    @property
    def preview(self) -> Locator:
        """Return the box that says what a change does."""
        return self.element.get_by_role("dialog", name="What this change does")

    def save(self) -> None:
        """Save what the preview says."""
        save = self.preview.get_by_role("button", name="Save")
        expect(save).to_be_enabled(timeout=20_000)
        save.click()
        expect(self.preview).not_to_be_visible(timeout=20_000)
        expect(self.element.get_by_role("button", name="Undo").last).to_be_visible(timeout=20_000)

    def link(self, giver: int, receiver: int) -> None:
        """Draw a link from the end of one bar to another bar that is in sight with it."""
        self.reveal(giver)
        self.reveal(receiver)
        self.fit()
        self.drag(self.center(giver, "link"), self.center(receiver))
        self.save()

    def fit(self) -> None:
        """Show the whole span of time."""
        self.element.get_by_role("button", name="Fit").click()
        self.page.wait_for_timeout(200)

    def make_longer(self, activity: int, *, days: int) -> None:
        """Drag the end of a bar to the right by some days, zoomed so that both ends of the drag are in sight."""
        self.reveal(activity)
        self.page.keyboard.press("9")
        self.page.wait_for_timeout(200)
        start, finish = self.dates(activity)
        right = self.page.viewport_size["width"] - 60 if self.page.viewport_size else 1200
        for _ in range(24):
            pixels = self.box(activity)["width"] / ((finish - start) / TICKS_PER_DAY) * days
            x, y = self.center(activity, "finish")
            if x + pixels < right:
                break
            self.element.get_by_role("button", name="Zoom out").click()
            self.page.wait_for_timeout(100)
        self.drag((x, y), (x + pixels, y))

    def dates(self, activity: int) -> tuple[int, int]:
        """Return start and finish in ticks, as the page's own interface gives them."""
        return self.value(activity, "start"), self.value(activity, "finish")

    def duration(self, activity: int) -> int:
        """Return the working ticks that an activity lasts."""
        return self.value(activity, "duration")

    def value(self, activity: int, column: str) -> int:
        """Return one number of an activity's row."""
        found: Any = self.page.evaluate(
            """async ([id, column]) => {
              const node = document.querySelector('ls-gantt').getAttribute('node');
              const rows = (await (await fetch(`/api/v1/nodes/${node}/schedule`)).json()).activities;
              return rows[column][rows.id.indexOf(id)];
            }""",
            [activity, column],
        )
        return int(found)

    def wait_until(self, holds: Callable[[], bool], seconds: float = 20) -> None:
        """Wait until something holds."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if holds():
                return
            self.page.wait_for_timeout(300)
        raise AssertionError("it did not come to hold in time")
