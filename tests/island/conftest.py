"""The schedule island in a real browser, before a stand-in for the API: fast, and nothing else can break it."""

import json
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from scripts.browser import watch

FRONTEND = Path(__file__).resolve().parents[2] / "frontend"


@dataclass(frozen=True)
class Island:
    """The demo program in a page, with words for what a person does and sees."""

    page: Page
    address: str

    def open(self, query: str = "") -> None:
        """Load the page and wait for the first paint."""
        self.page.goto(f"{self.address}demo.html{query}")
        self.page.wait_for_selector("ls-gantt.ready")

    def stored(self, name: str) -> dict[str, Any]:
        """Return what the server holds of an activity."""
        with urllib.request.urlopen(f"{self.address}api/v1/nodes/1/schedule") as answer:
            columns = json.load(answer)["activities"]
        row = columns["name"].index(name)
        return {
            key: column[row]
            for key, column in columns.items()
            if isinstance(column, list) and len(column) > row
        }

    def reveal(self, name: str) -> None:
        """Select an activity and bring it into sight; the keyboard is then on its row."""
        self.page.evaluate("id => document.querySelector('ls-gantt').reveal(id)", self.stored(name)["id"])
        self.page.evaluate("document.querySelector('ls-gantt').whenPainted()")

    def box(self, name: str, part: str = "bar") -> tuple[float, float, float, float]:
        """Return where a part of an activity is on the screen: x, y, width, height."""
        found = self.page.evaluate(
            "([id, part]) => { const r = document.querySelector('ls-gantt').rectOf(id, part);"
            " return r && [r.x, r.y, r.width, r.height] }",
            [self.stored(name)["id"], part],
        )
        assert found is not None, f"{name} shows no {part}"
        return tuple(found)

    def drag(self, name: str, part: str, across: float, to: str | None = None) -> None:
        """Drag a part of an activity across some pixels, or onto another activity's bar."""
        x, y, width, height = self.box(name, part)
        middle = (x + width / 2, y + (3 if part == "bar" else height / 2))
        end = (middle[0] + across, middle[1])
        if to is not None:
            tx, ty, tw, th = self.box(to)
            end = (tx + tw / 2, ty + th / 2)
        self.page.mouse.move(*middle)
        self.page.mouse.down()
        self.page.mouse.move(*end, steps=4)
        self.page.mouse.up()

    @property
    def preview(self) -> str:
        """Return the words of the open preview once the server has answered."""
        self.page.locator(".preview .primary:enabled").wait_for()
        return self.page.locator(".preview").inner_text()

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def row(self, name: str) -> str:
        """Return the accessible name of a row."""
        return self.page.get_by_role("row", name=name).first.get_attribute("aria-label") or ""


@pytest.fixture
def stand_in() -> Iterator[str]:
    """The address of a fresh stand-in server."""
    if not (FRONTEND / "dist" / "manifest.json").exists():
        pytest.fail("The pages' assets are not built: run `make setup`, or `npm run build` in frontend/.")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        ["node", "bench/server.mjs", str(port)], cwd=FRONTEND, stdout=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}/"
    for _ in range(100):
        try:
            urllib.request.urlopen(address, timeout=1).close()
            break
        except OSError:
            time.sleep(0.05)
    yield address
    process.terminate()
    process.wait()


@pytest.fixture
def island(browser: Browser, stand_in: str) -> Iterator[Island]:
    """The island at desktop size; what a page must not do fails the test at its end."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    found = Island(context.new_page(), stand_in)
    complaints = watch(found.page, stand_in)
    found.open()
    yield found
    context.close()
    assert complaints == []
