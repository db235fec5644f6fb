"""The manager of the Eastern Line at work, for the stories of duties."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, expect

from scripts.browser import axe_violations, sign_in, watch
from tests.journeys.data_folders import DemoServer

SLOW = 60_000
"""Milliseconds that one step may take on a busy machine."""


@dataclass
class Desk:
    """A browser on the demo, and the interface with the same session."""

    page: Page
    address: str
    program: int
    token: str

    def go(self, path: str) -> Page:
        """Open a page of the site, such as `/inbox/`; `{program}` stands for the program's number."""
        self.page.goto(self.address + path.format(program=self.program))
        return self.page

    def axe(self) -> list[str]:
        """Return what axe finds on the page that is open."""
        return axe_violations(self.page)

    def get(self, path: str, **query: str) -> Any:
        """Return what the interface answers to a read."""
        answer = self.page.request.get(f"{self.address}/api/v1{path}", params=query)
        assert answer.ok, answer.text()
        return answer.json()

    def rows(self, register: str, **query: str) -> list[dict[str, Any]]:
        """Return the rows of a register of the whole program."""
        return self.get(f"/registers/{register}", **{"node": str(self.program), "size": "100", **query})[
            "items"
        ]

    def titles(self, register: str, **query: str) -> set[str]:
        """Return the titles of the rows."""
        return {row["title"] for row in self.rows(register, **query)}

    def one(self, register: str, words: str) -> dict[str, Any]:
        """Return the record of which the title holds words, whole."""
        (row,) = [row for row in self.rows(register) if words in row["title"]]
        return self.get(f"/registers/{register}/{row['id']}")

    def send(self, path: str, body: dict[str, Any]) -> Any:
        """Send a write and return the answer."""
        return self.page.request.post(
            f"{self.address}/api/v1{path}", data=body, headers={"X-CSRFToken": self.token}, timeout=SLOW
        )

    def raise_(self, register: str, **fields: Any) -> dict[str, Any]:
        """Raise a record at the program."""
        answer = self.send(f"/registers/{register}", {"node": self.program, "fields": fields})
        assert answer.status == 201, answer.text()
        return answer.json()["record"]

    def move(self, register: str, record: dict[str, Any], move: str, **fields: Any) -> Any:
        """Move a record and return the answer."""
        body = {"move": move, "version": record["version"], "fields": fields}
        return self.send(f"/registers/{register}/{record['id']}/moves", body)


@contextmanager
def sit_down(browser: Browser, demo: DemoServer) -> Iterator[Desk]:
    """Sign the program's manager in; what a page must not do is a failure at the end."""
    told = demo.told
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(SLOW)
    page = context.new_page()
    expect.set_options(timeout=20_000)
    complaints = watch(page, demo.address)
    sign_in(page, demo.address, told.email, told.password)
    page.goto(f"{demo.address}/nodes/{told.program}/r/risks/new/")
    token = page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value")
    yield Desk(page, demo.address, told.program, str(token))
    context.close()
    assert complaints == []
