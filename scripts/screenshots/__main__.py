"""Takes the pictures and writes the sheet."""

import html
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from scripts.browser import chromium, sign_in, watch
from scripts.live_server import LiveServer
from scripts.screenshots.judging import LOOKS, Look, faults
from scripts.screenshots.records import load
from scripts.screenshots.stops import Stop, stops

ROOT = Path(__file__).resolve().parents[2]
LOADS_MORE = "ls-gantt, [hx-trigger*=load]"
"""What fetches more once the page is there; all else is whole when it has loaded."""
SETTLE_MILLISECONDS = 250
DOCS = ROOT / "docs" / "images"
# Pages whose first screen is shown in the docs, by the name of the picture.
IN_DOCS = {"node": "program", "import-run": "import", "schedule": "schedule", "activity": "activity"}
IN_DOCS_AS = "1440-light"
STYLE = """
body { font: 14px system-ui; margin: 24px }
img { height: 420px; border: 1px solid #ccc; margin: 4px; vertical-align: top }
small { color: #666 }
"""


def main() -> int:
    """Take every page; return 1 where one has a fault."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    DOCS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        server = LiveServer.start(Path(data))
        try:
            _, email, password = load(server)
            with chromium() as browser:
                found = take_all(browser, server, folder, email, password)
        finally:
            server.stop()
    for line in found:
        print(line)
    print(f"{folder / 'index.html'}: {len(found)} faults")
    return 1 if found else 0


def take_all(browser: Browser, server: LiveServer, folder: Path, email: str, password: str) -> list[str]:
    """Take every page in every look and write the sheet; return the faults."""
    wanted = stops(server, email)
    context = browser.new_context()
    sign_in(context.new_page(), server.address, email, password)
    state = context.storage_state()
    found = []
    for look in LOOKS:
        found += take_look(browser, server.address, wanted, look, state, folder)
    write_sheet(folder, wanted)
    return found


def take_look(
    browser: Browser, address: str, wanted: list[Stop], look: Look, state: object, folder: Path | None
) -> list[str]:
    """Judge every page in one look and return the faults; keep pictures where there is a folder for them."""
    found = []
    for is_public in (True, False):
        context = browser.new_context(
            viewport={"width": look.width, "height": look.height},
            storage_state=None if is_public else state,
            reduced_motion="reduce",
        )
        context.add_cookies([{"name": "lockstep-theme", "value": look.theme, "url": address}])
        page = context.new_page()
        complaints = watch(page, address)
        for stop in (stop for stop in wanted if stop.is_public is is_public):
            page.goto(address + stop.address)
            if page.locator(LOADS_MORE).count():
                page.wait_for_load_state("networkidle")
                page.wait_for_timeout(SETTLE_MILLISECONDS)
            if folder:
                keep_pictures(page, stop, look, folder)
            found += [f"{stop.name} at {look.name}: {fault}" for fault in (*faults(page, look), *complaints)]
            complaints.clear()
        context.close()
    return found


def keep_pictures(page: Page, stop: Stop, look: Look, folder: Path) -> None:
    """Keep the whole page for the sheet, and its first screen where the docs show it."""
    if look.name == IN_DOCS_AS and stop.name in IN_DOCS:
        page.screenshot(path=DOCS / f"{IN_DOCS[stop.name]}.png")
    page.screenshot(path=folder / f"{stop.name}-{look.name}.png", full_page=True)


def write_sheet(folder: Path, wanted: list[Stop]) -> None:
    """Write one page that shows all pictures side by side."""
    rows = [
        f"<h2>{html.escape(stop.name)} <small>{html.escape(stop.address)}</small></h2><div>"
        + "".join(
            f'<a href="{stop.name}-{look.name}.png"><img src="{stop.name}-{look.name}.png" alt="" loading="lazy"></a>'
            for look in LOOKS
        )
        + "</div>"
        for stop in wanted
    ]
    sheet = f"<!doctype html><meta charset=utf-8><title>Contact sheet</title><style>{STYLE}</style>{''.join(rows)}"
    (folder / "index.html").write_text(sheet, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
