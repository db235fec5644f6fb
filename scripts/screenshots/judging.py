"""What a page must not do, at one width in one theme."""

from dataclasses import dataclass

from playwright.sync_api import Page

from scripts.browser import CLIPPED, SIDEWAYS, axe_violations


@dataclass(frozen=True)
class Look:
    """One way of looking at a page."""

    width: int
    height: int
    theme: str

    @property
    def name(self) -> str:
        """Return how files call it."""
        return f"{self.width}-{self.theme}"


LOOKS = tuple(
    Look(width, height, theme) for width, height in ((1440, 900), (360, 740)) for theme in ("light", "dark")
)


def faults(page: Page, look: Look) -> list[str]:
    """Return every fault of the page as it stands in the browser."""
    found = []
    sideways = page.evaluate(SIDEWAYS)
    if sideways > 0:
        found.append(f"scrolls sideways by {sideways} px")
    found += [f"clipped text: {text}" for text in page.evaluate(CLIPPED)]
    found += [f"axe: {line}" for line in axe_violations(page)]
    return found
