"""Debian's chromium for journeys and screenshots: fresh profile, no call outside, axe at hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).resolve().parents[1] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

# Text is clipped where a box hides what overflows it, unless it says so with an ellipsis and a title.
CLIPPED = """() => {
  const found = [];
  for (const element of document.querySelectorAll('main *, header *, nav *')) {
    const exempt = 'svg, ls-gantt, [hidden], dialog:not([open]), .visually-hidden, .table-wrap > table, pre';
    if (element.closest(exempt)) continue;
    if (!element.firstChild || ![...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
    const style = getComputedStyle(element);
    if (style.display === 'inline' || style.visibility === 'hidden' || style.display === 'none') continue;
    if (element.closest('.crumbs')) continue;
    const hides = style.overflowX !== 'visible' || style.overflowY === 'hidden';
    if (!hides) continue;
    if (element.scrollWidth > element.clientWidth + 1 && !['SELECT', 'INPUT', 'TEXTAREA'].includes(element.tagName))
      found.push(element.tagName + '.' + element.className + ': ' + element.textContent.trim().slice(0, 60));
  }
  return found;
}"""
SIDEWAYS = (
    "() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - window.innerWidth"
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a browser without a screen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def watch(page: Page, origin: str) -> list[str]:
    """Collect what a page must not do: errors, forbidden code, requests that leave the origin."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
    page.on(
        "console",
        lambda message: (
            complaints.append(f"console: {message.text}")
            if message.type == "error" and "Failed to load resource" not in message.text
            else None
        ),
    )

    def seen(request: Any) -> None:
        if not request.url.startswith((origin, "data:", "blob:")):
            complaints.append(f"left the origin: {request.url}")

    page.on("request", seen)
    return complaints


def axe_violations(page: Page) -> list[str]:
    """Return what axe finds against WCAG A and AA, one line each."""
    # Evaluated by the browser's debugger, which the page's own policy does not concern.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    run = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
    result = page.evaluate(run, AXE_TAGS)
    return [
        f"{violation['id']} ({violation['impact']}): {node['target']} {node['html'][:160]}"
        for violation in result["violations"]
        for node in violation["nodes"][:3]
    ]


def sign_in(page: Page, address: str, email: str, password: str) -> None:
    """Sign in as a person would."""
    page.goto(f"{address}/accounts/login/")
    page.fill("#id_login", email)
    page.fill("#id_password", password)
    page.click("button[type=submit]")
    page.wait_for_url(f"{address}/")
