"""What a register of 10,000 records feels like in the browser: `python -m benchmarks.lists [COUNT]`

A real server, a real browser: from the last key of a search, or from asking for a filter's address, until the rows
are painted; the pause after typing is in it. Medians and worst of several runs, by the clock: leave the machine alone.
"""

import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.editing import EMAIL, PASSWORD
from scripts.browser import chromium, sign_in
from scripts.live_server import LiveServer

RUNS = 15
FILL = """
import django; django.setup()
from benchmarks.registers import fill
print(fill(COUNT)[1])
"""
UNTIL_PAINTED = """words => new Promise(resolve => {
  const room = document.querySelector('#list').parentElement;
  const began = performance.now();
  const seen = new MutationObserver(() => {
    seen.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
  });
  seen.observe(room, { childList: true });
  const search = document.querySelector('#list-search');
  search.value = words;
  search.dispatchEvent(new InputEvent('input', { bubbles: true }));
})"""
PAINTED = """() => new Promise(resolve =>
  requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))))"""


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    count = int((arguments or sys.argv[1:] or ["10000"])[0])
    with tempfile.TemporaryDirectory(prefix="lockstep-bench-") as folder:
        server = LiveServer.start(Path(folder))
        try:
            node = server.python(f"COUNT = {count}\n{FILL}").splitlines()[-1]
            with chromium() as browser:
                page = browser.new_page(viewport={"width": 1440, "height": 900})
                sign_in(page, server.address, EMAIL, PASSWORD)
                measure(page, f"{server.address}/nodes/{node}/r/risks/")
        finally:
            server.stop()
    return 0


def measure(page: Page, address: str) -> None:
    """Open filters by their address, then search."""
    filters = ("", "?flag=overdue", "?f.state=*open&sort=-exposure_days", "?group=state")
    show("a filter's address, to its rows", lambda run: _opened(page, address + filters[run % len(filters)]))
    page.goto(address)
    show("search, last key to new rows", lambda run: _searched(page, f"vendor {run + 1}"))
    show("search taken back", lambda run: _searched(page, "" if run % 2 else "late"))


def _opened(page: Page, address: str) -> float:
    page.goto(address)
    return float(page.evaluate(PAINTED))


def _searched(page: Page, words: str) -> float:
    return float(page.evaluate(UNTIL_PAINTED, words))


def show(words: str, took: Callable[[int], float]) -> None:
    """Print the median and the worst of several runs."""
    times = [took(run) for run in range(RUNS)]
    print(f"{words:<34}{statistics.median(times):>7.0f} ms median {max(times):>7.0f} ms worst", flush=True)


if __name__ == "__main__":
    sys.exit(main())
