"""The design tokens keep their promises: readable in both themes, the same in both dark blocks."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "frontend" / "src" / "styles" / "tokens.css"
TEXT_ON = {
    "bg": ("ink", "muted", "faint", "accent-ink", "bad", "good"),
    "panel": ("ink", "muted", "faint", "accent-ink", "bad", "good", "warn"),
    "hover": ("ink", "muted", "accent-ink"),
    "accent-soft": ("accent-ink", "ink"),
    "accent": ("on-accent",),
    "accent-hover": ("on-accent",),
    "good-soft": ("good",),
    "warn-soft": ("warn",),
    "bad-soft": ("bad",),
    "none-soft": ("none",),
}


def blocks() -> list[dict[str, str]]:
    text = TOKENS.read_text(encoding="utf-8")
    found = [dict(re.findall(r"--([a-z-]+):\s*([^;]+);", body)) for body in re.findall(r"\{([^{}]*)\}", text)]
    return [block for block in found if "ink" in block]


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_both_dark_blocks_hold_the_same_values() -> None:
    """The system's dark theme and the chosen one look alike."""
    _, by_system, by_choice = blocks()
    assert by_system == by_choice


@pytest.mark.parametrize("theme", [0, 2], ids=["light", "dark"])
def test_every_text_pair_passes_contrast_aa(theme: int) -> None:
    """Each text color reaches 4.5 to 1 on each ground that it is used on."""
    tokens = blocks()[theme]
    poor = [
        f"{text} on {ground}: {contrast(tokens[text], tokens[ground]):.2f}"
        for ground, texts in TEXT_ON.items()
        for text in texts
        if contrast(tokens[text], tokens[ground]) < 4.5
    ]
    assert poor == []
